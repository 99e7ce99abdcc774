/**
 * Raster files as image objects. What PDF can hold as it is, is copied; other pixels are unpacked, and their opacity
 * becomes a mask of its own. Nothing but pixels is taken over: files may carry personal metadata.
 */
import type { RasterPicture } from '../../layout/picture.ts';
import type { Dictionary } from './objects.ts';
import { type Png, readPng, unpack } from './png.ts';

export interface Image {
  readonly dictionary: Dictionary;
  readonly bytes: Uint8Array;
}
export interface MaskedImage {
  readonly image: Image;
  /** Opacity; null if all is opaque. */
  readonly mask: Image | null;
}

/** An emblem stays for the whole process and is read once. */
const images = new WeakMap<RasterPicture, MaskedImage>();

/** The image of a raster file, which must have passed the reader of pictures. */
export function imageOf(picture: RasterPicture): MaskedImage {
  let image = images.get(picture);
  if (!image) {
    image = picture.format === 'png' ? fromPng(readPng(picture.bytes)) : { image: fromJpeg(picture), mask: null };
    images.set(picture, image);
  }
  return image;
}

const type = { Type: 'XObject', Subtype: 'Image' };
/** Of the PNG specification, table 11.1. */
const colorTypes = { grey: 0, truecolor: 2, indexed: 3 };

function fromPng(png: Png): MaskedImage {
  const { width, height, depth, colorType } = png;
  const size = { ...type, Width: width, Height: height };
  const isPlain = Object.values(colorTypes).includes(colorType) && png.transparency === null && !png.interlaced;
  if (isPlain) {
    // Compressed rows of a PNG are what PDF calls data with PNG predictors (ISO 32000-1, 7.4.4.4).
    const colors = colorType === colorTypes.truecolor ? 3 : 1;
    const dictionary = {
      ...size,
      BitsPerComponent: depth,
      ColorSpace: colorType === colorTypes.indexed ? ['Indexed', 'DeviceRGB', png.palette.length / 3 - 1, png.palette] : spaceOf(colors),
      Filter: 'FlateDecode',
      DecodeParms: { Predictor: 15, Colors: colors, BitsPerComponent: depth, Columns: width },
    };
    return { image: { dictionary, bytes: png.data }, mask: null };
  }
  const { color, alpha } = unpack(png);
  const channels = color.length / (width * height);
  return {
    image: { dictionary: { ...size, BitsPerComponent: 8, ColorSpace: spaceOf(channels) }, bytes: color },
    mask: alpha ? { dictionary: { ...size, BitsPerComponent: 8, ColorSpace: 'DeviceGray' }, bytes: alpha } : null,
  };
}

function spaceOf(channels: number): string {
  return channels === 1 ? 'DeviceGray' : 'DeviceRGB';
}

// Markers of a JPEG file (ITU-T T.81, B.1).
const startOfScan = 0xda;
const adobe = 0xee;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef;
const comment = 0xfe;

function fromJpeg({ bytes, width, height }: RasterPicture): Image {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let channels = 3;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = view.getUint8(at + 1);
    if (marker === startOfScan) break;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (isFrame(marker)) channels = view.getUint8(at + 9);
    // Adobe's segment tells how colours are coded; the other applications' tell who made the picture, when and where.
    if (marker === adobe || !(isApplication(marker) || marker === comment)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  return {
    dictionary: {
      ...type,
      Width: width,
      Height: height,
      BitsPerComponent: 8,
      ColorSpace: spaceOf(channels),
      Filter: 'DCTDecode',
    },
    bytes: Buffer.concat(kept),
  };
}
