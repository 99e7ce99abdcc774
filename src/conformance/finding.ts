/**
 * What the structural check can find: its rules with the clauses they come from, and the list findings go into. Its words stand
 * in `templates/messages/`, as variants of `PDF_NONCONFORMING`.
 */

/** Clauses of ISO 19005 (part 2 or 3, as the file says), ISO 14289-1 and ISO 32000-1; at least one. */
interface Clauses {
  readonly archive?: string;
  readonly access?: string;
  readonly base?: string;
}

/** Every rule. What the file holds beyond what the check knows is found by the rules named `unknown-…`: it is never passed over. */
export const rules = {
  // the file
  unreadable: { base: '7' },
  header: { archive: '6.1.2', access: '6.1' },
  'binary-comment': { archive: '6.1.2' },
  'end-of-file': { archive: '6.1.3' },
  'cross-reference': { archive: '6.1.4' },
  trailer: { base: '7.5.5' },
  'file-identifier': { archive: '6.1.3' },
  encryption: { archive: '6.1.3' },
  'object-form': { archive: '6.1.9' },
  'object-missing': { base: '7.3.10' },
  'stream-length': { archive: '6.1.7.1' },
  'stream-keywords': { archive: '6.1.7.1' },
  'stream-external': { archive: '6.1.7.1' },
  'stream-filter': { archive: '6.1.7.2' },
  'hexadecimal-string': { archive: '6.1.6' },
  'repeated-key': { base: '7.3.7' },
  limits: { archive: '6.1.13' },
  'name-encoding': { archive: '6.1.8' },
  // the catalogue
  'unknown-entry': { base: '7.7.2' },
  version: { archive: '6.1.2', access: '6.1' },
  marked: { archive: '6.7.2.2', access: '6.2' },
  suspects: { access: '7.1' },
  'document-language': { archive: '6.7.4', access: '7.2' },
  'language-tag': { archive: '6.7.4', access: '7.2' },
  'display-title': { access: '7.1' },
  'additional-actions': { archive: '6.5.2' },
  'action-forbidden': { archive: '6.5.1' },
  'optional-content': { archive: '6.9', access: '7.10' },
  'form-fields': { archive: '6.4.1' },
  'signature-field': { archive: '6.4.3', access: '7.18.4' },
  permissions: { archive: '6.1.12' },
  'alternate-presentations': { archive: '6.10' },
  requirements: { archive: '6.11' },
  outline: { base: '12.3.3', access: '7.17' },
  // metadata
  'metadata-missing': { archive: '6.6.2.1', access: '7.1' },
  // PDF/A-2 lets metadata be compressed; ours stay readable to a program that knows no PDF.
  'metadata-filter': { base: '14.3.2' },
  'metadata-packet': { archive: '6.6.2.1' },
  'metadata-syntax': { archive: '6.6.2.1' },
  'metadata-property': { archive: '6.6.2.3.1' },
  'metadata-value': { archive: '6.6.2.3.1' },
  'extension-schema': { archive: '6.6.2.3.3' },
  'identifier-archive': { archive: '6.6.4' },
  'identifier-access': { access: '5' },
  'metadata-title': { access: '7.1' },
  'information-differs': { base: '14.3.3' },
  // colour
  'output-intent': { archive: '6.2.3' },
  'device-color': { archive: '6.2.4.3' },
  'unknown-color': { archive: '6.2.4' },
  'graphics-state': { archive: '6.2.5' },
  'rendering-intent': { archive: '6.2.6' },
  image: { archive: '6.2.8' },
  'external-object': { archive: '6.2.9', access: '7.20' },
  transparency: { archive: '6.2.10' },
  // pages and content
  'page-tree': { base: '7.7.3' },
  'page-boxes': { base: '14.11.2', archive: '6.1.13' },
  'tab-order': { access: '7.18.3' },
  operator: { archive: '6.2.2' },
  'content-syntax': { base: '7.8.2' },
  'resource-missing': { archive: '6.2.2' },
  'state-nesting': { archive: '6.1.13' },
  'content-unmarked': { access: '7.1' },
  'artifact-in-tagged': { access: '7.1' },
  'tagged-in-artifact': { access: '7.1' },
  'marks-nested': { base: '14.6.1', access: '7.1' },
  'mark-number': { base: '14.7.4.3', access: '7.1' },
  'annotation-type': { archive: '6.3.1', access: '7.18.1' },
  'annotation-flags': { archive: '6.3.2' },
  'annotation-appearance': { archive: '6.3.3' },
  'annotation-structure': { access: '7.18.1' },
  'link-structure': { access: '7.18.5' },
  'link-contents': { access: '7.18.5' },
  // fonts
  'unknown-font': { archive: '6.2.11.2', access: '7.21.2' },
  'font-embedded': { archive: '6.2.11.4.1', access: '7.21.4.1' },
  'font-program': { archive: '6.2.11.2', access: '7.21.2' },
  'font-encoding': { archive: '6.2.11.3.1', access: '7.21.3.1' },
  'glyph-map': { archive: '6.2.11.3.2', access: '7.21.3.2' },
  'glyph-missing': { archive: '6.2.11.4.1', access: '7.21.4.1' },
  'glyph-set': { archive: '6.2.11.4.2', access: '7.21.4.2' },
  'glyph-width': { archive: '6.2.11.5', access: '7.21.5' },
  'code-unmapped': { archive: '6.2.11.7.2', access: '7.21.7' },
  'code-value': { archive: '6.2.11.7.2', access: '7.21.7' },
  'code-private': { archive: '6.2.11.7.3' },
  notdef: { archive: '6.2.11.8', access: '7.21.8' },
  // structure
  'structure-missing': { archive: '6.7.3.3', access: '7.1' },
  'structure-tree': { base: '14.7.2', access: '7.1' },
  'structure-parent': { access: '7.1' },
  'parent-tree': { base: '14.7.4.4', access: '7.1' },
  'mark-unowned': { base: '14.7.4.4', access: '7.1' },
  'structure-type': { archive: '6.7.3.4', access: '7.1' },
  'role-map': { archive: '6.7.3.4', access: '7.1' },
  nesting: { access: '7.2' },
  'table-regular': { access: '7.2' },
  'table-header': { access: '7.5' },
  'header-scope': { access: '7.5' },
  'heading-level': { access: '7.4.2' },
  'heading-mixed': { access: '7.4.4' },
  'list-numbering': { access: '7.6' },
  'figure-text': { access: '7.3' },
  'figure-box': { base: '14.8.5.4.3', access: '7.3' },
  'formula-text': { access: '7.7' },
  'note-identifier': { access: '7.9' },
  'identifier-tree': { base: '14.7.2', access: '7.9' },
  // attachments
  'attachment-forbidden': { archive: '6.8' },
  'attachment-name': { archive: '6.8', access: '7.11' },
  'attachment-type': { archive: '6.8' },
  'attachment-relation': { archive: '6.8' },
  'attachment-association': { archive: '6.8' },
  'attachment-stream': { archive: '6.8' },
} as const satisfies Record<string, Clauses>;
export type Rule = keyof typeof rules;

