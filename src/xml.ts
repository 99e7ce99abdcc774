/**
 * Reads XML, the one door to saxes: a small element tree with positions. No document type, no entities but the five of
 * XML and character references, limits on depth and size; whatever breaks a rule is a fault with its place, never thrown.
 */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly type: 'element';
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlChild[];
  /** One-based, of the end of the start tag. */
  readonly line: number;
  readonly column: number;
}
export interface XmlText {
  readonly type: 'text';
  readonly text: string;
}
export type XmlChild = XmlElement | XmlText;
export interface XmlFault {
  readonly type: 'fault';
  /** The parser's words. */
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}
export interface XmlLimits {
  /** Characters of the whole text. */
  readonly size: number;
  /** Elements one inside another. */
  readonly depth: number;
}

interface OpenElement extends XmlElement {
  readonly children: XmlChild[];
}

class Refusal extends Error {}

/** Parses a whole document; the fault is the first thing wrong. */
export function parseXml(text: string, limits: XmlLimits): XmlElement | XmlFault {
  if (text.length > limits.size) return { type: 'fault', reason: `longer than ${limits.size} characters`, line: 1, column: 1 };
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  const refuse = (reason: string): never => {
    throw new Refusal(reason);
  };
  const append = (piece: string) => {
    const parent = open.at(-1);
    if (parent) parent.children.push({ type: 'text', text: piece });
  };
  parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => refuse('a document type declaration is not allowed'));
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('opentag', (tag) => {
    if (open.length >= limits.depth) refuse(`elements nested deeper than ${limits.depth}`);
    const element: OpenElement = {
      type: 'element',
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      line: parser.line,
      column: parser.column + 1,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { type: 'fault', reason: error.message, line: parser.line, column: parser.column + 1 };
  }
  return root ?? { type: 'fault', reason: 'no element', line: 1, column: 1 };
}

/** The child elements, text left out. */
export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child): child is XmlElement => child.type === 'element');
}

/** Text as it stands in XML; line ends that a reader would fold are written as references (XML 1.0, 2.11 and 3.3.3). */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
