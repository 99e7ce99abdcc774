/** What the tests of the Word back end share: the house as it is, and neutral letters as trees. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Context } from '../../src/backends/backend.ts';
import { docx } from '../../src/backends/docx/docx.ts';
import { unzip } from '../../src/deflate.ts';
import { languageSchema } from '../../src/language/language.ts';
import type { Picture } from '../../src/layout/picture.ts';
import { loadFaces } from '../../src/style/faces.ts';
import { htmlSchema } from '../../src/style/html.ts';
import { type PageData, pageSchema } from '../../src/style/page.ts';
import { type SheetData, sheetOf, sheetSchema } from '../../src/style/sheet.ts';
import { textSchema } from '../../src/style/text.ts';
import type { Block, DocumentNode, Inline, Part, TextBlock, TextBlockType } from '../../src/tree/nodes.ts';
import { facts } from '../facts.ts';

const read = (name: string) => parse(readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8'));
export const sheetData: SheetData = sheetSchema.parse(read('style.yaml'));
export const pageData: PageData = pageSchema.parse(read('page.yaml'));
const language = languageSchema.parse(read('languages/en.yaml'));
const faces = await loadFaces(sheetData);

/** A square in place of the sign; the house's own is its business. */
const square: Picture = { type: 'vector', width: 8, height: 8, outlines: [{ path: 'M0 0L8 0L8 8L0 8Z', grey: 0, rule: 'nonzero' }] };

export function contextOf(changes: Partial<Context> = {}): Context {
  return {
    sheet: sheetOf(sheetData),
    page: pageData,
    html: htmlSchema.parse(read('html.yaml')),
    text: textSchema.parse(read('text.yaml')),
    faces,
    language,
    languages: new Map([[language.language, language]]),
    pictures: { emblem: null, recycleSign: square },
    report: (code) => {
      throw new Error(code);
    },
    ...changes,
  };
}

/** The bytes of a tree's Word file. */
export async function fileOf(tree: DocumentNode, context: Context = contextOf()): Promise<Uint8Array> {
  const bytes = await docx.render(tree, context);
  if (!bytes) throw new Error('nothing written');
  return bytes;
}

/** The parts of a tree's Word file, as text. */
export async function partsOf(tree: DocumentNode, context: Context = contextOf()): Promise<ReadonlyMap<string, string>> {
  const files = unzip(await fileOf(tree, context));
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

export const text = (value: string): Inline => ({ type: 'text', at: null, text: value });
export const lineBreak: Inline = { type: 'break', at: null };
export const strong = (value: string): Inline => ({ type: 'strong', at: null, children: [text(value)] });
export const emphasis = (value: string): Inline => ({ type: 'emphasis', at: null, children: [text(value)] });

export function block(type: TextBlockType, inlines: string | readonly Inline[], changes: Partial<TextBlock> = {}): TextBlock {
  const children = typeof inlines === 'string' ? [text(inlines)] : inlines;
  return { type, at: null, children, label: null, tight: false, linesKept: false, ...changes };
}

export function documentNode(children: readonly Part[], changes: Partial<DocumentNode> = {}): DocumentNode {
  return {
    type: 'document',
    at: null,
    kind: 'letter',
    language: 'en',
    direction: 'ltr',
    linebreaks: 'word',
    facts,
    properties: {
      title: 'Letter about <lighthouses> & fog',
      author: 'Permanent Mission of a State',
      subject: 'Agenda item 1',
      keywords: 'fog, light',
      date: '2020-01-17T00:00:00Z',
      symbol: 'A/00/1',
    },
    children,
    ...changes,
  };
}

export function body(children: readonly Block[]): Part {
  return { type: 'body', at: null, children };
}

const organ = (letter: string, rest: string): Inline[] => [{ type: 'organ-letter', at: null, children: [text(letter)] }, text(rest)];

/** A letter of two organs with every part this version knows. */
export function letter(paragraphs: readonly Block[], changes: Partial<DocumentNode> = {}): DocumentNode {
  return documentNode(
    [
      {
        type: 'masthead',
        at: null,
        children: [
          block('organization', 'United Nations'),
          block('symbol', [...organ('A', '/00/1-'), ...organ('S', '/0000/1')]),
          { type: 'emblem', at: null, alt: 'Place of the emblem' },
          block('organ', 'General Assembly'),
          block('organ', 'Security Council'),
          block('distribution', 'Distr.: General'),
          block('masthead-date', '10 January 2025'),
          block('original-language', 'Original: English'),
        ],
      },
      {
        type: 'session-block',
        at: null,
        children: [
          {
            type: 'session-column',
            at: null,
            children: [
              block('session-organ', 'General Assembly'),
              block('session-line', 'Seventy-ninth session'),
              block('agenda-line', 'Agenda items 1 and 2'),
              block('agenda-title', [text('Lights along the coast and'), lineBreak, text('their keepers')]),
              block('agenda-title', 'Fog signals'),
            ],
          },
          {
            type: 'session-column',
            at: null,
            children: [block('session-organ', 'Security Council'), block('session-line', 'Eightieth year')],
          },
        ],
      },
      block('title', [
        text('Letter dated 9 January 2025 from the Keeper of the Northern Light addressed to the Harbour Master'),
        { type: 'note-mark', at: null, text: '*' },
      ]),
      body(paragraphs),
      {
        type: 'signature-block',
        at: null,
        children: [
          {
            type: 'signature',
            at: null,
            room: false,
            children: [
              block('signature-line', [text('('), emphasis('Signed'), text(') Ada '), strong('Keeper')]),
              block('signature-line', 'Keeper of the Northern Light'),
            ],
          },
        ],
      },
      { type: 'end-rule', at: null },
      { type: 'special-notes', at: null, children: [block('special-note', 'Reissued because of fog.', { label: '*' })] },
      {
        type: 'foot',
        at: null,
        children: [
          block('job-line', '00-00000 (E)    170125'),
          { type: 'bar-code', at: null, value: '0000000', alt: 'Bar code of job number 00-00000' },
          block('recycle', 'Please recycle'),
          { type: 'recycle-sign', at: null, alt: 'Recycling sign' },
          { type: 'qr-code', at: null, value: 'https://example.org/A/00/1', alt: 'QR code' },
        ],
      },
      block('status-mark', 'Sample: not a real document'),
      {
        type: 'running-head',
        at: null,
        symbols: [block('running-symbol', 'A/00/1'), block('running-symbol', 'S/0000/1')],
        job: '00-00000',
      },
    ],
    changes,
  );
}

/** Body text of some length. */
export function paragraphs(count: number): readonly TextBlock[] {
  return Array.from({ length: count }, (_, index) =>
    block(
      'paragraph',
      `Paragraph ${index + 1} says that the light was lit at dusk, that it burned through the night without failing, and that the ` +
        'keeper counted the ships that passed before the fog came in from the sea and hid them all from view until the morning.',
    ),
  );
}
