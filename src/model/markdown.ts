/**
 * Body text → blocks. CommonMark with what a pasted letter must not trip over switched off, lists as the Organization prints
 * them, and the author's hand (`:::`). What a document cannot print is refused by name and place; no text is ever lost.
 */
import type { Report } from '../problem.ts';
import type { Trace } from '../source.ts';
import type { Block, Inline, List, ListItem, Quote, TextBlock, TextBlockType } from '../tree/nodes.ts';
import { type DirectiveName, type Region, regionsOf } from './directives.ts';
import type { LabelData } from './house-data.ts';
import { endOf, hidden, type Ink, inlinesOf, offsetOf } from './inlines.ts';
import { headingLabel, listLabel, noteLabel } from './labels.ts';
import { type Grouped, groupLettered, type LetteredList } from './lettered.ts';
import { type MarkdownNode, type MarkdownNote, type MarkdownParagraph, parseMarkdown } from './mdast.ts';
import { type Defined, keyOf, type NoteBook, openNotes, paragraphsOf, within } from './notes.ts';
import { reportFalseTable, type TableReading, tableOf } from './tables.ts';

export interface MarkdownOptions {
  readonly labels: LabelData;
  /** `lines: kept`: each line of the source is a printed line. */
  readonly linesKept: boolean;
  /** Codes a span's language may have. */
  readonly languages: readonly string[];
}
export interface Markdown {
  readonly blocks: readonly Block[];
  readonly trace: Trace;
  /** All text printed, a line end after each block. */
  readonly printed: string;
}

/** Levels of lists, quotations and directives within each other. */
const deepest = 12;

/** Reads the body at `path`; faults are reported and their text kept, so that all can be seen in one run. */
export function blocksOf(text: string, path: string, options: MarkdownOptions, report: Report): Markdown {
  const blocks = new Map<string, { offset: number; length: number }>();
  const notes = openNotes(path, `${path}.notes`, (number) => noteLabel(`${path}.notes`, number, options.labels), report);
  const ink: Ink = { path, source: text, base: 0, segments: [], printed: { text: '' }, languages: options.languages, notes, report };
  const hand: Hand = { tight: false, linesKept: options.linesKept, centred: false, lettered: false };
  const reader: Reader = { options, ink, blocks, notes, report };
  reportTags(text, path, report);
  const made: Block[] = [];
  readRegions(regionsOf(text, path, report), path, made, hand, { numbered: 0 }, reader);
  const called = notes.finish((at, place) => blocks.set(at, place));
  if (called) made.push(called);
  return { blocks: made, trace: { blocks, segments: ink.segments }, printed: ink.printed.text };
}

/** What directives around a block ask for. */
interface Hand {
  readonly tight: boolean;
  readonly linesKept: boolean;
  readonly centred: boolean;
  readonly lettered: boolean;
}
interface Reader {
  readonly options: MarkdownOptions;
  readonly ink: Ink;
  readonly blocks: Map<string, { offset: number; length: number }>;
  readonly notes: NoteBook;
  readonly report: Report;
}
/** The last number of a container's numbered list: a later list may go on from it. */
interface Count {
  numbered: number;
}
interface Depths {
  /** Lists and quotations around the block. */
  readonly levels: number;
  /** Numbered and lettered lists around the block, within the innermost quotation; so are the others. */
  readonly ordered: number;
  readonly numbered: number;
  readonly lettered: number;
  readonly dash: number;
  readonly bullet: number;
}
const outermost: Depths = { levels: 0, ordered: 0, numbered: 0, lettered: 0, dash: 0, bullet: 0 };

function readRegions(regions: readonly Region[], path: string, into: Block[], hand: Hand, count: Count, reader: Reader): void {
  for (const region of regions) {
    if (region.type === 'markdown') readMarkdown(region.start, region.end, path, into, hand, count, reader);
    else readDirective(region, path, into, hand, count, reader);
  }
}

const changes: Readonly<Record<Exclude<DirectiveName, 'keep' | 'page-break' | 'table' | 'table rows'>, Partial<Hand>>> = {
  tight: { tight: true },
  centre: { centred: true },
  lines: { linesKept: true },
  letterlist: { lettered: true },
};

function readDirective(
  region: Extract<Region, { type: 'directive' }>,
  path: string,
  into: Block[],
  hand: Hand,
  count: Count,
  reader: Reader,
): void {
  const at = `${path}.${into.length}`;
  switch (region.name) {
    case 'page-break':
      reader.blocks.set(at, { offset: region.start, length: region.end - region.start });
      into.push({ type: 'page-break', at });
      break;
    case 'keep': {
      reader.blocks.set(at, { offset: region.start, length: region.end - region.start });
      const children: Block[] = [];
      readRegions(region.children, at, children, hand, count, reader);
      into.push({ type: 'keep', at, children });
      break;
    }
    case 'table':
    case 'table rows':
      readTable(region, at, into, hand, reader);
      break;
    default:
      readRegions(region.children, path, into, { ...hand, ...changes[region.name] }, count, reader);
  }
}

