/**
 * The parts of the document to HTML, one handler a node type: a new type is asked for by the compiler. The class of an
 * element is the name of its node. Labels of lists and headings are text, so that they are read, copied and searched.
 */
import { barCodePicture, qrCodePicture } from '../../layout/codes.ts';
import { itemStyle } from '../../style/sheet.ts';
import type { DocumentNode, Inline, Node, Path, TextBlock, TextBlockType } from '../../tree/nodes.ts';
import { noteOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { inlinesOf } from './inlines.ts';
import { element, escaped, group } from './markup.ts';
import { callId, footnoteCallId, type Notes, noteId, notesOf } from './notes.ts';
import { pictureOf, placeOf } from './pictures.ts';
import { tableMarkup } from './tables.ts';

/** What the page is made of, each part as HTML. */
export interface Written {
  readonly masthead: readonly string[];
  readonly main: readonly string[];
  readonly foot: readonly string[];
  readonly statusMark: string | null;
}

type Holder = Exclude<Node, TextBlock | Inline | DocumentNode>;
type Writer = (node: Node) => Promise<string>;
/** Everything that is no line of text; each handler writes its own children. */
type Handlers = { readonly [T in Holder['type']]: (node: Extract<Holder, { type: T }>, write: Writer, pen: Pen) => Promise<string> };

/** What handlers share. */
interface Pen {
  readonly context: Context;
  readonly notes: Notes;
  /** Levels of the headings around, the house's, outermost first. */
  readonly headings: number[];
  /** Ids given so far. */
  readonly ids: Set<string>;
  /** Number of lettered lists around. */
  lettered: number;
}

/** Writes the parts of a document. */
export async function blocksOf(tree: DocumentNode, context: Context): Promise<Written> {
  const pen: Pen = { context, notes: notesOf(tree), headings: [], ids: new Set(), lettered: 0 };
  const write: Writer = async (node) => {
    const handler = handlers[node.type as Holder['type']] as ((node: Node, write: Writer, pen: Pen) => Promise<string>) | undefined;
    return handler ? handler(node, write, pen) : textBlock(node as TextBlock, pen);
  };
  const written = { masthead: [] as string[], main: [] as string[], foot: [] as string[], statusMark: null as string | null };
  for (const part of tree.children) {
    const text = await write(part);
    if (part.type === 'masthead') written.masthead.push(text);
    else if (part.type === 'foot') written.foot.push(text);
    else if (part.type === 'status-mark') written.statusMark = text;
    else if (text !== '') written.main.push(text);
  }
  return written;
}

const handlers: Handlers = {
  masthead: async ({ children }, write) => {
    const only = (...types: readonly string[]) => children.filter((child) => types.includes(child.type));
    const lines = async (name: string, nodes: readonly Node[]) =>
      nodes.length === 0 ? [] : [group('div', { class: name }, await all(nodes, write))];
    const above = only('organization', 'symbol');
    const organs = only('organ');
    const emblem = only('emblem');
    const others = children.filter((child) => ![...above, ...organs, ...emblem].includes(child));
    return [
      ...(await lines('masthead-head', above)),
      group('div', { class: 'masthead-body' }, [
        ...(await all(emblem, write)),
        ...(await lines('organs', organs)),
        ...(await lines('issue', others)),
      ]),
    ].join('\n');
  },
  emblem: async ({ alt }, _write, { context }) =>
    context.pictures.emblem ? pictureOf(context.pictures.emblem, 'emblem', alt) : placeOf('emblem', alt, context.page.masthead.emblem),
  'session-block': async ({ children }, write) =>
    group('div', { class: 'session-block', 'data-columns': String(children.length) }, await all(children, write)),
  'session-column': async ({ children }, write) => group('div', { class: 'session-column' }, await all(children, write)),
  body: async ({ children }, write) => group('div', { class: 'body' }, await all(children, write)),
  list: async (node, write, pen) => {
    const own = node.kind === 'lettered' ? 1 : 0;
    pen.lettered += own;
    const { name } = itemStyle(node.kind, own > 0 ? pen.lettered : node.depth, pen.context.sheet);
    const items = await all(node.children, write);
    pen.lettered -= own;
    return group(node.kind === 'numbered' || node.kind === 'lettered' ? 'ol' : 'ul', { class: name }, items);
  },
  'list-item': async ({ label, at, children }, write, pen) => {
    const [first, ...others] = children;
    const lead = labelOf(label);
    // The label stands in the line of the first paragraph; before a block of another kind it has a line of its own.
    const isText = first?.type === 'paragraph';
    const opening = isText ? textBlock({ ...first, at: null }, pen, lead) : element('p', { class: 'paragraph' }, lead.trimEnd());
    const rest = isText ? others : children;
    return group('li', { id: idOf(at, pen) }, [opening, ...(await all(rest, write))]);
  },
  notes: async ({ children }, write) => group('section', { class: 'notes', role: 'doc-endnotes' }, await all(children, write)),
  note: async ({ at, label, children }, _write, pen) =>
    group(
      'div',
      { class: 'note', id: idOf(at, pen), role: 'doc-footnote' },
      children.map((block, index) => textBlock({ ...block, at: null }, pen, index === 0 ? backFrom(at ?? '', label, pen) : '')),
    ),
  quote: async ({ children }, write, pen) => {
    // What is quoted counts its lists anew.
    const { lettered } = pen;
    pen.lettered = 0;
    const quoted = await all(children, write);
    pen.lettered = lettered;
    return group('blockquote', { class: 'quote' }, quoted);
  },
  table: async (table, _write, pen) => {
    const textOf = (block: TextBlock) => inlinesOf(block.children, pen.context, pen.notes, { marks: false, whole: false });
    return tableMarkup(table, idOf(table.at, pen), textOf, (note) => tableNote(note, textOf(note), pen));
  },
  // Rows and cells are written with their table.
  'table-row': async () => '',
  'table-cell': async () => '',
  keep: async ({ children }, write) => group('div', { class: 'keep' }, await all(children, write)),
  'page-break': async () => element('div', { class: 'page-break' }),
  'signature-block': async ({ children }, write) => group('div', { class: 'signature-block' }, await all(children, write)),
  signature: async ({ room, children }, write) =>
    group('div', { class: room ? 'signature room' : 'signature' }, await all(children, write)),
  annex: async ({ at, children }, write, pen) => group('section', { class: 'annex', id: idOf(at, pen) }, await all(children, write)),
  'end-rule': async () => element('hr', { class: 'end-rule' }),
  'special-notes': async ({ children }, _write, pen) =>
    group(
      'div',
      { class: 'special-notes' },
      children.map((note) => specialNote(note, pen)),
    ),
  foot: async ({ children }, write) => {
    const issue = children.filter(({ type }) => type === 'job-line' || type === 'bar-code');
    const others = children.filter((child) => !issue.includes(child));
    return [...(issue.length === 0 ? [] : [group('div', { class: 'job' }, await all(issue, write))]), ...(await all(others, write))].join(
      '\n',
    );
  },
  'bar-code': async ({ value, alt }) => plate(pictureOf(await barCodePicture(value), 'bar-code', alt)),
  'qr-code': async ({ value, alt }) => plate(pictureOf(await qrCodePicture(value), 'qr-code', alt)),
  'recycle-sign': async ({ alt }, _write, { context }) => pictureOf(context.pictures.recycleSign, 'recycle-sign', alt),
  // What pages repeat is the style sheet's, for print.
  'running-head': async () => '',
};

/** The element of each line of text; headings find their level from those around. */
const tags: Readonly<Record<TextBlockType, 'p' | 'h1' | 'heading'>> = {
  'status-mark': 'p',
  organization: 'p',
  symbol: 'p',
  organ: 'p',
  distribution: 'p',
  'masthead-date': 'p',
  'version-language': 'p',
  'original-language': 'p',
  'session-organ': 'p',
  'session-line': 'p',
  'agenda-line': 'p',
  'agenda-title': 'p',
  title: 'h1',
  paragraph: 'p',
  'paragraph-centred': 'p',
  'heading-1': 'heading',
  'heading-2': 'heading',
  'heading-3': 'heading',
  'heading-4': 'heading',
  'heading-5': 'heading',
  'note-text': 'p',
  'table-title': 'p',
  'table-heading': 'p',
  'table-text': 'p',
  'table-note': 'p',
  'signature-line': 'p',
  'special-note': 'p',
  'job-line': 'p',
  recycle: 'p',
  'running-symbol': 'p',
  'annex-heading': 'heading',
  'annex-label': 'heading',
  'annex-original': 'p',
  'annex-title': 'heading',
};
/** Headings under the title by rank, those of annexes above those of a text. */
const ranks: { readonly [Type in TextBlockType]?: number } = {
  'annex-heading': 1,
  'annex-label': 1,
  'annex-title': 2,
  'heading-1': 3,
  'heading-2': 4,
  'heading-3': 5,
  'heading-4': 6,
  'heading-5': 7,
};
/** Lines whose plain text holds the marks of notes. */
const marked: ReadonlySet<TextBlockType> = new Set<TextBlockType>(['symbol', 'job-line']);

function textBlock(block: TextBlock, pen: Pen, lead = block.label === null ? '' : labelOf(block.label)): string {
  const { context, notes } = pen;
  const manner = { marks: marked.has(block.type), whole: !context.sheet.style(block.type).breaksAtHyphens };
  const tag = tags[block.type];
  const name = tag === 'heading' ? headingAt(ranks[block.type] ?? 1, pen.headings) : tag;
  const id = /^body|\.body\./.test(block.at ?? '') ? idOf(block.at, pen) : null;
  return element(name, { class: block.type, id }, lead, inlinesOf(block.children, context, notes, manner));
}

/** A level below the title that skips none, whichever of its own levels a document uses (WCAG 2.2, 1.3.1). */
function headingAt(level: number, around: number[]): string {
  while ((around.at(-1) ?? 0) >= level) around.pop();
  around.push(level);
  return `h${around.length + 1}`;
}

/** A note with its mark, which leads back to where it was called first. */
function specialNote(note: TextBlock, { context, notes }: Pen): string {
  const number = note.label === null ? undefined : notes.marks.get(note.label);
  const mark = escaped(note.label ?? '');
  const back =
    number !== undefined && notes.isCalled(number) ? element('a', { href: `#${callId(number, 0)}`, role: 'doc-backlink' }, mark) : mark;
  const lead = note.label === null ? '' : `${element('span', { class: 'label' }, back)} `;
  const id = number === undefined ? null : noteId(number);
  return element(
    'p',
    { class: note.type, id, role: 'doc-footnote' },
    lead,
    inlinesOf(note.children, context, notes, { marks: false, whole: false }),
  );
}

/** A paragraph of a table's note, behind its mark if it is the first. */
function tableNote(note: TextBlock, words: string, pen: Pen): string {
  if (note.label === null) return element('p', { class: note.type }, words);
  const path = noteOf(note);
  return element('p', { class: note.type, id: idOf(path, pen), role: 'doc-footnote' }, backFrom(path, note.label, pen), words);
}

/** A footnote's mark, which leads back to its call and says so to whoever cannot see that. */
function backFrom(note: Path, label: string, { context }: Pen): string {
  const said = `${label}, ${context.language.phrases['back-to-text'] ?? ''}`;
  const back = element('a', { href: `#${footnoteCallId(note)}`, role: 'doc-backlink', 'aria-label': said }, escaped(label));
  return `${element('span', { class: 'label' }, back)} `;
}

const labelOf = (label: string): string => `${element('span', { class: 'label' }, escaped(label))} `;
/** Codes are read by machines: dark on light, whatever the page's colours. */
const plate = (picture: string): string => element('span', { class: 'plate' }, picture);

/** The path of a block in its source names it; null where it has none or another has it. */
function idOf(at: string | null, { ids }: Pen): string | null {
  if (at === null || ids.has(at)) return null;
  ids.add(at);
  return at;
}

async function all(nodes: readonly Node[], write: Writer): Promise<readonly string[]> {
  const written: string[] = [];
  // One after the other: notes and headings are counted.
  for (const node of nodes) written.push(await write(node));
  return written;
}
