/**
 * Draws a run of several directions or faces: its parts in the order they are read, the glyphs of each in visual order. A part
 * that runs from right to left is marked as reversed characters (ISO 32000-1, 14.8.2.3.3), so that whoever follows the
 * structure has the text itself. Widths and places of codes are those that extractors read best: see `parts.ts` and below.
 */
import type { SetGlyph, SetRun } from '../../text/line.ts';
import type { Bytes } from './bytes.ts';
import { type Font, perEm } from './font.ts';
import { largeSize, type TextState } from './glyphs.ts';
import { type Cluster, isSpace, type Part, partsOf } from './parts.ts';
import type { Composite } from './subset.ts';

const space = 0x20;
const leftToRightMark = 0x200e;
const rightToLeftMark = 0x200f;
/**
 * Widths, as parts of the type size, that extractors go by. To some, two codes closer than a tenth are one letter printed
 * twice; to others a gap of more than 0.102 is a space, and one of less than 0.03 to yet others none. Measured with pdf.js 5.4
 * and poppler 22.12.
 */
const apart = 0.105;
const leastSpace = 0.04;
/** A wider space is a new column to some. */
const widestSpace = 0.5;
/** Steps of made widths: less than one of them is no gap to anyone. */
const stepsPerEm = 125;
/** Points. */
const hair = 0.1;

/** Writes the operators that show a run; `left` is where it begins, points from the page's left edge. */
export function writeMixedRun(out: Bytes, run: SetRun, left: number, font: Font, state: TextState): void {
  const { clusters, parts } = partsOf(run, widestSpace * state.size);
  const drawing = new Drawing(out, run.glyphs, clusters, font, state);
  const shifts = shiftsOf(parts, left, apart * state.size);
  for (const [index, part] of parts.entries()) drawing.part(part, shifts[index] ?? 0);
  if (run.spaced) drawing.lastSpace(run);
}

/**
 * How far an extractor must believe each part to stand to the left of its place, points, so that the next part seems to begin
 * where it ends: parts of one word would be parted by a tabulator else. Parts behind a space need nothing.
 */
function shiftsOf(parts: readonly Part[], left: number, lost: number): readonly number[] {
  const shifts = parts.map(() => 0);
  for (let index = parts.length - 2; index >= 0; index--) {
    const [part, next] = [parts[index], parts[index + 1]];
    if (!part || !next || !part.joined) continue;
    const nextStart = next.marked ? next.end - lost : next.start;
    const shift = part.end - part.marks * lost - nextStart + (shifts[index + 1] ?? 0);
    if (left + part.start - shift > 0) shifts[index] = shift;
  }
  return shifts;
}

/** Mutable: where the reader's pen stands. */
class Drawing {
  readonly #out: Bytes;
  readonly #glyphs: readonly SetGlyph[];
  readonly #clusters: readonly Cluster[];
  readonly #font: Font;
  readonly #size: number;
  readonly #thousandth: number;
  readonly #steps: number;
  /** Tracking, as drawn after every code. */
  readonly #gap: number;
  /** Along the line, stretching included. */
  readonly #unitsPerPoint: number;
  readonly #stretch: number;
  #pen = 0;
  /** How far extractors see it to the left of its place. */
  #pretended = 0;

  constructor(out: Bytes, glyphs: readonly SetGlyph[], clusters: readonly Cluster[], font: Font, { size, stretch, tracking }: TextState) {
    this.#out = out;
    this.#glyphs = glyphs;
    this.#clusters = clusters;
    this.#font = font;
    this.#size = size;
    this.#thousandth = (size * stretch) / perEm;
    this.#steps = size * stretch > largeSize ? 10 : 1;
    this.#gap = tracking * stretch;
    this.#stretch = stretch;
    this.#unitsPerPoint = font.unitsPerEm / (size * stretch);
  }

