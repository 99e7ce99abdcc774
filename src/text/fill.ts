/**
 * What both line choosers and the justifier agree on: how wide a line is, when it fits, and how bad it looks.
 */
import type { Box, Rules } from './boxes.ts';

/** Room for text on the first and on the other lines of a paragraph, points. */
export interface Measures {
  readonly first: number;
  readonly other: number;
  /** True if lines are stretched and shrunk to the measure. */
  readonly justified: boolean;
}

/** A line's natural width and the spaces that may change, the glue at its end left out. */
export interface Extent {
  readonly width: number;
  readonly spaces: number;
}

/** A thousandth of a point: sums of widths differ by less for no better reason than their order. */
const slack = 1 / 1000;

/** Says whether text of a natural width fits a measure. */
export function fits(width: number, measure: number): boolean {
  return width <= measure + slack;
}

/** Measures the line of boxes from `start` to before `end`. */
export function extentOf(boxes: readonly Box[], start: number, end: number): Extent {
  let width = 0;
  let spaces = 0;
  for (let i = start; i < end; i++) {
    const box = boxes[i];
    if (!box) break;
    width += box.width;
    spaces += box.spaces;
    if (i < end - 1) {
      width += box.glueWidth;
      spaces += box.glue.length;
    }
  }
  return { width, spaces };
}

/** Badness of a line that cannot be set well: Knuth and Plass, “Breaking Paragraphs into Lines” (1981). */
const awful = 10_000;
/** The same paper's price of any line, and of one that ends within a word. */
const linePenalty = 1;
const partedPenalty = 50;

/**
 * The price of a line: the lower, the better it looks. A paragraph's price is the sum of its lines'. Text that cannot be
 * shrunk to the measure costs most, by its excess.
 */
export function demeritsOf(line: Extent, measure: number, last: boolean, parted: boolean, rules: Rules['justification']): number {
  const lack = measure - line.width;
  const penalty = parted ? partedPenalty : 0;
  return (linePenalty + badness(lack, line.spaces, last, rules)) ** 2 + penalty ** 2;
}

/** A hundred times the cube of the adjustment by its limit, as the paper has it. */
function badness(lack: number, spaces: number, last: boolean, { shrink, stretch }: Rules['justification']): number {
  if (lack >= -slack) {
    if (last || lack <= slack) return 0;
    return spaces === 0 ? awful : Math.min(awful, 100 * (lack / spaces / stretch) ** 3);
  }
  const over = spaces === 0 ? Number.POSITIVE_INFINITY : -lack / spaces;
  return over <= shrink + slack ? 100 * Math.min(1, over / shrink) ** 3 : awful - 100 * lack;
}

/** Says whether a line can be set within the measure, its spaces shrunk to the limit if need be. */
export function shrinksInto(line: Extent, measure: number, shrink: number): boolean {
  return fits(line.width - line.spaces * shrink, measure);
}
