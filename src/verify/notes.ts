/**
 * Takes footnotes out of the text of pages. They are read behind the text of their body, and stand on its pages: on each, some of
 * them in order, perhaps beginning or ending within one.
 */
import { endsWithDash, type Piece, same } from './pieces.ts';

export interface Taken {
  readonly rest: readonly Piece[];
  /** Of all notes, as expected, how many pieces have been found by the end of the page. */
  readonly next: number;
  readonly notes: readonly Piece[];
}

/** Takes from a page the notes that come next, wherever they stand together. */
export function takeNotes(page: readonly Piece[], expected: readonly Piece[], from: number): Taken {
  let rest = page;
  let next = from;
  const notes: Piece[] = [];
  while (next < expected.length) {
    const stretch = longest(rest, expected, next);
    if (!stretch) break;
    notes.push(...rest.slice(stretch.at, stretch.at + stretch.length));
    rest = [...rest.slice(0, stretch.at), ...rest.slice(stretch.at + stretch.length)];
    // A word parted at the page's end is found again on the next one.
    next += stretch.length - (endsWithDash(notes.at(-1)) && notes.at(-1)?.text !== expected[next + stretch.length - 1]?.text ? 1 : 0);
  }
  return { rest, next, notes };
}

/** A label and a word: less may stand in the text by chance. */
const shortest = 2;
/** Of a note that goes on over the page: less may begin an item with the same label, where both are marked as not translated. */
const shortestPart = 7;

/** The stretch of a page that agrees best with what comes next: words that differ count against those that are the same. */
function longest(
  page: readonly Piece[],
  expected: readonly Piece[],
  next: number,
): { readonly at: number; readonly length: number } | null {
  let best = { at: 0, length: 0, score: 0 };
  for (let at = 0; at < page.length; at += 1) {
    if (!agree(page[at], expected[next]) && !isEndOf(page[at], expected[next])) continue;
    // The first agrees, were it only with the end of a word that was parted at the page's end before.
    let score = agree(page[at], expected[next]) ? 0 : 2;
    for (let length = 1; at + length <= page.length && next + length <= expected.length; length += 1) {
      const isSame = agree(page[at + length - 1], expected[next + length - 1]);
      // What begins a note, its label, is no word like others: without it other text would be taken for the next note.
      if (!isSame && length > 1 && expected[next + length - 1]?.unit !== expected[next + length - 2]?.unit) break;
      score += isSame ? 1 : -1;
      if (score > best.score) best = { at, length, score };
    }
  }
  const last = expected[next + best.length - 1];
  const endsNote = last !== undefined && last.unit !== expected[next + best.length]?.unit;
  return best.length >= (endsNote ? shortest : shortestPart) ? best : null;
}

const isEndOf = (found: Piece | undefined, expected: Piece | undefined): boolean =>
  found !== undefined && expected !== undefined && found.text.length > 1 && expected.text.endsWith(found.text);

const agree = (found: Piece | undefined, expected: Piece | undefined): boolean =>
  found !== undefined && expected !== undefined && (same(expected, found) || (endsWithDash(found) && goesOn(expected, found)));

/** Whether a word may have been parted by the hyphen that a piece ends in. */
function goesOn(whole: Piece, part: Piece): boolean {
  return part.text.length > 1 && whole.text.startsWith(part.text.slice(0, -1));
}
