/**
 * Compresses files that are joined from parts, most of which come again in other files: glyphs of a face. One code is
 * fitted in advance to samples; a part is coded in it once, and a file's parts are then only joined. Matches stay within a
 * part.
 */
import { Bits } from './bits.ts';
import { headerOf } from './header.ts';
import { fitCode } from './huffman.ts';
import { beginSearch, emptyCodes, findSteps, noCounts, writeEnd, writeSteps } from './steps.ts';
import { beginZlib, endZlib } from './zlib.ts';

export interface PartCoder {
  /** Compresses parts joined to a file. Parts are known again by identity: their bytes must not change. */
  compress(parts: readonly Uint8Array[], file: Uint8Array): Uint8Array;
}

/** A part in the coder's code. */
interface Coded {
  readonly bytes: Uint8Array;
  /** Number of bits. */
  readonly length: number;
}

const longestCode = 15;
/** Bytes of no symbol's code: what the longest code and the most extra bits can make of one byte. */
const bytesPerByte = 2;
const headerRoom = 512;

/** Makes a coder for files whose parts are like the samples. */
export function partCoder(samples: Iterable<Uint8Array>): PartCoder {
  const counts = noCounts();
  // Whatever the samples lack must have a code too.
  counts.literal.fill(1);
  counts.distance.fill(1);
  for (const sample of samples) eachBlock(sample, counts, () => undefined);
  const codes = emptyCodes();
  fitCode(codes.literal, counts.literal, longestCode);
  fitCode(codes.distance, counts.distance, longestCode);
  const known = new WeakMap<Uint8Array, Coded>();

  const code = (part: Uint8Array): Coded => {
    const out = new Bits(part.length * bytesPerByte + 1);
    eachBlock(part, noCounts(), (count) => writeSteps(out, count, codes));
    const { length } = out;
    out.align();
    return { bytes: out.finish(), length };
  };
  const codedOf = (part: Uint8Array): Coded => {
    let coded = known.get(part);
    if (!coded) {
      coded = code(part);
      known.set(part, coded);
    }
    return coded;
  };
  return {
    compress(parts, file) {
      const out = beginZlib(file.length * bytesPerByte + headerRoom);
      // One block, the last, with its own codes.
      out.put(1, 1);
      out.put(2, 2);
      headerOf(codes).write(out);
      for (const part of parts) {
        const { bytes, length } = codedOf(part);
        out.run(bytes, length);
      }
      writeEnd(out, codes);
      return endZlib(out, file);
    },
  };
}

function eachBlock(bytes: Uint8Array, counts: ReturnType<typeof noCounts>, use: (steps: number) => void): void {
  const origin = beginSearch(bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const found = findSteps(bytes, at, origin, counts);
    use(found.count);
    at = found.at;
  }
}
