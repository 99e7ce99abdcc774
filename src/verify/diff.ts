/**
 * The shortest way from one sequence to another, bounded: E. W. Myers, "An O(ND) difference algorithm and its variations"
 * (1986), without its refinement in linear space.
 */

/** One stretch where the sequences differ: indexes into each, ends after the last. Both are never empty at once. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly foundFrom: number;
  readonly foundTo: number;
}

/**
 * Steps looked for before giving up; memory grows with the square. A file further away than this is another document, and
 * everything between what both begin and end with is then one hunk.
 */
const most = 400;

/** Compares two sequences; no hunks: they are equal. */
export function diff<T>(expected: readonly T[], found: readonly T[], same: (one: T, other: T) => boolean): readonly Hunk[] {
  const equal = (at: number, foundAt: number) => same(expected[at] as T, found[foundAt] as T);
  let start = 0;
  while (start < expected.length && start < found.length && equal(start, start)) start += 1;
  let end = expected.length;
  let foundEnd = found.length;
  while (end > start && foundEnd > start && equal(end - 1, foundEnd - 1)) {
    end -= 1;
    foundEnd -= 1;
  }
  if (start === end && start === foundEnd) return [];
  const matched = matches(start, end, foundEnd, equal);
  if (!matched) return [{ from: start, to: end, foundFrom: start, foundTo: foundEnd }];

  // What lies between two pairs that match is a hunk.
  const hunks: Hunk[] = [];
  let [at, foundAt] = [start, start];
  for (const [next, foundNext] of [...matched, [end, foundEnd] as const]) {
    if (next > at || foundNext > foundAt) hunks.push({ from: at, to: next, foundFrom: foundAt, foundTo: foundNext });
    [at, foundAt] = [next + 1, foundNext + 1];
  }
  return hunks;
}

/** Pairs of indexes that match, in order; null when more steps would be needed than allowed. */
function matches(
  start: number,
  end: number,
  foundEnd: number,
  equal: (at: number, foundAt: number) => boolean,
): readonly (readonly [number, number])[] | null {
  // On diagonal k lie the points where at - foundAt = k; `reach` holds the furthest `at` of each, after d steps.
  let reach = new Map<number, number>([[1, start]]);
  const history: Map<number, number>[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    const next = new Map<number, number>();
    history.push(reach);
    for (let k = -steps; k <= steps; k += 2) {
      let at = isDown(reach, k, steps) ? (reach.get(k + 1) ?? start) : (reach.get(k - 1) ?? start) + 1;
      let foundAt = at - k;
      while (at < end && foundAt < foundEnd && equal(at, foundAt)) {
        at += 1;
        foundAt += 1;
      }
      next.set(k, at);
      if (at >= end && foundAt >= foundEnd) return retraced(history, end, foundEnd, start);
    }
    reach = next;
  }
  return null;
}

/** Whether the best way onto diagonal k is one more piece found, not one piece missed. */
function isDown(reach: ReadonlyMap<number, number>, k: number, steps: number): boolean {
  return k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

function retraced(
  history: readonly ReadonlyMap<number, number>[],
  end: number,
  foundEnd: number,
  start: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [at, foundAt] = [end, foundEnd];
  for (let steps = history.length - 1; steps >= 0; steps -= 1) {
    const reach = history[steps] ?? new Map<number, number>();
    const k = at - foundAt;
    const before = isDown(reach, k, steps) ? k + 1 : k - 1;
    const from = steps === 0 ? start : (reach.get(before) ?? start);
    const foundFrom = steps === 0 ? start : from - before;
    while (at > from && foundAt > foundFrom) {
      at -= 1;
      foundAt -= 1;
      pairs.push([at, foundAt]);
    }
    [at, foundAt] = [from, foundFrom];
  }
  return pairs.reverse();
}
