/**
 * Cuts a run of several directions into the parts it is read in. Extractors put visual order into reading order by rules of
 * their own, which know nothing of isolates: a part is a stretch that none of them can misread, since it runs in one direction
 * and holds enough letters to tell which.
 */
import type { SetGlyph, SetRun, Turn } from '../../text/line.ts';

/** What is drawn at once: glyphs whose characters belong together. */
export interface Cluster {
  readonly glyphs: readonly SetGlyph[];
  /** Code points in logical order. */
  readonly characters: readonly number[];
  /** Points, from the run's left edge. */
  readonly start: number;
  readonly advance: number;
  readonly rtl: boolean;
  /** Whether a right-to-left mark on its left keeps extractors from reading on from left to right. */
  readonly needsMark: boolean;
}
export interface Part {
  /** In visual order. */
  readonly clusters: readonly Cluster[];
  readonly rtl: boolean;
  /** Points, from the run's left edge; spaces at its ends left out. */
  readonly start: number;
  readonly end: number;
  /** Codes that some extractors take to be without width: marks. */
  readonly marks: number;
  /** Whether the next part goes on in the same word. */
  readonly joined: boolean;
  /** Whether it is one letter with marks, read code by code. */
  readonly marked: boolean;
  /** Whether it runs from left to right and ends in something neutral, which extractors would read before it. */
  readonly endsNeutral: boolean;
}

/** The parts of a run in the order they are read. A wider space than the widest, points, ends a part too. */
export function partsOf({ glyphs, turns = [], goesOn = false }: SetRun, widestSpace: number): readonly Part[] {
  const stretches = logicalOrder(clustersOf(glyphs, turns, goesOn));
  const pieces: Cluster[][] = [];
  stretches.forEach((stretch, index) => {
    if (!stretch[0]?.rtl) {
      pieces.push(stretch);
      return;
    }
    const goesOnBefore = !isSpace(stretch[0]) && !isSpace(stretches[index - 1]?.at(-1));
    const goesOnAfter = !isSpace(stretch.at(-1)) && !isSpace(stretches[index + 1]?.[0]);
    for (const chunk of chunksOf(stretch, goesOnBefore, goesOnAfter, widestSpace))
      pieces.push(...readableOf(chunk).flatMap(withoutLastSpaces));
  });
  return pieces.map((piece, index) => partOf(piece, pieces[index + 1]));
}

const space = 0x20;
const noBreakSpace = 0xa0;

/** The end of a line is as good as a space. */
export function isSpace(cluster: Cluster | undefined): boolean {
  if (!cluster) return true;
  const [character] = cluster.characters;
  return cluster.characters.length === 1 && (character === space || character === noBreakSpace);
}

