/**
 * Tables of the text as Word's: columns as wide as those of the PDF, a row of headings that every page repeats, rows that are
 * not parted, rules as borders.
 */
import { BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import { type Columns, columnsOf } from '../../layout/columns.ts';
import { openSetter } from '../../layout/setter.ts';
import { blocksAround } from '../../style/around.ts';
import type { Style } from '../../style/sheet.ts';
import { eighths, twips } from '../../style/units.ts';
import type { DocumentNode, Table as TableNode } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import type { Grid } from './flow.ts';
import { wordStyle } from './looks.ts';
import { noMargins, tableDirection, unruled } from './paragraphs.ts';
import { element, valued } from './xml.ts';

/** The columns of every table in a document. */
export async function columnsIn(tree: DocumentNode, context: Context): Promise<ReadonlyMap<TableNode, Columns>> {
  const found = [...blocksAround(tree, context.sheet)].flatMap(({ block, around }) =>
    block.type === 'table' ? [{ table: block, inset: around.inset }] : [],
  );
  if (found.length === 0) return new Map();
  const setter = await openSetter(context, tree.linebreaks);
  return new Map(found.map(({ table, inset }) => [table, columnsOf(table, inset, setter)]));
}

/** Makes a table; `paragraphs` holds those of its cells, row by row. */
export function gridOf({ columns, rows, headsRows }: Grid, paragraphs: readonly (readonly Paragraph[])[], context: Context): Table {
  const { start, widths, gap, measure } = columns;
  const { rules } = context.page.table;
  const grid = widths.map((width, index) => twips(width + (index < widths.length - 1 ? gap : 0)));
  const line = (thickness: number) => ({ style: BorderStyle.SINGLE, size: eighths(thickness), color: 'auto' });
  const bordersOf = (index: number) => {
    if (rows[index]?.heading) return { top: line(rules.above), bottom: line(rules.heading) };
    return index === rows.length - 1 ? { bottom: line(rules.end) } : {};
  };
  return new Table({
    ...tableDirection(context),
    style: wordStyle(context.sheet, 'table'),
    layout: TableLayoutType.FIXED,
    width: { size: twips(measure), type: WidthType.DXA },
    indent: { size: twips(start), type: WidthType.DXA },
    columnWidths: grid,
    margins: noMargins,
    borders: unruled,
    tableLook: { firstRow: true, lastRow: false, firstColumn: headsRows, lastColumn: false, noHBand: true, noVBand: true },
    rows: rows.map(
      ({ heading }, index) =>
        new TableRow({
          cantSplit: true,
          ...(heading ? { tableHeader: true } : {}),
          children: (paragraphs[index] ?? []).map(
            (paragraph, column) =>
              new TableCell({
                width: { size: grid[column] ?? 0, type: WidthType.DXA },
                borders: bordersOf(index),
                ...(heading ? { verticalAlign: VerticalAlignTable.BOTTOM } : {}),
                children: [paragraph],
              }),
          ),
        }),
    ),
  });
}

/** The style of Word's tables, for whoever adds one: the rules, and no room beside the text of cells (ECMA-376-1, 17.7.6). */
export function tableStyle(style: Style, { page }: Context): string {
  if (!style.word) return '';
  const { above, heading, end } = page.table.rules;
  const border = (name: string, thickness: number) =>
    element(name, { 'w:val': 'single', 'w:sz': eighths(thickness), 'w:space': 0, 'w:color': 'auto' });
  const none = (name: string) => element(name, { 'w:w': 0, 'w:type': 'dxa' });
  return element(
    'w:style',
    { 'w:type': 'table', 'w:customStyle': 1, 'w:styleId': style.word.id },
    valued('w:name', style.word.name),
    element('w:qFormat'),
    element(
      'w:tblPr',
      {},
      element('w:tblBorders', {}, border('w:top', above), border('w:bottom', end)),
      element('w:tblCellMar', {}, none('w:top'), none('w:left'), none('w:bottom'), none('w:right')),
    ),
    element(
      'w:tblStylePr',
      { 'w:type': 'firstRow' },
      element('w:tblPr'),
      element('w:tcPr', {}, element('w:tcBorders', {}, border('w:bottom', heading))),
    ),
  );
}
