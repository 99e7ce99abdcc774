/**
 * Tables that go on over a page's end: the page after begins with the headings once more, which are no part of the text. They
 * are taken out where what follows them is the middle of their table, and nowhere else.
 */
import type { TableUnits } from '../tree/words.ts';
import { type Piece, piecesOfUnit, type Reading, same } from './pieces.ts';

/** Pieces after the headings that must be the table's, if it has as many left. */
const telling = 12;

/** Takes out what pages repeat of tables. */
export function withoutHeadingsAgain(
  pages: readonly (readonly Piece[])[],
  tables: readonly TableUnits[],
  reading: Reading,
): readonly (readonly Piece[])[] {
  if (tables.length === 0) return pages;
  const wanted = tables.map(({ headings, cells }) => ({
    headings: headings.flatMap((unit) => piecesOfUnit(unit, reading)),
    cells: cells.flatMap((unit) => piecesOfUnit(unit, reading)),
  }));
  return pages.map((page, index) => {
    const table = index === 0 ? undefined : wanted.find((one) => goesOn(page, one));
    return table ? page.slice(table.headings.length) : page;
  });
}

function goesOn(
  page: readonly Piece[],
  { headings, cells }: { readonly headings: readonly Piece[]; readonly cells: readonly Piece[] },
): boolean {
  if (headings.length === 0 || !beginsWith(page, 0, headings)) return false;
  // A table that begins here has its first cell next.
  return cells.some((_, at) => at > 0 && beginsWith(page, headings.length, cells.slice(at, at + telling)));
}

function beginsWith(page: readonly Piece[], from: number, pieces: readonly Piece[]): boolean {
  return pieces.every((piece, index) => {
    const found = page[from + index];
    // A page's end may part the words of a cell.
    return found !== undefined && (same(piece, found) || (index === 0 && piece.text === found.text));
  });
}
