/**
 * The plain-text back end: the document as lines that any program of any time shows alike. UTF-8 without a byte order mark,
 * line feeds, in the order of reading whatever the script's direction. The status is the first line and the last; a picture
 * is what it says, in square brackets, and so are the marks of footnotes, which stand behind the text of their body; a link's address
 * stands behind its words in angle brackets; a blank line stands between paragraphs.
 */
import { bracketed } from '../../tree/calls.ts';
import type { Block, DocumentNode, List, Masthead, Node, Note, Part, Table, TextBlock } from '../../tree/nodes.ts';
import { plainText, spelledOut, tableNotesOf } from '../../tree/words.ts';
import type { Backend, Context } from '../backend.ts';
import { alignedRows } from './tables.ts';
import { wrapped } from './wrap.ts';

export const text: Backend = {
  name: 'text',
  extension: 'txt',
  render: async (tree, context) => new TextEncoder().encode(linesOf(spelledOut(bracketed(tree)), context).join('\n')),
};

/** The lines of a document, the last one empty. */
function linesOf(tree: DocumentNode, context: Context): readonly string[] {
  const groups = tree.children.flatMap((part) => groupsOf(part, context));
  const mark = tree.children.flatMap((part) => (part.type === 'status-mark' ? [textLines(part as TextBlock, context)] : []));
  return [...mark, ...groups, ...mark].filter((lines) => lines.length > 0).flatMap((lines) => [...lines, '']);
}

/** Lines that stand together. */
type Group = readonly string[];
type Structured = Exclude<Part, TextBlock>;
type Handlers = { readonly [T in Structured['type']]: (part: Extract<Structured, { type: T }>, context: Context) => readonly Group[] };

const handlers: Handlers = {
  masthead: ({ children }, context) => mastheadGroups(children, context),
  'session-block': ({ children }, context) => children.map((column) => column.children.flatMap((line) => textLines(line, context))),
  body: ({ children }, context) => children.flatMap((block) => blockGroups(block, 0, context)),
  'signature-block': ({ children }, context) => children.map((one) => one.children.flatMap((line) => textLines(line, context))),
  annex: ({ children }, context) => children.flatMap((part) => groupsOf(part, context)),
  'end-rule': () => [],
  'special-notes': ({ children }, context) => children.map((note) => textLines(note, context)),
  foot: ({ children }, context) => [children.flatMap((child) => lineOrPicture(child, context))],
  // What pages repeat has been said.
  'running-head': () => [],
};

function groupsOf(part: Part, context: Context): readonly Group[] {
  if (part.type === 'status-mark') return [];
  const handler = handlers[part.type as Structured['type']] as ((part: Part, context: Context) => readonly Group[]) | undefined;
  return handler ? handler(part, context) : [textLines(part as TextBlock, context)];
}

/** Which lines of the masthead stand together: what is said of the Organization, the organs, the issue. */
const grounds: Readonly<Record<string, string>> = { organization: 'head', symbol: 'head', emblem: 'head', organ: 'organs' };

function mastheadGroups(nodes: Masthead['children'], context: Context): readonly Group[] {
  const groups: string[][] = [];
  let last: string | null = null;
  for (const node of nodes) {
    const ground = grounds[node.type] ?? 'issue';
    if (ground !== last) groups.push([]);
    last = ground;
    groups.at(-1)?.push(...lineOrPicture(node, context));
  }
  return groups;
}

function lineOrPicture(node: Node, context: Context): Group {
  return 'alt' in node ? wrapped(`[${node.alt}]`, '', context) : textLines(node as TextBlock, context);
}

/** The author's blocks: those of a list or a quotation stand farther in. */
function blockGroups(block: Block, columns: number, context: Context): readonly Group[] {
  switch (block.type) {
    case 'keep':
      return block.children.flatMap((child) => blockGroups(child, columns, context));
    case 'page-break':
      return [];
    case 'notes':
      return block.children.flatMap((note) => noteGroups(note, context));
    case 'list':
      return listGroups(block, columns, context);
    case 'quote':
      return block.children.flatMap((child) => blockGroups(child, columns + context.text.indent, context));
    case 'table':
      return tableGroups(block, columns, context);
    default:
      return [textLines(block, context, ' '.repeat(columns))];
  }
}

function listGroups(list: List, columns: number, context: Context): readonly Group[] {
  const inner = columns + context.text.indent;
  return list.children.flatMap(({ label, children }) => {
    const [first, ...others] = children;
    const isText = first?.type === 'paragraph';
    const lead = `${' '.repeat(columns)}${label}`;
    const opening = isText ? textLines(first, context, ' '.repeat(inner), lead) : [lead];
    return [opening, ...(isText ? others : children).flatMap((child) => blockGroups(child, inner, context))];
  });
}

/** A note's paragraphs, its mark before the first. */
function noteGroups({ label, children }: Note, context: Context): readonly Group[] {
  const margin = ' '.repeat(context.text.indent);
  return children.map((block, index) => textLines(block, context, margin, index === 0 ? label : ''));
}

/** The title, then the rows: a line each if all fit, else a line for each cell. */
function tableGroups(table: Table, columns: number, context: Context): readonly Group[] {
  const titles = table.children.flatMap((child) => (child.type === 'table-title' ? [textLines(child, context, ' '.repeat(columns))] : []));
  const notes = tableNotesOf(table).map((note) => noteLines(note, columns, context));
  const rows = table.children.filter((child) => child.type === 'table-row');
  const aligned = alignedRows(rows, columns, context);
  if (aligned) return [...titles, ...aligned, ...notes];
  return [
    ...titles,
    ...rows.map(({ children }) =>
      children.flatMap(
        ({ children: [text] }, index): Group =>
          text.children.length === 0 ? [] : textLines(text, context, ' '.repeat(index === 0 ? columns : columns + context.text.indent)),
      ),
    ),
    ...notes,
  ];
}

function noteLines(note: TextBlock, columns: number, context: Context): Group {
  return textLines(note, context, ' '.repeat(columns + context.text.indent), `${' '.repeat(columns)}${note.label ?? ''}`);
}

/** A block's lines: its label before the first, the rest as far in as its text. */
function textLines(block: TextBlock, context: Context, margin = '', lead = ownLead(block, margin)): Group {
  const said = plainText(block.children);
  return wrapped(said, margin, context, lead);
}

const ownLead = ({ label }: TextBlock, margin: string): string => (label === null ? '' : `${margin}${label}`);
