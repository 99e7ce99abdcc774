/**
 * A face as one document uses it: gives each pair of a shape and a character its code, and writes the embedded subset and
 * its dictionaries. A code stands for exactly one character, so that every reader extracts the same text
 * (ISO 32000-1, 9.7 and 9.10.3).
 */
import { hash } from 'node:crypto';
import type { Face } from '../../style/faces.ts';
import { Bytes } from './bytes.ts';
import { round } from './number.ts';
import { type Objects, type Reference, text } from './objects.ts';
import { openSfnt, type Sfnt } from './sfnt.ts';
import { type Composite, type Shape, subset } from './subset.ts';

/** Glyph space of a PDF font: thousandths of the size. */
export const perEm = 1000;

/** Tables of codes in which none is given, kept for the next document: a large face's takes long to make. */
const spare = new WeakMap<Sfnt, Uint16Array>();

const space = 0x20;
const blank: Composite = { parts: [], advance: 0 };

/** Mutable: grows with every character drawn. */
export class Font {
  readonly #face: Face;
  readonly #sfnt: Sfnt;
  /** By code, which is also the glyph's index in the subset. Code 0 is `.notdef` and never drawn. */
  readonly #shapes: Shape[] = [0];
  readonly #characters: number[] = [0];
  readonly #widths: number[] = [];
  /** The first code given to a glyph of the file, by glyph, 0 before; most have no other. */
  readonly #firstCode: Uint16Array;
  readonly #otherCodes = new Map<string, number>();
  readonly #joined = new Map<Face, Sfnt>();

  constructor(face: Face) {
    this.#face = face;
    this.#sfnt = openSfnt(face.bytes);
    this.#firstCode = spare.get(this.#sfnt) ?? new Uint16Array(this.#sfnt.glyphCount);
    spare.delete(this.#sfnt);
    this.#widths.push(this.#scaled(this.#sfnt.advance(0)));
  }

  get unitsPerEm(): number {
    return this.#sfnt.unitsPerEm;
  }

  /** The code of a glyph of the face standing for a character. */
  glyph(glyph: number, character: number): number {
    const first = this.#firstCode[glyph] ?? 0;
    if (first !== 0 && this.#characters[first] === character) return first;
    if (glyph === 0) throw new Error(`no glyph for ${character.toString(16)} in ${this.#face.postscriptName}`);
    if (first !== 0) return this.#other(`${glyph}`, glyph, character, this.#sfnt.advance(glyph));
    const code = this.#push(glyph, character, this.#sfnt.advance(glyph));
    this.#firstCode[glyph] = code;
    return code;
  }

  /** The code of a word space. */
  get space(): number {
    return this.glyph(this.#face.glyphOf(space), space);
  }

  /** The code of several glyphs drawn as one, standing for a character. */
  composite(composite: Composite, character: number): number {
    const key = composite.parts.map((part) => `${part.glyph},${part.x},${part.y},${this.#numberOf(part.from)}`).join(';');
    return this.#other(`${key};${composite.advance}`, composite, character, composite.advance);
  }

  /** Another face, whose glyphs join those of this one: its outlines. */
  joined(face: Face): Sfnt {
    let sfnt = this.#joined.get(face);
    if (!sfnt) {
      sfnt = openSfnt(face.bytes);
      this.#joined.set(face, sfnt);
    }
    return sfnt;
  }

  #numberOf(sfnt: Sfnt | undefined): number {
    return sfnt === undefined ? 0 : [...this.#joined.values()].indexOf(sfnt) + 1;
  }

  /** The code of nothing, of a width in font units, standing for a further character of a cluster. */
  blank(character: number, width = 0): number {
    return width === 0 ? this.#other('', blank, character, 0) : this.#other(`${width}`, { ...blank, advance: width }, character, width);
  }

  /** In thousandths of the size. */
  width(code: number): number {
    return this.#widths[code] ?? 0;
  }

  /** Writes the subset and the dictionaries; no more can be drawn after. */
  write(objects: Objects): Reference {
    const face = this.#face;
    for (const shape of this.#shapes) if (typeof shape === 'number') this.#firstCode[shape] = 0;
    spare.set(this.#sfnt, this.#firstCode);
    const file = subset(this.#sfnt, this.#shapes);
    const digest = hash('sha256', file, 'buffer');
    const name = `${tagOf(digest)}+${[face, ...this.#joined.keys()].map((one) => one.postscriptName).join('-')}`;
    const [left, bottom, right, top] = face.bbox;
    const descriptor = objects.add({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: symbolic + (face.italicAngle === 0 ? 0 : italic),
      FontBBox: [this.#scaled(left), this.#scaled(bottom), this.#scaled(right), this.#scaled(top)],
      ItalicAngle: face.italicAngle,
      Ascent: this.#scaled(face.ascent),
      Descent: this.#scaled(face.descent),
      CapHeight: this.#scaled(face.capHeight),
      XHeight: this.#scaled(face.xHeight),
      StemV: stemOf(this.#sfnt.weight),
      // As it is: outlines hardly repeat, and deflating them took a fifth of a Chinese letter's time for a quarter of its bytes.
      FontFile2: objects.addPlainStream({ Length1: file.length }, file),
    });
    const descendant = objects.add({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      W: [0, this.#widths],
      CIDToGIDMap: 'Identity',
    });
    return objects.add({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: this.#characterMap().finish((map) => objects.addStream({}, map)),
    });
  }

  #other(key: string, shape: Shape, character: number, advance: number): number {
    const whole = `${key}|${character}`;
    let code = this.#otherCodes.get(whole);
    if (code === undefined) {
      code = this.#push(shape, character, advance);
      this.#otherCodes.set(whole, code);
    }
    return code;
  }

  #push(shape: Shape, character: number, advance: number): number {
    const code = this.#shapes.push(shape) - 1;
    this.#characters.push(character);
    this.#widths.push(this.#scaled(advance));
    return code;
  }

  #scaled(units: number): number {
    return round((units * perEm) / this.#sfnt.unitsPerEm);
  }

  #characterMap(): Bytes {
    const out = new Bytes();
    out.text(mapHead);
    const count = this.#characters.length;
    for (let start = 1; start < count; start += mappingsPerSection) {
      const end = Math.min(start + mappingsPerSection, count);
      out.text(`${end - start} beginbfchar\n`);
      for (let code = start; code < end; code++) {
        out.text('<');
        out.hex(code);
        out.text('><');
        const units = String.fromCodePoint(this.#characters[code] ?? 0);
        for (let unit = 0; unit < units.length; unit++) out.hex(units.charCodeAt(unit));
        out.text('>\n');
      }
      out.text('endbfchar\n');
    }
    out.text(mapEnd);
    return out;
  }
}

const mapHead = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
`;
const mapEnd = `endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
/** A section of a character map may hold no more (Adobe Technical Note 5014). */
const mappingsPerSection = 100;

// Font descriptor flags (ISO 32000-1, table 123). Subsets are symbolic: their codes follow no standard encoding.
const symbolic = 4;
const italic = 64;

/** Width of upright stems, which the file does not tell: estimated from the weight, as readers use it for substitutes only. */
function stemOf(weight: number): number {
  return Math.round(50 + (weight / 65) ** 2);
}

/** Six letters that tell subsets of one face apart, the same for the same subset (ISO 32000-1, 9.6.4). */
function tagOf(digest: Uint8Array): string {
  const letters = 26;
  return String.fromCharCode(...[...digest.subarray(0, 6)].map((byte) => 'A'.charCodeAt(0) + (byte % letters)));
}
