/** The mask of a QR code is chosen as the library chooses it, only sooner. */
import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestMask } from '../../src/layout/mask.ts';

function modulesOf(text: string, mask: number | null): { readonly pixs: readonly number[]; readonly pixx: number } {
  const options = { bcid: 'qrcode', text, eclevel: 'L', fixedeclevel: true, ...(mask === null ? {} : { mask }) };
  const [code] = bwip.raw(options);
  if (!code || !('pixs' in code)) throw new Error('no code');
  return code;
}

const character = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789/-._%?=&');
const address = fc.integer({ min: 1, max: 134 }).chain((length) => fc.string({ unit: character, minLength: length, maxLength: length }));

test('is the one the library chooses, in every version up to the sixth', () => {
  const sizes = new Set<number>();
  const same = (text: string) => {
    const first = modulesOf(text, 1);
    sizes.add(first.pixx);
    const mask = bestMask(first.pixs, first.pixx);
    expect(mask).not.toBeNull();
    expect(modulesOf(text, mask).pixs).toEqual(modulesOf(text, null).pixs);
  };
  for (const text of ['A', 'https://a.org/1234', 'HTTPS://EXAMPLE.ORG/A/80/1', 'x'.repeat(134)]) same(text);
  fc.assert(fc.property(address, same), { numRuns: 120 });
  expect([...sizes].sort()).toEqual([21, 25, 29, 33, 37, 41]);
});

test('is left to the library in larger codes', () => {
  const { pixs, pixx } = modulesOf('x'.repeat(140), 1);
  expect([pixx, bestMask(pixs, pixx)]).toEqual([45, null]);
});
