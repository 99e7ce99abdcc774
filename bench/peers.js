/**
 * The programs beside which ours is timed: stock pdfkit and Typst, given the same words, page, measure and faces.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const regular = require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const bold = require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');
const [width, margin, size, gap] = [365.3, 123.35, 10.3, 6];

/** The words of the sample letter that stand around its body, for programs that have no house style. */
export const frame = {
  organization: 'United Nations',
  symbols: ['A/80/99999', 'S/2025/99999'],
  organs: ['General Assembly', 'Security Council'],
  distribution: ['Distr.: General', '10 March 2025', '', 'Original: English'],
  columns: [
    [
      'General Assembly',
      'Eightieth session',
      'Agenda items 998 and 999 (b)',
      'Sundials, public clocks and the common measure of time',
      'Gardens and libraries: exchange of catalogues among public collections',
    ],
    ['Security Council', 'Eightieth year'],
  ],
  title:
    'Identical letters dated 3 March 2025 from the Permanent Representative of Exampleland to the United Nations addressed to the Secretary-General and the President of the Security Council',
  signature: ['(Signed) Maria Sample', 'Ambassador', 'Permanent Representative'],
  note: '* Set again for this exercise on 12 March 2025.',
  foot: ['00-00000* (E)    120325', 'Please recycle'],
  job: '00-00000',
  status: 'Sample: not a document of the United Nations',
};

/** Stock pdfkit: its own `text()`, justified; the font files opened for each document, as its manual has it, or kept open. */
export async function stockPdfkit(keepFonts) {
  const { default: PDFDocument } = await import('pdfkit');
  const fontkit = await import('fontkit');
  const { readFileSync } = await import('node:fs');
  const [plain, heavy] = keepFonts ? [fontkit.create(readFileSync(regular)), fontkit.create(readFileSync(bold))] : [regular, bold];
  return ({ paragraphs }) =>
    new Promise((resolve) => {
      const document = new PDFDocument({
        size: 'LETTER',
        margins: { top: 84, bottom: 58, left: margin, right: margin },
        font: null,
        bufferPages: true,
      });
      const chunks = [];
      document.on('data', (chunk) => chunks.push(chunk));
      document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      const at = (text, x, y, points, face = plain) => document.font(face).fontSize(points).text(text, x, y, { lineBreak: false });
      at(frame.organization, margin, 45, 14);
      at(frame.symbols.join('-'), 450, 45, 10);
      document.rect(60, 64.8, 492.6, 0.5).fill().rect(59.3, 208.9, 492.6, 1.5).fill().rect(64.7, 71.3, 56.1, 47).stroke();
      for (const [index, organ] of frame.organs.entries()) at(organ, margin, 70 + 19.5 * index, 20, heavy);
      for (const [index, line] of frame.distribution.entries()) at(line, 397, 78 + 12 * index, 10);
      for (const [index, column] of frame.columns.entries()) {
        document.font(heavy).fontSize(10);
        for (const [row, line] of column.entries()) document.text(line, index ? 348.1 : 60, row ? undefined : 214, { width: 275.9 });
      }
      document.font(heavy).fontSize(12).text(frame.title, margin, 330, { width });
      document.moveDown().font(plain).fontSize(size);
      for (const paragraph of paragraphs) document.text(paragraph, { width, align: 'justify', indent: 24, paragraphGap: gap });
      document.moveDown();
      for (const line of frame.signature) document.text(line, { width, align: 'right' });
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        document.switchToPage(page);
        document.page.margins.bottom = 0;
        at(frame.status, 60, 770, 7);
        if (page === 0) {
          at(frame.note, margin, 690, 8.5);
          at(frame.foot[0], 65.4, 738, 10);
          at(frame.foot[1], 417, 744, 9, heavy);
        } else {
          for (const [index, symbol] of frame.symbols.entries()) at(symbol, 60, 42 + 9.8 * index, 8.5, heavy);
          at(`${page + 1}/${count}`, 60, 747, 8.5, heavy);
          at(frame.job, 524, 747, 7);
        }
      }
      document.end();
    });
}

/** How the body is set in each language timed, as Typst says it. */
export const looks = {
  en: { language: 'en', font: '"Tinos"', size, tracking: 0.2, files: [] },
  ar: {
    language: 'ar',
    font: '("Tinos", "Amiri")',
    size: 11,
    tracking: 0,
    files: ['@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf', '@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf'],
  },
  zh: {
    language: 'zh',
    font: '("Tinos", "Noto Serif SC")',
    size,
    tracking: 0,
    files: [
      '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
      '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
    ],
  },
};

/**
 * A source's body in Typst's markup, with the same structure: headings, numbered, lettered and dashed items, emphasis.
 */
