/**
 * The records, by hand in one table. Each is imported only when it is made.
 */
import type { RecordMaker } from './record.ts';

export const records: Readonly<Record<string, () => Promise<RecordMaker>>> = {
  index: async () => (await import('./index-page.ts')).indexPage,
  dc: async () => (await import('./dublin-core.ts')).dublinCore,
  jsonld: async () => (await import('./jsonld.ts')).jsonld,
  marcxml: async () => (await import('./marcxml.ts')).marcxml,
};

export const recordNames: readonly string[] = Object.keys(records);
export const isRecord = (name: string): boolean => Object.hasOwn(records, name);
