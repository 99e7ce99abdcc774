/**
 * The masthead as the head of the first page: a table of two rows whose edges are the two rules, as the Organization's own
 * files have it. Every measure comes from `page.yaml`; rows and columns end where the rules and texts of the PDF stand.
 */
import {
  BorderStyle,
  Header,
  HeightRule,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PageData } from '../../style/page.ts';
import { eighths, twips } from '../../style/units.ts';
import type { Masthead, TextBlock, TextBlockType } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { boxInLine, pictureInLine } from './drawings.ts';
import { lineHeight, wordStyle } from './looks.ts';
import { cellFoot, closingParagraph, noMargins, readsFromLeft, standing, tableDirection, unruled } from './paragraphs.ts';
import { type Piece, piecesOf, runsOf } from './runs.ts';

/** The edges of the masthead table, in points. */
export interface MastheadGrid {
  readonly rows: readonly [number, number];
  readonly columns: readonly number[];
  /** How much longer the thin rule is than the thick: the last column, or 0. */
  readonly excess: number;
  /** Between the thick rule and the type area. */
  readonly closing: number;
  /** What the paragraph that ends the first section takes of it. */
  readonly sectionEnd: number;
}

/** Into how many parts the gap above the type area is divided. */
export const sharesOfClosing = 3;

/** Finds rows and columns from the places of rules and texts. */
export function mastheadGrid(page: PageData): MastheadGrid {
  const { masthead, margin } = page;
  const { 'thin-rule': thin, 'thick-rule': thick, name, gutter } = masthead;
  const emblem = masthead.organs.x - margin.start;
  const middle = masthead.distribution.x - masthead.organs.x - name - gutter - gutter;
  const end = thick.x + thick.width;
  // Less than Word counts by is nothing.
  const excess = twips(thin.x + thin.width - end) > 0 ? thin.x + thin.width - end : 0;
  const closing = page.top.first - thick.y - thick.height;
  return {
    rows: [thin.y - margin.header, thick.y - thin.y],
    columns: [emblem, name, gutter, middle, gutter, end - masthead.distribution.x, ...(excess > 0 ? [excess] : [])],
    excess,
    closing,
    sectionEnd: closing / sharesOfClosing,
  };
}

/** Makes the head of the first page. */
export async function firstHeader(masthead: Masthead, context: Context, closing: number): Promise<Header> {
  const { page } = context;
  const grid = mastheadGrid(page);
  const columns = grid.columns.map(twips);
  const width = (from: number, count: number) => columns.slice(from, from + count).reduce((sum, column) => sum + column, 0);
  const empty = () => new Paragraph({ style: wordStyle(context.sheet, 'running-symbol') });
  const line = (height: number) => ({ style: BorderStyle.SINGLE, size: eighths(height), color: 'auto' });
  const cell = (from: number, count: number, row: 0 | 1, children: readonly Paragraph[], foot = 0) =>
    new TableCell({
      width: { size: width(from, count), type: WidthType.DXA },
      ...(count > 1 ? { columnSpan: count } : {}),
      borders:
        row === 0
          ? { bottom: line(page.masthead['thin-rule'].height) }
          : { top: line(page.masthead['thin-rule'].height), bottom: line(page.masthead['thick-rule'].height) },
      ...(row === 0 ? { verticalAlign: VerticalAlignTable.BOTTOM, ...cellFoot(foot) } : {}),
      children: children.length > 0 ? children : [empty()],
    });
  const height = (points: number) => ({ value: twips(points), rule: HeightRule.EXACT });
  const blocks = (type: TextBlockType) => masthead.children.filter((child): child is TextBlock => child.type === type);
  const upperText = (from: number, count: number, type: 'organization' | 'symbol') => {
    // The organ's letter, larger than the rest, makes the symbol's line as tall as itself.
    const style = context.sheet.style(type);
    const size = type === 'symbol' ? Math.max(style.size, context.sheet.style('organ-letter').size) : style.size;
    const { below } = lineHeight({ ...style, size }, context.sheet, context.faces);
    const foot = page.masthead['thin-rule'].y - page.masthead[type].baseline - below;
    return cell(
      from,
      count,
      0,
      blocks(type).map((block) => textParagraph(block, context, {})),
      foot,
    );
  };

  const table = new Table({
    ...tableDirection(context),
    layout: TableLayoutType.FIXED,
    width: { size: width(0, columns.length), type: WidthType.DXA },
    columnWidths: columns,
    margins: noMargins,
    borders: unruled,
    rows: [
      new TableRow({
        height: height(grid.rows[0]),
        // A name too long for its column begins at the margin.
        children: [
          ...(page.masthead.organization.x < page.masthead.organs.x
            ? [upperText(0, 2, 'organization')]
            : [cell(0, 1, 0, []), upperText(1, 1, 'organization')]),
          cell(2, 1, 0, []),
          upperText(3, columns.length - 3, 'symbol'),
        ],
      }),
      new TableRow({
        height: height(grid.rows[1]),
        children: [
          cell(0, 1, 1, await emblemParagraphs(masthead, context)),
          cell(1, 3, 1, organParagraphs(blocks('organ'), context)),
          cell(4, 1, 1, []),
          cell(5, 1, 1, distributionParagraphs(masthead, context)),
        ],
      }),
    ],
  });
  return new Header({ children: [table, closingParagraph(wordStyle(context.sheet, 'running-symbol'), closing)] });
}

