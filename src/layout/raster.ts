/**
 * Reads the headers of PNG and JPEG files: enough to know that a file is what it says, how large it is, and that its
 * parts lie within it. Pixels are left to whoever draws them.
 */
import type { RasterPicture } from './picture.ts';

/** Why a file cannot be used as a picture, in plain words; with a place if the file is text. One-based. */
export interface PictureFault {
  readonly reason: string;
  readonly line?: number;
  readonly column?: number;
}

/** Most pixels a picture may hold: a square of this many, far more than paper can show. */
const mostPixels = 5000 * 5000;

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bit depths by colour type (PNG, 11.2.2). */
const pngDepths: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

export const isPng = (bytes: Uint8Array): boolean => pngSignature.every((byte, index) => bytes[index] === byte);
export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Checks a PNG's chunks from the first to the last. */
export function readPng(bytes: Uint8Array): RasterPicture | PictureFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = pngSignature.length;
  let picture: RasterPicture | null = null;
  let pixels = false;
  // A chunk: length, name, content, check (PNG, 5.3).
  while (offset + 12 <= bytes.length) {
    const length = view.getUint32(offset);
    const name = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const content = offset + 8;
    if (content + length + 4 > bytes.length) return { reason: `PNG file ends within its ${name} chunk` };
    if ((name === 'IHDR') !== (picture === null)) return { reason: 'PNG file does not begin with its header' };
    if (name === 'IHDR') {
      if (length !== 13) return { reason: 'PNG header has a wrong length' };
      const [depth = 0, color = 0, compression, filter, interlace = 0] = bytes.subarray(content + 8, content + 13);
      if (!pngDepths[color]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) {
        return { reason: 'PNG header names a kind of picture that does not exist' };
      }
      const sized = raster('png', view.getUint32(content), view.getUint32(content + 4), bytes);
      if ('reason' in sized) return sized;
      picture = sized;
    }
    if (name === 'IDAT') pixels = true;
    if (name === 'IEND') return pixels && picture ? picture : { reason: 'PNG file holds no pixels' };
    offset = content + length + 4;
  }
  return { reason: 'PNG file ends too early' };
}

/** Walks a JPEG's segments to the frame header (ITU-T T.81, B.2). */
export function readJpeg(bytes: Uint8Array): RasterPicture | PictureFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 2;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return { reason: 'JPEG file has bytes where a segment should begin' };
    const marker = bytes[offset + 1] as number;
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (length < 2 || offset + 2 + length > bytes.length) return { reason: 'JPEG file ends within a segment' };
    // Start of frame; C4, C8 and CC have other uses.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (marker > 0xc2) return { reason: 'JPEG file is of a kind that cannot be printed: neither baseline nor progressive' };
      const components = bytes[offset + 9] as number;
      if (length < 8 || bytes[offset + 4] !== 8 || ![1, 3, 4].includes(components)) {
        return { reason: 'JPEG file has a wrong number of colours or bits' };
      }
      // Device colours of a file are of one kind (ISO 19005-2, 6.2.4.3), ours sRGB.
      if (components === 4) return { reason: 'JPEG file is in the four colours of print: save it in RGB or grey' };
      if (!endsAfter(bytes, offset + length)) return { reason: 'JPEG file ends too early: copy it anew' };
      return raster('jpeg', view.getUint16(offset + 7), view.getUint16(offset + 5), bytes);
    }
    if (marker === 0xda || marker === 0xd9) break;
    offset += 2 + length;
  }
  return { reason: 'JPEG file holds no frame' };
}

/** Whether the mark that ends an image stands behind a place: a file that was cut off has none. */
function endsAfter(bytes: Uint8Array, offset: number): boolean {
  for (let at = bytes.length - 2; at > offset; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

function raster(format: RasterPicture['format'], width: number, height: number, bytes: Uint8Array): RasterPicture | PictureFault {
  if (width === 0 || height === 0) return { reason: 'picture has no size' };
  if (width * height > mostPixels) return { reason: `picture of ${width} × ${height} pixels is too large` };
  return { type: 'raster', format, width, height, bytes };
}
