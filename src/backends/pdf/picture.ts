/**
 * Pictures as objects of the file: outlines become a form, raster files an image (ISO 32000-1, 8.9 and 8.10). Both fill a
 * unit square, which the page stretches to the picture's box.
 */
import type { Outline, Picture, RasterPicture, VectorPicture } from '../../layout/picture.ts';
import { latin1 } from './font.ts';
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
    stream = objects.streamOf(latin1(operatorsOf(picture)));
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

function operatorsOf({ width, height, outlines }: VectorPicture): string {
  // The picture's y counts downwards.
  const lines = [`${ratio(1 / width)} 0 0 ${ratio(-1 / height)} 0 1 cm`];
  let grey = 0;
  for (const outline of outlines) {
    if (outline.grey !== grey) lines.push(`${format(outline.grey)} g`);
    grey = outline.grey;
    lines.push(...pathOperators(outline));
  }
  return lines.join('\n');
}

function pathOperators(outline: Outline): readonly string[] {
  return [...readPath(outline.path), outline.rule === 'evenodd' ? 'f*' : 'f'];
}

/** How many numbers each command of path data takes. */
const commandLengths: Readonly<Record<string, number>> = { M: 2, L: 2, C: 6, Q: 4, Z: 0 };

/** Path data to path operators. */
function* readPath(path: string): Generator<string> {
  const tokens = path.match(/[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g) ?? [];
  let command = '';
  let [x, y] = [0, 0];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    if (/^[A-Za-z]$/.test(token)) {
      command = token;
      at++;
      if (command === 'Z') {
        yield 'h';
        continue;
      }
    }
    const length = commandLengths[command];
    if (!length) throw new Error(`path data of a picture hold "${token}" where a command M, L, C, Q or Z belongs`);
    const numbers = tokens.slice(at, at + length).map(Number);
    if (numbers.length < length || numbers.some(Number.isNaN)) throw new Error(`path data of a picture break off after "${command}"`);
    at += length;
    const [endX = 0, endY = 0] = numbers.slice(-2);
    if (command === 'Q') yield `${cubic(x, y, numbers).map(format).join(' ')} c`;
    else yield `${numbers.map(format).join(' ')} ${command.toLowerCase()}`;
    [x, y] = [endX, endY];
    // Further pairs after a move are lines (SVG 1.1, 8.3.2).
    if (command === 'M') command = 'L';
  }
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
