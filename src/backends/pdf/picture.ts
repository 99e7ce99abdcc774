/**
 * Pictures as objects of the file: outlines become a form, raster files an image (ISO 32000-1, 8.9 and 8.10). Both fill a
 * unit square, which the page stretches to the picture's box.
 */
import type { Picture, RasterPicture, VectorPicture } from '../../layout/picture.ts';
import { Bytes } from './bytes.ts';
import { imageOf } from './image.ts';
import { format, round } from './number.ts';
import type { Objects, Reference, Stream } from './objects.ts';

/** Writes a picture. */
export function writePicture(objects: Objects, picture: Picture): Reference {
  return picture.type === 'vector' ? writeForm(objects, picture) : writeImage(objects, picture);
}

/** Streams of pictures that stand in many documents, ready to write; they stay as long as the picture does. */
const streams = new WeakMap<VectorPicture, Map<boolean, Stream>>();

function writeForm(objects: Objects, picture: VectorPicture): Reference {
  let known = streams.get(picture);
  if (!known) {
    known = new Map();
    streams.set(picture, known);
  }
  let stream = known.get(objects.compresses);
  if (!stream) {
    stream = objects.streamOf(operatorsOf(picture));
    known.set(objects.compresses, stream);
  }
  return objects.addStream({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], ...stream.dictionary }, stream.bytes);
}

function writeImage(objects: Objects, picture: RasterPicture): Reference {
  const { image, mask } = imageOf(picture);
  return objects.addStream(
    { ...image.dictionary, ...(mask ? { SMask: objects.addStream(mask.dictionary, mask.bytes) } : {}) },
    image.bytes,
  );
}

function operatorsOf({ width, height, outlines }: VectorPicture): Uint8Array {
  const out = new Bytes();
  // The picture's y counts downwards.
  out.text(`${ratio(1 / width)} 0 0 ${ratio(-1 / height)} 0 1 cm\n`);
  let grey = 0;
  for (const outline of outlines) {
    if (outline.grey !== grey) out.text(`${format(outline.grey)} g\n`);
    grey = outline.grey;
    writePath(out, outline.path);
    out.text(outline.rule === 'evenodd' ? 'f*\n' : 'f\n');
  }
  // A copy, which may be kept; the last line needs no end.
  return out.finish((bytes) => new Uint8Array(bytes.subarray(0, -1)));
}

function writePath(out: Bytes, path: string): void {
  const { commands, numbers } = readPath(path);
  let at = 0;
  for (let index = 0; index < commands.length; index++) {
    const command = commands[index] ?? closing;
    if (isRectangle(commands, index, numbers, at)) {
      // Rounded first, so that the far corner stands where a line's end would.
      const [left = 0, top = 0, , , right = 0, bottom = 0] = numbers.slice(at, at + rectangleLength).map(round);
      writeOperator(out, [left, top, right - left, bottom - top], 're\n');
      index += rectangle.length - 1;
      at += rectangleLength;
      continue;
    }
    const { length, operator } = segments[command] as Segment;
    const operands = numbers.slice(at, at + length);
    writeOperator(out, command === quadratic ? cubic(numbers[at - 2] ?? 0, numbers[at - 1] ?? 0, operands) : operands, operator);
    at += length;
  }
}

function writeOperator(out: Bytes, operands: readonly number[], operator: string): void {
  for (const operand of operands) {
    out.number(operand);
    out.text(' ');
  }
  out.text(operator);
}

interface Segment {
  /** How many numbers it takes. */
  readonly length: number;
  /** Draws it, and ends the line. */
  readonly operator: string;
}
const [move, line, curve, quadratic, closing] = [0x4d, 0x4c, 0x43, 0x51, 0x5a] as const;
/** By command, the code of its letter. */
const segments: Readonly<Record<number, Segment>> = {
  [move]: { length: 2, operator: 'm\n' },
  [line]: { length: 2, operator: 'l\n' },
  [curve]: { length: 6, operator: 'c\n' },
  [quadratic]: { length: 4, operator: 'c\n' },
  [closing]: { length: 0, operator: 'h\n' },
};

const zero = 0x30;
const nine = 0x39;
const blank = 0x20;
/** Letters begin here; what numbers are made of stands below. */
const letters = 0x41;

/** The commands of path data, and the numbers of all of them. A code has thousands, nearly all of them whole. */
function readPath(path: string): { readonly commands: readonly number[]; readonly numbers: readonly number[] } {
  const codes = Buffer.from(path, 'latin1');
  const commands: number[] = [];
  const numbers: number[] = [];
  for (let at = 0; at < codes.length; ) {
    const start = at;
    const before = numbers.length;
    const command = codes[at++] ?? 0;
    while (at < codes.length && (codes[at] ?? 0) < letters) {
      const first = at;
      let whole = 0;
      let isWhole = true;
      for (; at < codes.length; at++) {
        const code = codes[at] ?? 0;
        if (code === blank || code >= letters) break;
        isWhole &&= code >= zero && code <= nine;
        whole = whole * 10 + code - zero;
      }
      numbers.push(isWhole ? whole : Number(path.slice(first, at)));
      if (codes[at] === blank) at++;
    }
    if (numbers.length - before !== segments[command]?.length)
      throw new Error(`path data of a picture hold "${path.slice(start, at)}", which is no segment`);
    commands.push(command);
  }
  return { commands, numbers };
}

/** Codes are made of nothing else, and one operator takes a third of the bytes and a fifth of the time of five. */
const rectangle: readonly number[] = [move, line, line, line, closing];
const rectangleLength = 8;

/** Whether a path's segments from an index on are a rectangle. One from whose corner the path goes on without a move stays as it is. */
function isRectangle(commands: readonly number[], index: number, numbers: readonly number[], at: number): boolean {
  for (let next = 0; next < rectangle.length; next++) if (commands[index + next] !== rectangle[next]) return false;
  if ((commands[index + rectangle.length] ?? move) !== move) return false;
  const same = (one: number, other: number) => numbers[at + one] === numbers[at + other];
  return same(1, 3) && same(2, 4) && same(5, 7) && same(0, 6);
}

/** A quadratic curve from (x, y) as the cubic one of the same shape. */
function cubic(x: number, y: number, [controlX = 0, controlY = 0, endX = 0, endY = 0]: readonly number[]): readonly number[] {
  const towards = (from: number, control: number) => from + ((control - from) * 2) / 3;
  return [towards(x, controlX), towards(y, controlY), towards(endX, controlX), towards(endY, controlY), endX, endY];
}

/** Prints a scale, which may be small, with enough figures for any picture. */
function ratio(value: number): string {
  const figures = 12;
  return value.toFixed(figures).replace(/\.?0+$/, '');
}
