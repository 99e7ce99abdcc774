/**
 * Reads the XML of a metadata packet into its elements. Packets are written plainly, and plain XML is read here in one pass; where
 * anything more stands in it, the general reader says what it is.
 */
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';

/** An element with the elements in it, and the text between them as one. */
export interface Element {
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly elements: readonly Element[];
  readonly text: string;
}
interface Open extends Element {
  readonly elements: Open[];
  text: string;
}

const deepest = 32;
const name = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
// No references, no other kind of quotes, no line end that XML reads as another (XML 1.0, 2.2, 2.11 and 3.3.3).
const value = String.raw`"[^"<&\0-\x1f\ufffe\uffff]*"`;
const text = String.raw`[^<>&\0-\x08\x0b-\x1f\ufffe\uffff]*`;
const tag = new RegExp(`<(/?)(${name})((?:[ \\n]+${name}=${value})*)[ \\n]*(/?)>(${text})`, 'y');
const attribute = new RegExp(`(${name})=(${value})`, 'g');
const instruction = /[ \n]*<\?xpacket [^?<>&\0-\x1f\ufffe\uffff]*\?>[ \n]*/y;
const none: ReadonlyMap<string, string> = new Map();

/** Reads a packet; what is wrong with it, in the words of the reader, if it is no XML. */
export function readElements(packet: string): Element | string {
  const plain = readPlain(packet);
  if (plain) return plain;
  const root = parseXml(packet, { size: packet.length, depth: deepest });
  return root.type === 'fault' ? root.reason : elementOf(root);
}

function elementOf(element: XmlElement): Element {
  const pieces = element.children.map((child) => (child.type === 'text' ? child.text : ''));
  return {
    name: element.name,
    attributes: new Map(Object.entries(element.attributes)),
    elements: elementsOf(element).map(elementOf),
    text: pieces.join(''),
  };
}

/** The root between the two instructions of a packet; null if the packet is not written plainly, well formed or not. */
function readPlain(packet: string): Element | null {
  let at = behindInstruction(packet, 0);
  const open: Open[] = [];
  let root: Open | null = null;
  do {
    tag.lastIndex = at;
    const found = at < 0 ? null : tag.exec(packet);
    if (!found) return null;
    at = tag.lastIndex;
    const [, slash, named = '', attributes = '', isEmpty, behind = ''] = found;
    if (slash === '') {
      const given = attributes === '' ? none : attributesOf(attributes);
      if (!given || open.length >= deepest) return null;
      const element: Open = { name: named, attributes: given, elements: [], text: '' };
      open.at(-1)?.elements.push(element);
      root ??= element;
      open.push(element);
      if (isEmpty === '') {
        element.text = behind;
        continue;
      }
    } else if (open.at(-1)?.name !== named || attributes !== '' || isEmpty !== '') return null;
    open.pop();
    const outer = open.at(-1);
    if (outer) outer.text += behind;
    else if (/[^ \n]/.test(behind)) return null;
  } while (open.length > 0);
  return behindInstruction(packet, at) === packet.length ? root : null;
}

/** Null if one is given twice. */
function attributesOf(written: string): ReadonlyMap<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, key = '', quoted = ''] of written.matchAll(attribute)) {
    if (attributes.has(key)) return null;
    attributes.set(key, quoted.slice(1, -1));
  }
  return attributes;
}

/** Behind an instruction and the space round it; -1 if there is none. */
function behindInstruction(packet: string, at: number): number {
  instruction.lastIndex = at;
  return instruction.test(packet) ? instruction.lastIndex : -1;
}
