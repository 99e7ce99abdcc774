/**
 * How a block tells its own codes (RFC 1951, 3.2.7): their lengths, cut into stretches of equal ones, themselves coded.
 */
import type { Bits } from './bits.ts';
import { emptyCode, fitCode } from './huffman.ts';
import { type Codes, firstLengthSymbol } from './steps.ts';

/** Codes ready to be told. Good until the next header is made. */
export interface Header {
  /** Bits. */
  readonly size: number;
  write(out: Bits): void;
}

/** The order in which lengths of the code of lengths are written, the rarest last. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const longestLengthCode = 7;
/** Symbols for stretches of equal lengths: the last one again, a few zeros, many zeros. */
const [again, zeros, manyZeros] = [16, 17, 18];
const extraOfStretch = (symbol: number): number => (symbol === again ? 2 : symbol === zeros ? 3 : symbol === manyZeros ? 7 : 0);

const mostLengths = 320;
const lengthCounts = new Uint32Array(lengthOrder.length);
const lengthCode = emptyCode(lengthOrder.length);
const both = new Uint8Array(mostLengths);
/** A symbol, and the value of its extra bits above it. */
const stretches = new Uint16Array(mostLengths);
const symbolBits = 5;

/** Makes the header of two codes. */
export function headerOf({ literal, distance }: Codes): Header {
  const literalCount = Math.max(firstLengthSymbol, used(literal.lengths));
  const distanceCount = Math.max(1, used(distance.lengths));
  both.set(literal.lengths.subarray(0, literalCount));
  both.set(distance.lengths.subarray(0, distanceCount), literalCount);
  const count = gatherStretches(literalCount + distanceCount);
  fitCode(lengthCode, lengthCounts, longestLengthCode);
  let kept = lengthOrder.length;
  while (kept > 4 && lengthCode.lengths[lengthOrder[kept - 1] as number] === 0) kept--;
  let size = 14 + kept * 3;
  for (let symbol = 0; symbol < lengthOrder.length; symbol++) {
    size += (lengthCounts[symbol] as number) * ((lengthCode.lengths[symbol] as number) + extraOfStretch(symbol));
  }
  return {
    size,
    write: (out) => {
      out.put(literalCount - firstLengthSymbol, 5);
      out.put(distanceCount - 1, 5);
      out.put(kept - 4, 4);
      for (let index = 0; index < kept; index++) out.put(lengthCode.lengths[lengthOrder[index] as number] as number, 3);
      for (let index = 0; index < count; index++) {
        const symbol = (stretches[index] as number) & (2 ** symbolBits - 1);
        out.put(lengthCode.bits[symbol] as number, lengthCode.lengths[symbol] as number);
        out.put((stretches[index] as number) >> symbolBits, extraOfStretch(symbol));
      }
    },
  };
}

/** Cuts the first lengths of `both` into stretches, and counts their symbols; returns how many there are. */
function gatherStretches(end: number): number {
  let count = 0;
  lengthCounts.fill(0);
  const add = (symbol: number, extra: number) => {
    stretches[count++] = symbol | (extra << symbolBits);
    lengthCounts[symbol] = (lengthCounts[symbol] as number) + 1;
  };
  for (let at = 0; at < end; ) {
    const length = both[at] as number;
    let stop = at + 1;
    while (stop < end && both[stop] === length) stop++;
    if (length !== 0) {
      add(length, 0);
      at++;
    }
    // A stretch says how many it has above the fewest it may have.
    while (stop - at >= 3) {
      const taken = Math.min(stop - at, length === 0 ? 138 : 6);
      if (length !== 0) add(again, taken - 3);
      else if (taken < 11) add(zeros, taken - 3);
      else add(manyZeros, taken - 11);
      at += taken;
    }
    for (; at < stop; at++) add(length, 0);
  }
  return count;
}

function used(lengths: Uint8Array): number {
  let end = lengths.length;
  while (end > 0 && lengths[end - 1] === 0) end--;
  return end;
}
