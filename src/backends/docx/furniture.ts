/**
 * What repeats at the head and foot of later pages, versos and rectos apart, and the foot of the first page. Texts stand in
 * tables, as in the Organization's own files; codes, signs and the status mark at fixed places of the page.
 */
import {
  BorderStyle,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  HeightRule,
  type IParagraphOptions,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Run,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { barCodePicture, qrCodePicture } from '../../layout/codes.ts';
import { eighths, twips } from '../../style/units.ts';
import type { Foot, RunningHead, TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { fromLeft, horizontalRule, placedPicture } from './drawings.ts';
import { leadingTabs } from './flow.ts';
import { lineHeight, measureOf, wordStyle } from './looks.ts';
import { cellFoot, closingParagraph, noBorder, noMargins, readsFromLeft, standing, tableDirection, unruled } from './paragraphs.ts';
import { piecesOf, plainPiece, runsOf } from './runs.ts';

/** Even pages are versos: their outer edge is the start side; that of odd pages the end side. Right and left here are end and start, as Word reads them. */
export type Side = 'verso' | 'recto';

/** Makes the head of later pages: symbols at the outer edge above a rule. */
export function laterHeader(running: RunningHead | null, side: Side, context: Context): Header {
  const { page, sheet } = context;
  const { rule, distance, baseline } = page['running-head'];
  const style = sheet.style('running-symbol');
  const { above, below } = lineHeight(style, sheet, context.faces);
  const symbols = (running?.symbols ?? []).map((symbol, index, all) =>
    textParagraph(symbol, context, {
      ...outer(side, readsFromLeft(symbol, context), context),
      spacing: { after: index === all.length - 1 ? 0 : Math.max(0, twips(distance - above - below)) },
    }),
  );
  const table = halves(context, {
    contents: ordered(side, symbols, [], context),
    end: page['running-head'].end,
    height: rule.y - page.margin.header,
    bottomRule: rule.height,
    foot: rule.y - baseline - below,
  });
  const closing = page.top.later - rule.y - rule.height;
  return new Header({ children: [table, closingParagraph(wordStyle(sheet, 'running-symbol'), closing)] });
}

/** Makes the foot of later pages: page number and number of pages outside, job number inside. */
export function laterFooter(running: RunningHead | null, mark: TextBlock | null, side: Side, context: Context): Footer {
  const { page, sheet, faces } = context;
  const folio = lineHeight(sheet.style('folio'), sheet, faces);
  const job = lineHeight(sheet.style('running-job'), sheet, faces);
  const top = page.folio.baseline - folio.above;
  const number = new Paragraph({
    style: wordStyle(sheet, 'folio'),
    ...outer(side, true, context),
    children: [new Run({ children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES] })],
  });
  const jobNumber = new Paragraph({
    style: wordStyle(sheet, 'running-job'),
    ...outer(side === 'verso' ? 'recto' : 'verso', true, context),
    spacing: { before: Math.max(0, twips(page['running-job'].baseline - job.above - top)) },
    children: runsOf([plainPiece(running?.job ?? '')], context),
  });
  const table = halves(context, {
    contents: ordered(side, [number], running?.job ? [jobNumber] : [], context),
    end: page.folio.end,
  });
  const closing = page.page.height - page.margin.footer - page.folio.baseline - folio.below;
  return new Footer({ children: [...statusMark(mark, side, context), table, closingParagraph(wordStyle(sheet, 'folio'), closing)] });
}

/** Makes the foot of the first page. `notes` are the special notes that no mark of the text calls. */
export async function firstFooter(
  foot: Foot | null,
  mark: TextBlock | null,
  notes: readonly TextBlock[],
  context: Context,
): Promise<Footer> {
  const { page, sheet, faces } = context;
  const places = page.foot;
  const text = (type: 'job-line' | 'recycle') => foot?.children.find((child): child is TextBlock => child.type === type) ?? null;
  const [job, recycle] = [text('job-line'), text('recycle')];
  const jobHeight = lineHeight(sheet.style('job-line'), sheet, faces);
  const recycleHeight = lineHeight(sheet.style('recycle'), sheet, faces);
  const top = Math.min(places['job-line'].baseline - jobHeight.above, places.recycle.baseline - recycleHeight.above);
  const bottom = Math.max(places['job-line'].baseline + jobHeight.below, places.recycle.baseline + recycleHeight.below);

  const pictures = foot ? await footPictures(foot, context) : [];
  const recycleParagraph = recycle
    ? textParagraph(recycle, context, {
        ...standing('end', page.page.width - page.margin.end - places.recycle.end, readsFromLeft(recycle, context), context),
        spacing: { before: Math.max(0, twips(places.recycle.baseline - recycleHeight.above - top)) },
      })
    : null;
  const jobParagraph = new Paragraph({
    style: wordStyle(sheet, 'job-line'),
    spacing: { before: Math.max(0, twips(places['job-line'].baseline - jobHeight.above - top)) },
    ...standing('start', places['job-line'].x - page.margin.start, job === null || readsFromLeft(job, context), context),
    children: job ? runsOf(piecesOf(job, context, new Map()), context) : [],
  });
  const table = halves(context, {
    contents: [[jobParagraph], recycleParagraph ? [recycleParagraph] : []],
    divide: places.divide,
    height: bottom - top,
  });
  const closing = page.page.height - page.margin.footer - bottom;
  return new Footer({
    children: [
      ...statusMark(mark, 'recto', context),
      ...footNotes(notes, top, context),
      table,
      // Holds the pictures, which stand at places of their own: within a table Word would count from the cell. It reads from left
      // to right, since LibreOffice counts from the other edge of the page in one that does not.
      closingParagraph(wordStyle(sheet, 'job-line'), closing, { ...standing('start', 0, true, context), children: pictures }),
    ],
  });
}

async function footPictures(foot: Foot, context: Context): Promise<readonly ParagraphChild[]> {
  const { page, pictures } = context;
  const made: ParagraphChild[] = [];
  for (const child of foot.children) {
    if (child.type === 'bar-code')
      made.push(await placedPicture(await barCodePicture(child.value), child.alt, page.foot['bar-code'], context));
    if (child.type === 'recycle-sign') made.push(await placedPicture(pictures.recycleSign, child.alt, page.foot['recycle-sign'], context));
    if (child.type === 'qr-code')
      made.push(await placedPicture(await qrCodePicture(child.value), child.alt, page.foot['qr-code'], context));
  }
  return made;
}

/** Word has notes for text only; one called from the masthead stands above the foot of page 1, and the text area ends above it. */
function footNotes(notes: readonly TextBlock[], footTop: number, context: Context): Paragraph[] {
  const { page, sheet, faces } = context;
  // From the lowest edge the text could reach to the top of the foot's own lines.
  const after = footTop - (page.page.height - page.bottom.first);
  const { above } = lineHeight(sheet.style('special-note'), sheet, faces);
  const { rule } = page['special-notes'];
  // LibreOffice counts the rule's place from the other edge in a paragraph read from right to left: there it hangs from one of its own.
  const apart = context.language.direction === 'rtl' && notes.length > 0;
  const ruleParagraph = (): Paragraph =>
    closingParagraph(wordStyle(sheet, 'special-note'), 0, {
      ...standing('start', 0, true, context),
      children: [horizontalRule(rule, 0, context)],
    });
  const paragraphs = notes.map(
    (note, index) =>
      new Paragraph({
        style: wordStyle(sheet, 'special-note'),
        spacing: {
          ...(index === 0 ? { before: Math.max(0, twips(rule.above - above)) } : {}),
          ...(index === notes.length - 1 ? { after: Math.max(0, twips(after)) } : {}),
        },
        children: [
          ...runsOf(leadingTabs(note, context, new Map()), context),
          ...(index === 0 && !apart ? [horizontalRule(rule, above - rule.above, context)] : []),
        ],
      }),
  );
  return apart ? [ruleParagraph(), ...paragraphs] : paragraphs;
}

/** The mark stands in a frame at a place of the page, below the foot's own lines. */
function statusMark(mark: TextBlock | null, side: Side, context: Context): Paragraph[] {
  if (!mark) return [];
  const { page, sheet, faces } = context;
  const place = page['status-mark'];
  const width = place.end - place.start;
  const height = lineHeight(sheet.style('status-mark'), sheet, faces);
  return [
    textParagraph(mark, context, {
      ...outer(side, readsFromLeft(mark, context), context),
      frame: {
        type: 'absolute',
        position: { x: twips(fromLeft({ x: place.start, width }, context)), y: twips(place.baseline - height.above) },
        width: twips(width),
        height: twips(height.above + height.below),
        anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
        wrap: FrameWrap.AROUND,
        rule: HeightRule.EXACT,
      },
    }),
  ];
}

function textParagraph(block: TextBlock, context: Context, options: IParagraphOptions): Paragraph {
  return new Paragraph({
    style: wordStyle(context.sheet, block.type),
    ...options,
    children: runsOf(piecesOf(block, context, new Map()), context),
  });
}

/** Sets a line at the outer edge. */
function outer(side: Side, isLeftToRight: boolean, context: Context): IParagraphOptions {
  return standing(side === 'recto' ? 'end' : 'start', 0, isLeftToRight, context);
}

/** What stands outside and inside, in the order of the page from its start edge. */
function ordered(side: Side, outside: readonly Paragraph[], inside: readonly Paragraph[], context: Context) {
  const empty = () => [new Paragraph({ style: wordStyle(context.sheet, 'running-symbol'), spacing: { after: 0 } })];
  const [outsideCell, insideCell] = [outside, inside].map((paragraphs) => (paragraphs.length > 0 ? paragraphs : empty()));
  return side === 'verso' ? [outsideCell ?? [], insideCell ?? []] : [insideCell ?? [], outsideCell ?? []];
}

interface Halves {
  readonly contents: readonly (readonly Paragraph[])[];
  /** Where it ends, if not with the measure; and where its cells meet, if not in the middle. Points from the page's start edge. */
  readonly end?: number;
  readonly divide?: number;
  /** Exact, with the text at its foot if there is a rule under it; as tall as the text if absent. */
  readonly height?: number;
  /** Thickness of a rule under the row. */
  readonly bottomRule?: number;
  /** Gap between the last line and the row's foot. */
  readonly foot?: number;
}

/** What a place measured in print may differ from a whole edge, in points. */
const slack = 1;

/** One row of two cells across the measure. */
function halves(context: Context, { contents, end, divide, height, bottomRule, foot = 0 }: Halves): Table {
  const { margin } = context.page;
  const measure = measureOf(context.page);
  const beyond = end === undefined ? 0 : end - margin.start - measure;
  const width = twips(beyond > slack ? measure + beyond : measure);
  const half = divide === undefined ? Math.round(width / 2) : twips(divide - margin.start);
  const widths = [half, width - half];
  const line = bottomRule === undefined ? noBorder : { style: BorderStyle.SINGLE, size: eighths(bottomRule), color: '000000' };
  return new Table({
    ...tableDirection(context),
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: noMargins,
    borders: { ...unruled, bottom: line },
    rows: [
      new TableRow({
        ...(height === undefined ? {} : { height: { value: twips(height), rule: HeightRule.EXACT } }),
        children: contents.map(
          (paragraphs, index) =>
            new TableCell({
              width: { size: widths[index] ?? half, type: WidthType.DXA },
              ...(bottomRule === undefined ? {} : { verticalAlign: VerticalAlignTable.BOTTOM, ...cellFoot(foot) }),
              children: paragraphs.length > 0 ? [...paragraphs] : [new Paragraph({ style: wordStyle(context.sheet, 'job-line') })],
            }),
        ),
      }),
    ],
  });
}
