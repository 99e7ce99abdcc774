/**
 * The text → `mainBody`: headings open sections that hold what follows them, lists are `blockList`s whose labels stand in
 * `num`, quotations `blockContainer`s, tables are tables, everything else is a paragraph. What only pages need (keeps, page
 * breaks) is left out.
 */
import type { List, Path, Quote, Table, TableCell, TextBlock, Block as TreeBlock } from '../../tree/nodes.ts';
import { noteOf, tableNotesOf } from '../../tree/words.ts';
import { inlinesOf } from './inlines.ts';
import type { Writing } from './writing.ts';
import { type Block, block, escaped, inline } from './xml.ts';

type Content = TextBlock | List | Quote | Table;

/** The members of `mainBody`; an empty paragraph for no text, since the schema wants something. */
export function bodyOf(blocks: readonly TreeBlock[], writing: Writing): readonly Block[] {
  const members = membersOf(flat(blocks), writing.prefix, writing);
  return members.length > 0 ? members : [block('p', {})];
}

function flat(blocks: readonly TreeBlock[]): readonly Content[] {
  return blocks.flatMap((one) =>
    one.type === 'keep' ? flat(one.children) : one.type === 'page-break' || one.type === 'notes' ? [] : [one],
  );
}

/** Blocks up to the first heading as they are; each heading with all up to the next one that is not below it as a section. */
function membersOf(blocks: readonly Content[], within: string, writing: Writing): readonly Block[] {
  const first = blocks.findIndex((one) => levelOf(one) !== null);
  if (first < 0) return blocks.flatMap((one) => blockOf(one, within, writing));
  const members = blocks.slice(0, first).flatMap((one) => blockOf(one, within, writing));
  for (let at = first; at < blocks.length; ) {
    const heading = blocks[at];
    const level = heading && levelOf(heading);
    if (
      !heading ||
      heading.type === 'list' ||
      heading.type === 'quote' ||
      heading.type === 'table' ||
      level === null ||
      level === undefined
    )
      break;
    const next = blocks.findIndex((one, index) => index > at && (levelOf(one) ?? Number.POSITIVE_INFINITY) <= level);
    const end = next < 0 ? blocks.length : next;
    members.push(sectionOf(heading, blocks.slice(at + 1, end), within, writing));
    at = end;
  }
  return members;
}

function sectionOf(heading: TextBlock, blocks: readonly Content[], within: string, writing: Writing): Block {
  const id = writing.id(within, 'sec');
  const members = membersOf(blocks, `${id}__`, writing);
  const sections = members.filter(({ name }) => name === 'section');
  const own = members.filter(({ name }) => name !== 'section');
  const holder = sections.length > 0 ? 'intro' : 'content';
  return block(
    'section',
    { eId: id, class: heading.type },
    [
      ...(heading.label === null ? [] : [block('num', {}, escaped(heading.label))]),
      block('heading', {}, inlinesOf(heading, writing.notes)),
      ...(own.length === 0 ? [] : [block(holder, {}, own)]),
      ...sections,
    ],
    heading.at,
  );
}

function levelOf(one: Content): number | null {
  const [, level] = /^heading-(\d)$/.exec(one.type) ?? [];
  return level === undefined ? null : Number(level);
}

/** A block, and below a table its notes. */
function blockOf(one: Content, within: string, writing: Writing): readonly Block[] {
  if (one.type === 'quote') return [quoteOf(one, within, writing)];
  if (one.type === 'table') return tableOf(one, within, writing);
  return [one.type === 'list' ? listOf(one, within, writing) : textOf(one, within, writing)];
}

/** What is quoted stands in a container of blocks: `embeddedStructure` would need a paragraph around it, which nobody wrote. */
function quoteOf(quote: Quote, within: string, writing: Writing): Block {
  const id = writing.id(within, 'blockContainer');
  const blocks = flat(quote.children).flatMap((one) => blockOf(one, `${id}__`, writing));
  return block('blockContainer', { eId: id, class: quote.type }, blocks.length > 0 ? blocks : [block('p', {})], quote.at);
}

/** A text block; its label, if it is no section's, stands before it as printed. */
export function textOf(text: TextBlock, within: string, writing: Writing): Block {
  const label = text.label === null ? '' : `${escaped(text.label)} `;
  const usual = text.type === 'paragraph' ? null : text.type;
  return block('p', { eId: writing.id(within, 'p'), class: usual }, label + inlinesOf(text, writing.notes), text.at);
}

/** As HTML has it, but without groups of rows: a heading says by its class what it names. */
function tableOf(table: Table, within: string, writing: Writing): readonly Block[] {
  const id = writing.id(within, 'table');
  const own = { ...writing, notes: { ...writing.notes, inTable: (note: Path) => ownId(id, table, note) } };
  const rows = table.children.flatMap((child) => {
    if (child.type === 'table-note') return [];
    if (child.type !== 'table-row') return [block('caption', {}, inlinesOf(child, own.notes), child.at)];
    return [
      block(
        'tr',
        {},
        child.children.map((cell) => cellOf(cell, own)),
        child.at,
      ),
    ];
  });
  return [block('table', { eId: id }, rows, table.at), ...notesBelow(table, id, writing)];
}

/** The id of a table's own note, by its place in the source; null for a note that is not. */
function ownId(id: string, { at }: Table, note: Path): string | null {
  const before = `${at}.notes.`;
  return note.startsWith(before) ? `${id}__authorialNote_${Number(note.slice(before.length)) + 1}` : null;
}

/** The notes of a table stand below it, each in a paragraph, and its cells refer to them. */
function notesBelow(table: Table, id: string, writing: Writing): readonly Block[] {
  const notes = tableNotesOf(table);
  return notes.flatMap((first) => {
    if (first.label === null) return [];
    const paragraphs = notes.filter((note) => noteOf(note) === noteOf(first));
    const words = paragraphs.map((note) => inline('p', { class: note.type }, inlinesOf(note, writing.notes))).join('');
    const eId = ownId(id, table, noteOf(first));
    return [block('p', { class: first.type }, inline('authorialNote', { eId, marker: first.label, placement: 'inline' }, words), first.at)];
  });
}

function cellOf({ header, at, children: [text] }: TableCell, writing: Writing): Block {
  const content = text.children.length === 0 ? [] : [block('p', {}, inlinesOf(text, writing.notes))];
  return header === null ? block('td', {}, content, at) : block('th', { class: header }, content, at);
}

function listOf(list: List, within: string, writing: Writing): Block {
  const id = writing.id(within, 'list');
  const items = list.children.map((item) => {
    const itemId = writing.id(`${id}__`, 'item');
    const blocks = flat(item.children).flatMap((one) => blockOf(one, `${itemId}__`, writing));
    const num = block('num', {}, escaped(item.label));
    return block('item', { eId: itemId }, [num, ...(blocks.length > 0 ? blocks : [block('p', {})])], item.at);
  });
  return block('blockList', { eId: id, class: list.kind }, items, list.at);
}
