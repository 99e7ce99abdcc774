/**
 * How a block looks by what it stands in: the style of an item by the lists around it, and how far quotations set text in.
 * Pages and Word ask here, so that both stand in the same places.
 */
import type { Block, DocumentNode, List, Part, TextBlock } from '../tree/nodes.ts';
import { itemStyle, type Sheet, type Style } from './sheet.ts';

/** Points by which a measure is narrower than a style's own. */
export interface Inset {
  readonly start: number;
  readonly end: number;
}
/** The lists and quotations that blocks stand in. */
export interface Around {
  /** Style of the innermost item, set in as far as it stands; null outside lists. */
  readonly item: Style | null;
  /** Number of lettered lists. */
  readonly lettered: number;
  /** How far quotations set in what has a style of its own. */
  readonly inset: Inset;
  /** How far a quotation's paragraphs stand in from where their style has them; null outside quotations. */
  readonly quoted: Inset | null;
}

/** Outside lists and quotations. */
export const outside: Around = { item: null, lettered: 0, inset: { start: 0, end: 0 }, quoted: null };

/** What is around the items of a list, their style among it. "(a)" has its place whether or not a numbered list is around it. */
export function inList(list: List, around: Around, sheet: Sheet): Around & { readonly item: Style } {
  const lettered = list.kind === 'lettered' ? around.lettered + 1 : around.lettered;
  const style = itemStyle(list.kind, list.kind === 'lettered' ? lettered : list.depth, sheet);
  return { ...around, item: setIn(style, around.inset), lettered };
}

/** What is around the blocks of a quotation: it stands in from the text it interrupts, and counts lists anew. */
export function inQuote({ item, inset }: Around, sheet: Sheet): Around {
  const text = sheet.style('paragraph');
  const quote = sheet.style('quote');
  const outer = item ? { start: item.start - text.start, end: item.end - text.end } : inset;
  const inner = { start: outer.start + quote.start - text.start, end: outer.end + quote.end - text.end };
  return { item: null, lettered: 0, inset: inner, quoted: outer };
}

/** A block, and what it stands in. */
export interface Placed {
  readonly block: Part | Block;
  readonly around: Around;
}

/** The blocks of a document that stand in lists, quotations or by themselves, in their order, with what is around each. */
export function* blocksAround({ children }: DocumentNode, sheet: Sheet): Generator<Placed> {
  for (const part of children) yield* blocksIn(part, outside, sheet);
}

function* blocksIn(node: Part | Block, around: Around, sheet: Sheet): Generator<Placed> {
  switch (node.type) {
    case 'list':
      for (const item of node.children) for (const child of item.children) yield* blocksIn(child, inList(node, around, sheet), sheet);
      break;
    case 'quote':
      for (const child of node.children) yield* blocksIn(child, inQuote(around, sheet), sheet);
      break;
    case 'annex':
    case 'body':
    case 'keep':
      for (const child of node.children) yield* blocksIn(child, around, sheet);
      break;
    default:
      yield { block: node, around };
  }
}

/** The name of a block's style, and how far it is set in. */
export function standingOf({ type }: TextBlock, { item, inset, quoted }: Around): { readonly name: string; readonly inset: Inset } {
  if (type !== 'paragraph') return { name: type, inset };
  if (item) return { name: item.name, inset };
  return quoted ? { name: 'quote', inset: quoted } : { name: type, inset };
}

/** A block's style where it stands. */
export function styleIn(block: TextBlock, around: Around, sheet: Sheet): Style {
  const { name, inset } = standingOf(block, around);
  return setIn(sheet.style(name), inset);
}

/** A style whose measure is narrower. */
export function setIn(style: Style, { start, end }: Inset): Style {
  if (start === 0 && end === 0) return style;
  const moved = (place: number | null) => (place === null ? null : place + start);
  return { ...style, start: style.start + start, end: style.end + end, label: moved(style.label), labelEnd: moved(style.labelEnd) };
}
