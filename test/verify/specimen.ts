/**
 * A small document tree and two plain writers of it, for tests of the verification. The writers share nothing with the back
 * ends: what they make is only as good a letter as a reader of its text can tell.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Document as WordDocument } from 'docx';
import PdfDocument from 'pdfkit';
import type { Report } from '../../src/problem.ts';
import type { Block, DocumentNode, Inline, Part, TextBlock, TextBlockType } from '../../src/tree/nodes.ts';
import { furnitureOf, picturesOf, textOf } from '../../src/tree/words.ts';
import { facts } from '../facts.ts';

export const text = (value: string, at: string | null = null): Inline => ({ type: 'text', at, text: value });
export const block = (type: TextBlockType, at: string | null, ...children: readonly (string | Inline)[]): TextBlock => ({
  type,
  at,
  children: children.map((child) => (typeof child === 'string' ? text(child, at) : child)),
  label: null,
  tight: false,
  linesKept: false,
});

/** A letter about nothing, with every kind of part. */
export function specimen(body: readonly Block[] = paragraphs): DocumentNode {
  return {
    type: 'document',
    at: null,
    kind: 'letter',
    language: 'en',
    direction: 'ltr',
    linebreaks: 'word',
    facts,
    properties: {
      title: 'Letter on the mending of clocks',
      author: 'Office of Clocks',
      subject: '',
      keywords: '',
      date: '2021-05-03T00:00:00Z',
      symbol: 'B/12/345',
    },
    children: [
      {
        type: 'masthead',
        at: null,
        children: [
          block('organization', null, 'Society of Clocks'),
          block(
            'symbol',
            'organs',
            { type: 'organ-letter', at: null, children: [text('B')] },
            '/12/345–',
            { type: 'organ-letter', at: null, children: [text('C')] },
            '/2021/67',
          ),
          { type: 'emblem', at: null, alt: 'Emblem' },
          block('distribution', 'distribution', 'Distr.: General'),
          block('masthead-date', 'issued', '3 May 2021'),
        ],
      },
      {
        type: 'session-block',
        at: null,
        children: [
          {
            type: 'session-column',
            at: null,
            children: [block('session-line', 'organs.0', 'Twelfth session'), block('agenda-line', 'organs.0', 'Items 32, 37 and 131')],
          },
          { type: 'session-column', at: null, children: [block('session-line', 'organs.1', 'Seventieth year')] },
        ],
      },
      block(
        'title',
        'letter',
        'Letter dated 17 January 2020 from the Keeper of Clocks',
        { type: 'break', at: null },
        'addressed to the Secretary-General',
        { type: 'note-mark', at: null, text: '*' },
      ),
      { type: 'body', at: 'body', children: body },
      {
        type: 'signature-block',
        at: null,
        children: [
          {
            type: 'signature',
            at: 'signatories.0',
            room: false,
            children: [
              block('signature-line', 'signatories.0', '(', { type: 'emphasis', at: null, children: [text('Signed')] }, ') Ada ', {
                type: 'strong',
                at: null,
                children: [text('Sand')],
              }),
              block('signature-line', 'signatories.0.titles.0', 'Keeper of Clocks'),
            ],
          },
        ],
      },
      { type: 'end-rule', at: null },
      {
        type: 'special-notes',
        at: null,
        children: [{ ...block('special-note', 'notes.0', 'Reissued for technical reasons on 4 May 2021.'), label: '*' }],
      },
      {
        type: 'foot',
        at: null,
        children: [
          block('job-line', 'job', '21-00417 (E)    040521'),
          { type: 'bar-code', at: 'job', value: '2100417', alt: 'Bar code: 2100417' },
          block('recycle', null, 'Please recycle'),
          { type: 'recycle-sign', at: null, alt: 'Sign' },
          { type: 'qr-code', at: 'qr', value: 'https://clocks.invalid', alt: 'Code (clocks): https://clocks.invalid' },
        ],
      },
      block('status-mark', 'status', 'Sample: not a document'),
      {
        type: 'running-head',
        at: null,
        symbols: [block('running-symbol', 'organs.0.symbol', 'B/12/345'), block('running-symbol', 'organs.1.symbol', 'C/2021/67')],
        job: '21-00417',
      },
    ] satisfies Part[],
  };
}

const paragraphs: readonly Block[] = [
  block(
    'paragraph',
    'body.0',
    'The clocks of the tower were mended on 8 March 2019, at a cost of 1,250 crowns – not more – by the Secretary-General’s own hands.',
  ),
  block('heading-1', 'body.1', 'Hours and “minutes”'),
  block(
    'paragraph',
    'body.2',
    'In 2018–2019 there were 131 bells, as document D/RES/12/7 of the same year says; anti\u2011rust oil was used in “every” one.',
  ),
  {
    type: 'list',
    at: 'body.3',
    kind: 'numbered',
    depth: 2,
    children: [
      { type: 'list-item', at: 'body.3.0', label: '(a)', children: [block('paragraph', 'body.3.0', 'Épée, naïve, Ångström, Дмитрий;')] },
      { type: 'list-item', at: 'body.3.1', label: '(b)', children: [block('paragraph', 'body.3.1', 'A second-hand hand.')] },
    ],
  },
];

/** Changes one stretch of text wherever the tree holds it. */
export function altered(tree: DocumentNode, from: string, to: string): DocumentNode {
  const changed = JSON.parse(
    JSON.stringify(tree).replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1)),
  ) as DocumentNode;
  return { ...changed, properties: tree.properties };
}

const require = createRequire(import.meta.url);
const face = readFileSync(require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));
const [size, leading, edge] = [10, 12, 60];

