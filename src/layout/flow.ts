/**
 * Tree → vertical list: the session block, title, body and signatures as lines in order, with their gaps and with what
 * ending a page between them costs. Knows nothing of pages. What stands at fixed places is left to the furniture.
 */
import { type Around, inList, inQuote, outside, styleIn } from '../style/around.ts';
import type { Style } from '../style/sheet.ts';
import type { Line } from '../text/line.ts';
import type { Annex, Block, Body, DocumentNode, List, ListItem, Part, SignatureBlock, TextBlock } from '../tree/nodes.ts';
import type { RunItem } from './frame.ts';
import { addNotes } from './notes.ts';
import { heightOf, prices } from './paginate.ts';
import { contentOf, lineAt, lineEndingAt, lowered, readOn, seenWidth } from './place.ts';
import { addSession } from './session.ts';
import type { Setter } from './setter.ts';
import { type LineBox, openStack, type Stack } from './stack.ts';
import { addTable } from './table.ts';

/** Makes the vertical list of a document. */
export function flow(tree: DocumentNode, setter: Setter): readonly LineBox[] {
  const stack = openStack(setter.context.sheet.data);
  for (const part of tree.children) addPart(part, stack, setter);
  return stack.boxes;
}

function addPart(part: Part, stack: Stack, setter: Setter): void {
  switch (part.type) {
    case 'masthead':
    case 'special-notes':
    case 'foot':
    case 'running-head':
    case 'status-mark':
      break;
    case 'session-block':
      addSession(part, stack, setter);
      break;
    case 'body':
      addBody(part, stack, setter);
      break;
    case 'signature-block':
      addSignatures(part, stack, setter);
      break;
    case 'annex':
      addAnnex(part, stack, setter);
      break;
    case 'end-rule':
      addEndRule(stack);
      break;
    default:
      addText(part, setter.context.sheet.style(part.type), stack, setter);
  }
}

function addBody(body: Body, stack: Stack, setter: Setter): void {
  const style = setter.context.sheet.style(body.type);
  stack.gap(style.before);
  const first = stack.boxes.length;
  addBlocks(body.children, stack, setter, outside);
  addNotes(body, stack, first, setter);
  stack.gap(style.after);
}

/** Every annex begins on a new page (layout.md §8). */
function addAnnex(annex: Annex, stack: Stack, setter: Setter): void {
  const first = stack.boxes.length;
  stack.price(prices.forced);
  for (const part of annex.children) addPart(part, stack, setter);
  const box = stack.boxes[first];
  if (!box) return;
  // A larger line at the head of an annex's page stands where a line of text would (layout.md §1).
  const { sheet } = setter.context;
  const rise = box.baseline - (sheet.style('paragraph').leading ?? 0) * sheet.data.baseline;
  const items = box.items.map((item) => lowered(item, -rise));
  stack.boxes[first] = { ...box, height: box.height - rise, baseline: box.baseline - rise, items };
}

function addBlocks(blocks: readonly Block[], stack: Stack, setter: Setter, around: Around): void {
  const { sheet } = setter.context;
  for (const block of blocks) {
    if (block.type === 'page-break') stack.price(prices.forced);
    else if (block.type === 'keep') stack.kept(block, () => addBlocks(block.children, stack, setter, around));
    else if (block.type === 'list') addList(block, stack, setter, around);
    // Notes stand where they are called.
    else if (block.type === 'notes') continue;
    else if (block.type === 'quote') addBlocks(block.children, stack, setter, inQuote(around, sheet));
    else if (block.type === 'table')
      addTable(block, around.inset, stack, setter, (title) => addText(title, styleIn(title, around, sheet), stack, setter));
    else addText(block, styleIn(block, around, sheet), stack, setter);
  }
}

function addText(block: TextBlock, style: Style, stack: Stack, setter: Setter): void {
  const { start, measure } = columnOf(style, setter);
  const before = stack.boxes.length;
  stack.add(setter.lines(block, style, { measure, first: style.first }), block, style, start);
  if (block.label !== null) {
    const label = labelOf(block.label, block, style, setter);
    addLabel({ ...label, runs: readOn(label.runs) }, stack, before);
  }
}

