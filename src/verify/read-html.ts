/**
 * Reads a finished web page back as text, as XML: paragraphs in reading order, alternative texts, what the page says of
 * itself, and whether it keeps to itself. Shares no code with the writer. Whatever cannot be read gives null.
 */
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';

import type { ReadLink } from './links.ts';

export interface PageText {
  /** Blocks of text, one a line; a break within is `\n` too. */
  readonly text: string;
  readonly alternatives: readonly string[];
  /** Links out of the page. */
  readonly links: readonly ReadLink[];
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: string;
  /** What needs something beside the page, or runs: element and attribute, for whoever looks into it. */
  readonly reaches: readonly string[];
}

const limits = { size: 64_000_000, depth: 200 };
const opening = '<!doctype html>\n';
/** Elements whose text flows on; every other stands by itself. */
const inline = new Set(['a', 'b', 'bdi', 'em', 'i', 'span', 'strong', 'sup', 'cite', 'abbr', 'time']);
const silent = new Set(['style', 'script', 'svg', 'head']);
/** Elements that run or fetch. */
const active = new Set(['script', 'iframe', 'object', 'embed', 'audio', 'video', 'form', 'base', 'image', 'foreignObject', 'use']);
/** Attributes that hold an address, with what may stand there. */
const addresses: Readonly<Record<string, RegExp>> = {
  src: /^data:image\/(?:png|jpeg);base64,/,
  href: /^#/,
  srcset: /^$/,
  action: /^$/,
  'xlink:href': /^#/,
};

/** A page's elements. */
export interface Page {
  readonly root: XmlElement;
  readonly head: XmlElement;
  readonly body: XmlElement;
}

/** Reads a page. */
export function readHtml(bytes: Uint8Array): PageText | null {
  const page = pageIn(bytes);
  return page && readPage(page);
}

/** The elements of a page; null if it cannot be read. */
export function pageIn(bytes: Uint8Array): Page | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  if (!text.startsWith(opening)) return null;
  const root = parseXml(text.slice(opening.length), limits);
  if (root.type === 'fault' || root.name !== 'html') return null;
  const [head, body] = ['head', 'body'].map((name) => elementsOf(root).find((child) => child.name === name));
  return head && body ? { root, head, body } : null;
}

/** What a page says. A link may lead to an address that `leadsBeside` takes. */
export function readPage({ root, head, body }: Page, leadsBeside: (href: string) => boolean = () => false): PageText {
  const meta = (name: string) => elementsOf(head).find((child) => child.attributes.name === name)?.attributes.content ?? '';
  const title = elementsOf(head).find((child) => child.name === 'title');
  const everything = descendants(root);
  return {
    text: textOf(body),
    alternatives: everything.flatMap(alternativeOf),
    links: everything.flatMap(linkOf),
    title: title ? textOf(title) : '',
    author: meta('author'),
    language: root.attributes.lang ?? '',
    direction: root.attributes.dir ?? '',
    reaches: [...everything.flatMap((element) => reachOf(element, leadsBeside)), ...deadLinks(everything)],
  };
}

export function descendants(element: XmlElement): readonly XmlElement[] {
  return [element, ...elementsOf(element).flatMap(descendants)];
}

function textOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (child.type === 'text') return child.text;
      if (child.name === 'br') return '\n';
      if (silent.has(child.name) || child.attributes.hidden !== undefined) return '';
      return inline.has(child.name) ? textOf(child) : `\n${textOf(child)}\n`;
    })
    .join('');
}

/** What stands for a picture: the title of a drawing that says it is one, or the alternative text. */
function alternativeOf(element: XmlElement): readonly string[] {
  if (element.name === 'img') return [element.attributes.alt ?? ''];
  if (element.name !== 'svg' || element.attributes.role !== 'img') return [];
  const title = elementsOf(element).find(
    (child) => child.name === 'title' && child.attributes.id === element.attributes['aria-labelledby'],
  );
  return title ? [textOf(title)] : [];
}

/** A reader follows it or not; nothing of it is fetched with the page. */
const leadsOut = (element: XmlElement): boolean => element.name === 'a' && /^(?:https?:\/\/|mailto:)/i.test(element.attributes.href ?? '');

function linkOf(element: XmlElement): readonly ReadLink[] {
  if (!leadsOut(element)) return [];
  return [{ address: element.attributes.href ?? '', title: element.attributes.title ?? null, words: textOf(element) }];
}

function reachOf(element: XmlElement, leadsBeside: (href: string) => boolean): readonly string[] {
  const { name, attributes } = element;
  if (active.has(name)) return [name];
  // The name of a vocabulary, which nobody fetches.
  const isName = name === 'link' && /^schema\./.test(attributes.rel ?? '');
  return Object.entries(attributes).flatMap(([attribute, value]) => {
    if (/^on/i.test(attribute) || attribute === 'style') return [`${name} ${attribute}`];
    const allowed = addresses[attribute];
    const isLink = attribute === 'href' && (leadsOut(element) || leadsBeside(value));
    return allowed === undefined || allowed.test(value) || isName || isLink ? [] : [`${name} ${attribute}`];
  });
}

function deadLinks(elements: readonly XmlElement[]): readonly string[] {
  const ids = new Set<string>();
  const twice: string[] = [];
  for (const { attributes } of elements) {
    if (attributes.id === undefined) continue;
    if (ids.has(attributes.id)) twice.push(`id ${attributes.id}`);
    ids.add(attributes.id);
  }
  const dead = elements.flatMap(({ attributes: { href } }) => (href?.startsWith('#') && !ids.has(href.slice(1)) ? [`a ${href}`] : []));
  return [...twice, ...dead];
}
