/**
 * What verification of every format shares: the parts of a tree as a file must show them, what a file says of itself
 * besides its text, and the telling of differences.
 */
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { furnitureOf, picturesOf, type TextUnit, textOf } from '../tree/words.ts';
import type { Difference, Furnishing, Subject } from './compare.ts';
import { isWide, type Piece, piecesOfUnit, type Reading } from './pieces.ts';

export interface Verdict {
  readonly ok: boolean;
  /** Words of the running text that were compared. */
  readonly words: number;
  /** Null where the format has no pages. */
  readonly pages: number | null;
  readonly differences: readonly Difference[];
}

/** Reported at most, of each file: whoever has more has another document. */
const mostReported = 20;
/** Characters of a text in a message. */
const mostShown = 120;

// ---- what a file must show ----

export interface Parts {
  readonly running: readonly TextUnit[];
  /** Special notes. */
  readonly notes: readonly Furnishing[];
  /** Those of the running text that are footnotes. */
  readonly footnotes: readonly TextUnit[];
  readonly foot: readonly Furnishing[];
  readonly marks: readonly Furnishing[];
  readonly symbols: readonly Furnishing[];
  readonly job: readonly Furnishing[];
}

export function partsOf(tree: DocumentNode): Parts {
  const units = textOf(tree);
  const { symbols, job, statusMarks } = furnitureOf(tree);
  const each = (of: readonly TextUnit[], what: Furnishing['what']): readonly Furnishing[] =>
    of.map((unit) => ({ what, side: 'foot', units: [unit] }));
  return {
    running: units.filter((unit) => unit.part !== 'foot'),
    notes: each(
      units.filter((unit) => unit.part === 'special-notes'),
      'special-note',
    ),
    footnotes: units.filter((unit) => unit.type === 'note-text'),
    foot: each(
      units.filter((unit) => unit.part === 'foot'),
      'foot',
    ),
    marks: each(statusMarks, 'status-mark'),
    symbols: symbols.length === 0 ? [] : [{ what: 'running-head', side: 'head', units: symbols }],
    job: each(job ? [job] : [], 'job'),
  };
}

/** The running text, without the notes that were found at the foot of the first page, and without others that are read elsewhere. */
export function expectedOf(
  parts: Parts,
  noted: readonly Furnishing[],
  reading: Reading,
  apart: readonly TextUnit[] = [],
): readonly Piece[] {
  const elsewhere = new Set([...noted.flatMap((note) => note.units), ...apart]);
  return parts.running.filter((unit) => !elsewhere.has(unit)).flatMap((unit) => piecesOfUnit(unit, reading));
}

export function folioOf(text: string): Furnishing {
  return { what: 'folio', side: 'foot', units: [{ type: 'running-head', part: 'running-head', at: null, text }] };
}

export function missed({ what, units }: Furnishing, page: number | null): Difference {
  return { what, expected: units.map((unit) => unit.text).join(' '), found: '', page, at: units[0]?.at ?? null };
}

// ---- what a file says besides its text ----

export function propertiesIn(
  file: { readonly title: string; readonly author: string; readonly language: string },
  tree: DocumentNode,
): Difference[] {
  const pairs: readonly (readonly [Subject, string, string])[] = [
    ['title', tree.properties.title, file.title],
    ['author', tree.properties.author, file.author],
    ['language', tree.language, file.language],
  ];
  return pairs
    .filter(([, expected, found]) => expected.normalize('NFC') !== found.normalize('NFC'))
    .map(([what, expected, found]) => ({ what, expected, found, page: null, at: null }));
}

/** Codes are pictures: their alternative texts must be in the file. The emblem's and the sign's are the back end's choice. */
export function picturesIn(alternatives: readonly string[], tree: DocumentNode): Difference[] {
  return picturesOf(tree)
    .filter((picture) => picture.type === 'bar-code' || picture.type === 'qr-code')
    .filter((picture) => !alternatives.includes(picture.alt))
    .map((picture) => ({ what: 'picture', expected: picture.alt, found: '', page: null, at: picture.at }));
}

// ---- telling ----

export function unreadable(fileName: string, format: string, report: Report): Verdict {
  report('OUTPUT_UNREADABLE', { file: fileName }, { file: fileName, format });
  return { ok: false, words: 0, pages: null, differences: [] };
}

export function verdict(
  expected: readonly Piece[],
  pages: number | null,
  differences: readonly Difference[],
  fileName: string,
  format: string,
  report: Report,
): Verdict {
  for (const difference of differences.slice(0, mostReported)) {
    const { what, expected: want, found, page, at } = difference;
    report('TEXT_DIFFERS', at ? { path: at } : { file: fileName }, {
      variant: variantOf(difference),
      what,
      expected: shortened(want),
      found: shortened(found),
      // As a browser opens it (RFC 8118, 3).
      file: page === null ? fileName : `${fileName}#page=${page}`,
      format,
    });
  }
  return {
    ok: differences.length === 0,
    words: expected.filter((piece) => piece.joined !== 'yes' || isWide(piece)).length,
    pages,
    differences,
  };
}

/** Which words tell of a difference: those of its subject, or of something missing or added in the running text. */
function variantOf({ what, expected, found }: Difference): string {
  if (!ofText.has(what) || (expected !== '' && found !== '')) return what;
  return found === '' ? 'missing' : 'added';
}

const ofText: ReadonlySet<Subject> = new Set<Subject>(['word', 'number', 'date', 'symbol']);

export const shortened = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