/** A table with what the author says of it: its title in a paragraph above, and whether its first column heads the rows. */
function readTable(region: Extract<Region, { type: 'directive' }>, at: string, into: Block[], hand: Hand, reader: Reader): void {
  const { ink, report } = reader;
  const [inner, ...others] = region.children;
  const text = inner?.type === 'markdown' ? ink.source.slice(inner.start, inner.end) : '';
  const all = isReadable(text, inner?.start ?? 0, reader) ? parseMarkdown(text).children : [];
  const notes = all.filter((node) => node.type === 'footnoteDefinition');
  const nodes = all.filter((node) => node.type !== 'footnoteDefinition');
  const [title, table] = nodes.length > 1 ? nodes : [null, nodes[0]];
  if (others.length > 0 || nodes.length > 2 || table?.type !== 'table' || (title && title.type !== 'paragraph')) {
    const { length } = ink.source.slice(region.start).split('\n')[0] ?? '';
    report('BODY_DIRECTIVE', { path: ink.path, offset: region.start, length }, { name: region.name, variant: 'table' });
    return;
  }
  const book = openNotes(ink.path, `${at}.notes`, (number) => noteLabel(`${at}.notes`, number, reader.options.labels), report);
  const both = notes.length === 0 ? reader.notes : within(reader.notes, book, new Set(notes.map(({ label }) => keyOf(label ?? ''))));
  const own = { ...reader, notes: both, ink: withBase(ink, inner?.start ?? 0, both) };
  if (title) reportFalseTable(title, own);
  reader.blocks.set(at, { offset: region.start, length: region.end - region.start });
  const read = tableOf(table, title, at, tableReading(region.name === 'table rows', hand, own));
  for (const note of notes) defineNote(note, hand, own);
  const called = book.finish((path, place) => reader.blocks.set(path, place));
  into.push(called ? { ...read, children: [...read.children, ...paragraphsOf(called)] } : read);
}

function tableReading(headsRows: boolean, { tight }: Hand, { ink, blocks, report }: Reader): TableReading {
  return { headsRows, tight, ink, blocks, report };
}

function readMarkdown(start: number, end: number, path: string, into: Block[], hand: Hand, count: Count, reader: Reader): void {
  const { ink } = reader;
  const text = ink.source.slice(start, end);
  if (!isReadable(text, start, reader)) return;
  const children = parsedLists(text, count);
  writeBlocks(groupLettered(children, text), path, into, hand, count, outermost, { ...reader, ink: withBase(ink, start) });
}

/** Whether a stretch, which begins at an offset, can be read in reasonable time; tells what cannot. */
function isReadable(text: string, start: number, { ink, report }: Reader): boolean {
  const crowded = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>])){12,}/m.exec(text);
  if (crowded) {
    report('BODY_CONSTRUCT', { path: ink.path, offset: start + crowded.index, length: crowded[0].length }, { variant: 'deep' });
    return false;
  }
  const heap = heapOfMarks(text);
  if (heap !== null) {
    report('BODY_CONSTRUCT', { path: ink.path, offset: start + heap, length: 1 }, { variant: 'marks', limit: String(mostMarks) });
    return false;
  }
  return true;
}

/** Marks of emphasis and brackets in one paragraph: pairing them costs the square of their number. */
const mostMarks = 500;

/** Offset of the first mark beyond the limit; null if every paragraph keeps to it. */
function heapOfMarks(text: string): number | null {
  let marks = 0;
  for (const { 0: found, index } of text.matchAll(/[*_[\]]|\n\n/g)) {
    marks = found === '\n\n' ? 0 : marks + 1;
    if (marks > mostMarks) return index;
  }
  return null;
}

/** The same ink for a stretch that begins elsewhere. */
function withBase(ink: Ink, base: number, notes = ink.notes): Ink {
  return {
    path: ink.path,
    source: ink.source,
    base,
    segments: ink.segments,
    printed: ink.printed,
    languages: ink.languages,
    notes,
    report: ink.report,
  };
}

/**
 * Parses until every list is one: a mark that begins none ("1990. The …", "+ 3 degrees", a dash alone) is hidden behind a
 * sentinel of the same length and the text parsed again, so that positions stay true.
 */
function parsedLists(text: string, count: Count): readonly MarkdownNode[] {
  let shown = text;
  for (;;) {
    const { children } = parseMarkdown(shown);
    const marks = falseMarks(children, shown, count.numbered);
    if (marks.length === 0) return children;
    const characters = shown.split('');
    for (const at of marks) characters[at] = hidden(characters[at] ?? '');
    shown = characters.join('');
  }
}

