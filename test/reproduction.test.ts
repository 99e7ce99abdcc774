/** A reproduction is compared with the issued file that it names, and goes without its mark only if both say the same (design, section 5). */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, loadHouse } from '../src/house.ts';
import { type Built, buildDocument, type Settings } from '../src/pipeline.ts';
import { readPdf } from '../src/verify/read-pdf.ts';
import { scratch } from './command.ts';

const folders = scratch();
afterAll(folders.remove);
let house: House;
beforeAll(async () => {
  const loaded = await loadHouse(null, () => {});
  if (!loaded) throw new Error('no house');
  house = loaded;
});

const letter = `type: letter
status: official
official: { by: the Secretariat, on: 2025-03-10 }
language: en
issued: 2025-03-10
job: { number: 25-00123, dates: [2025-03-11] }
organs: [{ organ: general-assembly, session: 80, symbol: A/80/99999, agenda: [] }]
letter: { date: 2025-03-03, from: [{ office: permanent-representative, of: AT, gender: f }], to: [secretary-general] }
notes: [{ text: "Set again on 11 March 2025.", on: symbol }]
signatories: [{ given: Maria, family: Sample, titles: [Ambassador] }]
body: |
  The keepers of twenty-one well-known sundials met on 3 March.[^1]

  [^1]: In the old observatory.

  ::: page-break
  :::

  They agreed that no dial is cleaned with acid, and that each is entered once.
`;
const reproduction = letter.replace(/status: official\n.*\n/, 'status: reproduction\nreproduces: { file: issued.pdf }\n');

/** Builds a letter in a folder of its own, with an issued file beside it or without. */
async function build(source: string, issued: Uint8Array | string | null): Promise<Built> {
  const folder = path.join(folders.folder(), 'case');
  mkdirSync(path.join(folder, 'folder'), { recursive: true });
  writeFileSync(path.join(folder, 'letter.yaml'), source);
  if (issued !== null) writeFileSync(path.join(folder, 'issued.pdf'), issued);
  const formats = ['pdf', 'docx', 'html', 'text', 'akn'] as const;
  const settings: Settings = { house, emblem: null, formats, pattern: '{symbol}', verify: true, strict: false, cwd: '/' };
  return buildDocument({ file: path.join(folder, 'letter.yaml'), folder, slug: 'case' }, settings);
}
const pdfOf = ({ outputs }: Built): Uint8Array => outputs.find(({ format }) => format === 'pdf')?.bytes ?? new Uint8Array();
/** The file as issued: the official one. */
const issued = async () => pdfOf(await build(letter, null));
/** What is told of the comparison: severity, variant, page, what was issued, what the reproduction says. */
const told = ({ problems }: Built) =>
  problems
    .filter(({ code }) => code === 'REPRODUCTION_DIFFERS')
    .map(({ severity, values }) => [severity, values.variant, values.page, values.expected, values.found].filter(Boolean).join(', '))
    .sort();
const mark = 'Reproduction of A/80/99999';
/** How many pages of the PDF have the mark. */
async function marked(built: Built): Promise<number> {
  const pages = (await readPdf(pdfOf(built)))?.pages ?? [];
  expect(pages).not.toEqual([]);
  return pages.filter((page) => page.includes(mark)).length;
}
const saysMark = ({ versions }: Built) => versions.map(({ tree }) => tree.children.some(({ type }) => type === 'status-mark'));

describe('a reproduction', () => {
  it('that says what was issued has no mark, in any format, and its properties say what it is', async () => {
    const built = await build(reproduction, await issued());
    expect(built.problems).toEqual([]);
    expect(built.outputs).toHaveLength(5);
    expect(saysMark(built)).toEqual([false]);
    expect(await marked(built)).toBe(0);
    expect(built.versions[0]?.tree.properties.subject).toContain('not an official United Nations document');
  });

  it('without the issued file has its mark on every page', async () => {
    const built = await build(reproduction.replace('file: issued.pdf', `sha256: ${'0a'.repeat(32)}`), null);
    expect(built.problems).toEqual([]);
    expect(saysMark(built)).toEqual([true]);
    expect(await marked(built)).toBe(2);
  });

  it.each([
    ['a word', 'well-known sundials', 'well-made sundials', ['warning, words, 1, well-known, well-made']],
    ['a figure', 'on 3 March', 'on 30 March', ['warning, words, 1, 3, 30']],
    ['a word left out', 'no dial is', 'dial is', ['warning, missing, 2, no']],
    ['a word too many', 'entered once', 'entered only once', ['warning, added, 2, only']],
    ['a footnote', 'old observatory', 'new observatory', ['warning, words, 1, old, new']],
    [
      'a special note',
      'again on 11',
      'again on 12',
      ['warning, added, 1, * Set again on 12 March 2025.', 'warning, missing, 1, * Set again on 11 March 2025.'],
    ],
    [
      'a signature',
      'family: Sample',
      'family: Simple',
      ['warning, added, 2, (Signed) Maria Simple', 'warning, missing, 2, (Signed) Maria Sample'],
    ],
    [
      'the job number',
      '25-00123',
      '25-00124',
      [
        'warning, added, 1, 25-00124* (E) 110325',
        'warning, added, 2, 25-00124',
        'warning, missing, 1, 25-00123* (E) 110325',
        'warning, missing, 2, 25-00123',
      ],
    ],
  ])('that differs in %s keeps its mark and says where', async (_, from, to, expected) => {
    const built = await build(reproduction.replace(from, to), await issued());
    expect(told(built)).toEqual(expected);
    expect(built.outputs).toHaveLength(5);
    expect(await marked(built)).toBe(2);
  });

  it('whose pages end elsewhere keeps its mark', async () => {
    const built = await build(reproduction.replace('  ::: page-break\n  :::\n\n', ''), await issued());
    expect(told(built)).toEqual(['warning, pages, 2, 1']);
    expect(await marked(built)).toBe(1);
  });

  it.each([
    ['is no PDF', 'The keepers met.'],
    ['is empty', ''],
    ['is a folder', null],
  ])('whose issued file %s keeps its mark', async (_, file) => {
    const built = await build(file === null ? reproduction.replace('issued.pdf', 'folder') : reproduction, file);
    expect(told(built)).toEqual(['warning, unread']);
    expect(await marked(built)).toBe(2);
  });
});
