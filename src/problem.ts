/**
 * What an author can get wrong, as plain data: a code, a place, the values its message names. The words stand in
 * `templates/messages/`; `printProblem` joins the two. Faults of this program are thrown, never reported.
 */
import type { Path } from './tree/nodes.ts';

export type Severity = 'error' | 'warning';

/** One-based; `end` is the position after the last character. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where a stage found a fault, as precisely as it can know. */
export type Place =
  | { readonly file: string }
  | { readonly file: string; readonly range: Range; readonly line?: string | null }
  /** In the document's source; `offset` and `length` count UTF-16 units inside the scalar's text. `on` says key or value. */
  | { readonly path: Path; readonly offset?: number; readonly length?: number; readonly on?: 'key' | 'value' };

export interface Problem {
  readonly code: Code;
  readonly severity: Severity;
  /** As given on the command line or found below it, with forward slashes. */
  readonly file: string;
  /** Null if the fault is the whole file's. */
  readonly range: Range | null;
  /** The source's line at the range's start; null without a range. */
  readonly line: string | null;
  /** What the message names, by its placeholders. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * How a stage tells of a fault. A stage reports all it can see and returns null when it cannot go on. What is a warning by its
 * code may be an error where it is found.
 */
export type Report = (code: Code, place: Place, values?: Readonly<Record<string, string>>, severity?: Severity) => void;

/** Exit codes of the command line (README, "Codes and exits"). */
export const exits = {
  done: 0,
  bug: 1,
  usage: 2,
  source: 3,
  translation: 4,
  template: 5,
  layout: 6,
  verify: 7,
  disk: 8,
  sign: 9,
} as const;
export type Exit = keyof typeof exits;

/** Every code, its severity and the exit it leads to. Each has its words in `templates/messages/en.yaml` and a case in `test/errors/`. */
export const codes = {
  // reading
  FILE_UNREADABLE: ['error', 'disk'],
  FILE_TOO_LARGE: ['error', 'source'],
  FILE_EMPTY: ['error', 'source'],
  FILE_ENCODING: ['error', 'source'],
  YAML_SYNTAX: ['error', 'source'],
  YAML_TOO_DEEP: ['error', 'source'],
  YAML_TOO_MANY_ALIASES: ['error', 'source'],
  COMMENT_DOUBTFUL: ['warning', 'source'],
  FIELD_DUPLICATE: ['error', 'source'],
  // fields
  FIELD_UNKNOWN: ['error', 'source'],
  FIELD_MISSING: ['error', 'source'],
  FIELD_FORBIDDEN: ['error', 'source'],
  FIELD_TYPE: ['error', 'source'],
  FIELD_VALUE: ['error', 'source'],
  BODY_NOT_LITERAL: ['error', 'source'],
  TYPE_UNKNOWN: ['error', 'source'],
  LANGUAGE_UNKNOWN: ['error', 'source'],
  // symbols, dates, organs
  SYMBOL_MALFORMED: ['error', 'source'],
  SYMBOL_LOOKALIKE: ['error', 'source'],
  SYMBOL_ORGAN: ['error', 'source'],
  SYMBOL_SESSION: ['error', 'source'],
  SYMBOL_YEAR: ['error', 'source'],
  SYMBOL_UNKNOWN: ['warning', 'source'],
  SYMBOL_REPEATED: ['warning', 'source'],
  DATE_INVALID: ['error', 'source'],
  DATE_ORDER: ['error', 'source'],
  ORGAN_ORDER: ['error', 'source'],
  ORGAN_REPEATED: ['error', 'source'],
  YEAR_ORDINAL: ['error', 'source'],
  SESSION_DATE: ['warning', 'source'],
  AGENDA_TITLE_MISSING: ['error', 'source'],
  AGENDA_ORDER: ['error', 'source'],
  AGENDA_REQUEST_DIFFERS: ['warning', 'source'],
  DESIGNATION_DIFFERS: ['warning', 'source'],
  STATE_UNKNOWN: ['error', 'source'],
  JOB_MALFORMED: ['error', 'source'],
  STATUS_OFFICIAL_UNSIGNED: ['error', 'source'],
  STATUS_SAMPLE_CLAIM: ['error', 'source'],
  QR_MISLEADING: ['error', 'source'],
  ORIGINAL_DIFFERS: ['error', 'source'],
  REPRODUCTION_DIFFERS: ['warning', 'source'],
  // text
  CHARACTER_CONTROL: ['error', 'source'],
  CHARACTER_SURROGATE: ['error', 'source'],
  CHARACTER_BIDI: ['error', 'source'],
  BODY_HTML: ['error', 'source'],
  BODY_DIRECTIVE: ['error', 'source'],
  BODY_CONSTRUCT: ['error', 'source'],
  LINK_ADDRESS: ['error', 'source'],
  TABLE_UNEVEN: ['error', 'source'],
  TABLE_EMPTY: ['error', 'source'],
  TABLE_TOO_LARGE: ['error', 'source'],
  BODY_EMPTY: ['error', 'source'],
  NOTE_UNMATCHED: ['error', 'source'],
  NOTE_MISPLACED: ['error', 'source'],
  // translations
  SOURCE_NAME: ['warning', 'source'],
  CATALOGUE_NAME: ['warning', 'source'],
  CATALOGUE_LANGUAGE: ['error', 'source'],
  CATALOGUE_SYMBOLS: ['error', 'source'],
  CATALOGUE_ABSENT: ['error', 'translation'],
  UNIT_TEXT: ['error', 'source'],
  UNIT_UNKNOWN: ['warning', 'translation'],
  TRANSLATION_MISSING: ['warning', 'translation'],
  TRANSLATION_STALE: ['warning', 'translation'],
  TRANSLATION_FUZZY: ['warning', 'translation'],
  // language versions against each other
  CONCORD_UNIT: ['error', 'translation'],
  CONCORD_FIGURE: ['error', 'translation'],
  CONCORD_DATE: ['error', 'translation'],
  CONCORD_SYMBOL: ['error', 'translation'],
  CONCORD_ADDRESS: ['error', 'translation'],
  CONCORD_ITEM: ['error', 'translation'],
  CONCORD_SIGNATORY: ['error', 'translation'],
  CONCORD_NOTE: ['error', 'translation'],
  CONCORD_SPAN: ['error', 'translation'],
  CONCORD_QUOTATION: ['error', 'translation'],
  CONCORD_PAIRED: ['error', 'translation'],
  CONCORD_EMPHASIS: ['error', 'translation'],
  CONCORD_UNTRANSLATED: ['error', 'translation'],
  CONCORD_REPEATED: ['error', 'translation'],
  CONCORD_END: ['error', 'translation'],
  CONCORD_DOUBLED: ['warning', 'translation'],
  CONCORD_LENGTH: ['warning', 'translation'],
  CONCORD_ACCEPTANCE: ['warning', 'translation'],
  // exchange with translators
  EXCHANGE_SYNTAX: ['error', 'source'],
  EXCHANGE_DOCUMENT: ['error', 'translation'],
  EXCHANGE_LANGUAGE: ['error', 'translation'],
  EXCHANGE_UNIT: ['error', 'translation'],
  EXCHANGE_STALE: ['error', 'translation'],
  EXCHANGE_CODE: ['error', 'translation'],
  EXCHANGE_CONFLICT: ['error', 'translation'],
  TERM_DIFFERS: ['warning', 'translation'],
  CITATION_DIFFERS: ['error', 'translation'],
  // files beside the source
  PATH_OUTSIDE: ['error', 'source'],
  EMBLEM_INVALID: ['error', 'source'],
  CONFIG_INVALID: ['error', 'source'],
  // templates and house style
  TEMPLATE_SYNTAX: ['error', 'template'],
  TEMPLATE_FIELD: ['error', 'template'],
  TAG_NOT_ALLOWED: ['error', 'template'],
  PHRASE_MISSING: ['error', 'template'],
  STYLE_INVALID: ['error', 'template'],
  // layout
  GLYPH_MISSING: ['error', 'layout'],
  TABLE_TOO_WIDE: ['error', 'layout'],
  LINE_OVERFULL: ['error', 'layout'],
  KEEP_TOO_TALL: ['error', 'layout'],
  // bags for an archive
  BAG_DEPOSITOR: ['error', 'usage'],
  BAG_EPOCH: ['error', 'usage'],
  BAG_DRAFT: ['error', 'source'],
  PICTURE_ALT: ['error', 'source'],
  DOCUMENT_NAME: ['error', 'source'],
  BAG_NAME: ['error', 'source'],
  BAG_SIGNED: ['error', 'verify'],
  BAG_EXISTS: ['error', 'disk'],
  // verifying a bag
  BAG_UNREADABLE: ['error', 'verify'],
  BAG_PATH: ['error', 'verify'],
  BAG_ENCODING: ['error', 'verify'],
  BAG_DECLARATION: ['error', 'verify'],
  BAG_MANIFEST: ['error', 'verify'],
  BAG_ALGORITHM: ['error', 'verify'],
  BAG_INCOMPLETE: ['error', 'verify'],
  BAG_EXTRA: ['error', 'verify'],
  BAG_MISSING: ['error', 'verify'],
  BAG_CHANGED: ['error', 'verify'],
  BAG_OXUM: ['error', 'verify'],
  BAG_RECORD: ['error', 'verify'],
  BAG_CLAIM: ['error', 'verify'],
  BAG_SETTINGS: ['error', 'verify'],
  BAG_REBUILT: ['error', 'verify'],
  BAG_LIMIT: ['error', 'verify'],
  BAG_PROGRAM: ['warning', 'verify'],
  BAG_HOUSE: ['warning', 'verify'],
  // verification and disk
  TEXT_DIFFERS: ['error', 'verify'],
  OUTPUT_UNREADABLE: ['error', 'verify'],
  XML_INVALID: ['error', 'verify'],
  PDF_NONCONFORMING: ['error', 'verify'],
  VERAPDF_FAILED: ['error', 'verify'],
  VERAPDF_UNUSABLE: ['error', 'verify'],
  OUTPUT_UNWRITABLE: ['error', 'disk'],
  OUTPUT_REPEATED: ['error', 'source'],
  // signing
  SIGNING_DATE: ['error', 'usage'],
  SIGNING_FILE: ['error', 'sign'],
  KEY_UNREADABLE: ['error', 'sign'],
  KEY_PASSWORD: ['error', 'sign'],
  KEY_ABSENT: ['error', 'sign'],
  KEY_UNSUPPORTED: ['error', 'sign'],
  CERTIFICATE_EXPIRED: ['error', 'sign'],
  CERTIFICATE_EARLY: ['error', 'sign'],
  SIGNATURE_RETURNED: ['error', 'sign'],
  SIGNATURE_INVALID: ['error', 'verify'],
  SIGNATURE_LEVEL: ['warning', 'verify'],
  NOTHING_FOUND: ['error', 'usage'],
  CHOICE_UNKNOWN: ['error', 'usage'],
} as const satisfies Record<string, readonly [Severity, Exit]>;
export type Code = keyof typeof codes;
