/**
 * What is exchanged about one document and one language: the form between catalogues and the files translators get. Writers of
 * formats read it, readers give back `Returned`.
 */
import type { Language } from '../language/language.ts';
import type { Range } from '../problem.ts';
import type { Coded } from './coded.ts';

/** Stands for the digest of a translation that was not there. */
export const noDigest = 'none';

/** As a catalogue has them, from made to released. */
export const states = ['translated', 'revised', 'final'] as const;
export type State = (typeof states)[number];

export interface SentUnit {
  readonly key: string;
  readonly kind: string;
  /** Where it stands and what is printed before it, for the translator. */
  readonly notes: readonly string[];
  /** Line of the source's file; null if unknown. */
  readonly line: number | null;
  readonly source: readonly Coded[];
  /** Null without a translation. */
  readonly target: readonly Coded[] | null;
  readonly state: State;
  /** The source changed since the translation was made. */
  readonly stale: boolean;
  /** Of the translation as it is sent. */
  readonly targetDigest: string | null;
}
export interface Sent {
  /** The document's name. */
  readonly slug: string;
  /** The source's file as messages name it. */
  readonly file: string;
  readonly from: Language;
  readonly to: Language;
  readonly units: readonly SentUnit[];
}

/** A code as a file gives it back; only its number says what it is. */
export type ReadCoded =
  | { readonly type: 'text'; readonly text: string }
  /** `style` is what the file itself says of a pair, for one that is not the source's. */
  | {
      readonly type: 'pair';
      readonly id: string;
      readonly style: string | null;
      readonly children: readonly ReadCoded[];
      readonly at: Spot;
    }
  /** `text` is null if the file gives none. */
  | { readonly type: 'single'; readonly id: string; readonly isBreak: boolean; readonly text: string | null; readonly at: Spot };

/** A place in a file: null in one that has no lines. */
export type Spot = Range | null;

export interface ReturnedUnit {
  readonly key: string;
  readonly at: Spot;
  /** Null if the file does not give it. */
  readonly source: readonly ReadCoded[] | null;
  /** Null without a translation. */
  readonly target: readonly ReadCoded[] | null;
  /** Null if the file says nothing; `none` if it says that this is no translation yet. */
  readonly state: State | 'none' | null;
  /** Beginnings of the paragraphs after the first of the translation, which its unit cannot have; they are read as lines. */
  readonly paragraphs: readonly string[];
  /** The digest of the translation that was sent, `none` if there was none; null if the file lost it. */
  readonly targetDigest: string | null;
  /** Words of the translator about the unit. */
  readonly notes: readonly string[];
}
export interface Returned {
  readonly slug: string;
  /** BCP 47, as written. */
  readonly from: string;
  readonly to: string;
  readonly at: { readonly document: Spot; readonly from: Spot; readonly to: Spot };
  readonly units: readonly ReturnedUnit[];
}
