/**
 * Sets a chosen line: stretches or shrinks its spaces to the measure, puts its parts into visual order and gives every
 * run its place.
 */
import type { Face } from '../style/faces.ts';
import type { Box, Extent, Part, Rules } from './boxes.ts';
import { fits, lineExtent } from './fill.ts';
import type { Stretch } from './itemize.ts';
import type { Line, Piece, SetGlyph, SetRun, Setting, Shape, Turn } from './line.ts';
import { widened } from './shape.ts';
import { type Letters, openedGaps } from './wide.ts';

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
  script: ScriptFilling | null = null,
): Line {
  const indent = line.first ? shape.first : shape.turnover;
  const measure = shape.measure - indent;
  const natural = lineExtent(boxes, line.start, line.end);
  const filled = isFilled(line.reason, natural.width / measure, shape, rules);
  const change = shape.align === 'justify' ? spaceChange(filled, natural, measure, shape, rules) : 0;
  const gathered = partsOf(boxes, line);
  const filling = fillingOf(filled, measure - natural.width, gathered, shape, script);
  const parts = filling?.parts ?? gathered;
  const width = filling ? natural.width + filling.gained : natural.width + change * natural.spaces;
  const floorOf = (part: Part) => rules['space-floor'] * (pieces[part.stretch.piece]?.setting.size ?? 0);
  const extraOf = filling?.extraOf ?? spaceChanges(change, parts, floorOf);
  const overfull = fits(width, measure) ? 0 : width - measure;

  // Where the line's start edge stands, from the measure's start edge; then the left edge of the line. Text set flush
  // right ends with its last letter's tracking, as in the originals.
  const lack = measure - width - (boxes[line.end - 1]?.hang ?? 0);
  const start = indent + (shape.align === 'end' ? lack : shape.align === 'centre' ? lack / 2 : 0);
  let x = direction === 'ltr' ? start : shape.measure - start - width;

  // Runs are placed from the left, and stand in the order they are read.
  const read = runsOf(visualOrder(parts), pieces, extraOf, direction);
  const runs: Line['runs'][number][] = [];
  for (const { run } of read) {
    runs.push({ x, run });
    x += run.width;
  }
  if (read.some(({ run }) => run.turns)) putInOrder(runs, read);
  const last = runs[runs.length - 1];
  if (last && isSpaced(line, boxes[line.end - 1], text)) Object.assign(last.run, { spaced: true });
  return {
    runs,
    indent: start,
    width,
    text: text.slice(boxes[line.start]?.start, boxes[line.end - 1]?.end),
    end: line.reason,
    overfull,
  };
}

/** Sorts placed runs by where they begin in the text. */
function putInOrder(runs: Line['runs'][number][], read: readonly Read[]): void {
  const starts = new Map(read.map(({ run, start }) => [run, start]));
  runs.sort((one, other) => (starts.get(one.run) ?? 0) - (starts.get(other.run) ?? 0));
}

/** Square letters begin here: no space is read between two lines of them. */
const firstSquare = 0x2e80;

/** Whether a line's last word and the next line's first are parted by a space: one that hangs, or an author's line end. */
function isSpaced(line: Chosen, last: Box | undefined, text: string): boolean {
  if (!last || line.reason === 'paragraph') return false;
  return line.reason === 'engine' ? last.glue.length > 0 : text.charCodeAt(last.end - 1) < firstSquare;
}

/**
 * Whether a line is stretched to the measure: one the engine ended, or one the author keeps, unless it takes up so small a part of
 * the measure that it was never meant to fill it, as in an address or a verse.
 */
function isFilled(reason: Chosen['reason'], part: number, shape: Shape, rules: Rules['justification']): boolean {
  return reason === 'engine' || (reason === 'hand' && shape.linesKept === true && part >= rules['kept-fill']);
}

/** How a script fills lines, if not by spaces alone. */
export interface ScriptFilling {
  /** Gaps between letters that may be opened. */
  readonly letters: Letters | null;
  /** Lengthens joints for a lack of points; gives the same parts if it cannot. */
  readonly lengthen: ((parts: readonly Part[], lack: number) => readonly Part[]) | null;
}
interface Filling {
  readonly parts: readonly Part[];
  readonly extraOf: (part: Part) => number;
  /** Points the line gains. */
  readonly gained: number;
}

