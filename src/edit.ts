/**
 * The other door to `yaml`: changes values of a YAML file where they stand and leaves every other character as it was, comments
 * and line ends included. What cannot be changed in place is written anew, still with its comments and its order.
 */
import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isScalar, type Node, type Pair, parseDocument, Scalar, stringify, YAMLMap } from 'yaml';
import type { Keys } from './source.ts';

/** Edits of one call are made at once: all name what they change as it is called before any of them. */
export type Edit =
  /** Sets a value, as plain data; groups on the way are made. */
  | { readonly type: 'set'; readonly keys: Keys; readonly value: unknown }
  /** Sets a member that is not there yet behind another one, or before all if null. */
  | { readonly type: 'insert'; readonly keys: Keys; readonly value: unknown; readonly after: string | null }
  | { readonly type: 'remove'; readonly keys: Keys }
  /** Gives the last of `keys` another name, in its place. */
  | { readonly type: 'rename'; readonly keys: Keys; readonly name: string };

/** Text of more characters than this, or of several lines, is written as a literal block. */
const longest = 60;

/** Applies edits; null begins an empty file. A file that is not YAML is thrown: read it first. */
export function editYaml(text: string | null, edits: readonly Edit[]): string {
  if (text === null) return anew(new Document({}), edits);
  const wanted = anew(parsed(text), edits);
  const data = parsed(wanted).toJS();
  const spliced = inPlace(text, edits);
  return spliced !== null && isDeepStrictEqual(dataOf(spliced), data) ? spliced : wanted;
}

function parsed(text: string): Document {
  const document = parseDocument(text, { schema: 'core', version: '1.2', logLevel: 'error' });
  if (document.errors.length > 0) throw new Error(`not YAML: ${document.errors[0]?.message}`);
  return document as Document;
}

function dataOf(text: string): unknown {
  const document = parseDocument(text, { schema: 'core', version: '1.2', logLevel: 'error' });
  return document.errors.length > 0 ? null : document.toJS();
}

// ---- writing the whole document ----

function anew(document: Document, edits: readonly Edit[]): string {
  const renames = edits.filter((edit) => edit.type === 'rename');
  // By way of names that no key has, so that members may change places.
  const passing = new Map(renames.map(({ keys }, index) => [JSON.stringify(keys), `\u0000${index}`]));
  const beside = (keys: Keys, name: string): Keys => [...keys.slice(0, -1), name];
  for (const edit of edits) {
    if (edit.type === 'set') document.setIn(edit.keys, nodeOf(edit.value, document));
    else if (edit.type === 'remove') document.deleteIn(edit.keys);
  }
  for (const { keys } of renames) rename(document, keys, passing.get(JSON.stringify(keys)) ?? '');
  for (const edit of edits) {
    if (edit.type !== 'insert') continue;
    const after = edit.after === null ? null : (passing.get(JSON.stringify(beside(edit.keys, edit.after))) ?? edit.after);
    insert(document, edit.keys, nodeOf(edit.value, document), after);
  }
  for (const { keys, name } of renames) rename(document, beside(keys, passing.get(JSON.stringify(keys)) ?? ''), name);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function insert(document: Document, keys: Keys, value: unknown, after: string | null): void {
  const parent = document.getIn(keys.slice(0, -1), true);
  if (!isMap(parent)) {
    document.setIn(keys, value);
    return;
  }
  const before = parent.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === after);
  parent.items.splice(after === null ? 0 : before === -1 ? parent.items.length : before + 1, 0, document.createPair(keys.at(-1), value));
}

function rename(document: Document, keys: Keys, name: string): void {
  const pair = pairAt(document, keys);
  if (pair && isScalar(pair.key)) pair.key.value = name;
}