/** One thing wrong with a file. */
export interface Finding {
  readonly rule: Rule;
  /** The clause or clauses, with their standards. */
  readonly clause: string;
  /** Number of the object; null if the fault is not one object's. */
  readonly object: number | null;
  /** One-based; null if the fault is not on a page. */
  readonly page: number | null;
  /** Place of the structure element in the order of the structure tree, from 0; null if the fault is no element's. */
  readonly element: number | null;
  /** What was found there, in the file's own terms. */
  readonly value: string;
}
export interface FoundAt {
  readonly object?: number | null;
  readonly page?: number | null;
  readonly element?: number | null;
}

/** Takes findings; more than the most of one rule tell nobody more. Mutable. */
export class Findings {
  readonly #found: (Omit<Finding, 'clause'> & { readonly rule: Rule })[] = [];
  readonly #seen = new Map<Rule, number>();

  add(rule: Rule, value = '', { object = null, page = null, element = null }: FoundAt = {}): void {
    const seen = this.#seen.get(rule) ?? 0;
    this.#seen.set(rule, seen + 1);
    if (seen < mostOfRule) this.#found.push({ rule, object, page, element, value: shortened(value) });
  }

  /** All of them in the order they were found; `part` is that of ISO 19005 the file claims. */
  list(part: number): readonly Finding[] {
    return this.#found.map((found) => ({ ...found, clause: clauseOf(found.rule, part) }));
  }
}

const mostOfRule = 20;
/** Characters of a value shown. */
const longestValue = 120;

function shortened(value: string): string {
  return value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
}

/** The clauses of a rule with their standards' names. */
export function clauseOf(rule: Rule, part: number): string {
  const { archive, access, base }: Clauses = rules[rule];
  return [
    ...(archive === undefined ? [] : [`ISO 19005-${part}, ${archive}`]),
    ...(access === undefined ? [] : [`ISO 14289-1, ${access}`]),
    ...(base === undefined ? [] : [`ISO 32000-1, ${base}`]),
  ].join('; ');
}
