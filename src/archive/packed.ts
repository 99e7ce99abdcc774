/**
 * A payload file with all that METS and PREMIS say of it.
 */
import type { Digested } from './bagit.ts';
import type { FileFormat } from './formats.ts';

export interface Packed extends Digested {
  readonly format: FileFormat;
  /** What it was made from, by paths below `data`; empty for what was given. */
  readonly from: readonly string[];
}

/** The time of packing, and what stands where it is not known. */
export interface Packing {
  /** ISO 8601, UTC; null: not given. */
  readonly instant: string | null;
  /** The document's own, for schemas that ask for one (METS): ISO 8601, UTC. */
  readonly document: string;
}
