/**
 * Reads XLIFF 1.2 and 2.0 to 2.2 as tools give it back: prefixed or not, segmented or not, with codes written as pairs or apart. Knows
 * nothing of the document; what it cannot read for certain is a fault with its place. No document type, no entities, limited
 * size and depth (`parseXml`).
 */
import type { Range } from '../problem.ts';
import { elementsOf, parseXml, type XmlChild, type XmlElement } from '../xml.ts';
import { type Token, treeOf } from './code-tree.ts';
import type { ReadCoded, Returned, ReturnedUnit, Spot } from './package.ts';
import { author, namespace12, pairStyle12, sentMark, stateOf12 } from './write-xliff12.ts';
import { isBreak2, namespace2, pairStyle2, sentMeta, stateOf2 } from './write-xliff21.ts';

export interface ExchangeFault {
  readonly type: 'fault';
  /** A variant of EXCHANGE_SYNTAX; `xml` has the parser's words in `detail`. */
  readonly variant: string;
  readonly detail: string;
  readonly at: Spot;
}

/** Far above the longest document with every code, and above how deep marks lie in marks. */
const limits = { size: 20_000_000, depth: 60 };

class Refusal extends Error {
  readonly fault: ExchangeFault;
  constructor(variant: string, detail: string, at: Spot) {
    super(variant);
    this.fault = { type: 'fault', variant, detail, at };
  }
}

/** Every `file` element. */
export function readXliff(text: string): readonly Returned[] | ExchangeFault {
  const root = parseXml(text, limits);
  if (root.type === 'fault') return { type: 'fault', variant: 'xml', detail: root.reason, at: pointAt(root.line, root.column) };
  const [prefix = '', local = ''] = root.name.includes(':') ? root.name.split(':') : ['', root.name];
  const namespace = root.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] ?? '';
  try {
    if (local !== 'xliff' || (namespace !== namespace12 && namespace !== namespace2)) throw new Refusal('root', root.name, spotOf(root));
    const tree = withoutPrefix(root, prefix === '' ? '' : `${prefix}:`);
    const files = childrenNamed(tree, 'file').map((file) => (namespace === namespace12 ? file12(file) : file2(file, tree)));
    if (files.length === 0) throw new Refusal('empty', '', spotOf(root));
    return files;
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    throw error;
  }
}

// ---- XLIFF 1.2 ----

function file12(file: XmlElement): Returned {
  const units = descendants(file, 'trans-unit').map(unit12);
  const at = spotOf(file);
  return {
    slug: slugOf(need(file, 'original')),
    from: need(file, 'source-language'),
    to: need(file, 'target-language'),
    at: { document: at, from: at, to: at },
    units,
  };
}

function unit12(unit: XmlElement): ReturnedUnit {
  const source = childrenNamed(unit, 'source')[0];
  const target = childrenNamed(unit, 'target')[0];
  const content = target ? read(target, tokens12) : null;
  const mark = unit.attributes.extradata ?? '';
  return {
    key: need(unit, 'id'),
    at: spotOf(target ?? unit),
    source: source ? read(source, tokens12) : null,
    target: content && content.length > 0 ? content : null,
    state: stateOf12(target?.attributes.state ?? '', unit.attributes.approved === 'yes'),
    paragraphs: [],
    targetDigest: mark.startsWith(sentMark) ? mark.slice(sentMark.length) : null,
    notes: childrenNamed(unit, 'note').flatMap((note) => (note.attributes.from === author ? [] : textOf(note))),
  };
}

function tokens12(child: XmlChild): readonly Token[] {
  if (child.type === 'text') return [{ type: 'text', text: child.text }];
  const at = spotOf(child);
  const ctype = child.attributes.ctype ?? '';
  const style = pairStyle12(ctype, child.attributes['equiv-text']);
  switch (child.name) {
    case 'g':
      return pairTokens(need(child, 'id'), style, child, tokens12);
    case 'x':
      return [{ type: 'single', id: need(child, 'id'), isBreak: ctype === 'lb', text: null, at }];
    case 'ph':
      return [{ type: 'single', id: need(child, 'id'), isBreak: ctype === 'lb', text: plain(child), at }];
    case 'bx':
    case 'bpt':
      return [{ type: 'open', key: child.attributes.rid ?? need(child, 'id'), id: need(child, 'id'), style, at }];
    case 'ex':
    case 'ept':
      return [{ type: 'close', key: child.attributes.rid ?? need(child, 'id'), at }];
    case 'mrk':
      return child.children.flatMap(tokens12);
    default:
      throw new Refusal('code', child.name, at);
  }
}

// ---- XLIFF 2 ----

function file2(file: XmlElement, root: XmlElement): Returned {
  const at = spotOf(root);
  return {
    slug: slugOf(need(file, 'original')),
    from: need(root, 'srcLang'),
    to: need(root, 'trgLang'),
    at: { document: spotOf(file), from: at, to: at },
    units: descendants(file, 'unit').map(unit2),
  };
}

