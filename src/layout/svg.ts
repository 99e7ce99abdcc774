/**
 * Reads a picture file, as an emblem is given: PNG and JPEG by their headers, SVG down to filled outlines in black and
 * white, which is how the house prints it. What an SVG may not hold, or what would be lost, is refused with its place.
 */
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';
import { identity, type Matrix, multiply, readPath, readTransform } from './outline.ts';
import type { Outline, Picture, VectorPicture } from './picture.ts';
import { isJpeg, isPng, type PictureFault, readJpeg, readPng } from './raster.ts';

export type { PictureFault } from './raster.ts';

/** Limits on what is read: bytes of the file, elements one inside another, outlines drawn, characters of all path data. */
const limits = { bytes: 8_000_000, depth: 64, outlines: 20_000, path: 4_000_000 };
/** Fills at least this light, from 0 to 1, stay white. */
const nearWhite = 85 / 100;
/** Named colours of CSS that are near white; every other name prints black. */
const whiteNames = new Set(
  'aliceblue azure cornsilk floralwhite ghostwhite honeydew ivory lavenderblush lightcyan lightyellow linen mintcream oldlace seashell snow white whitesmoke'.split(
    ' ',
  ),
);
const colorWord = /^[a-z]+$/;
/** Digits kept of a picture's largest measure. */
const digits = 6;

const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const silent = new Set(['title', 'desc', 'metadata', 'defs']);
/** Refused by any name space: they run, fetch, or show what is no outline. */
const refused = new Set(['script', 'foreignobject', 'image', 'iframe', 'audio', 'video', 'style', 'animate', 'set', 'handler']);
const refusedLooks = ['clip-path', 'mask', 'filter', 'marker', 'marker-start', 'marker-mid', 'marker-end'];
const svgNamespace = 'http://www.w3.org/2000/svg';

class Refusal extends Error {
  readonly element: XmlElement;
  constructor(reason: string, element: XmlElement) {
    super(reason);
    this.element = element;
  }
}

/** Reads a picture; what it is shows in its first bytes, whatever its name. */
export function pictureFrom(bytes: Uint8Array, fileName: string): Picture | PictureFault {
  if (bytes.length > limits.bytes) return { reason: `file is larger than ${limits.bytes} bytes` };
  if (isPng(bytes)) return readPng(bytes);
  if (isJpeg(bytes)) return readJpeg(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: 'file is neither PNG nor JPEG nor SVG' };
  }
  if (!/^\s*</.test(text) && !/\.svg$/i.test(fileName)) return { reason: 'file is neither PNG nor JPEG nor SVG' };
  return readSvg(text);
}

/** Reads an SVG's filled outlines. */
export function readSvg(text: string): VectorPicture | PictureFault {
  const root = parseXml(text, { size: limits.bytes, depth: limits.depth });
  if (root.type === 'fault') return root;
  try {
    return draw(root);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { reason: error.message, line: error.element.line, column: error.element.column };
  }
}

/** What an element hands down to those inside it. */
interface Inherited {
  readonly matrix: Matrix;
  readonly fill: string;
  readonly rule: Outline['rule'];
  readonly stroked: boolean;
  /** Product of the opacities so far. */
  readonly opacity: number;
  readonly fillOpacity: number;
}
interface Drawing {
  readonly prefix: string;
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly outlines: Outline[];
  readonly decimals: number;
  pathLength: number;
}

