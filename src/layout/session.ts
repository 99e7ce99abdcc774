/**
 * The session block: one column for each organ, side by side. Its lines enter the vertical list row by row; the order in
 * which they are read stays that of the tree.
 */
import type { SessionBlock, SessionColumn } from '../tree/nodes.ts';
import { type Box, heightOf, prices } from './paginate.ts';
import { lowered } from './place.ts';
import type { Setter } from './setter.ts';
import { type LineBox, openStack, type Stack } from './stack.ts';

/** Sets the columns and puts them below what is there. */
export function addSession(block: SessionBlock, stack: Stack, setter: Setter): void {
  const style = setter.context.sheet.style(block.type);
  const columns = block.children.map((column, index) => setColumn(column, index, block.children.length, setter));
  stack.gap(style.before);
  for (const row of rowsOf(columns)) stack.append(row);
  stack.gap(style.after);
}

function setColumn(column: SessionColumn, index: number, count: number, setter: Setter): readonly LineBox[] {
  const { sheet, page } = setter.context;
  const { x, room } = placeOf(index, count, setter);
  const titles = column.children.filter((block) => block.type === 'agenda-title').length;
  const titleGap = titles > 1 ? sheet.style('agenda-titles-gap').after : 0;
  const stack = openStack(sheet.data);
  for (const block of column.children) {
    const style = sheet.style(block.type);
    const title = block.type === 'agenda-title';
    if (title) stack.gap(titleGap);
    // A page may end only between agenda titles.
    if (!title || stack.boxes.at(-1)?.block.type !== 'agenda-title') stack.price(prices.lines);
    const measure = title ? Math.min(room, page.session['agenda-measure']) : room;
    stack.add(setter.lines(block, style, { measure, first: style.first }), block, style, x);
  }
  return stack.boxes;
}

/** Left edge of a column and its width: the whole frame for one, halves as the page says for two, equal parts for more. */
function placeOf(index: number, count: number, setter: Setter): { x: number; room: number } {
  const { page, margin, session } = setter.context.page;
  const frame = page.width - margin.start - margin.end;
  if (count === 1) return { x: margin.start, room: frame };
  if (count === 2 && index === 0) return { x: margin.start, room: session['agenda-measure'] };
  if (count === 2) return { x: session['second-column'], room: page.width - margin.end - session['second-column'] };
  return { x: margin.start + (frame / count) * index, room: frame / count };
}

/** Columns as rows: those of the tallest column, each carrying the lines of the others that begin within it. */
function rowsOf(columns: readonly (readonly LineBox[])[]): readonly LineBox[] {
  const tallest = columns.reduce((best, column) => (heightOf(column) > heightOf(best) ? column : best), columns[0] ?? []);
  const rows = tallest.map((box) => ({ ...box, items: [...box.items] }));
  const tops = topsOf(tallest);
  for (const column of columns) {
    if (column === tallest) continue;
    for (const [index, top] of topsOf(column).entries()) {
      const row = Math.max(
        0,
        tops.findLastIndex((rowTop) => rowTop <= top),
      );
      const by = top - (tops[row] ?? 0);
      rows[row]?.items.push(...(column[index]?.items ?? []).map((item) => lowered(item, by)));
    }
  }
  return rows;
}

/** Where stacked boxes begin, from the top of the first. */
function topsOf(boxes: readonly Box[]): readonly number[] {
  return boxes.map((box, index) => heightOf(boxes.slice(0, index + 1)) - box.height);
}
