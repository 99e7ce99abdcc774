/**
 * What stands after the text → `conclusions`: signatures with their persons and roles, and special notes no mark calls.
 */
import type { Part, Signature, TextBlock } from '../../tree/nodes.ts';
import { plainText } from '../../tree/words.ts';
import { textOf } from './body.ts';
import { evenSpaces, inlinesOf, type Stretch } from './inlines.ts';
import type { Writing } from './writing.ts';
import { type Block, block, type Inlines, inline } from './xml.ts';

/** The blocks of `conclusions`. Notes come last: whatever could call them has been written. */
export function conclusionsOf(parts: readonly Part[], writing: Writing): readonly Block[] {
  const signatures = parts.flatMap((part) => (part.type === 'signature-block' ? part.children : []));
  return [
    ...signatures.map((signature, index) => signatureOf(signature, index, writing)),
    ...(writing.prefix === '' ? writing.notes.left() : []).map((note) => textOf(note, writing.prefix, writing)),
  ];
}

/** A signature in one paragraph. Where nobody has signed yet it is not called one. */
function signatureOf({ children, room, at }: Signature, index: number, writing: Writing): Block {
  const lines = children.map((text) => inlinesOf(text, writing.notes, stretchesIn(text, index, writing))).join(inline('br', {}));
  const signature = room
    ? inline('inline', { name: 'signatory' }, lines)
    : inline('signature', { eId: writing.id(writing.prefix, 'signature') }, lines);
  return block('p', {}, signature, at);
}

/** The person of a line, from given name to family name, or the role a line states. */
function stretchesIn(text: TextBlock, index: number, writing: Writing): readonly Stretch[] {
  const signatory = writing.prefix === '' ? writing.tree.facts.signatories[index] : undefined;
  if (!signatory) return [];
  const line = evenSpaces(plainText(text.children));
  const { work } = writing.names;
  const ours = (kind: string) => `${work.replace(/^\/akn\//, '')}/signatory_${index + 1}${kind}`;
  const title = signatory.titles.findIndex((one) => evenSpaces(one) === line);
  const roleTo = (at: number, shown: string) =>
    writing.references.to({ type: 'role', id: `signatory_${index + 1}-role_${at + 1}`, place: ours(`/role_${at + 1}`), shown });
  if (title >= 0) {
    const mark = (content: Inlines) => inline('role', { refersTo: roleTo(title, line) }, content);
    return [{ start: 0, end: line.length, mark }];
  }
  const names = [signatory.given, signatory.family].map(evenSpaces).filter((name) => name !== '');
  const places = names.map((name) => ({ start: line.indexOf(name), end: line.indexOf(name) + name.length }));
  if (places.length === 0 || places.some(({ start }) => start < 0)) return [];
  const shown = names.join(' ');
  const mark = (content: Inlines) => {
    const refersTo = writing.references.to({ type: 'person', id: `signatory_${index + 1}`, place: ours(''), shown });
    const as = signatory.titles.length === 0 ? null : roleTo(0, signatory.titles[0] ?? '');
    return inline('person', { refersTo, as }, content);
  };
  return [{ start: Math.min(...places.map((one) => one.start)), end: Math.max(...places.map((one) => one.end)), mark }];
}
