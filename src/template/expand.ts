/**
 * View × template → Markup. Keeps compiled templates; knows nothing of what they say.
 */
import Handlebars from 'handlebars/runtime.js';
import type { View } from '../language/view.ts';
import type { Report } from '../problem.ts';
import type { Checked } from './checked.ts';
import type { Template, Templates } from './read.ts';

/** A type's template and the partials it may use, as code. */
export interface Compiled {
  readonly template: string;
  readonly partials: Readonly<Record<string, string>>;
}

/** Compiled once, applied to views. */
export type Expander = (view: unknown) => string;

/** What templates may call besides names of the View. */
export const helpers = { if: true, unless: true, each: true, with: true, lookup: true };

/**
 * Gives what expands views of a type. Templates that stand as they were checked are not compiled again, and the others join
 * them; what is wrong with one is told when it is first asked for.
 */
export async function expanderOf(
  templates: Templates,
  known: Checked,
): Promise<(type: string, view: View, report: Report) => string | null> {
  const compiled = new Map<string, Compiled>();
  const faults = new Map<string, readonly Parameters<Report>[]>();
  for (const [type, template] of templates.types) {
    const [name, text] = [`${template.file} compiled`, wholeText(template, templates)];
    const before = known.get(name);
    if (before?.text === text) {
      compiled.set(type, before.data as Compiled);
      continue;
    }
    // A program whose templates nobody changed needs neither.
    const { compileTemplate } = await import('./load.ts');
    const { viewSchema } = await import('../language/view-schema.ts');
    const told: Parameters<Report>[] = [];
    const data = compileTemplate(template, templates, viewSchema, (...problem) => void told.push(problem));
    faults.set(type, told);
    if (!data) continue;
    compiled.set(type, data);
    known.set(name, { text, data });
  }
  const expanders = new Map<string, Expander>();
  return (type, view, report) => {
    for (const problem of faults.get(type) ?? []) report(...problem);
    faults.delete(type);
    const code = compiled.get(type);
    if (!code) return null;
    const expander = expanders.get(type) ?? expanderFrom(code);
    expanders.set(type, expander);
    return expander(view);
  };
}

/** Everything a type's code is made from. */
function wholeText(template: Template, { partials }: Templates): string {
  return JSON.stringify([template.text, ...[...partials].map(([name, partial]) => [name, partial.text])]);
}

/** Makes code work. */
export function expanderFrom({ template, partials }: Compiled): Expander {
  const engine = Handlebars.create();
  for (const name of Object.keys(engine.helpers)) if (!(name in helpers) && !/Missing$/.test(name)) engine.unregisterHelper(name);
  for (const [name, code] of Object.entries(partials)) engine.registerPartial(name, engine.template(specificationOf(code)));
  const expand = engine.template(specificationOf(template));
  return (view) => expand(view);
}

/** Code of the compiler's, which is an expression. */
function specificationOf(code: string): TemplateSpecification {
  return new Function(`return ${code}`)() as TemplateSpecification;
}
