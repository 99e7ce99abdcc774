/**
 * The structure tree of a file, read whole: its elements in order, what marked content and which annotations are theirs, and that
 * content and tree lead to one another both ways (ISO 32000-1, 14.7; ISO 14289-1, 7.1).
 */
import { type Dict, type PdfValue, Unreadable } from '../verify/pdf-file.ts';
import type { Findings, Rule } from './finding.ts';
import { readNumberTree } from './number-tree.ts';
import type { Objects } from './objects.ts';
import { isEmpty, numberOf, type Page } from './pages.ts';
import { standardType } from './roles.ts';

export interface Element {
  /** Place in the order of the tree, from 0. */
  readonly index: number;
  readonly object: number | null;
  readonly dict: Dict;
  /** The standard type its own comes down to. */
  readonly type: string;
  readonly parent: Element | null;
  readonly kids: readonly Element[];
  /** Whether marked content is its own. */
  readonly hasContent: boolean;
  /** Numbers of the annotations it holds. */
  readonly annotations: readonly number[];
}
interface Open extends Element {
  readonly kids: Element[];
  readonly annotations: number[];
  hasContent: boolean;
}

/** Who holds a mark, by page and the mark's number. */
type Owners = readonly Map<number, Element>[];

const deepest = 100;
const mostElements = 500_000;

/** Reads the tree; empty, and a finding, if there is none. */
export function readTree(objects: Objects, pages: readonly Page[], findings: Findings): readonly Element[] {
  const root = objects.dict(objects.catalog.get('StructTreeRoot'));
  if (!root || objects.name(root.get('Type')) !== 'StructTreeRoot') {
    findings.add('structure-missing');
    return [];
  }
  const elements: Open[] = [];
  const seen = new Set<Dict>();
  const owners: Owners = pages.map(() => new Map());
  const pageNumbers = new Map<Dict, number>(pages.map(({ dict }, index) => [dict, index]));
  const roles = objects.dict(root.get('RoleMap'));

  const visit = (value: PdfValue, parent: Open | null, parentDict: Dict, page: number | null, depth: number): void => {
    const dict = objects.dict(value);
    const number = numberOf(value);
    const fault = (rule: Rule, what: string) => findings.add(rule, what, { object: number, element: elements.length });
    if (depth > deepest || elements.length >= mostElements) throw new Unreadable('a structure without end');
    if (!dict || number === null || seen.has(dict)) {
      fault('structure-tree', 'K');
      return;
    }
    seen.add(dict);
    if (objects.dict(dict.get('P')) !== parentDict) fault('structure-parent', 'P');
    const kind = objects.name(dict.get('S'));
    if (kind === null) fault('structure-tree', 'S');
    const own = objects.dict(dict.get('Pg'));
    const ownPage = own ? (pageNumbers.get(own) ?? null) : page;
    if (dict.has('Pg') && ownPage === null) fault('structure-tree', 'Pg');
    const element: Open = {
      index: elements.length,
      object: number,
      dict,
      type: standardType(kind ?? '', roles, objects, fault),
      parent,
      kids: [],
      hasContent: false,
      annotations: [],
    };
    elements.push(element);
    parent?.kids.push(element);
    for (const kid of kidsOf(dict, objects)) {
      const found = objects.resolve(kid);
      const kindOfKid = found instanceof Map ? objects.name(found.get('Type')) : null;
      if (typeof found === 'number') claim(element, found, ownPage);
      else if (!(found instanceof Map)) fault('structure-tree', 'K');
      else if (kindOfKid === 'MCR') {
        const other = objects.dict(found.get('Pg'));
        const id = objects.resolve(found.get('MCID'));
        if (found.has('Stm') || typeof id !== 'number') fault('structure-tree', 'MCR');
        else claim(element, id, other ? (pageNumbers.get(other) ?? null) : ownPage);
      } else if (kindOfKid === 'OBJR') {
        const target = numberOf(found.get('Obj'));
        if (target === null) fault('structure-tree', 'OBJR');
        else element.annotations.push(target);
      } else visit(kid, element, dict, ownPage, depth + 1);
    }
  };
  const claim = (element: Open, id: number, page: number | null): void => {
    element.hasContent = true;
    const own = page === null ? undefined : owners[page];
    if (page !== null && own && !own.has(id) && pages[page]?.marks.has(id)) own.set(id, element);
    else findings.add('mark-number', `${id}`, { object: element.object, element: element.index, page: page === null ? null : page + 1 });
  };
  for (const kid of root.has('K') ? kidsOf(root, objects) : [null]) visit(kid, null, root, null, 0);
  checkParents(root, objects, pages, elements, owners, findings);
  checkIdentifiers(root, elements, objects, findings);
  return elements;
}

