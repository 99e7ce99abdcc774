/**
 * An index under `circulate verify`: compared with all versions of its document, and with the files that stand beside it.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { formats } from '../backends/table.ts';
import type { Found } from '../documents.ts';
import { prepareVersions, recordedOf, type Settings } from '../pipeline.ts';
import { indexPage } from '../records/index-page.ts';
import type { Reporter } from '../reporter.ts';
import type { Verdict } from '../verify/verify.ts';

/** Whether a file is an index, by its name, which is the same for every document. */
export const isIndex = (file: string): boolean => path.basename(file) === indexPage.fileName('');

/** Verifies an index; null after a problem with its source. `name` is the file's in messages. */
export async function verifyIndexFile(
  bytes: Uint8Array,
  file: string,
  name: string,
  found: Found,
  settings: Settings,
  reporter: Reporter,
): Promise<Verdict | null> {
  const versions = await prepareVersions(found, { ...settings, languages: null }, reporter);
  if (reporter.failed) return null;
  const beside = new Set(await readdir(path.dirname(file)));
  const recorded = (await recordedOf(versions, found, { ...settings, formats })).map(({ tree, files }) => ({
    tree,
    files: Object.fromEntries(Object.entries(files).filter(([, one]) => beside.has(one))),
  }));
  const input = { versions: recorded, house: settings.house, report: reporter.report };
  return (await indexPage.verify?.(bytes, input, name)) ?? null;
}