function unit2(unit: XmlElement): ReturnedUnit {
  const data = new Map(
    childrenNamed(unit, 'originalData').flatMap((all) => childrenNamed(all, 'data').map((one) => [one.attributes.id ?? '', plain(one)])),
  );
  const tokens = (child: XmlChild): readonly Token[] => tokens2(child, data);
  const pieces = elementsOf(unit).filter((child) => child.name === 'segment' || child.name === 'ignorable');
  const source = pieces.flatMap((piece) => childrenNamed(piece, 'source'));
  const segments = pieces.filter((piece) => piece.name === 'segment' && !isBlank(childrenNamed(piece, 'source')[0]));
  const translated = segments.every((piece) => !isBlank(childrenNamed(piece, 'target')[0]));
  // A blank between segments that has no target of its own is the source's.
  const target = pieces.flatMap((piece) => childrenNamed(piece, 'target')[0] ?? childrenNamed(piece, 'source')[0] ?? []);
  const states = segments.map((piece) => stateOf2(piece.attributes.state ?? '', piece.attributes.subState ?? ''));
  const first = segments.flatMap((piece) => childrenNamed(piece, 'target'))[0];
  return {
    key: unit.attributes.name ?? need(unit, 'id'),
    at: spotOf(first ?? unit),
    source: joined(source, tokens),
    target: translated && segments.length > 0 ? joined(target, tokens) : null,
    state: lowest(states),
    paragraphs: [],
    targetDigest: metaOf(unit, sentMeta),
    notes: descendants(unit, 'note').flatMap((note) => (note.attributes.category === author ? [] : textOf(note))),
  };
}

function tokens2(child: XmlChild, data: ReadonlyMap<string, string>): readonly Token[] {
  if (child.type === 'text') return [{ type: 'text', text: child.text }];
  const at = spotOf(child);
  const subType = child.attributes.subType ?? '';
  const inner = (one: XmlChild) => tokens2(one, data);
  switch (child.name) {
    case 'pc':
      return pairTokens(need(child, 'id'), pairStyle2(subType, data.get(child.attributes.dataRefStart ?? '')), child, inner);
    case 'ph': {
      const text = data.get(child.attributes.dataRef ?? '') ?? child.attributes.equiv ?? null;
      return [{ type: 'single', id: need(child, 'id'), isBreak: isBreak2(subType), text, at }];
    }
    case 'sc':
      return [
        {
          type: 'open',
          key: need(child, 'id'),
          id: need(child, 'id'),
          style: pairStyle2(subType, data.get(child.attributes.dataRef ?? '')),
          at,
        },
      ];
    case 'ec':
      return [{ type: 'close', key: child.attributes.startRef ?? need(child, 'id'), at }];
    case 'cp': {
      const code = Number.parseInt(child.attributes.hex ?? '', 16);
      // Characters that XML cannot hold: none of them may stand in a document.
      throw new Refusal('character', Number.isNaN(code) ? '' : code.toString(16), at);
    }
    case 'mrk':
      return child.children.flatMap(inner);
    case 'sm':
    case 'em':
      return [];
    default:
      throw new Refusal('code', child.name, at);
  }
}

const order = ['none', 'translated', 'revised', 'final'] as const;

/** A unit is as far as its least segment. */
function lowest(states: readonly ReturnedUnit['state'][]): ReturnedUnit['state'] {
  return order.find((state) => states.includes(state)) ?? null;
}

/** Our metadata of a unit; null without. */
function metaOf(unit: XmlElement, type: string): string | null {
  const groups = elementsOf(unit).filter((child) => child.name.endsWith(':metadata') || child.name === 'metadata');
  const metas = groups.flatMap((group) => elementsOf(group)).filter((group) => group.attributes.category === author);
  const found = metas.flatMap((group) => elementsOf(group)).find((meta) => meta.attributes.type === type);
  return found ? plain(found) : null;
}

// ---- both ----

function pairTokens(id: string, style: string | null, child: XmlElement, inner: (one: XmlChild) => readonly Token[]): readonly Token[] {
  const at = spotOf(child);
  return [{ type: 'open', key: `${id} `, id, style, at }, ...child.children.flatMap(inner), { type: 'close', key: `${id} `, at }];
}

function read(element: XmlElement, tokens: (child: XmlChild) => readonly Token[]): readonly ReadCoded[] {
  return joined([element], tokens);
}

function joined(elements: readonly XmlElement[], tokens: (child: XmlChild) => readonly Token[]): readonly ReadCoded[] {
  const all = elements.flatMap((element) => element.children.flatMap(tokens));
  const tree = treeOf(all);
  if (tree.type === 'fault') throw new Refusal('overlap', tree.id, tree.at);
  return tree.children;
}

function isBlank(element: XmlElement | undefined): boolean {
  return !element?.children.some((child) => child.type === 'element' || child.text.trim() !== '');
}

function need(element: XmlElement, name: string): string {
  const value = element.attributes[name];
  if (value === undefined || value === '') throw new Refusal('attribute', `${element.name} ${name}`, spotOf(element));
  return value;
}

function slugOf(original: string): string {
  return original.split(/[/\\]/).at(-2) ?? original;
}

function textOf(element: XmlElement): readonly string[] {
  const text = plain(element).replace(/\s+/gu, ' ').trim();
  return text === '' ? [] : [text];
}

function plain(element: XmlElement): string {
  return element.children.map((child) => (child.type === 'text' ? child.text : plain(child))).join('');
}

function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).filter((child) => child.name === name);
}

function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}

/** Elements without the prefix of their namespace; others keep theirs. */
function withoutPrefix(element: XmlElement, prefix: string): XmlElement {
  if (prefix === '') return element;
  return {
    ...element,
    name: element.name.startsWith(prefix) ? element.name.slice(prefix.length) : element.name,
    children: element.children.map((child) => (child.type === 'element' ? withoutPrefix(child, prefix) : child)),
  };
}

function spotOf(element: XmlElement): Range {
  return pointAt(element.line, element.column);
}

function pointAt(line: number, column: number): Range {
  return { start: { line, column }, end: { line, column: column + 1 } };
}
