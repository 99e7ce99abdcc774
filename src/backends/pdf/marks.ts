/**
 * What a printer may ask for beside the page: paper beyond its edges, and marks where to cut (ISO 32000-1, 14.11.2 and
 * 14.11.3). The page itself stays where it is, so that the paper begins at negative places.
 */
import type { Item, Owner, Page } from '../../layout/frame.ts';
import { round } from './number.ts';
import type { Dictionary } from './objects.ts';

/** Points. */
export interface CropMarks {
  /** From the page's edge, or from the end of the paper beyond it if that is further out. */
  readonly distance: number;
  readonly length: number;
  readonly thickness: number;
}
export interface Paper {
  /** Points of paper beyond the page that is printed and cut off; 0 if none. */
  readonly bleed: number;
  /** Null: none. */
  readonly cropMarks: CropMarks | null;
}
export const pageAlone: Paper = { bleed: 0, cropMarks: null };

/** The boxes of a page: the paper, what may be printed on beyond the page if that is more, the page. */
export function boxesOf({ width, height }: Page, paper: Paper): Dictionary {
  const around = (by: number) => [-by, -by, width + by, height + by].map((side) => round(side));
  const { bleed } = paper;
  return {
    MediaBox: around(marginOf(paper)),
    ...(bleed > 0 ? { BleedBox: around(bleed) } : {}),
    TrimBox: around(0),
  };
}

const owner: Owner = { type: 'artifact', kind: 'page' };

/** Two hairlines at each corner, whose middles stand where the edges are. */
export function cropMarksOf({ width, height }: Page, { bleed, cropMarks }: Paper): readonly Item[] {
  if (cropMarks === null) return [];
  const { length, thickness } = cropMarks;
  const near = Math.max(cropMarks.distance, bleed);
  const rule = (x: number, y: number, across: number, down: number): Item => ({
    type: 'rule',
    owner,
    x,
    y,
    width: across,
    height: down,
    grey: 0,
  });
  const half = thickness / 2;
  const lying = [0, height].flatMap((y) => [-near - length, width + near].map((x) => rule(x, y - half, length, thickness)));
  const standing = [0, width].flatMap((x) => [-near - length, height + near].map((y) => rule(x - half, y, thickness, length)));
  return [...lying, ...standing];
}

/** How far the paper reaches beyond the page. */
function marginOf({ bleed, cropMarks }: Paper): number {
  return cropMarks === null ? bleed : Math.max(cropMarks.distance, bleed) + cropMarks.length;
}
