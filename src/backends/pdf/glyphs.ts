/**
 * Glyphs of one run as the operand of TJ: codes, and displacements wherever the reader's pen would stand elsewhere than
 * the line has it, for kerning and justification.
 */
import type { SetGlyph, SetRun } from '../../text/line.ts';
import type { Bytes } from './bytes.ts';
import { type Font, perEm } from './font.ts';
import type { Composite } from './subset.ts';

/** Text state as it is in force while the glyphs are shown. */
export interface TextState {
  readonly size: number;
  /** 1.03 is 103 %. */
  readonly stretch: number;
  /** Before stretching. */
  readonly tracking: number;
}

/** Above this size half a thousandth of it is more than a hundredth of a point, and displacements get a decimal. */
export const largeSize = 20;

/** Some readers take a displacement within a word for a space from a tenth of the size on; ours stay below this part of it. */
const widestGap = 0.07;
/** Square letters begin here: the gaps between them are kept narrow by the line. */
const firstSquare = 0x2e80;
const noBreakSpace = 0xa0;

/** Whether a character stands in a word of letters. */
function isLetter(character: number): boolean {
  return character > 0x20 && character !== noBreakSpace && character < firstSquare;
}

const hyphen = 0x2d;
const softHyphen = '\u00ad';

/**
 * Writes the operators that show left-to-right text in one face. A hyphen that parts a word at a line's end is drawn as one
 * and read as a soft one, so that it is none of the word (ISO 32000-1, 14.8.2.2.3 and 14.9.4). A line's last word is followed by its space, so
 * that whoever joins the lines of an element has words (ISO 32000-1, 14.8.2.5).
 */
export function writeGlyphs(out: Bytes, { glyphs, spaced = false }: SetRun, font: Font, { size, stretch, tracking }: TextState): void {
  const thousandth = (size * stretch) / perEm;
  const steps = size * stretch > largeSize ? 10 : 1;
  const space = tracking * stretch;
  const widest = widestGap * size * stretch;
  const last = glyphs.at(-1);
  const parting = last?.text === softHyphen && last.advance > 0 ? last : null;
  const length = parting ? glyphs.length - 1 : glyphs.length;
  let wanted = 0;
  let actual = 0;

  out.text('[(');
  for (let at = 0; at < length; ) {
    const glyph = glyphs[at] as SetGlyph;
    // Nearly always a glyph stands for one character and the character for one glyph.
    const next = at + 1 < glyphs.length ? glyphs[at + 1] : undefined;
    if (glyph.plain >= 0 && (next === undefined || next.plain >= 0 || next.text !== '')) {
      const { advance } = glyph;
      let code = font.glyph(glyph.id, glyph.plain);
      let width = font.width(code) * thousandth;
      // A wide kern within a word, such as an italic f before an apostrophe, is made part of the glyph.
      if (next && advance - width - space > widest && isLetter(glyph.plain) && isLetter(next.plain)) {
        const kerned = Math.round(((advance - space) * font.unitsPerEm) / (size * stretch));
        code = font.composite({ parts: [{ glyph: glyph.id, x: 0, y: 0 }], advance: kerned }, glyph.plain);
        width = font.width(code) * thousandth;
      }
      actual += showAt(out, code, (wanted - actual) / thousandth, steps) * thousandth + width + space;
      wanted += advance;
      at++;
      continue;
    }
    const end = clusterEnd(glyphs, at);
    const cluster = glyphs.slice(at, end);
    const [character, ...others] = Array.from(cluster.map((part) => part.text).join(''), (one) => one.codePointAt(0) ?? 0);
    if (character === undefined) throw new Error(`glyph ${glyph.id} stands for no character`);
    // Offsets are baked into one glyph: a reader that saw the pen move would take marks for words of their own.
    const isPlain = cluster.length === 1 && glyph.dx === 0 && glyph.dy === 0;
    const code = isPlain
      ? font.glyph(glyph.id, character)
      : font.composite(compositeOf(cluster, font.unitsPerEm / (size * stretch)), character);
    actual += showAt(out, code, (wanted - actual) / thousandth, steps) * thousandth + font.width(code) * thousandth + space;
    // Further characters come without displacement, so that they extract right behind the first.
    for (const other of others) {
      out.code(font.blank(other));
      actual += space;
    }
    for (const part of cluster) wanted += part.advance;
    at = end;
  }
  if (parting) {
    out.text(')] TJ\n/Span <</ActualText <feff00ad>>> BDC\n[(');
    showAt(out, font.glyph(parting.id, hyphen), (wanted - actual) / thousandth, steps);
  }
  if (spaced) out.code(font.space);
  out.text(parting ? ')] TJ\nEMC\n' : ')] TJ\n');
}

/** Shows a code some thousandths of the size further on than the reader's pen stands; gives what that came to when rounded. */
function showAt(out: Bytes, code: number, lack: number, steps: number): number {
  const shift = Math.round(lack * steps) / steps;
  if (shift !== 0) {
    out.text(')');
    out.number(-shift);
    out.text('(');
  }
  out.code(code);
  return shift;
}

/** A cluster is a glyph with text and those without behind it; at a run's start, those without before it too. */
function clusterEnd(glyphs: readonly SetGlyph[], start: number): number {
  let end = start;
  while (end < glyphs.length - 1 && glyphs[end]?.text === '') end++;
  end++;
  while (end < glyphs.length && glyphs[end]?.text === '') end++;
  return end;
}

export function compositeOf(cluster: readonly SetGlyph[], unitsPerPoint: number): Composite {
  let pen = 0;
  const parts = cluster.map((glyph) => {
    const part = { glyph: glyph.id, x: Math.round((pen + glyph.dx) * unitsPerPoint), y: Math.round(glyph.dy * unitsPerPoint) };
    pen += glyph.advance;
    return part;
  });
  return { parts, advance: Math.max(0, Math.round(pen * unitsPerPoint)) };
}
