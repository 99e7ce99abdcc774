/** Where the words of a link lead is read back from every format: another address, another title or other words are told. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../../src/deflate.ts';
import { loadHouse } from '../../src/house.ts';
import { buildDocument, prepareVersions, type Settings } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import type { DocumentNode } from '../../src/tree/nodes.ts';
import { readZip } from '../../src/verify/read-zip.ts';
import { verifyOutput } from '../../src/verify/verify.ts';

const root = path.resolve(import.meta.dirname, '../..');
const formats = ['pdf', 'docx', 'html', 'akn', 'text'] as const;
type Format = (typeof formats)[number];
const limits = { entries: 100, entry: 10_000_000, total: 20_000_000 };

const made = new Map<string, Uint8Array>();
const trees = new Map<string, DocumentNode>();
beforeAll(async () => {
  const reporter = reporterOf('templates', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error(JSON.stringify(reporter.problems));
  const settings: Settings = { house, emblem: null, formats, pattern: '{language}', verify: false, strict: false, cwd: root };
  const folder = path.join(root, 'test/cases/links-and-quotations');
  const found = { file: 'test/cases/links-and-quotations/letter.yaml', folder, slug: 'links' };
  for (const { language, tree } of await prepareVersions(found, settings, reporterOf(found.file, false))) trees.set(language, tree);
  const built = await buildDocument(found, settings);
  for (const { format, language, bytes } of built.outputs) made.set(`${format} ${language}`, bytes);
}, 120_000);

async function told(format: Format, language: string, bytes: Uint8Array): Promise<readonly string[]> {
  const problems: string[] = [];
  const tree = trees.get(language);
  if (!tree) throw new Error(`no version in ${language}`);
  await verifyOutput(format, bytes, tree, 'file', (code, _place, values = {}) =>
    problems.push(`${code} ${values.variant ?? ''} ${values.expected ?? ''}|${values.found ?? ''}`),
  );
  return problems;
}

/** A file with one text for another of the same length, wherever it stands in it. */
async function changed(format: Format, language: string, from: string, to: string): Promise<Uint8Array> {
  const bytes = made.get(`${format} ${language}`);
  if (!bytes) throw new Error(`no ${format} in ${language}`);
  let count = 0;
  const replaced = (content: Uint8Array): Uint8Array => {
    const text = Buffer.from(content).toString('latin1');
    count += text.split(from).length - 1;
    return Buffer.from(text.replaceAll(from, to), 'latin1');
  };
  const parts = format === 'docx' ? [...(await readZip(bytes, limits))] : [];
  const after = format === 'docx' ? zip(parts.map(([name, part]) => [name, replaced(part)] as const)) : replaced(bytes);
  expect(count).toBeGreaterThan(0);
  return after;
}

describe.each(formats)('a link in %s', (format) => {
  it.each(['en', 'fr', 'ar'])('is found as it was made, in %s', async (language) => {
    expect(await told(format, language, made.get(`${format} ${language}`) ?? new Uint8Array())).toEqual([]);
  });

  it('that leads elsewhere is told', async () => {
    const problems = await told(format, 'en', await changed(format, 'en', 'lamps.example.org/reglement', 'lumps.example.org/reglement'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('lumps.example.org');
  });
});

describe('what a link says of its address', () => {
  it.each<[Format, string, string]>([
    ['html', 'title="Report', 'title="Resort'],
    ['docx', 'tooltip="Report', 'tooltip="Resort'],
    ['akn', 'title="Report', 'title="Resort'],
    // "Rep" and "Res" in UTF-16.
    ['pdf', '005200650070', '005200650073'],
  ])('is compared in %s', async (format, from, to) => {
    const problems = await told(format, 'en', await changed(format, 'en', from, to));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('TEXT_DIFFERS link [theoilingofclockworkinthemonthsofthewinter]');
  });
});

it('a link that no source has is told', async () => {
  const bytes = made.get('pdf en');
  const tree = trees.get('en');
  if (!bytes || !tree) throw new Error('not built');
  const without = JSON.parse(JSON.stringify(tree).replaceAll('"type":"link"', '"type":"emphasis"')) as DocumentNode;
  const problems: string[] = [];
  await verifyOutput('pdf', bytes, without, 'file', (code, _place, values = {}) =>
    problems.push(`${code} ${values.variant} ${values.found}`),
  );
  expect(problems).toContain('TEXT_DIFFERS link [leréglement](https://lamps.example.org/reglement)'.replace('é', 'è'));
});
