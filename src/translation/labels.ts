/**
 * The labels of lists and headings in another language's forms: "(a)" of an English list is "a)" of a French one.
 */

import type { LabelData } from '../model/house-data.ts';
import { headingLabel, listLabel } from '../model/labels.ts';
import type { Block, Inline, List, TableCell, TableRow, TextBlock } from '../tree/nodes.ts';

/** Lists around a block, by kind. */
type Depths = Readonly<Record<List['kind'] | 'ordered', number>>;
const outermost: Depths = { ordered: 0, numbered: 0, lettered: 0, dash: 0, bullet: 0 };

/** Numbers of a list's first item that are tried. */
const most = 10_000;

/** Rebuilds blocks with other inlines and with labels of the other language. */
export function relabelled(
  blocks: readonly Block[],
  from: LabelData,
  to: LabelData,
  inlinesOf: (block: TextBlock) => readonly Inline[],
): readonly Block[] {
  const each = (some: readonly Block[], depths: Depths): readonly Block[] =>
    some.map((block): Block => {
      switch (block.type) {
        case 'page-break':
          return block;
        case 'keep':
          return { ...block, children: each(block.children, depths) };
        case 'notes':
          return { ...block, children: block.children.map((note) => ({ ...note, children: note.children.map(noteText) })) };
        case 'quote':
          return { ...block, children: each(block.children, outermost) };
        case 'list':
          return list(block, depths);
        case 'table':
          return { ...block, children: block.children.map(partOfTable) };
        default:
          return textBlock(block, inlinesOf(block), from, to);
      }
    });
  const noteText = (block: TextBlock): TextBlock => ({ ...block, children: inlinesOf(block) });
  const partOfTable = (part: TextBlock | TableRow): TextBlock | TableRow => {
    if (part.type !== 'table-row') return { ...part, children: inlinesOf(part) };
    return {
      ...part,
      children: part.children.map(
        (cell): TableCell => ({ ...cell, children: [{ ...cell.children[0], children: inlinesOf(cell.children[0]) }] }),
      ),
    };
  };
  const list = (block: List, depths: Depths): List => {
    const isOrdered = block.kind === 'numbered' || block.kind === 'lettered';
    const inner = { ...depths, ordered: depths.ordered + (isOrdered ? 1 : 0), [block.kind]: depths[block.kind] + 1 };
    const label = (number: number, labels: LabelData) => listLabel(block.kind, inner[block.kind], number, labels);
    const first = numberOf(block.children[0]?.label ?? '', (number) => label(number, from));
    const children = block.children.map((item, index) => ({
      ...item,
      label: first === null ? item.label : label(first + index, to),
      children: each(item.children, inner),
    }));
    return { ...block, children };
  };
  return each(blocks, outermost);
}

/** The number that a label says; null if none does. */
function numberOf(label: string, labelOf: (number: number) => string): number | null {
  for (let number = 1; number <= most; number += 1) if (labelOf(number) === label) return number;
  return null;
}

/** A heading's label is the translation's own if it begins with one, and the source's in the language's form otherwise. */
function textBlock(block: TextBlock, children: readonly Inline[], from: LabelData, to: LabelData): TextBlock {
  if (block.label === null) return { ...block, children };
  const { label } = block;
  const level = Number(/^heading-(\d)$/.exec(block.type)?.[1] ?? 0);
  const [first, ...others] = children;
  const own = first?.type === 'text' && level > 0 ? headingLabel(first.text, level, to) : null;
  if (own && first?.type === 'text') {
    const text = first.text.slice(own.length);
    const at = first.at?.replace(/#(\d+)$/, (_, offset: string) => `#${Number(offset) + own.length}`) ?? null;
    return { ...block, label: own.label, children: text === '' ? others : [{ ...first, at, text }, ...others] };
  }
  return { ...block, label: converted(label, from, to), children };
}

/** Headings count as lists do, by figures and letters in brackets; roman figures and capitals are the same in all languages. */
function converted(label: string, from: LabelData, to: LabelData): string {
  for (const depth of from.numbered.keys()) {
    const number = numberOf(label, (one) => listLabel('numbered', depth + 1, one, from));
    if (number !== null) return listLabel('numbered', depth + 1, number, to);
  }
  return label;
}
