/**
 * Every folder of `cases/` is a test: each stage's print is compared with the file kept for it, so that a failure names the
 * stage. `npm run update` rewrites them; never in CI. Look at what changed before committing it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHouse } from '../src/house.ts';
import { buildDocument, pagesOf, prepareVersions, type Settings } from '../src/pipeline.ts';
import { reporterOf } from '../src/reporter.ts';
import { printMarkup, printPages, printText, printTree } from '../src/tree/print.ts';
import { readDocx } from '../src/verify/read-docx.ts';
import { readPdf } from '../src/verify/read-pdf.ts';

const root = path.resolve(import.meta.dirname, '..');
const casesFolder = path.join(import.meta.dirname, 'cases');
const update = process.env.UPDATE === '1';
if (update && process.env.CI !== undefined) throw new Error('golden files are not rewritten in CI');

const records = ['marcxml', 'dc', 'jsonld'];
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

let settings: Settings;
beforeAll(async () => {
  const reporter = reporterOf('templates', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error(JSON.stringify(reporter.problems));
  const pattern = '{symbol}-{language}';
  settings = { house, emblem: null, formats: ['pdf', 'docx'], records, pattern, verify: true, strict: false, cwd: root };
});

describe.each(readdirSync(casesFolder))('%s', (name) => {
  it('is printed by every stage as it was', async () => {
    const folder = path.join(casesFolder, name);
    const found = { file: `test/cases/${name}/letter.yaml`, folder, slug: name };
    const reporter = reporterOf(found.file, false);
    const versions = await prepareVersions(found, settings, reporter);
    expect(reporter.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    const built = await buildDocument(found, settings);
    expect(built.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    const prints: Record<string, string> = {};
    for (const version of versions) {
      const { language } = version;
      const pages = (await pagesOf(version)) ?? [];
      const bytesOf = (format: string) =>
        built.outputs.find((output) => output.format === format && output.language === language)?.bytes ?? new Uint8Array();
      Object.assign(prints, {
        [`${language}.markup.xml`]: printMarkup(version.markup),
        [`${language}.tree.txt`]: printTree(version.tree),
        [`${language}.pages.txt`]: printPages(pages),
        [`${language}.text.txt`]: printText(version.tree),
        [`${language}.pdf.txt`]: (await readPdf(bytesOf('pdf')))?.pages.join('\n\f\n') ?? '',
        [`${language}.docx.txt`]: JSON.stringify(await readDocx(bytesOf('docx')), null, 1),
      });
    }
    for (const { format, bytes } of built.outputs.filter((output) => output.language === null))
      prints[`record.${format}.txt`] = decode(bytes);
    expect(Object.keys(prints)).not.toEqual([]);
    const expected = path.join(folder, 'expected');
    if (update) mkdirSync(expected, { recursive: true });
    for (const [file, text] of Object.entries(prints)) {
      const kept = path.join(expected, file);
      if (update) writeFileSync(kept, text);
      expect(existsSync(kept), `${kept} is missing; npm run update makes it`).toBe(true);
      expect(text, file).toBe(readFileSync(kept, 'utf8'));
    }
  });
});
