/**
 * The vertical list while it grows: lines with what is drawn on them, the gaps between them and what ending a page there
 * costs. Gaps add up: the one after a block and the one before the next.
 */
import type { Style } from '../style/sheet.ts';
import type { Line } from '../text/line.ts';
import type { Keep, TextBlock } from '../tree/nodes.ts';
import type { Item } from './frame.ts';
import { type Box, prices } from './paginate.ts';
import { contentOf, lineAt } from './place.ts';

/** What stands above a box once more where a page begins with it: the headings of a table that goes on. */
export interface Again {
  readonly height: number;
  /** Decoration: x from the page's start edge, y from the top of what is repeated. */
  readonly items: readonly Item[];
}
/** A line of the vertical list. */
export interface LineBox extends Box {
  /** Drawn things: x from the page's left edge, y from the box's top. */
  readonly items: readonly Item[];
  /** From the box's top. */
  readonly baseline: number;
  readonly block: TextBlock;
  /** The author's keep it stands in; null outside. */
  readonly keep: Keep | null;
  /** The rule that ends the document hangs below it. */
  readonly isLast?: true;
  readonly again?: Again;
  /** The lines of each footnote it calls. */
  readonly notes?: readonly (readonly LineBox[])[];
}

export interface Stack {
  readonly boxes: LineBox[];
  /** Adds to the gap above the next line. */
  gap(height: number): void;
  /** Says what ending a page above the next line costs; the higher of two prices holds, a forced end against all. */
  price(price: number): void;
  /** Puts lines of a block below what is there, first line's measure beginning at `x`. */
  add(lines: readonly Line[], block: TextBlock, style: Style, x: number): void;
  /** Puts a ready line below what is there. */
  append(box: LineBox): void;
  /** Changes what ending a page above a line costs. */
  reprice(index: number, price: number): void;
  /** Runs `fill` with everything it adds kept on one page. */
  kept(keep: Keep, fill: () => void): void;
}

/** What a stack must know of the sheet. */
export interface StackRules {
  /** Part of the leading above the baseline. */
  readonly baseline: number;
  readonly orphans: number;
  readonly widows: number;
}

/** Opens an empty list. */
export function openStack(rules: StackRules): Stack {
  const boxes: LineBox[] = [];
  let gap = 0;
  let price: number = prices.free;
  let keep: Keep | null = null;
  // What the style of the last block asks below it.
  let below: number = prices.free;

  const setPrice = (next: number) => {
    price = price === prices.forced || next === prices.forced ? prices.forced : Math.max(price, next);
  };
  return {
    boxes,
    gap(height) {
      gap += height;
    },
    price: setPrice,
    add(lines, block, style, x) {
      const leading = leadingOf(style);
      const baseline = leading * rules.baseline;
      gap += style.before + (below === prices.heading ? 0 : style.belowText);
      for (const [index, line] of lines.entries()) {
        if (index > 0) setPrice(priceWithin(index, lines.length, style, rules));
        boxes.push({ height: leading, gap, price, items: lineAt(line, x, baseline, contentOf(block)), baseline, block, keep });
        gap = 0;
        price = keep ? prices.forbidden : prices.free;
      }
      gap = style.after;
      below = style.keepsWithNext ? prices.heading : prices.free;
      setPrice(below);
    },
    append(box) {
      boxes.push({ ...box, gap: box.gap + gap, price: price === prices.forced ? price : Math.max(box.price, price), keep });
      gap = 0;
      price = keep ? prices.forbidden : prices.free;
      below = prices.free;
    },
    reprice(index, next) {
      const box = boxes[index];
      if (box) boxes[index] = { ...box, price: next };
    },
    kept(outer, fill) {
      const before = keep;
      keep ??= outer;
      fill();
      keep = before;
      if (!before && price !== prices.forced) price = below;
    },
  };
}

/** Ending a page before a paragraph's line: free unless it leaves an orphan or a widow, or the style keeps lines together. */
function priceWithin(index: number, count: number, style: Style, rules: StackRules): number {
  return style.keepsLines || index < rules.orphans || count - index < rules.widows ? prices.lines : prices.free;
}

function leadingOf(style: Style): number {
  if (style.leading === null) throw new Error(`style ${style.name} stands in running text and needs a leading in points`);
  return style.leading;
}