/** Lines of at most so many characters, broken after spaces and dashes. */
function linesOf(value: string, most = 60): readonly string[] {
  return value.split('\n').flatMap((hard) => {
    const lines: string[] = [''];
    for (const chunk of hard.match(/[^ \-–]*(?: +|[-–]|$)/gu) ?? []) {
      const last = lines.at(-1) ?? '';
      if ((last + chunk).trimEnd().length > most) lines.push(chunk);
      else lines[lines.length - 1] = last + chunk;
    }
    return lines.map((line) => line.trimEnd());
  });
}

/** What a plain PDF leaves out. */
export interface Lacking {
  readonly head?: boolean;
  readonly folioOfPage?: number;
  readonly markOfPage?: number;
}

/** A PDF of the tree's text, some lines a page. */
export async function plainPdf(tree: DocumentNode, lacking: Lacking = {}): Promise<Uint8Array> {
  const units = textOf(tree);
  const { symbols, job, statusMarks } = furnitureOf(tree);
  const [notes, foot] = (['special-notes', 'foot'] as const).map((part) =>
    units.filter((unit) => unit.part === part).map((unit) => unit.text),
  );
  const running = units.filter((unit) => unit.part !== 'special-notes' && unit.part !== 'foot').flatMap((unit) => linesOf(unit.text));
  const perPage = 12;
  const count = Math.ceil(running.length / perPage);
  const pages = Array.from({ length: count }, (_, index) => {
    const isFirst = index === 0;
    const page = index + 1;
    const marks = lacking.markOfPage === page ? [] : statusMarks.map((mark) => mark.text);
    const folio = lacking.folioOfPage === page ? [] : [`${page}/${count}`];
    return [
      ...(isFirst || lacking.head ? [] : symbols.map((symbol) => symbol.text)),
      ...running.slice(index * perPage, (index + 1) * perPage),
      ...(isFirst ? [...(notes ?? []), ...(foot ?? [])] : [...folio, ...(job ? [job.text] : [])]),
      ...marks,
    ];
  });

  const pdf = new PdfDocument({
    autoFirstPage: false,
    lang: tree.language,
    info: { Title: tree.properties.title, Author: tree.properties.author },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.on('end', resolve));
  pdf.registerFont('face', face);
  for (const lines of pages) {
    pdf.addPage({ size: 'LETTER', margin: 0 }).font('face', size);
    for (const [index, line] of lines.entries()) pdf.text(line, edge, edge + index * leading, { lineBreak: false });
  }
  const alternatives = picturesOf(tree).map((picture) => pdf.struct('Figure', { alt: picture.alt }));
  for (const figure of alternatives) pdf.addStructure(figure);
  pdf.end();
  await end;
  return Buffer.concat(chunks);
}

/** A DOCX of the tree's text. */
export async function plainDocx(tree: DocumentNode): Promise<Uint8Array> {
  const docx = await import('docx');
  const { Paragraph, TextRun, NoBreakHyphen, PageNumber, Header, Footer, ImageRun } = docx;
  const paragraph = (value: string) =>
    new Paragraph({
      children: value
        .split(/(\n|\u2011)/u)
        .map((piece) =>
          piece === '\n'
            ? new TextRun({ break: 1 })
            : piece === '\u2011'
              ? new TextRun({ children: [new NoBreakHyphen()] })
              : new TextRun(piece),
        ),
    });
  const units = textOf(tree);
  const { symbols, job, statusMarks } = furnitureOf(tree);
  const marks = statusMarks.map((mark) => paragraph(mark.text));
  const folio = new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] })] });
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
  const pictures = picturesOf(tree).map(
    ({ alt }) =>
      new Paragraph({
        children: [
          new ImageRun({
            type: 'png',
            data: pixel,
            transformation: { width: 9, height: 9 },
            altText: { name: alt, title: alt, description: alt },
          }),
        ],
      }),
  );
  const first = units.filter((unit) => unit.part === 'foot').map((unit) => paragraph(unit.text));
  const laterHead = new Header({ children: symbols.map((symbol) => paragraph(symbol.text)) });
  const laterFoot = new Footer({ children: [folio, ...(job ? [paragraph(job.text)] : []), ...marks] });
  const document: WordDocument = new docx.Document({
    title: tree.properties.title,
    creator: tree.properties.author,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { titlePage: true },
        headers: { default: laterHead, even: laterHead },
        footers: { first: new Footer({ children: [...first, ...pictures, ...marks] }), default: laterFoot, even: laterFoot },
        children: units.filter((unit) => unit.part !== 'foot').map((unit) => paragraph(unit.text)),
      },
    ],
  });
  return inParts(await docx.Packer.toBuffer(document), (name, xml) =>
    name === 'docProps/core.xml'
      ? xml.replace('</cp:coreProperties>', `<dc:language>${tree.language}</dc:language></cp:coreProperties>`)
      : xml,
  );
}

/** Rewrites the XML parts of an office document. */
export async function inParts(bytes: Uint8Array, change: (name: string, xml: string) => string): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const files = Object.entries(unzipSync(bytes)).map(
    ([name, content]) => [name, /\.(?:xml|rels)$/.test(name) ? strToU8(change(name, strFromU8(content))) : content] as const,
  );
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
}

/** Problems as they were reported. */
export function collector(): {
  readonly report: Report;
  readonly problems: { code: string; place: unknown; values: Readonly<Record<string, string>> }[];
} {
  const problems: { code: string; place: unknown; values: Readonly<Record<string, string>> }[] = [];
  return { problems, report: (code, place, values = {}) => problems.push({ code, place, values }) };
}
