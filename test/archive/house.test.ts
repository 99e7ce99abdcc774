/**
 * What an archive keeps of the house style is enough to build from, and no more faces than the document prints in.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { houseFiles } from '../../src/archive/house.ts';
import { type HouseOptions, loadHouse } from '../../src/house.ts';
import type { OutputFile } from '../../src/output.ts';
import { buildDocument, prepareVersions, type Settings } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { keptPath } from '../../src/style/faces.ts';
import { root, scratch } from '../command.ts';

const { folder, remove } = scratch();
afterAll(remove);

async function settingsOf(templates: string | null, options: HouseOptions = {}): Promise<Settings> {
  const { report, problems } = reporterOf('templates', false);
  const house = await loadHouse(templates, report, options);
  if (!house) throw new Error(JSON.stringify(problems));
  return { house, emblem: null, formats: ['pdf', 'docx'], pattern: '{symbol}-{language}', verify: false, strict: false, cwd: root };
}
const sample = { file: 'content/sample-letter/letter.yaml', folder: path.join(root, 'content/sample-letter'), slug: 'sample-letter' };

/** The house files of a document of one line in a language, in its original's words. */
async function filesFor(found: typeof sample, settings: Settings): Promise<readonly OutputFile[]> {
  const reporter = reporterOf(found.file, false);
  const versions = await prepareVersions(found, settings, reporter);
  const files = await houseFiles(settings.house, versions, reporter.report);
  if (!files) throw new Error(JSON.stringify(reporter.problems));
  return files;
}
const faceNames = (files: readonly OutputFile[]) =>
  files.flatMap((file) => (file.path.startsWith('faces/') ? [path.posix.basename(file.path)] : []));

describe('the faces kept', () => {
  it('are those of the versions’ scripts, each with its licence', async () => {
    const settings = await settingsOf(null);
    const reporter = reporterOf('', false);
    const [version] = await prepareVersions(sample, { ...settings, languages: ['en'] }, reporter);
    if (!version) throw new Error(JSON.stringify(reporter.problems));
    const plain = (await houseFiles(settings.house, [version], reporter.report)) ?? [];
    expect(faceNames(plain).filter((name) => name.endsWith('.ttf'))).toEqual([
      'Tinos_400Regular.ttf',
      'Tinos_400Regular_Italic.ttf',
      'Tinos_700Bold.ttf',
      'Tinos_700Bold_Italic.ttf',
    ]);
    expect(plain.map((file) => file.path)).toContain('faces/@expo-google-fonts/tinos/LICENSE_FONT');

    const chinese = (await houseFiles(settings.house, [{ language: 'zh', tree: version.tree }], reporter.report)) ?? [];
    expect(faceNames(chinese)).toContain('NotoSerifSC_400Regular.ttf');
    expect(faceNames(chinese)).toContain('NotoSerifSC-LICENSE.txt');
    expect(faceNames(chinese).filter((name) => name.startsWith('Amiri'))).toEqual([]);
  });

  it('are those of a word in another script, whatever the language', async () => {
    const settings = await settingsOf(null);
    const { report } = reporterOf('', false);
    const [version] = await prepareVersions(sample, { ...settings, languages: ['en'] }, reporterOf('', false));
    if (!version) throw new Error('no version');
    const spoken = JSON.parse(JSON.stringify(version.tree).replace('"text":"', '"text":"سلام '));
    const files = (await houseFiles(settings.house, [{ language: 'en', tree: spoken }], report)) ?? [];
    expect(faceNames(files).filter((name) => name.startsWith('Amiri'))).toEqual(['Amiri_400Regular.ttf', 'Amiri_700Bold.ttf']);
  });
});

describe('a house kept and loaded again', () => {
  it('builds the same bytes, from its own templates and faces alone', async () => {
    const settings = await settingsOf(null);
    const home = folder();
    for (const { path: name, bytes } of await filesFor(sample, settings)) {
      mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
      writeFileSync(path.join(home, name), bytes);
    }
    const options = { facesFolder: path.join(home, 'faces') };
    const again = await settingsOf(path.join(home, 'templates'), options);
    const [first, second] = [await buildDocument(sample, settings), await buildDocument(sample, again)];
    expect(first.outputs.length).toBeGreaterThan(1);
    expect(second.outputs.map(({ fileName }) => fileName)).toEqual(first.outputs.map(({ fileName }) => fileName));
    for (const [index, { bytes }] of first.outputs.entries())
      expect(Buffer.compare(bytes, second.outputs[index]?.bytes ?? Buffer.of())).toBe(0);

    const copy = path.join(home, 'incomplete');
    mkdirSync(copy);
    const incomplete = await settingsOf(path.join(home, 'templates'), { facesFolder: copy });
    await expect(incomplete.house.faces()).rejects.toThrow('ENOENT');
    rmSync(home, { recursive: true });
  });
});

describe('a house of a stranger', () => {
  it.each(['/tmp/evil.js', '../evil.js', 'hyphen/../../evil.js', 'node:child_process', 'hyphen/patterns/../../../evil.js'])(
    'has no module run that is not of patterns: %s',
    async (named) => {
      const home = folder();
      cpSync(path.join(root, 'templates'), home, { recursive: true });
      const file = path.join(home, 'languages/ru.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('hyphen/patterns/ru.js', named));
      const { report, problems } = reporterOf('templates', false);
      expect(await loadHouse(home, report)).toBeNull();
      expect(problems.map(({ code, file: at }) => [code, at])).toEqual([['STYLE_INVALID', 'templates/languages/ru.yaml']]);
    },
  );
});

describe('the place of a font file', () => {
  it('is its name within its package', () => {
    expect(keptPath('@scope/face/400Regular/Face_400.ttf')).toBe('@scope/face/400Regular/Face_400.ttf');
  });
  it.each([
    ['../../etc/passwd', 'other/passwd'],
    ['/etc/passwd', 'other/passwd'],
    ['C:\\Windows\\win.ini', 'other/win.ini'],
    ['face/../../../secret.ttf', 'other/secret.ttf'],
    ['face/..', 'other/_'],
    ['', 'other/'],
  ])('never leaves the folder: %s', (named, kept) => {
    expect(keptPath(named)).toBe(kept);
  });
});
