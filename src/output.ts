/**
 * Writes a document's files so that either all of them are new or none is: first beside their places, then renamed.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Resolves to null, or to the file that could not be written and why; then nothing has changed on disk. */
export async function writeTogether(files: readonly OutputFile[]): Promise<{ path: string; reason: string } | null> {
  const waiting: { part: string; path: string }[] = [];
  let current = '';
  const made: string[] = [];
  try {
    for (const file of files) {
      current = file.path;
      const first = await mkdir(path.dirname(file.path), { recursive: true });
      if (first !== undefined) made.push(first);
      const part = `${file.path}.part`;
      waiting.push({ part, path: file.path });
      await writeFile(part, file.bytes);
    }
    for (const { part, path: target } of waiting) {
      current = target;
      await rename(part, target);
    }
    return null;
  } catch (error) {
    await Promise.all(waiting.map(({ part }) => rm(part, { force: true })));
    for (const folder of made.reverse()) await rm(folder, { recursive: true, force: true });
    return { path: current, reason: reasonOf(error) };
  }
}

/** The system's short word for a failure (EACCES, ENOSPC …). */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
