/**
 * Reads the XML of a metadata packet into its elements and its texts. Packets of a house differ in what they say,
 * not in their tags: what is the same characters as in the packet read last is not read again.
 */
import { parseXml, type XmlElement } from '../xml.ts';

/** An element with the elements in it, and the places of its texts among those of the packet. */
export interface Element {
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly elements: readonly Element[];
  readonly texts: readonly number[];
}
export interface Packet {
  /** The same object in packets that have the same tags one after the other. */
  readonly root: Element;
  /** In their order. */
  readonly texts: readonly string[];
}

/** The text between the elements of an element, as one. */
export function textIn({ texts }: Packet, { texts: places }: Element): string {
  let text = '';
  for (const place of places) text += texts[place] ?? '';
  return text;
}

const deepest = 32;

/** Reads a packet; what is wrong with it, in the words of the reader, if it is no XML. */
export function readElements(packet: string): Packet | string {
  const known = last && textsIn(packet, last);
  if (last && known) return { root: last.root, texts: known };
  const parsed = parseXml(packet, { size: packet.length, depth: deepest });
  if (parsed.type === 'fault') return parsed.reason;
  const texts: string[] = [];
  const root = elementOf(parsed, texts);
  last = formOf(packet, root, texts);
  return { root, texts };
}

function elementOf(element: XmlElement, texts: string[]): Element {
  const own: number[] = [];
  const elements: Element[] = [];
  for (const child of element.children) {
    if (child.type === 'element') elements.push(elementOf(child, texts));
    else own.push(texts.push(child.text) - 1);
  }
  return { name: element.name, attributes: new Map(Object.entries(element.attributes)), elements, texts: own };
}

/** A packet that was read, but for what its texts say. */
interface Form {
  readonly root: Element;
  readonly texts: readonly string[];
  /** Which of them are more than white space. */
  readonly places: readonly number[];
  /** What stands before, between and behind those, character for character. */
  readonly fixed: readonly string[];
}
let last: Form | null = null;

/** What makes a text more than its characters, or none that XML may hold (XML 1.0, 2.2, 2.4 and 2.11). */
const special = /[>&\]\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** The form of a packet; null unless all marks in it are tags that can be told by their characters. */
function formOf(packet: string, root: Element, texts: readonly string[]): Form | null {
  const [before, ...pieces] = packet.split('<');
  const fixed: string[] = [];
  let open = before ?? '';
  for (const piece of pieces) {
    const end = piece.indexOf('>') + 1;
    const text = piece.slice(end);
    // One bracket closes the tag, so that it stands in no value of an attribute. Another version of XML has other characters.
    if (end === 0 || special.test(text) || piece.startsWith('!') || piece.startsWith('?xml ')) return null;
    open += `<${piece.slice(0, end)}`;
    if (text.trim() === '') open += text;
    else {
      fixed.push(open);
      open = '';
    }
  }
  fixed.push(open);
  const places = texts.flatMap((text, place) => (text.trim() === '' ? [] : [place]));
  return places.length === fixed.length - 1 ? { root, texts, places, fixed } : null;
}

/** The texts of a packet that differs from a form in them alone; null if it is another. */
function textsIn(packet: string, { texts, places, fixed }: Form): readonly string[] | null {
  const found = [...texts];
  let at = 0;
  for (let index = 0; index < fixed.length; index++) {
    const piece = fixed[index] ?? '';
    if (!packet.startsWith(piece, at)) return null;
    at += piece.length;
    const place = places[index];
    if (place === undefined) break;
    const end = packet.indexOf('<', at);
    const text = packet.slice(at, end);
    if (end < 0 || (text !== texts[place] && special.test(text))) return null;
    found[place] = text;
    at = end;
  }
  return at === packet.length ? found : null;
}
