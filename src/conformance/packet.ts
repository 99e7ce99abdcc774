/**
 * Reads the XML of a metadata packet into its elements.
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

const deepest = 32;

/** Reads a packet; what is wrong with it, in the words of the reader, if it is no XML. */
export function readElements(packet: string): Element | string {
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