// What a character is to readers, as bits; asked of every character of every run, so kept.
const isMarkBit = 1;
const isLetterBit = 2;
const isNumberBit = 4;
const known = 8;
const classes = new Uint8Array(0x10000);
const marks = /\p{M}/u;
/** Letters that run from right to left. */
const letters = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;
/** Figures, Latin letters, and what stands in numbers (UAX 9: EN, AN, ES, ET, CS): the Arabic comma too. */
const ofNumbers = /[\p{Nd}\p{Sc}#%+,\-./:\u060c\u066a-\u066c\u00b0\u2030]/u;

function classOf(character: number): number {
  const kept = classes[character] ?? 0;
  if (kept !== 0) return kept;
  const text = String.fromCodePoint(character);
  const isLetter = letters.test(text) && /[\p{L}\p{N}]/u.test(text);
  const found = known | (marks.test(text) ? isMarkBit : 0) | (isLetter ? isLetterBit : 0) | (ofNumbers.test(text) ? isNumberBit : 0);
  if (character < classes.length) classes[character] = found;
  return found;
}

export function isMark(character: number): boolean {
  return (classOf(character) & isMarkBit) !== 0;
}

/** Stretches of one direction in visual order, from the left; a cluster is a glyph with text and those without beside it. */
function clustersOf(
  glyphs: readonly SetGlyph[],
  turns: readonly Turn[],
  goesOn: boolean,
): readonly { level: number; clusters: readonly Cluster[] }[] {
  let pen = 0;
  let before: Cluster | null = null;
  return turns.map(({ start, level }, index) => {
    const end = turns[index + 1]?.start ?? glyphs.length;
    const rtl = level % 2 === 1;
    const clusters: Cluster[] = [];
    for (let at = start; at < end; ) {
      let stop = at + 1;
      // Glyphs without text stand before the one with theirs where text runs from right to left, else behind it.
      if (rtl) while (stop < end && glyphs[stop - 1]?.text === '') stop++;
      else while (stop < end && glyphs[stop]?.text === '') stop++;
      const own = glyphs.slice(at, stop);
      const [glyph] = own;
      const isSingle = own.length === 1 && glyph !== undefined && glyph.text.length === 1;
      const characters = isSingle ? [glyph.text.charCodeAt(0)] : charactersOf(own);
      const [first] = characters;
      if (first === undefined) throw new Error(`glyph ${glyph?.id} stands for no character`);
      const advance = isSingle ? glyph.advance : own.reduce((sum, one) => sum + one.advance, 0);
      const cluster = { glyphs: own, characters, start: pen, advance, rtl, needsMark: needsMark(before, first, rtl, goesOn) };
      clusters.push(cluster);
      before = cluster;
      pen += advance;
      at = stop;
    }
    return { level, clusters };
  });
}

function charactersOf(glyphs: readonly SetGlyph[]): readonly number[] {
  return Array.from(glyphs.map((glyph) => glyph.text).join(''), (one) => one.codePointAt(0) ?? 0);
}

/** Turns visual order back: UAX 9, L2, from the lowest odd level to the highest. Each stretch comes in logical order itself. */
function logicalOrder(stretches: readonly { level: number; clusters: readonly Cluster[] }[]): readonly Cluster[][] {
  const ordered = [...stretches];
  const levels = stretches.map(({ level }) => level);
  const highest = Math.max(0, ...levels);
  for (let level = 1; level <= highest; level++) {
    for (let at = 0; at < ordered.length; at++) {
      let end = at;
      while ((ordered[end]?.level ?? -1) >= level) end++;
      if (end > at) ordered.splice(at, end - at, ...ordered.slice(at, end).reverse());
      at = end;
    }
  }
  return ordered.map(({ level, clusters }) => (level % 2 === 1 ? clusters.toReversed() : [...clusters]));
}

/** Cuts a right-to-left stretch so that a word that goes on in its neighbour stands alone. */
function chunksOf(stretch: readonly Cluster[], goesOnBefore: boolean, goesOnAfter: boolean, widestSpace: number): readonly Cluster[][] {
  const words: Cluster[][] = [];
  let last: Cluster[] | null = null;
  let afterSpace = true;
  for (const cluster of stretch) {
    const isGap = isSpace(cluster);
    if (last && (isGap || !afterSpace)) last.push(cluster);
    else {
      last = [cluster];
      words.push(last);
    }
    afterSpace = isGap;
  }
  const first = goesOnBefore ? words.splice(0, 1) : [];
  const final = goesOnAfter && words.length > 0 ? words.splice(-1, 1) : [];
  const spaced = words.flat().some((cluster) => isSpace(cluster) && cluster.advance > widestSpace);
  return [...first, ...(spaced ? words : words.length > 0 ? [words.flat()] : []), ...final];
}

/** Extractors take less than this part of right-to-left letters to be left-to-right text (pdf.js: 0.3). */
const fewLetters = 0.35;

/** Where Arabic letters and their presentation forms begin and end, with what follows them to the next script. */
const [firstIndic, firstForm] = [0x900, 0xfb50];

/** Marks that an extractor without the whole of Unicode takes for Latin letters (pdf.js): curly quotation marks, dashes. */
function seemsLatin({ characters }: Cluster): boolean {
  const [first = 0] = characters;
  return first >= firstIndic && first < firstForm;
}

/** Cuts a chunk, in logical order, where an extractor would misread it. */
function readableOf(chunk: readonly Cluster[]): readonly Cluster[][] {
  const latin = chunk.findIndex(seemsLatin);
  if (latin >= 0 && chunk.length > 1) {
    const [before, after] = [chunk.slice(0, latin), chunk.slice(latin + 1)];
    // The words it stands between stand apart from the others too, so that no long part must seem to join a short one.
    const word = before.findLastIndex(isSpace) + 1;
    const end = after.findIndex(isSpace) < 0 ? after.length : after.findIndex(isSpace);
    const pieces = [before.slice(0, word), before.slice(word), chunk.slice(latin, latin + 1), after.slice(0, end), after.slice(end)];
    return pieces.filter((one) => one.length > 0).flatMap(readableOf);
  }
  if (chunk.length > 1 && isMostlyNeutral(chunk)) return singles(chunk);

  // A last letter with marks stands alone, and its word apart from those before it, which may end in such a letter too.
  let end = chunk.length;
  while (end > 0 && isSpace(chunk[end - 1])) end--;
  if (end === 0 || !isMarked(chunk[end - 1])) return [[...chunk]];
  let word = end - 1;
  while (word > 0 && !isSpace(chunk[word - 1])) word--;
  let letter = end;
  while (letter > word && isMarked(chunk[letter - 1])) letter--;
  const before = word > 0 ? readableOf(chunk.slice(0, word)) : [];
  const marked = chunk.slice(letter, end).map((cluster) => [cluster]);
  return [...before, chunk.slice(word, letter), ...marked, chunk.slice(end)].filter((one) => one.length > 0);
}

function isMostlyNeutral(chunk: readonly Cluster[]): boolean {
  let all = 0;
  let strong = 0;
  for (const { characters } of chunk) {
    all += characters.length;
    for (const character of characters) if ((classOf(character) & (isLetterBit | isMarkBit)) === isLetterBit) strong++;
  }
  return strong < fewLetters * all;
}

function isMarked(cluster: Cluster | undefined): boolean {
  return cluster?.characters.some(isMark) ?? false;
}

/** Spaces at a part's end stand alone: the first thing drawn of it would be a space else, which belongs behind it. */
function withoutLastSpaces(piece: readonly Cluster[]): readonly Cluster[][] {
  let end = piece.length;
  while (end > 0 && isSpace(piece[end - 1])) end--;
  return [piece.slice(0, end), piece.slice(end)].filter((one) => one.length > 0);
}

/** One cluster each, with the spaces behind it. */
function singles(chunk: readonly Cluster[]): readonly Cluster[][] {
  const parts: Cluster[][] = [];
  for (const cluster of chunk) {
    const last = parts.at(-1);
    if (last && isSpace(cluster)) last.push(cluster);
    else parts.push([cluster]);
  }
  return parts;
}

function partOf(logical: readonly Cluster[], next: readonly Cluster[] | undefined): Part {
  const rtl = logical[0]?.rtl ?? false;
  const clusters = rtl ? logical.toReversed() : logical;
  const drawn = clusters.filter((cluster) => !isSpace(cluster));
  const first = drawn[0] ?? clusters[0];
  const final = drawn.at(-1) ?? clusters.at(-1);
  const marked = rtl && drawn.length === 1 && (drawn[0]?.characters.some(isMark) ?? false);
  return {
    clusters,
    rtl,
    start: first?.start ?? 0,
    end: (final?.start ?? 0) + (final?.advance ?? 0),
    marks: drawn.reduce((sum, cluster) => sum + cluster.characters.filter(isMark).length + (cluster.needsMark ? 1 : 0), 0),
    joined: next !== undefined && !isSpace(logical.at(-1)) && !isSpace(next[0]),
    marked,
    endsNeutral: !rtl && !/[\p{L}\p{N}]/u.test(String.fromCodePoint(final?.characters[0] ?? space)),
  };
}

/**
 * Some extractors take a figure or a Latin letter, and all that stands to its left up to the next Arabic letter, as a stretch
 * from left to right. Where something neutral follows it, a right-to-left mark says that the stretch ends (poppler 22.12).
 */
function needsMark(left: Cluster | null, character: number, rtl: boolean, goesOn: boolean): boolean {
  const isNumber = !rtl || (classOf(character) & isNumberBit) !== 0;
  if (!left) return isNumber && !goesOn;
  return left.rtl && isNumber && (classOf(left.characters[0] ?? 0) & (isLetterBit | isMarkBit)) === 0;
}
