/**
 * Cuts a TrueType file down to chosen glyphs by copying their outlines. Hinting instructions are left out: they are more
 * than half of the outlines' bytes, and neither printers nor the usual PDF readers run them. Character maps, names and
 * layout tables are left out too: a PDF reader goes by glyph index (ISO 32000-1, 9.9).
 */
import type { Sfnt } from './sfnt.ts';

/** A glyph drawn from several: what a cluster of characters looks like. No parts: a blank without width. */
export interface Composite {
  readonly parts: readonly Part[];
  readonly advance: number;
}
export interface Part {
  readonly glyph: number;
  /** From the composite's origin, whole font units. */
  readonly x: number;
  readonly y: number;
  /** The file it is of, if not the one cut down. */
  readonly from?: Sfnt;
}
/** A glyph of the file by its index, or one made of several. */
export type Shape = number | Composite;
/** An outline of another file, in that file's units: only ever drawn as a part, to scale. */
interface Foreign {
  readonly from: Sfnt;
  readonly glyph: number;
}
type PlaceOf = (glyph: number, from?: Sfnt) => number;

/** Makes a font file of the shapes in the order given; parts of composites follow after them. The first shape is `.notdef`. */
export function subset(sfnt: Sfnt, shapes: readonly Shape[]): Uint8Array {
  const glyphs: (Shape | Foreign)[] = [...shapes];
  const own = new Map<number, number>();
  const foreign = new Map<Sfnt, Map<number, number>>();
  shapes.forEach((shape, index) => {
    if (typeof shape === 'number' && !own.has(shape)) own.set(shape, index);
  });
  const placeOf: PlaceOf = (glyph, from = sfnt) => {
    let places = from === sfnt ? own : foreign.get(from);
    if (!places) {
      places = new Map();
      foreign.set(from, places);
    }
    let place = places.get(glyph);
    if (place === undefined) {
      place = glyphs.push(from === sfnt ? glyph : { from, glyph }) - 1;
      places.set(glyph, place);
    }
    return place;
  };

  // The list grows while it is read: a composite's parts are appended.
  const outlines: Uint8Array[] = [];
  const metrics: { readonly advance: number; readonly bearing: number }[] = [];
  for (let index = 0; index < glyphs.length; index++) {
    const shape = glyphs[index];
    if (shape === undefined) break;
    if (typeof shape === 'number') {
      outlines.push(outlineOf(sfnt, shape, placeOf));
      metrics.push({ advance: sfnt.advance(shape), bearing: sfnt.bearing(shape) });
    } else if ('from' in shape) {
      const { from, glyph } = shape;
      outlines.push(outlineOf(from, glyph, (part) => placeOf(part, from)));
      metrics.push({ advance: from.advance(glyph), bearing: from.bearing(glyph) });
    } else {
      const { outline, bearing } = compose(sfnt, shape, placeOf);
      outlines.push(outline);
      metrics.push({ advance: Math.round(shape.advance), bearing });
    }
  }
  const mostParts = Math.max(...shapes.map((shape) => (typeof shape === 'number' ? 0 : shape.parts.length)));
  return assemble(sfnt, outlines, metrics, mostParts);
}

// Flags of a component (OpenType specification, "glyf").
const argumentsAreWords = 0x0001;
const argumentsAreOffsets = 0x0002;
const hasScale = 0x0008;
const moreComponents = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;
const hasInstructions = 0x0100;
const offsetsAreUnscaled = 0x1000;
/** Contour count and bounding box. */
const headerLength = 10;

/** A glyph without its instructions, and where it names its components by their index in the file; a simple glyph has none. */
interface Outline {
  readonly bytes: Uint8Array;
  readonly components: readonly { readonly at: number; readonly glyph: number }[];
}

/** By file and glyph: the same in every subset but for the components' places. */
const known = new WeakMap<Sfnt, Map<number, Outline>>();

/** Copies a glyph without its instructions, pointing its components, if it has any, at their new places. */
function outlineOf(sfnt: Sfnt, glyph: number, placeOf: PlaceOf): Uint8Array {
  let ofFile = known.get(sfnt);
  if (!ofFile) {
    ofFile = new Map();
    known.set(sfnt, ofFile);
  }
  let outline = ofFile.get(glyph);
  if (!outline) {
    outline = withoutInstructions(sfnt.outline(glyph));
    ofFile.set(glyph, outline);
  }
  const { bytes, components } = outline;
  if (components.length === 0) return bytes;
  const copy = bytes.slice();
  for (const { at, glyph: component } of components) {
    const place = placeOf(component);
    copy[at] = place >> 8;
    copy[at + 1] = place & 0xff;
  }
  return copy;
}

