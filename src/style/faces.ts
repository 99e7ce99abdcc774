/**
 * The faces: opens font files by role and answers for their metrics and coverage. Font units unless said.
 */
import type { SheetData } from './sheet.ts';

/** One design, from one static TrueType file. */
export interface Face {
  /** The file's key in the style sheet. */
  readonly key: string;
  /** The whole font file. */
  readonly bytes: Uint8Array;
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  /** Degrees. */
  readonly italicAngle: number;
  readonly bbox: readonly [number, number, number, number];
  /** Glyph index, 0 if the face lacks the character. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
}
export interface Faces {
  face(role: string, bold: boolean, italic: boolean): Face;
}

/** Opens the style sheet's font files, each at most once a process. Throws if a file is missing: an installation fault. */
export async function loadFaces(_data: SheetData): Promise<Faces> {
  throw new Error('not written');
}
