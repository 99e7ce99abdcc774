/**
 * What would bring a catalogue into step with its source: moved units get their new keys, new ones a place, those that are gone
 * leave theirs. No translation is changed or lost; proposals are made only when asked for, and say what they are.
 */
import type { Catalogue, CatalogueUnit } from './catalogue.ts';
import { countedWords, likeness } from './difference.ts';
import { alike, type Standing, type Standings, sameGroup } from './standing.ts';
import type { Unit } from './units.ts';
import type { CatalogueChanges } from './write.ts';

export interface UpdateOptions {
  /** Proposes for what is missing the translation of the text most like it. */
  readonly fuzzy: boolean;
  /** Takes translations without a digest for those of the text that stands there now. */
  readonly anchor: boolean;
  /** Keys of stale or fuzzy units whose translation somebody has mended. */
  readonly accept: readonly string[];
}
export interface Update {
  readonly changes: CatalogueChanges;
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  readonly added: readonly string[];
  /** Places of units that are gone; they held no translation. */
  readonly removed: readonly string[];
  readonly proposed: readonly { readonly key: string; readonly from: string }[];
  readonly anchored: readonly string[];
  readonly accepted: readonly string[];
}

/** Computes an update; nothing is written. */
export function updateOf(standings: Standings, catalogue: Catalogue, options: UpdateOptions): Update {
  const moved = standings.units.flatMap(({ unit, key }) => (key !== null && key !== unit.key ? [{ from: key, to: unit.key }] : []));
  const removed = standings.orphans.filter((key) => catalogue.units.get(key)?.text === '');
  const rename = new Map(moved.map(({ from, to }) => [from, to]));
  // A place that another unit takes is left by whoever was there.
  const claimed = new Set(standings.units.map(({ key }) => key));
  for (const { to } of moved) {
    const there = catalogue.units.get(to);
    if (!there || claimed.has(to)) continue;
    if (there.text === '') removed.push(to);
    else rename.set(to, freeKey(to, catalogue));
  }
  const set = new Map<string, Partial<CatalogueUnit>>();
  const insert = new Map<string, { readonly unit: Partial<CatalogueUnit>; readonly after: string | null }>();
  const [added, anchored, accepted, proposed]: [string[], string[], string[], { key: string; from: string }[]] = [[], [], [], []];
  let before: string | null = null;
  for (const standing of standings.units) {
    const { type, unit, entry } = standing;
    const { key } = unit;
    const now = { from: unit.digest, source: unit.text };
    if (options.accept.includes(key) && entry && type !== 'current') {
      set.set(key, { ...now, ...(entry.state === 'fuzzy' ? { state: 'translated' } : {}) });
      accepted.push(key);
    } else if (type === 'unanchored' && options.anchor) {
      set.set(key, now);
      anchored.push(key);
    } else if ((type === 'current' || type === 'fuzzy') && entry?.source !== unit.text) set.set(key, { source: unit.text });
    else if (type === 'missing') {
      const guess = options.fuzzy ? guessFor(unit, catalogue) : null;
      if (guess) proposed.push({ key, from: guess.key });
      const made: Partial<CatalogueUnit> = guess ? { text: guess.text, ...now, state: 'fuzzy' } : { text: '', ...now };
      const there = removed.includes(key) || rename.has(key) ? undefined : catalogue.units.get(key);
      if (!there) {
        insert.set(key, { unit: made, after: before });
        added.push(key);
      } else if (guess || there.from !== now.from || there.source !== now.source) set.set(key, made);
    }
    if (type !== 'made') before = key;
  }
  return { changes: { set, rename, remove: removed, insert }, moved, added, removed, proposed, anchored, accepted };
}

/** Whether an update would change anything. */
export function isEmpty({ changes: { set, rename, remove, insert } }: Update): boolean {
  return !set?.size && !rename?.size && !remove?.length && !insert?.size;
}

function freeKey(key: string, catalogue: Catalogue): string {
  for (let number = 1; ; number += 1) {
    const free = `old-${number}.${key}`;
    if (!catalogue.units.has(free)) return free;
  }
}

function guessFor(unit: Unit, catalogue: Catalogue): { readonly key: string; readonly text: string } | null {
  const words = countedWords(unit.text);
  let best: { readonly key: string; readonly text: string; readonly score: number } | null = null;
  for (const [key, { text, source }] of catalogue.units) {
    if (text === '' || source === null || !sameGroup(key, unit.key)) continue;
    const score = likeness(countedWords(source), words);
    if (score >= alike && (best === null || score > best.score)) best = { key, text, score };
  }
  return best;
}

/** Whether a unit needs somebody's hand. */
export function isOpen({ type }: Standing): boolean {
  return type === 'missing' || type === 'stale' || type === 'fuzzy';
}
