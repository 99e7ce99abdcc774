/**
 * Reads a finished DOCX back as text: paragraphs in reading order, heads and feet by the pages they stand on, alternative
 * texts, properties. Shares no code with the writer and asks nothing of it. Whatever cannot be read gives null.
 */
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';
import type { ReadLink } from './links.ts';
import { readZip } from './read-zip.ts';

/** What stands for the number of the page and the number of pages where the text processor will put them. */
export const fields: Readonly<Record<string, string>> = { PAGE: '{page}', NUMPAGES: '{pages}' };

/** Paragraphs above and below the text; null where the section neither has nor inherits any. */
export interface Margin {
  readonly head: readonly string[] | null;
  readonly foot: readonly string[] | null;
}
/** The heads and feet of one section by the pages they stand on. */
export interface Section {
  readonly first: Margin;
  readonly default: Margin;
  readonly even: Margin;
}
export interface WordText {
  /** Paragraphs of the body in reading order; cells of a table row by row. Line ends within are `\n`, tabs `\t`. */
  readonly body: readonly string[];
  /** Paragraphs of the footnotes. */
  readonly notes: readonly string[];
  /** Where the file does not say that its first page or even pages differ, they have the heads and feet of all. */
  readonly sections: readonly Section[];
  readonly alternatives: readonly string[];
  /** Absent if there are none. */
  readonly links?: readonly ReadLink[];
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
}

/** No office document of ours comes near; a decompression bomb does. */
const zipLimits = { entries: 2_000, entry: 64_000_000, total: 256_000_000 };
const xmlLimits = { size: 64_000_000, depth: 200 };

/** Reads a DOCX. */
export async function readDocx(bytes: Uint8Array): Promise<WordText | null> {
  try {
    return wordText(await readZip(bytes, zipLimits));
  } catch {
    return null;
  }
}

function wordText(files: ReadonlyMap<string, Buffer>): WordText {
  const whole = relationsOf(files, '');
  const main = targetOf(whole, 'officeDocument');
  const document = partOf(files, main);
  if (!document) throw new Error('no document');
  const relations = relationsOf(files, main);
  const properties = partOf(files, targetOf(whole, 'core-properties'));
  const notes = partOf(files, targetOf(relations, 'footnotes'));
  const settings = partOf(files, targetOf(relations, 'settings'));
  const evenDiffers = settings !== null && isOn(settings, 'w:evenAndOddHeaders');

  const numbers = noteNumbers(document);
  const alternatives: string[] = alternativesIn(document);
  const links = [...linksIn(document, relations), ...(notes ? linksIn(notes, relationsOf(files, targetOf(relations, 'footnotes'))) : [])];
  const margins = (id: string): readonly string[] => {
    const target = relations.find((relation) => relation.id === id)?.target;
    const part = target === undefined ? null : partOf(files, target);
    if (!part) throw new Error(`no part for ${id}`);
    alternatives.push(...alternativesIn(part));
    return paragraphsOf(part);
  };
  return {
    body: paragraphsOf(document, numbers),
    notes: notes
      ? elementsOf(notes)
          .filter((note) => note.attributes['w:type'] === undefined)
          .flatMap((note) => paragraphsOf(note, new Map([['', numbers.get(note.attributes['w:id'] ?? '') ?? '']])))
      : [],
    sections: sectionsOf(document, evenDiffers, margins),
    alternatives,
    ...(links.length === 0 ? {} : { links }),
    title: propertyOf(properties, 'dc:title'),
    author: propertyOf(properties, 'dc:creator'),
    language: propertyOf(properties, 'dc:language'),
  };
}

// ---- parts and their relations (ECMA-376, part 2) ----

function partOf(files: ReadonlyMap<string, Buffer>, name: string): XmlElement | null {
  const content = files.get(name);
  if (!content) return null;
  const root = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(content), xmlLimits);
  if (root.type === 'fault') throw new Error(`${name}: ${root.reason}`);
  return root;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  /** As a name in the archive; of what lies outside, its address. */
  readonly target: string;
}

