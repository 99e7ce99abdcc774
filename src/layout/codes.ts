/**
 * Bar codes and QR codes as vector pictures: the one door to bwip-js, which says which modules are dark; the outlines are
 * drawn here. No text, no quiet zone. The same value gives the same picture.
 */
import type { VectorPicture } from './picture.ts';

/** Heights of a bar code as a part of its length; it is scaled into its box, so this only shapes the picture on its own. */
const barCodeHeight = 1 / 8;

/** Draws Code 39 (ISO/IEC 16388) with its start and stop characters, wide bars three times the narrow. */
export async function barCodePicture(value: string): Promise<VectorPicture> {
  const code = await encode({ bcid: 'code39', text: value });
  if (!('sbs' in code)) throw new Error('bar code came without bars');
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

/** Draws a QR code (ISO/IEC 18004) of level L, in the smallest version that holds the value. */
export async function qrCodePicture(value: string): Promise<VectorPicture> {
  const code = await encode({ bcid: 'qrcode', text: value, eclevel: 'L' });
  if (!('pixs' in code)) throw new Error('QR code came without modules');
  const { pixs, pixx: width, pixy: height } = code;
  let path = '';
  // Dark stretches of a row; one that the row above has too has been drawn with it, down to where it ends.
  const stretches = Array.from({ length: height }, (_, y) => darkStretches(pixs.slice(y * width, (y + 1) * width)));
  const has = (y: number, start: number, length: number) =>
    stretches[y]?.some((other) => other.start === start && other.length === length) ?? false;
  for (const [y, row] of stretches.entries()) {
    for (const { start, length } of row) {
      if (has(y - 1, start, length)) continue;
      let rows = 1;
      while (has(y + rows, start, length)) rows++;
      path += rectangle(start, y, length, rows);
    }
  }
  return { type: 'vector', width, height, outlines: [{ path, grey: 0, rule: 'nonzero' }] };
}

async function encode(options: { bcid: string; text: string; eclevel?: string }) {
  const { default: bwip } = await import('bwip-js/node');
  // `raw` stops before drawing: widths of bars and spaces, or modules row by row.
  const [code] = bwip.raw(options);
  if (!code) throw new Error(`no ${options.bcid} for ${options.text}`);
  return code;
}

function darkStretches(row: readonly number[]): readonly { start: number; length: number }[] {
  const stretches: { start: number; length: number }[] = [];
  let start = -1;
  for (let x = 0; x <= row.length; x++) {
    const dark = row[x] === 1;
    if (dark && start < 0) start = x;
    if (!dark && start >= 0) {
      stretches.push({ start, length: x - start });
      start = -1;
    }
  }
  return stretches;
}

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