function draw(root: XmlElement): VectorPicture {
  const { prefix, name } = split(root.name);
  const namespace = root.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`];
  if (name !== 'svg' || (namespace !== undefined && namespace !== svgNamespace)) throw new Refusal('file is not an SVG picture', root);
  const byId = new Map<string, XmlElement>();
  inspect(root, byId);
  const { x, y, width, height } = viewOf(root);
  const largest = Math.max(width, height);
  const drawing: Drawing = {
    prefix,
    byId,
    outlines: [],
    decimals: Math.min(digits, Math.max(0, digits - Math.ceil(Math.log10(largest)))),
    pathLength: 0,
  };
  const look: Inherited = { matrix: [1, 0, 0, 1, -x, -y], fill: 'black', rule: 'nonzero', stroked: false, opacity: 1, fillOpacity: 1 };
  const own = inherit(root, look);
  for (const child of elementsOf(root)) drawElement(child, own, drawing, 0);
  if (drawing.outlines.length === 0) throw new Refusal('picture shows nothing', root);
  return { type: 'vector', width, height, outlines: drawing.outlines };
}

/** Looks at every element before any is drawn, the silent ones too; metadata in other name spaces may hold what it likes. */
function inspect(element: XmlElement, byId: Map<string, XmlElement>): void {
  const { name } = split(element.name);
  if (refused.has(name.toLowerCase())) throw new Refusal(`element "${element.name}" is not allowed`, element);
  for (const [attribute, value] of Object.entries(element.attributes)) {
    const local = split(attribute).name.toLowerCase();
    if (local.startsWith('on')) throw new Refusal(`attribute "${attribute}" is not allowed`, element);
    if (local === 'href' && !value.startsWith('#'))
      throw new Refusal(`reference to "${value.slice(0, 80)}" leads outside the picture`, element);
    if (/url\s*\(|@import|expression\s*\(|javascript:/i.test(value) && attribute !== 'd') {
      throw new Refusal(`attribute "${attribute}" refers to something that cannot be printed`, element);
    }
  }
  const { id } = element.attributes;
  if (id !== undefined && !byId.has(id)) byId.set(id, element);
  if (name === 'metadata') return;
  for (const child of elementsOf(element)) inspect(child, byId);
}

/** The picture's own rectangle: its view box, or its size. */
function viewOf(root: XmlElement): { x: number; y: number; width: number; height: number } {
  const viewBox = root.attributes.viewBox;
  const numbers =
    viewBox
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const [x = 0, y = 0, width = 0, height = 0] =
    viewBox === undefined ? [0, 0, lengthOf(root, 'width', Number.NaN), lengthOf(root, 'height', Number.NaN)] : numbers;
  const sound = viewBox === undefined || numbers.length === 4;
  if (!sound || ![x, y, width, height].every(Number.isFinite) || width <= 0 || height <= 0 || Math.max(width, height) >= 10 ** digits) {
    throw new Refusal('picture has no usable size: it needs a viewBox, or a width and a height', root);
  }
  return { x, y, width, height };
}

function drawElement(element: XmlElement, parent: Inherited, drawing: Drawing, uses: number): void {
  const { prefix, name } = split(element.name);
  // Editors keep notes of their own in name spaces of their own.
  if (prefix !== drawing.prefix || silent.has(name)) return;
  const look = inherit(element, parent);
  if (styleOf(element, 'display') === 'none' || styleOf(element, 'visibility') === 'hidden') return;
  if (name === 'g') {
    for (const child of elementsOf(element)) drawElement(child, look, drawing, uses);
  } else if (name === 'use') {
    const reference = element.attributes.href ?? element.attributes['xlink:href'] ?? '';
    const target = drawing.byId.get(reference.slice(1));
    if (!target) throw new Refusal(`reference to "${reference.slice(0, 80)}" finds nothing`, element);
    if (uses >= 8) throw new Refusal('references lead one to another too often', element);
    const moved = multiply(look.matrix, [1, 0, 0, 1, lengthOf(element, 'x', 0), lengthOf(element, 'y', 0)]);
    drawElement(target, { ...look, matrix: moved }, drawing, uses + 1);
  } else if (shapes.has(name)) {
    drawShape(element, name, look, drawing);
  } else {
    throw new Refusal(`element "${element.name}" cannot be printed as an outline`, element);
  }
}

function drawShape(element: XmlElement, name: string, look: Inherited, drawing: Drawing): void {
  if (look.stroked) throw new Refusal('strokes cannot be printed: turn them into outlines', element);
  const grey = greyOf(look, element);
  if (grey === null) return;
  const data = dataOf(element, name);
  drawing.pathLength += data.length;
  if (drawing.outlines.length >= limits.outlines || drawing.pathLength > limits.path)
    throw new Refusal('picture has too many outlines', element);
  const path = readPath(data, look.matrix, drawing.decimals);
  if (path === null || /NaN|Infinity|e/.test(path)) throw new Refusal(`the outline of this "${name}" cannot be read`, element);
  if (path !== '') drawing.outlines.push({ path, grey, rule: look.rule });
}

/** A basic shape as path data (SVG 1.1, chapter 9). */
function dataOf(element: XmlElement, name: string): string {
  const value = (attribute: string) => lengthOf(element, attribute, 0);
  switch (name) {
    case 'path':
      return element.attributes.d ?? '';
    case 'polygon':
    case 'polyline': {
      const points = (element.attributes.points ?? '').trim();
      return points === '' ? '' : `M${points}Z`;
    }
    case 'circle':
      return ellipse(value('cx'), value('cy'), value('r'), value('r'));
    case 'ellipse':
      return ellipse(value('cx'), value('cy'), value('rx'), value('ry'));
    case 'rect': {
      const [x, y, width, height] = [value('x'), value('y'), value('width'), value('height')];
      if (width <= 0 || height <= 0) return '';
      const givenX = lengthOf(element, 'rx', lengthOf(element, 'ry', 0));
      const rx = Math.min(givenX, width / 2);
      const ry = Math.min(lengthOf(element, 'ry', givenX), height / 2);
      if (rx <= 0 || ry <= 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
      const corner = (dx: number, dy: number) => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
      return `M${x + rx} ${y}H${x + width - rx}${corner(rx, ry)}V${y + height - ry}${corner(-rx, ry)}H${x + rx}${corner(-rx, -ry)}V${y + ry}${corner(rx, -ry)}Z`;
    }
    default:
      // A line without a stroke shows nothing.
      return '';
  }
}

const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  rx <= 0 || ry <= 0 ? '' : `M${cx - rx} ${cy}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0Z`;

function inherit(element: XmlElement, parent: Inherited): Inherited {
  for (const look of refusedLooks) {
    const value = styleOf(element, look);
    if (value !== undefined && value !== 'none') throw new Refusal(`"${look}" cannot be printed`, element);
  }
  const transform = element.attributes.transform;
  const own = transform === undefined ? identity : readTransform(transform);
  if (!own) throw new Refusal(`transform "${transform?.slice(0, 80)}" cannot be read`, element);
  const fill = given(styleOf(element, 'fill'));
  const rule = given(styleOf(element, 'fill-rule'));
  const stroke = given(styleOf(element, 'stroke'));
  const strokeWidth = styleOf(element, 'stroke-width');
  const fillOpacity = given(styleOf(element, 'fill-opacity'));
  return {
    matrix: multiply(parent.matrix, own),
    fill: fill ?? parent.fill,
    rule: rule === undefined ? parent.rule : rule === 'evenodd' ? 'evenodd' : 'nonzero',
    stroked: strokeWidth === '0' ? false : stroke === undefined ? parent.stroked : stroke !== 'none' && stroke !== 'transparent',
    opacity: parent.opacity * opacityOf(styleOf(element, 'opacity'), element),
    fillOpacity: fillOpacity === undefined ? parent.fillOpacity : opacityOf(fillOpacity, element),
  };
}

const given = (value: string | undefined): string | undefined => (value === 'inherit' ? undefined : value);

/** Black, or white if the fill is near white; null if nothing shows. */
function greyOf(look: Inherited, element: XmlElement): number | null {
  const opacity = look.opacity * look.fillOpacity;
  if (look.fill === 'none' || look.fill === 'transparent' || opacity === 0) return null;
  const light = lightOf(look.fill);
  if (light === null) throw new Refusal(`colour "${look.fill.slice(0, 80)}" cannot be read`, element);
  return 1 - opacity * (1 - light) >= nearWhite ? 1 : 0;
}

/** How light a colour is, from 0 to 1; null if it cannot be read. */
function lightOf(color: string): number | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (hex !== undefined) {
    const parts = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return lightness(parts.map((part) => Number.parseInt(part, 16) / 255));
  }
  const rgb = /^rgb\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*\)$/i.exec(color);
  if (rgb) return lightness(rgb.slice(1).map((part) => (part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part) / 255)));
  const word = color.toLowerCase();
  if (!colorWord.test(word)) return null;
  return whiteNames.has(word) ? 1 : 0;
}

/** Luma of red, green and blue (ITU-R BT.601). */
const lightness = ([red = 0, green = 0, blue = 0]: readonly number[]): number => (299 * red + 587 * green + 114 * blue) / 1000;

function opacityOf(value: string | undefined, element: XmlElement): number {
  if (value === undefined || value === 'inherit') return 1;
  const number = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (!(number >= 0)) throw new Refusal(`opacity "${value.slice(0, 80)}" cannot be read`, element);
  return Math.min(1, number);
}

/** A presentation property: the `style` attribute wins over the attribute of its own name. */
function styleOf(element: XmlElement, name: string): string | undefined {
  for (const declaration of (element.attributes.style ?? '').split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0 && declaration.slice(0, colon).trim() === name) return declaration.slice(colon + 1).trim();
  }
  return element.attributes[name]?.trim();
}

function lengthOf(element: XmlElement, attribute: string, absent: number): number {
  const text = element.attributes[attribute];
  if (text === undefined) return absent;
  const length = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(?:px|pt|mm|cm|in)?\s*$/i.exec(text)?.[1];
  if (length === undefined) throw new Refusal(`length "${text.slice(0, 80)}" cannot be read`, element);
  return Number(length);
}

function split(name: string): { prefix: string; name: string } {
  const colon = name.indexOf(':');
  return colon < 0 ? { prefix: '', name } : { prefix: name.slice(0, colon), name: name.slice(colon + 1) };
}
