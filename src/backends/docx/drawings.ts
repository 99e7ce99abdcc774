/**
 * Pictures and rules as Word draws them. Every picture carries its alternative text; vector pictures go in as SVG with a
 * PNG of the same look for readers that do not draw SVG.
 */
import { HorizontalPositionRelativeFrom, type IFloating, ImageRun, type ParagraphChild, VerticalPositionRelativeFrom } from 'docx';
import { ShapeRun } from 'docx/shapes';
import type { Picture, VectorPicture } from '../../layout/picture.ts';
import { emu, pixels } from '../../style/units.ts';
import type { Context } from '../backend.ts';
import { rasterOf, svgOf } from './raster.ts';

/** A place on the page, in points; x from its start edge. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Dots to the inch of the PNG that stands for a vector picture where SVG is not drawn: what print asks of pictures. */
const resolution = 300;
const pointsPerInch = 72;

/** How far something stands from the page's left edge whose x counts from its start edge. */
export function fromLeft(box: { readonly x: number; readonly width: number }, { page, language }: Context): number {
  return language.direction === 'rtl' ? page.page.width - box.x - box.width : box.x;
}

/** Puts a picture at a fixed place of the page, stretched to its box. */
export async function placedPicture(picture: Picture, alt: string, box: Box, context: Context): Promise<ParagraphChild> {
  return pictureRun(picture, alt, box, {
    horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: emu(fromLeft(box, context)) },
    verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: emu(box.y) },
    allowOverlap: true,
  });
}

/** Puts a picture into the line, stretched to a size. */
export async function pictureInLine(picture: Picture, alt: string, size: { width: number; height: number }): Promise<ParagraphChild> {
  return pictureRun(picture, alt, size, null);
}

/** Puts an empty box into the line, the place of a picture that is not given. */
export function boxInLine(alt: string, size: { readonly width: number; readonly height: number }, line: number): ParagraphChild {
  return new ShapeRun({
    type: 'rectangle',
    transformation: { width: pixels(size.width), height: pixels(size.height) },
    fill: 'none',
    line: { color: '000000', width: line },
    altText: { name: alt, description: alt },
  });
}

/** PNG bytes by picture and size: a house's own pictures come again in every letter. */
const fallbacks = new WeakMap<Picture, Map<string, Uint8Array>>();

function fallbackOf(picture: VectorPicture, width: number, height: number): Uint8Array {
  const bySize = fallbacks.get(picture) ?? new Map<string, Uint8Array>();
  fallbacks.set(picture, bySize);
  const key = `${width} ${height}`;
  const made = bySize.get(key) ?? rasterOf(picture, width, height);
  bySize.set(key, made);
  return made;
}

async function pictureRun(
  picture: Picture,
  alt: string,
  size: { readonly width: number; readonly height: number },
  floating: IFloating | null,
): Promise<ParagraphChild> {
  const options = {
    transformation: { width: pixels(size.width), height: pixels(size.height) },
    altText: { name: alt, description: alt },
    ...(floating === null ? {} : { floating }),
  };
  if (picture.type === 'raster') {
    return new ImageRun({ ...options, type: picture.format === 'jpeg' ? 'jpg' : 'png', data: picture.bytes });
  }
  const dots = (points: number) => (points * resolution) / pointsPerInch;
  const fallback = fallbackOf(picture, dots(size.width), dots(size.height));
  return new ImageRun({
    ...options,
    type: 'svg',
    data: new TextEncoder().encode(svgOf(picture)),
    fallback: { type: 'png', data: fallback },
  });
}

/** The short centred rule that ends a document, hung from the line it follows; `below` counts from that line's top. */
export function endRule(below: number, context: Context): ParagraphChild {
  return horizontalRule(context.page['end-rule'], below, context);
}

/** A rule at a fixed place across the page; `below` is its distance from the top of the line that holds it. */
export function horizontalRule(
  rule: { readonly x: number; readonly width: number; readonly height: number },
  below: number,
  context: Context,
): ParagraphChild {
  return new ShapeRun({
    type: 'line',
    transformation: { width: pixels(rule.width), height: 0 },
    line: { color: '000000', width: rule.height },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: emu(fromLeft(rule, context)) },
      verticalPosition: { relative: VerticalPositionRelativeFrom.LINE, offset: emu(below) },
      allowOverlap: true,
    },
  });
}
