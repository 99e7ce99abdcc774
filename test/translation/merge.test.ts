/** One source and its catalogues through the whole program: what is printed, what is reported, and where. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../src/house.ts';
import { build } from '../../src/index.ts';
import { prepareVersions, type Settings, unitsFor, type Version } from '../../src/pipeline.ts';
import type { Problem } from '../../src/problem.ts';
import { type Reporter, reporterOf } from '../../src/reporter.ts';
import { newCatalogue } from '../../src/translation/write.ts';
import { printText, printTree } from '../../src/tree/print.ts';
import { spansOf } from '../../src/tree/words.ts';
import { scratch } from '../command.ts';
import { house as readHouse } from '../language/house.ts';
import { sourceWith } from './documents.ts';

const folders = scratch();
afterAll(folders.remove);
let house: House;
beforeAll(async () => {
  house = await readHouse();
});

const body = `# I. First

One *two* three.

1. Item

   within
2. Other

   (a) letter

See [le mot]{lang=fr}.
`;

/** Writes a document with its catalogues and prepares every version. */
async function prepared(catalogues: Readonly<Record<string, string>>, change: (source: string) => string = (source) => source) {
  const cwd = folders.folder();
  const folder = path.join(cwd, 'content/case');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'letter.yaml'), change(sourceWith(body).replace('of: XA', 'of: XA, gender: f')));
  for (const [language, text] of Object.entries(catalogues)) writeFileSync(path.join(folder, `${language}.yaml`), text);
  const settings: Settings = { house, emblem: null, formats: [], pattern: '{symbol}-{language}', verify: false, strict: false, cwd };
  const reporter = reporterOf('content/case/letter.yaml', false);
  const found = { file: 'content/case/letter.yaml', folder, slug: 'case' };
  const versions = await prepareVersions(found, settings, reporter);
  return { versions, reporter, cwd };
}

const french = (units: string, head = '') => `language: fr\n${head}units:\n${units}`;
const all = `  agenda.32: { text: Cadrans }
  agenda.72 (b): { text: "Heures\\\\\\net minutes" }
  body.1: { text: Premier }
  body.2: { text: Un **deux** trois. }
  body.3.1.1: { text: Objet }
  body.3.1.2: { text: dedans }
  body.3.2.1: { text: Autre }
  body.3.2.2.1.1: { text: lettre }
  body.4: { text: "Voir *un* mot." }
  signatories.1.given: { text: Marie }
  signatories.1.family: { text: Modèle }
  signatories.1.titles.1: { text: Ambassadrice }
  notes.1: { text: Nouveau tirage. }
`;

/** Without the remark that the units here were written by hand. */
const told = (problems: readonly Problem[]) => problems.filter((problem) => problem.values.variant !== 'unanchored-some');
const said = (reporter: Reporter) =>
  told(reporter.problems).map(({ code, severity, file, range, values }) => [
    code,
    severity,
    path.basename(file),
    range?.start.line ?? null,
    values.value ?? null,
  ]);
const french1 = (versions: readonly Version[]) => {
  const version = versions.find((one) => one.language === 'fr');
  if (!version) throw new Error('no French version');
  return version;
};

/** The French units, each saying what it was made from. */
async function withDigests(): Promise<string> {
  const { versions } = await prepared({});
  const [original] = versions;
  if (!original) throw new Error('no version');
  const digests = new Map(unitsFor(original, 'fr', house).map((unit) => [unit.key, unit.digest]));
  return all.replace(
    /^ {2}([^:]+): \{ text: (.*) \}$/gm,
    (_, key: string, text: string) => `  ${key}: { text: ${text}, from: "${digests.get(key)}" }`,
  );
}

