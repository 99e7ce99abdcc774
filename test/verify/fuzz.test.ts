/** Damaged files: verification answers, with a problem unless the damage touches nothing that is read. It never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentNode } from '../../src/tree/nodes.ts';
import { verifyOutput } from '../../src/verify/verify.ts';
import { collector, plainDocx, plainPdf, specimen } from './specimen.ts';

const formats = [
  { format: 'pdf', write: (tree: DocumentNode) => plainPdf(tree) },
  { format: 'docx', write: plainDocx },
] as const;

describe.each(formats)('$format', ({ format, write }) => {
  const verdictOn = async (bytes: Uint8Array) => {
    const { report, problems } = collector();
    const verdict = await verifyOutput(format, bytes, specimen(), `letter.${format}`, report);
    expect(verdict.ok).toBe(problems.length === 0);
    return verdict;
  };

  test('answers for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await verdictOn(bytes)).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
  test('answers for a file cut anywhere', async () => {
    const whole = await write(specimen());
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.95, noNaN: true }), async (part) => {
        expect((await verdictOn(whole.subarray(0, Math.floor(whole.length * part)))).ok).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
  test('answers for a file with bytes changed', async () => {
    const whole = await write(specimen());
    const change = fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
        const bytes = whole.slice();
        for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value;
        await verdictOn(bytes);
      }),
      { numRuns: 60 },
    );
  });
});
