/**
 * The difference between two texts, word by word, and how much they have in common.
 */

export interface Change {
  readonly type: 'same' | 'added' | 'removed';
  /** Words with the white space between them. */
  readonly text: string;
}

/** Words of one text that are compared with as many of the other: longer texts are compared by what they begin and end with. */
const longest = 2000;

/** The shortest way from one text to another, words as units. Texts without spaces between words change by character. */
export function differenceOf(before: string, after: string): readonly Change[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const changes: Change[] = [];
  const add = (type: Change['type'], words: readonly string[]) => {
    const last = changes.at(-1);
    if (words.length === 0) return;
    if (last?.type === type) changes[changes.length - 1] = { type, text: last.text + words.join('') };
    else changes.push({ type, text: words.join('') });
  };
  add('same', old.slice(0, start));
  const [removed, added] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  if (removed.length > longest || added.length > longest) {
    add('removed', removed);
    add('added', added);
  } else for (const [type, word] of steps(removed, added)) add(type, [word]);
  add('same', old.slice(old.length - end));
  return gathered(changes);
}

/** Unchanged words shown on each side of a change; the rest is left out. */
const around = 6;

/** A difference as wdiff prints it: `[-removed-]` and `{+added+}`, with a few words around each change. */
export function sayDifference(changes: readonly Change[]): string {
  return changes
    .map(({ type, text: words }, index) => {
      if (type === 'removed') return `[-${words}-]`;
      if (type === 'added') return `{+${words}+}`;
      const parts = words.split(/(?<=\s)(?=\S)/);
      const head = index === 0 ? 0 : around;
      const tail = index === changes.length - 1 ? 0 : around;
      if (parts.length <= head + tail + 1) return words;
      return `${parts.slice(0, head).join('')}… ${parts.slice(parts.length - tail).join('')}`;
    })
    .join('');
}

/** How often each word stands in a text. */
export interface CountedWords {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}
export function countedWords(text: string): CountedWords {
  const counts = new Map<string, number>();
  let size = 0;
  for (const word of wordsOf(text)) {
    if (!/\S/.test(word)) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    size += 1;
  }
  return { counts, size };
}

/** Dice's coefficient of the words of two texts, from 0 (none in common) to 1. */
export function likeness(one: CountedWords, other: CountedWords): number {
  let common = 0;
  for (const [word, count] of one.counts) common += Math.min(count, other.counts.get(word) ?? 0);
  const total = one.size + other.size;
  return total === 0 ? 1 : (2 * common) / total;
}

/** Words, the white space between them, marks, and each character of scripts that write none. */
function wordsOf(text: string): readonly string[] {
  return (
    text.match(
      /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:[-/.’'][\p{L}\p{M}\p{N}]+)*|[\s\S]/gu,
    ) ?? []
  );
}

/** Longest common subsequence by dynamic programming, from the back. */
function steps(old: readonly string[], now: readonly string[]): readonly (readonly [Change['type'], string])[] {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const made: (readonly [Change['type'], string])[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    const [before, after] = [old[row], now[column]];
    if (before !== undefined && before === after) {
      made.push(['same', before]);
      row += 1;
      column += 1;
    } else if (before !== undefined && (after === undefined || at(row + 1, column) >= at(row, column + 1))) {
      made.push(['removed', before]);
      row += 1;
    } else if (after !== undefined) {
      made.push(['added', after]);
      column += 1;
    }
  }
  return made;
}

/** White space alone between two changes belongs to them: "one two" → "three four" is one change, not two. */
function gathered(changes: readonly Change[]): readonly Change[] {
  const made: Change[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') made.push({ type: 'removed', text: removed });
    if (added !== '') made.push({ type: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { type, text }] of changes.entries()) {
    const between = type === 'same' && text.trim() === '' && index > 0 && index < changes.length - 1;
    if (type !== 'added' && (type === 'removed' || (between && (removed !== '' || added !== '')))) removed += text;
    if (type !== 'removed' && (type === 'added' || (between && (removed !== '' || added !== '')))) added += text;
    if (type === 'same' && !between) {
      flush();
      made.push({ type, text });
    }
  }
  flush();
  return made;
}
