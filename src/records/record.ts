/**
 * Records: what is made once for a document in all its languages, such as a catalogue record. Listed by hand in `table.ts`.
 */
import type { House } from '../house.ts';
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import type { Verdict } from '../verify/parts.ts';

/** One language's version as a record knows it. */
export interface RecordedVersion {
  readonly tree: DocumentNode;
  /** Paths of the version's files from where the record lies, by format: those made in the same run. */
  readonly files: Readonly<Record<string, string>>;
}
export interface RecordInput {
  /** The original first, if it was made; never empty. */
  readonly versions: readonly RecordedVersion[];
  readonly house: House;
  readonly report: Report;
}
export interface RecordMaker {
  readonly name: string;
  /** The file's name for a document's, such as `A_80_1.marc.xml`. */
  fileName(document: string): string;
  /** Resolves to null when a problem was reported. The same input gives the same bytes. */
  render(input: RecordInput): Promise<Uint8Array | null>;
  /** Reopens one that was made and compares it with the versions, whose files are those that stand beside it; absent where nothing of ours reads it. */
  verify?(bytes: Uint8Array, input: RecordInput, fileName: string): Promise<Verdict>;
}

/** The version whose title and notes a record takes: the one in a language, or else the first; null for none. */
export function mainVersion(versions: readonly RecordedVersion[], { language }: { readonly language: string }): RecordedVersion | null {
  return versions.find(({ tree }) => tree.language === language) ?? versions[0] ?? null;
}