/** Offsets of list marks that are text. Each pass hides at least one, so that passes end. */
function falseMarks(children: readonly MarkdownNode[], text: string, before: number): readonly number[] {
  const marks: number[] = [];
  let last = before;
  for (const node of children) {
    if (node.type === 'list') {
      let lazy = false;
      for (const [index, item] of node.children.entries()) {
        const start = offsetOf(item);
        const digits = /^\d+/.exec(text.slice(start, start + 10))?.[0] ?? '';
        const mark = text.charAt(start + digits.length);
        const number = Number(digits);
        const begins = index === 0 && number === 1;
        const follows = number === last + 1 || begins || (lazy && number === 1);
        // An item of nothing but marks is a row of asterisks or dashes.
        const bare = /^[-*+ \t]*(?:\n|$)/.test(text.slice(start, start + 200));
        if (bare || item.children.length === 0 || mark === ')' || mark === '+' || (node.ordered && !follows))
          marks.push(start + digits.length);
        else {
          if (node.ordered) {
            lazy = number === 1 && (begins || lazy);
            last = begins ? 1 : last + 1;
          }
          marks.push(...falseMarks(item.children, text, 0));
        }
      }
    } else if ('children' in node && (node.type === 'blockquote' || node.type === 'footnoteDefinition'))
      marks.push(...falseMarks(node.children, text, 0));
  }
  return marks;
}

function writeBlocks(
  nodes: readonly Grouped[],
  path: string,
  into: Block[],
  hand: Hand,
  count: Count,
  depths: Depths,
  reader: Reader,
): void {
  for (const node of nodes) {
    if (node.type === 'footnoteDefinition') {
      defineNote(node, hand, reader);
      continue;
    }
    const at = `${path}.${into.length}`;
    const start = node.type === 'lettered' ? node.start : offsetOf(node);
    const end = node.type === 'lettered' ? node.end : endOf(node);
    reader.blocks.set(at, { offset: reader.ink.base + start, length: end - start });
    switch (node.type) {
      case 'lettered':
        into.push(letteredList(node, at, hand, depths, reader));
        break;
      case 'list':
        into.push(markdownList(node, at, hand, count, depths, reader));
        break;
      case 'blockquote':
        if (node.children.length === 0 || depths.levels >= deepest) refuse(node, node.children.length === 0 ? node.type : 'deep', reader);
        else into.push(quotation(node, at, hand, depths, reader));
        break;
      case 'table':
        into.push(tableOf(node, null, at, tableReading(false, hand, reader)));
        break;
      case 'paragraph':
        reportFalseTable(node, reader);
        into.push(textBlock(hand.centred ? 'paragraph-centred' : 'paragraph', node.children, at, null, hand, reader));
        break;
      case 'heading': {
        if (node.depth > 5) refuse(node, 'heading', reader);
        into.push(reader.notes.within('heading', () => heading(node, at, hand, reader)));
        break;
      }
      default:
        refuse(node, node.type, reader);
    }
  }
}

/** A note holds paragraphs, and no call of another note. */
function defineNote(node: MarkdownNote, hand: Hand, reader: Reader): void {
  const { ink, notes } = reader;
  const placeOf = (one: MarkdownNode) => ({ offset: ink.base + offsetOf(one), length: endOf(one) - offsetOf(one) });
  const children = node.children.flatMap((child): Defined[] => {
    if (child.type === 'paragraph') {
      const block = notes.within('note', () => textBlock('note-text', child.children, '', null, hand, reader));
      return [{ block, place: placeOf(child) }];
    }
    refuse(child, 'note', reader);
    return [];
  });
  notes.define(node.label ?? '', { offset: ink.base + offsetOf(node), length: `[^${node.label ?? ''}]:`.length }, children);
}

function refuse(node: MarkdownNode, variant: string, reader: Reader): void {
  const { ink } = reader;
  const first = ink.source.slice(ink.base + offsetOf(node), ink.base + endOf(node)).split('\n')[0] ?? '';
  reader.report('BODY_CONSTRUCT', { path: ink.path, offset: ink.base + offsetOf(node), length: Math.max(first.length, 1) }, { variant });
}

function textBlock(
  type: TextBlockType,
  children: MarkdownParagraph['children'],
  at: string,
  label: string | null,
  hand: Hand,
  reader: Reader,
): TextBlock {
  const inlines: readonly Inline[] = inlinesOf(children, hand.linesKept, reader.ink);
  return { type, at, children: inlines, label, tight: hand.tight, linesKept: hand.linesKept };
}

const headingTypes = ['heading-1', 'heading-2', 'heading-3', 'heading-4', 'heading-5'] as const;

