/**
 * Joins the parts of the Word document: one page set-up in two sections, the heads and feet, the notes and the text.
 */
import { Document, Header, Paragraph, SectionType } from 'docx';
import { twips } from '../../style/units.ts';
import type { DocumentNode, Part } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { flowOf, leadingTabs } from './flow.ts';
import { firstFooter, laterFooter, laterHeader } from './furniture.ts';
import { wordStyle } from './looks.ts';
import { firstHeader, mastheadGrid } from './masthead.ts';
import { flowed } from './paragraphs.ts';
import { runsOf } from './runs.ts';

/** The text of the document is broken by Word 2013's rules and later: those of the Organization's own files. */
const compatibilityMode = 15;

/**
 * Makes the document. Page 1 ends higher than later pages; as in the Organization's own files a first section, of nothing but
 * its end, gives page 1 its bottom and masthead, and a continuous one the later pages theirs. That the second names its own
 * heads and feet is what makes LibreOffice heed it.
 */
export async function documentOf(tree: DocumentNode, context: Context): Promise<Document> {
  const { page } = context;
  const part = <T extends Part['type']>(type: T) =>
    (tree.children.find((child) => child.type === type) ?? null) as Extract<Part, { type: T }> | null;
  const [masthead, foot, running] = [part('masthead'), part('foot'), part('running-head')];
  const mark = tree.children.find((child) => child.type === 'status-mark') ?? null;
  const statusMark = mark && 'label' in mark ? mark : null;

  const notes = part('special-notes')?.children ?? [];
  const numbers = new Map(notes.flatMap((note, index) => (note.label === null ? [] : [[note.label, index + 1] as const])));
  const flow = flowOf(tree, context, numbers);
  const drafts = flow.flatMap((item) => (item.type === 'paragraph' ? [item] : item.columns.flat()));
  const called = new Set(drafts.flatMap((draft) => draft.pieces.map((piece) => piece.note)));
  const footnotes = notes.flatMap((note, index) => {
    if (!called.has(index + 1)) return [];
    const paragraph = new Paragraph({
      style: wordStyle(context.sheet, note.type, note.tight),
      children: runsOf(leadingTabs(note, context, new Map()), context),
    });
    return [[index + 1, { children: [paragraph] }] as const];
  });

  const layout = (bottom: number) => ({
    size: { width: twips(page.page.width), height: twips(page.page.height) },
    margin: {
      top: twips(page.margin.top),
      right: twips(page.margin.end),
      bottom: twips(bottom),
      left: twips(page.margin.start),
      header: twips(page.margin.header),
      footer: twips(page.margin.footer),
      gutter: 0,
    },
  });
  // The masthead's closing paragraph and the one that ends the first section share what is left above the type area.
  const closing = mastheadGrid(page).closing / 2;
  return new Document({
    compatabilityModeVersion: compatibilityMode,
    evenAndOddHeaderAndFooters: true,
    defaultTabStop: twips(page['default-tab']),
    footnotes: Object.fromEntries(footnotes),
    sections: [
      {
        properties: { titlePage: true, page: layout(page.bottom.first) },
        headers: {
          first: masthead ? await firstHeader(masthead, context, closing) : new Header({ children: [] }),
        },
        footers: {
          first: await firstFooter(
            foot,
            statusMark,
            notes.filter((_, index) => !called.has(index + 1)),
            context,
          ),
        },
        children: [],
      },
      {
        properties: { type: SectionType.CONTINUOUS, page: layout(page.bottom.later) },
        headers: { default: laterHeader(running, 'recto', context), even: laterHeader(running, 'verso', context) },
        footers: {
          default: laterFooter(running, statusMark, 'recto', context),
          even: laterFooter(running, statusMark, 'verso', context),
        },
        children: flowed(flow, context),
      },
    ],
  });
}
