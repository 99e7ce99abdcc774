/**
 * Breaks text into lines of so many columns: after spaces and between ideographs (UAX 14), never at a hyphen or within a
 * word, so that joining lines gives the text back. What is longer than a line stays whole.
 */

import { breakMay, breakMust, findBreaks } from '../../text/breaks.ts';
import { breakBesideMarks } from '../../text/wide.ts';
import type { Context } from '../backend.ts';

/** Letters of two columns (UAX 11, W and F), and those of none. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Breaks a text. Every line begins with the margin, but the first with `lead` if there is one, and a space before the text. */
export function wrapped(text: string, margin: string, { language, text: data }: Context, lead = ''): readonly string[] {
  const chances = findBreaks(text, language.breaks, true);
  const letters = language.typesetting?.letters;
  if (letters) breakBesideMarks(text, chances, letters);
  const lines: string[] = [];
  const first = lead === '' ? margin : `${lead}${' '.repeat(Math.max(1, columnsOf(margin) - columnsOf(lead)))}`;
  let line = first;
  for (let start = 0, end = 0; start < text.length; start = end) {
    for (end = start + 1; end < text.length && chances[end] !== breakMay && chances[end] !== breakMust; end++);
    const piece = text.slice(start, end);
    const isEmpty = line === first || line === margin;
    if (!isEmpty && columnsOf(line + piece.trimEnd()) > data.width) {
      lines.push(line.trimEnd());
      line = margin;
    }
    line += piece;
    if (piece.endsWith('\n')) {
      lines.push(line.trimEnd());
      line = margin;
    }
  }
  return line === margin && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Columns of a text on a screen of fixed pitch. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += none.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return columns;
}
