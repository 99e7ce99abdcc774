/**
 * The text of the document as a flow of paragraphs, each with the gaps that part it from its neighbours. A gap between two
 * paragraphs stands whole after the first: Word may add the spacing after one and before the next or take the larger,
 * by a setting of its own, and here both come to the same.
 */
import type { Columns as TableColumns } from '../../layout/columns.ts';
import { type Around, type Inset, inList, inQuote, outside, setIn, standingOf } from '../../style/around.ts';
import type { Sheet, Style } from '../../style/sheet.ts';
import type { Block, DocumentNode, List, Part, SessionBlock, SessionColumn, SignatureBlock, Table, TextBlock } from '../../tree/nodes.ts';
import { tableNotesOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { hangOf, noteMarkStyle } from './looks.ts';
import { type Piece, piecesOf, plainPiece } from './runs.ts';

/** A paragraph before it becomes Word's. */
export interface Draft {
  readonly type: 'paragraph';
  /** Its entry in the style sheet. */
  readonly style: string;
  /** How far quotations set it in from where its style stands. */
  readonly inset: Inset;
  readonly tight: boolean;
  pieces: readonly Piece[];
  /** Gaps in points, those of the style included. */
  before: number;
  after: number;
  keepsWithNext: boolean;
  keepsLines: boolean;
  startsPage: boolean;
  /** Indent from the end of the measure where it differs from the style's; null if it does not. */
  end: number | null;
  /** How lines stand where it differs from the style; null if it does not. */
  align: Style['align'] | null;
  /** How far below this paragraph's last baseline the rule that ends a document hangs; null if it hangs from another. */
  endRule: number | null;
}
/** The organs side by side. */
export interface Columns {
  readonly type: 'columns';
  readonly columns: readonly (readonly Draft[])[];
}
/** A table of the text: a paragraph a cell. */
export interface Grid {
  readonly type: 'grid';
  readonly columns: TableColumns;
  readonly rows: readonly { readonly heading: boolean; readonly cells: readonly Draft[] }[];
  /** Whether its first column names its rows. */
  readonly headsRows: boolean;
}
/** Room where Word needs a paragraph and the text has none. */
export interface Gap {
  readonly type: 'gap';
  /** Points. */
  readonly height: number;
}
export type FlowItem = Draft | Columns | Grid | Gap;

/** The paragraphs of an item. */
export function draftsOf(item: FlowItem): readonly Draft[] {
  if (item.type === 'paragraph') return [item];
  if (item.type === 'grid') return item.rows.flatMap((row) => row.cells);
  return item.type === 'columns' ? item.columns.flat() : [];
}

/**
 * Puts the tree's text into one flow. `notes` numbers the special notes by their marks, `columns` has those of every table, `ragged` the
 * paragraphs whose lines the author ends too early to be stretched.
 */
export function flowOf(
  tree: DocumentNode,
  context: Context,
  notes: ReadonlyMap<string, number>,
  columns: ReadonlyMap<Table, TableColumns>,
  ragged: ReadonlySet<TextBlock>,
  /** How far the end rule hangs below the last baseline. */
  endRule: number,
): readonly FlowItem[] {
  const { sheet, page } = context;
  const items: FlowItem[] = [];
  /** What containers ask for between the last paragraph and the next. */
  let gap = 0;
  let pageBreak = false;

  const draft = (block: TextBlock, style: string, pieces: readonly Piece[], inset = outside.inset): Draft => ({
    type: 'paragraph',
    style,
    inset,
    tight: block.tight,
    pieces,
    before: sheet.style(style).before,
    after: sheet.style(style).after,
    keepsWithNext: false,
    keepsLines: false,
    startsPage: false,
    end: null,
    align: ragged.has(block) ? 'start' : null,
    endRule: null,
  });
  const place = (item: Draft): Draft => {
    const last = items.at(-1);
    if (pageBreak) item.startsPage = true;
    else if (last?.type === 'paragraph') {
      last.after += gap + item.before + (sheet.style(last.style).keepsWithNext ? 0 : sheet.style(item.style).belowText);
      item.before = 0;
    } else item.before += gap + sheet.style(item.style).belowText;
    gap = 0;
    pageBreak = false;
    items.push(item);
    return item;
  };
  const text = (block: TextBlock) => place(draft(block, block.type, leadingTabs(block, context, notes)));

  /** A block of the author's where lists and quotations have it; an item's paragraph, behind its label if it has one. */
  const standing = (block: TextBlock, label: string | null, around: Around) => {
    const { name, inset } = standingOf(block, around);
    if (around.item === null || block.type !== 'paragraph') {
      place(draft(block, name, leadingTabs(block, context, notes, name), inset));
      return;
    }
    const lead = plainPiece(itemLead(setIn(sheet.style(name), inset), label, sheet));
    place(draft(block, name, [lead, ...piecesOf(block, context, notes)], inset));
  };

  const list = (node: List, around: Around): void => {
    const within = inList(node, around, sheet);
    for (const item of node.children) {
      const [first, ...others] = item.children;
      if (first?.type === 'paragraph') standing(first, item.label, within);
      else if (first) blockOf(first, within);
      for (const other of others) blockOf(other, within);
    }
  };
  /** Keeps what stands last with what comes. */
  const keepLast = (): void => {
    const last = items.at(-1);
    if (last?.type === 'paragraph') last.keepsWithNext = true;
    if (last?.type === 'grid') for (const item of last.rows.at(-1)?.cells ?? []) item.keepsWithNext = true;
  };
  const table = (node: Table, around: Around): void => {
    const own = columns.get(node);
    if (!own) throw new Error('a table without columns');
    gap += sheet.style(node.type).before;
    for (const child of node.children) if (child.type === 'table-title') standing(child, null, around);
    const rows = node.children.filter((child) => child.type === 'table-row');
    const cells = rows.map((row, index) => ({
      heading: row.heading,
      cells: row.children.map(({ children: [block], align }, column): Draft => {
        const item = draft(block, block.type, piecesOf(block, context, notes));
        // Headings stay with two rows.
        const keepsWithNext = index <= 1 && index < rows.length - 1;
        return { ...item, align, end: column < row.children.length - 1 ? own.gap : null, keepsWithNext };
      }),
    }));
    // Word takes tables without anything between them for one.
    const last = items.at(-1);
    if (last?.type === 'paragraph') last.after += gap;
    else if (last) items.push({ type: 'gap', height: gap });
    if (pageBreak) for (const item of cells[0]?.cells ?? []) item.startsPage = true;
    pageBreak = false;
    items.push({ type: 'grid', columns: own, rows: cells, headsRows: rows.some((row) => row.children[0]?.header === 'row') });
    gap = 0;
    for (const note of tableNotesOf(node)) {
      keepLast();
      const mark = { ...plainPiece(note.label ?? ''), style: noteMarkStyle.id };
      place(draft(note, note.type, [mark, plainPiece('\t'), ...piecesOf(note, context, notes)], around.inset));
    }
    gap += sheet.style(node.type).after;
  };
  const blockOf = (block: Block, around: Around): void => {
    if (block.type === 'list') list(block, around);
    else if (block.type === 'table') table(block, around);
    else if (block.type === 'page-break') pageBreak = true;
    else if (block.type === 'notes') return;
    else if (block.type === 'quote') for (const child of block.children) blockOf(child, inQuote(around, sheet));
    else if (block.type === 'keep') {
      const from = items.length;
      for (const child of block.children) blockOf(child, around);
      // A row is kept with the next as a paragraph is.
      const kept = items.slice(from).flatMap((item) => (item.type === 'grid' ? item.rows.map((row) => row.cells) : [draftsOf(item)]));
      for (const [index, row] of kept.entries()) {
        for (const item of row) {
          item.keepsLines = true;
          item.keepsWithNext = index < kept.length - 1;
        }
      }
    } else standing(block, null, around);
  };

  const sessionColumn = (column: SessionColumn, end: number | null): readonly Draft[] => {
    const titles = column.children.filter((child) => child.type === 'agenda-title');
    // Several titles stand apart from one another and from the line above them; one does not.
    const between = titles.length > 1 ? sheet.style('agenda-titles-gap').after : 0;
    return column.children.map((block, index) => {
      const item = draft(block, block.type, leadingTabs(block, context, notes));
      if (block.type === 'agenda-title') item.end = end;
      if (column.children[index + 1]?.type === 'agenda-title') item.after += between;
      return item;
    });
  };
  const sessionBlock = (block: SessionBlock): void => {
    const [only] = block.children;
    if (block.children.length === 1 && only) {
      for (const item of sessionColumn(only, null)) place(item);
    } else if (only) {
      const end = page.session['second-column'] - page.margin.start - page.session['agenda-measure'];
      items.push({ type: 'columns', columns: block.children.map((column) => sessionColumn(column, end)) });
    }
    gap = sheet.style('session-block').after;
  };
  const signatureBlock = (block: SignatureBlock): void => {
    gap += sheet.style('signature-block').before;
    keepLast();
    for (const [index, signature] of block.children.entries()) {
      if (index > 0) gap += sheet.style('signature').after;
      if (signature.room) gap += sheet.style('signature-room').before;
      for (const line of signature.children) text(line).keepsLines = true;
    }
    // The sheet keeps every line with the next; the last has none to keep to.
  };

  const partOf = (part: Part): void => {
    switch (part.type) {
      case 'session-block':
        sessionBlock(part);
        break;
      case 'body':
        gap += sheet.style('body').before;
        for (const child of part.children) blockOf(child, outside);
        break;
      case 'signature-block':
        signatureBlock(part);
        break;
      case 'annex':
        pageBreak = true;
        for (const child of part.children) partOf(child);
        break;
      case 'end-rule': {
        const last = items.at(-1);
        if (last?.type === 'paragraph') last.endRule = endRule;
        else if (last?.type === 'grid') items.push({ ...emptyDraft(sheet), endRule });
        gap = 0;
        break;
      }
      case 'masthead':
      case 'special-notes':
      case 'foot':
      case 'running-head':
      case 'status-mark':
        break;
      default:
        text(part);
    }
  };
  for (const part of tree.children) partOf(part);
  // The last thing in Word is a paragraph.
  if (items.at(-1)?.type === 'grid') items.push({ type: 'gap', height: 0 });
  return items;
}

/** A line without text, for what hangs from a paragraph. */
function emptyDraft(sheet: Sheet): Draft {
  const { before, after, name } = sheet.style('paragraph');
  const kept = { keepsWithNext: false, keepsLines: false, startsPage: false };
  const own = { style: name, inset: outside.inset, before, after };
  return { type: 'paragraph', ...own, tight: false, pieces: [], ...kept, end: null, align: null, endRule: null };
}

/** Points within which a place is a tab stop's: stops stand where Word's own template has them, a twip or two off the indents. */
const nearStop = 1;

/** What stands before an item's text: a tab for each stop up to the label, the label, a tab; or tabs up to the text alone. */
function itemLead(style: Style, label: string | null, sheet: Sheet): string {
  const tabsTo = (place: number) =>
    '\t'.repeat(sheet.data.tabs.filter((stop) => stop > style.start + nearStop && stop <= place + nearStop).length);
  if (hangOf(style) !== null) return label === null ? '\t' : `${label}\t`;
  return label === null ? tabsTo(style.start + style.first) : `${tabsTo(style.label ?? style.start)}${label}\t`;
}

/** A paragraph's first line begins after a tab, a labelled block's after its label and a tab on each side of it. */
export function leadingTabs(
  block: TextBlock,
  context: Context,
  notes: ReadonlyMap<string, number>,
  name: string = block.type,
): readonly Piece[] {
  const style = context.sheet.style(name);
  const pieces = piecesOf(block, context, notes, style);
  if (style.labelEnd !== null) return [plainPiece(`\t${block.label ?? ''}\t`), ...pieces];
  const lead = `${style.first > 0 ? '\t' : ''}${block.label === null ? '' : `${block.label}\t`}`;
  return lead === '' ? pieces : [plainPiece(lead), ...pieces];
}
