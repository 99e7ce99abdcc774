/**
 * Scripts that set every letter in a square of its own: marks lose their blank half where two of them meet and at a line's
 * end, and lines are filled by opening the gaps between letters.
 */
import type { Typesetting } from '../language/typesetting.ts';
import type { Part } from './boxes.ts';
import { breakMay } from './breaks.ts';
import { widened } from './shape.ts';

export type Letters = NonNullable<Typesetting['letters']>;

const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const half = 2;

/** Whether a square letter or mark stands at a place of the text. */
export function isWideAt(text: string, at: number, { opening, closing }: Letters): boolean {
  const character = characterAt(text, at);
  return character !== '' && (wide.test(character) || opening.includes(character) || closing.includes(character));
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
  const { opening, closing } = letters;
  for (let at = 1; at < text.length; at++) {
    const [before, next] = [text.charAt(at - 1), text.charAt(at)];
    const opens = opening.includes(next) && !opening.includes(before);
    const closes =
      closing.includes(before) && !closing.includes(next) && isWideAt(text, at, letters) && !/[\p{Pe}\p{Pf}\p{Po}]/u.test(next);
    if ((opens || closes) && before !== ' ' && next !== '\n') chances[at] = breakMay;
  }
}

/** A square letter as it stands between its neighbours: half as wide where its blank half meets another mark's. */
export function wideLetter(part: Part, text: string, start: number, end: number, letters: Letters): Part {
  const { opening, closing } = letters;
  const own = characterAt(text, start);
  const next = characterAt(text, end);
  const before = start > 0 ? text.charAt(start - 1) : '';
  const isSquare = part.width > 0 && part.glyphs.length === 1;
  const opens = next !== '' && isWideAt(text, end, letters);
  if (isSquare && closing.includes(own) && (closing.includes(next) || opening.includes(next)) && next !== '') {
    return { ...narrowed(part, 0), opens, blank: 0 };
  }
  if (isSquare && opening.includes(own) && before !== '' && opening.includes(before))
    return { ...narrowed(part, part.width / half), opens, blank: 0 };
  return { ...part, opens, blank: isSquare && closing.includes(own) ? part.width / half : 0 };
}

/** A mark without one half, its outline moved to the left by what that half takes. */
function narrowed(part: Part, shift: number): Part {
  const width = part.width / half;
  const glyphs = part.glyphs.map((glyph) => ({ ...widened(glyph, -width), dx: glyph.dx - shift, plain: shift === 0 ? glyph.plain : -1 }));
  return { ...part, glyphs, width };
}

/**
 * What each part of a line gains, points: the gaps between letters no more than the data allow, since readers of the text
 * layer take a wider one for a space; spaces take the rest.
 */
export function openedGaps(lack: number, parts: readonly Part[], letters: Letters): (part: Part) => number {
  const last = parts.at(-1);
  const gaps = parts.filter((part) => part.opens === true && part !== last);
  const spaces = parts.filter((part) => part.room > 0).length;
  const size = Math.min(...parts.map((part) => part.stretch.setting.size));
  const even = lack / Math.max(1, gaps.length + spaces);
  const gap = Math.min(even, letters.gap * size);
  const space = spaces === 0 ? 0 : (lack - gap * gaps.length) / spaces;
  return (part) => (part.room > 0 ? space : part.opens === true && part !== last ? gap : 0);
}
