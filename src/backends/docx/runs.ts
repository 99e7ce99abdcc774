/**
 * Inlines to Word's runs: one run for each stretch of equal formatting. Within a run's text a tab and a line feed stand for
 * Word's tab and line break.
 */
import { BuilderElement, NoBreakHyphen, type ParagraphChild, Run, type XmlComponent } from 'docx';
import type { Style } from '../../style/sheet.ts';
import { findBreaks, isHeld } from '../../text/breaks.ts';
import { levelsIn } from '../../text/itemize.ts';
import type { Inline, Link, Path, TextBlock } from '../../tree/nodes.ts';
import { spansOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { hyperlink } from './hyperlinks.ts';
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
  /** Of a footnote's mark: a number that Word counts, in the text or before the note, or characters by their codes; null for text. */
  readonly mark: 'counted-call' | 'counted-label' | 'symbols' | null;
  /** Points below the line. */
  readonly lowered: number;
  /** The link it is part of; null outside of any. */
  readonly link: Link | null;
}

/** Text in the paragraph's own look: labels, and the tabs about them. */
export function plainPiece(text: string): Piece {
  return { text, bold: false, italic: false, language: null, style: null, note: null, mark: null, lowered: 0, link: null };
}

/**
 * The text of a block. `notes` numbers the notes: special ones by their marks, footnotes by their paths; a mark that calls none of
 * them is plain raised text. `style` is the block's own unless another is given.
 */
export function piecesOf(
  block: TextBlock,
  context: Context,
  notes: ReadonlyMap<string, number>,
  style: Style = context.sheet.style(block.type),
): readonly Piece[] {
  return heldTogether(flattened(block.children, context, notes), style, context);
}

function flattened(inlines: readonly Inline[], context: Context, notes: ReadonlyMap<string, number>): readonly Piece[] {
  const linkStyle = context.sheet.style('link').word?.id ?? null;
  const looks = {
    text: null,
    'organ-letter': context.sheet.style('organ-letter').word?.id ?? null,
    'note-mark': noteMarkStyle.id,
    'note-call': noteMarkStyle.id,
  };
  return spansOf({ children: inlines }).map((span) => ({
    // White space of a source would be taken for a mark.
    text: span.text === '\n' ? span.text : span.text.replace(/[\t\n\r]+/g, ' '),
    bold: span.strong,
    italic: span.emphasis,
    language: span.language,
    style: looks[span.look] ?? (span.link === null ? null : linkStyle),
    note: span.call ? (notes.get(span.call.note) ?? null) : span.look === 'note-mark' ? (notes.get(span.text) ?? null) : null,
    mark: span.call && isCounted(span.call.note, span.text) ? 'counted-call' : null,
    lowered: 0,
    link: span.link,
  }));
}

/**
 * Whether Word counts a footnote itself: one of the main text, whose mark is a number and nothing besides. What stands about a number
 * LibreOffice would set beside it.
 */
export function isCounted(note: Path, label: string): boolean {
  return /^\d+$/.test(label) && !note.includes('.body.');
}

/**
 * Has no line end at a space that the language holds nor, where the style asks for it, at a hyphen within a word: Word is told by
 * spaces and hyphens that never break.
 */
function heldTogether(pieces: readonly Piece[], style: Style, { language }: Context): readonly Piece[] {
  const whole = pieces.map(({ text }) => text).join('');
  const chances = findBreaks(whole, language.breaks, !style.breaksAtHyphens);
  let end = 0;
  return pieces.map((piece) => {
    const start = end;
    end += piece.text.length;
    const text = piece.text.replaceAll(' ', (space, at) => (isHeld(whole, chances, start + at) ? '\u00a0' : space));
    return { ...piece, text: style.breaksAtHyphens ? text : text.replaceAll('-', '\u2011') };
  });
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
  return linked(directed(joined, context), context);
}

/** Runs in order, those of one link within it. */
function linked(pieces: readonly Directed[], context: Context): ParagraphChild[] {
  const children: ParagraphChild[] = [];
  for (let start = 0, end = 0; start < pieces.length; start = end) {
    const link = pieces[start]?.link ?? null;
    for (end = start + 1; end < pieces.length && pieces[end]?.link === link; end++);
    const runs = pieces.slice(start, end).map((piece) => runOf(piece, context));
    if (link === null) children.push(...runs);
    else children.push(hyperlink(link, runs));
  }
  return children;
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
    if (piece.style === noteMarkStyle.id) {
      parts.push(...markParts(piece, language.direction === 'rtl'));
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

/** A mark reads as the document does. One that the text brings is a run a character: LibreOffice takes no more of a run for the mark. */
function markParts(piece: Piece, rightToLeft: boolean): readonly Directed[] {
  if (piece.mark !== null || piece.note === null) return [{ ...piece, rightToLeft }];
  return [...piece.text].map((text, index) => ({ ...piece, text, note: index === 0 ? piece.note : null, rightToLeft }));
}

/** By the bidi level; a figure among words from right to left stays with them where the paragraph would part them. */
function readsFromRight(level: number, character: string, direction: 'ltr' | 'rtl'): boolean {
  return level % 2 === 1 || (direction === 'ltr' && level > 0 && !/\p{L}/u.test(character));
}

function sameFormat(a: Piece, b: Piece): boolean {
  const noNotes = a.note === null && b.note === null && a.mark === null && b.mark === null;
  const alike = a.bold === b.bold && a.italic === b.italic && a.language === b.language && a.style === b.style && a.link === b.link;
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
    children: [...referencesOf(piece), ...markOf(piece, context)],
  });
}

/** Calls a note by a number that Word counts, or by the mark that follows in the run; or repeats the number before the note. */
function referencesOf({ note, mark }: Piece): readonly XmlComponent[] {
  if (mark === 'counted-label') return [new BuilderElement({ name: 'w:footnoteRef' })];
  if (note === null) return [];
  const id = { key: 'w:id', value: note };
  if (mark === 'counted-call') return [new BuilderElement<{ id: number }>({ name: 'w:footnoteReference', attributes: { id } })];
  return [
    new BuilderElement<{ id: number; follows: number }>({
      name: 'w:footnoteReference',
      attributes: { follows: { key: 'w:customMarkFollows', value: 1 }, id },
    }),
  ];
}

/**
 * What a run shows besides. A mark before its note that Word does not count is written by the codes of its characters: LibreOffice
 * knows it for the mark by that, and does not show it twice.
 */
function markOf({ mark, text }: Piece, { sheet }: Context): readonly (string | XmlComponent)[] {
  if (mark === null) return contentOf(text);
  if (mark !== 'symbols') return [];
  const font = { key: 'w:font', value: sheet.data.faces.text?.word ?? '' };
  return [...text].map((character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return new BuilderElement<{ font: string; char: string }>({
      name: 'w:sym',
      attributes: { font, char: { key: 'w:char', value: code } },
    });
  });
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
