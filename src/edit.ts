/**
 * The other door to `yaml`: changes values of a YAML file and leaves the rest as it stands, with its comments and its order.
 */
import { Document, isMap, isScalar, parseDocument, Scalar, YAMLMap } from 'yaml';
import type { Keys } from './source.ts';

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

/** Applies edits in their order; null begins an empty file. A file that is not YAML is thrown: read it first. */
export function editYaml(text: string | null, edits: readonly Edit[]): string {
  const document = text === null ? new Document({}) : parseDocument(text, { schema: 'core', version: '1.2', logLevel: 'error' });
  if (document.errors.length > 0) throw new Error(`not YAML: ${document.errors[0]?.message}`);
  for (const edit of edits) {
    if (edit.type === 'set') document.setIn(edit.keys, nodeOf(edit.value, document as Document));
    else if (edit.type === 'insert') insert(document as Document, edit.keys, nodeOf(edit.value, document as Document), edit.after);
    else if (edit.type === 'remove') document.deleteIn(edit.keys);
    else rename(document as Document, edit.keys, edit.name);
  }
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
  const parent = document.getIn(keys.slice(0, -1), true);
  if (!isMap(parent)) return;
  for (const pair of parent.items) {
    if (isScalar(pair.key) && String(pair.key.value) === String(keys.at(-1))) pair.key.value = name;
  }
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
  return scalar;
}
