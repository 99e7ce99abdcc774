/**
 * Writes greyscale pixels as a PNG file (Portable Network Graphics, third edition): the raster that stands for a vector picture.
 */
import { crc32 } from 'node:zlib';
import { deflate } from '../../deflate.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const bitsPerPixel = 8;

/** One byte a pixel, row by row, black to white. */
export function greyPng(width: number, height: number, pixels: Uint8Array): Uint8Array {
  // Compression, filtering and interlacing, and the greyscale colour type before them, are all number 0 (11.2.1).
  const header = new Uint8Array(13);
  const numbers = new DataView(header.buffer);
  numbers.setUint32(0, width);
  numbers.setUint32(4, height);
  numbers.setUint8(8, bitsPerPixel);
  // Each row begins with its filter's number: none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row++) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([Uint8Array.from(signature), chunk('IHDR', header), chunk('IDAT', deflate(rows)), chunk('IEND', new Uint8Array(0))]);
}

/** Length, name, content, check (5.3). */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, content.length + 8)), content.length + 8);
  return bytes;
}
