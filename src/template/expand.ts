/**
 * View × template → Markup. Keeps compiled templates; knows nothing of what they say.
 */

import { type View, viewSchema } from '../language/view.ts';
import type { Report } from '../problem.ts';
import { compileTemplate, type Expander, type Templates } from './load.ts';

/** Compiles types when first asked for, and each only once. */
export function expanderOf(templates: Templates): (type: string, view: View, report: Report) => string | null {
  const compiled = new Map<string, Expander | null>();
  return (type, view, report) => {
    let expander = compiled.get(type);
    if (expander === undefined) {
      const template = templates.types.get(type);
      expander = template ? compileTemplate(template, templates, viewSchema, report) : null;
      compiled.set(type, expander);
    }
    return expander?.(view) ?? null;
  };
}
