/**
 * The footnotes of one body: matches calls with notes while both are read, numbers them in the order of their calls, and tells
 * what belongs to nothing. Numbers are a language's labels: figures in the main text, letters in an annex (Editorial Manual, IX).
 */
import type { Report } from '../problem.ts';
import type { Block, Node, Note, NoteCall, Notes, Path, Table, TextBlock } from '../tree/nodes.ts';
import { noteOf, tableNotesOf } from '../tree/words.ts';

/** Notes of one body. Letters beyond "zz" would be no help to a reader, and every call looks for its note. */
const most = 500;

/** A place in the body's source. */
interface Place {
  readonly offset: number;
  readonly length: number;
}
/** Mutable while a body is read. */
export interface NoteBook {
  /** The call of a note at a place; null, and a problem, where none may stand. */
  call(name: string, at: Path, place: Place): NoteCall | null;
  /** Reads what a heading or a note holds: no note is called there. */
  within<T>(misplaced: 'heading' | 'note', read: () => T): T;
  /** Takes a note; each of its paragraphs has a place. */
  define(name: string, place: Place, children: readonly Defined[]): void;
  /** The notes in the order of their calls, their paths told to `placed`; null without notes. */
  finish(placed: (at: Path, place: Place) => void): Notes | null;
}
/** A paragraph of a note; its path is not known before all calls are. */
export interface Defined {
  readonly block: TextBlock;
  readonly place: Place;
}

/** Opens the book of the body at `path`, or of something in it whose notes have a path of their own. */
export function openNotes(path: Path, own: Path, labelOf: (number: number) => string, report: Report): NoteBook {
  const called = new Map<string, { readonly call: NoteCall; readonly place: Place }>();
  const defined = new Map<string, { readonly name: string; readonly place: Place; readonly children: readonly Defined[] }>();
  /** Called where no call may stand; their notes are no mistake besides. */
  const excused = new Set<string>();
  let misplaced: 'heading' | 'note' | null = null;
  const where = (place: Place) => ({ path, ...place });
  return {
    call(name, at, place) {
      if (misplaced !== null) {
        excused.add(keyOf(name));
        report('NOTE_MISPLACED', where(place), { value: name, variant: misplaced });
        return null;
      }
      if (called.has(keyOf(name))) {
        report('NOTE_UNMATCHED', where(place), { value: name, variant: 'again' });
        return null;
      }
      if (called.size === most) report('BODY_CONSTRUCT', where(place), { variant: 'notes', limit: String(most) });
      const number = called.size + 1;
      const call = { type: 'note-call', at, name, note: `${own}.${number - 1}`, text: labelOf(number) } as const;
      called.set(keyOf(name), { call, place });
      return call;
    },
    within(where, read) {
      misplaced = where;
      const made = read();
      misplaced = null;
      return made;
    },
    define(name, place, children) {
      if (defined.has(keyOf(name))) report('NOTE_UNMATCHED', where(place), { value: name, variant: 'twice' });
      else if (children.length === 0) report('NOTE_UNMATCHED', where(place), { value: name, variant: 'empty' });
      defined.set(keyOf(name), { name, place, children });
    },
    finish(placed) {
      for (const [key, { name, place }] of defined)
        if (!called.has(key) && !excused.has(key)) report('NOTE_UNMATCHED', where(place), { value: name, variant: 'uncalled' });
      if (called.size === 0) return null;
      const children = [...called].map(([key, { call, place }]): Note => {
        const note = defined.get(key);
        if (!note) report('NOTE_UNMATCHED', where(place), { value: call.name });
        placed(call.note, note?.place ?? place);
        const paragraphs = (note?.children ?? []).map(({ block, place }, index) => {
          const at = `${call.note}.${index}`;
          placed(at, place);
          return { ...block, at };
        });
        return { type: 'note', at: call.note, name: call.name, label: call.text, children: paragraphs };
      });
      return { type: 'notes', at: own, children };
    },
  };
}

/** The book of a table within that of its body: what it has not defined itself is called of the body. */
export function within(body: NoteBook, table: NoteBook, defined: ReadonlySet<string>): NoteBook {
  return {
    ...table,
    call: (name, at, place) => (defined.has(keyOf(name)) ? table : body).call(name, at, place),
    within: (misplaced, read) => table.within(misplaced, () => body.within(misplaced, read)),
  };
}