/** Fills a line as its script has it; null if spaces alone fill it. */
function fillingOf(filled: boolean, lack: number, parts: readonly Part[], shape: Shape, script: ScriptFilling | null): Filling | null {
  if (!script || shape.align !== 'justify' || !filled || lack <= 0) return null;
  if (script.letters) {
    const extraOf = openedGaps(lack, parts, script.letters);
    return { parts, extraOf, gained: parts.reduce((sum, part) => sum + extraOf(part), 0) };
  }
  const longer = script.lengthen?.(parts, lack) ?? parts;
  const spaces = longer.filter((part) => part.room > 0).length;
  if (longer === parts || spaces === 0) return null;
  const widthOf = (some: readonly Part[]) => some.reduce((sum, part) => sum + part.width, 0);
  const change = (lack - widthOf(longer) + widthOf(parts)) / spaces;
  return { parts: longer, extraOf: (part) => (part.room > 0 ? change : 0), gained: lack };
}

/** Points to add to every space of a justified line. */
function spaceChange(filled: boolean, natural: Extent, measure: number, shape: Shape, rules: Rules['justification']): number {
  if (natural.spaces === 0) return 0;
  const change = (measure - natural.width) / natural.spaces;
  if (change >= 0) return filled ? change : 0;
  // Lines kept as an original has them may be tighter than any the engine would choose.
  const limit = shape.linesKept ? rules['kept-shrink'] : rules.shrink;
  return Math.max(change, (-limit * natural.room) / natural.spaces);
}

/**
 * Says what each space gains, `change` on the average. Where spaces shrink, none falls below its floor, since a narrower one
 * is lost to readers of the text layer: the others give what it does not. Floors that together ask too much are let go.
 */
function spaceChanges(change: number, parts: readonly Part[], floorOf: (part: Part) => number): (part: Part) => number {
  const uniform = (part: Part) => (part.room > 0 ? change : 0);
  if (change >= 0) return uniform;
  const limitOf = (part: Part) => Math.min(0, floorOf(part) - part.width);
  const limits: number[] = [];
  let most = 0;
  for (const part of parts) {
    if (part.room <= 0) continue;
    const limit = limitOf(part);
    limits.push(limit);
    most += limit;
  }
  const total = change * limits.length;
  if (most > total) return uniform;
  let extra = change;
  // Each round holds at least one space more at its floor, or ends.
  for (let round = 0; round < limits.length; round++) {
    const held = limits.filter((limit) => limit >= extra);
    const next = (total - held.reduce((sum, limit) => sum + limit, 0)) / (limits.length - held.length);
    if (held.length === limits.length || next >= extra) break;
    extra = next;
  }
  return (part) => (part.room > 0 ? Math.max(extra, limitOf(part)) : 0);
}

function partsOf(boxes: readonly Box[], line: Chosen): Part[] {
  const parts: Part[] = [];
  for (let i = line.start; i < line.end; i++) {
    const box = boxes[i];
    if (!box) break;
    const within = i > line.start ? box.within : null;
    if (within) parts.push(within);
    for (let at = within ? 1 : 0; at < box.parts.length; at++) parts.push(box.parts[at] as Part);
    if (i < line.end - 1) for (const part of box.glue) parts.push(part);
    else if (box.hyphen) parts.push(box.hyphen.part);
  }
  return parts;
}

/** UAX 9, L2: from the highest level to the lowest odd one, turns round every stretch at that level or above. */
export function visualOrder<T extends { readonly stretch: { readonly level: number } }>(parts: readonly T[]): readonly T[] {
  let highest = 0;
  let lowestOdd = Number.POSITIVE_INFINITY;
  for (const { stretch } of parts) {
    highest = Math.max(highest, stretch.level);
    if (stretch.level % 2 === 1) lowestOdd = Math.min(lowestOdd, stretch.level);
  }
  if (highest === 0) return parts;
  const ordered = [...parts];
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < ordered.length; i++) {
      let end = i;
      while ((ordered[end]?.stretch.level ?? -1) >= level) end++;
      turnRound(ordered, i, end);
      i = end;
    }
  }
  return ordered;
}

function turnRound<T>(list: T[], start: number, end: number): void {
  for (let [low, high] = [start, end - 1]; low < high; low++, high--) [list[low], list[high]] = [list[high] as T, list[low] as T];
}