function relationsOf(files: ReadonlyMap<string, Buffer>, source: string): readonly Relation[] {
  const cut = source.lastIndexOf('/') + 1;
  const folder = source.slice(0, cut);
  const part = partOf(files, `${folder}_rels/${source.slice(cut)}.rels`);
  return (part ? elementsOf(part) : []).map(({ attributes }) => {
    const target = attributes.Target ?? '';
    return {
      id: attributes.Id ?? '',
      type: attributes.Type ?? '',
      target: attributes.TargetMode === 'External' ? target : target.startsWith('/') ? target.slice(1) : folder + target,
    };
  });
}

/** The part that a relation of this kind leads to, '' if there is none; the kind is the last word of its type. */
function targetOf(relations: readonly Relation[], kind: string): string {
  return relations.find((relation) => relation.type.endsWith(`/${kind}`))?.target ?? '';
}

function propertyOf(properties: XmlElement | null, name: string): string {
  const element = properties && elementsOf(properties).find((child) => child.name === name);
  return element ? ownText(element) : '';
}

/** Whether a toggle stands among the children and is not switched off (ECMA-376, part 1, 17.17.4). */
function isOn(parent: XmlElement, name: string): boolean {
  const toggle = elementsOf(parent).find((child) => child.name === name);
  return toggle !== undefined && !['0', 'false', 'off'].includes(toggle.attributes['w:val'] ?? '');
}

function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return visible(element).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}

/** Children as shown: of two versions of the same thing only one, nothing that was deleted. */
function visible(element: XmlElement): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === 'w:del' || child.name === 'w:moveFrom') return [];
    if (child.name !== 'mc:AlternateContent') return [child];
    const versions = elementsOf(child);
    const chosen = versions.find((version) => version.name === 'mc:Choice') ?? versions[0];
    return chosen ? visible(chosen) : [];
  });
}

const alternativesIn = (part: XmlElement): string[] =>
  descendants(part, 'wp:docPr').flatMap((picture) => (picture.attributes.descr ? [picture.attributes.descr] : []));

/** Links of a part that lead out of the file: what stands in them, where they lead, what a reader is told of that. */
function linksIn(part: XmlElement, relations: readonly Relation[]): readonly ReadLink[] {
  return descendants(part, 'w:hyperlink').flatMap((link): readonly ReadLink[] => {
    const relation = relations.find(({ id }) => id === link.attributes['r:id']);
    if (!relation) return [];
    return [{ address: relation.target, title: link.attributes['w:tooltip'] ?? null, words: textOf(link, [], [], new Map()) }];
  });
}

// ---- heads and feet (ECMA-376, part 1, 17.10) ----

function sectionsOf(document: XmlElement, evenDiffers: boolean, paragraphs: (id: string) => readonly string[]): readonly Section[] {
  const inherited = new Map<string, readonly string[]>();
  return descendants(document, 'w:sectPr').map((section) => {
    for (const reference of elementsOf(section)) {
      if (reference.name !== 'w:headerReference' && reference.name !== 'w:footerReference') continue;
      inherited.set(`${reference.name} ${reference.attributes['w:type']}`, paragraphs(reference.attributes['r:id'] ?? ''));
    }
    const margin = (kind: string): Margin => ({
      head: inherited.get(`w:headerReference ${kind}`) ?? null,
      foot: inherited.get(`w:footerReference ${kind}`) ?? null,
    });
    return {
      first: margin(isOn(section, 'w:titlePg') ? 'first' : 'default'),
      default: margin('default'),
      even: margin(evenDiffers ? 'even' : 'default'),
    };
  });
}

// ---- text ----

/** Fields that began and have not ended: what they instruct, and whether their result is being read. */
interface OpenField {
  instruction: string;
  inResult: boolean;
}

