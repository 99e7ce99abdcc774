/**
 * Writes a bag as a folder or as one ZIP file: beside its place under another name, then renamed, so that a bag is whole or
 * is not there. What exists is never touched.
 */
import { mkdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zip } from '../deflate.ts';
import { makeFolder, reasonOf, renameFile } from '../output.ts';
import type { Bag } from './bag.ts';

export type Written =
  | { readonly ok: true }
  | { readonly ok: false; readonly exists: boolean; readonly path: string; readonly reason: string };
/** Puts one file on disk; tests give one that fails half-way. */
export type WriteFile = (file: string, bytes: Uint8Array) => Promise<void>;

/**
 * Writes the files of a bag at `target`: the bag's folder, or its ZIP file if that ends so. The bag has its name once `valid`
 * resolves; what that rejects with is thrown, and nothing stays.
 */
export async function writeBag(
  target: string,
  { name, files, valid = Promise.resolve() }: Pick<Bag, 'name' | 'files'> & Partial<Bag>,
  zipped: boolean,
  write: WriteFile = writeFile,
): Promise<Written> {
  const part = `${target}.part`;
  const isValid = valid.then(
    () => true,
    () => false,
  );
  let current = target;
  let made: string | null = null;
  let fault: unknown = null;
  try {
    if (await exists(target)) return { ok: false, exists: true, path: target, reason: 'EEXIST' };
    made = await makeFolder(path.dirname(target));
    // Left by a run that was stopped.
    await rm(part, { recursive: true, force: true });
    if (zipped) await write(part, zip(files.map((file) => [`${name}/${file.path}`, file.bytes] as const)));
    else {
      for (const folder of new Set(files.map((file) => path.dirname(path.join(part, file.path))))) await mkdir(folder, { recursive: true });
      for (const file of files) {
        current = path.join(target, file.path);
        await write(path.join(part, file.path), file.bytes);
      }
    }
    current = target;
    if (await isValid) {
      await renameFile(part, target);
      return { ok: true };
    }
  } catch (error) {
    fault = error;
  }
  await rm(part, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  if (made !== null) await removeEmpty(path.dirname(target), made);
  await valid;
  return { ok: false, exists: false, path: current, reason: reasonOf(fault) };
}

/** Removes the folders that were made, from the innermost to `last`, unless somebody else has put something there. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  for (let at = folder; at.length >= last.length; at = path.dirname(at)) {
    if (
      !(await rmdir(at).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
