/** The difference between two sequences. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../src/verify/diff.ts';

const hunksOf = (one: string, other: string) => diff([...one], [...other], (a, b) => a === b);
/** The first sequence with every hunk replaced by what the second has there. */
function patched(one: string, other: string): string {
  let at = 0;
  let made = '';
  for (const hunk of hunksOf(one, other)) {
    made += one.slice(at, hunk.from) + other.slice(hunk.foundFrom, hunk.foundTo);
    at = hunk.to;
  }
  return made + one.slice(at);
}
/** Length of the longest common subsequence, by the plain table. */
function common(one: string, other: string): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (const [index, found] of [...other].entries())
      next.push(letter === found ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    row = next;
  }
  return row[other.length] ?? 0;
}

test('finds nothing between equal sequences', () => {
  expect(hunksOf('abc', 'abc')).toEqual([]);
  expect(hunksOf('', '')).toEqual([]);
});
test('tells what changed, went and came', () => {
  expect(hunksOf('abcdef', 'abXdef')).toEqual([{ from: 2, to: 3, foundFrom: 2, foundTo: 3 }]);
  expect(hunksOf('abcdef', 'abdef')).toEqual([{ from: 2, to: 3, foundFrom: 2, foundTo: 2 }]);
  expect(hunksOf('abdef', 'abcdef')).toEqual([{ from: 2, to: 2, foundFrom: 2, foundTo: 3 }]);
});
test('turns the one into the other by as few changes as can be', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 });
  fc.assert(
    fc.property(letters, letters, (one, other) => {
      expect(patched(one, other)).toBe(other);
      const changes = hunksOf(one, other).reduce((sum, hunk) => sum + hunk.to - hunk.from + hunk.foundTo - hunk.foundFrom, 0);
      expect(changes).toBe(one.length + other.length - 2 * common(one, other));
    }),
    { numRuns: 500 },
  );
});
test('gives up on sequences that have little in common, and still tells where they part', () => {
  const one = `same${'a'.repeat(3_000)}end`;
  const other = `same${'b'.repeat(3_000)}end`;
  expect(hunksOf(one, other)).toEqual([{ from: 4, to: 3_004, foundFrom: 4, foundTo: 3_004 }]);
});
