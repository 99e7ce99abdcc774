/**
 * House-style files that were checked when the program was built. A file whose text is still the same need not be parsed and
 * checked again; any other is, and none is trusted for its name alone.
 */
import { readFile } from 'node:fs/promises';

/** Text and data of files that passed their check, by their names under `templates/`. */
export type Checked = Map<string, { readonly text: string; readonly data: unknown }>;

/** Written beside the program by scripts/build.js; a program run from its sources has none. */
export const checkedFile = new URL('./checked.json', import.meta.url);

/** Reads what the build checked; empty if it left nothing. */
export async function checkedAtBuild(): Promise<Checked> {
  const text = await readFile(checkedFile, 'utf8').catch(() => null);
  return text === null ? new Map() : new Map(JSON.parse(text));
}
