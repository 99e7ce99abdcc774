/** Structure types: the standard ones, and what others are mapped to (ISO 32000-1, 14.8.4; ISO 19005-2, 6.7.3.4). */
import type { Dict } from '../verify/pdf-file.ts';
import type { Rule } from './finding.ts';
import type { Objects } from './objects.ts';

const standard = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
);
const mostSteps = 16;

/** The standard type a type comes down to; the type itself, and a finding, if it comes down to none. */
export function standardType(type: string, map: Dict | null, objects: Objects, fault: (rule: Rule, type: string) => void): string {
  if (standard.has(type)) {
    if (map?.has(type)) fault('role-map', type);
    return type;
  }
  const seen = new Set<string>();
  let found = type;
  while (!standard.has(found)) {
    const next = objects.name(map?.get(found));
    if (next === null || seen.has(next) || seen.size > mostSteps) {
      fault(next === null ? 'structure-type' : 'role-map', type);
      return type;
    }
    seen.add(next);
    found = next;
  }
  return found;
}
