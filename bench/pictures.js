/**
 * The pictures of a letter's first page as SVG, for programs that are handed them ready: the bar code, the QR code of the
 * source's address, the recycling sign.
 */
import { readFile } from 'node:fs/promises';
import bwip from 'bwip-js/node';
import { correction, generate } from 'lean-qr';
import { parse } from 'yaml';

const sign = await readFile(new URL('../templates/pictures/recycle.svg', import.meta.url), 'utf8');
const svg = (width, height, path) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path d="${path}"/></svg>`;
const rectangle = (x, y, width, height) => `M${x} ${y}h${width}v${height}h-${width}z`;

export function picturesOf(source) {
  const { job, qr } = parse(source);
  return { bars: barsOf(job.number), qr: modulesOf(qr), sign };
}

function barsOf(number) {
  const [{ sbs }] = bwip.raw({ bcid: 'code39', text: number });
  let [x, path] = [0, ''];
  for (const [index, part] of sbs.entries()) {
    if (index % 2 === 0) path += rectangle(x, 0, part, 10);
    x += part;
  }
  return svg(x, 10, path);
}

function modulesOf(address) {
  const code = generate(address, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L });
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      const start = x;
      while (x < code.size && code.get(x, y)) x++;
      if (x > start) path += rectangle(start, y, x - start, 1);
    }
  return svg(code.size, code.size, path);
}
