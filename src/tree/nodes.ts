/**
 * The vocabulary of the program: every node a document tree may hold. All outputs are made from this tree.
 * Text is Unicode in reading order; no node holds a measure, a face or a page.
 */

import type { Facts } from './facts.ts';

/** Where a node came from in its source, as dotted keys and zero-based indexes: `letter.date`, `body.3`. */
export type Path = string;

interface Base {
  /** The path of the source text behind this node; null for what a template or the house style supplies. */
  readonly at: Path | null;
}

// ---- inlines ----

export interface Text extends Base {
  readonly type: 'text';
  readonly text: string;
}
/** A line end set by the author's hand. */
export interface Break extends Base {
  readonly type: 'break';
}
export interface Strong extends Base {
  readonly type: 'strong';
  readonly children: readonly Inline[];
}
export interface Emphasis extends Base {
  readonly type: 'emphasis';
  readonly children: readonly Inline[];
}
/** Text in another language than its surroundings. */
export interface Span extends Base {
  readonly type: 'span';
  readonly language: string;
  readonly children: readonly Inline[];
}
/** Words that lead to an address. */
export interface Link extends Base {
  readonly type: 'link';
  /** Whole, in ASCII, of one of the schemes a source may name: what is not ASCII is written as RFC 3987, 3.1 has it. */
  readonly address: string;
  /** What the address leads to, for a reader who cannot tell from the words; null if the author does not say. */
  readonly title: string | null;
  readonly children: readonly Inline[];
}
/** The organ's letter in a masthead symbol, set larger than the rest. */
export interface OrganLetter extends Base {
  readonly type: 'organ-letter';
  readonly children: readonly Inline[];
}
/** The raised mark that calls a special note: an asterisk or more. */
export interface NoteMark extends Base {
  readonly type: 'note-mark';
  readonly text: string;
}
/** The raised number or letter that calls a footnote; each calls a note of its own. */
export interface NoteCall extends Base {
  readonly type: 'note-call';
  /** What the author calls the note: `a` of `[^a]`. */
  readonly name: string;
  /** The path of the note. */
  readonly note: Path;
  /** As printed, in the order of the calls: "1", "a". */
  readonly text: string;
}
export type Inline = Text | Break | Strong | Emphasis | Span | Link | OrganLetter | NoteMark | NoteCall;

// ---- blocks that hold a line or a paragraph of text ----

/** The block types that hold inlines and nothing else. Each has a style of the same name in `templates/style.yaml`. */
export type TextBlockType =
  | 'status-mark'
  | 'organization'
  | 'symbol'
  | 'organ'
  | 'distribution'
  | 'masthead-date'
  | 'version-language'
  | 'original-language'
  | 'session-organ'
  | 'session-line'
  | 'agenda-line'
  | 'agenda-title'
  | 'title'
  | 'annex-heading'
  | 'annex-label'
  | 'annex-original'
  | 'annex-title'
  | 'paragraph'
  | 'paragraph-centred'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'heading-4'
  | 'heading-5'
  | 'note-text'
  | 'table-title'
  | 'table-heading'
  | 'table-text'
  | 'table-note'
  | 'signature-line'
  | 'special-note'
  | 'job-line'
  | 'recycle'
  | 'running-symbol';

export interface TextBlock extends Base {
  readonly type: TextBlockType;
  readonly children: readonly Inline[];
  /** Printed before the text at a place of its own: "I." of a heading, "*" of a special note; null if there is none. */
  readonly label: string | null;
  /** Tracking set by the author's hand (`::: tight`). */
  readonly tight: boolean;
  /** Every break between lines is the author's (`lines: kept`, `::: lines`); such lines are still justified where they nearly fill the measure. */
  readonly linesKept: boolean;
}

// ---- blocks that hold blocks ----

export interface ListItem extends Base {
  readonly type: 'list-item';
  /** As printed: "1.", "(a)", "–", "•". */
  readonly label: string;
  /** The first is set beside the label. */
  readonly children: readonly Block[];
}
export interface List extends Base {
  readonly type: 'list';
  /** Numbered by figures, letters or roman figures by depth; `lettered` begins at (a) at any depth; `dash`, `bullet`. */
  readonly kind: 'numbered' | 'lettered' | 'dash' | 'bullet';
  /** One-based depth among lists of this kind's family; picks the style `item-<kind>-<depth>`. */
  readonly depth: number;
  readonly children: readonly ListItem[];
}
/** Blocks quoted from elsewhere (`>`), set in from both sides. */
export interface Quote extends Base {
  readonly type: 'quote';
  readonly children: readonly Block[];
}
/** A cell and its one block of text: `table-heading` in the row of headings, `table-text` elsewhere; both have the cell's path. */
export interface TableCell extends Base {
  readonly type: 'table-cell';
  /** What its text names: its column or its row; null for a cell of data and for an empty one. */
  readonly header: 'column' | 'row' | null;
  /** As its column is aligned. */
  readonly align: 'start' | 'end' | 'centre';
  readonly children: readonly [TextBlock];
}
export interface TableRow extends Base {
  readonly type: 'table-row';
  /** Whether it is the row of headings, which comes first. */
  readonly heading: boolean;
  /** As many as in every other row of the table. */
  readonly children: readonly TableCell[];
}
/**
 * Text in rows and columns: the title first, if there is one, then the row of headings, the others, and the notes of its own, each a
 * paragraph whose first has the note's mark for its label. The path of such a note, which its call names, holds those of its paragraphs.
 */
