/**
 * Compares what a file says with what the tree says: every word once, in order, nothing besides. Tells which word, number,
 * date or symbol differs, and where. Knows no format.
 */
import type { Path } from '../tree/nodes.ts';
import type { TextUnit } from '../tree/words.ts';
import { diff, type Hunk } from './diff.ts';
import { isWide, mayGoOn, type Piece, piecesOfUnit, type Reading, same, sayPieces } from './pieces.ts';

/** What a difference is about: a kind of text, a thing that pages repeat, or a statement of the file about itself. */
export type Subject =
  | 'word'
  | 'number'
  | 'date'
  | 'symbol'
  | Furnishing['what']
  | 'picture'
  | 'alternative'
  | 'link'
  | 'title'
  | 'author'
  | 'language'
  | 'direction'
  | 'reach';

export interface Difference {
  readonly what: Subject;
  /** As the tree has it; empty if the file has something besides. */
  readonly expected: string;
  /** As the file has it; empty if it lacks something. */
  readonly found: string;
  /** One-based; null where a format has no pages or the difference no place. */
  readonly page: number | null;
  /** The source text it goes back to; null if there is none. */
  readonly at: Path | null;
}

/** Text that stands at the head or foot of certain pages, apart from the running text. */
export interface Furnishing {
  readonly what: 'running-head' | 'folio' | 'job' | 'status-mark' | 'foot' | 'special-note';
  readonly side: 'head' | 'foot';
  /** Read one after the other. */
  readonly units: readonly TextUnit[];
}

/** Pieces at a page's edge that may stand between furnishings and were not expected there. */
const slack = 12;

/** Takes the furnishings of a page out of its text, each once, from the edge where it stands, or as far from it as the page reaches. */
export function takeFurnishings<T extends Pick<Furnishing, 'side' | 'units'>>(
  page: readonly Piece[],
  furnishings: readonly T[],
  reading: Reading,
  reach: 'edge' | 'page' = 'edge',
): { readonly rest: readonly Piece[]; readonly missing: readonly T[] } {
  const wanted = furnishings.map((furnishing) => ({ furnishing, pieces: furnishing.units.flatMap((unit) => piecesOfUnit(unit, reading)) }));
  const window = reach === 'page' ? page.length : wanted.reduce((sum, { pieces }) => sum + pieces.length, slack);
  let rest = page;
  const missing: T[] = [];
  for (const { furnishing, pieces } of wanted) {
    const at = placeOf(pieces, rest, furnishing.side, window);
    if (at === null) missing.push(furnishing);
    else rest = [...rest.slice(0, at), ...rest.slice(at + pieces.length)];
  }
  return { rest, missing };
}

/** Where whole words stand together in a page, nearest to an edge and not further from it than the window. */
function placeOf(pieces: readonly Piece[], page: readonly Piece[], side: 'head' | 'foot', window: number): number | null {
  const last = page.length - pieces.length;
  for (let distance = 0; distance <= Math.min(last, window); distance += 1) {
    const at = side === 'head' ? distance : last - distance;
    const isWhole = page[at]?.joined !== 'yes' && page[at + pieces.length]?.joined !== 'yes';
    if (isWhole && pieces.every((piece, index) => same(piece, page[at + index] as Piece))) return at;
  }
  return null;
}

/** Joins the texts of pages: a word may go on at a page's end. */
export function joinPages(pages: readonly (readonly Piece[])[]): readonly Piece[] {
  const text: Piece[] = [];
  for (const page of pages) {
    const [first, ...others] = page;
    if (first) text.push(mayGoOn(text.at(-1), first) ? { ...first, joined: 'maybe' } : first, ...others);
  }
  return text;
}

/** Compares running text. */
export function compareText(expected: readonly Piece[], found: readonly Piece[]): readonly Difference[] {
  return gathered(diff(expected, found, same)).map((hunk, index, hunks) => {
    const before = hunks[index - 1];
    const limits: Hunk = {
      from: before?.to ?? 0,
      foundFrom: before?.foundTo ?? 0,
      to: hunks[index + 1]?.from ?? expected.length,
      foundTo: hunks[index + 1]?.foundFrom ?? found.length,
    };
    const date = expected.slice(hunk.from, hunk.to).find((piece) => piece.date !== null) ?? null;
    const whole = widened(hunk, limits, (at, foundAt) => isWithin(expected, at) || isWithin(found, foundAt));
    const dated =
      date === null
        ? whole
        : widened(whole, limits, (at) =>
            [at - 1, at].every((one) => expected[one]?.unit === date.unit && expected[one]?.date === date.date),
          );
    return differenceIn(dated, expected, found, date !== null);
  });
}

/** Whether a word goes on at a piece; a letter of a script without spaces is one by itself. */
function isWithin(pieces: readonly Piece[], at: number): boolean {
  return pieces[at]?.joined === 'yes' && !isWide(pieces[at]) && !isWide(pieces[at - 1]);
}

/** Words that changed places leave two hunks with a word between: tell of them as one. */
function gathered(hunks: readonly Hunk[]): readonly Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    if (last && hunk.from - last.to <= 1) joined[joined.length - 1] = { ...last, to: hunk.to, foundTo: hunk.foundTo };
    else joined.push(hunk);
  }
  return joined;
}

/** Widens a hunk over the equal pieces beside it, as long as its edge is no good place to stop. */
function widened(hunk: Hunk, limits: Hunk, isInside: (at: number, foundAt: number) => boolean): Hunk {
  let { from, to, foundFrom, foundTo } = hunk;
  while (from > limits.from && foundFrom > limits.foundFrom && isInside(from, foundFrom)) {
    from -= 1;
    foundFrom -= 1;
  }
  while (to < limits.to && foundTo < limits.foundTo && isInside(to, foundTo)) {
    to += 1;
    foundTo += 1;
  }
  return { from, to, foundFrom, foundTo };
}

/** A longer stretch is not one number, date or symbol, though it may hold some. */
const mostNamed = 12;

function differenceIn(hunk: Hunk, expected: readonly Piece[], found: readonly Piece[], isDate: boolean): Difference {
  const want = expected.slice(hunk.from, hunk.to);
  const have = found.slice(hunk.foundFrom, hunk.foundTo);
  const unit = (want[0] ?? expected[hunk.from - 1] ?? expected[hunk.from])?.unit ?? null;
  const texts = withoutCommonStop(sayPieces(want), sayPieces(have));
  return {
    what: Math.max(want.length, have.length) > mostNamed ? 'word' : isDate ? 'date' : subjectOf(texts, want.length > 0 ? unit : null),
    expected: texts[0],
    found: texts[1],
    page: (have[0] ?? found[hunk.foundFrom - 1] ?? found[hunk.foundFrom])?.page ?? null,
    at: unit?.at ?? null,
  };
}

/** Leaves out the comma or full stop that both have. */
function withoutCommonStop(one: string, other: string): readonly [string, string] {
  const stop = one.match(/[.,;:]+$/)?.[0];
  if (stop === undefined || !other.endsWith(stop)) return [one, other];
  return [one.slice(0, -stop.length), other.slice(0, -stop.length)];
}

/** Capital letters, a stroke, and a figure later: the form of symbols. */
const symbolPattern = /\p{Lu}[\p{Lu}\p{N}-]*\/\S*\p{N}/u;

function subjectOf(texts: readonly string[], unit: TextUnit | null): Subject {
  if (unit?.type === 'symbol' || texts.some((text) => symbolPattern.test(text))) return 'symbol';
  return texts.some((text) => /\p{N}/u.test(text)) ? 'number' : 'word';
}
