/**
 * Numbers as content streams print them: rounded, shortest, never in exponent form (ISO 32000-1, 7.3.3).
 */

/** A thousandth of a point is far below what a printer can show. */
const decimals = 3;
export const unit = 10 ** decimals;

/** Rounds to the precision `format` prints. */
export function round(value: number): number {
  return Math.round(value * unit) / unit;
}

/** Prints a number. Throws on what is not finite: a fault of the layout. */
export function format(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`not a number a page can hold: ${value}`);
  const rounded = round(value);
  // Minus zero prints as zero.
  return rounded === 0 ? '0' : String(rounded);
}
