/**
 * Compresses bytes to the zlib format (RFC 1950 and 1951). The streams of a letter are many and small: libraries take longer
 * to set up than to compress, and were a third of the time a document takes. The bytes depend on the input alone.
 */
import type { Bits } from './bits.ts';
import { type Header, headerOf } from './header.ts';
import { emptyCode, fitCode, numberCode } from './huffman.ts';
import { beginSearch, type Codes, emptyCodes, endOfBlock, findSteps, noCounts, sizeIn, writeEnd, writeSteps } from './steps.ts';
import { beginZlib, endZlib } from './zlib.ts';

/** The code every reader knows (RFC 1951, 3.2.6). */
const fixed: Codes = { literal: emptyCode(288), distance: emptyCode(30) };
fixed.literal.lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
fixed.distance.lengths.fill(5);
numberCode(fixed.literal);
numberCode(fixed.distance);

const longestCode = 15;
const mostStored = 0xffff;
/** Bytes below which a code of a block's own takes longer to fit than the rest, and saves a hundred bytes. */
const worthFitting = 2048;

const counts = noCounts();
const own = emptyCodes();

/** Compresses bytes. */
export function compress(bytes: Uint8Array): Uint8Array {
  // A block is never longer than its bytes stored; those of 2 KiB and more are at most one for so many bytes.
  const out = beginZlib(bytes.length + (bytes.length >> 8) + 16);
  const origin = beginSearch(bytes.length);
  let at = 0;
  do {
    counts.literal.fill(0);
    counts.distance.fill(0);
    const found = findSteps(bytes, at, origin, counts);
    counts.literal[endOfBlock] = 1;
    writeBlock(out, bytes.subarray(at, found.at), found.count, found.at >= bytes.length);
    at = found.at;
  } while (at < bytes.length);
  return endZlib(out, bytes);
}

/** Writes the steps of a block in the shortest of the three ways. */
function writeBlock(out: Bits, bytes: Uint8Array, count: number, last: boolean): void {
  const stored = (bytes.length + 5 * Math.max(1, Math.ceil(bytes.length / mostStored))) * 8;
  const known = sizeIn(fixed, counts);
  const header = bytes.length < worthFitting ? null : fitOwn();
  const fitted = header ? header.size + sizeIn(own, counts) : Number.POSITIVE_INFINITY;
  if (stored < fitted && stored < known) {
    writeStored(out, bytes, last);
    return;
  }
  out.put(last ? 1 : 0, 1);
  const codes = header && fitted < known ? own : fixed;
  out.put(codes === own ? 2 : 1, 2);
  if (codes === own) header?.write(out);
  writeSteps(out, count, codes);
  writeEnd(out, codes);
}

/** Fits a code to the counted steps. */
function fitOwn(): Header {
  fitCode(own.literal, counts.literal, longestCode);
  fitCode(own.distance, counts.distance, longestCode);
  return headerOf(own);
}

function writeStored(out: Bits, bytes: Uint8Array, last: boolean): void {
  for (let at = 0; at < bytes.length; at += mostStored) {
    const stretch = bytes.subarray(at, at + mostStored);
    out.put(last && at + mostStored >= bytes.length ? 1 : 0, 3);
    out.align();
    out.put(stretch.length, 16);
    out.put(stretch.length ^ 0xffff, 16);
    out.bytes(stretch);
  }
}
