/**
 * Chooses line ends as the originals' text processor does: each line takes what fits, and in justified text one box more
 * if shrinking the spaces for it is slight beside the stretching that leaving it out would ask. The rule was measured on
 * real letters; its two limits stand in the style sheet.
 */
import type { Box, Extent, Rules } from './boxes.ts';
import { fits, lineExtent, type Measures, shrinksInto } from './fill.ts';

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
  justification: Rules['justification'],
): number {
  let width = 0;
  for (let end = start; end < boxes.length; end++) {
    const box = boxes[end];
    const before = end > start ? boxes[end - 1] : undefined;
    if (!box) break;
    width = before ? width + before.gap.width + box.width : box.width;
    if (before && !fits(width, measure)) {
      if (box.hyphen || before.hyphen) return endInWord(boxes, start, end, measure, justified, justification);
      if (!justified) return end;
      const line = lineExtent(boxes, start, end);
      return worthShrinking(lineExtent(boxes, start, end + 1), line, measure, justification) ? end + 1 : end;
    }
    if (box.hand) return end + 1;
  }
  return boxes.length;
}

/**
 * Ends a line at a word that may be parted, of which box `end` is the first part that does not fit. Shrinking is weighed
 * against leaving the word out altogether: for the whole word first, then for ever shorter parts of it, which must be worth
 * more. If no shrinking is, the line takes what fits. The rule was measured on real letters.
 */
function endInWord(
  boxes: readonly Box[],
  start: number,
  end: number,
  measure: number,
  justified: boolean,
  justification: Rules['justification'],
): number {
  let first = end;
  while (first > start && boxes[first - 1]?.hyphen) first--;
  let last = end;
  while (boxes[last]?.hyphen) last++;
  if (first === start || !justified) return end;
  const without = lineExtent(boxes, start, first);
  for (let taken = Math.min(last + 1, boxes.length); taken > end; taken--) {
    const { ratio } = boxes[taken - 1]?.hyphen ?? justification;
    if (worthShrinking(lineExtent(boxes, start, taken), without, measure, { ...justification, ratio })) return taken;
  }
  return end;
}

/** Weighs a line that must shrink against the one without its last box, which must stretch: points a space, either way. */
function worthShrinking(wider: Extent, line: Extent, measure: number, justification: Rules['justification']): boolean {
  if (wider.spaces === 0 || !shrinksInto(wider, measure, justification)) return false;
  if (line.spaces === 0) return true;
  const shrinking = (wider.width - measure) / wider.spaces;
  const stretching = (measure - line.width) / line.spaces;
  return stretching >= justification.ratio * shrinking;
}
