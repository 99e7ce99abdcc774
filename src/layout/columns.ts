/**
 * How wide the columns of a table are: from what its cells need at least, each word whole, and at most, each on one line, to
 * widths that fill a measure. PDF and Word take the same.
 */
import { type Inset, setIn } from '../style/around.ts';
import type { Style } from '../style/sheet.ts';
import type { Table, TableRow, TextBlock } from '../tree/nodes.ts';
import type { Setter } from './setter.ts';

/** How wide a text is set, points. */
export interface Extent {
  /** With a line for each stretch that no line may end in. */
  readonly least: number;
  /** With no line ends but those by hand. */
  readonly most: number;
}

/** Columns of a table, from the start margin. */
export interface Columns {
  readonly start: number;
  /** Widths of text, points, whole twentieths of one. */
  readonly widths: readonly number[];
  /** Between two columns. */
  readonly gap: number;
  /** Of all together. */
  readonly measure: number;
}

export const rowsOf = (table: Table): readonly TableRow[] => table.children.filter((child) => child.type === 'table-row');

/** The columns of a table that stands in something. Tells of one that has more columns than the measure holds. */
export function columnsOf(table: Table, inset: Inset, setter: Setter): Columns {
  const { sheet, page } = setter.context;
  const style = setIn(sheet.style(table.type), inset);
  const { gap, least, whole } = page.table;
  const measure = page.page.width - page.margin.start - page.margin.end - style.start - style.end;
  const needs = needsOf(table, least, (text) => setter.extent(text, sheet.style(text.type)));
  const room = measure - gap * (needs.length - 1);
  if (room < least * needs.length) setter.tooWide(table, Math.floor((measure + gap) / (least + gap)));
  const widths = sharedWidths(withoutTurns(needs, whole, room), room).map((width) => Math.floor(width * parts + tolerance) / parts);
  // What rounding leaves goes to the first.
  const [first = 0, ...others] = widths;
  const rest = others.reduce((sum, width) => sum + width, 0);
  return { start: style.start, widths: [Math.max(first, Math.round((room - rest) * parts) / parts), ...others], gap, measure };
}

/** Word counts in twentieths of a point. */
const parts = 20;
const tolerance = 1e-6;
const roundedUp = (width: number) => Math.ceil(width * parts) / parts;

function needsOf(table: Table, least: number, extentOf: (text: TextBlock) => Extent): readonly Extent[] {
  const needs: Extent[] = [];
  for (const row of rowsOf(table)) {
    for (const [index, cell] of row.children.entries()) {
      const own = extentOf(cell.children[0]);
      const other = needs[index] ?? { least, most: least };
      needs[index] = { least: Math.max(roundedUp(own.least), other.least), most: Math.max(roundedUp(own.most), other.most) };
    }
  }
  return needs;
}

/** Has columns of few words keep each cell on one line, as long as the others have room for their words. */
export function withoutTurns(needs: readonly Extent[], whole: number, room: number): readonly Extent[] {
  const kept = needs.map((need) => (need.most <= whole ? { ...need, least: need.most } : need));
  return kept.reduce((sum, { least }) => sum + least, 0) <= room ? kept : needs;
}

/**
 * Shares a measure: what is left when every column has its most goes to all in proportion; what is left when each has its least
 * goes to those that want more; and where there is not even that, the widest are cut down to one width.
 */
export function sharedWidths(needs: readonly Extent[], room: number): readonly number[] {
  const sum = (of: (need: Extent) => number) => needs.reduce((total, need) => total + of(need), 0);
  const [least, most] = [sum((need) => need.least), sum((need) => need.most)];
  if (most <= room) return needs.map((need) => (need.most * room) / most);
  if (least <= room) return needs.map((need) => need.least + ((need.most - need.least) * (room - least)) / (most - least));
  const limit = limitOf(
    needs.map((need) => need.least),
    Math.max(room, 0),
  );
  return needs.map((need) => Math.min(need.least, limit));
}

/** The width to which the widest are cut down, so that all together fill the room. */
function limitOf(widths: readonly number[], room: number): number {
  let left = room;
  const sorted = widths.toSorted((one, other) => one - other);
  for (const [index, width] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (width >= share) return share;
    left -= width;
  }
  return room;
}

/** The style of a cell's text, aligned as its column is. */
export function cellStyle(style: Style, align: Style['align']): Style {
  return { ...style, align };
}