function withoutInstructions(outline: Uint8Array): Outline {
  if (outline.length === 0) return { bytes: outline, components: [] };
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  const contours = view.getInt16(0);
  if (contours >= 0) {
    const lengthAt = headerLength + contours * 2;
    const pointsAt = lengthAt + 2 + view.getUint16(lengthAt);
    const bytes = new Uint8Array(even(lengthAt + 2 + outline.length - pointsAt));
    bytes.set(outline.subarray(0, lengthAt));
    bytes.set(outline.subarray(pointsAt), lengthAt + 2);
    return { bytes, components: [] };
  }
  const copy = outline.slice();
  const writer = new DataView(copy.buffer);
  const components: { readonly at: number; readonly glyph: number }[] = [];
  let at = headerLength;
  for (;;) {
    const flags = view.getUint16(at);
    writer.setUint16(at, flags & ~hasInstructions);
    components.push({ at: at + 2, glyph: view.getUint16(at + 2) });
    at += 4 + (flags & argumentsAreWords ? 4 : 2);
    if (flags & hasScale) at += 2;
    else if (flags & hasTwoScales) at += 4;
    else if (flags & hasMatrix) at += 8;
    if (!(flags & moreComponents)) break;
  }
  return { bytes: copy.subarray(0, even(at)), components };
}

function compose(sfnt: Sfnt, shape: Composite, placeOf: PlaceOf): { readonly outline: Uint8Array; readonly bearing: number } {
  const drawn = shape.parts.filter((part) => (part.from ?? sfnt).outline(part.glyph).length > 0);
  if (drawn.length === 0) return { outline: new Uint8Array(0), bearing: 0 };
  const scales = drawn.map((part) => scaleOf(part.from ?? sfnt, sfnt));
  const boxes = drawn.map((part, index) => {
    const outline = (part.from ?? sfnt).outline(part.glyph);
    const view = new DataView(outline.buffer, outline.byteOffset, headerLength);
    const scaled = (at: number) => view.getInt16(at) * (scales[index] ?? 1);
    return {
      left: Math.floor(scaled(2)) + part.x,
      bottom: Math.floor(scaled(4)) + part.y,
      right: Math.ceil(scaled(6)) + part.x,
      top: Math.ceil(scaled(8)) + part.y,
    };
  });
  const plain = 8;
  const scaling = 2;
  const outline = new Uint8Array(scales.reduce((sum, scale) => sum + (scale === 1 ? plain : plain + scaling), headerLength));
  const view = new DataView(outline.buffer);
  const left = Math.min(...boxes.map((box) => box.left));
  view.setInt16(0, -1);
  view.setInt16(2, left);
  view.setInt16(4, Math.min(...boxes.map((box) => box.bottom)));
  view.setInt16(6, Math.max(...boxes.map((box) => box.right)));
  view.setInt16(8, Math.max(...boxes.map((box) => box.top)));
  let at = headerLength;
  drawn.forEach((part, index) => {
    const scale = scales[index] ?? 1;
    const more = index < drawn.length - 1 ? moreComponents : 0;
    view.setUint16(at, argumentsAreWords | argumentsAreOffsets | more | (scale === 1 ? 0 : hasScale | offsetsAreUnscaled));
    view.setUint16(at + 2, placeOf(part.glyph, part.from));
    view.setInt16(at + 4, part.x);
    view.setInt16(at + 6, part.y);
    if (scale !== 1) view.setInt16(at + plain, Math.round(scale * oneInFixed));
    at += scale === 1 ? plain : plain + scaling;
  });
  return { outline, bearing: left };
}

/** One, as a 2.14 fixed-point number. */
const oneInFixed = 1 << 14;

/** How much a glyph of another file is scaled, to the units of this one. Fixed-point numbers end at 2. */
function scaleOf(from: Sfnt, to: Sfnt): number {
  const scale = to.unitsPerEm / from.unitsPerEm;
  if (scale >= 2) throw new Error('a glyph is scaled too much for the face it joins');
  return scale;
}

