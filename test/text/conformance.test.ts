/** Unicode’s own tests of directions and line ends; `test/unicode/README.md` says which lines differ and why. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import bidiModule from 'bidi-js';
import fc from 'fast-check';
import LineBreaker from 'linebreak';
import { describe, expect, it } from 'vitest';
import { findBreaks } from '../../src/text/breaks.ts';
import { visualOrder } from '../../src/text/justify.ts';
import { levelsOf } from '../../src/text/levels.ts';

/** The rows of a file of tests, comments left out. */
function rows(name: string): readonly string[] {
  const file = path.join(import.meta.dirname, '../unicode', `${name}.txt.br`);
  return brotliDecompressSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .map((row) => row.replace(/#.*/, '').trim())
    .filter((row) => row !== '');
}
const textOf = (codes: string) => String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16)));

describe('BidiCharacterTest', () => {
  it('passes, levels and order, in all cases', () => {
    let cases = 0;
    const failed: string[] = [];
    for (const row of rows('BidiCharacterTest')) {
      const [codes = '', , direction, levels = '', order = ''] = row.split(';');
      cases++;
      const text = textOf(codes);
      // Paragraphs of ours have a direction: the file's own is given to those that would find theirs.
      const found = levelsOf(text, direction === '1' ? 'rtl' : 'ltr');
      const expected = levels.split(' ');
      const shown = [...text].flatMap((_, index) => {
        const at = [...text].slice(0, index).join('').length;
        return expected[index] === 'x' ? [] : [{ index, stretch: { level: found[at] ?? -1 } }];
      });
      const isRight =
        shown.every(({ index, stretch }) => String(stretch.level) === expected[index]) &&
        visualOrder(shown)
          .map(({ index }) => index)
          .join(' ') === order;
      if (!isRight) failed.push(row);
    }
    expect(cases).toBe(91_707);
    expect(failed).toEqual([]);
  }, 60_000);
});

describe('Arabic text', () => {
  const bidi = (bidiModule as unknown as typeof bidiModule.default)();
  const arabic = fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCharCode(code));
  const other = fc.constantFrom(...' \u00a0.,:;!?()«»“”…–—-/+%1a$\u05d0\u202b\u202c\u2067\u2069\u200f\u{1f600}');

  it.each(['rtl', 'ltr'] as const)('gets the levels it gets when every letter is looked at: %s', (direction) => {
    const words = fc.array(fc.oneof({ arbitrary: arabic, weight: 3 }, other), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(words, (text) => {
        expect([...levelsOf(text, direction)]).toEqual([...bidi.getEmbeddingLevels(text, direction).levels]);
      }),
      { numRuns: 1000 },
    );
  });

  it('gets them beside isolates too, which begin and end among its letters', () => {
    fc.assert(
      fc.property(fc.array(arabic, { minLength: 1 }), fc.array(arabic, { minLength: 1 }), fc.array(arabic), (before, within, after) => {
        const [one, two, three] = [before, within, after].map((letters) => letters.join('')) as [string, string, string];
        const whole = [...bidi.getEmbeddingLevels(`${one}\u2068${two}\u2069${three}`, 'rtl').levels];
        const isolate = { start: one.length, end: one.length + two.length };
        const expected = whole.toSpliced(isolate.end + 1, 1).toSpliced(isolate.start, 1);
        expect([...levelsOf(one + two + three, 'rtl', [isolate])]).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('LineBreakTest', () => {
  const cases = rows('LineBreakTest').map((row) => {
    let text = '';
    const chances: number[] = [];
    for (const sign of row.split(/\s+/)) {
      if (sign === '÷') chances.push(text.length);
      else if (sign !== '×') text += textOf(sign);
    }
    return { row, text, chances: chances.filter((chance) => chance > 0) };
  });

  it('passes but for 59 cases, all of known kinds', () => {
    const differing = cases.filter(({ text, chances }) => {
      const breaker = new LineBreaker(text);
      const found: number[] = [];
      for (let chance = breaker.nextBreak(); chance; chance = breaker.nextBreak()) found.push(chance.position);
      return found.join() !== chances.join();
    });
    expect(cases).toHaveLength(7654);
    const kinds = [
      /÷ (?:2329|FF08|300C)\b/,
      /(?:0024|0025|005C|007D|0029)(?: × 0308)? ÷ (?:0028|007B|0024|0025)\b/,
      /(?:002C|002E|002F)(?: × 0308)? ÷ 00[34]/,
      /1F02C × 1F3FF/,
    ];
    const counts = kinds.map(
      (kind, index) => differing.filter(({ row }) => kinds.findIndex((one) => one.test(row)) === index && kind.test(row)).length,
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(differing.length);
    expect(differing).toHaveLength(59);
    expect(counts).toEqual([29, 14, 15, 1]);
  });

  it('holds every chance we take within a word', () => {
    const breaks = { after: '-–—', 'not-after': [], 'no-break': [], 'titles-together': [] };
    const own = cases.filter(({ text }) => !/[\s\u200b\u0085\u2028\u2029]/.test(text));
    expect(own.length).toBeGreaterThan(2000);
    const others = own.filter(({ text, chances }) =>
      [...findBreaks(text, breaks, false)].some((chance, at) => chance !== 0 && at < text.length && !chances.includes(at)),
    );
    expect(others.map(({ row }) => row)).toEqual([]);
  });
});
