/**
 * A checked source: every value has its type, every reference its target. Built by `validate`, read by `viewOf`.
 * Absent values are null. Dates are ISO 8601 days.
 */
import type { Block } from '../tree/nodes.ts';

export type Status = 'draft' | 'sample' | 'reproduction' | 'official';
/** `2020-01-17`. */
export type Day = string;

export type Session =
  | { readonly type: 'regular'; readonly number: number }
  | { readonly type: 'special'; readonly number: number }
  | { readonly type: 'emergency-special'; readonly number: number };

export interface AgendaItem {
  /** "37", "72 (b)". */
  readonly item: string;
  /** With `\n` where the author breaks the line. */
  readonly title: string;
}
export interface OrganEntry {
  /** A key of `templates/organs.yaml`. */
  readonly organ: string;
  readonly session: Session | null;
  /** The ordinal of the organ's year, for an organ that counts by years. */
  readonly year: number | null;
  readonly symbol: string | null;
  readonly agenda: readonly AgendaItem[];
}
export interface Sender {
  readonly office: string;
  /** State's code in `templates/states.yaml`; null for an office that is no State's. */
  readonly of: string | null;
  readonly gender: 'f' | 'm' | null;
}
export interface Addressee {
  readonly office: string;
  readonly gender: 'f' | 'm' | null;
}
export interface Signatory {
  readonly given: string;
  readonly family: string;
  readonly titles: readonly string[];
}
/** An annex to a letter, or an enclosure to an annex. */
export interface Annex {
  /** With `\n` where the author breaks the line; null for none. */
  readonly title: string | null;
  /** The language it was drafted in; null where that is not printed. */
  readonly original: string | null;
  /** Paragraphs that are numbered stand in lists. */
  readonly body: readonly Block[];
  readonly signatories: readonly Signatory[];
  readonly enclosures: readonly Annex[];
}
export interface Model {
  /** File of a template in `templates/types`. */
  readonly type: string;
  readonly status: Status;
  readonly language: string;
  readonly organs: readonly OrganEntry[];
  readonly distribution: string;
  readonly issued: Day | null;
  readonly job: { readonly number: string; readonly dates: readonly Day[] } | null;
  /** The address in the QR code. */
  readonly qr: string | null;
  readonly letter: {
    readonly date: Day;
    readonly from: readonly Sender[];
    readonly to: readonly Addressee[];
    /** Identical letters: one text sent to each addressee under separate cover. */
    readonly identical: boolean;
  };
  /** The author's own title with `\n` at its breaks, or null: it is made from `letter`. */
  readonly title: string | null;
  /** A translation that nobody has made official. */
  readonly unofficial: boolean;
  /** The language the text was drafted in. */
  readonly original: string;
  readonly body: readonly Block[];
  readonly linebreaks: 'word' | 'optimal';
  readonly linesKept: boolean;
  readonly signatories: readonly Signatory[];
  readonly annexes: readonly Annex[];
  readonly notes: readonly { readonly text: string; readonly on: 'symbol' | 'title' }[];
  readonly official: { readonly by: string; readonly on: Day } | null;
  readonly reproduces: { readonly file: string | null; readonly sha256: string | null } | null;
}