/** What stands under an element, one kid or several. */
function kidsOf(dict: Dict, objects: Objects): readonly PdfValue[] {
  const given = dict.get('K');
  if (given === undefined) return [];
  const kids = objects.resolve(given);
  return Array.isArray(kids) ? kids : [given];
}

/** The parent tree leads from each mark and annotation to the element that holds it, and to nothing else. */
function checkParents(
  root: Dict,
  objects: Objects,
  pages: readonly Page[],
  elements: readonly Element[],
  owners: Owners,
  findings: Findings,
): void {
  const tree = readNumberTree(root.get('ParentTree'), objects);
  if (!tree) {
    findings.add('parent-tree', 'ParentTree');
    return;
  }
  const next = objects.resolve(root.get('ParentTreeNextKey'));
  const keys = new Set<number>();
  const byObject = new Map(elements.map((element) => [element.object, element]));
  for (const [index, { dict, object, marks, annotations }] of pages.entries()) {
    const at = { object, page: index + 1 };
    const key = objects.resolve(dict.get('StructParents'));
    const listed = typeof key === 'number' ? objects.list(tree.get(key)) : [];
    if (typeof key === 'number') {
      if (keys.has(key)) findings.add('parent-tree', `StructParents ${key}`, at);
      keys.add(key);
    } else if (marks.size > 0) findings.add('parent-tree', 'StructParents', at);
    for (const id of marks) {
      const owner = owners[index]?.get(id);
      if (!owner) findings.add('mark-unowned', `${id}`, at);
      else if (numberOf(listed[id]) !== owner.object) findings.add('parent-tree', `${id}`, { ...at, element: owner.index });
    }
    listed.forEach((value, id) => {
      if (objects.resolve(value) !== null && !marks.has(id)) findings.add('parent-tree', `${id}`, at);
    });
    for (const annotation of annotations) {
      const own = objects.resolve(annotation.dict.get('StructParent'));
      if (typeof own === 'number') keys.add(own);
      // A signature that nobody sees is outside what is read.
      if (own === null && annotation.kind === 'Widget' && isEmpty(annotation.dict, objects)) continue;
      const owner = typeof own === 'number' ? byObject.get(numberOf(tree.get(own) ?? null)) : undefined;
      const rule =
        annotation.kind === 'Link' ? 'link-structure' : annotation.kind === 'Widget' ? 'signature-field' : 'annotation-structure';
      const wanted = annotation.kind === 'Link' ? 'Link' : annotation.kind === 'Widget' ? 'Form' : 'Annot';
      if (owner?.type !== wanted || !owner.annotations.includes(annotation.object))
        findings.add(rule, owner?.type ?? '', { object: annotation.object, page: index + 1, element: owner?.index ?? null });
    }
  }
  for (const key of tree.keys()) {
    if (!keys.has(key)) findings.add('parent-tree', `${key}`);
    if (typeof next === 'number' && key >= next) findings.add('parent-tree', 'ParentTreeNextKey');
  }
  const all = new Set(pages.flatMap((page) => page.annotations.map(({ object }) => object)));
  for (const { annotations, object, index, type } of elements) {
    const at = { object, element: index };
    if (type === 'Link' && annotations.length === 0) findings.add('link-structure', 'OBJR', at);
    if (type === 'Form' && annotations.length !== 1) findings.add('signature-field', 'OBJR', at);
    for (const target of annotations) if (!all.has(target)) findings.add('parent-tree', 'OBJR', at);
  }
}

/** Identifiers differ, and their tree leads to the elements that bear them. */
function checkIdentifiers(root: Dict, elements: readonly Element[], objects: Objects, findings: Findings): void {
  const listed = new Map<string, number | null>();
  const waiting: (PdfValue | undefined)[] = [root.get('IDTree')];
  const seen = new Set<Dict>();
  while (waiting.length > 0) {
    const node = objects.dict(waiting.pop());
    if (!node || seen.has(node)) continue;
    seen.add(node);
    waiting.push(...objects.list(node.get('Kids')));
    const names = objects.list(node.get('Names'));
    for (let at = 0; at + 1 < names.length; at += 2) {
      const name = objects.resolve(names[at]);
      if (name instanceof Uint8Array) listed.set(Buffer.from(name).toString('latin1'), numberOf(names[at + 1]));
    }
  }
  const used = new Set<string>();
  for (const { dict, object, index, type } of elements) {
    const value = objects.resolve(dict.get('ID'));
    const id = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : '';
    if (type === 'Note' && (id === '' || used.has(id))) findings.add('note-identifier', id, { object, element: index });
    else if (id !== '' && (used.has(id) || listed.get(id) !== object)) findings.add('identifier-tree', id, { object, element: index });
    if (id !== '') used.add(id);
  }
  for (const id of listed.keys()) if (!used.has(id)) findings.add('identifier-tree', id);
}
