/**
 * What each node of the document tree is in the structure of a file: its structure type, what the element says of itself, and
 * its attributes (ISO 32000-1, 14.8.4 and 14.8.5). A new kind of node is told here.
 */
import type { Inline, Link, List, Node, NodeType, NoteCall, TextBlock } from '../../tree/nodes.ts';
import { spansOf } from '../../tree/words.ts';
import { type Dictionary, text } from './objects.ts';

/**
 * A structure type; `through`: its children belong to its parent; `artifact`: never tagged; `heading`: H1 to H6 by rank;
 * `note`: a Note, its label apart; `footnote`: a Note of paragraphs, whose own content is its label;
 * `cell`: TH or TD.
 */
export type Role =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'BlockQuote'
  | 'P'
  | 'L'
  | 'LI'
  | 'Table'
  | 'TR'
  | 'cell'
  | 'Caption'
  | 'Figure'
  | 'heading'
  | 'note'
  | 'footnote'
  | 'through'
  | 'artifact'
  | 'inline';

export const roles: Readonly<Record<NodeType, Role>> = {
  document: 'Document',
  masthead: 'Sect',
  'session-block': 'Sect',
  'session-column': 'Div',
  body: 'Sect',
  'signature-block': 'Sect',
  annex: 'Sect',
  'annex-heading': 'heading',
  'annex-label': 'heading',
  'annex-original': 'P',
  'annex-title': 'heading',
  signature: 'Div',
  'special-notes': 'Sect',
  foot: 'Sect',
  'running-head': 'artifact',
  'end-rule': 'artifact',
  'page-break': 'artifact',
  keep: 'through',
  quote: 'BlockQuote',
  list: 'L',
  'list-item': 'LI',
  table: 'Table',
  'table-row': 'TR',
  'table-cell': 'cell',
  'table-title': 'Caption',
  'table-heading': 'P',
  'table-text': 'P',
  'table-note': 'note',
  emblem: 'Figure',
  'bar-code': 'Figure',
  'qr-code': 'Figure',
  'recycle-sign': 'Figure',
  'status-mark': 'P',
  organization: 'P',
  symbol: 'P',
  organ: 'P',
  distribution: 'P',
  'masthead-date': 'P',
  'version-language': 'P',
  'original-language': 'P',
  'session-organ': 'P',
  'session-line': 'P',
  'agenda-line': 'P',
  'agenda-title': 'P',
  title: 'heading',
  paragraph: 'P',
  'paragraph-centred': 'P',
  'heading-1': 'heading',
  'heading-2': 'heading',
  'heading-3': 'heading',
  'heading-4': 'heading',
  'heading-5': 'heading',
  'signature-line': 'P',
  'special-note': 'note',
  notes: 'through',
  note: 'footnote',
  'note-text': 'P',
  'job-line': 'P',
  recycle: 'P',
  'running-symbol': 'artifact',
  text: 'inline',
  break: 'inline',
  strong: 'inline',
  emphasis: 'inline',
  span: 'inline',
  link: 'inline',
  'organ-letter': 'inline',
  'note-mark': 'inline',
  'note-call': 'inline',
};

/** Headings by rank, the title and what stands above an annex first. */
export const ranks: { readonly [Type in NodeType]?: number } = {
  title: 0,
  'annex-heading': 0,
  'annex-label': 0,
  'annex-title': 1,
  'heading-1': 2,
  'heading-2': 3,
  'heading-3': 4,
  'heading-4': 5,
  'heading-5': 6,
};

/** What an element says besides its tag. */
export interface Traits {
  /** Entries of its own: alternative text, a name. */
  readonly entries: Dictionary;
  /** Attributes, an object for each owner (`O`): of lists, of tables, of layout. */
  readonly attributes: readonly Dictionary[];
}
export const plain: Traits = { entries: {}, attributes: [] };

/** The traits of a node's element. */
export function traitsOf(node: Node): Traits {
  if (node.type === 'list') return { entries: {}, attributes: [{ O: 'List', ListNumbering: numberingOf(node) }] };
  // What a cell names is said of every cell that names something (ISO 14289-1, 7.5).
  if (node.type === 'table-cell' && node.header !== null)
    return { entries: {}, attributes: [{ O: 'Table', Scope: node.header === 'column' ? 'Column' : 'Row' }] };
  if ('alt' in node) return { entries: { Alt: text(node.alt) }, attributes: [] };
  return plain;
}

/** How a list is numbered, by its first printed label; the table has no word for dashes (ISO 32000-1, table 347). */
function numberingOf({ kind, children }: List): string {
  if (kind === 'bullet') return 'Disc';
  if (kind === 'dash') return 'None';
  const label = children[0]?.label ?? '';
  if (/\p{Nd}/u.test(label)) return 'Decimal';
  // A list that begins at "i" is of roman figures, not of letters.
  if (/^\P{L}*i\P{L}*$/u.test(label)) return 'LowerRoman';
  if (/^\P{L}*I\P{L}*$/u.test(label)) return 'UpperRoman';
  // An ordered list needs one of the table's words, letters of any script the nearest (ISO 14289-1, 7.6).
  return /\p{Lu}/u.test(label) ? 'UpperAlpha' : 'LowerAlpha';
}

/** Which pieces of a block, as its runs count them, are marks that call a special note; null if none is. */
export function noteMarksOf(block: TextBlock): ReadonlySet<number> | null {
  if (!block.children.some(holdsNoteMark)) return null;
  return new Set(spansOf(block).flatMap(({ look }, piece) => (look === 'note-mark' ? [piece] : [])));
}

function holdsNoteMark(inline: Inline): boolean {
  return inline.type === 'note-mark' || ('children' in inline && inline.children.some(holdsNoteMark));
}

/** The call of a footnote that each piece of a block is, as its runs count them; null if none is one. */
export function callsOf(block: TextBlock): readonly (NoteCall | null)[] | null {
  return block.children.some(holdsCall) ? spansOf(block).map(({ call }) => call) : null;
}

function holdsCall(inline: Inline): boolean {
  return inline.type === 'note-call' || ('children' in inline && inline.children.some(holdsCall));
}

/** The link that each piece of a block is part of, as its runs count them; null if it holds none. */
export function linksOf(block: TextBlock): readonly (Link | null)[] | null {
  return block.children.some(holdsLink) ? spansOf(block).map(({ link }) => link) : null;
}

function holdsLink(inline: Inline): boolean {
  return inline.type === 'link' || ('children' in inline && inline.children.some(holdsLink));
}