function heading(node: Extract<MarkdownNode, { type: 'heading' }>, at: string, hand: Hand, reader: Reader): TextBlock {
  const type = headingTypes[node.depth - 1] ?? 'heading-5';
  const [first, ...others] = node.children;
  const label = first?.type === 'text' ? headingLabel(first.value, node.depth, reader.options.labels) : null;
  if (!label || first?.type !== 'text') return textBlock(type, node.children, at, null, hand, reader);
  const position = first.position && {
    start: { ...first.position.start, offset: offsetOf(first) + label.length },
    end: first.position.end,
  };
  const rest = { ...first, value: first.value.slice(label.length), ...(position ? { position } : {}) };
  return textBlock(type, [rest, ...others], at, label.label, hand, reader);
}

function markdownList(
  node: Extract<MarkdownNode, { type: 'list' }>,
  at: string,
  hand: Hand,
  count: Count,
  depths: Depths,
  reader: Reader,
): List {
  const { ink } = reader;
  const mark = ink.source.charAt(ink.base + offsetOf(node));
  const kind = node.ordered ? (hand.lettered ? 'lettered' : 'numbered') : mark === '-' ? 'dash' : 'bullet';
  const inner = deeper(depths, kind);
  const first = node.start === 1 || kind === 'lettered' ? 1 : (node.start ?? 1);
  if (kind === 'numbered') count.numbered = first + node.children.length - 1;
  const items = node.children.map((item, index): ListItem => {
    const itemAt = `${at}.${index}`;
    reader.blocks.set(itemAt, { offset: ink.base + offsetOf(item), length: endOf(item) - offsetOf(item) });
    const children: Block[] = [];
    const grouped = groupLettered(item.children, ink.source.slice(ink.base));
    const label = listLabel(kind, inner[kind], first + index, reader.options.labels);
    writeItem(grouped, item, itemAt, children, hand, inner, reader);
    return { type: 'list-item', at: itemAt, label, children };
  });
  return { type: 'list', at, kind, depth: depthOf(kind, inner), children: items };
}

/** What is quoted counts its lists anew. */
function quotation(node: Extract<MarkdownNode, { type: 'blockquote' }>, at: string, hand: Hand, depths: Depths, reader: Reader): Quote {
  const children: Block[] = [];
  const grouped = groupLettered(node.children, reader.ink.source.slice(reader.ink.base));
  writeBlocks(grouped, at, children, hand, { numbered: 0 }, { ...outermost, levels: depths.levels + 1 }, reader);
  return { type: 'quote', at, children };
}

function letteredList(list: LetteredList, at: string, hand: Hand, depths: Depths, reader: Reader): List {
  const inner = deeper(depths, 'lettered');
  const items = list.items.map((item, index): ListItem => {
    const itemAt = `${at}.${index}`;
    reader.blocks.set(itemAt, { offset: reader.ink.base + item.start, length: item.end - item.start });
    const children: Block[] = [];
    writeItem(item.children, null, itemAt, children, hand, inner, reader);
    return { type: 'list-item', at: itemAt, label: listLabel('lettered', inner.lettered, index + 1, reader.options.labels), children };
  });
  return { type: 'list', at, kind: 'lettered', depth: depthOf('lettered', inner), children: items };
}

function writeItem(
  grouped: readonly Grouped[],
  item: MarkdownNode | null,
  at: string,
  into: Block[],
  hand: Hand,
  depths: Depths,
  reader: Reader,
): void {
  if (depths.levels > deepest && item) refuse(item, 'deep', reader);
  else writeBlocks(grouped, at, into, hand, { numbered: 0 }, depths, reader);
}

function deeper(depths: Depths, kind: List['kind']): Depths {
  const ordered = kind === 'numbered' || kind === 'lettered' ? depths.ordered + 1 : depths.ordered;
  return { ...depths, levels: depths.levels + 1, ordered, [kind]: depths[kind] + 1 };
}
function depthOf(kind: List['kind'], depths: Depths): number {
  return kind === 'numbered' || kind === 'lettered' ? depths.ordered : depths[kind];
}

/** Tags, comments and the like, as CommonMark knows them: HTML is no part of a document, and "5 < 6" is text. */
const tag =
  /<(?:\/?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^'\n]*'|"[^"\n]*"))?)*\s*\/?>|!--|\?[A-Za-z]|![A-Z]|!\[CDATA\[)/g;

export function reportTags(text: string, path: string, report: Report): void {
  if (!text.includes('<')) return;
  for (const match of text.matchAll(tag)) {
    const slashes = /\\*$/.exec(text.slice(Math.max(0, match.index - 20), match.index))?.[0].length ?? 0;
    if (slashes % 2 === 0) report('BODY_HTML', { path, offset: match.index, length: match[0].length }, { value: match[0].slice(0, 40) });
  }
}
