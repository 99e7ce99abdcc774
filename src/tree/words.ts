/**
 * The one plain-text reading of a document tree: its blocks as text in reading order, and a block's inlines as stretches
 * of equal look. Nothing here knows a page or a format.
 */
import type { Block, DocumentNode, Inline, Link, Node, NodeType, Note, NoteCall, Part, Path, Table, TextBlock } from './nodes.ts';

/** A stretch of text of one look. */
export interface StyledSpan {
  /** `\n` alone for a break by hand; a break is never joined to its neighbours. */
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  /** BCP 47, of the innermost span around it; null where it is the document's. */
  readonly language: string | null;
  readonly look: 'text' | 'organ-letter' | 'note-mark' | 'note-call';
  /** The call that it is; null for anything else. */
  readonly call: NoteCall | null;
  /** The link it is part of; null outside of any. */
  readonly link: Link | null;
  /** Of the text's own node; where neighbours were joined, the first one's. */
  readonly at: Path | null;
}

/** Flattens the inlines of a block, joining neighbours of equal look. A block's label is not among them. */
export function spansOf(block: { readonly children: readonly Inline[] }): readonly StyledSpan[] {
  const spans: StyledSpan[] = [];
  const append = (span: StyledSpan) => {
    const last = spans.at(-1);
    if (span.text === '') return;
    if (last && looksAlike(last, span)) spans[spans.length - 1] = { ...last, text: last.text + span.text };
    else spans.push(span);
  };
  for (const inline of block.children) flatten(inline, plain, append);
  return spans;
}

/** The text of inlines, with `\n` for a break. */
export function plainText(inlines: readonly Inline[]): string {
  return spansOf({ children: inlines })
    .map((span) => span.text)
    .join('');
}

/** Whether words say an address as well as it does: they are the address, or the mailbox it writes to. */
export function isSaidBy(address: string, words: string): boolean {
  return words === address || `mailto:${words}` === address;
}

/** A node in which links say their addresses behind their words, unless those are the address: what leads nowhere else must be read. */
export function spelledOut<T extends Node>(node: T): T {
  if (!('children' in node)) return node;
  const before: readonly Node[] = node.children;
  const children = before.flatMap((child): readonly Node[] => {
    const own = spelledOut(child);
    if (own.type !== 'link' || isSaidBy(own.address, plainText(own.children))) return [own];
    return [own, { type: 'text', at: own.at, text: ` <${own.address}>` }];
  });
  return children.length === before.length && children.every((child, index) => child === before[index]) ? node : { ...node, children };
}

/** One block of text as a reader meets it. */
export interface TextUnit {
  readonly type: NodeType;
  /** The part of the document it stands in. */
  readonly part: Part['type'];
  readonly at: Path | null;
  /** Label, a space, and the text; `\n` for a break. */
  readonly text: string;
}

/** The text of the document in reading order: everything but what pages repeat. */
export function textOf(tree: DocumentNode): readonly TextUnit[] {
  return tree.children.flatMap((part) => unitsOf(part));
}

/** The footnotes of all bodies, in the order of the document. */
export function footnotesOf(tree: DocumentNode): readonly Note[] {
  const parts = tree.children.flatMap((part): readonly Part[] => (part.type === 'annex' ? part.children : [part]));
  return parts.flatMap((part) =>
    part.type === 'body' ? part.children.flatMap((block) => (block.type === 'notes' ? block.children : [])) : [],
  );
}

/** The paragraphs of a table's own notes. */
export const tableNotesOf = ({ children }: Table): readonly TextBlock[] =>
  children.flatMap((child) => (child.type !== 'table-row' && child.type === 'table-note' ? [child] : []));

/** The path of the note that a paragraph of a table's notes belongs to, as its call names it. */
export const noteOf = ({ at }: TextBlock): Path => (at ?? '').slice(0, Math.max((at ?? '').lastIndexOf('.'), 0));

/** What is shown as a picture and says itself in words only to a reader who cannot see it. */
export interface PictureUnit {
  readonly type: 'emblem' | 'bar-code' | 'qr-code' | 'recycle-sign';
  readonly at: Path | null;
  readonly alt: string;
}
/** What pages repeat, apart from the text. Page numbers are the back end's. */
export interface Furniture {
  /** On pages 2 and after, above. */
  readonly symbols: readonly TextUnit[];
  /** On pages 2 and after, below. */
  readonly job: TextUnit | null;
  /** On every page. */
  readonly statusMarks: readonly TextUnit[];
}

/** The repeated text of the document. */
export function furnitureOf(tree: DocumentNode): Furniture {
  const heads = tree.children.filter((part) => part.type === 'running-head');
  return {
    symbols: heads.flatMap((head) => head.symbols.map((symbol) => unitOf(symbol, 'running-head'))),
    job:
      heads.flatMap((head): TextUnit[] =>
        head.job === null ? [] : [{ type: head.type, part: head.type, at: head.at, text: head.job }],
      )[0] ?? null,
    statusMarks: tree.children.filter((part) => part.type === 'status-mark').map((mark) => unitOf(mark as TextBlock, 'status-mark')),
  };
}

