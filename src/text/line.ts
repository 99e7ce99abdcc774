/**
 * The types of the paragraph engine: styled text in, set lines out. All lengths are points unless said.
 */
import type { Face } from '../style/faces.ts';

/** How one stretch of text looks. */
export interface Setting {
  readonly face: Face;
  readonly size: number;
  /** Horizontal scale as a fraction: 1.03 is 103 %. */
  readonly scale: number;
  /** Added to every advance, points. */
  readonly tracking: number;
  /** Points above the baseline; negative below. */
  readonly rise: number;
  /** Red, green and blue from 0 to 1; without, black. */
  readonly color?: readonly number[];
}
/** A stretch of equal formatting. Its `text` holds no line end: breaks by hand are `\n` alone in a piece. */
export interface Piece {
  readonly text: string;
  readonly setting: Setting;
  /** BCP 47. */
  readonly language: string;
  /** What it belongs to within the paragraph, such as a link: pieces of different ones are never one run. */
  readonly within?: object | null;
}
export interface SetGlyph {
  /** Glyph index in the face. */
  readonly id: number;
  /** Advance in points as drawn: scale, tracking, kerning and justification included. */
  readonly advance: number;
  /** Offset from the pen, points. */
  readonly dx: number;
  readonly dy: number;
  /** The characters it stands for; '' for a further glyph of the same cluster. */
  readonly text: string;
  /** The one character it stands for, if it is drawn where the pen is; else -1. Most glyphs need no other look. */
  readonly plain: number;
  /** The face it is of, in a run of several scripts; without, the setting's. */
  readonly face?: Face;
}
/** Glyphs of one bidi level within a run, up to the next turn. */
export interface Turn {
  /** Index of its first glyph, in visual order. */
  readonly start: number;
  /** Odd is right-to-left. */
  readonly level: number;
}
/** Glyphs of one setting in visual order. */
export interface SetRun {
  readonly setting: Setting;
  readonly language: string;
  /** Index into the pieces it came from. */
  readonly piece: number;
  readonly glyphs: readonly SetGlyph[];
  /** Sum of advances. */
  readonly width: number;
  /** Where its direction changes, from its first glyph on; without, all is left-to-right. */
  readonly turns?: readonly Turn[];
  /** Whether its first glyph, if it reads from left to right, goes on what stands to its left. */
  readonly goesOn?: boolean;
  /** Whether a space that is not among its glyphs parts its last word from what is read next, at a line's end. */
  readonly spaced?: boolean;
}
export interface Line {
  /** In the order of reading; `x` is from the measure's left edge to the run's first glyph from the left. */
  readonly runs: readonly { readonly x: number; readonly run: SetRun }[];
  /** From the start edge of the measure to the line's first glyph. */
  readonly indent: number;
  /** As drawn, without the spaces hanging at its end. */
  readonly width: number;
  /** The characters of the line, hanging spaces left out. */
  readonly text: string;
  /** Why it ends: the paragraph does, the author broke it, or the engine did. */
  readonly end: 'paragraph' | 'hand' | 'engine';
  /** Points by which the line is wider than the measure allows; 0 if it fits. */
  readonly overfull: number;
}
/** How a paragraph is to be set. */
export interface Shape {
  /** Width of the column, points. */
  readonly measure: number;
  /** Indent of the first and of the other lines from the start edge. */
  readonly first: number;
  readonly turnover: number;
  readonly align: 'start' | 'end' | 'centre' | 'justify';
  readonly chooser: 'word' | 'optimal';
  /** False for titles: no break after a hyphen within a word. */
  readonly breaksAtHyphens: boolean;
  /** True if lines end where the author ends them and nowhere else; in justified text all but the last are filled. */
  readonly linesKept?: boolean;
}
