/**
 * Finds where a line may end: after spaces, and within words as UAX 14 and the language's data allow. Which chance is
 * taken is the choosers' business.
 */
import LineBreaker from 'linebreak';
import type { Language } from '../language/language.ts';

/** What may happen before a character. */
export const breakNever = 0;
export const breakMay = 1;
export const breakMust = 2;

type Breaks = Language['breaks'];
interface Compiled {
  /** A space that does not break. */
  readonly joined: RegExp | null;
  /** A phrase titles keep on one line. */
  readonly together: RegExp | null;
  /** The text up to a chance that is none, such as “non-”. */
  readonly notAfter: RegExp | null;
}

/** Scripts that break between letters: ideographs, kana, Hangul and their punctuation (UAX 14, ID and its company). */
const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const compiled = new WeakMap<Breaks, Compiled>();

/**
 * Says of every character whether a line may, must or must not begin with it; spaces stay at the end of the line before.
 * A title keeps its words, and the phrases the language names, whole.
 */
export function findBreaks(text: string, breaks: Breaks, title: boolean): Uint8Array {
  const chances = new Uint8Array(text.length + 1);
  const { joined, together, notAfter } = compile(breaks);

  // After each run of spaces; within each word; after each break by hand.
  let word = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c !== ' ' && c !== '\n') continue;
    markWithin(text, word, i, chances, breaks, notAfter, title);
    word = i + 1;
    chances[word] = c === '\n' ? breakMust : breakMay;
    // A run of spaces is one chance, after its last; spaces before a break by hand hang with it.
    if (chances[i] === breakMay && (c === ' ' || text[i - 1] === ' ')) chances[i] = breakNever;
  }
  markWithin(text, word, text.length, chances, breaks, notAfter, title);

  // Spaces that do not break.
  if (joined) for (const match of text.matchAll(joined)) forbid(chances, match.index, match.index + match[0].length);
  if (title && together) for (const match of text.matchAll(together)) forbid(chances, match.index + 1, match.index + match[0].length - 1);
  chances[0] = breakNever;
  chances[text.length] = text.endsWith('\n') ? breakMust : breakNever;
  return chances;
}

/** Marks the chances inside one word: none for most words. */
function markWithin(
  text: string,
  start: number,
  end: number,
  chances: Uint8Array,
  breaks: Breaks,
  notAfter: RegExp | null,
  title: boolean,
): void {
  let broken = false;
  for (let i = start; i < end && !broken; i++) broken = breaks.after.includes(text[i] ?? '') || text.charCodeAt(i) >= firstWide;
  if (!broken) return;
  const word = text.slice(start, end);
  const breaker = new LineBreaker(word);
  for (let chance = breaker.nextBreak(); chance !== null; chance = breaker.nextBreak()) {
    const { position } = chance;
    if (position >= word.length) break;
    const before = word[position - 1] ?? '';
    const allowed = breaks.after.includes(before) ? !title && !notAfter?.test(word.slice(0, position)) : isWide(word, position);
    if (allowed) chances[start + position] = breakMay;
  }
}

/** The first code unit of `wide`, as a quick test. */
const firstWide = 0x2e80;

/** Says whether a character on either side of a position lets a line end between letters. */
function isWide(word: string, position: number): boolean {
  const pair = word.charCodeAt(position - 1) >= lowSurrogate && word.charCodeAt(position - 1) <= lastSurrogate ? 2 : 1;
  return wide.test(word.slice(position - pair, position)) || wide.test(String.fromCodePoint(word.codePointAt(position) ?? 0));
}

const lowSurrogate = 0xdc00;
const lastSurrogate = 0xdfff;

function forbid(chances: Uint8Array, from: number, to: number): void {
  for (let i = from; i <= to; i++) if (chances[i] === breakMay) chances[i] = breakNever;
}

function compile(breaks: Breaks): Compiled {
  let patterns = compiled.get(breaks);
  if (!patterns) {
    const pairs = breaks['no-break'].map(([before, after]) => `(?<=(?:${before}) )(?=${after})`);
    patterns = {
      joined: pairs.length > 0 ? new RegExp(` (?:${pairs.join('|')})`, 'gu') : null,
      together: breaks['titles-together'].length > 0 ? new RegExp(breaks['titles-together'].join('|'), 'gu') : null,
      notAfter: breaks['not-after'].length > 0 ? new RegExp(`(?:^|[^\\p{L}])(?:${breaks['not-after'].join('|')})$`, 'iu') : null,
    };
    compiled.set(breaks, patterns);
  }
  return patterns;
}
