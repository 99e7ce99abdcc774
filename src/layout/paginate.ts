/**
 * Vertical list → pages. Knows heights, gaps and what ending a page costs; nothing of text, faces or format. Loses,
 * repeats and reorders nothing. Footnotes go to the foot of the page that calls them, whole if they can.
 */
import { type Foot, fitting, limitOf, linesOfNotes, type Noted, notesEnd, parted } from './foot.ts';

/** What stands on a page as a whole: a line, or lines side by side. */
export interface Box extends Noted {
  /** Points. */
  readonly height: number;
  /** Space above, dropped at a page's top. */
  readonly gap: number;
  /** What it costs to end a page just above this box: one of `prices`. */
  readonly price: number;
  /** What stands above it once more where a page begins with it. */
  readonly again?: { readonly height: number };
}

/**
 * Prices of ending a page, from free to forbidden. A page takes the last free place it has; where it has none, the last
 * of the cheapest.
 */
export const prices = {
  /** The page ends here whatever room is left. */
  forced: Number.NEGATIVE_INFINITY,
  free: 0,
  /** A signature block parted from the text before it, or two signatories from each other. */
  signature: 1,
  /** A heading parted from what follows. */
  heading: 2,
  /** A widow, an orphan, or lines that a style keeps together. */
  lines: 3,
  /** Blocks the author keeps together. */
  forbidden: Number.POSITIVE_INFINITY,
} as const;

/** Where boxes may stand, in points from the page's upper edge. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  /** Where footnotes stand; without, they end where the area does. */
  readonly foot?: Foot;
}
export interface PlacedBox<B extends Box> {
  readonly box: B;
  /** Points from the page's upper edge. */
  readonly top: number;
  /** A line of a footnote, at the page's foot. */
  readonly isNote?: true;
}

/** Sums of heights that should be equal differ by less than this. */
export const roundOff = 1e-6;

/**
 * Fills pages in order. `areaOf` is asked for one-based page numbers. Boxes that may not be parted and are taller than
 * a page go to `refuse`, and are then parted all the same, so that the rest can be looked at.
 */
export function paginate<B extends Box>(
  boxes: readonly B[],
  areaOf: (page: number) => Area,
  refuse: (boxes: readonly B[]) => void,
): readonly (readonly PlacedBox<B>[])[] {
  const pages: (readonly PlacedBox<B>[])[] = [];
  let start = 0;
  // Lines of a footnote that goes on from the page before.
  let carried: readonly B[] = [];
  do {
    const area = areaOf(pages.length + 1);
    const ahead = heightOf(carried);
    // A note that takes the whole page leaves no line to the text.
    const isTaken = ahead > 0 && area.top + heightOf(boxes.slice(start, start + 1)) > limitOf(area, ahead) + roundOff;
    const full = isTaken ? start : firstBeyond(boxes, start, ahead, area);
    let end = full;
    let kept = 0;
    if (!isTaken && full < boxes.length && (full === start || boxes[full]?.price !== prices.forced)) {
      const place = bestEnd(boxes, start, full);
      const part = parted(boxes, start, place ?? full, full, ahead, area);
      if (part) {
        end = part.end;
        kept = part.kept;
      } else if (place !== null) {
        end = place;
      } else {
        const whole = boxes.slice(start, nextEnd(boxes, start));
        const laterArea = areaOf(pages.length + 2);
        if (fits(whole, 0, laterArea) && !fits(whole, ahead, area)) {
          end = start;
        } else {
          refuse(whole);
          end = Math.max(full, start + 1);
        }
      }
    }
    const lines = placed(boxes.slice(start, end), area);
    const notes: readonly B[] = [...carried, ...linesOfNotes(boxes.slice(start, end))];
    const below = lines.at(-1);
    const count = Math.min(fitting(notes, below ? below.top + below.box.height : area.top, area), notes.length - kept);
    const shown = notes.slice(0, end > start ? count : Math.max(count, 1));
    pages.push([...lines, ...placedNotes(shown, area)]);
    carried = notes.slice(shown.length);
    start = end;
  } while (start < boxes.length || carried.length > 0);
  return pages;
}

/** Whether boxes and the notes they call fit a page, below notes that go on from another. */
function fits(boxes: readonly Box[], ahead: number, area: Area): boolean {
  return area.top + heightOf(boxes) <= limitOf(area, ahead + heightOf(linesOfNotes(boxes))) + roundOff;
}

/** Height of boxes stacked from a page's top. */
export function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((height, box, index) => height + (index === 0 ? (box.again?.height ?? 0) : box.gap) + box.height, 0);
}

/** The first box that does not fit below `start`, or before which a page end is forced. */
function firstBeyond(boxes: readonly Box[], start: number, ahead: number, area: Area): number {
  let y = area.top + (boxes[start]?.again?.height ?? 0);
  let notes = ahead;
  for (let index = start; index < boxes.length; index++) {
    const box = boxes[index] as Box;
    if (index > start) {
      if (box.price === prices.forced) return index;
      y += box.gap;
    }
    y += box.height;
    if (box.notes) notes += heightOf(linesOfNotes([box]));
    if (y > limitOf(area, notes) + roundOff) return index;
  }
  return boxes.length;
}

/** The last of the cheapest places to end a page that begins at `start` and is full at `full`; null if none is allowed. */
function bestEnd(boxes: readonly Box[], start: number, full: number): number | null {
  let best: number | null = null;
  let least: number = prices.forbidden;
  for (let index = full; index > start; index--) {
    const { price } = boxes[index] as Box;
    if (price < least) {
      least = price;
      best = index;
    }
  }
  return best;
}

/** The first place after `start` where a page may end at any price. */
function nextEnd(boxes: readonly Box[], start: number): number {
  let index = start + 1;
  while (index < boxes.length && boxes[index]?.price === prices.forbidden) index++;
  return Math.min(index, boxes.length);
}

/** Notes end where the foot does. */
function placedNotes<B extends Box>(lines: readonly B[], area: Area): readonly PlacedBox<B>[] {
  let y = notesEnd(area) - heightOf(lines);
  return lines.map((box) => {
    y += box.height;
    return { box, top: y - box.height, isNote: true };
  });
}

function placed<B extends Box>(boxes: readonly B[], area: Area): readonly PlacedBox<B>[] {
  let y = area.top + (boxes[0]?.again?.height ?? 0);
  return boxes.map((box, index) => {
    const top = y + (index === 0 ? 0 : box.gap);
    y = top + box.height;
    return { box, top };
  });
}
