/**
 * The foot of a page, where footnotes stand: how much of the page they leave to the text, and where a note is parted that would
 * leave too much of it empty. Knows heights, as pagination does.
 */
import { type Area, type Box, heightOf, prices, roundOff } from './paginate.ts';

/** Where footnotes may stand; points. */
export interface Foot {
  /** Lowest edge of the last note's line, from the page's upper edge. */
  readonly bottom: number;
  /** What stands between text and notes: the separator and what is about it. */
  readonly above: number;
  /** A page is not left emptier than this to keep a note whole. */
  readonly blank: number;
  /** Fewest lines of a parted note on either page. */
  readonly least: number;
}
export interface Noted {
  /** The footnotes it calls, each as lines that stand at the foot of its page. */
  readonly notes?: readonly (readonly Box[])[];
}

/** The lines of all notes that boxes call, in order. */
export function linesOfNotes<B extends Box>(boxes: readonly B[]): readonly B[] {
  // A box's notes are made of boxes of its kind.
  const lines: B[] = [];
  for (const { notes } of boxes) if (notes) lines.push(...(notes.flat() as readonly Box[] as readonly B[]));
  return lines;
}

/** Where the last line of notes ends. */
export function notesEnd(area: Area): number {
  return area.foot?.bottom ?? area.bottom;
}

/** The lowest edge of the text above notes of a height. */
export function limitOf(area: Area, notes: number): number {
  return notes === 0 ? area.bottom : notesEnd(area) - (area.foot?.above ?? 0) - notes;
}

/** How many lines of notes there is room for below a text that ends at `y`; `ahead` is the height of others above them. */
export function fitting(notes: readonly Box[], y: number, area: Area, ahead = 0): number {
  let count = 0;
  for (let height = ahead; count < notes.length; count += 1) {
    height += notes[count]?.height ?? 0;
    if (y > limitOf(area, height) + roundOff) break;
  }
  return count;
}

/**
 * Where a page ends whose last note goes on overleaf, and how many of the note's lines at least do. Null where no note needs
 * to: the page may end at `place` without much of it empty. `full` is the first box that does not fit with its notes whole.
 */
export function parted(
  boxes: readonly Box[],
  start: number,
  place: number,
  full: number,
  ahead: number,
  area: Area,
): { readonly end: number; readonly kept: number } | null {
  // Nothing is gained where no note keeps lines from the page.
  if (!boxes.slice(place, full + 1).some((box) => box.notes)) return null;
  const { blank = 0, least = 1 } = area.foot ?? {};
  const before = boxes.slice(start, place);
  const left = limitOf(area, ahead + heightOf(linesOfNotes(before))) - area.top - heightOf(before);
  if (place > start && left <= blank) return null;
  // The page ends where it may, not within what stays together.
  let end = full + 1;
  while (end < boxes.length && (boxes[end]?.price ?? prices.free) > prices.free) end += 1;
  const taken = boxes.slice(start, end);
  const last = taken.findLast((box) => box.notes)?.notes?.at(-1) ?? [];
  const notes = linesOfNotes(taken);
  const kept = Math.max(notes.length - fitting(notes, area.top + heightOf(taken), area, ahead), least);
  return last.length - kept >= least ? { end, kept } : null;
}
