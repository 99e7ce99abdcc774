/**
 * The structure tree: an element for each node of the document tree, and which marked content belongs to it
 * (ISO 32000-1, 14.7 and 14.8; ISO 14289-1). Elements stand in tree order whatever the order of drawing.
 */
import type { SetRun } from '../../text/line.ts';
import type { DocumentNode, Link, Node, Note, NoteCall, Path, Table, TextBlock } from '../../tree/nodes.ts';
import { noteOf, plainText, tableNotesOf } from '../../tree/words.ts';
import { type Area, annotationOf, goesOn, type Target } from './links.ts';
import { round } from './number.ts';
import { type Dictionary, type Objects, type Reference, text, type Value } from './objects.ts';
import { callsOf, linksOf, noteMarksOf, plain, type Role, ranks, roles, type Traits, traitsOf } from './roles.ts';

/** A box on a page, as PDF counts: from the bottom left corner. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}
interface Content {
  readonly page: number;
  readonly id: number;
}
/** One element. Mutable while pages are drawn. */
export interface Element {
  readonly tag: string;
  readonly language: string | null;
  readonly traits: Traits;
  readonly children: (Element | Content | Area)[];
  /** Of a figure: around what was drawn of it on its first page. */
  box: Box | null;
  /** Where its first content stands; null until it is drawn. */
  place: { readonly page: number; readonly top: number } | null;
}

/** A heading and its level, 1 the highest. */
export interface Heading {
  readonly node: TextBlock;
  readonly element: Element;
  readonly level: number;
}

/** Mutable: takes the marks of the pages as they are drawn. */
export class Tags {
  readonly #language: string;
  readonly #root: Element;
  readonly #elements = new Map<Node, Element>();
  /** Of headings and special notes whose label, the first that is drawn of them, is still to come. */
  readonly #labels = new Map<Node, Element>();
  /** Pieces of blocks that call a note. */
  readonly #noteMarks = new Map<Node, ReadonlySet<number>>();
  /** The links that pieces of blocks are part of, and the elements of links that were drawn. */
  readonly #links = new Map<Node, readonly (Link | null)[]>();
  readonly #linked = new Map<Link, Element>();
  readonly #areas: Area[] = [];
  /** The calls of footnotes that pieces of blocks are, and their elements; and the notes by their paths. */
  readonly #calls = new Map<Node, readonly (NoteCall | null)[]>();
  readonly #called = new Map<NoteCall, Element>();
  readonly #footnotes = new Map<Path | null, { readonly words: string; readonly element: Element }>();
  /** The marks of footnotes and of tables' notes, which lead back to the calls. */
  readonly #backs = new Map<Element, { readonly at: Path | null; readonly label: string }>();
  /** The note that further paragraphs of a table's belong to. */
  #tableNote: Element | null = null;
  readonly #backToText: string;
  readonly #headings: Heading[] = [];
  /** Ranks of the headings the current one stands under. */
  readonly #openRanks: number[] = [];
  /** Owners of the marks of each page, by their number. */
  readonly #marks: Element[][] = [];
  #notes = 0;

  /** `backToText` is what links from footnotes say of where they lead. */
  constructor(tree: DocumentNode, backToText: string) {
    this.#backToText = backToText;
    this.#language = tree.language;
    this.#root = element('Document');
    this.#elements.set(tree, this.#root);
    for (const part of tree.children) this.#plant(part, this.#root);
  }

  /** The document's headings in tree order. */
  get headings(): readonly Heading[] {
    return this.#headings;
  }

