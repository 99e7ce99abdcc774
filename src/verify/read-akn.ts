/**
 * Reads Akoma Ntoso back: the text of cover page, preface, main part and conclusions line by line, notes apart, and what the
 * file says of itself. Shares nothing with the writer.
 */
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';
import type { ReadLink } from './links.ts';

export interface AknFile {
  /** Lines in the order they stand; a note's mark where it is called. */
  readonly text: readonly string[];
  /** Mark and text of each footnote, in the order they are called. */
  readonly footnotes: readonly string[];
  /** The same of each special note; then those no mark calls. */
  readonly notes: readonly string[];
  /** Words of `docTitle` on one line; empty if there is none. */
  readonly title: string;
  /** BCP 47; empty if the parts do not all say the same. */
  readonly language: string;
  /** What the numbers of the work are shown as; none if the only one is temporary. */
  readonly symbols: readonly string[];
  readonly alternatives: readonly string[];
  /** Links of the text. */
  readonly links: readonly ReadLink[];
}

const limits = { size: 16_000_000, depth: 256 };
const parts: ReadonlySet<string> = new Set(['coverPage', 'preface', 'mainBody', 'conclusions', 'attachments']);

/** What holds inlines. */
const lineElements: ReadonlySet<string> = new Set(['p', 'heading', 'subheading', 'caption']);

/** Opens a file; null if it is not Akoma Ntoso in UTF-8. */
export function readAkn(bytes: Uint8Array): AknFile | null {
  const text = decoded(bytes);
  const root = text === null ? null : parseXml(text, limits);
  if (!root || root.type === 'fault' || root.name !== 'akomaNtoso') return null;
  const [main] = elementsOf(root);
  if (!main) return null;
  const found: Found = { notes: [], footnotes: [], alternatives: [], links: [] };
  const holders = elementsOf(main).filter(({ name }) => parts.has(name));
  const languages = new Set(holders.filter(({ name }) => name !== 'attachments').map(({ attributes }) => attributes['xml:lang'] ?? ''));
  const [language = ''] = languages;
  return {
    text: holders.flatMap((holder) => linesOf(holder, found)),
    notes: found.notes,
    footnotes: found.footnotes,
    title: below(main, 'docTitle').map(wordsOf).join(' '),
    language: languages.size === 1 ? language : '',
    symbols: below(main, 'FRBRWork')
      .flatMap((work) => below(work, 'FRBRnumber'))
      .filter(({ attributes }) => attributes.refersTo !== '#temporaryNumber')
      .map(({ attributes }) => attributes.showAs ?? ''),
    alternatives: found.alternatives,
    links: found.links,
  };
}

interface Found {
  readonly notes: string[];
  readonly footnotes: string[];
  readonly alternatives: string[];
  readonly links: ReadLink[];
}

/** The lines of an element that holds blocks; a number stands before the first line of what it numbers. */
function linesOf(element: XmlElement, found: Found): readonly string[] {
  const lines: string[] = [];
  let label: string | null = null;
  for (const child of elementsOf(element)) {
    if (child.name === 'meta') continue;
    if (child.name === 'num') {
      label = inlineText(child, found);
      continue;
    }
    if (child.name === 'p' && child.attributes.class === 'special-note') {
      found.notes.push(inlineText(child, found));
      continue;
    }
    const own = lineElements.has(child.name) ? [inlineText(child, found)] : linesOf(child, found);
    if (label === null) lines.push(...own);
    else lines.push(`${label} ${own[0] ?? ''}`, ...own.slice(1));
    label = null;
  }
  return lines;
}

/** The text of an element that holds inlines, a line end for a break. */
function inlineText({ children }: XmlElement, found: Found): string {
  return children
    .map((child) => {
      if (child.type === 'text') return child.text;
      const { name, attributes } = child;
      const marker = attributes.marker ?? '';
      switch (name) {
        case 'br':
          return '\n';
        case 'noteRef':
          return marker;
        case 'authorialNote':
          // A table's own notes are paragraphs below it.
          if (holds(child, 'table-note')) return `${marker} ${linesOf(child, found).join('\n')}`;
          (isFootnote(child) ? found.footnotes : found.notes).push(`${marker} ${linesOf(child, found).join('\n')}`);
          return marker;
        case 'a':
          if (attributes.class === 'link') {
            const words = inlineText(child, found);
            found.links.push({ address: attributes.href ?? '', title: attributes.title ?? null, words });
            return words;
          }
          found.alternatives.push(inlineText(child, found));
          return '';
        default:
          if (attributes.title !== undefined) found.alternatives.push(attributes.title);
          return inlineText(child, found);
      }
    })
    .join('');
}

/** A footnote's paragraphs say so; a special note is one paragraph and says nothing. */
const isFootnote = (note: XmlElement): boolean => holds(note, 'note-text');

/** Whether a note's paragraphs are of a class. */
const holds = (note: XmlElement, name: string): boolean => elementsOf(note).some(({ attributes }) => attributes.class === name);

/** The words of an element on one line, without notes. */
function wordsOf(element: XmlElement): string {
  const bare = (one: XmlElement): string =>
    one.children
      .map((child) =>
        child.type === 'text' ? child.text : child.name === 'br' ? ' ' : child.attributes.marker === undefined ? bare(child) : '',
      )
      .join('');
  return bare(element).replace(/\s+/g, ' ').trim();
}

/** Elements of a name at any depth, attached documents left out. */
function below(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === 'attachments' ? [] : child.name === name ? [child] : below(child, name)));
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
