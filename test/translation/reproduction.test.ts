/** What the versions of a document say of themselves (design, section 5): a translation is no copy of the file its source reproduces. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../src/house.ts';
import { prepareVersions, type Settings, unitsFor } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { scratch } from '../command.ts';
import { house as readHouse } from '../language/house.ts';

const folders = scratch();
afterAll(folders.remove);
let house: House;
beforeAll(async () => {
  house = await readHouse();
});

const letter = (status: string) => `type: letter
${status}
language: en
issued: 2025-03-10
job: { number: 25-00123, dates: [2025-03-11] }
organs: [{ organ: general-assembly, session: 80, symbol: A/80/99999, agenda: [] }]
letter: { date: 2025-03-03, from: [{ office: permanent-representative, of: AT, gender: f }], to: [secretary-general] }
signatories: [{ given: Maria, family: Sample, titles: [Ambassador] }]
body: |
  The keepers met.
`;
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const english = digestOf('en');
const french = digestOf('fr');
const issued = 'official: { by: the Secretariat, on: 2025-03-10 }';
const reproduction = `status: reproduction\nreproduces: { file: original/en.pdf, sha256: ${english} }`;
const official = `status: official\n${issued}`;

/** A document with its issued files and a French version, whose units are all current. */
async function versionsOf(source: string, catalogue: string) {
  const cwd = folders.folder();
  const folder = path.join(cwd, 'content/case');
  mkdirSync(path.join(folder, 'original'), { recursive: true });
  for (const name of ['en', 'fr']) writeFileSync(path.join(folder, `original/${name}.pdf`), name);
  writeFileSync(path.join(folder, 'letter.yaml'), source);
  const settings: Settings = { house, emblem: null, formats: [], pattern: '{symbol}', verify: false, strict: false, cwd };
  const found = { file: 'content/case/letter.yaml', folder, slug: 'case' };
  const [original] = await prepareVersions(found, settings, reporterOf(found.file, false));
  if (!original) throw new Error('no original');
  const units = unitsFor(original, 'fr', house).filter(({ optional }) => !optional);
  const lines = units.map(({ key, digest }) => `  ${key}: { text: Texte, from: "${digest}" }\n`);
  writeFileSync(path.join(folder, 'fr.yaml'), `language: fr\n${catalogue}\nunits:\n${lines.join('')}`);
  const reporter = reporterOf(found.file, false);
  const versions = await prepareVersions(found, settings, reporter);
  const problems = reporter.problems.filter(({ severity }) => severity === 'error');
  const facts = new Map(versions.map(({ language, tree }) => [language, { ...tree.facts, subject: tree.properties.subject }]));
  return { versions: facts, problems };
}

/** The marks of both versions, as keys of the phrases they are printed by. The properties of each say the same of it. */
async function marksOf(source: string, catalogue: string): Promise<readonly string[]> {
  const { versions, problems } = await versionsOf(letter(source), catalogue);
  expect(problems).toEqual([]);
  return ['en', 'fr'].map((language) => {
    const phrases = house.languages.get(language)?.phrases ?? {};
    const printed = (key: string) => (phrases[key] ?? '').split('{')[0] ?? '';
    const mark = versions.get(language)?.statusMark ?? '';
    const subject = versions.get(language)?.subject ?? '';
    const keys = ['status-draft', 'status-sample', 'status-reproduction', 'status-reconstruction', 'unofficial-translation'];
    const said = keys.filter((key) => mark.includes(printed(key)));
    for (const key of said) expect(subject).toContain(printed(key.replace('status-', 'property-')));
    return said.join(' ') || mark;
  });
}

describe('the versions of', () => {
  it('a draft say that they are one, and a translation that it is unofficial', async () => {
    expect(await marksOf('status: draft', 'status: unofficial')).toEqual(['status-draft', 'status-draft unofficial-translation']);
    expect(await marksOf('status: draft', official)).toEqual(['status-draft', 'status-draft']);
  });

  it('an official document say nothing, unless nobody has issued the translation', async () => {
    expect(await marksOf(official, 'status: unofficial')).toEqual(['', 'unofficial-translation']);
    expect(await marksOf(official, official)).toEqual(['', '']);
  });

  it('a reproduction say what each was set from, and a translation never that it is a copy of a file in another language', async () => {
    expect(await marksOf(reproduction, 'status: unofficial')).toEqual([
      'status-reproduction',
      'status-reconstruction unofficial-translation',
    ]);
    expect(await marksOf(reproduction, official)).toEqual(['status-reproduction', 'status-reconstruction']);
    expect(await marksOf(reproduction, `${official}\nreproduces: { file: original/fr.pdf }`)).toEqual([
      'status-reproduction',
      'status-reproduction',
    ]);
    // The issued version may be at hand in one language alone, which need not be the source's.
    expect(await marksOf('status: reproduction', `${official}\nreproduces: { sha256: ${french} }`)).toEqual([
      'status-reconstruction',
      'status-reproduction',
    ]);
  });

  it('a reproduction are traced each to its own issued file', async () => {
    const { versions } = await versionsOf(letter(reproduction), `${official}\nreproduces: { file: original/fr.pdf, sha256: ${french} }`);
    expect(versions.get('en')?.reproduces).toEqual({ file: 'original/en.pdf', sha256: english });
    expect(versions.get('fr')?.reproduces).toEqual({ file: 'original/fr.pdf', sha256: french });
  });
});

describe('a catalogue that names an issued file', () => {
  it.each([
    ['which nobody issued', 'status: unofficial\nreproduces: { file: original/fr.pdf }', 'FIELD_FORBIDDEN', 3],
    ['outside the folder of the document', `${official}\nreproduces: { file: ../../fr.pdf }`, 'PATH_OUTSIDE', 4],
    ['that is not there', `${official}\nreproduces: { file: original/absent.pdf }`, 'FILE_UNREADABLE', 4],
    [
      'that is another than its digest says',
      `${official}\nreproduces: { file: original/fr.pdf, sha256: ${english} }`,
      'ORIGINAL_DIFFERS',
      4,
    ],
  ])('%s is refused at its place', async (_, catalogue, code, line) => {
    const { versions, problems } = await versionsOf(letter(reproduction), catalogue);
    expect(problems.map((problem) => [problem.code, problem.file, problem.range?.start.line])).toEqual([
      [code, 'content/case/fr.yaml', line],
    ]);
    expect([...versions.keys()]).toEqual(['en']);
  });
});
