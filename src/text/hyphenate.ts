/**
 * Where words may be parted: the one door to `hyphen`, which applies Liang's patterns. Whose patterns, and how many letters
 * stay on either side, is the language's to say.
 */
import { createRequire } from 'node:module';
import createHyphenator from 'hyphen';
import type { Typesetting } from '../language/typesetting.ts';

type Hyphenation = NonNullable<Typesetting['hyphenation']>;

const softHyphen = '\u00ad';
/** Words of letters alone; what is written in capitals is an abbreviation. */
const words = /\p{L}{4,}/gu;
const capitals = /^\p{Lu}+$/u;

const hyphenators = new WeakMap<Hyphenation, (word: string) => string>();

/** Gives every place in a text before which a word may be parted: UTF-16 units. */
export function hyphenationPoints(text: string, hyphenation: Hyphenation): readonly number[] {
  let hyphenate = hyphenators.get(hyphenation);
  if (!hyphenate) {
    const patterns: unknown = createRequire(import.meta.url)(hyphenation.patterns);
    hyphenate = createHyphenator(patterns, { async: false, hyphenChar: softHyphen, minWordLength: hyphenation.before + hyphenation.after });
    hyphenators.set(hyphenation, hyphenate);
  }
  const points: number[] = [];
  for (const { 0: word, index } of text.matchAll(words)) {
    if (capitals.test(word)) continue;
    let at = 0;
    for (const syllable of hyphenate(word).split(softHyphen).slice(0, -1)) {
      at += syllable.length;
      if (at >= hyphenation.before && word.length - at >= hyphenation.after) points.push(index + at);
    }
  }
  return points;
}
