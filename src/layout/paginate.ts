/**
 * Vertical list → pages. Knows heights, gaps and what ending a page costs; nothing of text, faces or format. Loses,
 * repeats and reorders nothing.
 */

/** What stands on a page as a whole: a line, or lines side by side. */
export interface Box {
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
}
export interface PlacedBox<B extends Box> {
  readonly box: B;
  /** Points from the page's upper edge. */
  readonly top: number;
}

/** Sums of heights that should be equal differ by less than this. */
const roundOff = 1e-6;

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
  do {
    const area = areaOf(pages.length + 1);
    const full = firstBeyond(boxes, start, area);
    let end = full;
    if (full < boxes.length && boxes[full]?.price !== prices.forced) {
      const place = bestEnd(boxes, start, full);
      if (place !== null) {
        end = place;
      } else {
        const whole = boxes.slice(start, nextEnd(boxes, start));
        const laterArea = areaOf(pages.length + 2);
        if (heightOf(whole) <= laterArea.bottom - laterArea.top + roundOff && heightOf(whole) > area.bottom - area.top) {
          end = start;
        } else {
          refuse(whole);
          end = Math.max(full, start + 1);
        }
      }
    }
    pages.push(placed(boxes.slice(start, end), area));
    start = end;
  } while (start < boxes.length);
  return pages;
}

/** Height of boxes stacked from a page's top. */
export function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((height, box, index) => height + (index === 0 ? (box.again?.height ?? 0) : box.gap) + box.height, 0);
}

/** The first box that does not fit below `start`, or before which a page end is forced. */
function firstBeyond(boxes: readonly Box[], start: number, area: Area): number {
  let y = area.top + (boxes[start]?.again?.height ?? 0);
  for (let index = start; index < boxes.length; index++) {
    const box = boxes[index] as Box;
    if (index > start) {
      if (box.price === prices.forced) return index;
      y += box.gap;
    }
    y += box.height;
    if (y > area.bottom + roundOff) return index;
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

function placed<B extends Box>(boxes: readonly B[], area: Area): readonly PlacedBox<B>[] {
  let y = area.top + (boxes[0]?.again?.height ?? 0);
  return boxes.map((box, index) => {
    const top = y + (index === 0 ? 0 : box.gap);
    y = top + box.height;
    return { box, top };
  });
}