function textParagraph(block: TextBlock, context: Context, options: IParagraphOptions): Paragraph {
  const style = context.sheet.style(block.type);
  const isForeign = context.language.direction === 'rtl' && readsFromLeft(block, context);
  return new Paragraph({
    style: wordStyle(context.sheet, block.type),
    ...(isForeign ? standing(style.align === 'end' ? 'end' : 'start', 0, true, context) : {}),
    ...options,
    children: runsOf(loweredPieces(block, context), context),
  });
}

/** Text stands below its line where its style says so. LibreOffice shrinks what a style lowers; the runs say it. */
function loweredPieces(block: TextBlock, context: Context): readonly Piece[] {
  const { lowered } = context.sheet.style(block.type);
  return piecesOf(block, context, new Map()).map((piece) => ({ ...piece, lowered }));
}

/** Top of the second row's text. */
function rowTop(page: PageData): number {
  return page.masthead['thin-rule'].y + page.masthead['thin-rule'].height;
}

/** Gap above a line, in twips: none if the lines would overlap. */
function gapAbove(points: number): number {
  return Math.max(0, twips(points));
}

function organParagraphs(organs: readonly TextBlock[], context: Context): Paragraph[] {
  const { above } = lineHeight(context.sheet.style('organ'), context.sheet, context.faces);
  const before = gapAbove(context.page.masthead.organs.baseline - above - rowTop(context.page));
  return organs.map((organ, index) => textParagraph(organ, context, index === 0 ? { spacing: { before } } : {}));
}

/** Each line keeps its baseline, whether or not the lines above it are there. */
function distributionParagraphs(masthead: Masthead, context: Context): Paragraph[] {
  const { page, sheet, faces } = context;
  const order: readonly TextBlockType[] = ['distribution', 'masthead-date', 'version-language', 'original-language'];
  let top = rowTop(page);
  return order.flatMap((type, index) => {
    const block = masthead.children.find((child): child is TextBlock => child.type === type);
    if (!block) return [];
    const { above, below } = lineHeight(sheet.style(type), sheet, faces);
    const baseline = page.masthead.distribution.baselines[index] ?? 0;
    const before = gapAbove(baseline - above - top);
    top = baseline + below;
    return [textParagraph(block, context, { spacing: { before } })];
  });
}

async function emblemParagraphs(masthead: Masthead, context: Context): Promise<Paragraph[]> {
  const emblem = masthead.children.find((child) => child.type === 'emblem');
  if (!emblem) return [];
  const { page, pictures, sheet } = context;
  const box = page.masthead.emblem;
  const picture = pictures.emblem;
  // As large as the box allows without changing the picture's proportions.
  const scale = picture ? Math.min(box.width / picture.width, box.height / picture.height) : 1;
  const size = picture ? { width: picture.width * scale, height: picture.height * scale } : box;
  return [
    new Paragraph({
      style: wordStyle(sheet, 'running-symbol'),
      spacing: { before: gapAbove(box.y + (box.height - size.height) / 2 - rowTop(page)), after: 0 },
      indent: { left: twips(box.x + (box.width - size.width) / 2 - page.margin.start) },
      children: [picture ? await pictureInLine(picture, emblem.alt, size) : boxInLine(emblem.alt, size, page.masthead['emblem-outline'])],
    }),
  ];
}
