/**
 * Scripts that set every letter in a square of its own: marks lose their blank half where two of them meet and at either
 * end of a line, and lines are filled by opening the gaps between letters.
 */
import type { Typesetting } from '../language/typesetting.ts';
import type { Part } from './boxes.ts';
import { breakMay } from './breaks.ts';
import { widened } from './shape.ts';

export type Letters = NonNullable<Typesetting['letters']>;

const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const half = 2;

/** What a character is to a script of square letters: a sum of these. */
const square = 1;
const opener = 2;
const closer = 4;
/** Kinds of characters met, by the language's data: a text has few, and each is asked for several times. */
const kinds = new WeakMap<Letters, Map<number, number>>();

function kindAt(text: string, at: number, letters: Letters): number {
  const code = text.codePointAt(at);
  if (code === undefined) return 0;
  let known = kinds.get(letters);
  if (!known) {
    known = new Map();
    kinds.set(letters, known);
  }
  let kind = known.get(code);
  if (kind === undefined) {
    const character = String.fromCodePoint(code);
    const isOpener = letters.opening.includes(character);
    const isCloser = letters.closing.includes(character);
    kind = (wide.test(character) || isOpener || isCloser ? square : 0) + (isOpener ? opener : 0) + (isCloser ? closer : 0);
    known.set(code, kind);
  }
  return kind;
}

/** Whether a square letter or mark stands at a place of the text. */
export function isWideAt(text: string, at: number, letters: Letters): boolean {
  return (kindAt(text, at, letters) & square) !== 0;
}

export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/**
 * Lets lines end beside marks that other scripts use too, such as curly quotation marks, which UAX 14 holds to both sides:
 * before one that opens, and behind one that closes.
 */
export function breakBesideMarks(text: string, chances: Uint8Array, letters: Letters): void {
  let before = kindAt(text, 0, letters);
  for (let at = 1; at < text.length; at++) {
    const next = kindAt(text, at, letters);
    const opens = (next & opener) !== 0 && (before & opener) === 0;
    const closes = (before & closer) !== 0 && (next & closer) === 0 && (next & square) !== 0 && !closingMark.test(text.charAt(at));
    if ((opens || closes) && text.charAt(at - 1) !== ' ' && text.charAt(at) !== '\n') chances[at] = breakMay;
    before = next;
  }
}

const closingMark = /[\p{Pe}\p{Pf}\p{Po}]/u;

/**
 * A square letter as it stands between its neighbours: half as wide where its blank half meets another mark's. At a line's head an
 * opening mark loses its blank, in a paragraph's first line too (Requirements for Chinese Text Layout, 3.1.6.2).
 */
export function wideLetter(part: Part, text: string, start: number, end: number, letters: Letters): Part {
  const { stretch, glyphs, width, room } = part;
  const next = kindAt(text, end, letters);
  const opens = (next & square) !== 0;
  const own = width > 0 && glyphs.length === 1 ? kindAt(text, start, letters) : 0;
  if ((own & (opener | closer)) === 0) return { stretch, glyphs, width, room, opens, blank: 0, leading: null };
  if ((own & closer) !== 0 && (next & (opener | closer)) !== 0) return narrowed(part, 0, opens);
  if ((own & opener) === 0) return { stretch, glyphs, width, room, opens, blank: width / half, leading: null };
  const leading = narrowed(part, width / half, opens);
  if (start > 0 && (kindAt(text, start - 1, letters) & opener) !== 0) return leading;
  return { stretch, glyphs, width, room, opens, blank: 0, leading };
}

/** A mark without one half, its outline moved to the left by what that half takes. */
function narrowed({ stretch, glyphs, width: whole, room }: Part, shift: number, opens: boolean): Part {
  const width = whole / half;
  const moved = glyphs.map((glyph) => ({ ...widened(glyph, -width), dx: glyph.dx - shift, plain: shift === 0 ? glyph.plain : -1 }));
  return { stretch, glyphs: moved, width, room, opens, blank: 0, leading: null };
}

/**
 * What each part of a line gains, points: the gaps between letters no more than the data allow, since readers of the text
 * layer take a wider one for a space; spaces take the rest.
 */
export function openedGaps(lack: number, parts: readonly Part[], letters: Letters): (part: Part) => number {
  const last = parts.at(-1);
  const gaps = parts.filter((part) => part.opens && part !== last);
  const spaces = parts.filter((part) => part.room > 0).length;
  const size = Math.min(...parts.map((part) => part.stretch.setting.size));
  const even = lack / Math.max(1, gaps.length + spaces);
  const gap = Math.min(even, letters.gap * size);
  const space = spaces === 0 ? 0 : (lack - gap * gaps.length) / spaces;
  return (part) => (part.room > 0 ? space : part.opens && part !== last ? gap : 0);
}
