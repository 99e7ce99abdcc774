/**
 * Turns a paragraph into boxes and glue: what stands between two chances of a line's end, measured. The choosers see
 * only boxes; the parts within them are set once the lines are chosen.
 */
import type { Language } from '../language/language.ts';
import type { Typesetting } from '../language/typesetting.ts';
import type { SheetData } from '../style/sheet.ts';
import { breakMay, breakMust, breakNever, findBreaks } from './breaks.ts';
import { hyphenationPoints } from './hyphenate.ts';
import { type Itemized, itemize, type Scripts, type Stretch } from './itemize.ts';
import type { Piece, SetGlyph, Shape } from './line.ts';
import { type Shaped, type Shaper, shaperOf, widened } from './shape.ts';
import { breakBesideMarks, characterAt, isWideAt, wideLetter } from './wide.ts';

/** A character the face lacks. */
export interface Missing {
  readonly codePoint: number;
  /** Index into the pieces. */
  readonly piece: number;
  /** UTF-16 units from the piece's start. */
  readonly offset: number;
  /** Key of the font file, and the face's own name. */
  readonly face: string;
  readonly faceName: string;
}
/** The house rules a paragraph is set by, from the style sheet. */
export interface Rules {
  readonly justification: SheetData['justification'];
  /** Smallest size that is kerned, points. */
  readonly kernFrom: number;
  /** Faces by script; without, every character is set in its piece's face. */
  readonly scripts?: Scripts;
  /** Hears of every character without a glyph; nothing is drawn for it. */
  readonly onMissing?: (missing: Missing) => void;
}

/** Shaped text that stays together: a word of one stretch, or one space. Made by `partOf`, so that all have one shape. */
export interface Part {
  readonly stretch: Stretch;
  readonly glyphs: readonly SetGlyph[];
  /** Natural width, points. */
  readonly width: number;
  /** Natural width of a space that stretches and shrinks, kerning aside; 0 for anything else. */
  readonly room: number;
  /** Whether the gap behind it may be opened, in scripts without spaces. */
  readonly opens: boolean;
  /** Blank at its end that hangs at a line's end, points. */
  readonly blank: number;
  /** The part as it begins a line, if a blank is taken from it there. */
  readonly leading: Part | null;
}
/** A width and the spaces in it that may change. */
export interface Extent {
  /** Natural width, points. */
  readonly width: number;
  readonly spaces: number;
  /** Natural width of those spaces, kerning aside: what they may give and take is a part of it. */
  readonly room: number;
}
/** What is drawn where a word is parted, and how many times stretching must exceed shrinking to part it there. */
export interface Hyphen {
  readonly part: Part;
  readonly ratio: number;
}
/** What a line takes whole or not at all; its own extent ends before the tracking of its last letter, which hangs. */
export interface Box extends Extent {
  /** As they stand at the beginning of a line. */
  readonly parts: readonly Part[];
  /** What stands for the first of them within a line, if that is another. */
  readonly within: Part | null;
  /** The spaces after it; they hang if the line ends here. */
  readonly glue: readonly Part[];
  /** What stands between it and the next box of its line: the last letter's tracking, the spaces, the next one's blank. */
  readonly gap: Extent;
  /** The tracking of its last letter, points. */
  readonly hang: number;
  /** True if the author ends the line here. */
  readonly hand: boolean;
  /** True if a line ending here parts a word. */
  readonly parted: boolean;
  /** Drawn if a line ends here, within a word; what stands before it is as wide as with it. */
  readonly hyphen: Hyphen | null;
  /** Its characters, without the glue: UTF-16 units of the paragraph's text. */
  readonly start: number;
  readonly end: number;
}
export interface Boxed extends Itemized {
  /** Never empty: a paragraph without text has one empty box. */
  readonly boxes: readonly Box[];
}

type Hyphenation = NonNullable<Typesetting['hyphenation']>;

const noParts: readonly Part[] = [];
const nothing: Extent = { width: 0, spaces: 0, room: 0 };
const noBreakSpace = 0xa0;
const space = 0x20;
const lineEnd = 0x0a;
const zero = 0x30;
const nine = 0x39;
const softHyphen = '\u00ad';

/** Where the chances of one paragraph after another are found; most paragraphs are shorter. */
const roomForChances = new Uint8Array(4096);

