/**
 * `--watch`: builds again when anything below the given paths changes, until interrupted.
 */
import { watch as watchFolder } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Io } from '../io.ts';

/** Editors write a file in several steps; changes within this many milliseconds are one. */
const settling = 150;

/** Never resolves: it ends with the process. */
export async function watch(paths: readonly string[], again: () => Promise<number>, io: Io): Promise<never> {
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve(0);
  const changed = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(again);
    }, settling);
  };
  for (const given of paths.length === 0 ? ['content'] : paths) {
    const target = path.resolve(io.cwd, given);
    const known = await stat(target).catch(() => null);
    // Catalogues stand beside a source.
    const folder = known?.isFile() ? path.dirname(target) : target;
    if (known) watchFolder(folder, { recursive: known.isDirectory() }, changed);
  }
  io.stdout('watching for changes; Ctrl+C ends\n');
  return new Promise<never>(() => {});
}
