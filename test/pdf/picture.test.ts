import { deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { readPng, unpack } from '../../src/backends/pdf/png.ts';
import { writePdf } from '../../src/backends/pdf/write.ts';
import type { Item } from '../../src/layout/frame.ts';
import type { Picture } from '../../src/layout/picture.ts';
import { PdfFile, readPage } from './operators.ts';
import { artifact, documentOf, pageOf } from './sample.ts';

interface Kind {
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly interlaced?: boolean;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
}
const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
/** Rows and columns of the passes of an interlaced picture. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Makes a PNG file; every row takes the next kind of filter. */
function png(width: number, height: number, kind: Kind, sample: (x: number, y: number, channel: number) => number): Buffer {
  const channels = channelsOf[kind.colorType];
  const rows: Buffer[] = [];
  let filter = 0;
  for (const [left, top, right, down] of kind.interlaced ? passes : ([[0, 0, 1, 1]] as const)) {
    const columns = Math.ceil((width - left) / right);
    if (columns <= 0) continue;
    const length = Math.ceil((columns * channels * kind.depth) / 8);
    const pixel = Math.max(1, (channels * kind.depth) / 8);
    let above = Buffer.alloc(length);
    for (let y = top; y < height; y += down) {
      const row = Buffer.alloc(length);
      for (let i = 0; i < columns * channels; i++) {
        const value = sample(left + Math.floor(i / channels) * right, y, i % channels);
        const bit = i * kind.depth;
        if (kind.depth === 16) row.writeUInt16BE(value, i * 2);
        else row[bit >> 3] = (row[bit >> 3] ?? 0) | (value << (8 - kind.depth - (bit & 7)));
      }
      const filtered = row.map((byte, i) => {
        const a = row[i - pixel] ?? 0;
        const b = above[i] ?? 0;
        const c = above[i - pixel] ?? 0;
        const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
        const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
        return byte - ([0, a, b, (a + b) >> 1, paeth][filter] ?? 0);
      });
      rows.push(Buffer.from([filter]), Buffer.from(filtered));
      filter = (filter + 1) % 5;
      above = row;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([kind.depth, kind.colorType, 0, 0, kind.interlaced ? 1 : 0], 8);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Author\0Somebody')),
    ...(kind.palette ? [chunk('PLTE', Buffer.from(kind.palette))] : []),
    ...(kind.transparency ? [chunk('tRNS', Buffer.from(kind.transparency))] : []),
    // In two chunks, as large files have them.
    chunk('IDAT', data.subarray(0, 7)),
    chunk('IDAT', data.subarray(7)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const named = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  let crc = 0xffffffff;
  for (const byte of named) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, named, check]);
}

const [width, height] = [11, 9];
const raster = (bytes: Buffer, format: 'png' | 'jpeg' = 'png'): Picture => ({ type: 'raster', format, width, height, bytes });
const place = { x: 72, y: 92, width: 110, height: 90 };
const drawn = (picture: Picture) =>
  writePdf(documentOf([]), [pageOf(1, [{ type: 'picture', owner: artifact('layout'), ...place, picture }])]);

describe('a PNG file', () => {
  const scaled = (depth: number, value: number) => (depth === 16 ? value >> 8 : Math.round((value * 255) / (2 ** depth - 1)));
  const sampleOf = (depth: number) => (x: number, y: number, channel: number) => (x * 37 + y * 101 + channel * 59) % 2 ** depth;

  for (const interlaced of [false, true]) {
    for (const depth of [1, 2, 4, 8, 16] as const) {
      it(`of grey in ${depth} bits is unpacked, ${interlaced ? 'interlaced' : 'row by row'}`, () => {
        const sample = sampleOf(depth);
        const { color, alpha } = unpack(readPng(png(width, height, { colorType: 0, depth, interlaced }, sample)));
        const expected = Array.from({ length: width * height }, (_, i) => scaled(depth, sample(i % width, Math.floor(i / width), 0)));
        expect([...color]).toEqual(expected);
        expect(alpha).toBeNull();
      });
    }
    for (const depth of [8, 16] as const) {
      it(`of colour and opacity in ${depth} bits is parted in two, ${interlaced ? 'interlaced' : 'row by row'}`, () => {
        const sample = sampleOf(depth);
        const { color, alpha } = unpack(readPng(png(width, height, { colorType: 6, depth, interlaced }, sample)));
        const at = (i: number, channel: number) => scaled(depth, sample(i % width, Math.floor(i / width), channel));
        expect([...color]).toEqual(Array.from({ length: width * height }, (_, i) => [at(i, 0), at(i, 1), at(i, 2)]).flat());
        expect([...(alpha ?? [])]).toEqual(Array.from({ length: width * height }, (_, i) => at(i, 3)));
      });
    }
  }

  it('of a palette with opacities is unpacked', () => {
    const kind = { colorType: 3, depth: 2, palette: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], transparency: [0, 128] } as const;
    const { color, alpha } = unpack(readPng(png(4, 1, kind, (x) => x)));
    expect([...color]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([...(alpha ?? [])]).toEqual([0, 128, 255, 255]);
  });

  it('with one transparent colour is unpacked', () => {
    const kind = { colorType: 2, depth: 8, transparency: [0, 9, 0, 9, 0, 9] } as const;
    const { alpha } = unpack(readPng(png(3, 1, kind, (x, _, channel) => (x === 1 || channel === 0 ? 9 : 8))));
    expect([...(alpha ?? [])]).toEqual([255, 0, 255]);
  });

  it('becomes an image over its box, with a mask for its opacity, and nothing but pixels', async () => {
    const bytes = await drawn(raster(png(width, height, { colorType: 6, depth: 8 }, sampleOf(8))));
    expect(readPage(bytes, 1).pictures).toMatchObject([{ type: 'image', ...place }]);
    const file = new PdfFile(bytes);
    const [reference] = file.dict(file.dict(file.pages[0]?.get('Resources')).get('XObject')).values();
    const image = file.stream(reference);
    expect(image.bytes).toHaveLength(width * height * 3);
    expect(file.stream(image.dict.get('SMask')).bytes).toHaveLength(width * height);
    expect(Buffer.from(bytes).includes('Somebody')).toBe(false);
  });

  it('that PDF can hold as it is, is not compressed again', async () => {
    const bytes = png(width, height, { colorType: 2, depth: 16 }, sampleOf(16));
    const made = Buffer.from(await drawn(raster(bytes)));
    expect(made.includes(Buffer.from(readPng(bytes).data))).toBe(true);
  });
});

describe('a picture on a finished page', () => {
  /** The page as an independent reader paints it, at one pixel a point. */
  async function painted(items: readonly Item[]): Promise<(x: number, y: number) => number[]> {
    const parser = new PDFParse({ data: new Uint8Array(await writePdf(documentOf([]), [pageOf(1, items)])) });
    const { pages } = await parser.getScreenshot({ scale: 1, imageBuffer: true, imageDataUrl: false });
    await parser.destroy();
    const image = decode(pages[0]?.data ?? new Uint8Array());
    return (x, y) => [...image.data.subarray((y * image.width + x) * image.channels).subarray(0, 3)];
  }
  const item = (picture: Picture, x: number): Item => ({
    type: 'picture',
    owner: artifact('layout'),
    x,
    y: 100,
    width: 40,
    height: 40,
    picture,
  });
  const near = (actual: readonly number[], expected: readonly number[]) =>
    actual.every((value, i) => Math.abs(value - (expected[i] ?? 0)) <= 4);

  it('shows every kind in its colours, upright', async () => {
    // The left upper quarter is of another colour than the rest.
    const quarter = (x: number, y: number) => x < 4 && y < 4;
    const rgb = (x: number, y: number, channel: number) =>
      (channel === 3 ? 255 : quarter(x, y) ? [255, 0, 0][channel] : [0, 0, 255][channel]) ?? 0;
    const square = (bytes: Buffer): Picture => ({ type: 'raster', format: 'png', width: 8, height: 8, bytes });
    const wide = (x: number, y: number, channel: number) => rgb(x, y, channel) * 257;
    const pictures: Picture[] = [
      square(png(8, 8, { colorType: 2, depth: 8 }, rgb)),
      square(png(8, 8, { colorType: 2, depth: 16 }, wide)),
      square(png(8, 8, { colorType: 2, depth: 8, interlaced: true }, rgb)),
      square(png(8, 8, { colorType: 6, depth: 16, interlaced: true }, (x, y, channel) => (channel === 3 ? 65535 : wide(x, y, channel)))),
      square(png(8, 8, { colorType: 3, depth: 1, palette: [0, 0, 255, 255, 0, 0] }, (x, y) => (quarter(x, y) ? 1 : 0))),
    ];
    const at = await painted(pictures.map((picture, i) => item(picture, 50 + i * 60)));
    pictures.forEach((_, i) => {
      expect(near(at(60 + i * 60, 110), [255, 0, 0]), `upper left of picture ${i}: ${at(60 + i * 60, 110)}`).toBe(true);
      expect(near(at(60 + i * 60, 130), [0, 0, 255]), `lower left of picture ${i}`).toBe(true);
      expect(near(at(80 + i * 60, 110), [0, 0, 255]), `upper right of picture ${i}`).toBe(true);
    });
  });

  it('lets the paper through where it is transparent', async () => {
    const clear = png(8, 8, { colorType: 4, depth: 8 }, (x, _, channel) => (channel === 0 ? 0 : x < 4 ? 0 : 255));
    const at = await painted([item({ type: 'raster', format: 'png', width: 8, height: 8, bytes: clear }, 50)]);
    expect([at(60, 120), at(80, 120)]).toEqual([
      [255, 255, 255],
      [0, 0, 0],
    ]);
  });

  it('fills outlines by their rule, in their grey, with curves, upright', async () => {
    const outlines = [
      // Two squares, one in the other, of one direction: the inner is a hole by the even-odd rule alone.
      { path: 'M0 0L100 0L100 100L0 100ZM25 25L75 25L75 75L25 75Z', grey: 0, rule: 'evenodd' as const },
      { path: 'M200 0L300 0L300 100L200 100ZM225 25L275 25L275 75L225 75Z', grey: 0.5, rule: 'nonzero' as const },
      // A flat-topped mound of a quadratic curve, and one of a cubic.
      { path: 'M0 200Q50 100 100 200Z', grey: 0, rule: 'nonzero' as const },
      { path: 'M200 200C200 100 300 100 300 200Z', grey: 0, rule: 'nonzero' as const },
    ];
    const at = await painted([
      {
        type: 'picture',
        owner: artifact('layout'),
        x: 50,
        y: 100,
        width: 150,
        height: 100,
        picture: { type: 'vector', width: 300, height: 200, outlines },
      },
    ]);
    expect([at(55, 105), at(75, 125)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
    expect(near(at(155, 105), [128, 128, 128])).toBe(true);
    expect(near(at(175, 125), [128, 128, 128])).toBe(true);
    // The quadratic curve's highest point is half way to its control point, the cubic one's three quarters.
    expect([at(75, 178), at(75, 172), at(175, 166), at(175, 160)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('has an operator for each rectangle of a code, painted as one, and none for a path', async () => {
    const path = 'M0 0L7 0L7 1L0 2ZM0 0L1 0L1 1L0 1ZL2 3Z';
    const rectangles = [
      { x: 0.5, y: 1, width: 1.75, height: 3 },
      { x: 3, y: 0, width: 2, height: 1 },
    ];
    const black = { grey: 0, rule: 'nonzero' } as const;
    const picture: Picture = {
      type: 'vector',
      width: 7,
      height: 4,
      outlines: [
        { rectangles, ...black },
        { path, ...black },
      ],
    };
    const made = Buffer.from(await writePdf(documentOf([]), [pageOf(1, [item(picture, 50)])], { compress: false })).toString('latin1');
    const almost = ['0 0 m', '7 0 l', '7 1 l', '0 2 l', 'h'];
    const goesOn = ['0 0 m', '1 0 l', '1 1 l', '0 1 l', 'h', '2 3 l', 'h'];
    expect(made).toContain(['0.5 1 1.75 3 re', '3 0 2 1 re', 'f', ...almost, ...goesOn, 'f', 'endstream'].join('\n'));
  });

  it('stands in its box, whatever its own units', async () => {
    const picture: Picture = {
      type: 'vector',
      width: 7,
      height: 12345,
      outlines: [{ path: 'M0 0L7 0L7 12345L0 12345Z', grey: 0, rule: 'nonzero' }],
    };
    const [box] = readPage(await drawn(picture), 1).boxes;
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((box?.[key] ?? 0) - place[key]), key).toBeLessThan(0.01);
  });

  it('is written once however often it is drawn', async () => {
    const picture: Picture = { type: 'vector', width: 1, height: 1, outlines: [{ path: 'M0 0L1 0L1 1Z', grey: 0, rule: 'nonzero' }] };
    const pages = [pageOf(1, [item(picture, 50), item(picture, 100)]), pageOf(2, [item(picture, 50)])];
    const made = Buffer.from(await writePdf(documentOf([]), pages, { compress: false })).toString('latin1');
    expect(made.match(/\/Subtype \/Form/g)).toHaveLength(1);
  });

  it('refuses path data it does not know', async () => {
    const of = (path: string): Picture => ({ type: 'vector', width: 1, height: 1, outlines: [{ path, grey: 0, rule: 'nonzero' }] });
    await expect(drawn(of('M0 0A1 1 0 0 0 1 1'))).rejects.toThrow('"A1 1 0 0 0 1 1", which is no segment');
    await expect(drawn(of('M0 0L1'))).rejects.toThrow('"L1", which is no segment');
  });
});

describe('a JPEG file', () => {
  it('is copied without what applications wrote into it', async () => {
    const segment = (marker: number, text: string) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
    const frame = segment(0xc0, '\x08\0\x09\0\x0b\x01\x01\x11\0');
    const scan = Buffer.concat([segment(0xda, '\x01\x01\0\0\x3f\0'), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
    const made = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xe1, 'Exif\0\0Somebody'),
      segment(0xee, 'Adobe\0d\0\0\0\0\0'),
      segment(0xfe, 'a comment'),
      frame,
      scan,
    ]);
    const file = new PdfFile(await drawn(raster(made, 'jpeg')));
    const [reference] = file.dict(file.dict(file.pages[0]?.get('Resources')).get('XObject')).values();
    const { dict, bytes } = file.stream(reference);
    expect(['Width', 'Height', 'BitsPerComponent', 'ColorSpace', 'Filter'].map((key) => dict.get(key))).toEqual([
      width,
      height,
      8,
      { name: 'DeviceGray' },
      { name: 'DCTDecode' },
    ]);
    expect(bytes).toEqual(Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xee, 'Adobe\0d\0\0\0\0\0'), frame, scan]));
  });
});