function bodyMarkup(body, quoted) {
  const inline = (text) =>
    text
      .split(/(\*\*.+?\*\*|\*.+?\*)/)
      .map((part) => {
        if (part.startsWith('**')) return `#strong[${quoted(part.slice(2, -2))}]`;
        return part.startsWith('*') ? `#emph[${quoted(part.slice(1, -1))}]` : quoted(part);
      })
      .join('');
  return body
    .split('\n\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, spaces, sign, text] = /^( *)(#+ |\d+\. |\([a-z]\) |- )?(.*)$/s.exec(line.replace(/\n(?= *\S)/g, ' ').trimEnd());
      if (sign === undefined) return `${spaces}${inline(text)}`;
      if (sign.startsWith('#')) return `== ${inline(text)}`;
      return `${spaces}${sign.startsWith('(') ? '+ ' : sign}${inline(text)}`;
    })
    .join('\n\n');
}

/** What this program's files are too. */
export const archival = 'a-2a';

/**
 * Typst by its Node package; its cache is emptied after each document, as a new letter finds it. Without a standard it writes
 * a tagged PDF 1.7.
 */
export async function typst(look, words, standard = null) {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const folders = [regular, bold, ...look.files.map((file) => require.resolve(file))].map((file) => path.dirname(file));
  const compiler = NodeCompiler.create({ workspace: path.dirname(regular), fontArgs: [{ fontPaths: folders }] });
  const quoted = (text) => text.replace(/[\\#$*_`<>@=~+\-/[\]]/g, (sign) => `\\${sign}`);
  const placed = (text, x, y, points, weight = 'regular') =>
    `#place(top + left, dx: ${x - margin}pt, dy: ${y - 84}pt, text(size: ${points}pt, weight: "${weight}", "${text.replaceAll('"', '\\"')}"))`;
  const picture = (svg, alt, x, y, wide, high) =>
    `#place(top + left, dx: ${x - margin}pt, dy: ${y - 84}pt, image(bytes("${svg.replaceAll('"', '\\"')}"), format: "svg", alt: "${alt}", width: ${wide}pt, height: ${high}pt, fit: "stretch"))`;
  return async ({ body, pictures }) => {
    const [symbols, note] = [words.symbols.map(quoted).join('-'), quoted(words.note.replace(/^\* /, ''))];
    const source = [
      `#set page(width: 612pt, height: 792pt, margin: (top: 84pt, bottom: 58pt, x: ${margin}pt),`,
      `  header: context { if counter(page).get().first() > 1 [ #set text(size: 8.5pt, weight: "bold"); ${words.symbols.map(quoted).join(' \\ ')} ] },`,
      `  footer: context { if counter(page).get().first() > 1 [ #text(size: 8.5pt, weight: "bold")[#counter(page).display("1/1", both: true)] #h(1fr) #text(size: 7pt)[${quoted(words.job)}] ] else [ ${quoted(words.foot[0])} #h(1fr) #strong[${words.foot[1]}] ]; linebreak(); text(size: 7pt)[${quoted(words.status)}] })`,
      `#set document(title: "${words.title}")`,
      `#set text(font: ${look.font}, size: ${look.size}pt, tracking: ${look.tracking}pt, lang: "${look.language}")`,
      `#set par(justify: true, first-line-indent: 24pt, spacing: ${gap}pt)`,
      '#set enum(numbering: "1.(a)")\n#set list(marker: [–])',
      placed(words.organization, margin, 45, 14),
      `#place(top + left, dx: ${450 - margin}pt, dy: ${45 - 84}pt, text(size: 10pt)[${symbols}#footnote(numbering: "*")[${note}]])`,
      `#place(top + left, dx: ${60 - margin}pt, dy: ${64.8 - 84}pt, rect(width: 492.6pt, height: 0.5pt, fill: black))`,
      `#place(top + left, dx: ${59.3 - margin}pt, dy: ${208.9 - 84}pt, rect(width: 492.6pt, height: 1.5pt, fill: black))`,
      `#place(top + left, dx: ${64.7 - margin}pt, dy: ${71.3 - 84}pt, rect(width: 56.1pt, height: 47pt))`,
      picture(pictures.bars, 'Bar code', 65.4, 749.5, 101.9, 12.8),
      picture(pictures.qr, 'QR code', 498.1, 709.3, 54.7, 54.7),
      picture(pictures.sign, 'Recycling sign', 478, 740, 16, 16.2),
      ...words.organs.map((organ, index) => placed(organ, margin, 70 + 19.5 * index, 20, 'bold')),
      ...words.distribution.map((line, index) => placed(line, 397, 78 + 12 * index, 10)),
      '#v(130pt)',
      `#move(dx: -63.35pt, grid(columns: (288pt, 200pt), ${words.columns.map((column) => `[${column.map((line) => `*${quoted(line)}*`).join(' \\ ')}]`).join(', ')}))`,
      `= ${quoted(words.title)}`,
      bodyMarkup(body, quoted),
      `#block(breakable: false, align(right)[${words.signature.map(quoted).join(' \\ ')}])`,
      '#align(center, line(length: 72pt))',
    ].join('\n\n');
    const content = { mainFileContent: source.replaceAll(',\n\n  ', ',\n  ') };
    const bytes = standard === null ? compiler.pdf(content) : compiler.pdf(content, { pdfStandard: standard });
    compiler.evictCache(0);
    return new Uint8Array(bytes);
  };
}
