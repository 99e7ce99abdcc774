/**
 * Pictures as objects of the file: outlines become a form, raster files an image (ISO 32000-1, 8.9 and 8.10). Both fill a
 * unit square, which the page stretches to the picture's box.
 */
import type { Picture, RasterPicture, Rectangle, VectorPicture } from '../../layout/picture.ts';
import { Bytes } from './bytes.ts';
import { imageOf } from './image.ts';
import { format } from './number.ts';
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
  return objects.addPlainStream({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], ...stream.dictionary }, stream.bytes);
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
    if ('path' in outline) writePath(out, outline.path);
    else for (const rectangle of outline.rectangles) writeRectangle(out, rectangle);
    out.text(outline.rule === 'evenodd' ? 'f*\n' : 'f\n');
  }
  // A copy, which may be kept; the last line needs no end.
  return out.finish((bytes) => new Uint8Array(bytes.subarray(0, -1)));
}

/** One operator takes a third of the bytes of five. */
function writeRectangle(out: Bytes, { x, y, width, height }: Rectangle): void {
  writeOperator(out, [x, y, width, height], 're\n');
}

function writePath(out: Bytes, path: string): void {
  let [x, y] = [0, 0];
  for (const segment of path.match(/[^\d. -][^A-Z]*/g) ?? []) {
    const command = segment.charAt(0);
    const numbers = command === 'Z' ? [] : segment.slice(1).split(' ').map(Number);
    if (numbers.length !== commandLengths[command]) throw new Error(`path data of a picture hold "${segment}", which is no segment`);
    if (command === 'Z') writeOperator(out, [], 'h\n');
    else if (command === 'Q') writeOperator(out, cubic(x, y, numbers), 'c\n');
    else writeOperator(out, numbers, `${command.toLowerCase()}\n`);
    if (command !== 'Z') [x = 0, y = 0] = numbers.slice(-2);
  }
}

/** How many numbers each command of path data takes. */
const commandLengths: Readonly<Record<string, number>> = { M: 2, L: 2, C: 6, Q: 4, Z: 0 };

function writeOperator(out: Bytes, operands: readonly number[], operator: string): void {
  for (const operand of operands) {
    out.number(operand);
    out.text(' ');
  }
  out.text(operator);
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
