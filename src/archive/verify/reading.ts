/**
 * Reads a bag, a folder or a ZIP file, into memory and never writes: links are not followed, nothing outside is opened, and
 * a bag larger than a bag can be is refused before it is read. What cannot be read is reported; the rest is read all the same.
 */
import { type Dirent, lstatSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../../output.ts';
import type { Code, Report, Severity } from '../../problem.ts';
import { readEntries, type ZipEntry } from '../../verify/read-zip.ts';
import { faultIn, folded, legible } from './paths.ts';

/** The files of a bag by their paths in it, with forward slashes. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

/** A fault found in a bag: where, and the values its message names. `at` is a path in the bag; null: the bag as a whole. */
export type Tell = (code: Code, at: string | null, values?: Readonly<Record<string, string>>, severity?: Severity) => void;

/** Bytes of one file and of all together, and how many there may be. A bag of six languages has 20 MB in 300 files. */
export const limits = { file: 512 * 2 ** 20, total: 2 ** 30, files: 20_000, depth: 32 };
/** Times that an entry of some size may grow: what is more was made to fill a memory. */
const growth = { least: 2 ** 20, most: 500 };

/** Makes the function that reports what is wrong with a bag. */
export function tellOf(shown: string, report: Report): Tell {
  return (code, at, values = {}, severity) => {
    const file = at === null ? shown : `${shown}/${legible(at)}`;
    report(code, { file }, { value: at === null ? shown : legible(at), ...values }, severity);
  };
}

/** Reads the bag at a path; null after telling that it is none or cannot be read at all. */
export async function readBag(target: string, tell: Tell): Promise<BagFiles | null> {
  try {
    const isFolder = lstatSync(target).isDirectory();
    const files = isFolder ? await folderFiles(target, tell) : ((await zippedFiles(target, tell))?.files ?? null);
    return files && withoutDoubles(files, tell);
  } catch (error) {
    tell('BAG_UNREADABLE', null, { reason: legible(reasonOf(error)) });
    return null;
  }
}

/** Reads a bag in a ZIP file with the name of its folder there; null likewise. */
export async function readZippedBag(target: string, tell: Tell): Promise<{ readonly root: string; readonly files: BagFiles } | null> {
  try {
    const found = await zippedFiles(target, tell);
    return found && { root: found.root, files: withoutDoubles(found.files, tell) };
  } catch (error) {
    tell('BAG_UNREADABLE', null, { reason: legible(reasonOf(error)) });
    return null;
  }
}

type Found = readonly (readonly [path: string, bytes: Uint8Array])[];

/** Files of one bag must be told apart by every system. */
function withoutDoubles(found: Found, tell: Tell): BagFiles {
  const files = new Map<string, Uint8Array>();
  const seen = new Map<string, string>();
  for (const [name, bytes] of found) {
    const other = seen.get(folded(name));
    if (other !== undefined) tell('BAG_PATH', name, { variant: 'double', other: legible(other) });
    else files.set(name, bytes);
    seen.set(folded(name), name);
  }
  return files;
}

// ---- a folder ----

async function folderFiles(root: string, tell: Tell): Promise<Found | null> {
  const names = await namesBelow(root, '', tell);
  if (names.length > limits.files) {
    tell('BAG_UNREADABLE', null, { variant: 'files', limit: String(limits.files) });
    return null;
  }
  const found: [string, Uint8Array][] = [];
  let total = 0;
  for (const name of names) {
    const size = lstatSync(path.join(root, name)).size;
    total += size;
    if (size > limits.file || total > limits.total) {
      tell('BAG_UNREADABLE', name, { variant: 'size', limit: String(size > limits.file ? limits.file : limits.total) });
      return null;
    }
    try {
      found.push([name, await readFile(path.join(root, name))]);
    } catch (error) {
      tell('FILE_UNREADABLE', name, { reason: reasonOf(error) });
    }
  }
  return found;
}

/** In order of code units, so that faults come in the same order everywhere. */
async function namesBelow(root: string, below: string, tell: Tell): Promise<readonly string[]> {
  if (below.split('/').length > limits.depth) {
    tell('BAG_PATH', below, { variant: 'long' });
    return [];
  }
  const entries = (await readdir(path.join(root, below), { withFileTypes: true })).sort((one, other) => (one.name < other.name ? -1 : 1));
  const names: string[] = [];
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const fault = faultOfEntry(entry, name);
    if (fault !== null) tell('BAG_PATH', name, { variant: fault });
    else if (entry.isDirectory()) names.push(...(await namesBelow(root, name, tell)));
    else names.push(name);
  }
  return names;
}

function faultOfEntry(entry: Dirent, name: string): string | null {
  if (entry.isSymbolicLink()) return 'link';
  if (!entry.isDirectory() && !entry.isFile()) return 'special';
  // Node puts this sign where a name is not UTF-8: the file could not be opened by it.
  return entry.name.includes('\ufffd') ? 'encoding' : faultIn(name);
}

// ---- a ZIP file ----

async function zippedFiles(target: string, tell: Tell): Promise<{ readonly root: string; readonly files: Found } | null> {
  const { size } = lstatSync(target);
  if (size > limits.total) {
    tell('BAG_UNREADABLE', null, { variant: 'size', limit: String(limits.total) });
    return null;
  }
  const entries = await readEntries(await readFile(target), { entries: limits.files, entry: limits.file, total: limits.total }, growth);
  if ('reason' in entries) {
    tell('BAG_UNREADABLE', null, { reason: legible(entries.reason) });
    return null;
  }
  const files = entries.filter((entry) => !entry.name.endsWith('/'));
  const roots = new Set(files.map(({ name }) => name.split('/')[0]));
  const [root = ''] = roots;
  // RFC 8493, 5: a serialized bag holds one folder, the bag.
  if (roots.size !== 1 || root === '..' || files.some(({ name }) => !name.includes('/'))) {
    tell('BAG_UNREADABLE', null, { variant: 'folders', names: legible([...roots].slice(0, mostNamed).join(', ')) });
    return null;
  }
  return { root, files: files.flatMap((entry) => fileOf(entry, entry.name.slice(root.length + 1), tell)) };
}
const mostNamed = 5;

function fileOf(entry: ZipEntry, name: string, tell: Tell): Found {
  const fault = entry.isLink ? 'link' : entry.isNamedInUtf8 ? faultIn(name) : 'encoding';
  if (fault !== null) {
    tell('BAG_PATH', name, { variant: fault });
    return [];
  }
  if ('reason' in entry.content) {
    tell('FILE_UNREADABLE', name, { reason: legible(entry.content.reason) });
    return [];
  }
  return [[name, entry.content.bytes]];
}
