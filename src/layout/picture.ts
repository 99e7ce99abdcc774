/**
 * Pictures as data: vector outlines in a unit of their own, or a raster file's bytes. Made by the emblem reader and the
 * code makers; drawn by the PDF back end, turned into picture parts by the DOCX back end.
 */

/**
 * One filled outline. `path` is SVG path data in the picture's units, y downwards: absolute commands M L C Q Z only, each
 * said every time and without blanks round it, its numbers a space apart.
 */
export interface Outline {
  readonly path: string;
  /** 0 is black, 1 white. */
  readonly grey: number;
  readonly rule: 'nonzero' | 'evenodd';
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