/** Shapes pieces and gathers them into boxes. */
export function boxesOf(
  pieces: readonly Piece[],
  shape: Pick<Shape, 'breaksAtHyphens'> & { readonly align?: Shape['align'] },
  language: Language,
  rules: Rules,
): Boxed {
  const { text, stretches } = itemize(pieces, language, rules.scripts ?? null);
  const chances = findBreaks(text, language.breaks, !shape.breaksAtHyphens, roomForChances);
  const letters = language.typesetting?.letters ?? null;
  if (letters) breakBesideMarks(text, chances, letters);
  if (language.typesetting?.together) keepTogether(text, chances, language.typesetting.together);
  const hyphenation = shape.align === 'justify' ? (language.typesetting?.hyphenation ?? null) : null;
  const hyphens = hyphenation ? markHyphens(text, pieces, chances, language, hyphenation) : null;
  const boxes: Box[] = [];
  let parts: Part[] = [];
  // Spaces that hang if the box ends after them.
  let glue: readonly Part[] = noParts;
  let boxStart = 0;
  // What stands between two boxes, with what it is made of: mostly the same as between the two before.
  let gap = nothing;
  let gapGlue = noParts;
  let gapHang = 0;

  const close = (at: number, hand: boolean) => {
    const before = boxes[boxes.length - 1];
    const hang = hangOf(parts, pieces);
    if (glue !== gapGlue || hang !== gapHang) {
      gap = gapOf(glue, hang);
      gapGlue = glue;
      gapHang = hang;
    }
    const box = boxOf(parts, glue, gap, hang, boxStart, hand ? at - 1 : at, hand);
    if (box.within && before) boxes[boxes.length - 1] = withBlank(before, box.within.width - (box.parts[0]?.width ?? 0));
    boxes.push(hyphenation && hyphens?.has(at) ? hyphenated(box, pieces, rules, hyphenation.ratio) : box);
    parts = [];
    glue = noParts;
    boxStart = at;
  };
  // Nearly every box is one part and one space after it: lists of just that length.
  const add = (part: Part) => {
    if (parts.length === 0 && glue.length === 0) parts = [part];
    else {
      for (const hanging of glue) parts.push(hanging);
      parts.push(part);
    }
    glue = noParts;
  };
  let pieceStart = 0;
  let pieceIndex = 0;
  for (const stretch of stretches) {
    while (pieceIndex < stretch.piece) pieceStart += pieces[pieceIndex++]?.text.length ?? 0;
    const piece = pieces[stretch.piece];
    if (!piece) continue;
    const shaper = shaperFor(piece, stretch, rules);
    const { end } = stretch;
    // Most spaces of a stretch are one and the same.
    let blank: Shaped | null = null;
    let even: readonly Part[] = noParts;
    for (let at = stretch.start; at < end; ) {
      if (at > boxStart && chances[at] !== breakNever) close(at, chances[at] === breakMust);
      const code = text.charCodeAt(at);
      const start = at++;
      if (code === lineEnd) continue;
      let shaped: Shaped;
      if (code === space || code === noBreakSpace) {
        shaped = code === space && blank !== null ? blank : shaper.shape(text, start, at);
        const { glyphs, width } = shaped;
        // Where gaps between letters fill a line, the groups of a figure stay together.
        const rigid = letters !== null && isDigit(text.charCodeAt(start - 1)) && isDigit(text.charCodeAt(at));
        const kern = kernBeside(text, start, stretch, shaper);
        // A no-break space never hangs: only a space proper ends a line.
        const hangs = code === space && width > 0;
        if (hangs && glue === noParts && kern === 0 && !rigid) {
          if (blank === null) even = [partOf(stretch, glyphs, width, width)];
          blank = shaped;
          glue = even;
        } else {
          const part = rigid ? partOf(stretch, glyphs, width, 0) : spaceOf(stretch, glyphs, width, kern);
          if (hangs) glue = glue === noParts ? [part] : [...glue, part];
          else add(part);
        }
      } else {
        const isWide = letters !== null && isWideAt(text, start, letters);
        if (isWide) at = start + characterAt(text, start).length;
        else
          while (
            at < end &&
            chances[at] === breakNever &&
            !endsWord(text.charCodeAt(at)) &&
            (letters === null || !isWideAt(text, at, letters))
          )
            at++;
        shaped = shaper.shape(text, start, at);
        const part = partOf(stretch, shaped.glyphs, shaped.width, 0);
        add(isWide && letters ? wideLetter(part, text, start, at, letters) : part);
      }
      for (const offset of shaped.missing) {
        const { face } = stretch.setting;
        const codePoint = text.codePointAt(start + offset) ?? 0;
        rules.onMissing?.({
          codePoint,
          piece: stretch.piece,
          offset: start + offset - pieceStart,
          face: face.key,
          faceName: face.postscriptName,
        });
      }
    }
  }
  if (chances[text.length] === breakMust) close(text.length, true);
  close(text.length, false);
  return { text, stretches, boxes };
}

/** A part as most are. */
export function partOf(stretch: Stretch, glyphs: readonly SetGlyph[], width: number, room: number): Part {
  return { stretch, glyphs, width, room, opens: false, blank: 0, leading: null };
}

