/**
 * A table in the vertical list: its title, then line by line its rows, each cell's line beside those of its neighbours, with the
 * rules. What names the columns stands again above the rows on every further page.
 */
import { type Inset, setIn } from '../style/around.ts';
import type { Style } from '../style/sheet.ts';
import type { Line } from '../text/line.ts';
import type { Node, Table, TableRow, TextBlock } from '../tree/nodes.ts';
import { tableNotesOf } from '../tree/words.ts';
import { type Columns, cellStyle, columnsOf, rowsOf } from './columns.ts';
import type { Item } from './frame.ts';
import { prices } from './paginate.ts';
import { artifact, contentOf, lineAt, lowered, readOn, ruleAt } from './place.ts';
import type { Setter } from './setter.ts';
import type { Again, LineBox, Stack } from './stack.ts';

/** Sets a table, set in as far as it stands, and puts it below what is there; `addTitle` sets its title. */
export function addTable(table: Table, inset: Inset, stack: Stack, setter: Setter, addTitle: (title: TextBlock) => void): void {
  const style = setter.context.sheet.style(table.type);
  const columns = columnsOf(table, inset, setter);
  stack.gap(style.before);
  for (const child of table.children) if (child.type === 'table-title') addTitle(child);
  const rows = rowsOf(table);
  const named = rows.filter((row) => row.heading);
  const headings = named.flatMap((row) => boxesOf(row, 'heading', columns, setter));
  const again = againOf(headings, named);
  for (const box of headings) stack.append(box);
  const others = rows.filter((row) => !row.heading);
  for (const [index, row] of others.entries()) {
    // Headings stay with two rows.
    const price = index < rowsKept ? prices.lines : prices.free;
    for (const box of boxesOf(row, index === others.length - 1 ? 'last' : 'other', columns, setter)) {
      stack.price(price);
      stack.append({ ...box, again });
    }
  }
  for (const note of tableNotesOf(table)) addNote(note, inset, stack, setter);
  stack.gap(style.after);
}

/** Sets a paragraph of a table's notes, the mark raised at the edge of the first; none begins a page. */
function addNote(note: TextBlock, inset: Inset, stack: Stack, setter: Setter): void {
  const { sheet, page } = setter.context;
  const style = setIn(sheet.style(note.type), inset);
  const start = page.margin.start + style.start;
  const measure = page.page.width - page.margin.end - style.end - start;
  const first = stack.boxes.length;
  stack.price(prices.lines);
  stack.add(setter.lines(note, style, { measure, first: style.first }), note, style, start);
  const box = stack.boxes[first];
  if (note.label === null || !box) return;
  const line = setter.oneLine(note.label, note, sheet.style('note-label'));
  const label = readOn(lineAt(line, page.margin.start + (style.label ?? style.start), box.baseline, contentOf(note)));
  stack.boxes[first] = { ...box, items: [...label, ...box.items] };
}

/** Rows that follow the headings on their page. */
const rowsKept = 2;

/** The lines of a row. A page never ends between them: its cells would be read in pieces. */
function boxesOf(row: TableRow, place: 'heading' | 'last' | 'other', columns: Columns, setter: Setter): readonly LineBox[] {
  const { sheet, page } = setter.context;
  const { above, heading, end } = page.table.rules;
  const [first] = row.children;
  if (!first) return [];
  const style = sheet.style(first.children[0].type);
  const leading = style.leading ?? 0;
  const cells = setCells(row, style, columns, setter);
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const rules = { over: place === 'heading' ? above : 0, under: place === 'heading' ? heading : place === 'last' ? end : 0 };
  const x = page.margin.start + columns.start;
  return Array.from({ length: count }, (_, index): LineBox => {
    const over = index === 0 ? rules.over + style.before : 0;
    const under = index === count - 1 ? style.after + rules.under : 0;
    const height = over + leading + under;
    const baseline = over + leading * sheet.data.baseline;
    const items: Item[] = [];
    const rule = (y: number, thickness: number) =>
      items.push(ruleAt({ x, y, width: columns.measure, height: thickness }, artifact('layout')));
    if (index === 0 && rules.over > 0) rule(0, rules.over);
    for (const { text, lines, x: cellX } of cells) {
      // The lines of headings end together, those of rows begin together.
      const line = lines[place === 'heading' ? index - (count - lines.length) : index];
      if (line) items.push(...lineAt(line, cellX, baseline, contentOf(text)));
    }
    if (index === count - 1 && rules.under > 0) rule(height - rules.under, rules.under);
    return { height, gap: 0, price: index === 0 ? prices.free : prices.forbidden, items, baseline, block: first.children[0], keep: null };
  });
}

interface SetCell {
  readonly text: TextBlock;
  readonly lines: readonly Line[];
  /** Start of its column, points from the page's start edge. */
  readonly x: number;
}

function setCells(row: TableRow, style: Style, { start, widths, gap }: Columns, setter: Setter): readonly SetCell[] {
  let x = setter.context.page.margin.start + start;
  return row.children.map(({ children: [text], align }, index) => {
    const measure = widths[index] ?? 0;
    const own = x;
    x += measure + gap;
    if (text.children.length === 0) return { text, lines: [], x: own };
    return { text, lines: setter.lines(text, cellStyle(style, align), { measure, first: 0 }), x: own };
  });
}

/** The headings as decoration of a further page: cell by cell, as they are read on the first, not line by line across them. */
function againOf(boxes: readonly LineBox[], rows: readonly TableRow[]): Again {
  let height = 0;
  const items: Item[] = [];
  for (const box of boxes) {
    const top = height;
    items.push(...box.items.map((item) => lowered(item, top)));
    height += box.height;
  }
  const order: readonly Node[] = rows.flatMap((row) => row.children.map(({ children: [text] }) => text));
  const placeOf = ({ owner }: Item): number => (owner.type === 'content' ? order.indexOf(owner.node) : -1);
  const texts = items.filter(({ owner }) => owner.type === 'content').toSorted((one, other) => placeOf(one) - placeOf(other));
  const owner = artifact('header');
  let next = 0;
  return { height, items: items.map((item) => (item.owner.type === 'content' ? { ...(texts[next++] ?? item), owner } : item)) };
}
