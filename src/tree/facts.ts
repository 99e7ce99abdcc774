/**
 * The facts of a document in the form its source gives them: what catalogue records and machine-readable formats are made
 * from. What is printed stands in the tree's blocks. A fact the source does not give is null or an empty list.
 */
import type { Addressee, AgendaItem, Day, Sender, Session, Signatory, Status } from '../model/model.ts';

export interface OrganFacts {
  /** A key of `templates/organs.yaml`. */
  readonly organ: string;
  /** In the version's language. */
  readonly name: string;
  readonly session: Session | null;
  /** The ordinal of the organ's year; the calendar year itself for an organ that counts by those. */
  readonly year: number | null;
  readonly symbol: string | null;
  /** Titles in the version's language, on one line. */
  readonly agenda: readonly AgendaItem[];
}

export interface Facts {
  /** The name of the document's folder: its own name while it has no symbol. */
  readonly slug: string;
  readonly status: Status;
  /** What the outputs say of the status, in the version's language; null for an official version. */
  readonly statusMark: string | null;
  /** A translation that nobody has made official. */
  readonly unofficial: boolean;
  /** The language the text was drafted in. */
  readonly original: string;
  /** The language of the source; the version is a translation if its own is another. */
  readonly source: string;
  readonly organs: readonly OrganFacts[];
  readonly distribution: string;
  /** The masthead date. */
  readonly issued: Day | null;
  readonly letterDate: Day;
  readonly from: readonly Sender[];
  readonly to: readonly Addressee[];
  readonly identical: boolean;
  readonly job: { readonly number: string; readonly dates: readonly Day[] } | null;
  /** The address in the QR code. */
  readonly address: string | null;
  readonly signatories: readonly Signatory[];
  readonly official: { readonly by: string; readonly on: Day } | null;
  readonly reproduces: { readonly file: string | null; readonly sha256: string | null } | null;
}
