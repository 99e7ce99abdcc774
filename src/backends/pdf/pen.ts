/**
 * Writes one page's content stream. The pen knows the graphics state it has set, so that only changes are written, and
 * where the reader's pen stands, so that rounding never adds up.
 */
import type { Face } from '../../style/faces.ts';
import type { SetGlyph, SetRun } from '../../text/line.ts';
import { type Font, perEm } from './font.ts';
import { format, round } from './number.ts';

/** A face of the document and the name pages call it by. */
export interface NamedFont {
  readonly font: Font;
  readonly name: string;
}

const percent = 100;

/** Mutable: a page being drawn. */
export class Pen {
  readonly #height: number;
  readonly #fontOf: (face: Face) => NamedFont;
  readonly #operators: string[] = [];
  readonly #fontNames = new Set<string>();
  readonly #pictureNames = new Set<string>();
  #inText = false;
  // Start of the current line of text, which the next is placed from.
  #lineX = 0;
  #lineY = 0;
  // Graphics state, as it is at the beginning of a page.
  #selection = '';
  #stretch = percent;
  #tracking = 0;
  #rise = 0;
  #grey = 0;

  constructor(height: number, fontOf: (face: Face) => NamedFont) {
    this.#height = height;
    this.#fontOf = fontOf;
  }

  /** Names of the fonts drawn with so far. */
  get fontNames(): ReadonlySet<string> {
    return this.#fontNames;
  }

  get pictureNames(): ReadonlySet<string> {
    return this.#pictureNames;
  }

  /** The whole stream. */
  finish(): string {
    this.#endText();
    return this.#operators.join('\n');
  }

  /** Begins a marked-content sequence; `properties` is a dictionary as printed. */
  beginMark(tag: string, properties: string): void {
    this.#endText();
    this.#operators.push(`/${tag} ${properties} BDC`);
  }

  endMark(): void {
    this.#endText();
    this.#operators.push('EMC');
  }

  /** Draws glyphs; `x` is where the first one's pen stands, `baseline` counts from the page's top. */
  run(run: SetRun, x: number, baseline: number): void {
    if (run.glyphs.length === 0) return;
    this.#setGrey(0);
    if (!this.#inText) {
      this.#operators.push('BT');
      this.#inText = true;
      this.#lineX = 0;
      this.#lineY = 0;
    }
    const { face, scale } = run.setting;
    const { font, name } = this.#fontOf(face);
    this.#fontNames.add(name);
    const size = round(run.setting.size);
    const stretch = round(scale * percent);
    // Character spacing is itself stretched; ours is what is drawn.
    const tracking = round(run.setting.tracking / scale);
    const rise = round(run.setting.rise);
    const lineX = round(x);
    const lineY = round(this.#height - baseline);

    const selection = `/${name} ${format(size)} Tf`;
    let line = selection === this.#selection ? '' : `${selection} `;
    if (stretch !== this.#stretch) line += `${format(stretch)} Tz `;
    if (tracking !== this.#tracking) line += `${format(tracking)} Tc `;
    if (rise !== this.#rise) line += `${format(rise)} Ts `;
    line += `${format(lineX - this.#lineX)} ${format(lineY - this.#lineY)} Td `;
    this.#operators.push(`${line}[<${strings(run.glyphs, font, size, stretch / percent, tracking)}>] TJ`);

    this.#selection = selection;
    this.#stretch = stretch;
    this.#tracking = tracking;
    this.#rise = rise;
    this.#lineX = lineX;
    this.#lineY = lineY;
  }

  /** Fills a rectangle given by its top left corner. */
  rectangle(x: number, y: number, width: number, height: number, grey: number): void {
    this.#endText();
    this.#setGrey(grey);
    this.#operators.push(`${format(x)} ${format(this.#height - y - height)} ${format(width)} ${format(height)} re f`);
  }

  /** Draws a picture of the file over a box given by its top left corner. */
  picture(name: string, x: number, y: number, width: number, height: number): void {
    this.#endText();
    // Nothing of ours leaves the grey changed, and a picture may count on black.
    this.#setGrey(0);
    this.#pictureNames.add(name);
    const matrix = `${format(width)} 0 0 ${format(height)} ${format(x)} ${format(this.#height - y - height)}`;
    this.#operators.push(`q ${matrix} cm /${name} Do Q`);
  }

  #setGrey(grey: number): void {
    if (grey !== this.#grey) this.#operators.push(`${format(grey)} g`);
    this.#grey = grey;
  }

  #endText(): void {
    if (this.#inText) this.#operators.push('ET');
    this.#inText = false;
  }
}

/** Above this size half a thousandth of it is more than a hundredth of a point, and displacements get a decimal. */
const largeSize = 20;

/** The operand of TJ without its outer brackets: codes, and displacements wherever the reader's pen would stand elsewhere. */
function strings(glyphs: readonly SetGlyph[], font: Font, size: number, stretch: number, tracking: number): string {
  const thousandth = (size * stretch) / perEm;
  const steps = size * stretch > largeSize ? 10 : 1;
  const space = tracking * stretch;
  let written = '';
  let wanted = 0;
  let actual = 0;
  const show = (code: number) => {
    const shift = Math.round(((wanted - actual) / thousandth) * steps) / steps;
    if (shift !== 0) {
      written += `>${format(-shift)}<`;
      actual += shift * thousandth;
    }
    written += font.hex(code);
    actual += font.width(code) * thousandth + space;
  };

  for (let at = 0; at < glyphs.length; ) {
    const end = clusterEnd(glyphs, at);
    const cluster = glyphs.slice(at, end);
    const [first] = cluster;
    if (!first) break;
    const characters = Array.from(cluster.length === 1 ? first.text : cluster.map((glyph) => glyph.text).join(''), codePoint);
    const [character, ...others] = characters;
    if (character === undefined) throw new Error(`glyph ${first.id} stands for no character`);
    // Offsets are baked into one glyph: a reader that saw the pen move would take marks for words of their own.
    const plain = cluster.length === 1 && first.dx === 0 && first.dy === 0;
    show(plain ? font.glyph(first.id, character) : font.composite(composed(cluster, font.unitsPerEm / (size * stretch)), character));
    // Further characters come without displacement, so that they extract right behind the first.
    for (const other of others) {
      written += font.hex(font.blank(other));
      actual += space;
    }
    for (const glyph of cluster) wanted += glyph.advance;
    at = end;
  }
  return written;
}

/** A cluster is a glyph with text and those without behind it; at a run's start, those without before it too. */
function clusterEnd(glyphs: readonly SetGlyph[], start: number): number {
  let end = start;
  while (end < glyphs.length - 1 && glyphs[end]?.text === '') end++;
  end++;
  while (end < glyphs.length && glyphs[end]?.text === '') end++;
  return end;
}

function composed(cluster: readonly SetGlyph[], unitsPerPoint: number) {
  let pen = 0;
  const parts = cluster.map((glyph) => {
    const part = { glyph: glyph.id, x: Math.round((pen + glyph.dx) * unitsPerPoint), y: Math.round(glyph.dy * unitsPerPoint) };
    pen += glyph.advance;
    return part;
  });
  return { parts, advance: Math.max(0, Math.round(pen * unitsPerPoint)) };
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