  /** The element that the next content of a node belongs to; `run` is null for what is not text. */
  elementOf(node: Node, run: Pick<SetRun, 'language' | 'piece'> | null): Element {
    const label = this.#labels.get(node);
    if (label) {
      this.#labels.delete(node);
      return label;
    }
    const own = this.#elements.get(node);
    if (!own) throw new Error(`a "${node.type}" is drawn as content but has no place in the structure`);
    if (run === null) return own;
    const language = run.language === this.#language ? null : run.language;
    if (this.#noteMarks.get(node)?.has(run.piece)) return add(add(own, 'Reference'), 'Lbl', plain, language);
    const call = this.#callOf(node, run);
    if (call) return this.#elementOfCall(call, own, language);
    const link = this.#linkOf(node, run);
    const holder = link ? this.#elementOfLink(link, own) : own;
    if (language === null) return holder;
    // Foreign words that go on over a line's end are one span.
    const last = holder.children.findLast((child) => !('target' in child));
    if (last && 'tag' in last && last.tag === 'Span' && last.language === language) return last;
    return add(holder, 'Span', plain, language);
  }

  /** Tells that a run of a node has been drawn of an element in a box: if it is part of a link, that is where the link can be followed. */
  cover(drawn: Element, node: Node, run: Pick<SetRun, 'piece'>, page: number, box: Box): void {
    const [owner, target] = this.#targetOf(drawn, node, run) ?? [];
    if (!owner || !target) return;
    owner.place ??= { page, top: box.top };
    const before = this.#areas.at(-1);
    if (before && goesOn(before, owner, page, box)) return;
    const area: Area = { target, owner, page, box, reference: null };
    this.#areas.push(area);
    owner.children.push(area);
  }

  /** The link that a run of a node is part of: of the author's, or between a note and its call. */
  #targetOf(drawn: Element, node: Node, run: Pick<SetRun, 'piece'>): readonly [owner: Element | undefined, target: Target] | null {
    const note = this.#backs.get(drawn);
    if (note) {
      const back = () => [...this.#called].find(([call]) => call.note === note.at)?.[1].place ?? null;
      return [drawn, { said: this.#backToText || note.label, place: back }];
    }
    const call = this.#callOf(node, run);
    if (call) {
      const called = this.#footnotes.get(call.note);
      return [this.#called.get(call), { said: shortened(called?.words ?? call.text), place: () => called?.element.place ?? null }];
    }
    const link = this.#linkOf(node, run);
    return link && [this.#linked.get(link), { said: link.title ?? link.address, address: link.address }];
  }

  /** Numbers the annotations; gives those of each page. */
  annotations(objects: Objects, pages: number): readonly (readonly Reference[])[] {
    const listed = Array.from({ length: pages }, (): Reference[] => []);
    for (const area of this.#areas) {
      area.reference = objects.reserve();
      listed[area.page]?.push(area.reference);
    }
    return listed;
  }

  #callOf(node: Node, { piece }: Pick<SetRun, 'piece'>): NoteCall | null {
    return this.#calls.get(node)?.[piece] ?? null;
  }

  /** The mark of a call is a link to its note (ISO 14289-1, 7.9; ISO 32000-1, 14.8.4.4). */
  #elementOfCall(call: NoteCall, parent: Element, language: string | null): Element {
    const known = this.#called.get(call) ?? add(add(parent, 'Reference'), 'Link', plain, language);
    this.#called.set(call, known);
    return known;
  }

  #linkOf(node: Node, { piece }: Pick<SetRun, 'piece'>): Link | null {
    return this.#links.get(node)?.[piece] ?? null;
  }

  #elementOfLink(link: Link, parent: Element): Element {
    const known = this.#linked.get(link) ?? add(parent, 'Link');
    this.#linked.set(link, known);
    return known;
  }

  /** Tells where on a page, counted from 0, something of a node is drawn. */
  locate(node: Node, page: number, box: Box): void {
    const own = this.#elements.get(node);
    if (!own) return;
    own.place ??= { page, top: box.top };
    if (own.tag !== 'Figure' || own.place.page !== page) return;
    const { left, bottom, right, top } = own.box ?? box;
    own.box = {
      left: Math.min(left, box.left),
      bottom: Math.min(bottom, box.bottom),
      right: Math.max(right, box.right),
      top: Math.max(top, box.top),
    };
  }

  /** Adds content to an element; returns its number on the page, counted from 0 as pages are. */
  mark(owner: Element, page: number): number {
    let marks = this.#marks[page];
    if (!marks) {
      marks = [];
      this.#marks[page] = marks;
    }
    const id = marks.push(owner) - 1;
    owner.children.push({ page, id });
    return id;
  }

  /** Writes the elements that have content, and the trees that lead from content and from names to them. */
  write(objects: Objects, pages: readonly Reference[]): void {
    const references = new Map<Element, Reference>();
    const names: (readonly [name: Value, element: Reference])[] = [];
    const root = objects.reserve();
    const write = (element: Element, parent: Reference): Reference => {
      const reference = objects.reserve();
      references.set(element, reference);
      const { entries } = element.traits;
      // One after another: this is done for every element, and a spread copies what is there before.
      const data: Dictionary = { S: element.tag, P: parent };
      const firstPage = firstPageOf(element);
      if (firstPage !== null) data.Pg = pages[firstPage];
      for (const name in entries) data[name] = entries[name];
      if (element.language !== null) data.Lang = text(element.language);
      const attributes = attributesOf(element);
      if (attributes !== null) data.A = attributes;
      const children: Value[] = [];
      for (const child of element.children) {
        if ('tag' in child) {
          if (hasContent(child)) children.push(write(child, reference));
        } else if ('target' in child) children.push({ Type: 'OBJR', Pg: pages[child.page], Obj: child.reference ?? null });
        else if (child.page === firstPage) children.push(child.id);
        else children.push({ Type: 'MCR', Pg: pages[child.page], MCID: child.id });
      }
      data.K = children;
      objects.end(reference, data);
      const { ID: name } = entries;
      if (name !== undefined) names.push([name, reference]);
      return reference;
    };
    const document = hasContent(this.#root) ? [write(this.#root, root)] : [];
    const owners = pages.flatMap((_, page): Value[] => [page, (this.#marks[page] ?? []).map((owner) => references.get(owner) ?? null)]);
    this.#areas.forEach((area, index) => {
      const key = pages.length + index;
      owners.push(key, references.get(area.owner) ?? null);
      if (area.reference) objects.end(area.reference, annotationOf(area, pages, key));
    });
    root.data = {
      Type: 'StructTreeRoot',
      K: document,
      ParentTree: { Nums: objects.printed(owners) },
      ParentTreeNextKey: pages.length + this.#areas.length,
      ...(names.length === 0 ? {} : { IDTree: { Names: names.toSorted(byName).flat() } }),
    };
    // pdfkit ends the root of the structure itself.
    objects.catalog.StructTreeRoot = root;
  }

  /** The source path of each element written, in the order of the structure tree: its own, or that of what it stands in. */
  get paths(): readonly (Path | null)[] {
    const own = new Map([...this.#elements].map(([node, element]) => [element, node.at]));
    const paths: (Path | null)[] = [];
    const visit = (element: Element, outer: Path | null) => {
      if (!hasContent(element)) return;
      const path = own.get(element) ?? outer;
      paths.push(path);
      for (const child of element.children) if ('tag' in child) visit(child, path);
    };
    visit(this.#root, null);
    return paths;
  }

  /** Makes the elements of a node and of what it holds. */
  #plant(node: Node, parent: Element): void {
    const role = roles[node.type];
    if (role === 'artifact' || role === 'inline') return;
    const marks = 'label' in node && 'tight' in node ? noteMarksOf(node) : null;
    if (marks) this.#noteMarks.set(node, marks);
    const links = 'label' in node && 'tight' in node ? linksOf(node) : null;
    if (links) this.#links.set(node, links);
    const calls = 'label' in node && 'tight' in node ? callsOf(node) : null;
    if (calls) this.#calls.set(node, calls);
    const own = role === 'through' ? parent : this.#grow(node, role, parent);
    if (!('children' in node)) return;
    if (node.type === 'table') {
      this.#plantTable(node, own, parent);
      return;
    }
    for (const child of node.children) this.#plant(child, own);
  }

  /** A table's title, and its rows by what they are (ISO 32000-1, 14.8.4.3.4). */
  #plantTable(table: Table, own: Element, parent: Element): void {
    const { children } = table;
    const rows = children.filter((child) => child.type === 'table-row');
    for (const child of children) if (child.type === 'table-title') this.#plant(child, own);
    for (const heading of [true, false]) {
      const group = add(own, heading ? 'THead' : 'TBody');
      for (const row of rows) if (row.heading === heading) this.#plant(row, group);
    }
    // Its notes stand behind it: nothing of a table holds any.
    for (const note of tableNotesOf(table)) this.#plant(note, parent);
  }

  /** Adds the elements of one node; returns the one its children belong to. */
  #grow(node: Node, role: Exclude<Role, 'artifact' | 'inline' | 'through'>, parent: Element): Element {
    if (role === 'heading') {
      const level = this.#levelOf(ranks[node.type] ?? 0);
      const heading = add(parent, `H${level}`);
      if ((node as TextBlock).label !== null) this.#labels.set(node, add(heading, 'Lbl'));
      this.#elements.set(node, heading);
      this.#headings.push({ node: node as TextBlock, element: heading, level });
      return heading;
    }
    if (role === 'note') {
      if (node.type === 'table-note' && node.label === null && this.#tableNote) {
        const further = add(this.#tableNote, 'P');
        this.#elements.set(node, further);
        return further;
      }
      this.#notes++;
      const note = add(parent, 'Note', { ...plain, entries: { ID: text(`note-${this.#notes}`) } });
      const { label } = node as TextBlock;
      const mark = label === null ? null : add(note, 'Lbl');
      const paragraph = add(note, 'P');
      this.#elements.set(node, paragraph);
      if (node.type === 'table-note') {
        this.#tableNote = note;
        this.#footnotes.set(noteOf(node), { words: plainText(node.children), element: paragraph });
      }
      if (mark) this.#labels.set(node, node.type === 'table-note' ? this.#back(mark, noteOf(node), label ?? '') : mark);
      return paragraph;
    }
    if (role === 'footnote') {
      this.#notes++;
      const note = add(parent, 'Note', { ...plain, entries: { ID: text(`note-${this.#notes}`) } });
      // What is drawn of the note itself is its label, which leads back.
      const label = this.#back(add(note, 'Lbl'), node.at, (node as Note).label);
      const words = (node as Note).children.map((block) => plainText(block.children)).join(' ');
      this.#footnotes.set(node.at, { words, element: label });
      this.#elements.set(node, label);
      return note;
    }
    if (role === 'LI') {
      // What is drawn of the item itself is its label.
      const item = add(parent, 'LI');
      this.#elements.set(node, add(item, 'Lbl'));
      return add(item, 'LBody');
    }
    const tag = role === 'cell' ? (node.type === 'table-cell' && node.header !== null ? 'TH' : 'TD') : role;
    const own = add(parent, tag, traitsOf(node));
    this.#elements.set(node, own);
    return own;
  }

  /** The link within the label of a note. */
  #back(label: Element, at: Path | null, words: string): Element {
    const link = add(label, 'Link');
    this.#backs.set(link, { at, label: words });
    return link;
  }

  /** Levels follow the nesting of ranks, so that none is skipped and the first is 1 (ISO 14289-1, 7.4.2). */
  #levelOf(rank: number): number {
    while ((this.#openRanks.at(-1) ?? -1) >= rank) this.#openRanks.pop();
    return this.#openRanks.push(rank);
  }
}

function add(parent: Element, tag: string, traits: Traits = plain, language: string | null = null): Element {
  const child = element(tag, traits, language);
  parent.children.push(child);
  return child;
}

function element(tag: string, traits: Traits = plain, language: string | null = null): Element {
  return { tag, traits, language, children: [], box: null, place: null };
}

/** The page of an element's first content; null if it has none of its own. */
function firstPageOf({ children }: Element): number | null {
  for (const child of children) if ('id' in child) return child.page;
  return null;
}

/** The attributes of an element, that of its place among them: one object, or a list of them (ISO 32000-1, 14.7.5); null if it has none. */
function attributesOf({ traits, box }: Element): Dictionary | readonly Dictionary[] | null {
  const attributes = box === null ? traits.attributes : [...traits.attributes, { O: 'Layout', Placement: 'Block', BBox: corners(box) }];
  const [first = null] = attributes;
  return attributes.length > 1 ? attributes : first;
}

/** An empty cell keeps its place in the row. */
function hasContent(element: Element): boolean {
  if (element.tag === 'TD') return true;
  for (const child of element.children) if (!('tag' in child) || hasContent(child)) return true;
  return false;
}

/** A name tree is sorted by its strings (ISO 32000-1, 7.9.6). */
function byName([one]: readonly [Value, Reference], [other]: readonly [Value, Reference]): number {
  return String(one) < String(other) ? -1 : 1;
}

/** Characters of a note that a link to it says. */
const mostSaid = 200;

const shortened = (words: string): string => (words.length > mostSaid ? `${words.slice(0, mostSaid)}…` : words);

function corners({ left, bottom, right, top }: Box): readonly number[] {
  return [left, bottom, right, top].map(round);
}
