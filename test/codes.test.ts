/**
 * The codes of finished files, as somebody with a reader in hand would find them: page 1 of the PDF is drawn and the pictures
 * of the Word file are taken out, and a reader that shares nothing with the maker reads both.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { decode, encode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { unzip } from '../src/deflate.ts';
import { build } from '../src/index.ts';
import { readPage } from './pdf/operators.ts';

const root = path.resolve(import.meta.dirname, '..');
const jobNumber = '0000000';
const address = 'https://sample.invalid/en/A/80/99999';
/** Most bytes that a QR code of level L holds, from version 1 (ISO/IEC 18004, table 7). */
const capacities = [17, 32, 53, 78, 106];

let pdf: Uint8Array;
let parts: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  // The reader would fetch its program from the network.
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  // Verification opens the PDF reader without its canvas, which is needed here.
  const result = await build(['content/sample-letter'], { cwd: root, verify: false });
  expect(result.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const bytesOf = (format: string) => {
    const found = result.documents[0]?.outputs.find((output) => output.format === format);
    if (!found) throw new Error(`no ${format}`);
    return found.bytes;
  };
  pdf = bytesOf('pdf');
  parts = unzip(bytesOf('docx'));
});

/** Every code of a PNG file. */
async function codesIn(png: Uint8Array): Promise<Record<'Code39' | 'QRCode', ReadResult[]>> {
  const found = (await readBarcodes(png, { tryHarder: true })).filter((code) => code.isValid);
  return { Code39: found.filter((code) => code.format === 'Code39'), QRCode: found.filter((code) => code.format === 'QRCode') };
}

/** Modules along a QR code's edge: 21 in version 1, four more in each next. */
function smallestSize(text: string): number {
  const version = capacities.findIndex((bytes) => Buffer.byteLength(text) <= bytes) + 1;
  if (version === 0) throw new Error(`"${text}" is longer than this test knows`);
  return 17 + 4 * version;
}

function expectQr(code: ReadResult | undefined): void {
  expect(code?.text).toBe(address);
  expect(code?.ecLevel).toBe('L');
  // What the reader sampled, without its margins.
  expect(Number(code?.version)).toBe((smallestSize(address) - 17) / 4);
}

describe('page 1 of the PDF', () => {
  it('shows the job number and the address to a reader of codes', async () => {
    const { PDFParse } = createRequire(import.meta.url)('pdf-parse') as typeof import('pdf-parse');
    const parser = new PDFParse({ data: new Uint8Array(pdf) });
    const { pages } = await parser.getScreenshot({ scale: 4, partial: [1], imageDataUrl: false });
    await parser.destroy();
    const page = pages[0];
    if (!page) throw new Error('page 1 was not drawn');
    expect(page.width).toBe(4 * 612);
    const { Code39, QRCode } = await codesIn(page.data);
    expect(Code39.map((code) => code.text)).toEqual([jobNumber]);
    expect(QRCode).toHaveLength(1);
    expectQr(QRCode[0]);
  });

  it('holds both as outlines, and no image', () => {
    const page = readPage(pdf, 1);
    expect(page.pictures.length).toBeGreaterThanOrEqual(2);
    expect(page.pictures.map((picture) => picture.type)).not.toContain('image');
    const [bars, qr] = [page.pictures.find((one) => one.x < 100 && one.y > 740), page.pictures.find((one) => one.x > 490 && one.y > 700)];
    // Five bars a character: seven digits, start and stop.
    expect(bars?.outlines).toHaveLength(5 * (jobNumber.length + 2));
    expect(qr?.outlines.length).toBeGreaterThan(100);
  });
});

describe('the Word file', () => {
  /** A picture on white, with the margin its place on the page gives it. */
  function framed(png: Uint8Array): Uint8Array {
    const picture = decode(png);
    const { width, height, data, channels } = picture;
    const margin = 80;
    const grey = new Uint8Array((width + 2 * margin) * (height + 2 * margin)).fill(255);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) grey[(y + margin) * (width + 2 * margin) + x + margin] = Number(data[(y * width + x) * channels]);
    }
    return encode({ width: width + 2 * margin, height: height + 2 * margin, data: grey, channels: 1, depth: 8 });
  }

  it('holds the same codes as pictures', async () => {
    const pictures = [...parts].filter(([name]) => /^word\/media\/.+\.png$/.test(name));
    expect(pictures.length).toBeGreaterThanOrEqual(2);
    const found = await Promise.all(pictures.map(([, bytes]) => codesIn(framed(bytes))));
    expect(found.flatMap(({ Code39 }) => Code39.map((code) => code.text))).toEqual([jobNumber]);
    const qr = found.flatMap(({ QRCode }) => QRCode);
    expect(qr).toHaveLength(1);
    expectQr(qr[0]);
  });

  it('says each code’s value in the picture’s alternative text', () => {
    const feet = [...parts].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, bytes]) => new TextDecoder().decode(bytes));
    const texts = [...feet.join('').matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, text]) => text);
    expect(texts.filter((text) => text?.includes('00-00000'))).toHaveLength(1);
    expect(texts.filter((text) => text?.includes(address))).toHaveLength(1);
  });
});
