/**
 * Bar codes and QR codes as vector pictures: the one door to bwip-js and lean-qr, which say what is dark; the outlines are
 * drawn here. No text, no quiet zone. The same value gives the same picture.
 */
import type { Rectangle, VectorPicture } from './picture.ts';

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
  const rectangles: Rectangle[] = [];
  let x = 0;
  // Bars and spaces take turns, a bar first.
  for (const [index, part] of code.sbs.entries()) {
    if (index % 2 === 0) rectangles.push({ x, y: 0, width: part, height });
    x += part;
  }
  return { type: 'vector', width, height, outlines: [{ rectangles, grey: 0, rule: 'nonzero' }] };
}

const ascii = /^[ -~]*$/;

async function drawQrCode(value: string): Promise<VectorPicture> {
  const { correction, generate, mode } = await import('lean-qr');
  // The others have nothing for ASCII that these have not, and trying them takes as long as drawing.
  const modes = ascii.test(value) ? { modes: [mode.numeric, mode.alphaNumeric, mode.ascii] } : {};
  // Without a highest level the encoder raises it where the version has room; the originals stay at L.
  const code = generate(value, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L, ...modes });
  const { size } = code;
  return { type: 'vector', width: size, height: size, outlines: [{ rectangles: darkOf(code), grey: 0, rule: 'nonzero' }] };
}

/** Dark modules as rectangles: stretches of a row, and with each those right below it that are as long. In order of their first rows. */
function darkOf({ size, get }: { readonly size: number; get(x: number, y: number): boolean }): readonly Rectangle[] {
  const rectangles: { x: number; y: number; width: number; height: number }[] = [];
  /** What begins at a column and reaches the row above. */
  let above: (typeof rectangles)[number][] = [];
  for (let y = 0; y < size; y++) {
    const here: typeof above = [];
    for (let x = 0; x < size; x++) {
      if (!get(x, y)) continue;
      const start = x;
      while (x < size && get(x, y)) x++;
      let rectangle = above[start];
      if (rectangle?.width === x - start) rectangle.height++;
      else {
        rectangle = { x: start, y, width: x - start, height: 1 };
        rectangles.push(rectangle);
      }
      here[start] = rectangle;
    }
    above = here;
  }
  return rectangles;
}
