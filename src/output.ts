/**
 * Writes a document's files so that either all of them are new or none is: first beside their places, then renamed.
 */
import { copyFile, mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Resolves to null, or to the file that could not be written and why; then nothing has changed on disk. */
export async function writeTogether(files: readonly OutputFile[]): Promise<{ path: string; reason: string } | null> {
  const waiting: { part: string; path: string }[] = [];
  /** Copies of what stood there before, to put back if a later file fails; null where nothing stood. */
  const earlier: { copy: string | null; path: string }[] = [];
  const renamed: string[] = [];
  let current = '';
  const made: string[] = [];
  try {
    for (const file of files) {
      current = file.path;
      const first = await makeFolder(path.dirname(file.path));
      if (first !== null) made.push(first);
      const part = `${file.path}.part`;
      waiting.push({ part, path: file.path });
      await writeFile(part, file.bytes);
    }
    for (const { path: target } of waiting) {
      current = target;
      earlier.push({ copy: await copyOf(target), path: target });
    }
    for (const { part, path: target } of waiting) {
      current = target;
      await renameFile(part, target);
      renamed.push(target);
    }
    await Promise.all(earlier.map(({ copy }) => copy !== null && rm(copy, removal).catch(() => {})));
    return null;
  } catch (error) {
    for (const { copy, path: target } of earlier) {
      // What cannot be put back stays as the copy.
      if (renamed.includes(target)) await (copy === null ? rm(target, removal) : renameFile(copy, target)).catch(() => {});
      else if (copy !== null) await rm(copy, removal).catch(() => {});
    }
    for (const at of [...waiting.map(({ part }) => part), ...made.reverse()]) await rm(at, removal).catch(() => {});
    return { path: current, reason: reasonOf(error) };
  }
}

/** Scanners of viruses and indexes of Windows have a new file open for a moment, in which it cannot be renamed or removed. Milliseconds. */
const pauses: readonly number[] = path.sep === '\\' ? [20, 60, 200, 600] : [];
const removal = { recursive: true, force: true, maxRetries: pauses.length } as const;

/** Renames a file or folder, on Windows once more after each pause while something has it open. */
export async function renameFile(
  from: string,
  to: string,
  waits: readonly number[] = pauses,
  once: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  for (const wait of waits) {
    try {
      await once(from, to);
      return;
    } catch (error) {
      if (!held.includes(reasonOf(error))) throw error;
      await setTimeout(wait);
    }
  }
  await once(from, to);
}

/** What Windows says of a file that another program has open, or that is read-only. */
const held: readonly string[] = ['EBUSY', 'EPERM'];

/** What the words of `OUTPUT_UNWRITABLE` name, for a failure of `writeTogether` and its like. */
export function unwritable(value: string, reason: string): Readonly<Record<string, string>> {
  return { value, reason, ...(held.includes(reason) ? { variant: 'held' } : {}) };
}

/**
 * Makes a folder with those above it; gives the outermost that was made, null if all were there. After a failure, which is
 * thrown, none is left. Step by step, because Node's `recursive` never ends in a folder that is there and takes none (/proc).
 */
export async function makeFolder(folder: string): Promise<string | null> {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !(await isFolder(at)) && path.dirname(at) !== at; at = path.dirname(at)) missing.unshift(at);
  const made: string[] = [];
  try {
    for (const one of missing) if (await makeOne(one)) made.push(one);
  } catch (error) {
    for (const one of made.reverse()) await rmdir(one).catch(() => {});
    throw error;
  }
  return made[0] ?? null;
}

/** Whether the folder was made; false if somebody else has made it in the meantime. Throws if a file stands in its place. */
async function makeOne(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error;
    if (await isFolder(folder)) return false;
    throw Object.assign(new Error(`no folder: ${folder}`), { code: 'ENOTDIR' });
  }
}

async function isFolder(at: string): Promise<boolean> {
  return (await stat(at).catch(() => null))?.isDirectory() ?? false;
}

/** Copies a file beside itself; null if there is none. What is no file is refused, before anything was renamed. */
async function copyOf(file: string): Promise<string | null> {
  const copy = `${file}.before`;
  try {
    await copyFile(file, copy);
    return copy;
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return null;
    // A disk that is full leaves a part of the copy.
    await rm(copy, { force: true });
    throw error;
  }
}

/** The system's short word for a failure (EACCES, ENOSPC …). */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
