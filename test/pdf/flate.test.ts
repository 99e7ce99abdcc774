import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress } from '../../src/backends/pdf/flate/compress.ts';
import { partCoder } from '../../src/backends/pdf/flate/parts.ts';

const inflated = (bytes: Uint8Array) => new Uint8Array(inflateSync(bytes));
/** Bytes with much or little that comes again, and long enough for every kind of block. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  fc.uint8Array({ max: 3, maxLength: 5000, size: 'max' }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 300, size: 'max' }), fc.integer({ min: 1, max: 300 }))
    .map(([part, times]) =>
      Uint8Array.from({ length: part.length * times }, (_, at) => (part[at % part.length] ?? 0) ^ (at % 17 === 0 ? 1 : 0)),
    ),
);

describe('compressed streams', () => {
  it('inflate to what they were made of', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(inflated(compress(bytes))).toEqual(bytes);
      }),
    );
  });

  it('do not depend on what was compressed before', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (bytes, others) => {
        const first = compress(bytes);
        compress(others);
        expect(compress(bytes)).toEqual(first);
      }),
    );
  });

  it('hold frequencies as uneven as codes can be', () => {
    const bytes: number[] = [];
    for (let symbol = 0, [one, other] = [1, 1]; symbol < 20; symbol++, [one, other] = [other, one + other]) {
      // Far apart, so that they are bytes and not matches.
      for (let count = 0; count < one; count++) bytes.push(symbol, (count * 7 + symbol) % 251, (count >> 3) % 241);
    }
    const input = Uint8Array.from(bytes);
    expect(inflated(compress(input))).toEqual(input);
  });

  it('are never much longer than what they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000, size: 'max' }), (bytes) => {
        expect(compress(bytes).length).toBeLessThanOrEqual(bytes.length + 32);
      }),
      {
        numRuns: 20,
      },
    );
  });
});

describe('files joined from parts', () => {
  it('inflate to the parts in a row, however unlike the samples they are', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 3 }), fc.array(anyBytes, { maxLength: 5 }), (samples, parts) => {
        const file = new Uint8Array(Buffer.concat(parts));
        const coder = partCoder(samples);
        const once = coder.compress(parts, file);
        expect(inflated(once)).toEqual(file);
        expect(coder.compress(parts, file)).toEqual(once);
      }),
      { numRuns: 25 },
    );
  });
});
