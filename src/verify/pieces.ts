/**
 * Cuts text into the pieces that are compared: words, and within a word the stretches that end with a dash, since a line
 * may end there. A piece knows whether white space stands before it.
 */
import type { TextUnit } from '../tree/words.ts';

export interface Piece {
  readonly text: string;
  /** No white space before it; `maybe` after a dash at a line's end, where extracted text cannot tell. */
  readonly joined: 'yes' | 'no' | 'maybe';
  /** Where the tree has it; null for a piece that was read back. */
  readonly unit: TextUnit | null;
  /** One-based; null where a format has no pages. */
  readonly page: number | null;
  /** How a format may write it so that no line ends within; null if only as it is. */
  readonly held: string | null;
  /** Which date of its unit it belongs to, from 0; null for none. */
  readonly date: number | null;
}

/** What a format's reader cannot tell apart. */
export interface Reading {
  /** Format characters (Unicode category Cf, such as the soft hyphen) are lost, so they are dropped on both sides. */
  readonly losesFormatCharacters: boolean;
  /** Line ends are those of the finished line, so a word may go on after a dash. */
  readonly endsLines: boolean;
  /** Whoever reads the file breaks its lines, and is told by no-break hyphens where a title has none of its line ends. */
  readonly holdsTitles: boolean;
}

/** What is read back from a PDF. */
export const pdfReading: Reading = { losesFormatCharacters: true, endsLines: true, holdsTitles: false };

const titles: ReadonlySet<string> = new Set(['title', 'agenda-title', 'annex-heading', 'annex-title']);

/** Letters of scripts without spaces, and their marks: a line may end between any two. */
const wide = '\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}';
const wideLetter = new RegExp(`[${wide}]`, 'u');
const piecePattern = new RegExp(`[${wide}]|[^\\p{Pd}${wide}]*\\p{Pd}|[^\\p{Pd}${wide}]+`, 'gu');
/** Day, month in one to three words, year: a date written out, in any language that spells it so. */
const datePattern = /(?<!\p{Nd})\p{Nd}{1,2}\S{0,2}\s(?:\p{L}[\p{L}.]*\s){1,3}\p{Nd}{4}(?!\p{Nd})/gu;

/** Cuts text of the tree. */
export function piecesOfUnit(unit: TextUnit, reading: Reading): readonly Piece[] {
  const text = comparable(unit.text, reading);
  const dates = [...text.matchAll(datePattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return cut(text, false).map(({ text: piece, joined, start }) => {
    const date = dates.findIndex((span) => start >= span.start && start < span.end);
    const held = reading.holdsTitles && titles.has(unit.type) ? piece.replaceAll('-', '\u2011') : null;
    return { text: piece, joined, unit, page: null, held, date: date < 0 ? null : date };
  });
}

/** Cuts text that was read back. */
export function piecesOfText(text: string, page: number | null, reading: Reading): readonly Piece[] {
  return cut(comparable(text, reading), reading.endsLines).map((piece) => ({
    text: piece.text,
    joined: piece.joined,
    unit: null,
    page,
    held: null,
    date: null,
  }));
}

/** Whether a piece that was read back is the one the tree has. */
export function same(expected: Piece, found: Piece): boolean {
  if (found.joined !== 'maybe' && expected.joined !== found.joined) return false;
  return expected.text === found.text || (expected.held !== null && expected.held === found.text);
}

/**
 * Joins words parted by a hyphen at a line's end: where the whole word is expected, and the part with the hyphen is not.
 */
export function withoutHyphens(found: readonly Piece[], expected: readonly Piece[]): readonly Piece[] {
  if (!found.some((piece) => piece.joined === 'maybe')) return found;
  const words = new Set(expected.map((piece) => piece.text));
  const joined: Piece[] = [];
  for (const piece of found) {
    const last = joined.at(-1);
    // A dash alone, such as the one of a label, parts no word.
    const isParted = last !== undefined && last.text.length > 1 && piece.joined === 'maybe' && endsWithDash(last);
    const whole = isParted ? last.text.slice(0, -1) + piece.text : null;
    if (last && whole !== null && words.has(whole) && !words.has(last.text)) joined[joined.length - 1] = { ...last, text: whole };
    else joined.push(piece);
  }
  return joined;
}

/** Pieces as running text again. */
export function sayPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece, index) => (index > 0 && piece.joined !== 'yes' ? ` ${piece.text}` : piece.text)).join('');
}

/** Whether a piece ends where a line may end within a word. */
export const endsWithDash = (piece: Piece | undefined): boolean => piece !== undefined && /\p{Pd}$/u.test(piece.text);

/** Whether a piece begins with a letter of a script without spaces. */
export const isWide = (piece: Piece | undefined): boolean => wideLetter.test(piece?.text.slice(0, 2) ?? '');

/** Whether text may go on without a space where a line ends between two pieces. */
export const mayGoOn = (before: Piece | undefined, next: Piece): boolean =>
  endsWithDash(before) || wideLetter.test(before?.text ?? '') || wideLetter.test(next.text.slice(0, 2));

/** Canonical composition is all that both sides share; white space is left to the cutting. */
function comparable(text: string, reading: Reading): string {
  return (reading.losesFormatCharacters ? text.replace(/\p{Cf}/gu, '') : text).normalize('NFC');
}

function cut(text: string, endsLines: boolean): readonly { text: string; joined: Piece['joined']; start: number }[] {
  const pieces: { text: string; joined: Piece['joined']; start: number }[] = [];
  let end = 0;
  for (const word of text.matchAll(/\S+/gu)) {
    const space = text.slice(end, word.index);
    const before = pieces.at(-1)?.text ?? '';
    const open =
      endsLines && space.includes('\n') && (/\p{Pd}$/u.test(before) || wideLetter.test(before) || wideLetter.test(word[0].slice(0, 2)));
    let joined: Piece['joined'] = open ? 'maybe' : 'no';
    for (const piece of word[0].matchAll(piecePattern)) {
      pieces.push({ text: piece[0], joined, start: word.index + piece.index });
      joined = 'yes';
    }
    end = word.index + word[0].length;
  }
  return pieces;
}
