/**
 * Proves that a finished file says what the tree says: reopens it with a reader of its own, compares text, what pages
 * repeat, pictures' alternative texts and properties, and reports each difference. Never throws for what a file holds.
 */
import type { Format } from '../backends/table.ts';
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { tablesOf } from '../tree/words.ts';
import { compareText, type Difference, joinPages, takeFurnishings } from './compare.ts';
import { holdsLink, linksIn } from './links.ts';
import { takeNotes } from './notes.ts';
import { expectedOf, folioOf, missed, partsOf, picturesIn, propertiesIn, unreadable, type Verdict, verdict } from './parts.ts';
import { type Piece, pdfReading, piecesOfText, piecesOfUnit, type Reading, withoutHyphens } from './pieces.ts';
import type { Margin, Section } from './read-docx.ts';
import { pagesAsRead } from './read-pages.ts';
import { withoutHeadingsAgain } from './tables.ts';

export type { Verdict } from './parts.ts';

/** Verifies a file of a format by name. */
export function verifyOutput(format: Format, bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  return verifiers[format](bytes, tree, fileName, report);
}

type Verifier = (bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report) => Promise<Verdict>;
/** A format's is loaded when it is made. */
const verifiers: Readonly<Record<Format, Verifier>> = {
  pdf: (...file) => verifyPdf(...file),
  docx: (...file) => verifyDocx(...file),
  html: async (...file) => (await import('./verify-html.ts')).verifyHtml(...file),
  akn: async (...file) => (await import('./verify-akn.ts')).verifyAkn(...file),
  text: async (...file) => (await import('./verify-text.ts')).verifyText(...file),
};

/** The language a file says it is in; null if it cannot be read or does not say. */
export async function languageOfFile(format: Format, bytes: Uint8Array): Promise<string | null> {
  return (await languageReaders[format](bytes)) || null;
}

const languageReaders: Readonly<Record<Format, (bytes: Uint8Array) => Promise<string | undefined>>> = {
  pdf: async (bytes) => (await (await import('./read-pdf.ts')).readPdf(bytes))?.language,
  docx: async (bytes) => (await (await import('./read-docx.ts')).readDocx(bytes))?.language,
  html: async (bytes) => (await import('./read-html.ts')).readHtml(bytes)?.language,
  akn: async (bytes) => (await import('./read-akn.ts')).readAkn(bytes)?.language,
  // Plain text does not say.
  text: async () => undefined,
};

/** As messages name the formats. */
const names = { pdf: 'PDF', docx: 'DOCX' } as const;

const docxReading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: true };

/** Verifies a PDF; problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`. */
export async function verifyPdf(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const { readPdf } = await import('./read-pdf.ts');
  const file = await readPdf(bytes);
  if (!file) return unreadable(fileName, names.pdf, report);
  const pages = await pagesAsRead(file, bytes, tree);
  const reading = pdfReading;
  const parts = partsOf(tree);
  const differences: Difference[] = [];
  const expectedNotes = parts.footnotes.flatMap((unit) => piecesOfUnit(unit, reading));
  const notes: (readonly Piece[])[] = [];
  let next = 0;

  const shown = pages.map((text, index): readonly Piece[] => {
    const page = index + 1;
    const furnishings =
      page === 1
        ? [...parts.marks, ...parts.foot, ...parts.notes]
        : [...parts.marks, ...parts.symbols, ...parts.job, folioOf(`${page}/${pages.length}`)];
    const { rest, missing } = takeFurnishings(piecesOfText(text, page, reading), furnishings, reading);
    differences.push(...missing.map((one) => missed(one, page)));
    const taken = takeNotes(expectedNotes.length === 0 ? rest : withoutHyphens(rest, expectedNotes), expectedNotes, next);
    next = taken.next;
    notes.push(taken.notes);
    return taken.rest;
  });
  const expected = expectedOf(parts, parts.notes, reading, parts.footnotes);
  const texts = withoutHeadingsAgain(shown, tablesOf(tree), reading);
  differences.push(...compareText(expected, withoutHyphens(joinPages(texts), expected)));
  differences.push(...compareText(expectedNotes, withoutHyphens(joinPages(notes), expectedNotes)), ...propertiesIn(file, tree));
  if (file.alternatives) differences.push(...picturesIn(file.alternatives, tree));
  // Without a link there is nothing to read; a file of ours names its annotations where anybody can see them.
  if (holdsLink(tree) || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/URI'))
    differences.push(...linksIn((await import('./read-links.ts')).readLinks(bytes) ?? [], tree));
  return verdict([...expected, ...expectedNotes], pages.length, differences, fileName, names.pdf, report);
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
    parts.footnotes,
  );
  // The part of the notes has the special ones first, which end the text.
  const expectedNotes = parts.footnotes.flatMap((unit) => piecesOfUnit(unit, reading));
  const found = [...cut(opening?.head ?? null), ...cut(file.body), ...cut(file.notes)];
  const all = [...expected, ...expectedNotes];
  differences.push(...compareText(all, found));

  const folio = folioOf(`${fields.PAGE}/${fields.NUMPAGES}`);
  const later = [...parts.symbols, folio, ...parts.job, ...parts.marks];
  for (const margin of laterMargins(file.sections)) {
    const { rest, missing } = takeFurnishings([...cut(margin.head), ...cut(margin.foot)], later, reading);
    differences.push(...missing.map((one) => missed(one, null)), ...compareText([], rest));
  }
  differences.push(...propertiesIn(file, tree), ...picturesIn(file.alternatives, tree), ...linksIn(file.links ?? [], tree));
  return verdict(all, null, differences, fileName, names.docx, report);
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
