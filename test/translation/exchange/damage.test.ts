/** A file that was damaged on its way gives problems with their places, never an exception, and a catalogue is whole or untouched. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desk, letter } from './harness.ts';

const fr = 'language: fr\nunits:\n  body.1: { text: "Le 17 janvier 2020.", state: final }\n';

describe('a damaged file', () => {
  it.each(['1.2', '2.1'] as const)(
    'of XLIFF %s is refused or taken whole',
    async (version) => {
      const at = desk({ 'letter.yaml': letter, 'fr.yaml': fr });
      const file = (await at.send('fr', { xliff: version })).files[0] ?? '';
      const text = at.read(file);
      const piece = fc.constantFrom(
        '',
        '<',
        '>',
        '"',
        '&',
        '&x;',
        '<g id="1">',
        '</g>',
        '<target>x</target>',
        '</source>',
        '\u0000',
        ']]>',
        '<!--',
        'id="body.1"',
      );
      const damage = fc.tuple(fc.nat(text.length), fc.nat(40), piece);
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
          at.write('content/case/fr.yaml', fr);
          at.write(
            file,
            damages.reduce((whole, [start, length, put]) => whole.slice(0, start) + put + whole.slice(start + length), text),
          );
          const { exit, said } = await at.receive([file]);
          expect([0, 3, 4]).toContain(exit);
          if (exit !== 0) {
            expect(said).toMatch(/^output\/case\/translation\/case-EN-FR\.xlf:\d+:\d+(?:-\d+:\d+)?: error EXCHANGE_/m);
            expect(at.read('content/case/fr.yaml')).toBe(fr);
          }
        }),
        { numRuns: 12 },
      );
    },
    120_000,
  );

  it('of Word is refused or taken whole', async () => {
    const at = desk({ 'letter.yaml': letter, 'fr.yaml': fr });
    const file = (await at.send('fr', { docx: true })).files[0] ?? '';
    const bytes = readFileSync(path.join(at.folder, file));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), async (place, value, end) => {
        at.write('content/case/fr.yaml', fr);
        const damaged = Buffer.from(bytes);
        damaged[place] = value;
        at.write(file, damaged.subarray(0, Math.max(end, place + 1)));
        const { exit } = await at.receive([file]);
        expect([0, 3, 4]).toContain(exit);
        if (exit !== 0) expect(at.read('content/case/fr.yaml')).toBe(fr);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
