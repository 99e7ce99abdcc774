/**
 * The back ends: each makes one format's bytes from the document tree. Listed by hand in `table.ts`.
 */

import type { Language } from '../language/language.ts';
import type { Picture } from '../layout/picture.ts';
import type { ModelData } from '../model/house-data.ts';
import type { Report } from '../problem.ts';
import type { Faces } from '../style/faces.ts';
import type { HtmlData } from '../style/html.ts';
import type { PageData } from '../style/page.ts';
import type { Sheet } from '../style/sheet.ts';
import type { TextData } from '../style/text.ts';
import type { DocumentNode, Path } from '../tree/nodes.ts';

/** All a back end may know besides the tree. */
export interface Context {
  readonly sheet: Sheet;
  readonly page: PageData;
  readonly html: HtmlData;
  readonly text: TextData;
  readonly faces: Faces;
  /** The document's language, and any other a span is written in. */
  readonly language: Language;
  readonly languages: ReadonlyMap<string, Language>;
  readonly pictures: Pictures;
  /** Organs, States and types; absent only where no back end asks for them. */
  readonly house?: ModelData;
  /** How links look in print and in Word; absent: black. */
  readonly links?: LinkColor;
  readonly report: Report;
  /** What is asked of a PDF file; absent: PDF/A-2a without attachments, the page alone. */
  readonly pdf?: PdfWishes;
  /** Told, if it is wanted, how to learn the source path of each element of a PDF's structure, in its order. */
  readonly placed?: (paths: () => readonly (Path | null)[]) => void;
}
/** As all text, or as the style sheet has links. */
export type LinkColor = 'black' | 'blue';
/** What may be asked of a PDF file. */
export interface PdfWishes {
  /** Part of ISO 19005: 3 allows attachments of any format, 2 none of ours. */
  readonly conformance: 2 | 3;
  readonly attachments: readonly Attachment[];
  /** Points of paper beyond the page, to be cut off; 0: none. Null: as much as the house has it. */
  readonly bleed: number | null;
  /** Whether marks show where to cut. */
  readonly cropMarks: boolean;
}
/** A file that travels within the document (ISO 19005-3, 6.8). */
export interface Attachment {
  /** File name without folder; unlike every other's. */
  readonly name: string;
  /** Media type, such as `application/yaml`. */
  readonly mime: string;
  readonly description: string;
  /** What it is to the document: what it was made from, its data, more than it says, or the same in another form. */
  readonly relationship: 'Source' | 'Data' | 'Supplement' | 'Alternative';
  readonly bytes: Uint8Array;
  /** An instant in UTC, ISO 8601, that it was last changed at; never the clock. */
  readonly date: string;
}
/** Pictures by the node type that shows them; null: an empty box stands for it. */
export interface Pictures {
  readonly emblem: Picture | null;
  readonly recycleSign: Picture;
}
export interface Backend {
  readonly name: string;
  readonly extension: string;
  /** Resolves to null when a problem was reported. The same tree and context give the same bytes. */
  render(tree: DocumentNode, context: Context): Promise<Uint8Array | null>;
  /** Holds what `render` makes of versions against the rule of the format, all at once; absent if there is none. */
  validate?(versions: readonly { readonly tree: DocumentNode; readonly context: Context }[]): Promise<readonly Invalid[]>;
}
/** Something in a file that the rule of its format does not allow. */
export interface Invalid {
  /** Place of the version in the list. */
  readonly index: number;
  /** One-based line of the file; null where the fault is the whole file's. */
  readonly line: number | null;
  /** The source text behind it; null if there is none. */
  readonly at: Path | null;
  /** In the validator's words. */
  readonly message: string;
}
