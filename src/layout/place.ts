/**
 * Puts set lines and pictures at points, as items of a page.
 */
import type { Line } from '../text/line.ts';
import type { Node } from '../tree/nodes.ts';
import type { Item, Owner, PictureItem, RunItem } from './frame.ts';
import type { Picture, Rectangle } from './picture.ts';

export const contentOf = (node: Node): Owner => ({ type: 'content', node });
export const artifact = (kind: 'header' | 'footer' | 'layout'): Owner => ({ type: 'artifact', kind });

/** The runs of a line whose measure begins at `x`. */
export function lineAt(line: Line, x: number, baseline: number, owner: Owner): readonly RunItem[] {
  return line.runs.map(({ x: inLine, run }) => ({ type: 'run', x: x + inLine, baseline, run, owner }));
}

/** The runs of a line whose last glyph ends at `end`. */
export function lineEndingAt(line: Line, end: number, baseline: number, owner: Owner): readonly RunItem[] {
  return lineAt(line, end - seenWidth(line), baseline, owner);
}

/** The runs of a label that is read in one line with its text, parted from it by a space nobody sees. */
export function readOn(runs: readonly RunItem[]): readonly RunItem[] {
  return runs.map((item, index) => (index === runs.length - 1 ? { ...item, run: { ...item.run, spaced: true } } : item));
}

/** Width of a line as seen: without the tracking after its last glyph. */
export function seenWidth(line: Line): number {
  const width = line.runs.reduce((sum, { run }) => sum + run.width, 0);
  const last = line.runs.at(-1)?.run;
  return last?.glyphs.some((glyph) => glyph.advance !== 0) ? width - last.setting.tracking : width;
}

/** A black rectangle. */
export function ruleAt(box: Rectangle, owner: Owner): Item {
  return { type: 'rule', ...box, grey: 0, owner };
}

/** A picture filling its box. */
export function pictureAt(picture: Picture, box: Rectangle, owner: Owner): PictureItem {
  return { type: 'picture', x: box.x, y: box.y, width: box.width, height: box.height, picture, owner };
}

/** The largest place in the middle of a box that keeps a picture's proportions. */
export function fitted(picture: Picture, box: Rectangle): Rectangle {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

/** Moves an item down. */
export function lowered(item: Item, by: number): Item {
  if (item.type !== 'run') return { ...item, y: item.y + by };
  // Nearly all are runs: made as `lineAt` makes them, so that all have one shape.
  return { type: 'run', x: item.x, baseline: item.baseline + by, run: item.run, owner: item.owner };
}
