/**
 * Where outputs of a build stand in a package: each format is a representation (CSIP 2.1, 4), records describe the whole.
 */
import type { Built, Output } from '../pipeline.ts';
import { type BagOutput, places } from './settings.ts';

/** The copies that are mailed, as against those that are preserved. */
const mailed = 'pdf-mail';

/** Where every output stands, by its path below `data`. */
export function placesOfOutputs(built: Built): readonly BagOutput[] {
  return built.outputs.map((output) => ({
    path: placeOf(output),
    format: output.format,
    language: output.language,
    preservation: output.preservation ?? false,
  }));
}

/** An output's path below `data`. */
export function placeOf(output: Output): string {
  if (output.language === null) return `${places.descriptive}/${output.fileName}`;
  return `${places.representations}/${representationOf(output)}/data/${output.fileName}`;
}

/** Where the files of each format lie from where the records lie; of PDF the copies that are preserved. */
export function foldersFromRecords(formats: readonly string[]): Readonly<Record<string, string>> {
  const up = places.descriptive.replace(/[^/]+/g, '..');
  return Object.fromEntries(formats.map((format) => [format, `${up}/${places.representations}/${format}/data/`]));
}

/** PDF is preserved with its source attached; without, it is the copy that is mailed. */
function representationOf({ format, preservation }: Output): string {
  return format === 'pdf' && preservation !== true ? mailed : format;
}