export interface Table extends Base {
  readonly type: 'table';
  readonly children: readonly (TextBlock | TableRow)[];
}
/** Blocks that stay on one page (`::: keep`). */
export interface Keep extends Base {
  readonly type: 'keep';
  readonly children: readonly Block[];
}
export interface PageBreak extends Base {
  readonly type: 'page-break';
}
/** A footnote: its paragraphs, the first beside the label. */
export interface Note extends Base {
  readonly type: 'note';
  readonly name: string;
  /** The text of its call. */
  readonly label: string;
  readonly children: readonly TextBlock[];
}
/**
 * The footnotes of a body, in the order of their calls. They are its last block: that is where they are read, in every output
 * and by whoever hears the document. Only pages show each at the foot of the page that calls it.
 */
export interface Notes extends Base {
  readonly type: 'notes';
  readonly children: readonly Note[];
}
export type Block = TextBlock | List | Quote | Table | Keep | PageBreak | Notes;

export interface Emblem extends Base {
  readonly type: 'emblem';
  /** Alternative text, in the document's language. */
  readonly alt: string;
}
export interface Masthead extends Base {
  readonly type: 'masthead';
  readonly children: readonly (TextBlock | Emblem)[];
}
/** One organ's column of the session block. */
export interface SessionColumn extends Base {
  readonly type: 'session-column';
  readonly children: readonly TextBlock[];
}
export interface SessionBlock extends Base {
  readonly type: 'session-block';
  readonly children: readonly SessionColumn[];
}
/** The author's text, or the blocks of an annex. */
export interface Body extends Base {
  readonly type: 'body';
  readonly children: readonly Block[];
}
export interface Signature extends Base {
  readonly type: 'signature';
  /** A draft is not signed: room for a signature stands above the name (style entry `signature-room`). */
  readonly room: boolean;
  readonly children: readonly TextBlock[];
}
export interface SignatureBlock extends Base {
  readonly type: 'signature-block';
  readonly children: readonly Signature[];
}
/** An annex to the letter or an enclosure to an annex; it begins on a new page. Its heading or label comes first. */
export interface Annex extends Base {
  readonly type: 'annex';
  /** An enclosure belongs to the annex before it. */
  readonly kind: 'annex' | 'enclosure';
  readonly children: readonly (TextBlock | Body | SignatureBlock)[];
}
/** The short centred rule after the last signature. */
export interface EndRule extends Base {
  readonly type: 'end-rule';
}
export interface SpecialNotes extends Base {
  readonly type: 'special-notes';
  readonly children: readonly TextBlock[];
}
/** A linear or matrix code: what it holds and what it says to a reader who cannot see it. */
export interface BarCode extends Base {
  readonly type: 'bar-code';
  readonly value: string;
  readonly alt: string;
}
export interface QrCode extends Base {
  readonly type: 'qr-code';
  readonly value: string;
  readonly alt: string;
}
export interface RecycleSign extends Base {
  readonly type: 'recycle-sign';
  readonly alt: string;
}
/** The foot of the first page. */
export interface Foot extends Base {
  readonly type: 'foot';
  readonly children: readonly (TextBlock | BarCode | QrCode | RecycleSign)[];
}
/** What repeats on pages 2 and after: the symbols above, the job number below. Page numbers are the back end's. */
export interface RunningHead extends Base {
  readonly type: 'running-head';
  readonly symbols: readonly TextBlock[];
  readonly job: string | null;
}
export type Part = TextBlock | Masthead | SessionBlock | Body | SignatureBlock | Annex | EndRule | SpecialNotes | Foot | RunningHead;

/** What the document says of itself; the same in every output's properties. */
export interface Properties {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  /** An instant in UTC, ISO 8601: the masthead date, or the letter's; never the clock. */
  readonly date: string;
  /** The unique name of the document: its symbols, or null while it has none. */
  readonly symbol: string | null;
}
export interface DocumentNode extends Base {
  readonly type: 'document';
  /** A document type of `templates/types`. */
  readonly kind: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly linebreaks: 'word' | 'optimal';
  readonly properties: Properties;
  /** For records and machine-readable formats. */
  readonly facts: Facts;
  /** In reading order. */
  readonly children: readonly Part[];
}

export type Node =
  | DocumentNode
  | Part
  | Block
  | ListItem
  | Note
  | TableRow
  | TableCell
  | Emblem
  | SessionColumn
  | Signature
  | BarCode
  | QrCode
  | RecycleSign
  | Inline;
export type NodeType = Node['type'];