describe('a translated version', () => {
  it('is the source in other words, with labels of its language', async () => {
    const { versions, reporter } = await prepared({ fr: french(all) });
    expect(said(reporter)).toEqual([]);
    expect(versions.map((version) => version.language)).toEqual(['en', 'fr']);
    const lines = printText(french1(versions).tree).split('\n');
    for (const line of ['Cadrans', 'Heures', 'et minutes', 'I. Premier', 'Un deux trois.', '1. Objet', 'dedans', '2. Autre', 'a) lettre'])
      expect(lines).toContain(line);
    expect(lines.join('\n')).not.toMatch(/Sundials|First|Maria|within/);
    const { model, tree } = french1(versions);
    expect([model.language, model.original, model.unofficial, tree.language]).toEqual(['fr', 'en', true, 'fr']);
    const mark = tree.children.find((part) => part.type === 'status-mark');
    expect(mark && 'children' in mark ? JSON.stringify(mark.children) : '').toContain('Traduction non officielle');
  });

  it('is the same tree when a catalogue repeats the source', async () => {
    const { versions } = await prepared({});
    const [original] = versions;
    if (!original) throw new Error('no version');
    const units = unitsFor(original, 'fr', house);
    const repeated = newCatalogue('fr', units, 'x').replaceAll(
      /text: ""\n(\s+)from: (\S+)\n\s+source: ((?:\|-\n(?:\1 .*\n)+)|.*\n)/g,
      'text: $3$1from: $2\n',
    );
    const again = french1((await prepared({ fr: repeated })).versions);
    const spans = (version: Version) =>
      version.model.body.map((block) =>
        'children' in block && block.type !== 'list' && block.type !== 'keep'
          ? spansOf(block as never).map(({ at, ...span }) => span)
          : block.type,
      );
    expect(spans(again)).toEqual(spans(original));
    expect(again.model.signatories).toEqual(original.model.signatories);
    expect(again.view.columns?.map((column) => column.titles)).toEqual(original.view.columns?.map((column) => column.titles));
  });

  it('marks what is missing and what is stale, and says where', async () => {
    const { versions, reporter } = await prepared({
      fr: french(
        all.replace('{ text: Un **deux** trois. }', '{ text: Un., from: 0000000a }').replace('  body.3.1.2: { text: dedans }\n', ''),
      ),
    });
    expect(said(reporter)).toEqual([
      ['TRANSLATION_STALE', 'warning', 'fr.yaml', 6, 'body.2'],
      ['TRANSLATION_MISSING', 'warning', 'fr.yaml', 2, 'body.3.1.2'],
    ]);
    const lines = printText(french1(versions).tree).split('\n');
    expect(lines).toContain('[Traduction à mettre à jour] Un.');
    expect(lines).toContain('[Non traduit] within');
    // The words of the source are tagged as such.
    expect(JSON.stringify(french1(versions).model.body)).toContain('"type":"span","at":"body.2.0.1","language":"en"');
  });

  it('tags the source’s words outside the body as well, and only them', async () => {
    const less = all.replace(/ {2}(?:agenda\.72 \(b\)|signatories\.1\.titles\.1|notes\.1): .*\n/g, '');
    const { versions } = await prepared({ fr: french(less) });
    const tree = printTree(french1(versions).tree);
    expect(tree).toContain('agenda-title @organs.0.agenda.1: [Non traduit] [span en Hours⏎and minutes]');
    expect(tree).toContain('signature-line @signatories.0.titles.0: [Non traduit] [span en Ambassador]');
    expect(tree).toContain('special-note @notes.0 label="*": [Non traduit] [span en Reissued.]');
    const titled = await prepared({ fr: french(all) }, (source) => source.replace('letter:', 'title: Own title\nletter:'));
    expect(printTree(french1(titled.versions).tree)).toContain('title @title: [Non traduit] [span en Own title][note-mark *]');
    expect(tree.match(/\[span en /g)).toHaveLength(3);
  });

  it('is refused when it is official and not whole', async () => {
    const head = 'status: official\nofficial: { by: The owner, on: 2020-02-01 }\n';
    const { versions, reporter } = await prepared({
      fr: french(all.replace('{ text: Un **deux** trois. }', '{ text: Un., from: 0000000a }'), head),
    });
    expect(versions.map((version) => version.language)).toEqual(['en']);
    expect(said(reporter).filter(([, , , , value]) => value === 'body.2')).toEqual([
      ['TRANSLATION_STALE', 'error', 'fr.yaml', 8, 'body.2'],
    ]);
    // Units that do not say what they were made from cannot be vouched for either.
    expect(said(reporter).every(([code, severity]) => code === 'TRANSLATION_STALE' && severity === 'error')).toBe(true);
  });

  it('never claims to be what its source is', async () => {
    const issued = (source: string) =>
      source.replace('status: draft', 'status: official\nofficial: { by: The owner, on: 2020-02-01 }').replace('of: XA', 'of: AZ');
    const subjects = async (catalogue: string) =>
      (await prepared({ fr: catalogue }, issued)).versions.map((version) => [version.view.properties.subject, version.view.statusMark]);
    expect(await subjects(french(all))).toEqual([
      ['Issued by The owner on 1 February 2020', null],
      ['Traduction non officielle', 'Traduction non officielle'],
    ]);
    const head = 'status: official\nofficial: { by: The translators, on: 2020-02-02 }\n';
    expect((await subjects(french(await withDigests(), head)))[1]).toEqual(['Publié par The translators le 2 février 2020', null]);
  });

  it('points into the catalogue, at the character', async () => {
    const { reporter } = await prepared({
      fr: french(all.replace('Voir *un* mot.', 'Voir [un]{lang=qq} \\u2028 mot.').replace('Objet', 'Un <b>objet</b>')),
    });
    expect(told(reporter.problems).map(({ code, file, range }) => [code, path.basename(file), range?.start])).toEqual([
      ['CHARACTER_CONTROL', 'fr.yaml', { line: 11, column: 39 }],
    ]);
    const again = await prepared({
      fr: french(all.replace('Voir *un* mot.', 'Voir [un]{lang=qq} mot.').replace('Objet', 'Un <b>objet</b>')),
    });
    expect(told(again.reporter.problems).map(({ code, file, range }) => [code, path.basename(file), range?.start])).toEqual([
      ['BODY_HTML', 'fr.yaml', { line: 7, column: 26 }],
      ['BODY_HTML', 'fr.yaml', { line: 7, column: 34 }],
      ['LANGUAGE_UNKNOWN', 'fr.yaml', { line: 11, column: 35 }],
    ]);
  });

  it('says once that translations do not tell what they were made from', async () => {
    const { reporter } = await prepared({ fr: french(all) });
    expect(reporter.problems.map(({ code, severity, values, range }) => [code, severity, values.count, range?.start.line])).toEqual([
      ['TRANSLATION_STALE', 'warning', '13', 3],
    ]);
    expect((await prepared({ fr: french(await withDigests()) })).reporter.problems).toEqual([]);
  });

  it('follows units that moved, by their digests', async () => {
    const anchored = french(await withDigests());
    const moved = await prepared({ fr: anchored }, (source) => source.replace('  One *two*', '  New.\n\n  One *two*'));
    const lines = printText(french1(moved.versions).tree).split('\n');
    expect(lines).toContain('[Non traduit] New.');
    for (const line of ['Un deux trois.', '1. Objet', 'dedans', 'a) lettre', 'Voir un mot.']) expect(lines).toContain(line);
    expect(said(moved.reporter)).toEqual([['TRANSLATION_MISSING', 'warning', 'fr.yaml', 6, 'body.2']]);
  });

  it('takes a title of its own, where the house cannot make one', async () => {
    const { versions, reporter } = await prepared({ fr: french(`${all}  title: { text: "Lettre\\\\\\nà tous" }\n`) });
    expect(said(reporter)).toEqual([]);
    expect(french1(versions).view.title.lines).toEqual(['Lettre', 'à tous']);
    expect(french1(versions).positions.rangeOf('title', 'value', 8, 1)?.start).toEqual({ line: 16, column: 30 });
  });
});

describe('a source in another language than English', () => {
  it('is translated into English as any other', async () => {
    const english = all.replaceAll(/ text: ("?)([^"}]*?)\1 }/g, ' text: $1E $2$1 }').replace('language: fr', 'language: en');
    const { versions, reporter } = await prepared({ en: `language: en\nunits:\n${english}` }, (source) =>
      source.replace('language: en', 'language: fr'),
    );
    expect(said(reporter)).toEqual([]);
    expect(versions.map((version) => [version.language, version.model.original])).toEqual([
      ['fr', 'fr'],
      ['en', 'fr'],
    ]);
    const [french, translated] = versions.map((version) => printText(version.tree).split('\n'));
    expect(french).toContain('a) letter');
    expect(translated).toContain('(a) E lettre');
    expect(translated).toContain('Original: French');
  });
});

