/**
 * Inlines to Word's runs: one run for each stretch of equal formatting. Within a run's text a tab and a line feed stand for
 * Word's tab and line break.
 */
import { BuilderElement, NoBreakHyphen, type ParagraphChild, Run, type XmlComponent } from 'docx';
import type { Style } from '../../style/sheet.ts';
import { levelsIn } from '../../text/itemize.ts';
import type { Inline, NoteCall, Path } from '../../tree/nodes.ts';
import { spansOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { noteMarkStyle } from './looks.ts';
import { kindOf } from './scripts.ts';

/** A stretch of text in one format. */
export interface Piece {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** BCP 47; null: the document's. */
  readonly language: string | null;
  /** A Word character style; null for none. */
  readonly style: string | null;
  /** The number of the note it calls; null for none. */
  readonly note: number | null;
  /** Where Word counts footnotes itself: what stands for the number, in the text or before the note; null for what is as it says. */
  readonly counted: 'call' | 'label' | null;
  /** Points below the line. */
  readonly lowered: number;
}

/** Text in the paragraph's own look: labels, and the tabs about them. */
export function plainPiece(text: string): Piece {
  return { text, bold: false, italic: false, language: null, style: null, note: null, counted: null, lowered: 0 };
}

/**
 * Flattens inlines. `notes` numbers the notes: special ones by their marks, footnotes by their paths; a mark that calls none of them
 * is plain raised text.
 */
export function piecesOf(inlines: readonly Inline[], context: Context, notes: ReadonlyMap<string, number>): readonly Piece[] {
  const looks = {
    text: null,
    'organ-letter': context.sheet.style('organ-letter').word?.id ?? null,
    'note-mark': noteMarkStyle.id,
    'note-call': noteMarkStyle.id,
  };
  return spansOf({ children: inlines }).flatMap((span) => {
    const piece: Piece = {
      // White space of a source would be taken for a mark.
      text: span.text === '\n' ? span.text : span.text.replace(/[\t\n\r]+/g, ' '),
      bold: span.strong,
      italic: span.emphasis,
      language: span.language,
      style: looks[span.look],
      note: span.look === 'note-mark' ? (notes.get(span.text) ?? null) : null,
      counted: null,
      lowered: 0,
    };
    return span.call ? callPieces(piece, span.call, notes.get(span.call.note) ?? null) : [piece];
  });
}

/** The call of a footnote: a number that Word counts, with what stands about it; in an annex, which counts by itself, the mark. */
function callPieces(piece: Piece, call: NoteCall, note: number | null): readonly Piece[] {
  if (note === null) return [piece];
  const parts = countedLabel(call.note, call.text);
  if (!parts) return [{ ...piece, note }];
  return [
    { ...piece, text: parts.before },
    { ...piece, text: parts.number, note, counted: 'call' },
    { ...piece, text: parts.after },
  ];
}

/** What stands before and after the number in the mark of a footnote that Word can count: one of the document's own text. */
export function countedLabel(
  note: Path,
  label: string,
): { readonly before: string; readonly number: string; readonly after: string } | null {
  const [, before = '', number = '', after = ''] = /^(\D*)(\d+)(\D*)$/.exec(label) ?? [];
  return number === '' || note.includes('.body.') ? null : { before, number, after };
}

/** Lets no line end at a hyphen within a word, as a style may ask: Word knows only hyphens that never break. */
export function heldTogether(pieces: readonly Piece[], style: Style): readonly Piece[] {
  if (style.breaksAtHyphens) return pieces;
  return pieces.map((piece) => ({ ...piece, text: piece.text.replaceAll('-', '\u2011') }));
}

/** Makes the runs, joining neighbours of one format and parting what reads in different directions. */
export function runsOf(pieces: readonly Piece[], context: Context): ParagraphChild[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.text === '') continue;
    if (last && sameFormat(last, piece)) joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return directed(joined, context).map((piece) => runOf(piece, context));
}

/** A piece of one direction. */
interface Directed extends Piece {
  readonly rightToLeft: boolean;
}