type Metrics = readonly { readonly advance: number; readonly bearing: number }[];

/** Short offsets count in steps of two bytes. */
const longestShort = 0xffff * 2;

/** The tables of a subset, in the order of their tags. */
const tags = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;
type Tag = (typeof tags)[number];
const directoryLength = 12 + tags.length * 16;

function assemble(sfnt: Sfnt, outlines: readonly Uint8Array[], metrics: Metrics, mostParts: number): Uint8Array {
  const count = outlines.length;
  let total = 0;
  for (const outline of outlines) total += outline.length;
  const long = total > longestShort;
  const [head, hhea, maxp] = [tableOf(sfnt, 'head'), tableOf(sfnt, 'hhea'), tableOf(sfnt, 'maxp')];
  const lengths: Readonly<Record<Tag, number>> = {
    glyf: total,
    head: head.length,
    hhea: hhea.length,
    hmtx: count * 4,
    loca: (count + 1) * (long ? 4 : 2),
    maxp: maxp.length,
  };
  const at: Record<Tag, number> = { glyf: 0, head: 0, hhea: 0, hmtx: 0, loca: 0, maxp: 0 };
  let length = directoryLength;
  for (const tag of tags) {
    at[tag] = length;
    length += padded(lengths[tag]);
  }
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);

  let offset = 0;
  for (let index = 0; index <= count; index++) {
    if (long) view.setUint32(at.loca + index * 4, offset);
    else view.setUint16(at.loca + index * 2, offset / 2);
    const outline = outlines[index];
    if (outline === undefined) break;
    file.set(outline, at.glyf + offset);
    offset += outline.length;
  }
  for (let index = 0; index < count; index++) {
    const { advance, bearing } = metrics[index] as Metrics[number];
    view.setUint16(at.hmtx + index * 4, advance);
    view.setInt16(at.hmtx + index * 4 + 2, bearing);
  }
  file.set(head, at.head);
  view.setUint32(at.head + checksumAt, 0);
  view.setInt16(at.head + 50, long ? 1 : 0);
  file.set(hhea, at.hhea);
  view.setUint16(at.hhea + 34, count);
  file.set(maxp, at.maxp);
  view.setUint16(at.maxp + 4, count);
  // Room for composites of ours, which may be made of composites.
  view.setUint16(at.maxp + 28, Math.max(view.getUint16(at.maxp + 28), mostParts));
  view.setUint16(at.maxp + 30, view.getUint16(at.maxp + 30) + 1);
  writeDirectory(view, at, lengths);
  return file;
}

/** Of `checkSumAdjustment` in the head table. */
const checksumAt = 8;
/** What the sums of a whole file come to (OpenType specification, "head"). */
const wholeSum = 0xb1b0afba;

/** Writes where the tables of a file are, and the sums of each and of all. */
function writeDirectory(view: DataView, at: Readonly<Record<Tag, number>>, lengths: Readonly<Record<Tag, number>>): void {
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tags.length);
  const power = Math.floor(Math.log2(tags.length));
  view.setUint16(6, 16 << power);
  view.setUint16(8, power);
  view.setUint16(10, tags.length * 16 - (16 << power));
  let sum = 0;
  tags.forEach((tag, index) => {
    const entry = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) view.setUint8(entry + letter, tag.charCodeAt(letter));
    const ofTable = checksum(view, at[tag], at[tag] + padded(lengths[tag]));
    view.setUint32(entry + 4, ofTable);
    view.setUint32(entry + 8, at[tag]);
    view.setUint32(entry + 12, lengths[tag]);
    sum += ofTable;
  });
  sum += checksum(view, 0, directoryLength);
  view.setUint32(at.head + checksumAt, (wholeSum - sum) >>> 0);
}

function checksum(view: DataView, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at += 4) sum = (sum + view.getInt32(at)) | 0;
  return sum >>> 0;
}

function tableOf(sfnt: Sfnt, tag: Tag): Uint8Array {
  const bytes = sfnt.table(tag);
  if (!bytes) throw new Error(`font file without a table "${tag}"`);
  return bytes;
}

function even(length: number): number {
  return (length + 1) & ~1;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
