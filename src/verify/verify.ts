/**
 * Proves that a finished file says what the tree says: reopens it with a reader of its own, compares text, what pages
 * repeat, pictures' alternative texts and properties, and reports each difference. Never throws for what a file holds.
 */
import type { Format } from '../backends/table.ts';
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { furnitureOf, picturesOf, type TextUnit, textOf } from '../tree/words.ts';
import { compareText, type Difference, type Furnishing, joinPages, type Subject, takeFurnishings } from './compare.ts';
import { isWide, type Piece, piecesOfText, piecesOfUnit, type Reading, withoutHyphens } from './pieces.ts';
import type { Margin, Section } from './read-docx.ts';

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

/** Verifies a file of a format by name. */
export function verifyOutput(format: Format, bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  return { pdf: verifyPdf, docx: verifyDocx }[format](bytes, tree, fileName, report);
}

/** The language a file says it is in; null if it cannot be read or does not say. */
export async function languageOfFile(format: Format, bytes: Uint8Array): Promise<string | null> {
  const { readPdf } = await import('./read-pdf.ts');
  const { readDocx } = await import('./read-docx.ts');
  const file = await { pdf: readPdf, docx: readDocx }[format](bytes);
  return file?.language || null;
}

/** As messages name the formats. */
const names: Readonly<Record<Format, string>> = { pdf: 'PDF', docx: 'DOCX' };

const pdfReading: Reading = { losesFormatCharacters: true, endsLines: true, holdsTitles: false };
const docxReading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: true };

/** Verifies a PDF; problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`. */
export async function verifyPdf(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const { readPdf } = await import('./read-pdf.ts');
  const file = await readPdf(bytes);
  if (!file) return unreadable(fileName, names.pdf, report);
  // Extractors guess the order of text that runs from right to left; the structure tells it.
  const pages = runsRightToLeft(tree) ? ((await import('./read-structure.ts')).readStructure(bytes) ?? file.pages) : file.pages;
  const reading = pdfReading;
  const parts = partsOf(tree);
  const differences: Difference[] = [];

  const texts = pages.map((text, index): readonly Piece[] => {
    const page = index + 1;
    const furnishings =
      page === 1
        ? [...parts.marks, ...parts.foot, ...parts.notes]
        : [...parts.marks, ...parts.symbols, ...parts.job, folioOf(`${page}/${pages.length}`)];
    const { rest, missing } = takeFurnishings(piecesOfText(text, page, reading), furnishings, reading);
    differences.push(...missing.map((one) => missed(one, page)));
    return rest;
  });
  const expected = expectedOf(parts, parts.notes, reading);
  differences.push(...compareText(expected, withoutHyphens(joinPages(texts), expected)), ...propertiesIn(file, tree));
  if (file.alternatives) differences.push(...picturesIn(file.alternatives, tree));
  return verdict(expected, pages.length, differences, fileName, names.pdf, report);
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

function runsRightToLeft(tree: DocumentNode): boolean {
  return tree.direction === 'rtl' || textOf(tree).some(({ text }) => rightToLeft.test(text));
}

/** Verifies a DOCX; problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`. */
export async function verifyDocx(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const { fields, readDocx } = await import('./read-docx.ts');
  const file = await readDocx(bytes);
  if (!file) return unreadable(fileName, names.docx, report);
  const reading = docxReading;
  const parts = partsOf(tree);
  const differences: Difference[] = [];
  const cut = (paragraphs: readonly string[] | null) => (paragraphs ?? []).flatMap((one) => piecesOfText(one, null, reading));

  // The first page's head is where the running text begins; its foot may hold the special notes, or they come after the text.
  const opening = file.sections[0]?.first;
  const first = takeFurnishings(cut(opening?.foot ?? null), [...parts.foot, ...parts.marks, ...parts.notes], reading);
  differences.push(...first.missing.filter((one) => one.what !== 'special-note').map((one) => missed(one, null)));
  differences.push(...compareText([], first.rest));
  const expected = expectedOf(
    parts,
    parts.notes.filter((note) => !first.missing.includes(note)),
    reading,
  );
  const found = [...cut(opening?.head ?? null), ...cut(file.body), ...cut(file.notes)];
  differences.push(...compareText(expected, found));

  const folio = folioOf(`${fields.PAGE}/${fields.NUMPAGES}`);
  const later = [...parts.symbols, folio, ...parts.job, ...parts.marks];
  for (const margin of laterMargins(file.sections)) {
    const { rest, missing } = takeFurnishings([...cut(margin.head), ...cut(margin.foot)], later, reading);
    differences.push(...missing.map((one) => missed(one, null)), ...compareText([], rest));
  }
  differences.push(...propertiesIn(file, tree), ...picturesIn(file.alternatives, tree));
  return verdict(expected, null, differences, fileName, names.docx, report);
}

/**
 * Heads and feet of the pages after the first. Only the last section must have them: one before it may have none of its own,
 * when it is only there to set up the first page.
 */
function laterMargins(sections: readonly Section[]): readonly Margin[] {
  const nothing: Margin = { head: null, foot: null };
  const last = sections.at(-1);
  const earlier = sections.slice(0, -1).flatMap((section, index) => [...(index > 0 ? [section.first] : []), section.default, section.even]);
  return [
    ...earlier.filter((margin) => margin.head !== null || margin.foot !== null),
    ...(sections.length > 1 && last ? [last.first] : []),
    last?.default ?? nothing,
    last?.even ?? nothing,
  ];
}

// ---- what a file must show ----

interface Parts {
  readonly running: readonly TextUnit[];
  readonly notes: readonly Furnishing[];
  readonly foot: readonly Furnishing[];
  readonly marks: readonly Furnishing[];
  readonly symbols: readonly Furnishing[];
  readonly job: readonly Furnishing[];
}

function partsOf(tree: DocumentNode): Parts {
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
    foot: each(
      units.filter((unit) => unit.part === 'foot'),
      'foot',
    ),
    marks: each(statusMarks, 'status-mark'),
    symbols: symbols.length === 0 ? [] : [{ what: 'running-head', side: 'head', units: symbols }],
    job: each(job ? [job] : [], 'job'),
  };
}

/** The running text, without the notes that were found at the foot of the first page. */
function expectedOf(parts: Parts, noted: readonly Furnishing[], reading: Reading): readonly Piece[] {
  const elsewhere = new Set(noted.flatMap((note) => note.units));
  return parts.running.filter((unit) => !elsewhere.has(unit)).flatMap((unit) => piecesOfUnit(unit, reading));
}

function folioOf(text: string): Furnishing {
  return { what: 'folio', side: 'foot', units: [{ type: 'running-head', part: 'running-head', at: null, text }] };
}

function missed({ what, units }: Furnishing, page: number | null): Difference {
  return { what, expected: units.map((unit) => unit.text).join(' '), found: '', page, at: units[0]?.at ?? null };
}

// ---- what a file says besides its text ----

function propertiesIn(
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
function picturesIn(alternatives: readonly string[], tree: DocumentNode): Difference[] {
  return picturesOf(tree)
    .filter((picture) => picture.type === 'bar-code' || picture.type === 'qr-code')
    .filter((picture) => !alternatives.includes(picture.alt))
    .map((picture) => ({ what: 'picture', expected: picture.alt, found: '', page: null, at: picture.at }));
}

// ---- telling ----

function unreadable(fileName: string, format: string, report: Report): Verdict {
  report('OUTPUT_UNREADABLE', { file: fileName }, { file: fileName, format });
  return { ok: false, words: 0, pages: null, differences: [] };
}

function verdict(
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

const shortened = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
