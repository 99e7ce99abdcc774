/**
 * Reads the pixels of a PNG file of any kind (Portable Network Graphics, third edition). The file must have passed the
 * reader of pictures, which checks its chunks and its size.
 */
import { inflate } from '../../deflate.ts';

export interface Png {
  readonly width: number;
  readonly height: number;
  /** Bits per sample. */
  readonly depth: number;
  readonly colorType: number;
  readonly interlaced: boolean;
  /** Red, green, blue of each entry; empty if there is none. */
  readonly palette: Uint8Array;
  /** The tRNS chunk: opacities of the palette's first entries, or the one transparent colour in two bytes a sample. */
  readonly transparency: Uint8Array | null;
  /** Compressed rows. */
  readonly data: Uint8Array;
}

const signatureLength = 8;

/** Reads the chunks that matter for drawing. */
export function readPng(bytes: Uint8Array): Png {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array>();
  const data: Uint8Array[] = [];
  for (let at = signatureLength; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') data.push(content);
    else chunks.set(name, content);
    at += 12 + length;
  }
  const header = chunks.get('IHDR');
  if (!header) throw new Error('PNG file without a header');
  const numbers = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return {
    width: numbers.getUint32(0),
    height: numbers.getUint32(4),
    depth: numbers.getUint8(8),
    colorType: numbers.getUint8(9),
    interlaced: numbers.getUint8(12) === 1,
    palette: chunks.get('PLTE') ?? new Uint8Array(0),
    transparency: chunks.get('tRNS') ?? null,
    data: Buffer.concat(data),
  };
}

export interface Pixels {
  /** One byte a channel: grey, or red, green, blue. */
  readonly color: Uint8Array;
  /** One byte a pixel, 255 opaque; null if all are. */
  readonly alpha: Uint8Array | null;
}

/** Samples a pixel by colour type: grey, –, truecolour, index, grey and alpha, –, truecolour and alpha. */
const samplesOf = [1, 0, 3, 1, 2, 0, 4];
const indexed = 3;
const opaque = 255;

/** Unpacks pixels to eight bits a channel. */
export function unpack(png: Png): Pixels {
  const { width, height, depth, colorType, transparency } = png;
  const samples = samplesOf[colorType] ?? 1;
  const hasAlpha = samples === 2 || samples === 4;
  const channels = colorType === indexed || samples > 2 ? 3 : 1;
  const color = new Uint8Array(width * height * channels);
  const alpha = hasAlpha || transparency ? new Uint8Array(width * height).fill(opaque) : null;
  const largest = 2 ** depth - 1;
  const toByte = (sample: number) => (depth === 16 ? sample >> 8 : Math.round((sample * opaque) / largest));
  const clear = transparency && colorType !== indexed ? wordsOf(transparency) : null;

  eachPixel(png, samples, (pixel, values) => {
    if (colorType === indexed) {
      const index = values[0] ?? 0;
      color.set(png.palette.subarray(index * 3, index * 3 + 3), pixel * 3);
      if (alpha) alpha[pixel] = transparency?.[index] ?? opaque;
      return;
    }
    for (let channel = 0; channel < channels; channel++) color[pixel * channels + channel] = toByte(values[channel] ?? 0);
    if (!alpha) return;
    if (hasAlpha) alpha[pixel] = toByte(values[channels] ?? 0);
    else if (clear?.every((word, channel) => word === values[channel])) alpha[pixel] = 0;
  });
  return { color, alpha };
}

interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}
/** The seven passes of an interlaced picture (8.1). */
const adam7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];
const whole: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];

/** Calls back for every pixel with its index and its samples, which are overwritten by the next. */
function eachPixel(png: Png, samples: number, take: (pixel: number, values: Uint16Array) => void): void {
  const { width, height, depth } = png;
  const passes = (png.interlaced ? adam7 : whole)
    .map((pass) => ({ ...pass, columns: Math.ceil((width - pass.x) / pass.stepX), rows: Math.ceil((height - pass.y) / pass.stepY) }))
    .filter((pass) => pass.columns > 0 && pass.rows > 0)
    .map((pass) => ({ ...pass, rowLength: Math.ceil((pass.columns * samples * depth) / 8) }));
  const rows = inflate(
    png.data,
    passes.reduce((sum, pass) => sum + pass.rows * (pass.rowLength + 1), 0),
  );
  const pixelLength = Math.max(1, (samples * depth) / 8);
  const values = new Uint16Array(samples);
  let at = 0;
  for (const pass of passes) {
    let above: Uint8Array = new Uint8Array(pass.rowLength);
    for (let row = 0; row < pass.rows; row++) {
      const filter = rows[at] ?? 0;
      const current = rows.subarray(at + 1, at + 1 + pass.rowLength);
      unfilter(filter, current, above, pixelLength);
      for (let column = 0; column < pass.columns; column++) {
        for (let sample = 0; sample < samples; sample++) values[sample] = sampleOf(current, column * samples + sample, depth);
        take((pass.y + row * pass.stepY) * width + pass.x + column * pass.stepX, values);
      }
      above = current;
      at += 1 + pass.rowLength;
    }
  }
}

function sampleOf(row: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return row[index] ?? 0;
  if (depth === 16) return ((row[index * 2] ?? 0) << 8) | (row[index * 2 + 1] ?? 0);
  const bit = index * depth;
  return ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Undoes a row's filter in place (9.2). */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, pixelLength: number): void {
  if (filter === 0) return;
  for (let at = 0; at < row.length; at++) {
    const left = at < pixelLength ? 0 : (row[at - pixelLength] ?? 0);
    const up = above[at] ?? 0;
    const upLeft = at < pixelLength ? 0 : (above[at - pixelLength] ?? 0);
    row[at] = (row[at] ?? 0) + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  // Paeth: whichever of the three is nearest to left + up - upLeft.
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function wordsOf(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 1 }, (_, index) => view.getUint16(index * 2));
}
