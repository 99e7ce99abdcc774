/**
 * Points to the units Word counts in, whole as its attributes demand, and from those printers do.
 */

/** From millimetres: 72 points are an inch of 25.4 of them. */
export const pointsOf = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Twentieths of a point: indents, spacing, tab stops, page sizes. */
export const twips = (points: number): number => Math.round(points * 20);
/** Half-points: type sizes, kerning, raised and lowered text. */
export const halfPoints = (points: number): number => Math.round(points * 2);
/** Eighths of a point: borders. */
export const eighths = (points: number): number => Math.round(points * 8);
/** English metric units, 12700 a point: drawings (ECMA-376-1, 20.1.2.1). */
export const emu = (points: number): number => Math.round(points * 12700);
/** Pixels of 96 to the inch, in which docx takes the sizes of pictures. Not rounded: docx turns them to English metric units. */
export const pixels = (points: number): number => (points * 96) / 72;
/** Per cent: the scale of letters. */
export const percent = (fraction: number): number => Math.round(fraction * 100);
