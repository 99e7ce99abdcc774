/**
 * What both line choosers and the justifier agree on: how wide a line is, when it fits, and how bad it looks.
 */
import type { Box, Extent, Rules } from './boxes.ts';

export type { Extent } from './boxes.ts';

/** Room for text on the first and on the other lines of a paragraph, points. */
export interface Measures {
  readonly first: number;
  readonly other: number;
  /** True if lines are stretched and shrunk to the measure. */
  readonly justified: boolean;
}

/** A thousandth of a point: sums of widths differ by less for no better reason than their order. */
const slack = 1 / 1000;

/** Says whether text of a natural width fits a measure. */
export function fits(width: number, measure: number): boolean {
  return width <= measure + slack;
}

/** Joins two extents of a line by the gap between them. */
export function join(left: Extent, gap: Extent, right: Extent): Extent {
  return {
    width: left.width + gap.width + right.width,
    spaces: left.spaces + gap.spaces + right.spaces,
    room: left.room + gap.room + right.room,
  };
}

/** Measures the line of boxes from `start` to before `end`. */
export function lineExtent(boxes: readonly Box[], start: number, end: number): Extent {
  let width = 0;
  let spaces = 0;
  let room = 0;
  for (let at = start; at < end; at++) {
    const box = boxes[at];
    if (!box) break;
    width += box.width;
    spaces += box.spaces;
    room += box.room;
    if (at === end - 1) break;
    width += box.gap.width;
    spaces += box.gap.spaces;
    room += box.gap.room;
  }
  return { width, spaces, room };
}

/** Says whether a line can be set within the measure, its spaces shrunk to the limit if need be. */
export function shrinksInto(line: Extent, measure: number, { shrink }: Rules['justification']): boolean {
  return fits(line.width - line.room * shrink, measure);
}

/** Badness of a line that cannot be set well: Knuth and Plass, “Breaking Paragraphs into Lines” (1981). */
const awful = 10_000;
/** The same paper's price of any line, and of one that ends within a word. */
const linePenalty = 1;
const partedPenalty = 50;

/**
 * The price of a line: the lower, the better it looks. A paragraph's price is the sum of its lines'. Text that cannot be
 * shrunk into the measure costs most, by its excess.
 */
export function demeritsOf(line: Extent, measure: number, last: boolean, parted: boolean, rules: Rules['justification']): number {
  const penalty = parted ? partedPenalty : 0;
  return (linePenalty + badness(line, measure, last, rules)) ** 2 + penalty ** 2;
}

/** A hundred times the cube of the change over its limit, as the paper has it. */
function badness(line: Extent, measure: number, last: boolean, { shrink, stretch }: Rules['justification']): number {
  const lack = measure - line.width;
  if (fits(line.width, measure)) {
    if (last || lack <= slack) return 0;
    return line.room > 0 ? Math.min(awful, 100 * (lack / (line.room * stretch)) ** 3) : awful;
  }
  const excess = -lack - line.room * shrink;
  return excess <= slack ? 100 * (-lack / (line.room * shrink)) ** 3 : awful + 100 * excess;
}