/** Word lets a run say that it reads from right to left; a symbol or a figure within is a run that does not. The text stays in its order. */
function directed(pieces: readonly Piece[], { language }: Context): readonly Directed[] {
  const levels = levelsIn(
    pieces.map((piece) => ({ text: piece.text, language: piece.language ?? language.language })),
    language,
  );
  if (!levels) return pieces.map((piece) => ({ ...piece, rightToLeft: false }));
  const parts: Directed[] = [];
  let before = 0;
  for (const piece of pieces) {
    const { text } = piece;
    if (piece.counted) {
      parts.push({ ...piece, rightToLeft: language.direction === 'rtl' });
      before += text.length;
      continue;
    }
    const isTurned = (at: number) => readsFromRight(levels[before + at] ?? 0, text.charAt(at), language.direction);
    for (let start = 0, end = 0; start < text.length; start = end) {
      const rightToLeft = isTurned(start);
      for (end = start + 1; end < text.length && isTurned(end) === rightToLeft; end++);
      // The first part calls the note.
      parts.push({ ...piece, text: text.slice(start, end), note: start === 0 ? piece.note : null, rightToLeft });
    }
    before += text.length;
  }
  return parts;
}

/** By the bidi level; a figure among words from right to left stays with them where the paragraph would part them. */
function readsFromRight(level: number, character: string, direction: 'ltr' | 'rtl'): boolean {
  return level % 2 === 1 || (direction === 'ltr' && level > 0 && !/\p{L}/u.test(character));
}

function sameFormat(a: Piece, b: Piece): boolean {
  const noNotes = a.note === null && b.note === null && a.counted === null && b.counted === null;
  const alike = a.bold === b.bold && a.italic === b.italic && a.language === b.language && a.style === b.style;
  return noNotes && alike && a.lowered === b.lowered;
}

/** Where a run notes its language, by the kind of script it is written in. */
const languageNotes = { latin: 'value', 'east-asian': 'eastAsia', complex: 'bidirectional' } as const;

function runOf(piece: Directed, context: Context): Run {
  const spoken = piece.language === null ? null : (context.languages.get(piece.language) ?? null);
  const language = spoken?.word ?? piece.language;
  const kind = spoken ? kindOf(spoken, context.sheet) : 'latin';
  // Whose quotation marks and the like, which many scripts share, the run's are; without a language of its own, the document's.
  const isEastAsian = kindOf(context.language, context.sheet) === 'east-asian';
  const hint = piece.language === null || (kind === 'east-asian') === isEastAsian ? null : isEastAsian ? 'default' : 'eastAsia';
  return new Run({
    ...(piece.style === null ? {} : { style: piece.style }),
    ...(piece.bold ? { bold: true } : {}),
    ...(piece.italic ? { italics: true } : {}),
    ...(piece.lowered === 0 ? {} : { position: `${-piece.lowered}pt` as const }),
    ...(language === null ? {} : { language: { [languageNotes[kind]]: language } }),
    ...(hint === null ? {} : { font: { hint } }),
    ...(piece.rightToLeft ? { rightToLeft: true } : {}),
    children: [...referencesOf(piece), ...(piece.counted === null ? contentOf(piece.text) : [])],
  });
}

/** Calls a note by a number that Word counts, or by the mark that follows in the run; or repeats the number before the note. */
function referencesOf({ note, counted }: Piece): readonly XmlComponent[] {
  if (counted === 'label') return [new BuilderElement({ name: 'w:footnoteRef' })];
  if (note === null) return [];
  const id = { key: 'w:id', value: note };
  if (counted === 'call') return [new BuilderElement<{ id: number }>({ name: 'w:footnoteReference', attributes: { id } })];
  return [
    new BuilderElement<{ id: number; follows: number }>({
      name: 'w:footnoteReference',
      attributes: { follows: { key: 'w:customMarkFollows', value: 1 }, id },
    }),
  ];
}

/** The no-break hyphen has an element of its own: faces that lack the character still show it. */
function contentOf(text: string): readonly (string | XmlComponent)[] {
  return text
    .split(/([\t\n\u2011])/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '\t') return new BuilderElement({ name: 'w:tab' });
      if (part === '\n') return new BuilderElement({ name: 'w:br' });
      if (part === '\u2011') return new NoBreakHyphen();
      return part;
    });
}
