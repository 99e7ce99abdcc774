/**
 * Vector pictures as SVG text and as PNG bytes. The raster is exact along each row and averages a few rows to a row of
 * pixels, so upright edges on whole pixels, as a bar code has them, stay sharp.
 */
import { type Outline, pathOf, type VectorPicture } from '../../layout/picture.ts';
import { greyPng } from './png.ts';

/** Writes a picture as SVG that fills whatever box it is put in. */
export function svgOf(picture: VectorPicture): string {
  const paths = picture.outlines.map(
    (outline) =>
      `<path fill="${hexGrey(outline.grey)}"${outline.rule === 'evenodd' ? ' fill-rule="evenodd"' : ''} d="${pathOf(outline)}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${picture.width} ${picture.height}" preserveAspectRatio="none">${paths.join('')}</svg>`;
}

/**
 * Draws a picture on white, as a greyscale PNG of about the size asked for: a picture of few units, such as a code, is made
 * of whole pixels a unit.
 */
export function rasterOf(picture: VectorPicture, width: number, height: number): Uint8Array {
  const across = pixelsOf(picture.width, width);
  const down = pixelsOf(picture.height, height);
  const data = new Uint8Array(across * down).fill(white);
  for (const outline of picture.outlines) {
    paint(data, across, down, edgesOf(outline, across / picture.width, down / picture.height), outline);
  }
  return greyPng(across, down, data);
}

const white = 255;
/** Rows of samples to a row of pixels. */
const samples = 4;
/** Straight pieces of a curve. */
const pieces = 12;

function pixelsOf(units: number, wanted: number): number {
  const scale = wanted / units;
  return Math.max(1, scale >= 1 ? Math.round(scale) * Math.ceil(units) : Math.round(wanted));
}

function hexGrey(grey: number): string {
  const hex = Math.round(grey * white)
    .toString(16)
    .padStart(2, '0');
  return `#${hex}${hex}${hex}`;
}

/** A straight edge, always downwards; `turn` is 1 if the outline ran down it and -1 if up. */
interface Edge {
  readonly x: number;
  readonly y: number;
  readonly endY: number;
  /** Change of x for each unit of y. */
  readonly slope: number;
  readonly turn: 1 | -1;
}

/** Flattens path data (absolute M L C Q Z) into edges, in pixels. */
function edgesOf(outline: Outline, scaleX: number, scaleY: number): readonly Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number) => {
    if (toY > y) edges.push({ x, y, endY: toY, slope: (toX - x) / (toY - y), turn: 1 });
    if (toY < y) edges.push({ x: toX, y: toY, endY: y, slope: (x - toX) / (y - toY), turn: -1 });
    [x, y] = [toX, toY];
  };
  for (const [, command = '', values = ''] of pathOf(outline).matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = [...values.matchAll(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g)].map(Number);
    const count = { M: 2, L: 2, Q: 4, C: 6 }[command];
    if (command === 'Z') lineTo(startX, startY);
    for (let at = 0; count !== undefined && at + count <= numbers.length; at += count) {
      const points = numbers.slice(at, at + count).map((value, index) => value * (index % 2 === 0 ? scaleX : scaleY));
      const [toX = 0, toY = 0] = points.slice(-2);
      if (command === 'M' && at === 0) {
        lineTo(startX, startY);
        [x, y, startX, startY] = [toX, toY, toX, toY];
      } else if (count === 2) lineTo(toX, toY);
      else for (const point of curve([x, y, ...points])) lineTo(point.x, point.y);
    }
  }
  lineTo(startX, startY);
  return edges;
}

/** Points along a Bézier curve of any degree, by de Casteljau's construction; the first is left out. */
function curve(controls: readonly number[]): readonly { x: number; y: number }[] {
  return Array.from({ length: pieces }, (_, index) => {
    const t = (index + 1) / pieces;
    let points = [...controls];
    while (points.length > 2) points = points.slice(0, -2).map((value, at) => value + ((points[at + 2] ?? value) - value) * t);
    return { x: points[0] ?? 0, y: points[1] ?? 0 };
  });
}

/** Fills between edges row by row; how much of a pixel is covered sets how much of the outline's grey it takes. */
function paint(data: Uint8Array, across: number, down: number, edges: readonly Edge[], outline: Outline): void {
  const target = Math.round(outline.grey * white);
  const covered = new Float64Array(across);
  const sorted = edges.toSorted((a, b) => a.y - b.y);
  let active: Edge[] = [];
  let next = 0;
  /** Whether `covered` is that of the row above, all of whose edges are upright and go on. */
  let isSame = false;
  for (let row = 0; row < down; row++) {
    const before = active.length;
    active = active.filter((edge) => edge.endY > row);
    isSame &&= active.length === before;
    for (let edge = sorted[next]; edge && edge.y < row + 1; edge = sorted[++next]) {
      active.push(edge);
      isSame = false;
    }
    if (active.length === 0) continue;
    if (!isSame) coverRow(covered.fill(0), row, active, outline.rule);
    isSame = active.every((edge) => edge.slope === 0 && edge.y <= row && edge.endY >= row + 2);
    for (let x = 0; x < across; x++) {
      const part = Math.min(1, (covered[x] ?? 0) / samples);
      const at = row * across + x;
      if (part > 0) data[at] = Math.round((data[at] ?? white) * (1 - part) + target * part);
    }
  }
}

/** Adds to each pixel of a row what the inside of an outline covers of it, a sample's row at a time. */
function coverRow(covered: Float64Array, row: number, edges: readonly Edge[], rule: Outline['rule']): void {
  for (let sample = 0; sample < samples; sample++) {
    // The middle of the sample's row.
    const y = row + (2 * sample + 1) / (2 * samples);
    const crossings = edges
      .filter((edge) => edge.y <= y && edge.endY > y)
      .map((edge) => ({ x: edge.x + (y - edge.y) * edge.slope, turn: edge.turn }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [index, crossing] of crossings.entries()) {
      winding += rule === 'evenodd' ? 1 : crossing.turn;
      const inside = rule === 'evenodd' ? winding % 2 === 1 : winding !== 0;
      const end = crossings[index + 1];
      if (inside && end) cover(covered, Math.max(0, crossing.x), Math.min(covered.length, end.x));
    }
  }
}

function cover(covered: Float64Array, from: number, to: number): void {
  for (let x = Math.floor(from); x < to; x++) covered[x] = (covered[x] ?? 0) + Math.min(to, x + 1) - Math.max(from, x);
}