function addList(list: List, stack: Stack, setter: Setter, around: Around): void {
  const within = inList(list, around, setter.context.sheet);
  for (const item of list.children) addItem(item, within.item, stack, setter, within);
}

function addItem(item: ListItem, style: Style, stack: Stack, setter: Setter, around: Around): void {
  const label = labelOf(item.label, item, style, setter);
  const before = stack.boxes.length;
  const [head, ...rest] = item.children;
  if (head?.type === 'paragraph') {
    const { start, measure } = columnOf(style, setter);
    const first = Math.max(style.first, textAfter(label, start + style.first, setter) - start);
    stack.add(setter.lines(head, style, { measure, first }), head, style, start);
  } else if (head) {
    addBlocks([head], stack, setter, around);
  }
  addLabel(label, stack, before);
  addBlocks(rest, stack, setter, around);
}

/** A label, set at its x but not yet on a line. */
interface Label {
  readonly runs: readonly RunItem[];
  /** Right edge, points from the page's left edge. */
  readonly end: number;
}

function labelOf(text: string, node: TextBlock | ListItem, style: Style, setter: Setter): Label {
  const { margin } = setter.context.page;
  const line: Line = setter.oneLine(text, node, style);
  const owner = contentOf(node);
  if (style.labelEnd !== null) {
    const end = margin.start + style.labelEnd;
    return { runs: lineEndingAt(line, end, 0, owner), end };
  }
  const x = margin.start + (style.label ?? style.start);
  return { runs: lineAt(line, x, 0, owner), end: x + seenWidth(line) };
}

/** Hangs a label beside the first line added since `index`, on its baseline. */
function addLabel(label: Label, stack: Stack, index: number): void {
  const box = stack.boxes[index];
  if (box) stack.boxes[index] = { ...box, items: [...label.runs.map((run) => lowered(run, box.baseline)), ...box.items] };
}

/** Where text begins beside a label: at its place, or at the first tab stop a longer label has not passed. */
function textAfter(label: Label, place: number, setter: Setter): number {
  if (label.end <= place) return place;
  const { sheet, page } = setter.context;
  const stop = sheet.data.tabs.find((tab) => page.margin.start + tab >= label.end);
  return stop === undefined ? label.end : page.margin.start + stop;
}

function columnOf(style: Style, setter: Setter): { start: number; measure: number } {
  const { page, margin } = setter.context.page;
  return { start: margin.start + style.start, measure: page.width - margin.start - margin.end - style.start - style.end };
}

/** Signatures stand together, and never without lines of the text before them. */
function addSignatures(block: SignatureBlock, stack: Stack, setter: Setter): void {
  const { sheet } = setter.context;
  const style = sheet.style(block.type);
  const between = sheet.style('signature');
  stack.gap(style.before);
  keepCompany(stack, sheet.data.widows);
  const first = stack.boxes.length;
  const starts: number[] = [];
  for (const [index, signature] of block.children.entries()) {
    if (index > 0) stack.gap(between.after);
    starts.push(stack.boxes.length);
    if (signature.room) stack.gap(sheet.style('signature-room').before);
    for (const [place, line] of signature.children.entries()) {
      stack.price(place === 0 ? prices.signature : prices.lines);
      addText(line, sheet.style(line.type), stack, setter);
    }
  }
  // More signatories than a page can hold are parted like paragraphs.
  const { top, bottom, page } = setter.context.page;
  if (heightOf(stack.boxes.slice(first)) > page.height - bottom.later - top.later) {
    for (const start of starts.slice(1)) stack.reprice(start, prices.free);
  }
  stack.gap(style.after);
}

/** Makes a number of the lines just added stay with what follows, if a page can hold them. */
function keepCompany(stack: Stack, lines: number): void {
  const { boxes } = stack;
  // A place with enough lines below it stays free.
  for (let index = boxes.length - 1; index > boxes.length - lines; index--) {
    const box = boxes[index];
    if (!box || box.price === prices.forced) return;
    stack.reprice(index, Math.max(box.price, prices.signature));
  }
}

/** The rule hangs below the last line, as the floating drawing it is; it takes no room of its own. Where, its page tells. */
function addEndRule({ boxes }: Stack): void {
  const box = boxes.at(-1);
  if (box) boxes[boxes.length - 1] = { ...box, isLast: true };
}
