/**
 * Changes the code of libraries while the program is bundled, where it is slow for what it is used for here.
 */
import { readFileSync } from 'node:fs';

/** For esbuild: files whose paths fit a pattern, each with what makes their code another. */
export const changing = (name, files) => ({
  name,
  setup(bundler) {
    for (const [filter, change] of files) bundler.onLoad({ filter }, ({ path }) => ({ contents: change(readFileSync(path, 'utf8')) }));
  },
});

/** Puts texts in the place of others, each of which stands in the code once, or as often as is said. Throws if the library does `what` in another way. */
export const replacing = (what, pairs) => (code) =>
  pairs.reduce((made, [from, to, times = 1]) => {
    if (made.split(from).length !== times + 1) throw new Error(`${what} in another way`);
    return made.replaceAll(from, () => to);
  }, code);
