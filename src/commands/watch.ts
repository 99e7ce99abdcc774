/**
 * `--watch`: builds again when anything below the given paths changes, until interrupted.
 */
import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { foldersBelow } from '../documents.ts';
import type { Io } from '../io.ts';

/** Editors write a file in several steps; changes within this many milliseconds are one. */
const settling = 150;

/** Never resolves: it ends with the process. */
export async function watch(paths: readonly string[], again: () => Promise<number>, io: Io): Promise<never> {
  const roots = (paths.length === 0 ? ['content'] : paths).map((given) => path.resolve(io.cwd, given));
  let watchers: readonly FSWatcher[] = [];
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve(0);
  const changed = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(follow).then(again);
    }, settling);
  };
  // Folder by folder, and anew after each change: what Node watches below a folder by itself it loses on Linux with a file that an
  // editor replaces by another, as most do.
  const follow = async () => {
    const folders = (await Promise.all(roots.map(watchedFrom))).flat();
    for (const watcher of watchers) watcher.close();
    watchers = [...new Set(folders)].flatMap((folder) => watching(folder, changed));
  };
  await follow();
  io.stdout('watching for changes; Ctrl+C ends\n');
  return new Promise<never>(() => {});
}

/** The folders to watch for a path. */
async function watchedFrom(target: string): Promise<readonly string[]> {
  const known = await stat(target).catch(() => null);
  // Catalogues stand beside a source.
  if (known?.isFile()) return [path.dirname(target)];
  return known?.isDirectory() ? foldersBelow(target) : [];
}

/** Watches a folder; nothing if it has gone in the meantime. */
function watching(folder: string, changed: () => void): readonly FSWatcher[] {
  try {
    return [watchFolder(folder, changed).on('error', () => undefined)];
  } catch {
    return [];
  }
}
