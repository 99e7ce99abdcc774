/**
 * Joins the parts of the Word document: one page set-up in two sections, the heads and feet, the notes and the text.
 */
import { Document, type FileChild, Header, SectionType } from 'docx';
import { knownEndRule } from '../../layout/end-rule.ts';
import { layOut } from '../../layout/layout.ts';
import { twips } from '../../style/units.ts';
import type { DocumentNode, Part, TextBlock } from '../../tree/nodes.ts';
import { footnotesOf, spansOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { draftsOf, type FlowItem, flowOf } from './flow.ts';
import { footnoteParagraphs, noteParagraph } from './footnotes.ts';
import { firstFooter, laterFooter, laterHeader } from './furniture.ts';
import { raggedIn } from './kept-lines.ts';
import { wordStyle } from './looks.ts';
import { firstHeader, mastheadGrid, sharesOfClosing } from './masthead.ts';
import { closingParagraph, columnsOf, paragraphOf } from './paragraphs.ts';
import { columnsIn, gridOf } from './tables.ts';

/** The text of the document is broken by Word 2013's rules and later: those of the Organization's own files. */
const compatibilityMode = 15;

/**
 * Makes the document. Page 1 ends higher than later pages; as in the Organization's own files a first section, of nothing but
 * its end, gives page 1 its bottom and masthead, and a continuous one the later pages theirs. That the second names its own
 * heads and feet is what makes LibreOffice heed it; the first names the same, since LibreOffice sets by it the pages before an annex.
 */
export async function documentOf(tree: DocumentNode, context: Context): Promise<Document> {
  const { page } = context;
  const { start, end } = page.margin;
  const rightToLeft = context.language.direction === 'rtl';
  const part = <T extends Part['type']>(type: T) =>
    (tree.children.find((child) => child.type === type) ?? null) as Extract<Part, { type: T }> | null;
  const [masthead, foot, running] = [part('masthead'), part('foot'), part('running-head')];
  const mark = tree.children.find((child) => child.type === 'status-mark') ?? null;
  const statusMark = mark && 'label' in mark ? mark : null;

  const notes = part('special-notes')?.children ?? [];
  // Word has no footnotes in a head: with a note that is called from there all stand in the foot of page 1, in their order.
  const titles = tree.children.filter((child): child is TextBlock => child.type === 'title');
  const marks = new Set(titles.flatMap(spansOf).flatMap(({ look, text }) => (look === 'note-mark' ? [text] : [])));
  const inText = notes.every(({ label }) => label !== null && marks.has(label)) ? notes : [];
  const numbers = new Map<string, number>(inText.map(({ label }, index) => [label ?? '', index + 1]));
  const footnotesInText = footnotesOf(tree);
  for (const [index, { at }] of footnotesInText.entries()) numbers.set(at ?? '', notes.length + index + 1);
  const ragged = await raggedIn(tree, context);
  const flow = flowOf(tree, context, numbers, await columnsIn(tree, context), ragged, await endRuleDistance(tree, context));
  const drafts = flow.flatMap(draftsOf);
  const called = new Set(drafts.flatMap((draft) => draft.pieces.map((piece) => piece.note)));
  const special = notes.flatMap((note, index) => {
    if (!called.has(index + 1)) return [];
    return [[index + 1, { children: [noteParagraph(note, context)] }] as const];
  });
  const footnotes = [
    ...special,
    ...footnotesInText.map((note, index) => [notes.length + index + 1, { children: footnoteParagraphs(note, context) }] as const),
  ];

  const layout = (bottom: number) => ({
    size: { width: twips(page.page.width), height: twips(page.page.height) },
    margin: {
      top: twips(page.margin.top),
      right: twips(rightToLeft ? start : end),
      bottom: twips(bottom),
      left: twips(rightToLeft ? end : start),
      header: twips(page.margin.header),
      footer: twips(page.margin.footer),
      gutter: 0,
    },
  });
  // What is left above the type area is shared by the masthead's closing paragraph, the one that ends the first section, and
  // one above a table that opens the second: LibreOffice puts an empty line of its own above a table that begins a section.
  const { closing } = mastheadGrid(page);
  const opensWithTable = flow[0]?.type === 'columns' || flow[0]?.type === 'grid';
  const share = closing / sharesOfClosing;
  const opening = opensWithTable ? [closingParagraph(wordStyle(context.sheet, 'paragraph'), share)] : [];
  const laterHeaders = () => ({ default: laterHeader(running, 'recto', context), even: laterHeader(running, 'verso', context) });
  const laterFooters = () => ({
    default: laterFooter(running, statusMark, 'recto', context),
    even: laterFooter(running, statusMark, 'verso', context),
  });
  return new Document({
    compatabilityModeVersion: compatibilityMode,
    evenAndOddHeaderAndFooters: true,
    defaultTabStop: twips(page['default-tab']),
    footnotes: Object.fromEntries(footnotes),
    sections: [
      {
        properties: { titlePage: true, page: layout(page.bottom.first) },
        headers: {
          first: masthead
            ? await firstHeader(masthead, context, opensWithTable ? closing - share - share : closing - share)
            : new Header({ children: [] }),
          ...laterHeaders(),
        },
        footers: {
          first: await firstFooter(
            foot,
            statusMark,
            notes.filter((_, index) => !called.has(index + 1)),
            context,
          ),
          ...laterFooters(),
        },
        children: [],
      },
      {
        properties: { type: SectionType.CONTINUOUS, page: layout(page.bottom.later) },
        headers: laterHeaders(),
        footers: laterFooters(),
        children: [...opening, ...flow.map((item) => flowed(item, context))],
      },
    ],
  });
}

/** Makes a paragraph or table of the flow. */
function flowed(item: FlowItem, context: Context): FileChild {
  switch (item.type) {
    case 'paragraph':
      return paragraphOf(item, context);
    case 'columns':
      return columnsOf(item.columns, context);
    case 'grid': {
      const paragraphs = item.rows.map(({ cells }) => cells.map((cell) => paragraphOf(cell, context)));
      return gridOf(item, paragraphs, context);
    }
    default:
      return closingParagraph(wordStyle(context.sheet, 'paragraph'), item.height);
  }
}

/**
 * Word pushes what floats neither to another page nor off the foot. So the end rule hangs where it hangs on our own pages; they
 * are made for that if there are none yet.
 */
async function endRuleDistance(tree: DocumentNode, context: Context): Promise<number> {
  const usual = context.page['end-rule'].below;
  if (!tree.children.some(({ type }) => type === 'end-rule')) return usual;
  const known = knownEndRule(tree, context);
  if (known !== null) return known;
  // What cannot be set is told by whoever asks for pages.
  await layOut(tree, { ...context, report: () => undefined });
  return knownEndRule(tree, context) ?? usual;
}
