/**
 * Finds the catalogues beside a source: files named by a language's code.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../nearest.ts';
import type { Report } from '../problem.ts';

export interface CatalogueFile {
  /** The file's name without its extension: a code the house knows. */
  readonly language: string;
  /** Absolute. */
  readonly file: string;
  /** As messages print it. */
  readonly shown: string;
}

const extension = '.yaml';
/** As editors of other habits name a catalogue, or with an ending that Windows hides. */
const nearExtension = /\.ya?ml(?:\.txt)?$/i;

/** Read at once: handing a small folder's reading to another thread takes longer. None if it cannot be read. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The languages among those named that a folder has catalogues in. */
export function cataloguesIn(folder: string, languages: readonly string[]): readonly string[] {
  return amongNames(namesIn(folder), languages);
}

function amongNames(names: readonly string[], languages: readonly string[]): readonly string[] {
  return languages.filter((language) => names.includes(`${language}${extension}`));
}

/**
 * The catalogues in a document's folder, in the order of `languages`. Another YAML file is reported: it may be a catalogue
 * whose name is mistyped, such as `letter.fr.yml`. `source` is the source's file as messages print it.
 */
export function findCatalogues(folder: string, source: string, languages: readonly string[], report: Report): readonly CatalogueFile[] {
  const files = namesIn(folder);
  const shown = (name: string) => path.posix.join(path.posix.dirname(source), name);
  const found = amongNames(files, languages);
  const right = [path.basename(source), ...found.map((language) => `${language}${extension}`)];
  for (const name of files.filter((one) => nearExtension.test(one) && !right.includes(one)).sort()) {
    const stem = name.replace(nearExtension, '');
    const parts = stem.toLowerCase().split(/[^a-z]+/);
    const near = languages.find((language) => parts.includes(language)) ?? nearest(stem, languages);
    const values = { value: name, known: languages.join(', ') };
    report('CATALOGUE_NAME', { file: shown(name) }, near ? { ...values, nearest: near, variant: 'near' } : values);
  }
  return found.map((language) => ({
    language,
    file: path.join(folder, `${language}${extension}`),
    shown: shown(`${language}${extension}`),
  }));
}
