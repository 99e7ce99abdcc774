/**
 * Turns a paragraph into boxes and glue: what stands between two chances of a line's end, measured. The choosers see
 * only boxes; the parts within them are set once the lines are chosen.
 */
import type { Language } from '../language/language.ts';
import type { SheetData } from '../style/sheet.ts';
import { breakMust, breakNever, findBreaks } from './breaks.ts';
import { type Itemized, itemize, type Stretch } from './itemize.ts';
import type { Piece, SetGlyph, Shape } from './line.ts';
import { type Shaper, shaperOf } from './shape.ts';

/** A character the face lacks. */
export interface Missing {
  readonly codePoint: number;
  /** Index into the pieces. */
  readonly piece: number;
  /** UTF-16 units from the piece's start. */
  readonly offset: number;
  /** Key of the font file. */
  readonly face: string;
}
/** The house rules a paragraph is set by, from the style sheet. */
export interface Rules {
  readonly justification: SheetData['justification'];
  /** Smallest size that is kerned, points. */
  readonly kernFrom: number;
  /** Hears of every character without a glyph; nothing is drawn for it. */
  readonly onMissing?: (missing: Missing) => void;
}

/** Shaped text that stays together: a word of one stretch, or one space. */
export interface Part {
  readonly stretch: Stretch;
  readonly glyphs: readonly SetGlyph[];
  /** Natural width, points. */
  readonly width: number;
  /** True for a space that stretches and shrinks. */
  readonly space: boolean;
}
/** What a line takes whole or not at all, and the spaces that part it from the next. */
export interface Box {
  readonly parts: readonly Part[];
  /** Natural width, points. */
  readonly width: number;
  /** Spaces inside, where no line may end. */
  readonly spaces: number;
  /** The spaces after it; they hang if the line ends here. */
  readonly glue: readonly Part[];
  readonly glueWidth: number;
  /** True if the author ends the line here. */
  readonly hand: boolean;
  /** True if a line ending here parts a word. */
  readonly parted: boolean;
  /** Its characters, without the glue: UTF-16 units of the paragraph's text. */
  readonly start: number;
  readonly end: number;
}
export interface Boxed extends Itemized {
  /** Never empty: a paragraph without text has one empty box. */
  readonly boxes: readonly Box[];
}

const noBreakSpace = 0xa0;
const space = 0x20;
const lineEnd = 0x0a;

/** Shapes pieces and gathers them into boxes. */
export function boxesOf(pieces: readonly Piece[], shape: Pick<Shape, 'breaksAtHyphens'>, language: Language, rules: Rules): Boxed {
  const { text, stretches } = itemize(pieces, language.direction);
  const chances = findBreaks(text, language.breaks, !shape.breaksAtHyphens);
  const boxes: Box[] = [];
  let parts: Part[] = [];
  let boxStart = 0;

  const close = (at: number, hand: boolean) => {
    boxes.push(boxOf(parts, boxStart, hand ? at - 1 : at, hand));
    parts = [];
    boxStart = at;
  };
  let pieceStart = 0;
  let pieceIndex = 0;
  for (const stretch of stretches) {
    while (pieceIndex < stretch.piece) pieceStart += pieces[pieceIndex++]?.text.length ?? 0;
    const piece = pieces[stretch.piece];
    if (!piece) continue;
    const shaper = shaperFor(piece, stretch, rules);
    for (let at = stretch.start; at < stretch.end; ) {
      if (at > boxStart && chances[at] !== breakNever) close(at, chances[at] === breakMust);
      const code = text.charCodeAt(at);
      const start = at++;
      if (code === lineEnd) continue;
      const isSpace = code === space || code === noBreakSpace;
      if (!isSpace) while (at < stretch.end && chances[at] === breakNever && !endsWord(text.charCodeAt(at))) at++;
      const word = text.slice(start, at);
      const { glyphs, width, missing } = shaper(word);
      parts.push({ stretch, glyphs, width, space: isSpace });
      for (const offset of missing) {
        const codePoint = word.codePointAt(offset) ?? 0;
        rules.onMissing?.({ codePoint, piece: stretch.piece, offset: start + offset - pieceStart, face: piece.setting.face.key });
      }
    }
  }
  if (chances[text.length] === breakMust) close(text.length, true);
  close(text.length, false);
  return { text, stretches, boxes };
}

function endsWord(code: number): boolean {
  return code === space || code === noBreakSpace || code === lineEnd;
}

function shaperFor(piece: Piece, stretch: Stretch, rules: Rules): Shaper {
  const { setting, language } = piece;
  return shaperOf({ setting, language, rtl: stretch.level % 2 === 1, kerned: setting.size >= rules.kernFrom });
}

function boxOf(all: readonly Part[], start: number, end: number, hand: boolean): Box {
  let kept = all.length;
  // A no-break space never hangs: only a space proper ends a line.
  while (kept > 0 && all[kept - 1]?.space && all[kept - 1]?.glyphs[0]?.text === ' ') kept--;
  const parts = kept === all.length ? all : all.slice(0, kept);
  const glue = kept === all.length ? [] : all.slice(kept);
  let width = 0;
  let spaces = 0;
  for (const part of parts) {
    width += part.width;
    if (part.space) spaces++;
  }
  let glueWidth = 0;
  for (const part of glue) glueWidth += part.width;
  return { parts, width, spaces, glue, glueWidth, hand, parted: glue.length === 0 && !hand, start, end: end - glue.length };
}
