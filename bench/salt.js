/**
 * Salts the sample letter: every longer word of its body gets its inner letters in another order, so that no program can
 * answer from what it remembers. The same number gives the same text.
 */

/** A small generator of numbers below one (mulberry32). */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words whose letters may change places, in scripts with cases, in Arabic letters without their marks, and in ideographs. */
const words = /\p{Ll}{4,}|[\u0621-\u063a\u0641-\u064a]{4,}|\p{Script=Han}{4,}/gu;

/** The source with another body and another address of the same length; other metadata, markup and figures stay. */
export function salted(source, seed) {
  const next = numbers(seed);
  const at = source.indexOf('\nbody: |\n');
  const body = source.slice(at).replace(words, (word, place, whole) => {
    if (whole[place - 1] === '\n') return word;
    const inner = [...word.slice(1, -1)];
    for (let index = inner.length - 1; index > 0; index--) {
      const other = Math.floor(next() * (index + 1));
      [inner[index], inner[other]] = [inner[other], inner[index]];
    }
    return word[0] + inner.join('') + word.at(-1);
  });
  const address = /^qr: .*$/m;
  const head = source.slice(0, at).replace(address, (line) => line.replaceAll('99999', String(10_000 + (seed % 90_000))));
  return head + body;
}

/** The body of a source as its author wrote it, without the indent of YAML. */
export const bodyOf = (source) => source.slice(source.indexOf('\nbody: |\n') + '\nbody: |\n'.length).replace(/^ {2}/gm, '');

/** The paragraphs of a source's body as plain text, for programs that read no Markdown. */
export function paragraphsOf(source) {
  const at = source.indexOf('\nbody: |\n') + '\nbody: |\n'.length;
  return source
    .slice(at)
    .split('\n\n')
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').replaceAll('*', '').replace(/^#+ /, '').trim())
    .filter((paragraph) => paragraph !== '');
}
