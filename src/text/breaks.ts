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
  /** A character that a word must hold for a line to end within it. */
  readonly within: RegExp;
  /** What is known of the characters of the first plane, by their UTF-16 unit: one of `kinds`. */
  readonly kinds: Uint8Array;
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
 * A title keeps its words, and the phrases the language names, whole. What is found goes into `room`, if
 * that holds one more than the text's UTF-16 units.
 */
export function findBreaks(text: string, breaks: Breaks, title: boolean, room = new Uint8Array(text.length + 1)): Uint8Array {
  const chances = room.length > text.length ? room.fill(breakNever, 0, text.length + 1) : new Uint8Array(text.length + 1);
  const rules = compile(breaks);
  const { joined, together, kinds: known } = rules;
  let wordStart = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = known[text.charCodeAt(at)] || kindAt(text, at, rules);
    if (kind === kinds.plain) continue;
    if (kind === kinds.within) {
      // Within the words that hold something to break at.
      const end = wordEnd(text, at);
      markWithin(text.slice(wordStart, end), wordStart, chances, rules, title);
      at = end - 1;
      continue;
    }
    // After each run of spaces; after each break by hand.
    chances[at + 1] = kind === kinds.lineEnd ? breakMust : breakMay;
    // A run of spaces is one chance, after its last; spaces before a break by hand hang with it.
    if (chances[at] === breakMay && (kind === kinds.space || text.charCodeAt(at - 1) === space)) chances[at] = breakNever;
    wordStart = at + 1;
  }

  // Spaces that do not break.
  if (joined) forbidIn(text, joined, 0, chances);
  if (title && together) forbidIn(text, together, 1, chances);
  chances[0] = breakNever;
  chances[text.length] = text.endsWith('\n') ? breakMust : breakNever;
  return chances;
}

/** What a character is to the breaks of a line; 0 is one not asked for yet. */
const kinds = { plain: 1, space: 2, lineEnd: 3, within: 4 } as const;

/** Asks what a character is; halves of pairs are asked for every time. */
function kindAt(text: string, at: number, { within, kinds: known }: Rules): number {
  const code = text.charCodeAt(at);
  const isHalf = code >= highSurrogate && code <= lastSurrogate;
  const isWithin = within.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const kind = code === space ? kinds.space : code === lineEnd ? kinds.lineEnd : isWithin ? kinds.within : kinds.plain;
  if (!isHalf) known[code] = kind;
  return kind;
}

/** Takes away the chances within the matches of a pattern, but for those within `margin` of either end. */
function forbidIn(text: string, pattern: RegExp, margin: number, chances: Uint8Array): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length - margin;
    for (let at = match.index + margin; at <= end; at++) if (chances[at] === breakMay) chances[at] = breakNever;
    // A match without length would be found for ever.
    if (match[0] === '') pattern.lastIndex++;
  }
}

/** Whether the space at a place parts two words and yet no line may end after it. */
export function isHeld(text: string, chances: Uint8Array, at: number): boolean {
  return chances[at + 1] === breakNever && /[^ \n] [^ \n\t]/y.test(text.slice(at - 1, at + 2));
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
const highSurrogate = 0xd800;
const lowSurrogate = 0xdc00;
const lastSurrogate = 0xdfff;

function compile(breaks: Breaks): Rules {
  let rules = compiled.get(breaks);
  if (!rules) {
    const marks = breaks.after.replaceAll(/[\]\\^-]/g, '\\$&');
    const starts = breaks['not-after'].join('|');
    const pairs = breaks['no-break'].map(([before, after]) => `(?<=(?:${before}) )(?=${after})`).join('|');
    const phrases = breaks['titles-together'].join('|');
    rules = {
      within: new RegExp(`[${marks}${fixedSpaces}${wide}]`, 'u'),
      kinds: new Uint8Array(0x10000),
      after: new RegExp(`[${marks}${fixedSpaces}]`, 'u'),
      notAfter: starts === '' ? null : new RegExp(`(?:^|[^\\p{L}])(?:${starts})$`, 'iu'),
      joined: pairs === '' ? null : new RegExp(` (?:${pairs})`, 'gu'),
      together: phrases === '' ? null : new RegExp(phrases, 'gu'),
    };
    compiled.set(breaks, rules);
  }
  return rules;
}
