/**
 * Finished layout: pages of items at fixed points. Whoever draws them decides nothing.
 * All lengths are points; x from the page's left edge, y downwards from its top edge.
 */
import type { SetRun } from '../text/line.ts';
import type { Node } from '../tree/nodes.ts';
import type { Picture } from './picture.ts';

/** What an item is to a reader of the structure: part of a tree node, or decoration (ISO 32000-1, 14.8.2.2). */
export type Owner =
  | { readonly type: 'content'; readonly node: Node }
  | { readonly type: 'artifact'; readonly kind: 'header' | 'footer' | 'layout' | 'page' };

interface Placed {
  readonly owner: Owner;
}
/** One line's worth of glyphs of one face and size. `x` is where its first glyph's pen stands. */
export interface RunItem extends Placed {
  readonly type: 'run';
  readonly x: number;
  readonly baseline: number;
  readonly run: SetRun;
}
/** A filled rectangle. Grey is 0 (black) to 1. */
export interface RuleItem extends Placed {
  readonly type: 'rule';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly grey: number;
}
/** A picture scaled into a box. */
export interface PictureItem extends Placed {
  readonly type: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly picture: Picture;
}
export type Item = RunItem | RuleItem | PictureItem;

export interface Page {
  /** One-based; odd pages are rectos. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In reading order: header artifacts first, then content in tree order, then footer artifacts. */
  readonly items: readonly Item[];
}
