/**
 * Holds a catalogue against the units of its source: which translation belongs to which unit, and whether it was made from
 * the text that stands there now. A unit that moved is known by its digest.
 */
import type { Catalogue, CatalogueUnit } from './catalogue.ts';
import { countedWords, likeness } from './difference.ts';
import type { Unit } from './units.ts';

/**
 * `current`: made from this text. `stale`: made from another. `fuzzy`: current, but proposed by a machine. `unanchored`: does
 * not say what it was made from. `missing`: there is none. `made`: there is none, and the house has words of its own.
 */
export type StandingType = 'current' | 'stale' | 'fuzzy' | 'unanchored' | 'missing' | 'made';

export interface Standing {
  readonly type: StandingType;
  readonly unit: Unit;
  /** Where the catalogue has the translation: another key than the unit's if it moved; null if there is none. */
  readonly key: string | null;
  /** Null exactly if `type` is `missing` or `made`. */
  readonly entry: CatalogueUnit | null;
}
export interface Standings {
  /** In the order of the source. */
  readonly units: readonly Standing[];
  /** Keys of the catalogue that belong to no unit. */
  readonly orphans: readonly string[];
}

/** Two texts with fewer words in common than this are different texts, not versions of one. Chosen; 0 to 1. */
export const alike = 1 / 2;

/** Finds the translation of every unit. */
export function standingsOf(units: readonly Unit[], catalogue: Pick<Catalogue, 'units'>): Standings {
  const free = new Map([...catalogue.units].filter(([, entry]) => entry.text !== ''));
  const keys = new Map<Unit, string>();
  const claim = (unit: Unit, key: string | null | undefined) => {
    if (key === null || key === undefined) return;
    keys.set(unit, key);
    free.delete(key);
  };
  const left = () => units.filter((unit) => !keys.has(unit));
  for (const unit of units) {
    const entry = free.get(unit.key);
    if (entry && (entry.from === null || entry.from === unit.digest)) claim(unit, unit.key);
  }
  for (const unit of left()) claim(unit, [...free].find(([key, entry]) => entry.from === unit.digest && sameGroup(key, unit.key))?.[0]);
  // Of the rest, a text goes with the one it resembles most, and then with its key.
  for (const { unit, key } of alikePairs(left(), free)) if (!keys.has(unit) && free.has(key)) claim(unit, key);
  for (const unit of left()) if (free.has(unit.key)) claim(unit, unit.key);
  const known = new Set(units.map((unit) => unit.key));
  const orphans = [...catalogue.units].filter(([key, entry]) => (entry.text === '' ? !known.has(key) : free.has(key))).map(([key]) => key);
  return { units: units.map((unit) => standingOf(unit, keys.get(unit) ?? null, catalogue)), orphans };
}

function standingOf(unit: Unit, key: string | null, catalogue: Pick<Catalogue, 'units'>): Standing {
  const entry = key === null ? null : (catalogue.units.get(key) ?? null);
  if (!entry) return { type: unit.optional ? 'made' : 'missing', unit, key: null, entry: null };
  if (entry.from === null) return { type: 'unanchored', unit, key, entry };
  if (entry.from !== unit.digest) return { type: 'stale', unit, key, entry };
  return { type: entry.state === 'fuzzy' ? 'fuzzy' : 'current', unit, key, entry };
}

/** Units and the translations of texts like theirs, the most alike first; between equals a unit's own key goes before others. */
function alikePairs(units: readonly Unit[], free: ReadonlyMap<string, CatalogueUnit>) {
  const sources = [...free].flatMap(([key, { source }]) => (source === null ? [] : [{ key, words: countedWords(source) }]));
  const pairs = units.flatMap((unit) => {
    const words = countedWords(unit.text);
    return sources
      .filter(({ key }) => sameGroup(key, unit.key))
      .map((source) => ({ unit, key: source.key, score: likeness(source.words, words) }))
      .filter(({ score }) => score >= alike);
  });
  const own = ({ unit, key }: (typeof pairs)[number]) => (unit.key === key ? 0 : 1);
  return pairs.toSorted((one, other) => other.score - one.score || own(one) - own(other));
}

/** Titles do not become paragraphs: keys of one kind begin with one word, and what signatories have ends with one. */
export function sameGroup(one: string, other: string): boolean {
  const group = (key: string) => {
    const [first = '', , third = ''] = key.split('.');
    return first === 'signatories' ? `${first}.${third}` : first;
  };
  return group(one) === group(other);
}
