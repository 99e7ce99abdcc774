/**
 * Verifies the index of a document's versions: every language under its own name and in its direction, with its title and what it
 * says of its status, and a link to each file, all of which stand beside it. Problems are reported as `TEXT_DIFFERS` and
 * `OUTPUT_UNREADABLE`.
 */
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import type { TextUnit } from '../tree/words.ts';
import { compareText, type Difference, type Subject } from './compare.ts';
import { unreadable, type Verdict, verdict } from './parts.ts';
import { piecesOfText, piecesOfUnit, type Reading } from './pieces.ts';
import { type FileLink, type IndexText, readIndex } from './read-index.ts';

/** A file that stands beside the index. */
export interface ListedFile {
  readonly format: string;
  readonly name: string;
  /** What its link says. */
  readonly label: string;
  readonly mediaType: string;
}
/** A version that the index leads to. */
export interface ListedVersion {
  readonly tree: DocumentNode;
  /** Of its language, in that language. */
  readonly languageName: string;
  readonly files: readonly ListedFile[];
}

const name = 'HTML';
const reading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: false };

/**
 * Compares an index with the versions of a document, in their order. One that is not listed and has no file beside it was not made
 * with the others; so was a format that no version is listed in.
 */
export function verifyIndex(bytes: Uint8Array, versions: readonly ListedVersion[], fileName: string, report: Report): Verdict {
  const page = readIndex(bytes);
  if (!page) return unreadable(fileName, name, report);
  const listed = versions.filter(({ tree, files }) => files.length > 0 || page.sections.some(({ language }) => language === tree.language));
  const [first] = listed;
  const links = new Set(page.sections.flatMap((section) => section.links.map(({ address }) => fileOf(address))));
  const formats = new Set(listed.flatMap(({ files }) => files.filter((file) => links.has(file.name)).map(({ format }) => format)));
  const shown = listed.map((version) => ({ ...version, files: version.files.filter(({ format }) => formats.has(format)) }));
  const heading = first ? (first.tree.properties.symbol ?? first.tree.properties.title) : '';
  const expected = [heading, ...shown.flatMap(linesOf)].flatMap((text) => piecesOfUnit(unitOf(text), reading));
  return verdict(
    expected,
    null,
    [
      ...compareText(expected, piecesOfText(page.text, null, reading)),
      ...(first ? saysOf(page, first.tree, heading, shown) : []),
      ...directionsOf(page, shown),
      ...linksIn(page, shown),
      ...page.reaches.map((reach) => differenceIn('reach', '', reach)),
    ],
    fileName,
    name,
    report,
  );
}

function linesOf({ tree, languageName, files }: ListedVersion): readonly string[] {
  const status = tree.facts.statusMark === null ? [] : [tree.facts.statusMark];
  return [languageName, ...status, tree.properties.title, ...files.map(({ label }) => label)];
}

/** A line as if it stood in a document, so that dates and symbols are told as such. */
const unitOf = (text: string): TextUnit => ({ type: 'title', part: 'title', at: null, text });

/** What the page says of itself. */
function saysOf(page: IndexText, { language, direction, properties }: DocumentNode, title: string, shown: readonly ListedVersion[]) {
  const isMarked = shown.some(({ tree }) => tree.facts.statusMark !== null);
  const pairs: readonly (readonly [Subject, string, string])[] = [
    ['title', title, page.title],
    ['language', language, page.language],
    ['direction', direction, page.direction],
    ['word', properties.subject, page.description],
    ['word', isMarked ? 'noindex' : '', page.robots],
  ];
  return pairs.filter(([, expected, found]) => expected !== found).map(([what, expected, found]) => differenceIn(what, expected, found));
}

/** Sections in another order, or of other languages, have other text besides. */
function directionsOf({ sections }: IndexText, shown: readonly ListedVersion[]): readonly Difference[] {
  const length = Math.max(sections.length, shown.length);
  return Array.from({ length }, (_, index): readonly Difference[] => {
    const { language = '', direction = '' } = shown[index]?.tree ?? {};
    const found = sections[index] ?? { language: '', direction: '' };
    if (found.language !== language) return [differenceIn('language', language, found.language)];
    return found.direction === direction ? [] : [differenceIn('direction', direction, found.direction)];
  }).flat();
}

/** Links of a section lead to files of its version, and the head names the same. */
function linksIn({ sections, alternates, strays }: IndexText, shown: readonly ListedVersion[]): readonly Difference[] {
  const wanted = shown.map(({ tree, files }) =>
    files.map((file) => sayOf({ address: `./${file.name}`, language: tree.language, type: file.mediaType })),
  );
  const said = (links: readonly FileLink[]) => links.map((link) => sayOf({ ...link, address: `./${fileOf(link.address)}` }));
  const others = sections.slice(shown.length).map(({ links }) => links);
  return [
    ...wanted.flatMap((links, index) => differencesIn(links, said(sections[index]?.links ?? []))),
    ...differencesIn([], said([...others.flat(), ...strays])),
    ...differencesIn(wanted.flat(), said(alternates)),
  ];
}

/** What is lacking, what is there besides, and what stands in another place. */
function differencesIn(wanted: readonly string[], found: readonly string[]): readonly Difference[] {
  const without = (links: readonly string[], others: readonly string[]) => {
    const left = [...others];
    return links.filter((link) => {
      const at = left.indexOf(link);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
  };
  const [lost, besides] = [without(wanted, found), without(found, wanted)];
  const isSame = lost.length === 0 && besides.length === 0;
  const pairs = isSame ? wanted.map((link, index) => [link, found[index] ?? ''] as const) : pairsOf(lost, besides);
  return pairs
    .filter(([expected, other]) => expected !== other)
    .map(([expected, other]) => differenceIn(expected === '' ? 'reach' : other === '' ? 'word' : 'link', expected, other));
}

const pairsOf = (lost: readonly string[], besides: readonly string[]): readonly (readonly [string, string])[] =>
  Array.from({ length: Math.max(lost.length, besides.length) }, (_, index) => [lost[index] ?? '', besides[index] ?? '']);

const sayOf = ({ address, language, type }: FileLink): string => `${address} (${language}, ${type})`;

/** The file an address names; the address itself if it names none. */
function fileOf(address: string): string {
  try {
    return decodeURIComponent(address.replace(/^\.\//, ''));
  } catch {
    return address;
  }
}

const differenceIn = (what: Subject, expected: string, found: string): Difference => ({ what, expected, found, page: null, at: null });
