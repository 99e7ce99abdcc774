/**
 * Tables that go on over a page's end: the page after begins with the headings once more, which are no part of the text. They
 * are taken out where the table has begun on a page before and what follows them is its middle, and nowhere else.
 */
import type { TableUnits } from '../tree/words.ts';
import { type Piece, piecesOfUnit, type Reading, same } from './pieces.ts';

/** Pieces after the headings that must be the table's, if it and the page have as many left. */
const telling = 5;

/** Takes out what pages repeat of tables. */
export function withoutHeadingsAgain(
  pages: readonly (readonly Piece[])[],
  tables: readonly TableUnits[],
  reading: Reading,
): readonly (readonly Piece[])[] {
  if (tables.length === 0) return pages;
  const wanted = tables.map(
    ({ headings, cells }): Wanted => ({
      headings: headings.flatMap((unit) => piecesOfUnit(unit, reading)),
      cells: cells.flatMap((unit) => piecesOfUnit(unit, reading)),
    }),
  );
  const begun = new Set<Wanted>();
  return pages.map((page) => {
    const again = wanted.find((table) => begun.has(table) && goesOn(page, table));
    const rest = again ? page.slice(again.headings.length) : page;
    for (const table of wanted) if (!begun.has(table) && holds(rest, table.headings)) begun.add(table);
    return rest;
  });
}

interface Wanted {
  readonly headings: readonly Piece[];
  readonly cells: readonly Piece[];
}

function goesOn(page: readonly Piece[], { headings, cells }: Wanted): boolean {
  if (headings.length === 0 || !beginsWith(page, 0, headings)) return false;
  // A table that begins here has its first cell next.
  const shown = Math.min(telling, page.length - headings.length);
  return shown > 0 && cells.some((_, at) => at > 0 && beginsWith(page, headings.length, cells.slice(at, at + shown)));
}

const holds = (page: readonly Piece[], headings: readonly Piece[]): boolean => page.some((_, at) => beginsWith(page, at, headings));

function beginsWith(page: readonly Piece[], from: number, pieces: readonly Piece[]): boolean {
  return pieces.every((piece, index) => {
    const found = page[from + index];
    // A page's end may part the words of a cell.
    return found !== undefined && (same(piece, found) || (index === 0 && piece.text === found.text));
  });
}