/** The numbers of notes that Word counts, by their ids: those of them that bring no mark of their own, in the order of the text. */
function noteNumbers(document: XmlElement): Numbers {
  const counted = descendants(document, 'w:footnoteReference').filter(({ attributes }) => {
    return ['0', 'false', 'off', undefined].includes(attributes['w:customMarkFollows']);
  });
  return new Map(counted.map(({ attributes }, index) => [attributes['w:id'] ?? '', String(index + 1)]));
}
/** Within a note, its own number by the empty name. */
type Numbers = ReadonlyMap<string, string>;

function paragraphsOf(root: XmlElement, numbers: Numbers = new Map()): readonly string[] {
  const paragraphs: string[] = [];
  const open: OpenField[] = [];
  const walk = (element: XmlElement) => {
    for (const child of visible(element)) {
      if (child.name === 'w:p') {
        // A text box belongs to a paragraph and holds paragraphs: they come after it.
        const boxes: XmlElement[] = [];
        paragraphs.push(textOf(child, open, boxes, numbers));
        for (const box of boxes) walk(box);
      } else walk(child);
    }
  };
  walk(root);
  return paragraphs;
}

function textOf(element: XmlElement, open: OpenField[], boxes: XmlElement[], numbers: Numbers): string {
  return visible(element)
    .map((child) => pieceOf(child, open, boxes, numbers))
    .join('');
}

function pieceOf(element: XmlElement, open: OpenField[], boxes: XmlElement[], numbers: Numbers): string {
  const shown = (text: string) => (open.every(showsResult) ? text : '');
  switch (element.name) {
    case 'w:t':
      return shown(ownText(element));
    case 'w:tab':
    case 'w:ptab':
      return shown('\t');
    case 'w:footnoteReference':
      return shown(numbers.get(element.attributes['w:id'] ?? '') ?? '');
    case 'w:footnoteRef':
      return shown(numbers.get('') ?? '');
    case 'w:br':
    case 'w:cr':
      return shown('\n');
    case 'w:noBreakHyphen':
      return shown('\u2011');
    case 'w:softHyphen':
      return shown('\u00ad');
    case 'w:sym':
      return shown(String.fromCodePoint(Number.parseInt(element.attributes['w:char'] ?? '', 16)));
    case 'w:r': {
      const look = elementsOf(element).find((child) => child.name === 'w:rPr');
      return look && isOn(look, 'w:vanish') ? '' : textOf(element, open, boxes, numbers);
    }
    case 'w:fldSimple': {
      const number = numberFor(element.attributes['w:instr'] ?? '');
      return number === null ? textOf(element, open, boxes, numbers) : shown(number);
    }
    case 'w:instrText': {
      const field = open.at(-1);
      if (field && !field.inResult) field.instruction += ownText(element);
      return '';
    }
    case 'w:fldChar': {
      const number = fieldMark(element.attributes['w:fldCharType'] ?? '', open);
      return number === null ? '' : shown(number);
    }
    case 'w:txbxContent':
      boxes.push(element);
      return '';
    case 'w:pPr':
    case 'w:rPr':
    case 'w:sectPr':
      return '';
    default:
      return textOf(element, open, boxes, numbers);
  }
}

const ownText = (element: XmlElement): string => element.children.map((child) => (child.type === 'text' ? child.text : '')).join('');

/** Notes a field's mark; at its end, gives what stands for its number, if it is one. */
function fieldMark(kind: string, open: OpenField[]): string | null {
  if (kind === 'begin') open.push({ instruction: '', inResult: false });
  const field = open.at(-1);
  if (kind === 'separate' && field) field.inResult = true;
  return kind === 'end' ? numberFor(open.pop()?.instruction ?? '') : null;
}

/** The number a text processor last wrote into a field is not text of the document; other results are. */
const showsResult = (field: OpenField): boolean => field.inResult && numberFor(field.instruction) === null;

function numberFor(instruction: string): string | null {
  return fields[instruction.trim().split(/\s+/)[0]?.toUpperCase() ?? ''] ?? null;
}
