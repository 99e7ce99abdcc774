/**
 * The programs beside which ours is timed: stock pdfkit and Typst, given the same words, page, measure and faces.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const regular = require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const bold = require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');
const [width, margin, size, gap] = [365.3, 123.35, 10.3, 6];

/** Stock pdfkit: its own `text()`, justified. */
export async function stockPdfkit() {
  const { default: PDFDocument } = await import('pdfkit');
  return (title, paragraphs) =>
    new Promise((resolve) => {
      const document = new PDFDocument({ size: 'LETTER', margins: { top: 72, bottom: 58, left: margin, right: margin }, font: regular });
      const chunks = [];
      document.on('data', (chunk) => chunks.push(chunk));
      document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      document.y = 212;
      document.font(bold).fontSize(12).text(title, margin, 330, { width });
      document.moveDown().font(regular).fontSize(size);
      for (const paragraph of paragraphs) document.text(paragraph, { width, align: 'justify', indent: 24, paragraphGap: gap });
      document.end();
    });
}

/** Typst by its Node package; its cache is emptied after each document, as a new letter finds it. */
export async function typst() {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const compiler = NodeCompiler.create({ workspace: path.dirname(regular), fontArgs: [{ fontPaths: [path.dirname(regular), path.dirname(bold)] }] });
  const escape = (text) => text.replace(/[\\#$*_`<>@=~+\-/[\]]/g, (sign) => `\\${sign}`);
  return async (title, paragraphs) => {
    const source = [
      `#set page(width: 612pt, height: 792pt, margin: (top: 72pt, bottom: 58pt, x: ${margin}pt))`,
      `#set text(font: "Tinos", size: ${size}pt)`,
      `#set par(justify: true, first-line-indent: 24pt, spacing: ${gap}pt)`,
      '#v(240pt)',
      `*${escape(title)}*`,
      ...paragraphs.map(escape),
    ].join('\n\n');
    const bytes = compiler.pdf({ mainFileContent: source });
    compiler.evictCache(0);
    return new Uint8Array(bytes);
  };
}
