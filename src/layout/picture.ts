/**
 * Pictures as data: vector outlines in a unit of their own, or a raster file's bytes. Made by the emblem reader and the
 * code makers; drawn by the PDF back end, turned into picture parts by the DOCX back end.
 */

/** One filled outline, in the picture's units, y downwards. */
export type Outline = (PathOutline | RectanglesOutline) & {
  /** 0 is black, 1 white. */
  readonly grey: number;
  readonly rule: 'nonzero' | 'evenodd';
};
/** SVG path data: absolute commands M L C Q Z only, each said every time and without blanks round it, its numbers a space apart. */
export interface PathOutline {
  readonly path: string;
}
/** Upright rectangles, of which codes are made: hundreds, and cheaper to write than their paths. */
export interface RectanglesOutline {
  readonly rectangles: readonly Rectangle[];
}
/** A place: within a picture in its own units, on a page in points. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface VectorPicture {
  readonly type: 'vector';
  /** Size in the picture's own units; scaled to the box it is set in. */
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
}
export interface RasterPicture {
  readonly type: 'raster';
  readonly format: 'png' | 'jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}
export type Picture = VectorPicture | RasterPicture;

/** An outline as path data, whatever it is given as. */
export function pathOf(outline: Outline): string {
  return 'path' in outline ? outline.path : outline.rectangles.map(cornersOf).join('');
}

const cornersOf = ({ x, y, width, height }: Rectangle): string =>
  `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
