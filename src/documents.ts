/**
 * Finds the documents below the paths a user gives: a source file, a document's folder, or a folder of such folders.
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** One folder a document; whatever its type, the source has this name. */
export const sourceName = 'letter.yaml';

export interface Found {
  /** The source, as the user would name it: relative to `cwd` where that is shorter, with forward slashes. */
  readonly file: string;
  readonly folder: string;
  /** The folder's name: the document's name while it has no symbol. */
  readonly slug: string;
}

const depthLimit = 8;
const passedOver = new Set(['node_modules', 'output', 'original']);

/** Documents below some paths. */
export interface Search {
  /** In the order of their paths. */
  readonly found: readonly Found[];
  /** Paths that hold none, and of these the ones that do not exist. */
  readonly missing: readonly string[];
  readonly absent: readonly string[];
  /** Files that may be meant for sources and have another name, as messages print them. */
  readonly misnamed: readonly string[];
}

/** Finds the documents below the paths a user gives. */
export async function findDocuments(paths: readonly string[], cwd: string): Promise<Search> {
  const files = new Set<string>();
  const missing: string[] = [];
  const absent: string[] = [];
  const misnamed = new Set<string>();
  for (const given of paths) {
    const typed = path.resolve(cwd, given);
    const before = files.size;
    const known = await stat(typed).catch(() => null);
    const start = known ? await asNamed(typed, known.isFile() ? 2 : 1) : typed;
    if (known?.isFile()) files.add(await sourceBeside(start));
    else if (known?.isDirectory()) for (const file of await search(start, 0)) (isSource(file) ? files : misnamed).add(file);
    if (files.size === before && !(known?.isFile() ?? false)) missing.push(given);
    if (!known) absent.push(given);
  }
  const found = [...files]
    .sort()
    .map((file) => ({ file: shown(file, cwd), folder: path.dirname(file), slug: path.basename(path.dirname(file)) }));
  return { found, missing, absent, misnamed: [...misnamed].sort().map((file) => shown(file, cwd)) };
}

/**
 * The path of an existing file or folder with the last names as they are, not as they were typed: where the size of letters makes no
 * difference, what is made of a document must not depend on it either.
 */
async function asNamed(existing: string, levels: number): Promise<string> {
  const above = path.dirname(existing);
  if (levels === 0 || above === existing) return existing;
  const names: readonly string[] = await readdir(above).catch(() => []);
  const typed = path.basename(existing);
  const folded = (name: string) => name.normalize('NFC').toLowerCase();
  const name = names.includes(typed) ? typed : (names.find((one) => folded(one) === folded(typed)) ?? typed);
  return path.join(await asNamed(above, levels - 1), name);
}

/** A catalogue, named by a language's code, stands for the source beside it. */
async function sourceBeside(file: string): Promise<string> {
  const source = path.join(path.dirname(file), sourceName);
  const isNamedByLanguage = /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*\.yaml$/.test(path.basename(file));
  return isNamedByLanguage && (await stat(source).catch(() => null))?.isFile() ? source : file;
}

/** As people name a source: `.yml`, capitals, with an ending that Windows hides or a word more; or what an office program wrote. */
const nearName = /(?:letter.*\.ya?ml(?:\.txt)?|^letter\.(?:docx?|odt|rtf|txt))$/i;
/** Whether a file that may be meant for a source is no YAML at all. */
export const isOffice = (name: string): boolean => !/\.ya?ml(?:\.txt)?$/i.test(name);
const isSource = (file: string): boolean => path.basename(file) === sourceName;

/** Sources below a folder, and in their place files that may be meant for one. */
async function search(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && entry.name === sourceName)) return [path.join(folder, sourceName)];
  const near = entries.filter((entry) => entry.isFile() && nearName.test(entry.name)).map((entry) => path.join(folder, entry.name));
  if (depth === depthLimit) return near;
  const below = entries.filter(isSearched).map((entry) => search(path.join(folder, entry.name), depth + 1));
  return [...near, ...(await Promise.all(below)).flat()];
}

const isSearched = (entry: Dirent): boolean => entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name);

/** A folder and those below it that are searched for documents, or hold what belongs to one. */
export async function foldersBelow(folder: string, depth = 0): Promise<readonly string[]> {
  const entries = depth === depthLimit ? [] : await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter(isSearched).map((entry) => foldersBelow(path.join(folder, entry.name), depth + 1));
  return [folder, ...(await Promise.all(below)).flat()];
}

/** A path as messages print it. */
export function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  const name = relative.startsWith('..') || relative === '' ? file : relative;
  return name.split(path.sep).join('/');
}