describe('a build', () => {
  it('makes every language that has a catalogue, or those asked for', async () => {
    const { cwd } = await prepared({ fr: french(all) });
    const languages = async (lang?: readonly string[]) => {
      const result = await build(['content/case'], { cwd, format: ['docx'], verify: false, ...(lang ? { lang } : {}) });
      // What the versions say differently is told too, and tested elsewhere.
      const codes = told(result.problems).flatMap(({ code }) => (code.startsWith('CONCORD_') ? [] : [code]));
      return [result.documents[0]?.outputs.map((output) => output.fileName), codes];
    };
    expect(await languages()).toEqual([['case-EN.docx', 'case-FR.docx'], []]);
    expect(await languages(['fr'])).toEqual([['case-FR.docx'], []]);
    expect(await languages(['fr', 'es'])).toEqual([[], ['CATALOGUE_ABSENT']]);
  });

  it('makes nothing of a document that is wrong in one language', async () => {
    const { cwd } = await prepared({ fr: french(all.replace('Objet', '"Un\\n\\ndeux"')) });
    const result = await build(['content/case'], { cwd, format: ['docx'], verify: false });
    expect(result.documents[0]?.outputs).toEqual([]);
    expect(told(result.problems).map(({ code, file, range }) => [code, file, range?.start.line])).toEqual([
      ['UNIT_TEXT', 'content/case/fr.yaml', 7],
    ]);
  });
});
