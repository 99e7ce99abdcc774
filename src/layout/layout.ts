/**
 * The layout stage: Tree → finished pages. Text flows into a vertical list, the list fills pages, furniture is put around
 * it. Draws nothing; `frame.ts` says what comes out.
 */
import type { Context } from '../backends/backend.ts';
import type { DocumentNode, Node, Part } from '../tree/nodes.ts';
import { endRuleAt, noteEndRule } from './end-rule.ts';
import { flow } from './flow.ts';
import type { Item, Page } from './frame.ts';
import { footItems, pageFoot, pageHead, type SetNotes, setNotes, statusMark } from './furniture.ts';
import { mastheadItems } from './masthead.ts';
import { fromStart, mirrored } from './mirror.ts';
import { separatorAt } from './notes.ts';
import { type Area, paginate } from './paginate.ts';
import { lowered } from './place.ts';
import { openSetter, type Setter } from './setter.ts';
import type { LineBox } from './stack.ts';

/** Lays out a document; null when a problem was reported. */
export async function layOut(tree: DocumentNode, context: Context): Promise<readonly Page[] | null> {
  const setter = fromStart(await openSetter(context, tree.linebreaks));

  // The text, line by line.
  const boxes = flow(tree, setter);

  // Pages of lines, room left for the notes of page 1.
  const notes = setNotes(partOf(tree, 'special-notes'), setter);
  const filled = paginate(
    boxes,
    (page) => areaOf(page, notes, context),
    (kept) => setter.tooTall(blamed(kept)),
  );

  // What stands around them. Every x counts from the start edge until a page is done.
  const order = orderOf(tree);
  const rightToLeft = context.language.direction === 'rtl';
  const pages: Page[] = [];
  for (const [index, lines] of filled.entries()) {
    const number = index + 1;
    const text: Item[] = [];
    for (const { box, top } of lines) for (const item of box.items) text.push(lowered(item, top));
    const again = lines.slice(0, 1).flatMap(({ box, top }) => headingsAgain(box, top));
    const firstNote = lines.find(({ isNote }) => isNote)?.top ?? null;
    const last = lines.find(({ box }) => box.isLast);
    if (last) text.push(endRule(tree, last.top + last.box.baseline, areaOf(number, notes, context).bottom, firstNote, context));
    const fixed = await fixedItems(tree, number, notes, firstNote, setter);
    // One separator is enough for all that stands at the foot of a page.
    const rule = firstNote !== null && (number > 1 || notes.height === 0) ? [separatorAt(firstNote, setter)] : [];
    const head = partOf(tree, 'running-head');
    const around = number === 1 ? { before: [], after: [] } : furniture(head, number, filled.length, setter);
    const { width, height } = context.page.page;
    const items = [...around.before, ...inOrder([...again, ...text, ...rule, ...fixed], order), ...around.after];
    pages.push({ number, width, height, items: rightToLeft ? items.map((item) => mirrored(item, width)) : items });
  }
  return setter.failed() ? null : pages;
}

/** The rule under the last line; the Word file asks how far below it was set. */
function endRule(tree: DocumentNode, baseline: number, bottom: number, firstNote: number | null, context: Context): Item {
  const rule = endRuleAt(baseline, bottom, firstNote, context);
  if (rule.type === 'rule') noteEndRule(tree, rule.y - baseline, context);
  return rule;
}

const furniture = (head: Parameters<typeof pageHead>[0], page: number, pages: number, setter: Setter) => ({
  before: pageHead(head, page, setter),
  after: pageFoot(head, page, pages, setter),
});

/** What a table repeats above the first line of a page. */
function headingsAgain({ again }: LineBox, top: number): readonly Item[] {
  return again ? again.items.map((item) => lowered(item, top - again.height)) : [];
}

/** The type area of a page. */
function areaOf(page: number, special: SetNotes, { page: data, sheet }: Context): Area {
  const { page: trim, top, bottom, notes } = data;
  const { distance, blank } = notes;
  const foot = { bottom: trim.height - bottom.later, above: distance, blank, least: sheet.data.orphans };
  if (page > 1) return { top: top.later, bottom: foot.bottom + bottom.overhang, foot };
  const end = trim.height - bottom.first;
  if (special.height === 0) return { top: top.first, bottom: end + bottom.overhang, foot: { ...foot, bottom: end } };
  // Special notes are called from the head of the page: they stand above the others.
  return { top: top.first, bottom: end - special.height, foot: { ...foot, bottom: end, above: special.height } };
}

/** Content at fixed places: masthead, notes and foot on page 1, the status mark on all. Special notes end where a footnote begins. */
async function fixedItems(
  tree: DocumentNode,
  page: number,
  notes: SetNotes,
  firstNote: number | null,
  setter: Setter,
): Promise<readonly Item[]> {
  const { page: trim, bottom } = setter.context.page;
  const top = (firstNote ?? trim.height - bottom.first) - notes.height;
  const items: Item[] = [];
  for (const part of tree.children) {
    if (part.type === 'status-mark') items.push(...statusMark(part, page, setter));
    if (page > 1) continue;
    if (part.type === 'masthead') items.push(...mastheadItems(part, setter));
    if (part.type === 'foot') items.push(...(await footItems(part, setter)));
    if (part.type === 'special-notes') items.push(...notes.items.map((item) => lowered(item, top)));
  }
  return items;
}

/** The place in reading order of every node that may own an item: of a text, the whole. */
function orderOf(tree: DocumentNode): ReadonlyMap<Node, number> {
  const order = new Map<Node, number>();
  const visit = (node: Node) => {
    order.set(node, order.size);
    if ('children' in node && !('linesKept' in node)) for (const child of node.children) visit(child);
  };
  visit(tree);
  return order;
}

/** Items as they are read: rules and outlines first, then content in the order of the tree. */
function inOrder(items: readonly Item[], order: ReadonlyMap<Node, number>): readonly Item[] {
  const placeOf = ({ owner }: Item): number => (owner.type === 'content' ? (order.get(owner.node) ?? 0) : -1);
  const placed = items.map((item) => ({ item, place: placeOf(item) }));
  placed.sort((one, other) => one.place - other.place);
  return placed.map(({ item }) => item);
}

/** Whom to name when lines kept together are too tall: the author's keep, or the first block. */
function blamed(boxes: readonly LineBox[]): Node | null {
  return boxes.find((box) => box.keep)?.keep ?? boxes[0]?.block ?? null;
}

function partOf<T extends Part['type']>(tree: DocumentNode, type: T): Extract<Part, { type: T }> | null {
  return tree.children.find((part): part is Extract<Part, { type: T }> => part.type === type) ?? null;
}
