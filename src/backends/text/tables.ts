/**
 * Rows of a table as lines whose cells stand below each other, where a line is long enough for the longest.
 */
import type { TableRow } from '../../tree/nodes.ts';
import { plainText } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { columnsOf } from './wrap.ts';

/** Columns of a screen between those of a table. */
const gap = 2;

/** The lines of a table, `margin` columns in, headings and rows apart; null where a row is too long or a cell has lines of its own. */
export function alignedRows(
  rows: readonly TableRow[],
  margin: number,
  { text: { width } }: Context,
): readonly (readonly string[])[] | null {
  const texts = rows.map(({ children }) => children.map(({ children: [text] }) => plainText(text.children)));
  if (texts.some((row) => row.some((text) => text.includes('\n')))) return null;
  const widths = (texts[0] ?? []).map((_, column) => Math.max(1, ...texts.map((row) => columnsOf(row[column] ?? ''))));
  const whole = widths.reduce((sum, one) => sum + one, margin + gap * (widths.length - 1));
  if (whole > width) return null;
  const line = (cells: readonly string[]) => `${' '.repeat(margin)}${cells.join(' '.repeat(gap))}`.trimEnd();
  const lines = rows.map(({ heading, children }, index) => {
    const cells = children.map(({ align }, column) => padded(texts[index]?.[column] ?? '', widths[column] ?? 0, align));
    return { heading, text: line(cells) };
  });
  return [true, false].map((heading) => lines.filter((one) => one.heading === heading).map((one) => one.text));
}

function padded(text: string, width: number, align: 'start' | 'end' | 'centre'): string {
  const free = width - columnsOf(text);
  const before = align === 'start' ? 0 : align === 'end' ? free : Math.floor(free / 2);
  return `${' '.repeat(before)}${text}${' '.repeat(free - before)}`;
}
