/**
 * What DEFLATE makes of bytes before any code (RFC 1951, 3.2.5): steps, each a byte or a match with earlier bytes. Finds
 * them, counts their symbols and writes them in a code.
 */
import type { Bits } from './bits.ts';
import { type Code, emptyCode } from './huffman.ts';

// Limits of the format.
const windowSize = 1 << 15;
const shortestMatch = 3;
const longestMatch = 258;
export const endOfBlock = 256;
export const firstLengthSymbol = 257;
const lengthSymbols = 29;
const literals = 286;
const distances = 30;

/** Base value of every length symbol and the number of extra bits that follow it. */
const lengthBases = new Uint16Array(lengthSymbols);
const lengthExtras = new Uint8Array(lengthSymbols);
const symbolOfLength = new Uint8Array(longestMatch + 1);
for (let symbol = 0, base = shortestMatch; symbol < lengthSymbols; symbol++) {
  const last = symbol === lengthSymbols - 1;
  const extra = last || symbol < 8 ? 0 : (symbol >> 2) - 1;
  // The last has a symbol of its own, within reach of the one before.
  if (last) base = longestMatch;
  lengthBases[symbol] = base;
  lengthExtras[symbol] = extra;
  symbolOfLength.fill(symbol, base, Math.min(base + 2 ** extra, longestMatch + 1));
  base += 2 ** extra;
}

/** The two alphabets of a block, as frequencies and as codes. */
export interface Counts {
  readonly literal: Uint32Array;
  readonly distance: Uint32Array;
}
export interface Codes {
  readonly literal: Code;
  readonly distance: Code;
}

/** Counts of nothing. */
export function noCounts(): Counts {
  return { literal: new Uint32Array(literals), distance: new Uint32Array(distances) };
}

/** Codes without a symbol. */
export function emptyCodes(): Codes {
  return { literal: emptyCode(literals), distance: emptyCode(distances) };
}

/** Steps of one block: frequencies change from one part of a long stream to the next. */
const blockSteps = 1 << 14;
/** Candidates tried for a match: more make page contents smaller by less than a per cent. */
const tries = 4;
/** Matches are looked for by their first bytes; one of three bytes is seldom worth finding. */
const hashed = 4;
const hashBits = 13;

// Working memory. Places are counted on from search to search, so that what earlier ones left behind is known to be old.
const heads = new Int32Array(1 << hashBits);
const earlier = new Int32Array(windowSize);
const lastPlace = 2 ** 30;
let nextPlace = 1;
/** Of the block found last. */
const steps = new Uint32Array(blockSteps);

// A step is a byte, or a match: its distance above its length. No match is shorter than three, none has distance 0.
const lengthBits = 9;
const lengthMask = (1 << lengthBits) - 1;

/** Begins a search in other bytes: `findSteps` finds no matches from before. Returns where they begin. */
export function beginSearch(length: number): number {
  if (nextPlace > lastPlace) {
    heads.fill(0);
    nextPlace = 1;
  }
  const origin = nextPlace;
  nextPlace += length + 1;
  return origin;
}

/** Where a block's search ended: after the last byte and the last step. */
export interface Found {
  readonly at: number;
  readonly count: number;
}

/** Finds the steps of one block from a place on, and adds them to the counts. */
export function findSteps(bytes: Uint8Array, start: number, origin: number, { literal, distance }: Counts): Found {
  let at = start;
  let count = 0;
  while (at < bytes.length && count < blockSteps) {
    const match = findMatch(bytes, at, origin);
    if (match === 0) {
      const byte = bytes[at++] as number;
      steps[count++] = byte;
      literal[byte] = (literal[byte] as number) + 1;
      continue;
    }
    steps[count++] = match;
    const length = match & lengthMask;
    const lengthSymbol = firstLengthSymbol + (symbolOfLength[length] as number);
    const distanceSymbol = symbolOfDistance(match >> lengthBits);
    literal[lengthSymbol] = (literal[lengthSymbol] as number) + 1;
    distance[distanceSymbol] = (distance[distanceSymbol] as number) + 1;
    for (const end = at + length; ++at < end; ) remember(bytes, at, origin);
  }
  return { at, count };
}

/** Keeps a place for later matches; returns the place before it that may match. */
function remember(bytes: Uint8Array, at: number, origin: number): number {
  if (at + hashed > bytes.length) return 0;
  const four =
    ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
  // Knuth's multiplicative hash.
  const hash = Math.imul(four, 0x9e3779b1) >>> (32 - hashBits);
  const head = heads[hash] as number;
  earlier[(origin + at) & (windowSize - 1)] = head;
  heads[hash] = origin + at;
  return head;
}

/** The longest match of the bytes at a place with earlier ones, as a step; 0 if there is none. Remembers the place. */
function findMatch(bytes: Uint8Array, at: number, origin: number): number {
  let place = remember(bytes, at, origin);
  const oldest = Math.max(origin, origin + at - windowSize + 1);
  const most = Math.min(longestMatch, bytes.length - at);
  let best = shortestMatch - 1;
  let distance = 0;
  for (let left = tries; place >= oldest && left > 0; left--) {
    const other = place - origin;
    // Most candidates fail where they would have to be better than the best.
    if (bytes[other + best] === bytes[at + best]) {
      let length = 0;
      while (length < most && bytes[other + length] === bytes[at + length]) length++;
      if (length > best) {
        best = length;
        distance = at - other;
        if (length === most) break;
      }
    }
    place = earlier[place & (windowSize - 1)] as number;
  }
  return distance === 0 ? 0 : (distance << lengthBits) | best;
}

function symbolOfDistance(distance: number): number {
  const before = distance - 1;
  if (before < 4) return before;
  const extra = 30 - Math.clz32(before);
  return extra * 2 + 2 + ((before >> extra) & 1);
}

const extraOfDistance = (symbol: number): number => (symbol < 4 ? 0 : (symbol >> 1) - 1);

/** Bits that counted steps take in a code. */
export function sizeIn({ literal, distance }: Codes, counts: Counts): number {
  let size = 0;
  for (let symbol = 0; symbol < literals; symbol++) {
    const extra = symbol < firstLengthSymbol ? 0 : (lengthExtras[symbol - firstLengthSymbol] as number);
    size += (counts.literal[symbol] as number) * ((literal.lengths[symbol] as number) + extra);
  }
  for (let symbol = 0; symbol < distances; symbol++) {
    size += (counts.distance[symbol] as number) * ((distance.lengths[symbol] as number) + extraOfDistance(symbol));
  }
  return size;
}

/** Writes the first steps found last. */
export function writeSteps(out: Bits, count: number, { literal, distance }: Codes): void {
  for (let index = 0; index < count; index++) {
    const step = steps[index] as number;
    if (step <= 0xff) {
      out.put(literal.bits[step] as number, literal.lengths[step] as number);
      continue;
    }
    const length = step & lengthMask;
    const own = symbolOfLength[length] as number;
    const bits = literal.lengths[firstLengthSymbol + own] as number;
    const excess = length - (lengthBases[own] as number);
    out.put((literal.bits[firstLengthSymbol + own] as number) | (excess << bits), bits + (lengthExtras[own] as number));
    const back = step >> lengthBits;
    const symbol = symbolOfDistance(back);
    const extra = extraOfDistance(symbol);
    out.put(distance.bits[symbol] as number, distance.lengths[symbol] as number);
    out.put((back - 1) & (2 ** extra - 1), extra);
  }
}

/** Ends a block. */
export function writeEnd(out: Bits, { literal }: Codes): void {
  out.put(literal.bits[endOfBlock] as number, literal.lengths[endOfBlock] as number);
}
