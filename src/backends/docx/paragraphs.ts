/**
 * Drafts to Word's paragraphs and tables. A paragraph states only what its Word style does not say.
 */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { setIn } from '../../style/around.ts';
import { twips } from '../../style/units.ts';
import { levelsIn } from '../../text/itemize.ts';
import type { TextBlock } from '../../tree/nodes.ts';
import { spansOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { endRule } from './drawings.ts';
import type { Draft } from './flow.ts';
import { alignments, definingStyle, hangOf, lineHeight, measureOf, wordStyle } from './looks.ts';
import { runsOf } from './runs.ts';

export function paragraphOf(draft: Draft, context: Context): Paragraph {
  const { sheet } = context;
  const style = setIn(sheet.style(draft.style), draft.inset);
  const defining = definingStyle(sheet, style);
  const before = draft.before === defining.before ? {} : { before: twips(draft.before) };
  const after = draft.after === defining.after ? {} : { after: twips(draft.after) };
  const end = draft.end ?? (style.end === defining.end ? null : style.end);
  const align = draft.align ?? style.align;
  const hang = hangOf(style);
  const indented = style.start !== defining.start || hang !== hangOf(defining);
  const rule: ParagraphChild[] =
    draft.endRule === null ? [] : [endRule(lineHeight(style, sheet, context.faces).above + draft.endRule, context)];
  const options: IParagraphOptions = {
    style: wordStyle(sheet, draft.style, draft.tight),
    ...(draft.keepsWithNext && !defining.keepsWithNext ? { keepNext: true } : {}),
    ...(draft.keepsLines && !defining.keepsLines ? { keepLines: true } : {}),
    ...(draft.startsPage ? { pageBreakBefore: true } : {}),
    ...(draft.before === defining.before && draft.after === defining.after ? {} : { spacing: { ...before, ...after } }),
    ...(end === null && !indented
      ? {}
      : {
          indent: {
            ...(indented ? { left: twips(style.start), ...(hang === null ? {} : { hanging: twips(style.start - hang) }) } : {}),
            ...(end === null ? {} : { right: twips(end) }),
          },
        }),
    ...(align === defining.align ? {} : { alignment: alignments[align] }),
    children: [...runsOf(draft.pieces, context), ...rule],
  };
  return new Paragraph(options);
}

export const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder } as const;
/** Of a table, around it and between its cells. */
export const unruled = { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder } as const;
/** Cells begin and end at their columns' edges. */
export const noMargins = { top: 0, bottom: 0, left: 0, right: 0, marginUnitType: WidthType.DXA } as const;

/** The gap between a cell's last line and its foot. LibreOffice counts spacing after the line twice where text stands at the foot. */
export function cellFoot(points: number) {
  return { margins: { bottom: Math.max(0, twips(points)), marginUnitType: WidthType.DXA } } as const;
}

/** How a paragraph stands at a side of the measure, `indent` points from its edge. */
export function standing(side: 'start' | 'end', indent: number, isLeftToRight: boolean, { language }: Context): IParagraphOptions {
  // In a paragraph of its own direction left and right are those of the page again.
  const turned = language.direction === 'rtl' && isLeftToRight;
  const isRight = (side === 'end') !== turned;
  return {
    ...(turned ? { bidirectional: false } : {}),
    ...(turned || isRight ? { alignment: isRight ? AlignmentType.RIGHT : AlignmentType.LEFT } : {}),
    ...(indent === 0 ? {} : { indent: { [isRight ? 'right' : 'left']: twips(indent) } }),
  };
}

/** Whether all of a text reads from left to right, in a document of either direction. */
export function readsFromLeft(block: TextBlock, { language }: Context): boolean {
  const levels = levelsIn(
    spansOf(block).map((span) => ({ text: span.text, language: span.language ?? language.language })),
    language,
  );
  return levels === null || levels.every((level) => level % 2 === 0);
}

/** Columns of a document read from right to left begin at the right. */
export function tableDirection({ language }: Context): { readonly visuallyRightToLeft?: true } {
  return language.direction === 'rtl' ? { visuallyRightToLeft: true } : {};
}

/** Two organs stand side by side in a table without borders. */
export function columnsOf(columns: readonly (readonly Draft[])[], context: Context): Table {
  const { page } = context;
  const first = page.session['second-column'] - page.margin.start;
  const widths = [twips(first), twips(measureOf(page)) - twips(first)];
  return new Table({
    ...tableDirection(context),
    layout: TableLayoutType.FIXED,
    width: { size: twips(measureOf(page)), type: WidthType.DXA },
    columnWidths: widths,
    margins: noMargins,
    borders: unruled,
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          (column, index) =>
            new TableCell({
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              children: column.map((draft) => paragraphOf(draft, context)),
            }),
        ),
      }),
    ],
  });
}

/** A paragraph of one exact height that shows nothing: Word demands one after a table. Its type is as small as Word can make it. */
export function closingParagraph(style: string, height: number, options: IParagraphOptions = {}): Paragraph {
  const line = Math.max(twips(height), 1);
  return new Paragraph({ style, spacing: { before: 0, after: 0, line, lineRule: LineRuleType.EXACT }, ...options });
}
