/**
 * Which files of a build stand in which representation of a package, and what is kept to build them again.
 */

import type { OutputFile } from '../output.ts';
import type { Built, Output } from '../pipeline.ts';
import { type BagOutput, places } from './settings.ts';

/** A folder of files that say the document in one form (CSIP 2.1, 4). */
export interface Representation {
  readonly name: string;
  /** By their paths below the representation's `data` folder. */
  readonly files: readonly OutputFile[];
}

/** The copies that are mailed, as against those that are preserved. */
const mailed = 'pdf-mail';
/** Records describe the package: they stand with its metadata. */
const descriptive = 'metadata/descriptive';

/** One representation for each format that was made, in the order of the formats. */
export function madeRepresentations(built: Built): readonly Representation[] {
  const byName = new Map<string, OutputFile[]>();
  for (const output of built.outputs.filter((one) => one.language !== null)) {
    const name = representationOf(output);
    byName.set(name, [...(byName.get(name) ?? []), { path: output.fileName, bytes: output.bytes }]);
  }
  return [...byName].map(([name, files]) => ({ name, files }));
}

/** The source and what it was built with, in one representation. */
export function sourceRepresentation(files: readonly OutputFile[]): Representation {
  return { name: 'source', files };
}

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
  if (output.language === null) return `${descriptive}/${output.fileName}`;
  return `${places.representations}/${representationOf(output)}/data/${output.fileName}`;
}

/** PDF is preserved with its source attached; without, it is the copy that is mailed. */
function representationOf({ format, preservation }: Output): string {
  return format === 'pdf' && preservation !== true ? mailed : format;
}
