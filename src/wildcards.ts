/**
 * Names with `*` and `?`. Most shells put the files in their place; those of Windows hand them over as they were typed.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The paths that patterns stand for, each in the order of names. A pattern that fits nothing stays, to be told of as a file that is not there.
 * `"my letter\"`, as shells of Windows complete the name of a folder, comes with its last mark, which no name holds there.
 */
export async function expandWildcards(paths: readonly string[], cwd: string): Promise<string[]> {
  const whole = paths.map((given) => given.replace(/"$/, ''));
  return (await Promise.all(whole.map((given) => (isPattern(given) ? expanded(given, cwd) : [given])))).flat();
}

/** What a pattern's signs stand for. */
const wild: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };
const isPattern = (name: string): boolean => /[*?]/.test(name);

async function expanded(given: string, cwd: string): Promise<readonly string[]> {
  const { root } = path.parse(given);
  let found = [root];
  for (const part of given.slice(root.length).split(/[\\/]+/)) {
    const below = found.map(async (folder) => (isPattern(part) ? await namesIn(path.resolve(cwd, folder), part) : [part]));
    found = (await Promise.all(below)).flatMap((names, index) => names.map((name) => path.join(found[index] ?? '', name)));
  }
  const existing = await Promise.all(found.map((file) => stat(path.resolve(cwd, file)).catch(() => null)));
  const kept = found.filter((_, index) => existing[index]);
  return kept.length > 0 ? kept : [given];
}

/** Names in a folder that fit a pattern, whatever the size of their letters; hidden ones only if it begins with their dot. */
async function namesIn(folder: string, pattern: string): Promise<readonly string[]> {
  const source = [...pattern].map((sign) => wild[sign] ?? sign.replace(/[\\^$.+()[\]{}|]/, '\\$&')).join('');
  const fits = new RegExp(`^${source}$`, 'isu');
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => fits.test(name) && (!name.startsWith('.') || pattern.startsWith('.'))).sort();
}
