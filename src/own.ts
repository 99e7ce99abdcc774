/**
 * Where the program's own data lie, whether it runs from `src/` or bundled in `dist/`: both stand beside them.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file or folder of the program, by its path from the program's root. */
export function ownPath(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

/** How a file names another one for an editor: as a relative address, or as a whole one if they lie on two drives of Windows. */
export function addressFrom(file: string, target: string, { relative, dirname, isAbsolute, sep } = path): string {
  const way = relative(dirname(file), target);
  const address = encodeURI(way.split(sep).join('/')).replace(/[#?]/g, encodeURIComponent);
  if (!isAbsolute(way)) return address;
  return address.startsWith('//') ? `file:${address}` : `file:///${address}`;
}
