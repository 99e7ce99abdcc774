/**
 * Pictures as objects of the file: outlines become a form, raster files an image (ISO 32000-1, 8.9 and 8.10). Both fill a
 * unit square, which the page stretches to the picture's box.
 */
import type { Outline, Picture, RasterPicture, VectorPicture } from '../../layout/picture.ts';
import { latin1 } from './font.ts';
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

function pathOperators({ path, rule }: Outline): readonly string[] {
  const operators: string[] = [];
  const others = path.replace(rectangles, (_, ...corners) => {
    // Rounded first, so that the far corner stands where a line's end would.
    const [left = 0, top = 0, right = 0, bottom = 0] = corners.slice(0, 4).map((value) => round(Number(value)));
    operators.push(`${printed([left, top, right - left, bottom - top])} re`);
    return '';
  });
  let [x, y] = [0, 0];
  for (const segment of others.match(/[^\d. -][^A-Z]*/g) ?? []) {
    const command = segment.charAt(0);
    const numbers = segment === 'Z' ? [] : segment.slice(1).split(' ').map(Number);
    if (numbers.length !== commandLengths[command]) throw new Error(`path data of a picture hold "${segment}", which is no segment`);
    if (command === 'Z') operators.push('h');
    else operators.push(command === 'Q' ? `${printed(cubic(x, y, numbers))} c` : `${printed(numbers)} ${command.toLowerCase()}`);
    if (command !== 'Z') [x = 0, y = 0] = numbers.slice(-2);
  }
  operators.push(rule === 'evenodd' ? 'f*' : 'f');
  return operators;
}

/**
 * Codes are made of nothing else, and one operator takes a third of the bytes and a fifth of the time of five. One from
 * whose corner the path goes on without a move stays as it is.
 */
const rectangles = /M([\d.-]+) ([\d.-]+)L([\d.-]+) \2L\3 ([\d.-]+)L\1 \4Z(?=M|$)/g;

/** How many numbers each command of path data takes. */
const commandLengths: Readonly<Record<string, number>> = { M: 2, L: 2, C: 6, Q: 4, Z: 0 };

const printed = (numbers: readonly number[]): string => numbers.map(format).join(' ');

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
