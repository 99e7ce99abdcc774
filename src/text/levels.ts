/**
 * The bidi levels of a paragraph (UAX 9). Symbols, figures and foreign words are isolated, so that they read in their own
 * direction and disturb nothing beside them; the isolates are there while levels are found and leave no trace in the text.
 */
import bidiModule from 'bidi-js';

/** A part of the text that stands for itself; ends after its last UTF-16 unit. */
export interface Isolate {
  readonly start: number;
  readonly end: number;
}

/** Characters that run right to left, or make others do so; text without any needs no bidi algorithm. */
const rightToLeft = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// The package's types say `default`, its CommonJS file exports the function itself.
const bidi = (bidiModule as unknown as typeof bidiModule.default)();

/** First strong isolate and its end (UAX 9, 2.4). */
const opening = '\u2068';
const closing = '\u2069';

/** Whether text needs levels at all. */
export function needsLevels(text: string, direction: 'ltr' | 'rtl'): boolean {
  return direction === 'rtl' || rightToLeft.test(text);
}

/** The lines of text whose letters all read from left to right, as islands: a symbol, a job number with its dates. Null if some do not. */
export function islandsOf(text: string): readonly Isolate[] | null {
  if (rightToLeft.test(text) || !/\p{L}/u.test(text)) return null;
  return Array.from(text.matchAll(/[^\n]+/g), ({ 0: line, index }) => ({ start: index, end: index + line.length }));
}

/** Arabic letters with their marks, spaces and punctuation alone: in a text from right to left nothing of it has a level of its own. */
const arabicAlone = /^[\s\u0606-\u065f\u066d-\u06dc.,:;!?()«»“”…–—-]*$/;
/** Of Arabic letters side by side the algorithm needs to see one: all are of its class AL, and get the same level. */
const furtherLetters = /(?<=[\u0620-\u064a])[\u0620-\u064a]+/g;
const [firstLetter, lastLetter] = [0x620, 0x64a];

/** The level of every UTF-16 unit. Isolates are in order and do not overlap. */
export function levelsOf(text: string, direction: 'ltr' | 'rtl', isolates: readonly Isolate[] = []): Uint8Array {
  if (direction === 'rtl' && isolates.length === 0 && arabicAlone.test(text)) return new Uint8Array(text.length).fill(1);
  let shadow = '';
  let at = 0;
  for (const { start, end } of isolates) {
    shadow += text.slice(at, start) + opening + text.slice(start, end) + closing;
    at = end;
  }
  shadow += text.slice(at);
  const all = bidi.getEmbeddingLevels(shadow.replace(furtherLetters, ''), direction).levels;
  const levels = new Uint8Array(text.length);
  let place = -1;
  let next = 0;
  let afterLetter = false;
  for (let i = 0; i < text.length; i++) {
    // An isolate may begin where the one before ends.
    while (next < isolates.length * 2 && boundary(isolates, next) === i) {
      place++;
      next++;
      afterLetter = false;
    }
    const code = text.charCodeAt(i);
    const isLetter = code >= firstLetter && code <= lastLetter;
    if (!isLetter || !afterLetter) place++;
    levels[i] = all[place] ?? 0;
    afterLetter = isLetter;
  }
  return levels;
}

function boundary(isolates: readonly Isolate[], index: number): number {
  const isolate = isolates[index >> 1];
  return (index % 2 === 0 ? isolate?.start : isolate?.end) ?? Number.POSITIVE_INFINITY;
}

/** Where patterns match, outside what is isolated already. */
export function isolatesIn(text: string, patterns: RegExp | null, given: readonly Isolate[]): readonly Isolate[] {
  if (!patterns) return given;
  const found = [...given];
  for (const match of text.matchAll(patterns)) {
    const isolate = { start: match.index, end: match.index + match[0].length };
    if (isolate.end > isolate.start && given.every(({ start, end }) => isolate.end <= start || isolate.start >= end)) found.push(isolate);
  }
  return found.sort((one, other) => one.start - other.start);
}
