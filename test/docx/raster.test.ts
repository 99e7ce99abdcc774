import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { rasterOf, svgOf } from '../../src/backends/docx/raster.ts';
import { barCodePicture, qrCodePicture } from '../../src/layout/codes.ts';
import type { Outline, VectorPicture } from '../../src/layout/picture.ts';

// The reader would fetch its program from the network.
prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer as ArrayBuffer,
  },
});

const picture = (path: string, changes: Partial<Outline> = {}): VectorPicture => ({
  type: 'vector',
  width: 4,
  height: 4,
  outlines: [{ path, grey: 0, rule: 'nonzero', ...changes }],
});
/** Rows of grey values, of a picture of 4 by 4 pixels. */
const drawn = async (vector: VectorPicture) => {
  const { data, width } = decode(await rasterOf(vector, 4, 4));
  return Array.from({ length: data.length / width }, (_, row) => [...data.slice(row * width, (row + 1) * width)]);
};

test('whole units are whole pixels, black on white', async () => {
  expect(await drawn(picture('M1 0L2 0L2 4L1 4Z'))).toEqual(Array.from({ length: 4 }, () => [255, 0, 255, 255]));
});

test('half a pixel covered is half as dark, across and down', async () => {
  const [across, down] = [await drawn(picture('M0 0L0.5 0L0.5 4L0 4Z')), await drawn(picture('M0 0L4 0L4 0.5L0 0.5Z'))];
  expect(across[0]).toEqual([128, 255, 255, 255]);
  expect(down.map((row) => row[0])).toEqual([128, 255, 255, 255]);
});

test('a hole by the even-odd rule stays white; by winding in the same sense it fills', async () => {
  const path = 'M0 0L4 0L4 4L0 4ZM1 1L3 1L3 3L1 3Z';
  expect((await drawn(picture(path, { rule: 'evenodd' })))[1]).toEqual([0, 255, 255, 0]);
  expect((await drawn(picture(path)))[1]).toEqual([0, 0, 0, 0]);
});

test('curves enclose their area', async () => {
  // A circle of radius 2 by four cubic curves covers π/4 of its square.
  const k = 2 * 0.5522847498;
  const circle = `M4 2C4 ${2 + k} ${2 + k} 4 2 4C${2 - k} 4 0 ${2 + k} 0 2C0 ${2 - k} ${2 - k} 0 2 0C${2 + k} 0 4 ${2 - k} 4 2Z`;
  const { data } = decode(await rasterOf({ ...picture(circle) }, 400, 400));
  const dark = [...data].reduce((sum, grey) => sum + (255 - grey) / 255, 0) / data.length;
  expect(dark).toBeCloseTo(Math.PI / 4, 2);
});

test('an independent reader decodes the pictures of the codes', async () => {
  const read = async (vector: VectorPicture, width: number, height: number) => {
    const png = decode(await rasterOf(vector, width, height));
    const margin = 40;
    const across = png.width + 2 * margin;
    const down = png.height + 2 * margin;
    const data = new Uint8ClampedArray(across * down * 4).fill(255);
    for (let y = 0; y < png.height; y++) {
      for (let x = 0; x < png.width; x++)
        data.fill(png.data[y * png.width + x] ?? 0, ((y + margin) * across + x + margin) * 4, ((y + margin) * across + x + margin) * 4 + 3);
    }
    const [found] = await readBarcodes({ data, width: across, height: down, colorSpace: 'srgb' });
    return found && { format: found.format, text: found.text };
  };
  expect(await read(await barCodePicture('2500430'), 800, 100)).toMatchObject({ text: '2500430' });
  expect(await read(await qrCodePicture('https://example.org/A/00/1'), 400, 400)).toMatchObject({ text: 'https://example.org/A/00/1' });
});

test('the SVG fills any box and keeps the outline', () => {
  const svg = svgOf(picture('M0 0L4 0L4 4Z', { grey: 1, rule: 'evenodd' }));
  expect(svg).toContain('viewBox="0 0 4 4" preserveAspectRatio="none"');
  expect(svg).toContain('<path fill="#ffffff" fill-rule="evenodd" d="M0 0L4 0L4 4Z"/>');
});