/** The text of a table, apart from its title. */
export interface TableUnits {
  /** What pages repeat where the table goes on. */
  readonly headings: readonly TextUnit[];
  readonly cells: readonly TextUnit[];
}

/** The tables of the document in reading order. */
export function tablesOf(tree: DocumentNode): readonly TableUnits[] {
  const found: TableUnits[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'table') {
      const units = (heading: boolean) =>
        node.children.flatMap((row) =>
          row.type === 'table-row' && row.heading === heading ? row.children.map(({ children: [text] }) => unitOf(text, 'body')) : [],
        );
      found.push({ headings: units(true), cells: units(false) });
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return found;
}

/** The pictures of the document in reading order. */
export function picturesOf(tree: DocumentNode): readonly PictureUnit[] {
  return tree.children.flatMap((part) => {
    if (part.type !== 'masthead' && part.type !== 'foot') return [];
    return part.children.flatMap((child): PictureUnit[] => ('alt' in child ? [{ type: child.type, at: child.at, alt: child.alt }] : []));
  });
}

/** A span without words or look. It has every field: Node 20 is slow to add one to a copy. */
const plain: StyledSpan = { text: '', strong: false, emphasis: false, language: null, look: 'text', call: null, link: null, at: null };

function flatten(inline: Inline, look: StyledSpan, append: (span: StyledSpan) => void): void {
  const into = (children: readonly Inline[], change: Partial<StyledSpan>) => {
    for (const child of children) flatten(child, { ...look, ...change }, append);
  };
  switch (inline.type) {
    case 'text':
      append({ ...look, text: inline.text, at: inline.at });
      break;
    case 'break':
      append({ ...look, text: '\n', at: inline.at });
      break;
    case 'note-mark':
      append({ ...look, look: 'note-mark', text: inline.text, at: inline.at });
      break;
    case 'note-call':
      append({ ...look, look: 'note-call', call: inline, link: null, text: inline.text, at: inline.at });
      break;
    case 'strong':
      into(inline.children, { strong: true });
      break;
    case 'emphasis':
      into(inline.children, { emphasis: true });
      break;
    case 'span':
      into(inline.children, { language: inline.language });
      break;
    case 'link':
      into(inline.children, { link: inline });
      break;
    case 'organ-letter':
      into(inline.children, { look: 'organ-letter' });
      break;
  }
}

function looksAlike(one: StyledSpan, other: StyledSpan): boolean {
  return (
    one.text !== '\n' &&
    other.text !== '\n' &&
    one.strong === other.strong &&
    one.emphasis === other.emphasis &&
    one.language === other.language &&
    one.link === other.link &&
    one.look === other.look &&
    one.call === other.call
  );
}

function unitsOf(part: Part): readonly TextUnit[] {
  switch (part.type) {
    case 'masthead':
    case 'foot':
      return part.children.flatMap((child) => ('children' in child ? [unitOf(child, part.type)] : []));
    case 'session-block':
    case 'signature-block':
      return part.children.flatMap((column) => column.children.map((line) => unitOf(line, part.type)));
    case 'special-notes':
      return part.children.map((note) => unitOf(note, part.type));
    case 'body':
      return blocksOf(part.children);
    case 'annex':
      return part.children.flatMap((child) => unitsOf(child));
    case 'running-head':
    case 'status-mark':
    case 'end-rule':
      return [];
    default:
      return [unitOf(part, part.type)];
  }
}

function blocksOf(blocks: readonly Block[]): readonly TextUnit[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'keep':
      case 'quote':
        return blocksOf(block.children);
      case 'list':
        return block.children.flatMap((item) => labelled(item.label, item.at, blocksOf(item.children)));
      case 'notes':
        return block.children.flatMap((note) => labelled(note.label, note.at, notePartOf(note.children)));
      case 'table':
        return block.children.flatMap((child) =>
          child.type === 'table-row' ? child.children.map((cell) => unitOf(cell.children[0], 'body')) : [unitOf(child, 'body')],
        );
      case 'page-break':
        return [];
      default:
        return [unitOf(block, 'body')];
    }
  });
}

const notePartOf = (blocks: readonly TextBlock[]): readonly TextUnit[] => blocks.map((block) => unitOf(block, 'body'));

/** Sets an item's label before its first text. */
function labelled(label: string, at: Path | null, units: readonly TextUnit[]): readonly TextUnit[] {
  const [first, ...others] = units;
  if (!first) return [{ type: 'list-item', part: 'body', at, text: label }];
  return [{ ...first, text: `${label} ${first.text}` }, ...others];
}

function unitOf(block: TextBlock, part: Part['type']): TextUnit {
  const text = plainText(block.children);
  return { type: block.type, part, at: block.at, text: block.label === null ? text : `${block.label} ${text}` };
}
