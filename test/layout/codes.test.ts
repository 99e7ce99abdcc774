/** Bar codes and QR codes are drawn so that an independent reader reads them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { correction, generate } from 'lean-qr';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { barCodePicture, qrCodePicture } from '../../src/layout/codes.ts';
import { pathOf, type VectorPicture } from '../../src/layout/picture.ts';

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const file = readFileSync(wasm);
  await prepareZXingModule({
    overrides: { wasmBinary: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer },
    fireImmediately: true,
  });
});

/** Paints the rectangles of a code, so many pixels a module, with a white margin. */
function pixelsOf(picture: VectorPicture, scale: number): { data: Uint8ClampedArray; width: number; height: number } {
  const margin = 10 * scale;
  const width = picture.width * scale + 2 * margin;
  const height = picture.height * scale + 2 * margin;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const outline of picture.outlines) {
    for (const [, left, top, right, bottom] of pathOf(outline).matchAll(/M(\d+) (\d+)L\d+ \d+L(\d+) (\d+)L\d+ \d+Z/g)) {
      for (let y = Number(top) * scale; y < Number(bottom) * scale; y++) {
        for (let x = Number(left) * scale; x < Number(right) * scale; x++)
          data.fill(0, ((y + margin) * width + x + margin) * 4, ((y + margin) * width + x + margin) * 4 + 3);
      }
    }
  }
  return { data, width, height };
}

async function read(picture: VectorPicture) {
  const [found] = await readBarcodes(pixelsOf(picture, 4) as Parameters<typeof readBarcodes>[0], { tryHarder: true });
  return found;
}

describe('a bar code', () => {
  it.each(['0000000', '2412345', '9999999'])('of %s reads back as Code 39', async (value) => {
    expect(await read(await barCodePicture(value))).toMatchObject({ isValid: true, text: value, format: 'Code39' });
  });

  it('of a job number has nine characters with its start and stop, wide bars thrice the narrow', async () => {
    const { width } = await barCodePicture('0000000');
    // Sixteen modules a character: six narrow and three wide elements, and the space after it, the last one's too, as in the originals' type.
    expect(width).toBe(9 * 16);
  });
});

describe('a QR code', () => {
  it.each(['https://example.org/en/A/00/000', 'https://example.org/fr/A/ES-00/0000?a=b&c=d^parse'])(
    'of %s reads back, level L',
    async (value) => {
      expect(await read(await qrCodePicture(value))).toMatchObject({ isValid: true, text: value, format: 'QRCode', ecLevel: 'L' });
    },
  );

  it('takes the smallest version: 25 modules for an address of 32 characters, 29 for one of 33', async () => {
    expect((await qrCodePicture('a'.repeat(32))).width).toBe(25);
    expect((await qrCodePicture('a'.repeat(33))).width).toBe(29);
  });

  it('is the one that all ways of writing an address would give', async () => {
    const part = fc.constantFrom('A', 'a', '0', '12', '345', '/', '-', '.', '?', '_', '~', 'https://');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 60 }), async (parts) => {
        const value = parts.join('');
        const code = generate(value, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L });
        const { data, width } = pixelsOf(await qrCodePicture(value), 1);
        expect(width).toBe(code.size + 20);
        for (let at = 0; at < width * width; at++)
          expect(data[at * 4] === 0).toBe(code.get((at % width) - 10, Math.floor(at / width) - 10));
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('has no quiet zone: dark modules touch three of its corners', async () => {
    const { width, outlines } = await qrCodePicture('https://example.org/en/A/00/000');
    const path = outlines.map(pathOf).join('');
    expect(path.startsWith('M0 0L7 0')).toBe(true);
    expect(path).toContain(`L${width} 0`);
    expect(path).toContain(` ${width}Z`);
  });

  it('is the same each time', async () => {
    const one = await qrCodePicture('https://example.org/a');
    for (let index = 0; index < 40; index++) await qrCodePicture(`https://example.org/${index}`);
    expect(await qrCodePicture('https://example.org/a')).toEqual(one);
  });
});
