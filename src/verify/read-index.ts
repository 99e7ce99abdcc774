/**
 * Reads a finished index of a document's versions back, as XML: its text, the section of each language with its links, and what
 * its head names. Shares no code with the writer. Whatever cannot be read gives null.
 */
import { elementsOf, type XmlElement } from '../xml.ts';
import { descendants, pageIn, readPage } from './read-html.ts';

/** A link to a file beside the page. */
export interface FileLink {
  /** As written. */
  readonly address: string;
  /** Of the file it leads to; empty if it does not say. */
  readonly language: string;
  readonly type: string;
}
export interface IndexSection {
  /** BCP 47; empty if it does not say. */
  readonly language: string;
  readonly direction: string;
  readonly links: readonly FileLink[];
}
export interface IndexText {
  /** Blocks of text, one a line. */
  readonly text: string;
  readonly title: string;
  readonly description: string;
  /** What it tells those who look for pages; empty if nothing. */
  readonly robots: string;
  readonly language: string;
  readonly direction: string;
  readonly sections: readonly IndexSection[];
  /** What the head names as other forms of the page. */
  readonly alternates: readonly FileLink[];
  /** Links that stand in no section. */
  readonly strays: readonly FileLink[];
  /** What runs, is fetched, or leads nowhere within the page. */
  readonly reaches: readonly string[];
}

/** Where a file beside the page is. */
const beside = /^\.\/[^/?#]+$/;

/** Reads an index. */
export function readIndex(bytes: Uint8Array): IndexText | null {
  const page = pageIn(bytes);
  if (!page) return null;
  const { title, language, direction, text, reaches } = readPage(page, (href) => beside.test(href));
  const meta = (name: string) => elementsOf(page.head).find((child) => child.attributes.name === name)?.attributes.content ?? '';
  const everything = descendants(page.body);
  const ids = new Set(everything.flatMap(({ attributes }) => attributes.id ?? []));
  const unnamed = everything.flatMap(({ name, attributes }) =>
    (attributes['aria-labelledby'] ?? '')
      .split(' ')
      .filter((id) => id !== '' && !ids.has(id))
      .map((id) => `${name} ${id}`),
  );
  const sections = everything.filter(({ name }) => name === 'section');
  const within = new Set(sections.flatMap((section) => linksOf(section, 'a')));
  return {
    text,
    title,
    description: meta('description'),
    robots: meta('robots'),
    language,
    direction,
    sections: sections.map((section) => ({
      language: section.attributes.lang ?? '',
      direction: section.attributes.dir ?? '',
      links: linksOf(section, 'a').map(linkOf),
    })),
    alternates: linksOf(page.head, 'link').map(linkOf),
    strays: linksOf(page.body, 'a')
      .filter((link) => !within.has(link))
      .map(linkOf),
    reaches: [...reaches, ...unnamed],
  };
}

const linksOf = (element: XmlElement, name: string): readonly XmlElement[] => descendants(element).filter((one) => one.name === name);

function linkOf({ attributes }: XmlElement): FileLink {
  return { address: attributes.href ?? '', language: attributes.hreflang ?? '', type: attributes.type ?? '' };
}
