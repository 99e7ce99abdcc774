/**
 * Cuts a paragraph into stretches of one piece and one direction (UAX 9). Knows nothing of glyphs or lines.
 */
import bidiModule from 'bidi-js';
import type { Piece } from './line.ts';

/** Part of one piece, in one direction. Offsets are UTF-16 units of the paragraph's text. */
export interface Stretch {
  /** Index into the pieces. */
  readonly piece: number;
  readonly start: number;
  readonly end: number;
  /** Bidi level; odd is right-to-left. */
  readonly level: number;
}
export interface Itemized {
  /** The pieces' text, joined. */
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** Characters that run right to left, or make others do so; text without any needs no bidi algorithm. */
const rightToLeft = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// The package's types say `default`, its CommonJS file exports the function itself.
const bidi = (bidiModule as unknown as typeof bidiModule.default)();

/** Cuts pieces into stretches, in logical order. Invariant: stretches are not empty, and cover the text without gap. */
export function itemize(pieces: readonly Piece[], direction: 'ltr' | 'rtl'): Itemized {
  const text = pieces.map((piece) => piece.text).join('');
  const levels = direction === 'rtl' || rightToLeft.test(text) ? bidi.getEmbeddingLevels(text, direction).levels : null;
  const stretches: Stretch[] = [];
  let start = 0;
  for (const [piece, { text: own }] of pieces.entries()) {
    const end = start + own.length;
    while (start < end) {
      const level = levels?.[start] ?? 0;
      let stop = end;
      if (levels) for (stop = start + 1; stop < end && levels[stop] === level; stop++);
      stretches.push({ piece, start, end: stop, level });
      start = stop;
    }
  }
  return { text, stretches };
}
