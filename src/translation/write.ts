/**
 * Writes catalogues: a new one with every unit of its source, or changes of an existing one, whose comments, order and other
 * values stay. A text that would not change is given back as it was.
 */
import { type Edit, editYaml } from '../edit.ts';
import type { CatalogueUnit } from './catalogue.ts';
import type { Unit } from './units.ts';

/** What to change in a catalogue. */
export interface CatalogueChanges {
  /** Units by key: members left out stay as they are, null removes one. */
  readonly set?: ReadonlyMap<string, Partial<CatalogueUnit>>;
  /** New keys by old ones. */
  readonly rename?: ReadonlyMap<string, string>;
  readonly remove?: readonly string[];
  /** New units by key, each behind another one; null puts it before all. */
  readonly insert?: ReadonlyMap<string, { readonly unit: Partial<CatalogueUnit>; readonly after: string | null }>;
}

/** Applies changes to a catalogue's text. New keys are used throughout, but for those that are removed or renamed. */
export function changedCatalogue(text: string, changes: CatalogueChanges): string {
  const before = new Map([...(changes.rename ?? [])].map(([key, name]) => [name, key]));
  const edits: Edit[] = [];
  for (const key of changes.remove ?? []) edits.push({ type: 'remove', keys: ['units', key] });
  for (const [key, name] of changes.rename ?? []) edits.push({ type: 'rename', keys: ['units', key], name });
  for (const [key, members] of changes.set ?? []) {
    for (const [name, value] of Object.entries(members)) {
      const keys = ['units', before.get(key) ?? key, name];
      edits.push(value === null ? { type: 'remove', keys } : { type: 'set', keys, value });
    }
  }
  for (const [key, { unit, after }] of changes.insert ?? [])
    edits.push({ type: 'insert', keys: ['units', key], value: unit, after: after === null ? null : (before.get(after) ?? after) });
  return edits.length === 0 ? text : editYaml(text, edits);
}

/** A catalogue that waits for its translations: every unit that must be given, without text. */
export function newCatalogue(language: string, units: readonly Unit[], schema: string): string {
  const members = units
    .filter((unit) => !unit.optional)
    .map(({ key, digest, text }) => [key, { text: '', from: digest, source: text }] as const);
  const made = editYaml(null, [
    { type: 'set', keys: ['language'], value: language },
    { type: 'set', keys: ['status'], value: 'unofficial' },
    { type: 'set', keys: ['symbols'], value: null },
    { type: 'set', keys: ['job'], value: null },
    { type: 'set', keys: ['qr'], value: null },
    { type: 'set', keys: ['units'], value: Object.fromEntries(members) },
  ]);
  return `# yaml-language-server: $schema=${schema}\n${made}`;
}
