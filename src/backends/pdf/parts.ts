/**
 * Cuts a run of several directions into the parts it is read in. Extractors put visual order into reading order by rules of
 * their own, which know nothing of isolates: a part is a stretch that none of them can misread, since it runs in one direction
 * and holds enough letters to tell which.
 */
import type { SetGlyph, SetRun, Turn } from '../../text/line.ts';

/** What is drawn at once: glyphs whose characters belong together. */
export interface Cluster {
  /** The first of its glyphs, and the one after its last: places in the run. */
  readonly from: number;
  readonly to: number;
  /** Its characters, code points in logical order: the first and the others. */
  readonly first: number;
  readonly others: readonly number[];
  /** How many of them are marks. */
  readonly marks: number;
  /** Points, from the run's left edge. */
  readonly start: number;
  readonly advance: number;
  readonly rtl: boolean;
  /** Whether a right-to-left mark on its left keeps extractors from reading on from left to right. */
  readonly needsMark: boolean;
}
/** Clusters of one direction that stand side by side: the first, and the one after the last, in visual order. */
interface Range {
  readonly from: number;
  readonly to: number;
}
export interface Part extends Range {
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
export interface Parts {
  /** All of the run in visual order. */
  readonly clusters: readonly Cluster[];
  /** In the order they are read. */
  readonly parts: readonly Part[];
}

/** The parts of a run. A wider space than the widest, points, ends a part too. */
export function partsOf({ glyphs, turns = [], goesOn = false }: SetRun, widestSpace: number): Parts {
  const { clusters, stretches } = clustersOf(glyphs, turns, goesOn);
  const read = logicalOrder(stretches);
  const ranges: Range[] = [];
  for (const [index, stretch] of read.entries()) {
    if (stretch.level % 2 === 0) {
      ranges.push(stretch);
      continue;
    }
    const goesOnBefore = !isSpace(firstRead(clusters, stretch)) && !isSpace(lastRead(clusters, read[index - 1]));
    const goesOnAfter = !isSpace(lastRead(clusters, stretch)) && !isSpace(firstRead(clusters, read[index + 1]));
    for (const chunk of chunksOf(clusters, stretch, goesOnBefore, goesOnAfter, widestSpace)) addReadable(clusters, chunk, ranges);
  }
  return { clusters, parts: ranges.map((range, index) => partOf(clusters, range, ranges[index + 1])) };
}

function firstRead(clusters: readonly Cluster[], range: Range | undefined): Cluster | undefined {
  return range && clusters[clusters[range.from]?.rtl ? range.to - 1 : range.from];
}

function lastRead(clusters: readonly Cluster[], range: Range | undefined): Cluster | undefined {
  return range && clusters[clusters[range.from]?.rtl ? range.from : range.to - 1];
}

const space = 0x20;
const noBreakSpace = 0xa0;

/** The end of a line is as good as a space. */
export function isSpace(cluster: Cluster | undefined): boolean {
  return !cluster || ((cluster.first === space || cluster.first === noBreakSpace) && cluster.others.length === 0);
}

// What a character is to readers, as bits; asked of every character of every run, so kept.
const isMarkBit = 1;
const isLetterBit = 2;
const isNumberBit = 4;
const known = 8;
const classes = new Uint8Array(0x10000);
const marked = /\p{M}/u;
/** Letters that run from right to left. */
const letters = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;
/** Figures, Latin letters, and what stands in numbers (UAX 9: EN, AN, ES, ET, CS): the Arabic comma too. */
const ofNumbers = /[\p{Nd}\p{Sc}#%+,\-./:\u060c\u066a-\u066c\u00b0\u2030]/u;

function classOf(character: number): number {
  const kept = classes[character] ?? 0;
  if (kept !== 0) return kept;
  const text = String.fromCodePoint(character);
  const isLetter = letters.test(text) && /[\p{L}\p{N}]/u.test(text);
  const found = known | (marked.test(text) ? isMarkBit : 0) | (isLetter ? isLetterBit : 0) | (ofNumbers.test(text) ? isNumberBit : 0);
  if (character < classes.length) classes[character] = found;
  return found;
}

function isMark(character: number): boolean {
  return (classOf(character) & isMarkBit) !== 0;
}

interface Stretch extends Range {
  readonly level: number;
}

const none: readonly number[] = [];

/** Clusters and stretches of one direction in visual order, from the left; a cluster is a glyph with text and those without beside it. */
function clustersOf(
  glyphs: readonly SetGlyph[],
  turns: readonly Turn[],
  goesOn: boolean,
): { clusters: readonly Cluster[]; stretches: readonly Stretch[] } {
  const clusters: Cluster[] = [];
  const stretches: Stretch[] = [];
  let pen = 0;
  let before: Cluster | null = null;
  for (const [index, { start, level }] of turns.entries()) {
    const first = clusters.length;
    const end = turns[index + 1]?.start ?? glyphs.length;
    const rtl = level % 2 === 1;
    for (let at = start; at < end; ) {
      let stop = at + 1;
      // Glyphs without text stand before the one with theirs where text runs from right to left, else behind it.
      if (rtl) while (stop < end && glyphs[stop - 1]?.text === '') stop++;
      else while (stop < end && glyphs[stop]?.text === '') stop++;
      before = clusterOf(glyphs, at, stop, pen, rtl, before, goesOn);
      clusters.push(before);
      pen += before.advance;
      at = stop;
    }
    if (clusters.length > first) stretches.push({ level, from: first, to: clusters.length });
  }
  return { clusters, stretches };
}

function clusterOf(
  glyphs: readonly SetGlyph[],
  from: number,
  to: number,
  start: number,
  rtl: boolean,
  before: Cluster | null,
  goesOn: boolean,
): Cluster {
  const { advance: own, text: ownText, plain } = glyphs[from] as SetGlyph;
  // Nearly always a cluster is one glyph that stands for one character.
  if (plain >= 0 && to === from + 1) {
    const marks = isMark(plain) ? 1 : 0;
    return { from, to, first: plain, others: none, marks, start, advance: own, rtl, needsMark: needsMark(before, plain, rtl, goesOn) };
  }
  let advance = own;
  let text = ownText;
  for (let at = from + 1; at < to; at++) {
    const glyph = glyphs[at] as SetGlyph;
    advance += glyph.advance;
    text += glyph.text;
  }
  const first = text.codePointAt(0);
  if (first === undefined) throw new Error(`glyph ${glyphs[from]?.id} stands for no character`);
  const others = text.length === 1 ? none : Array.from(text, (one) => one.codePointAt(0) ?? 0).slice(1);
  let marks = isMark(first) ? 1 : 0;
  for (const character of others) if (isMark(character)) marks++;
  return { from, to, first, others, marks, start, advance, rtl, needsMark: needsMark(before, first, rtl, goesOn) };
}

/** Turns visual order back: UAX 9, L2, from the lowest odd level to the highest. */
function logicalOrder(stretches: readonly Stretch[]): readonly Stretch[] {
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
  return ordered;
}

// What runs from right to left is read from the end of its range down to its beginning.

/** The place down to which a word and the spaces behind it reach, of those read from `top` on. */
function wordEnd(clusters: readonly Cluster[], top: number, from: number): number {
  let at = top;
  while (at > from && !isSpace(clusters[at - 1])) at--;
  while (at > from && isSpace(clusters[at - 1])) at--;
  return at;
}

/** The place up to which what is read until `from` is one word. */
function wordTop(clusters: readonly Cluster[], from: number, to: number): number {
  let at = from;
  while (at < to && !isSpace(clusters[at])) at++;
  return at;
}

/** Cuts a right-to-left stretch so that a word that goes on in its neighbour stands alone. */
function chunksOf(
  clusters: readonly Cluster[],
  { from, to }: Range,
  goesOnBefore: boolean,
  goesOnAfter: boolean,
  widestSpace: number,
): readonly Range[] {
  const top = goesOnBefore ? wordEnd(clusters, to, from) : to;
  const bottom = goesOnAfter ? wordTop(clusters, from, top) : from;
  const chunks: Range[] = goesOnBefore ? [{ from: top, to }] : [];
  let spaced = false;
  for (let at = bottom; at < top && !spaced; at++) spaced = (clusters[at]?.advance ?? 0) > widestSpace && isSpace(clusters[at]);
  for (let start = top; start > bottom; ) {
    const end = spaced ? wordEnd(clusters, start, bottom) : bottom;
    chunks.push({ from: end, to: start });
    start = end;
  }
  if (bottom > from) chunks.push({ from, to: bottom });
  return chunks;
}

/** Extractors take less than this part of right-to-left letters to be left-to-right text (pdf.js: 0.3). */
const fewLetters = 0.35;

/** Where Arabic letters and their presentation forms begin and end, with what follows them to the next script. */
const [firstIndic, firstForm] = [0x900, 0xfb50];

/** Marks that an extractor without the whole of Unicode takes for Latin letters (pdf.js): curly quotation marks, dashes. */
function seemsLatin(cluster: Cluster | undefined): boolean {
  return cluster !== undefined && cluster.first >= firstIndic && cluster.first < firstForm;
}

/** Adds what is read of a chunk, cut where an extractor would misread it. */
function addReadable(clusters: readonly Cluster[], chunk: Range, ranges: Range[]): void {
  const { from, to } = chunk;
  if (from === to) return;
  const add = (start: number, end: number) => {
    if (start < end) ranges.push({ from: start, to: end });
  };
  let latin = to - 1;
  while (latin >= from && !seemsLatin(clusters[latin])) latin--;
  if (latin >= from && to - from > 1) {
    // The words it stands between stand apart from the others too, so that no long part must seem to join a short one.
    const before = wordTop(clusters, latin + 1, to);
    let after = latin;
    while (after > from && !isSpace(clusters[after - 1])) after--;
    addReadable(clusters, { from: before, to }, ranges);
    addReadable(clusters, { from: latin + 1, to: before }, ranges);
    add(latin, latin + 1);
    addReadable(clusters, { from: after, to: latin }, ranges);
    addReadable(clusters, { from, to: after }, ranges);
    return;
  }
  if (to - from > 1 && isMostlyNeutral(clusters, chunk)) {
    for (let top = to; top > from; ) {
      const start = isSpace(clusters[top - 1]) ? wordEnd(clusters, top, from) : top - 1;
      add(start, top);
      top = start;
    }
    return;
  }

  // Spaces at the end stand alone: the first thing drawn would be a space else, which belongs behind the others. A last letter
  // with marks does too, and its word stands apart from those before it, which may end in such a letter too.
  let end = from;
  while (end < to && isSpace(clusters[end])) end++;
  let letter = end;
  while (letter < to && (clusters[letter]?.marks ?? 0) > 0) letter++;
  const word = letter > end ? wordTop(clusters, letter, to) : to;
  addReadable(clusters, { from: word, to }, ranges);
  add(letter, word);
  for (let at = letter - 1; at >= end; at--) add(at, at + 1);
  add(from, end);
}

function isStrong(character: number): boolean {
  return (classOf(character) & (isLetterBit | isMarkBit)) === isLetterBit;
}

function isMostlyNeutral(clusters: readonly Cluster[], { from, to }: Range): boolean {
  let all = 0;
  let strong = 0;
  for (let at = from; at < to; at++) {
    const { first, others } = clusters[at] as Cluster;
    all += 1 + others.length;
    if (isStrong(first)) strong++;
    for (const character of others) if (isStrong(character)) strong++;
  }
  return strong < fewLetters * all;
}

function partOf(clusters: readonly Cluster[], range: Range, next: Range | undefined): Part {
  let marks = 0;
  let drawn = 0;
  let first: Cluster | undefined;
  let final: Cluster | undefined;
  for (let at = range.from; at < range.to; at++) {
    const cluster = clusters[at] as Cluster;
    if (isSpace(cluster)) continue;
    first ??= cluster;
    final = cluster;
    drawn++;
    marks += cluster.marks + (cluster.needsMark ? 1 : 0);
  }
  first ??= clusters[range.from] as Cluster;
  final ??= clusters[range.to - 1] as Cluster;
  const { rtl } = first;
  return {
    from: range.from,
    to: range.to,
    rtl,
    start: first.start,
    end: final.start + final.advance,
    marks,
    joined: next !== undefined && !isSpace(lastRead(clusters, range)) && !isSpace(firstRead(clusters, next)),
    marked: rtl && drawn === 1 && first.marks > 0,
    endsNeutral: !rtl && !/[\p{L}\p{N}]/u.test(String.fromCodePoint(final.first)),
  };
}

/**
 * Some extractors take a figure or a Latin letter, and all that stands to its left up to the next Arabic letter, as a stretch
 * from left to right. Where something neutral follows it, a right-to-left mark says that the stretch ends (poppler 22.12).
 */
function needsMark(left: Cluster | null, character: number, rtl: boolean, goesOn: boolean): boolean {
  const isNumber = !rtl || (classOf(character) & isNumberBit) !== 0;
  if (!left) return isNumber && !goesOn;
  return left.rtl && isNumber && (classOf(left.first) & (isLetterBit | isMarkBit)) === 0;
}
