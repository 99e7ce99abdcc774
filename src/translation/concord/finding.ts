/**
 * What comparing two versions finds: a code, a unit, and the place in each version, with the values by which a translator can
 * accept it.
 */
import type { Code } from '../../problem.ts';
import type { Fact } from './fact.ts';
import type { Grammar } from './grammar.ts';
import type { Pairs } from './marks.ts';
import type { Passage } from './passage.ts';

export type FindingCode = Extract<Code, `CONCORD_${string}`>;

/** A stretch of a passage; a whole one is from 0 to its length. */
export interface Spot {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}
export interface Finding {
  readonly code: FindingCode;
  /** The unit an acceptance names. */
  readonly key: string;
  /** What an acceptance may name, the source's value first; empty if the unit is enough. */
  readonly values: readonly string[];
  /** Which of the code's messages says it; null for the first. */
  readonly variant: string | null;
  readonly words: Readonly<Record<string, string>>;
  /** Null if the version has nothing there. */
  readonly source: Spot | null;
  readonly translation: Spot | null;
}

/** One unit in both versions, read. */
export interface Pair {
  readonly source: Reading;
  readonly translation: Reading;
}
export interface Reading {
  readonly passage: Passage;
  readonly grammar: Grammar;
  readonly facts: readonly Fact[];
  readonly pairs: Pairs;
}

export function spotOf({ passage }: Reading, place?: { readonly start: number; readonly end: number }): Spot {
  return { key: passage.key, start: place?.start ?? 0, end: place?.end ?? passage.text.length };
}
export function textAt({ passage }: Reading, { start, end }: { readonly start: number; readonly end: number }): string {
  return passage.text.slice(start, end);
}
