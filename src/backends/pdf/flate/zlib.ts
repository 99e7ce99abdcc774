/**
 * The zlib format around DEFLATE (RFC 1950).
 */
import { Bits } from './bits.ts';

/** Begins a stream with room for some bytes. */
export function beginZlib(capacity: number): Bits {
  const out = new Bits(capacity + 8);
  // Deflate, window of 32 KiB; the remainder of both bytes by 31 is 0.
  out.put(0x78, 8);
  out.put(0x01, 8);
  return out;
}

/** Ends a stream with the checksum of what it holds. */
export function endZlib(out: Bits, bytes: Uint8Array): Uint8Array {
  out.align();
  const sum = adler(bytes);
  for (let shift = 24; shift >= 0; shift -= 8) out.put((sum >>> shift) & 0xff, 8);
  return out.finish();
}

/** Largest prime below two to the sixteenth. */
const modulus = 65521;
/** As many bytes as both sums take in 31 bits. */
const safe = 3800;

function adler(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; ) {
    for (const end = Math.min(at + safe, bytes.length); at < end; at++) {
      low += bytes[at] as number;
      high += low;
    }
    low %= modulus;
    high %= modulus;
  }
  return ((high << 16) | low) >>> 0;
}
