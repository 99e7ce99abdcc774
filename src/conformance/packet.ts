/**
 * Reads the XML of a metadata packet into its elements and its texts. Packets of a house have the same tags: those of the packet
 * read last are not read again where they are the same characters in the same order.
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
export function textIn({ texts }: Packet, { texts: [first, ...others] }: Element): string {
  const text = first === undefined ? '' : (texts[first] ?? '');
  return others.length === 0 ? text : text + others.map((place) => texts[place]).join('');
}

const deepest = 32;

/** Reads a packet; what is wrong with it, in the words of the reader, if it is no XML. */
export function readElements(packet: string): Packet | string {
  const pieces = piecesOf(packet);
  const read = pieces && last && textsLike(last, pieces);
  if (last && read) return { root: last.root, texts: read };
  const parsed = parseXml(packet, { size: packet.length, depth: deepest });
  if (parsed.type === 'fault') return parsed.reason;
  const texts: string[] = [];
  const root = elementOf(parsed, texts);
  last = pieces && formOf(pieces, root, texts.length);
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

/** A packet cut at its tags: what stands in each, and behind each. */
interface Pieces {
  readonly tags: readonly string[];
  readonly behind: readonly string[];
}
/** Pieces whose elements are known. */
interface Form extends Pieces {
  readonly root: Element;
  /** Which of what stands behind tags are the texts. */
  readonly places: readonly number[];
}
let last: Form | null = null;

/** What makes a text more than its characters, or none that XML may hold (XML 1.0, 2.2, 2.4 and 2.11). */
const special = /[&\]\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** Cuts a packet; null unless all marks in it are tags, or instructions, that can be told by their characters. */
function piecesOf(packet: string): Pieces | null {
  const [before, ...pieces] = packet.split('<');
  if (before !== '') return null;
  const tags: string[] = [];
  const behind: string[] = [];
  for (const piece of pieces) {
    const end = piece.indexOf('>');
    // One bracket closes the tag, so that it stands in no value of an attribute.
    if (end < 0 || piece.startsWith('!') || piece.indexOf('>', end + 1) >= 0) return null;
    const text = piece.slice(end + 1);
    if (special.test(text)) return null;
    tags.push(piece.slice(0, end));
    behind.push(text);
  }
  return { tags, behind };
}

/** The form of a packet that was read; null if its texts are not what stands between the first and the last of its tags. */
function formOf({ tags, behind }: Pieces, root: Element, count: number): Form | null {
  const isInstruction = (tag: string) => tag.startsWith('?');
  const first = tags.findIndex((tag) => !isInstruction(tag));
  const end = tags.findLastIndex((tag) => tag.startsWith('/'));
  if (tags.slice(0, first).some((tag) => !tag.startsWith('?xpacket ')) || tags.slice(first, end).some(isInstruction)) return null;
  const places = tags.flatMap((_, index) => (index >= first && index < end && behind[index] !== '' ? [index] : []));
  return places.length === count ? { tags, behind, root, places } : null;
}

/** The texts of pieces that have the tags of a form and differ in nothing but texts; null if they do not. */
function textsLike({ tags, behind, places }: Form, pieces: Pieces): readonly string[] | null {
  if (pieces.tags.length !== tags.length) return null;
  for (let index = 0; index < tags.length; index++) {
    if (pieces.tags[index] !== tags[index]) return null;
    if (pieces.behind[index] !== behind[index] && (behind[index] ?? '').trim() === '') return null;
  }
  return places.map((index) => pieces.behind[index] ?? '');
}