/** The paragraphs of a table's notes, as it holds them. */
export function paragraphsOf({ children }: Notes): readonly TextBlock[] {
  return children.flatMap((note) =>
    note.children.map((block, index): TextBlock => ({ ...block, type: 'table-note', label: index === 0 ? note.label : null })),
  );
}

/** Tells of calls in a field that holds no Markdown, where they would be printed as they are. */
export function reportCalls(text: string, path: Path, report: Report): void {
  if (!text.includes('[^')) return;
  for (const { 0: call, 1: value = '', index: offset } of text.matchAll(/\[\^([^\s[\]]+)\]/g))
    report('NOTE_MISPLACED', { path, offset, length: call.length }, { value, variant: 'field' });
}

/** Names are the same whatever the size of their letters, as in GFM. */
export function keyOf(name: string): string {
  return name.toLowerCase();
}

/** The notes of a body's blocks; null without. */
export function notesIn(blocks: readonly Block[]): Notes | null {
  const last = blocks.at(-1);
  return last?.type === 'notes' ? last : null;
}

/** The calls in a node, or in some, in order. */
export function callsIn(nodes: readonly Node[]): readonly NoteCall[] {
  return nodes.flatMap((node): readonly NoteCall[] => {
    if (node.type === 'note-call') return [node];
    return 'children' in node ? callsIn(node.children) : [];
  });
}

/**
 * Numbers the notes of a body anew, and those of its tables, in the order in which a translation calls them: words of another
 * language may stand in another order, numbers may not. Blocks without notes are given back as they are.
 */
export function renumbered(blocks: readonly Block[], labelOf: (notes: Path, number: number) => string): readonly Block[] {
  const tabled = blocks.map((block) => withTables(block, labelOf));
  const notes = notesIn(blocks);
  if (!notes) return tabled;
  const labels = new Map<Path | null, string>();
  const made = tabled.map((block) => relabelledCalls(block, `${notes.at}.`, labels, (number) => labelOf(notes.at ?? '', number)));
  const order = [...labels.keys()];
  const children = notes.children
    .map((note) => ({ ...note, label: labels.get(note.at) ?? note.label }))
    .sort((one, other) => order.indexOf(one.at) - order.indexOf(other.at));
  return [...made.slice(0, -1), { ...notes, children }];
}

/** A block whose tables have their own notes in the order of their calls. */
function withTables<N extends Node>(node: N, labelOf: (notes: Path, number: number) => string): N {
  if (node.type === 'table') return withOwnNotes(node, labelOf) as N;
  if (!('children' in node) || (node.type !== 'list' && node.type !== 'list-item' && node.type !== 'quote' && node.type !== 'keep'))
    return node;
  const children: readonly Node[] = node.children;
  return { ...node, children: children.map((child) => withTables(child, labelOf)) };
}

function withOwnNotes(table: Table, labelOf: (notes: Path, number: number) => string): Table {
  const notes = tableNotesOf(table);
  if (notes.length === 0) return table;
  const own = `${table.at}.notes`;
  const labels = new Map<Path | null, string>();
  const made = relabelledCalls(table, `${own}.`, labels, (number) => labelOf(own, number));
  const order = [...labels.keys()];
  const placeOf = (block: TextBlock) => order.indexOf(noteOf(block));
  // Paragraphs of one note stay in their order.
  const sorted = notes
    .map((block): TextBlock => (block.label === null ? block : { ...block, label: labels.get(noteOf(block)) ?? block.label }))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  return { ...made, children: [...made.children.filter((child) => child.type !== 'table-note'), ...sorted] };
}

/** Gives the calls of notes below a path the labels of their order. */
function relabelledCalls<N extends Node>(node: N, below: Path, labels: Map<Path | null, string>, labelOf: (number: number) => string): N {
  return withCalls(node, (call) => {
    if (!call.note.startsWith(below)) return call;
    const text = labels.get(call.note) ?? labelOf(labels.size + 1);
    labels.set(call.note, text);
    return { ...call, text };
  });
}

/** A node with other calls. */
function withCalls<N extends Node>(node: N, change: (call: NoteCall) => NoteCall): N {
  if (node.type === 'note-call') return change(node) as N;
  if (!('children' in node)) return node;
  const children: readonly Node[] = node.children;
  return { ...node, children: children.map((child) => withCalls(child, change)) };
}
