/** How columns of a table share their measure. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedWidths, withoutTurns } from '../../src/layout/columns.ts';

const rounded = (widths: readonly number[]) => widths.map((width) => Math.round(width * 100) / 100);

describe('columns', () => {
  it('that all fit on one line each take the rest in proportion', () => {
    expect(
      sharedWidths(
        [
          { least: 20, most: 100 },
          { least: 20, most: 50 },
        ],
        300,
      ),
    ).toEqual([200, 100]);
  });

  it('that do not fit take their words’ width, and share the rest by what they hold', () => {
    expect(
      rounded(
        sharedWidths(
          [
            { least: 40, most: 40 },
            { least: 60, most: 360 },
          ],
          200,
        ),
      ),
    ).toEqual([40, 160]);
    expect(
      rounded(
        sharedWidths(
          [
            { least: 40, most: 140 },
            { least: 60, most: 360 },
          ],
          200,
        ),
      ),
    ).toEqual([65, 135]);
  });

  it('of few words keep each cell on one line, unless the words of others need the room', () => {
    const needs = [
      { least: 20, most: 60 },
      { least: 20, most: 61 },
      { least: 50, most: 300 },
    ];
    expect(withoutTurns(needs, 60, 130).map(({ least }) => least)).toEqual([60, 20, 50]);
    expect(withoutTurns(needs, 60, 129)).toEqual(needs);
  });

  it('whose words do not fit are cut down from the widest', () => {
    expect(
      sharedWidths(
        [
          { least: 40, most: 40 },
          { least: 300, most: 300 },
          { least: 100, most: 100 },
        ],
        240,
      ),
    ).toEqual([40, 100, 100]);
  });

  it('always fill the measure, and never give words less than they need if all can have it', () => {
    const need = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(300)).map(([least, more]) => ({ least, most: least + more }));
    fc.assert(
      fc.property(fc.array(need, { minLength: 1, maxLength: 12 }), fc.integer({ min: 50, max: 600 }), (needs, room) => {
        const widths = sharedWidths(needs, room);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(room, 5);
        if (needs.reduce((sum, { least }) => sum + least, 0) > room) return;
        for (const [index, { least }] of needs.entries()) expect(widths[index]).toBeGreaterThanOrEqual(least - 1e-6);
      }),
    );
  });
});