  part(part: Part, shift: number): void {
    this.#out.text(part.rtl ? '/ReversedChars BMC [(' : '[(');
    if (shift !== this.#pretended) this.#pretend(part.end, shift);
    if (part.marked) this.#markedLetter(part);
    else this.#several(part);
    // Where the pen is: a place of its own would only be one more displacement.
    if (part.endsNeutral) this.#show(this.#font.blank(leftToRightMark), this.#pen);
    this.#out.text(part.rtl ? ')] TJ EMC\n' : ')] TJ\n');
  }

  /** The space behind a line's last word, where the line ends: at its left if all of it runs from right to left. */
  lastSpace({ turns = [], width }: SetRun): void {
    const rtl = turns.every(({ level }) => level > 0);
    const code = this.#font.space;
    this.#out.text(rtl ? '/ReversedChars BMC [(' : '[(');
    this.#show(code, rtl ? -this.#font.width(code) * this.#thousandth : width);
    this.#out.text(rtl ? ')] TJ EMC\n' : ')] TJ\n');
  }

  /**
   * An invisible mark, the pen to the right and back again: an extractor that skips such marks skips the displacement behind
   * one as well, and sees the pen go left.
   */
  #pretend(end: number, shift: number): void {
    // Just inside the part's end, where it parts nothing.
    this.#show(this.#font.blank(rightToLeftMark), end - hair);
    const away = Math.round((shift - this.#pretended) / this.#thousandth);
    this.#out.text(')');
    this.#out.number(-away);
    this.#out.text('] TJ [');
    this.#out.number(away);
    this.#out.text('(');
    this.#pretended = shift;
  }

  #several({ from, to }: Part): void {
    for (let at = from; at < to; at++) {
      const cluster = this.#clusters[at] as Cluster;
      const next = at + 1 < to ? this.#clusters[at + 1] : undefined;
      const word = at + 2 < to ? this.#clusters[at + 2] : undefined;
      if (!next || !word || !takesSpace(cluster, next, word)) {
        this.#cluster(cluster, cluster.advance);
        continue;
      }
      const left = leastSpace * this.#size;
      const advance = cluster.advance + next.advance - left;
      this.#cluster(cluster, advance);
      const blank = this.#font.blank(space, this.#widthOf(left - this.#gap));
      this.#show(blank, cluster.start + advance);
      at++;
    }
  }

  /** Draws a cluster, made as wide as `advance`. */
  #cluster(cluster: Cluster, advance: number): void {
    const { from, to, first, others, start } = cluster;
    // At the run's edge the mark takes no room: what stands there may be one word with the run beside it.
    if (cluster.needsMark && start === 0) this.#show(this.#font.blank(rightToLeftMark), start);
    const marked = cluster.needsMark && start !== 0;
    const glyph = this.#glyphs[from] as SetGlyph;
    const isWhole = to - from === 1 && others.length === 0 && glyph.dx === 0 && glyph.dy === 0 && glyph.face === undefined;
    if (isWhole && !marked && advance === cluster.advance) this.#show(this.#font.glyph(glyph.id, first), start);
    else this.#composed(cluster, advance, marked);
  }

  /** Draws an outline with the first character, blanks for the others, on the side where they are read, and for a mark before them. */
  #composed(cluster: Cluster, advance: number, marked: boolean): void {
    const { first, others, start, rtl } = cluster;
    // The blanks share the room of the cluster, whose outline reaches under those ahead of it.
    const blanks = others.length + (marked ? 1 : 0);
    const share = Math.max(this.#gap, Math.min(apart * this.#size, advance / (blanks + 1)));
    let at = start;
    const blank = (character: number) => {
      this.#show(this.#font.blank(character, this.#widthOf(share - this.#gap)), at);
      at += share;
    };
    if (marked) blank(rightToLeftMark);
    if (rtl) others.toReversed().forEach(blank);
    const rest = advance - blanks * share;
    this.#show(this.#font.composite(this.#compositeOf(cluster, at, rest), first), at);
    at += rest;
    if (!rtl) others.forEach(blank);
  }

  /**
   * The last letter of a part, if it has marks, one code after the other as they are read: an extractor that takes marks to
   * be without place would count those that begin a part to the part before.
   */
  #markedLetter({ from, to }: Part): void {
    const share = apart * this.#size;
    for (const cluster of this.#clusters.slice(from, to)) {
      let at = cluster.start + cluster.advance - share;
      this.#show(this.#font.composite(this.#compositeOf(cluster, at, share), cluster.first), at);
      for (const character of cluster.others) {
        at -= share;
        this.#out.text(')] TJ EMC\n/ReversedChars BMC [(');
        this.#show(this.#font.blank(character, this.#widthOf(share - this.#gap)), at);
      }
    }
  }

  /** Offsets are baked into one glyph: an extractor that saw the pen move would take marks for words of their own. */
  #compositeOf({ from, to, start }: Cluster, at: number, advance: number): Composite {
    let pen = start - at;
    const parts = this.#glyphs.slice(from, to).map(({ id, dx, dy, face, advance: own }) => {
      const part = { glyph: id, x: Math.round((pen + dx) * this.#unitsPerPoint), y: Math.round(dy * this.#unitsPerPoint * this.#stretch) };
      pen += own;
      return face === undefined ? part : { ...part, from: this.#font.joined(face) };
    });
    return { parts, advance: this.#widthOf(advance - this.#gap) };
  }

  /** A width in font units, in steps, so that lines share their codes; displacements make up for the rest. */
  #widthOf(points: number): number {
    const step = this.#font.unitsPerEm / stepsPerEm;
    return Math.max(0, Math.round((points * this.#unitsPerPoint) / step) * step);
  }

  /** Shows a code at a place in the run. */
  #show(code: number, at: number): void {
    const shift = Math.round(((at - this.#pen) / this.#thousandth) * this.#steps) / this.#steps;
    if (shift !== 0) {
      this.#out.text(')');
      this.#out.number(-shift);
      this.#out.text('(');
      this.#pen += shift * this.#thousandth;
    }
    this.#out.code(code);
    this.#pen += this.#font.width(code) * this.#thousandth + this.#gap;
  }
}

/**
 * A space before a word whose marks stand at its left is seen twice by extractors who take marks to be without place: once
 * before the marks and once behind them. So the glyph on the space's left is made as wide as most of it.
 */
function takesSpace(own: Cluster, next: Cluster, word: Cluster): boolean {
  return isSpace(next) && !isSpace(own) && word.rtl && word.marks > 0;
}