function nodeOf(value: unknown, document: Document): unknown {
  if (typeof value === 'string') return scalarOf(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return document.createNode(value);
  const map = new YAMLMap(document.schema);
  for (const [key, inner] of Object.entries(value)) map.set(key, nodeOf(inner, document));
  return map;
}

function scalarOf(text: string): Scalar {
  const scalar = new Scalar(text);
  // A block cannot begin or end with blanks, and shows controls as they are.
  const block = (text.length > longest || text.includes('\n')) && text.trim() === text && !/[^\P{C}\n\u00ad\u200b-\u200f]/u.test(text);
  if (block) scalar.type = Scalar.BLOCK_LITERAL;
  else if (/[\n\u0085\u2028\u2029]|^\s|\s$/.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

// ---- changing the text ----

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
type Ranged = Node & { readonly range: [number, number, number] };

/** The text with its edits in place; null if one of them has no place of its own. */
function inPlace(text: string, edits: readonly Edit[]): string | null {
  const document = parsed(text);
  const splices: Splice[] = [];
  /** Members put in by these edits, by the member they follow. */
  const anchors = new Map<string, string | null>();
  for (const edit of edits) {
    const parent = document.getIn(edit.keys.slice(0, -1), true);
    const name = String(edit.keys.at(-1));
    const pair = pairAt(document, edit.keys);
    if (!isMap(parent) || parent.items.length === 0) return null;
    let splice: Splice | null = null;
    if (edit.type === 'insert') {
      const after = edit.after !== null && anchors.has(edit.after) ? (anchors.get(edit.after) ?? null) : edit.after;
      anchors.set(name, after);
      splice = addition(text, parent, name, edit.value, after);
    } else if (edit.type === 'set')
      splice = pair ? replacement(text, parent, pair, edit.value) : addition(text, parent, name, edit.value, undefined);
    else if (!pair) continue;
    else if (edit.type === 'remove') splice = removal(text, parent, pair);
    else splice = keyReplacement(pair, edit.name);
    if (splice === null) return null;
    splices.push(splice);
  }
  return applied(text, splices);
}

/** Later ones first, so that offsets stay true; of several at one place the first given stands first. Null if two overlap. */
function applied(text: string, splices: readonly Splice[]): string | null {
  const inOrder = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((one, other) => one.start - other.start || one.end - other.end || one.index - other.index);
  let made = '';
  let at = 0;
  for (const { start, end, text: put } of inOrder) {
    if (start < at) return null;
    made += text.slice(at, start) + put;
    at = end;
  }
  return made + text.slice(at);
}

function pairAt(document: Document, keys: Keys): Pair | null {
  const parent = document.getIn(keys.slice(0, -1), true);
  if (!isMap(parent)) return null;
  return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(keys.at(-1))) ?? null;
}

function rangeOf(node: unknown): [number, number, number] | null {
  return (node as Ranged | null)?.range ?? null;
}

/** The column its members begin at; null in a flow collection. */
function indentOf(text: string, map: YAMLMap): number | null {
  const start = map.flow ? null : rangeOf(map.items[0]?.key)?.[0];
  return start == null ? null : start - (text.lastIndexOf('\n', start - 1) + 1);
}

function keyReplacement(pair: Pair, name: string): Splice | null {
  const range = rangeOf(pair.key);
  return range && { start: range[0], end: range[1], text: stringify(name, { lineWidth: 0 }).trimEnd() };
}

function replacement(text: string, parent: YAMLMap, pair: Pair, value: unknown): Splice | null {
  const range = rangeOf(pair.value);
  if (!range || !isScalar(pair.value)) return null;
  const [start, end] = range;
  const indent = indentOf(text, parent);
  const put = indent === null ? flowText(value) : blockText(value, indent);
  // A value that is not there has no blank before it; a block holds its line's end.
  const space = /\s/.test(text.charAt(start - 1)) ? '' : ' ';
  return { start, end, text: space + put + (text.slice(start, end).endsWith('\n') && !put.endsWith('\n') ? '\n' : '') };
}

/** A new member behind another; before all if `after` is null, behind all if it is unknown. */
function addition(text: string, parent: YAMLMap, name: string, value: unknown, after: string | null | undefined): Splice | null {
  const key = stringify(name, { lineWidth: 0 }).trimEnd();
  const before =
    after === null ? null : (parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === after) ?? parent.items.at(-1));
  const indent = indentOf(text, parent);
  if (indent === null) {
    const end = rangeOf(before?.value)?.[1];
    return end === undefined ? null : { start: end, end, text: `, ${key}: ${flowText(value)}` };
  }
  const first = rangeOf(parent.items[0]?.key)?.[0];
  const at = before ? lineEnd(text, before) : first === undefined ? null : first - indent;
  if (at === null) return null;
  const made = `${' '.repeat(indent)}${key}:${membersText(value, indent)}`;
  const line = made.endsWith('\n') ? made : `${made}\n`;
  return { start: at, end: at, text: at > 0 && text.charAt(at - 1) !== '\n' ? `\n${line}` : line };
}

function removal(text: string, parent: YAMLMap, pair: Pair): Splice | null {
  const start = rangeOf(pair.key)?.[0];
  const indent = indentOf(text, parent);
  const end = lineEnd(text, pair);
  if (start === undefined || indent === null || end === null || parent.items.length === 1) return null;
  return { start: start - indent, end, text: '' };
}

/** The offset after the line a member ends on. */
function lineEnd(text: string, pair: Pair): number | null {
  const range = rangeOf(pair.value) ?? rangeOf(pair.key);
  if (!range) return null;
  if (text.charAt(range[1] - 1) === '\n') return range[1];
  const next = text.indexOf('\n', range[1]);
  return next === -1 ? text.length : next + 1;
}

/** JSON is YAML in one line. */
function flowText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return plainInFlow(value) ?? JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${name}: ${flowText(inner)}`);
  return `{ ${members.join(', ')} }`;
}

/** A word that needs no quotation marks anywhere. */
function plainInFlow(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z][a-z-]*$/.test(value) && stringify(value).trimEnd() === value ? value : null;
}

function blockText(value: unknown, indent: number): string {
  const member = { k: typeof value === 'string' ? scalarOf(value) : value };
  const lines = stringify(member, { lineWidth: 0 }).replace(/^k: /, '').replace(/\n$/, '').split('\n');
  // Within a literal block the empty lines stay empty.
  return lines.map((line, index) => (index === 0 || line === '' ? line : ' '.repeat(indent) + line)).join('\n');
}

function membersText(value: unknown, indent: number): string {
  if (typeof value !== 'object' || value === null) return ` ${blockText(value, indent)}`;
  const members = Object.entries(value).map(([name, inner]) => `${' '.repeat(indent + 2)}${name}: ${blockText(inner, indent + 2)}`);
  return `\n${members.join('\n')}`;
}