/** A run, and the place of its first character in the text. */
interface Read {
  readonly run: SetRun;
  readonly start: number;
}

/** Joins neighbours that read together into runs, each space changed by its `extraOf`. */
function runsOf(parts: readonly Part[], pieces: readonly Piece[], extraOf: (part: Part) => number, direction: 'ltr' | 'rtl'): Read[] {
  const runs: Read[] = [];
  let first = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const next = parts[i + 1];
    if (!part || (next && (part.stretch === next.stretch || joins(part.stretch, next.stretch, direction, pieces)))) continue;
    const own = first === 0 && !next ? parts : parts.slice(first, i + 1);
    const goesOn = isLeftToRight(parts[first - 1]) && isLeftToRight(own[0]);
    const run = runOf(own, pieces, extraOf, goesOn);
    if (run) runs.push({ run, start: run.turns ? Math.min(...own.map(({ stretch }) => stretch.start)) : (own[0]?.stretch.start ?? 0) });
    first = i + 1;
  }
  return runs;
}

/**
 * Whether two neighbours of a line are one run. Text of several directions is, whatever its faces, so that whoever reads the
 * line back sees it as one and can put it in order.
 */
function joins(one: Stretch, next: Stretch, direction: 'ltr' | 'rtl', pieces: readonly Piece[]): boolean {
  const mixed = direction === 'rtl' || (one.level > 0 && next.level > 0);
  if (one.piece === next.piece) return mixed || (one.level === next.level && one.setting === next.setting);
  const [own, other] = [pieces[one.piece], pieces[next.piece]];
  if (!mixed || own?.within !== other?.within) return false;
  return own?.language === other?.language && looksAlike(one.setting, next.setting);
}

function looksAlike(one: Setting, next: Setting): boolean {
  return (
    one.face === next.face && one.size === next.size && one.scale === next.scale && one.tracking === next.tracking && one.rise === next.rise
  );
}

function isLeftToRight(part: Part | undefined): boolean {
  return part !== undefined && part.stretch.level % 2 === 0;
}

function runOf(parts: readonly Part[], pieces: readonly Piece[], extraOf: (part: Part) => number, goesOn: boolean): SetRun | null {
  // Far fewer than parts.
  const stretches: Stretch[] = [];
  let last: Stretch | null = null;
  for (const part of parts) {
    if (part.stretch !== last) stretches.push(part.stretch);
    last = part.stretch;
  }
  const [first] = stretches;
  const piece = first && pieces[first.piece];
  if (!piece) return null;
  const isPlain = stretches.every(({ level, setting }) => level === 0 && setting === first.setting);
  const { setting } = isPlain ? first : baseOf(stretches, first);
  const turns: Turn[] = [];
  const glyphs: SetGlyph[] = [];
  let width = 0;
  let stretch: Stretch | null = null;
  // The face of the stretch, if it is not the run's.
  let other: Face | null = null;
  // Most spaces of a line are one glyph that gains the same.
  let before: SetGlyph | null = null;
  let changed: SetGlyph | null = null;
  let gained = 0;
  for (const part of parts) {
    if (part.stretch !== stretch) {
      if (part.stretch.level !== stretch?.level) turns.push({ start: glyphs.length, level: part.stretch.level });
      stretch = part.stretch;
      other = stretch.setting.face === setting.face ? null : stretch.setting.face;
    }
    const extra = extraOf(part);
    width += part.width + extra;
    for (const glyph of part.glyphs) {
      let own = glyph;
      if (extra !== 0) {
        if (changed === null || glyph !== before || extra !== gained) changed = widened(glyph, extra);
        before = glyph;
        gained = extra;
        own = changed;
      }
      glyphs.push(other === null ? own : { ...own, face: other });
    }
  }
  const run = { setting, language: piece.language, piece: first.piece, glyphs, width };
  return isPlain ? run : Object.assign(run, { turns, goesOn });
}

/** The stretch whose face takes in the others' glyphs: that of the finest grid; of several such, one that reads from right to left. */
function baseOf(stretches: readonly Stretch[], first: Stretch): Stretch {
  const weight = ({ level, setting }: Stretch) => setting.face.unitsPerEm * 2 - (level % 2);
  return stretches.reduce((best, stretch) => (weight(stretch) < weight(best) ? stretch : best), first);
}
