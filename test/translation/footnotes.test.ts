/** Footnotes in other languages: units of their own, calls by the source's names, numbers in the order of each version. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../src/house.ts';
import { prepareVersions, type Settings, unitsFor } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { printTree } from '../../src/tree/print.ts';
import { scratch } from '../command.ts';
import { house as readHouse } from '../language/house.ts';
import { sourceWith } from './documents.ts';
import { desk } from './exchange/harness.ts';

const folders = scratch();
afterAll(folders.remove);
let house: House;
beforeAll(async () => {
  house = await readHouse();
});

const source = sourceWith('One[^a] and two.[^b]\n\nThree.\n\n[^b]: Second note.\n[^a]: First *note*.\n').replace(
  'of: XA',
  'of: XA, gender: f',
);
const french = (units: string) => `language: fr\nunits:\n${units}`;
const notes = '  body.notes.1.1: { text: Première *note*. }\n  body.notes.2.1: { text: Seconde note. }\n';

async function prepared(units: string, text = source) {
  const cwd = folders.folder();
  const folder = path.join(cwd, 'content/case');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'letter.yaml'), text);
  writeFileSync(path.join(folder, 'fr.yaml'), french(units));
  const settings: Settings = { house, emblem: null, formats: [], pattern: '{symbol}-{language}', verify: false, strict: false, cwd };
  const reporter = reporterOf('content/case/letter.yaml', false);
  const versions = await prepareVersions({ file: 'content/case/letter.yaml', folder, slug: 'case' }, settings, reporter);
  return { versions, problems: reporter.problems.filter(({ code }) => code.startsWith('NOTE_') || code === 'CONCORD_NOTE') };
}
const bodyOf = async (units: string, text = source) => {
  const { versions } = await prepared(units, text);
  const version = versions.find(({ language }) => language === 'fr');
  if (!version) throw new Error('no French version');
  return printTree(version.tree)
    .split('\n')
    .filter((line) => / @body|@units/.test(line))
    .map((line) => line.trim().replace(/ @[\w.]+/g, ''));
};

describe('a footnote', () => {
  it('is a unit, in the order of the calls, and its call is a code of the text', async () => {
    const { versions } = await prepared('');
    const [original] = versions;
    if (!original) throw new Error('no version');
    const units = unitsFor(original, 'fr', house).map(({ key, kind, label, text }) => [key, kind, label, text]);
    expect(units).toContainEqual(['body.1', 'paragraph', null, 'One[^a] and two.[^b]']);
    expect(units).toContainEqual(['body.notes.1.1', 'footnote', '1', 'First *note*.']);
    expect(units).toContainEqual(['body.notes.2.1', 'footnote', '2', 'Second note.']);
  });

  it('is numbered in the order in which a translation calls it', async () => {
    const lines = await bodyOf(`  body.1: { text: "Deux[^b] et un[^a]." }\n  body.2: { text: Trois. }\n${notes}`);
    expect(lines).toContain('paragraph: Deux[note-call b 1] et un[note-call a 2].');
    expect(lines.slice(-4)).toEqual([
      'note name="b" label="1"',
      'note-text: Seconde note.',
      'note name="a" label="2"',
      'note-text: Première [emphasis note].',
    ]);
  });

  it('that a translation forgets to call is called at the end of its paragraph', async () => {
    const units = `  body.1: { text: "Un[^a] et deux." }\n  body.2: { text: Trois. }\n${notes}`;
    expect(await bodyOf(units)).toContain('paragraph: Un[note-call a 1] et deux.[note-call b 2]');
  });

  it('is called from the cells and the title of a table as from a paragraph, and from no heading', async () => {
    const table = '::: table\nLamps[^t]\n\n| Cape | Oil[^o] |\n|---|--:|\n| North[^n] | 7[^s] |\n:::';
    const text = sourceWith(`# One\n\n${table}\n\n[^t]: Title.\n[^o]: Oil.\n[^n]: North.\n[^s]: Seven.\n`).replace(
      'of: XA',
      'of: XA, gender: f',
    );
    const title = '  body.2.title: { text: "Lampes[^t]" }\n';
    const lines = await bodyOf(
      `${title}  body.2.1.2: { text: "[^o] Huile" }\n  body.2.2.1: { text: Nord }\n  body.2.2.2: { text: "7[^s]" }\n`,
      text,
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'table-title: Lampes[note-call t 1]',
        'table-heading: [note-call o 2] Huile',
        'table-text: Nord[note-call n 3]',
        'table-text: 7[note-call s 4]',
      ]),
    );
    const { problems } = await prepared(`  body.1: { text: "Un[^t]" }\n${title}  body.2.1.2: { text: "Huile[^o]" }\n`, text);
    expect(problems.map(({ code, values }) => `${code} ${values.variant} ${values.value}`)).toEqual(['NOTE_MISPLACED heading t']);
  });

  it('of a table is lettered in the order in which the cells of a translation call it, before the body’s of that name', async () => {
    const table = '::: table\n| Cape | Oil |\n|---|--:|\n| North[^n] and South[^s] | [^x] |\n\n[^n]: North.\n[^s]: South.\n:::';
    const text = sourceWith(`One.[^n]\n\n${table}\n\n[^n]: Of the text.\n[^x]: Oil.\n`).replace('of: XA', 'of: XA, gender: f');
    const cells =
      '  body.2.2.1: { text: "Sud[^s] et nord[^n]" }\n  body.2.notes.1.1: { text: Nord. }\n  body.2.notes.2.1: { text: Sud. }\n';
    const lines = await bodyOf(`  body.1: { text: "Un.[^n]" }\n${cells}`, text);
    expect(lines).toEqual(
      expect.arrayContaining([
        'paragraph: Un.[note-call n 1]',
        'table-text: Sud[note-call s a] et nord[note-call n b]',
        'table-text: [note-call x 2]',
      ]),
    );
    expect(lines.filter((line) => line.startsWith('table-note'))).toEqual(['table-note label="a": Sud.', 'table-note label="b": Nord.']);
  });

  it('is called once, by a name the source has, and not from another note', async () => {
    const { problems } = await prepared(`  body.1: { text: "Un[^a][^a] et deux[^c].[^b]" }\n  body.notes.1.1: { text: "Première[^b]." }\n`);
    expect(problems.map(({ code, values }) => `${code} ${values.variant} ${values.value}`)).toEqual([
      'NOTE_UNMATCHED again a',
      'NOTE_UNMATCHED translation c',
      'NOTE_MISPLACED note b',
    ]);
    expect(problems.map(({ file, range }) => `${file}:${range?.start.line}`)).toEqual([
      'content/case/fr.yaml:3',
      'content/case/fr.yaml:3',
      'content/case/fr.yaml:4',
    ]);
  });
});

describe('what is sent to a translator', () => {
  it.each(['1.2', '2.1'] as const)('holds calls as codes of XLIFF %s that come back as they went', async (xliff) => {
    const at = desk({ 'letter.yaml': source, 'fr.yaml': french(`  body.1: { text: "Un[^a] et deux.[^b]" }\n${notes}`) });
    const { files, exit, said } = await at.send('fr', { xliff });
    expect(exit, said).toBe(0);
    const [file = ''] = files;
    expect(at.read(file).match(/<ph [^>]*note[^>]*>/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    at.change(file, ' et deux.', ' et aussi deux.');
    const back = await at.receive([file]);
    expect(back.exit, back.said).toBe(0);
    expect(at.read('content/case/fr.yaml')).toContain('Un[^a] et aussi deux.[^b]');
  });

  it('and comes back without a call is refused', async () => {
    const at = desk({ 'letter.yaml': source, 'fr.yaml': french(`  body.1: { text: "Un[^a] et deux.[^b]" }\n${notes}`) });
    const { files } = await at.send('fr', { xliff: '1.2' });
    const [file = ''] = files;
    at.change(file, /(<target[^>]*>Un)<ph[^>]*>[^<]*<\/ph> et deux/, '$1 et plus de deux');
    const back = await at.receive([file]);
    expect(back.exit).not.toBe(0);
    expect(back.said).toContain('[^a]');
  });

  it('is a placeholder of a memory where a note is called', async () => {
    const at = desk({ 'letter.yaml': source, 'fr.yaml': french(`  body.1: { text: "Un[^a] et deux.[^b]" }\n${notes}`) });
    const { files, exit, said } = await at.send('fr', { tmx: true });
    expect(exit, said).toBe(0);
    expect(at.read(files[0] ?? '')).toContain('<seg>Un<ph x="1" type="fnote">[^a]</ph> et deux.<ph x="2" type="fnote">[^b]</ph></seg>');
  });
});