/** Marks where words of the paragraph's language may be parted; gives the places. */
function markHyphens(
  text: string,
  pieces: readonly Piece[],
  chances: Uint8Array,
  language: Language,
  rules: Hyphenation,
): ReadonlySet<number> {
  const places = new Set(hyphenationPoints(text, rules).filter((at) => chances[at] === breakNever));
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.text.length;
    if (piece.language !== language.language) for (let at = start; at <= end; at++) places.delete(at);
    start = end;
  }
  for (const at of places) chances[at] = breakMay;
  return places;
}

/** A box that ends within a word: as wide as with its hyphen, which the gap behind it takes back. */
function hyphenated(box: Box, pieces: readonly Piece[], rules: Rules, ratio: number): Box {
  const stretch = box.parts.at(-1)?.stretch;
  const piece = stretch && pieces[stretch.piece];
  if (!piece) return box;
  const { glyphs: shaped, width } = shaperFor(piece, stretch, rules).shape('-');
  // Drawn as a hyphen, and none of the text.
  const glyphs = shaped.map((glyph) => ({ ...glyph, text: softHyphen, plain: -1 }));
  const gap = { ...box.gap, width: box.gap.width - width };
  return { ...box, width: box.width + width, gap, hyphen: { part: partOf(stretch, glyphs, width, 0), ratio } };
}

const patterns = new WeakMap<readonly string[], RegExp>();

/** Takes away the chances within text that no line ends in. */
function keepTogether(text: string, chances: Uint8Array, sources: readonly string[]): void {
  const pattern = patterns.get(sources) ?? new RegExp(sources.map((source) => `(?:${source})`).join('|'), 'gu');
  patterns.set(sources, pattern);
  for (const { index, 0: match } of text.matchAll(pattern)) {
    for (let at = index + 1; at < index + match.length; at++) if (chances[at] === breakMay) chances[at] = breakNever;
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

function endsWord(code: number): boolean {
  return code === space || code === noBreakSpace || code === lineEnd;
}

export function shaperFor(piece: Piece, stretch: Stretch, rules: Rules): Shaper {
  const { setting } = stretch;
  return shaperOf(setting, piece.language, stretch.level % 2 === 1, setting.size >= rules.kernFrom);
}

/** What a space gains from kerning with its neighbours in the same stretch, points: fonts kern “P ” and “ A”. */
function kernBeside(text: string, at: number, stretch: Stretch, shaper: Shaper): number {
  const before = at > stretch.start ? shaper.kernBeforeSpace(text.charCodeAt(at - 1)) : 0;
  return at + 1 < stretch.end ? before + shaper.kernAfterSpace(text.charCodeAt(at + 1)) : before;
}

function spaceOf(stretch: Stretch, glyphs: readonly SetGlyph[], width: number, kern: number): Part {
  if (kern === 0) return partOf(stretch, glyphs, width, width);
  const kerned = glyphs.map((glyph) => widened(glyph, kern));
  return partOf(stretch, kerned, width + kern, width);
}

/** A box with more between it and the next one of its line. */
function withBlank(box: Box, width: number): Box {
  return { ...box, gap: { ...box.gap, width: box.gap.width + width } };
}

/** The tracking, and the blank, at the end of what stands between two chances of a line's end. */
function hangOf(parts: readonly Part[], pieces: readonly Piece[]): number {
  const end = parts[parts.length - 1];
  const last = parts.length === 1 ? (end?.leading ?? end) : end;
  return last && last.width > 0 ? (pieces[last.stretch.piece]?.setting.tracking ?? 0) + last.blank : 0;
}

function boxOf(whole: readonly Part[], glue: readonly Part[], gap: Extent, hang: number, start: number, end: number, hand: boolean): Box {
  const first = whole[0];
  const parts = first?.leading ? [first.leading, ...whole.slice(1)] : whole;
  const own = extentOf(parts);
  return {
    parts,
    within: first?.leading ? first : null,
    glue,
    width: own.width - hang,
    spaces: own.spaces,
    room: own.room,
    gap,
    hang,
    hand,
    parted: glue.length === 0 && !hand,
    hyphen: null,
    start,
    end: end - glue.length,
  };
}

function gapOf(glue: readonly Part[], hang: number): Extent {
  const { width, spaces, room } = extentOf(glue);
  return { width: width + hang, spaces, room };
}

function extentOf(parts: readonly Part[]): Extent {
  let width = 0;
  let spaces = 0;
  let room = 0;
  for (const part of parts) {
    width += part.width;
    room += part.room;
    if (part.room > 0) spaces++;
  }
  return { width, spaces, room };
}
