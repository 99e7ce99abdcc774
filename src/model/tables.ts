/**
 * A table of Markdown → rows and cells of the tree. The row above the dashes holds the headings of columns; the first column
 * those of rows if the author says so (`::: table rows`). Rows that do not match and tables of nothing are told of by place.
 */
import type { Table as MarkdownTable, TableCell as MarkdownTableCell, TableRow as MarkdownTableRow } from 'mdast';
import type { Report } from '../problem.ts';
import type { Path, Table, TableCell, TableRow, TextBlock } from '../tree/nodes.ts';
import { alignedWith, endOf, type Ink, inlinesOf, offsetOf } from './inlines.ts';
import type { MarkdownInline, MarkdownNode, MarkdownParagraph } from './mdast.ts';

/** What a table is read with. */
export interface TableReading {
  /** Whether the first column holds the headings of rows. */
  readonly headsRows: boolean;
  readonly tight: boolean;
  readonly ink: Ink;
  readonly blocks: Map<string, { offset: number; length: number }>;
  readonly report: Report;
}

/** No page is as wide, no letter as long; chosen. */
const most = { columns: 40, rows: 1000 };

/** Reads a table, with the paragraph that is its title if it has one. */
export function tableOf(node: MarkdownTable, title: MarkdownParagraph | null, at: Path, reading: TableReading): Table {
  checkShape(node, reading);
  const titles = title === null ? [] : [titleOf(title, `${at}.title`, reading)];
  const rows = node.children.map((row, index) => rowOf(row, node, index === 0, `${at}.${index}`, reading));
  return { type: 'table', at, children: [...titles, ...rows] };
}

const delimiter = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Tells of a row of dashes in a paragraph: it has not as many columns as the row above it, and so begins no table. */
export function reportFalseTable(paragraph: MarkdownParagraph, { ink, report }: Pick<TableReading, 'ink' | 'report'>): void {
  const from = ink.base + offsetOf(paragraph);
  const text = ink.source.slice(from, ink.base + endOf(paragraph));
  if (!text.includes('|')) return;
  let offset = from;
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0 && line.includes('|') && delimiter.test(line))
      report('TABLE_UNEVEN', { path: ink.path, offset, length: line.length }, { variant: 'dashes' });
    offset += line.length + 1;
  }
}

function checkShape({ children, align }: MarkdownTable, { ink, report }: TableReading): void {
  const [head] = children;
  const columns = align?.length ?? 0;
  const place = (node: MarkdownNode) => {
    const line = ink.source.slice(ink.base + offsetOf(node), ink.base + endOf(node)).split('\n')[0] ?? '';
    return { path: ink.path, offset: ink.base + offsetOf(node), length: Math.max(line.length, 1) };
  };
  if (!head) return;
  for (const row of children) {
    const values = { count: String(row.children.length), expected: String(columns) };
    if (row.children.length !== columns) report('TABLE_UNEVEN', place(row), values);
  }
  if (children.length === 1) report('TABLE_EMPTY', place(head), {});
  else if (head.children.every((cell) => cell.children.length === 0)) report('TABLE_EMPTY', place(head), { variant: 'headings' });
  if (columns > most.columns) report('TABLE_TOO_LARGE', place(head), { count: String(columns), limit: String(most.columns) });
  else if (children.length - 1 > most.rows)
    report('TABLE_TOO_LARGE', place(head), { count: String(children.length - 1), limit: String(most.rows), variant: 'rows' });
}

function titleOf(paragraph: MarkdownParagraph, at: Path, reading: TableReading): TextBlock {
  setPlace(at, offsetOf(paragraph), endOf(paragraph), reading);
  return textOf('table-title', paragraph.children, at, reading);
}

function rowOf(row: MarkdownTableRow, { align, children }: MarkdownTable, heading: boolean, at: Path, reading: TableReading): TableRow {
  setPlace(at, offsetOf(row), endOf(row), reading);
  const columns = children[0]?.children.length ?? 0;
  // A row that is too long or too short has been told of.
  const cells = Array.from({ length: columns }, (_, index): TableCell => {
    const cell = row.children[index];
    const path = `${at}.${index}`;
    const words: readonly MarkdownInline[] = cell?.children ?? [];
    setPlace(path, ...extentOf(cell ?? row), reading);
    const text = textOf(heading ? 'table-heading' : 'table-text', withBreaks(words, reading.ink), path, reading);
    // An empty cell heads nothing.
    const header = words.length === 0 ? null : heading ? 'column' : index === 0 && reading.headsRows ? 'row' : null;
    return { type: 'table-cell', at: path, header, align: sides[align?.[index] ?? 'left'], children: [text] };
  });
  return { type: 'table-row', at, heading, children: cells };
}

/** Left and right are start and end, as everywhere in a source: they change sides in Arabic. */
const sides = { left: 'start', right: 'end', center: 'centre' } as const;

function textOf(type: TextBlock['type'], words: readonly MarkdownInline[], at: Path, { tight, ink }: TableReading): TextBlock {
  return { type, at, children: inlinesOf(words, false, ink), label: null, tight, linesKept: false };
}

function setPlace(at: Path, start: number, end: number, { ink, blocks }: TableReading): void {
  blocks.set(at, { offset: ink.base + start, length: end - start });
}

/** A cell's text, without the bars and blanks around it. */
function extentOf(cell: MarkdownTableCell | MarkdownTableRow): readonly [start: number, end: number] {
  const [first, last] = [cell.children[0], cell.children.at(-1)];
  return [offsetOf(first ?? cell), endOf(last ?? cell)];
}

/** A cell stands in one line of its source, so a backslash before a blank breaks its line. */
function withBreaks(nodes: readonly MarkdownInline[], ink: Ink): readonly MarkdownInline[] {
  return nodes.flatMap((node): readonly MarkdownInline[] => {
    if (node.type === 'text') return node.value.includes('\\ ') ? brokenText(node, ink) : [node];
    return 'children' in node ? [{ ...node, children: withBreaks(node.children as MarkdownInline[], ink) } as MarkdownInline] : [node];
  });
}

function brokenText(node: Extract<MarkdownInline, { type: 'text' }>, ink: Ink): readonly MarkdownInline[] {
  const { value } = node;
  const offsets = alignedWith(value, ink.base + offsetOf(node), ink.source);
  const point = (index: number) => ({ line: 0, column: 0, offset: (offsets[index] ?? 0) - ink.base });
  const piece = (from: number, to: number): readonly MarkdownInline[] => {
    const text = value.slice(from, to).trim();
    const start = from + (value.slice(from, to).length - value.slice(from, to).trimStart().length);
    return text === '' ? [] : [{ type: 'text', value: text, position: { start: point(start), end: point(start + text.length) } }];
  };
  const pieces: MarkdownInline[] = [];
  let from = 0;
  for (const { index } of value.matchAll(/\\(?= )/g)) {
    // Two backslashes are one of the text.
    if (ink.source.charAt((offsets[index] ?? 0) + 1) !== ' ') continue;
    pieces.push(...piece(from, index), { type: 'break', position: { start: point(index), end: point(index + 1) } });
    from = index + 1;
  }
  return from === 0 ? [node] : [...pieces, ...piece(from, value.length)];
}
