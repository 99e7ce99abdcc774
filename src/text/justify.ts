/**
 * Sets a chosen line: stretches or shrinks its spaces to the measure, puts its parts into visual order and gives every
 * run its place.
 */
import type { Box, Extent, Part, Rules } from './boxes.ts';
import { fits, lineExtent } from './fill.ts';
import type { Line, Piece, SetGlyph, SetRun, Shape } from './line.ts';

/** A line as chosen: boxes from `start` to before `end`. */
export interface Chosen {
  readonly start: number;
  readonly end: number;
  /** True for the paragraph's first line. */
  readonly first: boolean;
  readonly reason: Line['end'];
}

/** Sets one line of a paragraph whose text is `text`. */
export function setLine(
  line: Chosen,
  boxes: readonly Box[],
  text: string,
  pieces: readonly Piece[],
  shape: Shape,
  direction: 'ltr' | 'rtl',
  rules: Rules['justification'],
): Line {
  const indent = line.first ? shape.first : shape.turnover;
  const measure = shape.measure - indent;
  const natural = lineExtent(boxes, line.start, line.end);
  const extra = shape.align === 'justify' ? spaceChange(line, natural, measure, shape, rules) : 0;
  const width = natural.width + extra * natural.spaces;
  const overfull = fits(width, measure) ? 0 : width - measure;

  // Where the line's start edge stands, from the measure's start edge; then the left edge of the line. Text set flush
  // right ends with its last letter's tracking, as in the originals.
  const lack = measure - width - (boxes[line.end - 1]?.hang ?? 0);
  const start = indent + (shape.align === 'end' ? lack : shape.align === 'centre' ? lack / 2 : 0);
  let x = direction === 'ltr' ? start : shape.measure - start - width;

  const runs: Line['runs'][number][] = [];
  for (const run of runsOf(visualOrder(partsOf(boxes, line)), pieces, extra)) {
    runs.push({ x, run });
    x += run.width;
  }
  return {
    runs,
    indent: start,
    width,
    text: text.slice(boxes[line.start]?.start, boxes[line.end - 1]?.end),
    end: line.reason,
    overfull,
  };
}

/** Points to add to every space of a justified line. */
function spaceChange(line: Chosen, natural: Extent, measure: number, shape: Shape, rules: Rules['justification']): number {
  if (natural.spaces === 0) return 0;
  const change = (measure - natural.width) / natural.spaces;
  const filled = line.reason === 'engine' || (line.reason === 'hand' && shape.linesKept === true);
  if (change >= 0) return filled ? change : 0;
  // Lines kept as an original has them may be tighter than any the engine would choose.
  const limit = shape.linesKept ? rules['kept-shrink'] : rules.shrink;
  return Math.max(change, (-limit * natural.room) / natural.spaces);
}

function partsOf(boxes: readonly Box[], line: Chosen): Part[] {
  const parts: Part[] = [];
  for (let i = line.start; i < line.end; i++) {
    const box = boxes[i];
    if (!box) break;
    parts.push(...box.parts);
    if (i < line.end - 1) parts.push(...box.glue);
  }
  return parts;
}

/** UAX 9, L2: from the highest level to the lowest odd one, turns round every stretch at that level or above. */
function visualOrder(parts: Part[]): Part[] {
  let highest = 0;
  let lowestOdd = Number.POSITIVE_INFINITY;
  for (const { stretch } of parts) {
    highest = Math.max(highest, stretch.level);
    if (stretch.level % 2 === 1) lowestOdd = Math.min(lowestOdd, stretch.level);
  }
  const ordered = [...parts];
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < ordered.length; i++) {
      let end = i;
      while ((ordered[end]?.stretch.level ?? -1) >= level) end++;
      if (end > i) ordered.splice(i, end - i, ...ordered.slice(i, end).reverse());
      i = end;
    }
  }
  return ordered;
}

/** Joins neighbours of one piece and level into runs, spaces changed by `extra`. */
function runsOf(parts: readonly Part[], pieces: readonly Piece[], extra: number): SetRun[] {
  const runs: SetRun[] = [];
  let glyphs: SetGlyph[] = [];
  let width = 0;
  for (const [i, part] of parts.entries()) {
    for (const glyph of part.glyphs) glyphs.push(part.room > 0 ? { ...glyph, advance: glyph.advance + extra } : glyph);
    width += part.room > 0 ? part.width + extra : part.width;
    const next = parts[i + 1]?.stretch;
    if (next?.piece === part.stretch.piece && next.level === part.stretch.level) continue;
    const piece = pieces[part.stretch.piece];
    if (piece) runs.push({ setting: piece.setting, language: piece.language, piece: part.stretch.piece, glyphs, width });
    glyphs = [];
    width = 0;
  }
  return runs;
}
