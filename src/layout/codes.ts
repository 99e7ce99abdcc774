/**
 * Bar codes and QR codes as vector pictures: the one door to bwip-js and lean-qr, which say what is dark; the outlines are
 * drawn here. No text, no quiet zone. The same value gives the same picture.
 */
import type { VectorPicture } from './picture.ts';

/** Heights of a bar code as a part of its length; it is scaled into its box, so this only shapes the picture on its own. */
const barCodeHeight = 1 / 8;

/** Draws Code 39 (ISO/IEC 16388) with its start and stop characters, wide bars three times the narrow. */
export function barCodePicture(value: string): Promise<VectorPicture> {
  return kept(`bar ${value}`, () => drawBarCode(value));
}

/** Draws a QR code (ISO/IEC 18004) of level L, in the smallest version that holds the value. */
export function qrCodePicture(value: string): Promise<VectorPicture> {
  return kept(`qr ${value}`, () => drawQrCode(value));
}

/** Making a code takes as long as setting a page, and a document's PDF and DOCX show the same ones. */
const drawn = new Map<string, VectorPicture>();
const drawnKept = 32;

async function kept(key: string, draw: () => Promise<VectorPicture>): Promise<VectorPicture> {
  const known = drawn.get(key);
  if (known) return known;
  const picture = await draw();
  if (drawn.size >= drawnKept) drawn.clear();
  drawn.set(key, picture);
  return picture;
}

async function drawBarCode(value: string): Promise<VectorPicture> {
  const { default: bwip } = await import('bwip-js/node');
  // `raw` stops before drawing: the widths of bars and spaces.
  const [code] = bwip.raw({ bcid: 'code39', text: value });
  if (!code || !('sbs' in code)) throw new Error(`no bar code for ${value}`);
  const width = code.sbs.reduce((sum, part) => sum + part, 0);
  const height = Math.round(width * barCodeHeight);
  let x = 0;
  let path = '';
  // Bars and spaces take turns, a bar first.
  for (const [index, part] of code.sbs.entries()) {
    if (index % 2 === 0) path += rectangle(x, 0, part, height);
    x += part;
  }
  return { type: 'vector', width, height, outlines: [{ path, grey: 0, rule: 'nonzero' }] };
}

async function drawQrCode(value: string): Promise<VectorPicture> {
  const { correction, generate } = await import('lean-qr');
  // Without a highest level the encoder raises it where the version has room; the originals stay at L.
  const code = generate(value, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L });
  const { size } = code;
  const rows = Array.from({ length: size }, (_, y) => darkStretches(size, (x) => code.get(x, y)));
  return { type: 'vector', width: size, height: size, outlines: [{ path: rectanglesOf(rows), grey: 0, rule: 'nonzero' }] };
}

/** Dark modules as rectangles: stretches of a row, and with each those right below it that are as long. */
function rectanglesOf(rows: readonly ReadonlyMap<number, number>[]): string {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (const [start, length] of row) {
      if (rows[y - 1]?.get(start) === length) continue;
      let height = 1;
      while (rows[y + height]?.get(start) === length) height++;
      path += rectangle(start, y, length, height);
    }
  }
  return path;
}

/** Lengths of a row's dark stretches, by where they start. */
function darkStretches(size: number, isDark: (x: number) => boolean): ReadonlyMap<number, number> {
  const stretches = new Map<number, number>();
  let start = -1;
  for (let x = 0; x <= size; x++) {
    const dark = x < size && isDark(x);
    if (dark && start < 0) start = x;
    if (!dark && start >= 0) {
      stretches.set(start, x - start);
      start = -1;
    }
  }
  return stretches;
}

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
