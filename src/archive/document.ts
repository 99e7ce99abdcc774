/**
 * What an archive keeps of a document's own folder: its source, catalogues and pictures as they lie there, and `original/`
 * with the issued file, read as bytes and never changed.
 */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Found } from '../documents.ts';
import { isHiddenName } from '../names.ts';
import { type OutputFile, reasonOf } from '../output.ts';
import type { Report } from '../problem.ts';

export interface DocumentFiles {
  /** By their paths in the document's folder. */
  readonly source: readonly OutputFile[];
  /** By their paths below `original/`; empty if there is no issued file. */
  readonly original: readonly OutputFile[];
}

/** The folder of the issued file, in a document's. */
export const originalFolder = 'original';
/** Made, not written. */
const passedOver = new Set(['output', 'node_modules']);
/** Of all files together: issued files are scans of some hundred pages at most. Bytes. */
const limits = { files: 2000, bytes: 512 * 2 ** 20 };

/** Reads every file but hidden ones; null after reporting. */
export async function documentFiles({ folder, file: source }: Found, cwd: string, report: Report): Promise<DocumentFiles | null> {
  const root = path.resolve(cwd, folder);
  const shown = (name: string) => path.posix.join(path.posix.dirname(source), name);
  const files: OutputFile[] = [];
  let bytes = 0;
  let current = source;
  try {
    for (const name of await namesBelow(root)) {
      current = shown(name);
      if (!(await isInside(root, path.join(root, name)))) {
        report('PATH_OUTSIDE', { file: current }, { value: name });
        return null;
      }
      bytes += (await stat(path.join(root, name))).size;
      if (bytes > limits.bytes || files.length === limits.files) {
        report('FILE_TOO_LARGE', { file: current }, { value: String(bytes), limit: String(limits.bytes) });
        return null;
      }
      files.push({ path: name, bytes: await readFile(path.join(root, name)) });
    }
  } catch (error) {
    report('FILE_UNREADABLE', { file: current }, { value: current, reason: reasonOf(error) });
    return null;
  }
  const isOriginal = (file: OutputFile) => file.path.startsWith(`${originalFolder}/`);
  return {
    source: files.filter((file) => !isOriginal(file)),
    original: files.filter(isOriginal).map((file) => ({ ...file, path: file.path.slice(originalFolder.length + 1) })),
  };
}

/** In order, with forward slashes; links to files are named like files. */
async function namesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep))
    .filter((parts) => !parts.some(isHiddenName) && !passedOver.has(parts[0] ?? ''))
    .map((parts) => parts.join('/'))
    .sort();
}

/** Whether a file lies in a folder, links followed. */
async function isInside(root: string, file: string): Promise<boolean> {
  const relative = path.relative(await realpath(root), await realpath(file));
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
