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
  const names = new Set(namesIn(folder));
  return languages.filter((language) => names.has(`${language}${extension}`));
}

/**
 * The catalogues in a document's folder, in the order of `languages`. Another YAML file is reported: it may be a catalogue
 * whose name is mistyped. `source` is the source's file as messages print it.
 */
export function findCatalogues(folder: string, source: string, languages: readonly string[], report: Report): readonly CatalogueFile[] {
  const files = namesIn(folder);
  const shown = (name: string) => path.posix.join(path.posix.dirname(source), name);
  const names = files
    .filter((name) => name.endsWith(extension) && name !== path.basename(source))
    .map((name) => path.basename(name, extension));
  for (const name of names.filter((one) => !languages.includes(one)).sort()) {
    const near = nearest(name, languages);
    const values = { value: `${name}${extension}`, known: languages.join(', ') };
    report('CATALOGUE_NAME', { file: shown(`${name}${extension}`) }, near ? { ...values, nearest: near, variant: 'near' } : values);
  }
  return cataloguesIn(folder, languages).map((language) => ({
    language,
    file: path.join(folder, `${language}${extension}`),
    shown: shown(`${language}${extension}`),
  }));
}
