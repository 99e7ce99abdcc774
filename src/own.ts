/**
 * Where the program's own data lie, whether it runs from `src/` or bundled in `dist/`: both stand beside them.
 */
import { fileURLToPath } from 'node:url';

/** A file or folder of the program, by its path from the program's root. */
export function ownPath(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
