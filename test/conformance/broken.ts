/**
 * The good files breakages start from, made from the sample letter without compression, and each broken file.
 */
import { writePdf } from '../../src/backends/pdf/write.ts';
import { loadHouse } from '../../src/house.ts';
import { pagesOf, prepareDocument } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { type Base, type Breakage, bases } from './breakage.ts';
import { Editable } from './editable.ts';

/** Tests and scripts run in the program's folder. */
const root = process.cwd();

/** The sample letter as an uncompressed PDF/A-2a file. */
export async function sampleFile(): Promise<Uint8Array> {
  const reporter = reporterOf('.', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error(`no house: ${JSON.stringify(reporter.problems)}`);
  const folder = 'content/sample-letter';
  const settings = {
    house,
    emblem: null,
    formats: ['pdf' as const],
    pattern: '{slug}-{language}',
    verify: false,
    strict: false,
    cwd: root,
  };
  const version = await prepareDocument({ file: `${folder}/letter.yaml`, folder, slug: 'sample-letter' }, settings, reporter);
  const pages = version && (await pagesOf(version));
  if (!pages) throw new Error(`no sample: ${JSON.stringify(reporter.problems)}`);
  return writePdf(version.tree, pages, { compress: false, conformance: 2 });
}

/** A good file of a kind, made from the sample. */
export function goodFile(sample: Uint8Array, base: Base): Uint8Array {
  const file = new Editable(sample);
  bases[base](file);
  return file.write();
}

/** The sample with one rule broken. */
export function brokenFile(sample: Uint8Array, { base = 'plain', edit }: Breakage): Uint8Array {
  const file = new Editable(sample);
  bases[base](file);
  edit(file);
  return file.write();
}
