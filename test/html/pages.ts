/** What the tests of web pages and plain texts share: documents of the repository, and letters by hand, as finished files. */
import path from 'node:path';
import type { Context } from '../../src/backends/backend.ts';
import { backends, type Format } from '../../src/backends/table.ts';
import { loadHouse } from '../../src/house.ts';
import { buildDocument, type Output, type Settings } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import type { DocumentNode } from '../../src/tree/nodes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const reporter = reporterOf('templates', false);
const loaded = await loadHouse(null, reporter.report);
if (!loaded) throw new Error(JSON.stringify(reporter.problems));
export const house = loaded;

/** Makes a document of `content/` or `test/cases/`, verified. */
export async function made(folder: string, formats: readonly Format[], more: Partial<Settings> = {}): Promise<readonly Output[]> {
  const settings: Settings = {
    house,
    emblem: null,
    formats,
    pattern: '{symbol}-{language}',
    verify: true,
    strict: false,
    cwd: root,
    ...more,
  };
  const found = { file: `${folder}/letter.yaml`, folder: path.join(root, folder), slug: path.basename(folder) };
  const { outputs, problems } = await buildDocument(found, settings);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return outputs;
}

export const decoded = (bytes: Uint8Array | undefined): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** A context of the real house, in a language. */
export async function contextIn(code: string, changes: Partial<Context> = {}): Promise<Context> {
  const language = house.languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  return {
    ...house.styleIn(language),
    faces: await house.faces(),
    language,
    languages: house.languages,
    pictures: { emblem: null, recycleSign: house.recycleSign },
    report: (problem) => {
      throw new Error(problem);
    },
    ...changes,
  };
}

/** A tree as the text of a file. */
export async function written(format: Format, tree: DocumentNode, context: Context): Promise<string> {
  const bytes = await (await backends[format]()).render(tree, context);
  if (!bytes) throw new Error('nothing written');
  return decoded(bytes);
}
