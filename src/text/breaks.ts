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
/** A language's data, made ready. */
interface Rules {
  /** What a word must hold for a line to end within it; finds from its `lastIndex` on. */
  readonly within: RegExp;
  /** A character within a word after which a line may end. */
  readonly after: RegExp;
  /** The text up to a chance that is none, such as “non-”. */
  readonly notAfter: RegExp | null;
  /** A space that does not break. */
  readonly joined: RegExp | null;
  /** A phrase titles keep on one line. */
  readonly together: RegExp | null;
}

/** Scripts that break between letters: ideographs, kana, Hangul and their punctuation (UAX 14, ID and its company). */
const wide = '\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}';
const besideWide = new RegExp(`[${wide}]`, 'u');
/** Spaces of fixed width and the zero-width space: a line may end after them (UAX 14, BA and ZW). */
const fixedSpaces = '\\u1680\\u2000-\\u2006\\u2008-\\u200b\\u205f';

const compiled = new WeakMap<Breaks, Rules>();

/**
 * Says of every character whether a line may, must or must not begin with it; spaces stay at the end of the line before.
 * A title keeps its words, and the phrases the language names, whole.
 */
export function findBreaks(text: string, breaks: Breaks, title: boolean): Uint8Array {
  const chances = new Uint8Array(text.length + 1);
  const rules = compile(breaks);
  const { joined, together } = rules;

  // After each run of spaces; after each break by hand.
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== space && c !== lineEnd) continue;
    chances[i + 1] = c === lineEnd ? breakMust : breakMay;
    // A run of spaces is one chance, after its last; spaces before a break by hand hang with it.
    if (chances[i] === breakMay && (c === space || text.charCodeAt(i - 1) === space)) chances[i] = breakNever;
  }

  // Within the words that hold something to break at.
  for (let end = 0; ; ) {
    rules.within.lastIndex = end;
    const found = rules.within.exec(text);
    if (!found) break;
    const start = wordStart(text, found.index);
    end = wordEnd(text, found.index);
    markWithin(text.slice(start, end), start, chances, rules, title);
  }

  // Spaces that do not break.
  if (joined) for (const match of text.matchAll(joined)) forbid(chances, match.index, match.index + match[0].length);
  if (title && together) for (const match of text.matchAll(together)) forbid(chances, match.index + 1, match.index + match[0].length - 1);
  chances[0] = breakNever;
  chances[text.length] = text.endsWith('\n') ? breakMust : breakNever;
  return chances;
}

/** Whether the space at a place parts two words and yet no line may end after it. */
export function isHeld(text: string, chances: Uint8Array, at: number): boolean {
  return chances[at + 1] === breakNever && /[^ \n] [^ \n\t]/y.test(text.slice(at - 1, at + 2));
}

function wordStart(text: string, within: number): number {
  let start = within;
  while (start > 0 && text.charCodeAt(start - 1) !== space && text.charCodeAt(start - 1) !== lineEnd) start--;
  return start;
}

function wordEnd(text: string, within: number): number {
  let end = within;
  while (end < text.length && text.charCodeAt(end) !== space && text.charCodeAt(end) !== lineEnd) end++;
  return end;
}

/** Marks the chances inside one word, which stands at `start`. */
function markWithin(word: string, start: number, chances: Uint8Array, rules: Rules, title: boolean): void {
  const breaker = new LineBreaker(word);
  for (let chance = breaker.nextBreak(); chance !== null; chance = breaker.nextBreak()) {
    const { position } = chance;
    if (position >= word.length) break;
    const isAfter = rules.after.test(word.slice(position - 1, position));
    const kept = isAfter && (title || rules.notAfter?.test(word.slice(0, position)));
    if (!kept && (isAfter || isWide(word, position))) chances[start + position] = breakMay;
  }
}

/** Says whether a character on either side of a position lets a line end between letters. */
function isWide(word: string, position: number): boolean {
  const pair = word.charCodeAt(position - 1) >= lowSurrogate && word.charCodeAt(position - 1) <= lastSurrogate ? 2 : 1;
  return isWideCode(word.codePointAt(position - pair) ?? 0) || isWideCode(word.codePointAt(position) ?? 0);
}

/** What is known of the characters of the first plane: 0 until asked, then 1 if narrow and 2 if wide. */
const widths = new Uint8Array(0x10000);

function isWideCode(code: number): boolean {
  const known = widths[code] ?? 0;
  if (known !== 0) return known === 2;
  const isWide = besideWide.test(String.fromCodePoint(code));
  if (code < widths.length) widths[code] = isWide ? 2 : 1;
  return isWide;
}

const space = 0x20;
const lineEnd = 0x0a;
const lowSurrogate = 0xdc00;
const lastSurrogate = 0xdfff;

function forbid(chances: Uint8Array, from: number, to: number): void {
  for (let i = from; i <= to; i++) if (chances[i] === breakMay) chances[i] = breakNever;
}

function compile(breaks: Breaks): Rules {
  let rules = compiled.get(breaks);
  if (!rules) {
    const marks = breaks.after.replaceAll(/[\]\\^-]/g, '\\$&');
    const starts = breaks['not-after'].join('|');
    const pairs = breaks['no-break'].map(([before, after]) => `(?<=(?:${before}) )(?=${after})`).join('|');
    const phrases = breaks['titles-together'].join('|');
    rules = {
      within: new RegExp(`[${marks}${fixedSpaces}${wide}]`, 'gu'),
      after: new RegExp(`[${marks}${fixedSpaces}]`, 'u'),
      notAfter: starts === '' ? null : new RegExp(`(?:^|[^\\p{L}])(?:${starts})$`, 'iu'),
      joined: pairs === '' ? null : new RegExp(` (?:${pairs})`, 'gu'),
      together: phrases === '' ? null : new RegExp(phrases, 'gu'),
    };
    compiled.set(breaks, rules);
  }
  return rules;
}
