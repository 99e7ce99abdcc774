/**
 * Offsets in a text as lines and columns.
 */
import type { Position } from './problem.ts';

/** Offsets at which the lines of a text begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line and column of an offset. */
export function positionOf(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** A line by its number, without its end; null beyond the last. */
export function lineAt(text: string, starts: readonly number[], number: number): string | null {
  const start = starts[number - 1];
  if (start === undefined) return null;
  const end = starts[number];
  return text.slice(start, end === undefined ? text.length : end - 1).replace(/\r$/, '');
}

/** A range ends after its last character, not on the line after. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}
