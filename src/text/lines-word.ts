/**
 * Chooses line ends as the originals' text processor does: each line takes what fits, and in justified text one box more
 * if shrinking the spaces for it is slight beside the stretching that leaving it out would ask. The rule was measured on
 * real letters; its two limits stand in the style sheet.
 */
import type { Box, Rules } from './boxes.ts';
import { fits, type Measures } from './fill.ts';

/** Chooses the box each line ends before. Invariant: the ends rise, and the last is the number of boxes. */
export function chooseWordLines(boxes: readonly Box[], measures: Measures, justification: Rules['justification']): number[] {
  const ends: number[] = [];
  for (let start = 0; start < boxes.length; ) {
    start = endWordLine(boxes, start, ends.length === 0 ? measures.first : measures.other, measures.justified, justification);
    ends.push(start);
  }
  return ends;
}

/** Says before which box the line that begins with box `start` ends. A line takes one box at least, even if it is too wide. */
export function endWordLine(
  boxes: readonly Box[],
  start: number,
  measure: number,
  justified: boolean,
  { shrink, ratio }: Rules['justification'],
): number {
  // Width and spaces of the line so far, and of the glue that waits for a further box.
  let width = 0;
  let spaces = 0;
  let glueWidth = 0;
  let glueSpaces = 0;
  for (let end = start; end < boxes.length; end++) {
    const box = boxes[end];
    if (!box) break;
    const wider = width + glueWidth + box.width;
    const more = spaces + glueSpaces + box.spaces;
    if (end > start && !fits(wider, measure)) {
      const compression = more > 0 ? (wider - measure) / more : Number.POSITIVE_INFINITY;
      const expansion = spaces > 0 ? (measure - width) / spaces : Number.POSITIVE_INFINITY;
      const taken = justified && compression <= shrink && expansion >= ratio * compression;
      return taken ? end + 1 : end;
    }
    if (box.hand) return end + 1;
    width = wider;
    spaces = more;
    glueWidth = box.glueWidth;
    glueSpaces = box.glue.length;
  }
  return boxes.length;
}
