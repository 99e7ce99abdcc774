/**
 * What building anew from a bag needs to know besides the files: `settings.json` among its sources. Everything is named by
 * its path; nothing of the machine the bag was made on is told.
 */

/** Where parts lie: `settings.json`, the document, the house style and the emblem below the first. */
export const places = {
  representations: 'representations',
  descriptive: 'metadata/descriptive',
  source: 'representations/source/data',
  settings: 'settings.json',
  document: 'document',
  house: 'house',
  templates: 'house/templates',
  faces: 'house/faces',
  emblem: 'emblem',
  original: 'original',
} as const;

export interface BagSettings {
  /** `fingerprint`: one number for its code; null if it was run without being built. */
  readonly program: { readonly name: string; readonly version: string; readonly fingerprint: string | null };
  /** The document's folder, below `representations/source/data`. */
  readonly document: string;
  /** Likewise. */
  readonly house: { readonly templates: string; readonly faces: string };
  /** The emblem's file likewise; null: an empty box stands for it. */
  readonly emblem: string | null;
  /** The folder below `data` that lies as `original` in the document's folder when it is built; null if there is none. */
  readonly original: string | null;
  /** In the order the versions were made, the source's first. */
  readonly languages: readonly string[];
  readonly formats: readonly string[];
  readonly records: readonly string[];
  /** How files are named. */
  readonly pattern: string;
  /** How links look. */
  readonly links: 'black' | 'blue';
  /** Seconds since 1970, if they were given; null: dates come from the document. */
  readonly sourceDateEpoch: number | null;
  /** What was made, by its path below `data`. */
  readonly outputs: readonly BagOutput[];
}
export interface BagOutput {
  readonly path: string;
  /** A back end's or a record's name. */
  readonly format: string;
  /** Null for a record of all languages. */
  readonly language: string | null;
  /** A PDF with its source attached (PDF/A-3a), as against the one that is mailed. */
  readonly preservation: boolean;
}

/** As it stands in the file. */
export function settingsText(settings: BagSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}
