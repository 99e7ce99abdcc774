/**
 * What every part of a document is written with: the tree, the house's data, and what is counted and collected on the way.
 */
import type { ModelData } from '../../model/house-data.ts';
import type { DocumentNode } from '../../tree/nodes.ts';
import type { Notes } from './inlines.ts';
import type { Names } from './iri.ts';
import type { References } from './references.ts';

export interface Writing {
  readonly tree: DocumentNode;
  readonly house: ModelData;
  readonly names: Names;
  readonly references: References;
  /** Of the component that is being written. */
  readonly notes: Notes;
  /** The next id of a type within what holds it: the component's prefix, or "sec_1__". */
  readonly id: (within: string, type: string) => string;
  /** Before every id of this component: "att_1__"; empty for the main one. */
  readonly prefix: string;
  /** The Organization's name in the document's language. */
  readonly organization: string;
}
