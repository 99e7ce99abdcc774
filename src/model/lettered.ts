/**
 * Lists of the form "(a) …", "(i) …", which Markdown does not know: finds them among the blocks of one container and makes
 * lists of them. A list begins at (a), or at (i) inside an item; any other label in brackets is text.
 */
import { alignedWith, endOf, offsetOf } from './inlines.ts';
import { lettersOf, romanOf } from './labels.ts';
import type { MarkdownInline, MarkdownNode, MarkdownParagraph } from './mdast.ts';

export interface LetteredList {
  readonly type: 'lettered';
  readonly start: number;
  end: number;
  readonly items: LetteredItem[];
}
export interface LetteredItem {
  readonly start: number;
  end: number;
  readonly children: (MarkdownNode | LetteredList)[];
}
export type Grouped = MarkdownNode | LetteredList;

interface Open {
  readonly list: LetteredList;
  readonly roman: boolean;
  /** Column of its labels, one-based. */
  readonly column: number;
}

const labelPattern = /^\(([a-z]{1,7})\)[ \t\u00a0]+(?=[^ \t\u00a0\n])/;

/** Groups the children of a container. `source` is the text their offsets count in. */
export function groupLettered(children: readonly MarkdownNode[], source: string): readonly Grouped[] {
  const grouped: Grouped[] = [];
  const open: Open[] = [];
  const place = (node: Grouped) => {
    const item = open.at(-1)?.list.items.at(-1);
    (item ? item.children : grouped).push(node);
    const end = node.type === 'lettered' ? node.end : endOf(node);
    for (const { list } of open) {
      list.end = end;
      const last = list.items.at(-1);
      if (last) last.end = end;
    }
  };
  for (const node of children) {
    // A footnote stands wherever the author puts it, and ends nothing.
    if (node.type === 'footnoteDefinition') {
      place(node);
      continue;
    }
    let rest: MarkdownParagraph | null = node.type === 'paragraph' ? node : null;
    const column = node.position?.start.column ?? 1;
    while (rest) {
      const label = labelOf(rest);
      const opened = label !== null && enter(label, column, open, rest, place);
      if (!opened) {
        while (open.length > 0 && column <= (open.at(-1)?.column ?? 0)) open.pop();
      }
      const text: MarkdownParagraph = opened ? withoutLabel(rest, source) : rest;
      const cut: { readonly before: MarkdownParagraph; readonly after: MarkdownParagraph } | null = opened
        ? cutAtNext(text, open, source)
        : null;
      place(cut ? cut.before : text);
      rest = cut ? cut.after : null;
    }
    if (node.type !== 'paragraph') {
      while (open.length > 0 && column <= (open.at(-1)?.column ?? 0)) open.pop();
      place(node);
    }
  }
  return grouped;
}

/** Begins an item, or a list, for a label; false if the label is text. */
function enter(label: string, column: number, open: Open[], node: MarkdownParagraph, place: (list: LetteredList) => void): boolean {
  const top = open.at(-1);
  const start = offsetOf(node);
  const begin = (roman: boolean) => {
    const list: LetteredList = { type: 'lettered', start, end: endOf(node), items: [] };
    place(list);
    open.push({ list, roman, column });
  };
  const nested = top !== undefined && column > top.column;
  if (nested && label === 'i' && !top.roman) begin(true);
  else {
    const level = open.findLastIndex((one) => expected(one) === label);
    if (level !== -1) open.length = level + 1;
    else if (label === 'a') {
      while (open.length > 0 && column <= (open.at(-1)?.column ?? 0)) open.pop();
      begin(false);
    } else if (label === 'i' && top && !top.roman) begin(true);
    else return false;
  }
  open.at(-1)?.list.items.push({ start, end: endOf(node), children: [] });
  return true;
}

function expected(open: Open): string {
  const number = open.list.items.length + 1;
  return open.roman ? romanOf(number) : lettersOf(number);
}

function labelOf(paragraph: MarkdownParagraph): string | null {
  const first = paragraph.children[0];
  return first?.type === 'text' ? (labelPattern.exec(first.value)?.[1] ?? null) : null;
}

function withoutLabel(paragraph: MarkdownParagraph, source: string): MarkdownParagraph {
  const [first, ...others] = paragraph.children;
  if (first?.type !== 'text') return paragraph;
  const length = labelPattern.exec(first.value)?.[0].length ?? 0;
  return { ...paragraph, children: [tail(first, length, source), ...others] };
}

/** Parts a paragraph at a line that begins with the label some open list expects next. */
function cutAtNext(
  paragraph: MarkdownParagraph,
  open: readonly Open[],
  source: string,
): { readonly before: MarkdownParagraph; readonly after: MarkdownParagraph } | null {
  const wanted = open.map(expected);
  for (const [index, child] of paragraph.children.entries()) {
    if (child.type !== 'text' || !child.value.includes('\n')) continue;
    for (const match of child.value.matchAll(/\n(?=\(([a-z]{1,7})\)[ \t\u00a0])/g)) {
      if (!wanted.includes(match[1] ?? '') && !(match[1] === 'i' && !open.at(-1)?.roman)) continue;
      const after = tail(child, match.index + 1, source);
      const position = after.position && paragraph.position ? { start: after.position.start, end: paragraph.position.end } : undefined;
      return {
        before: { ...paragraph, children: [...paragraph.children.slice(0, index), { ...child, value: child.value.slice(0, match.index) }] },
        after: { ...paragraph, ...(position ? { position } : {}), children: [after, ...paragraph.children.slice(index + 1)] },
      };
    }
  }
  return null;
}

type TextNode = Extract<MarkdownInline, { type: 'text' }>;

/** What is left of a text node from a character on, with its place. */
function tail(node: TextNode, from: number, source: string): TextNode {
  const [start, head] = [offsetOf(node), node.value.slice(0, from)];
  const asWritten = source.startsWith(head, start) && !/[\\&\n]/.test(head);
  const offset = asWritten ? start + from : (alignedWith(node.value, start, source)[from] ?? endOf(node));
  const position = node.position ? { start: { ...node.position.start, offset }, end: node.position.end } : undefined;
  return { ...node, value: node.value.slice(from), ...(position ? { position } : {}) };
}
