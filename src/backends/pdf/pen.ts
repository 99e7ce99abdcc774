/**
 * Writes one page's content stream. The pen knows the graphics state it has set, so that only changes are written, and
 * where the reader's pen stands, so that rounding never adds up.
 */
import type { Face } from '../../style/faces.ts';
import type { SetRun } from '../../text/line.ts';
import { Bytes } from './bytes.ts';
import type { Font } from './font.ts';
import { writeGlyphs } from './glyphs.ts';
import { writeMixedRun } from './mixed.ts';
import { format, round } from './number.ts';

/** A face of the document and the name pages call it by. */
export interface NamedFont {
  readonly font: Font;
  readonly name: string;
}

const percent = 100;
/** The operator that makes what is drawn black. */
const black = '0 g';

/** Mutable: a page being drawn. */
export class Pen {
  readonly #height: number;
  readonly #fontOf: (face: Face) => NamedFont;
  readonly #out = new Bytes();
  readonly #fontNames = new Set<string>();
  readonly #pictureNames = new Set<string>();
  #inText = false;
  // Start of the current line of text, which the next is placed from.
  #lineX = 0;
  #lineY = 0;
  // Graphics state, as it is at the beginning of a page.
  #fontName = '';
  #size = 0;
  #stretch = percent;
  #tracking = 0;
  #rise = 0;
  #paint = black;

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

  /** Hands over the whole stream, which is not to be used after; nor is the pen. */
  finish<T>(use: (stream: Uint8Array) => T): T {
    this.#endText();
    return this.#out.finish(use);
  }

  /** Begins a marked-content sequence; `properties` is a dictionary as printed. */
  beginMark(tag: string, properties: string): void {
    this.#endText();
    this.#write(`/${tag} ${properties} BDC`);
  }

  endMark(): void {
    this.#endText();
    this.#write('EMC');
  }

  /** Draws glyphs; `x` is where the first one's pen stands, `baseline` counts from the page's top. */
  run(run: SetRun, x: number, baseline: number): void {
    if (run.glyphs.length === 0) return;
    const { color } = run.setting;
    this.#setPaint(color ? `${color.map((part) => format(part)).join(' ')} rg` : black);
    if (!this.#inText) {
      this.#write('BT');
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

    if (name !== this.#fontName || size !== this.#size) {
      this.#out.text(`/${name} `);
      this.#operator(size, ' Tf ');
    }
    if (stretch !== this.#stretch) this.#operator(stretch, ' Tz ');
    if (tracking !== this.#tracking) this.#operator(tracking, ' Tc ');
    if (rise !== this.#rise) this.#operator(rise, ' Ts ');
    this.#operator(lineX - this.#lineX, ' ');
    this.#operator(lineY - this.#lineY, ' Td ');
    const state = { size, stretch: stretch / percent, tracking };
    if (run.turns) writeMixedRun(this.#out, run, lineX, font, state);
    else writeGlyphs(this.#out, run, font, state);

    this.#fontName = name;
    this.#size = size;
    this.#stretch = stretch;
    this.#tracking = tracking;
    this.#rise = rise;
    this.#lineX = lineX;
    this.#lineY = lineY;
  }

  /** Fills a rectangle given by its top left corner. */
  rectangle(x: number, y: number, width: number, height: number, grey: number): void {
    this.#endText();
    this.#setPaint(`${format(grey)} g`);
    this.#write(`${format(x)} ${format(this.#height - y - height)} ${format(width)} ${format(height)} re f`);
  }

  /** Draws a picture of the file over a box given by its top left corner. */
  picture(name: string, x: number, y: number, width: number, height: number): void {
    this.#endText();
    // Nothing of ours leaves the colour changed, and a picture may count on black.
    this.#setPaint(black);
    this.#pictureNames.add(name);
    const matrix = `${format(width)} 0 0 ${format(height)} ${format(x)} ${format(this.#height - y - height)}`;
    this.#write(`q ${matrix} cm /${name} Do Q`);
  }

  /** Writes a number and what follows it. */
  #operator(operand: number, rest: string): void {
    this.#out.number(operand);
    this.#out.text(rest);
  }

  /** Ends a line. */
  #write(operators: string): void {
    this.#out.text(operators);
    this.#out.text('\n');
  }

  #setPaint(operator: string): void {
    if (operator !== this.#paint) this.#write(operator);
    this.#paint = operator;
  }

  #endText(): void {
    if (this.#inText) this.#write('ET');
    this.#inText = false;
  }
}
