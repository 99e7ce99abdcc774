/**
 * Chooses line ends by total fit: of all ways to set the paragraph, the one whose lines together look best (Knuth and
 * Plass, “Breaking Paragraphs into Lines”, 1981). For documents that have no original to match.
 */
import type { Box, Extent, Rules } from './boxes.ts';
import { demeritsOf, join, type Measures, shrinksInto } from './fill.ts';

/** The best way to end a line before some box. */
interface Node {
  readonly demerits: number;
  /** The box that line begins with. */
  readonly start: number;
}

/**
 * Chooses the box each line ends before. Invariants: the ends rise, and the last is the number of boxes; no choice of
 * lines that fit, `chooseWordLines`’ among them, has fewer demerits.
 */
export function chooseOptimalLines(boxes: readonly Box[], measures: Measures, justification: Rules['justification']): number[] {
  // nodes[end] is the best line ending before that box; nodes[0] stands for the paragraph's start.
  const nodes: (Node | null)[] = [{ demerits: 0, start: 0 }];
  for (let end = 1; end <= boxes.length; end++) {
    nodes.push(bestLineTo(end, boxes, nodes, measures, justification));
  }
  const ends: number[] = [];
  for (let end = boxes.length; end > 0; end = nodes[end]?.start ?? 0) ends.unshift(end);
  return ends;
}

/** Tries every line that ends before box `end`, from the shortest to the longest that fits. */
function bestLineTo(
  end: number,
  boxes: readonly Box[],
  nodes: readonly (Node | null)[],
  measures: Measures,
  justification: Rules['justification'],
): Node | null {
  const final = boxes[end - 1];
  if (!final) return null;
  const last = end === boxes.length || final.hand;
  let best: Node | null = null;
  let line: Extent | null = null;
  for (let start = end - 1; start >= 0; start--) {
    const box = boxes[start];
    if (!box || (box.hand && start < end - 1)) break;
    // A single box is a line even if it is too wide; of more boxes, none that cannot be shrunk into the measure.
    const several = line !== null;
    line = line ? join(box, box.gap, line) : box;
    if (several && !shrinksInto(line, Math.max(measures.first, measures.other), justification)) break;
    const measure = start === 0 ? measures.first : measures.other;
    const before = nodes[start];
    if (!before || (several && !shrinksInto(line, measure, justification))) continue;
    const demerits = before.demerits + demeritsOf(line, measure, last, final.parted, justification);
    if (!best || demerits < best.demerits) best = { demerits, start };
  }
  return best;
}
