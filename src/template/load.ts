/**
 * Compiles templates, and checks every name a template uses against the View, because Handlebars prints nothing for a misspelt
 * condition and names no file in its errors. The one door to Handlebars, with expand.ts.
 */
import Handlebars from 'handlebars';
import type { z } from 'zod';
import type { Report } from '../problem.ts';
import { type Compiled, helpers } from './expand.ts';
import type { Template, Templates } from './read.ts';

/** Checks a type and every partial it reaches, and compiles it; null when something was reported. */
export function compileTemplate(template: Template, templates: Templates, shape: z.ZodType, report: Report): Compiled | null {
  let sound = true;
  const complain: Complain = (file, line, code, values) => {
    sound = false;
    report(code, { file: file.file, range: rangeOf(file, line) }, values);
  };
  const trees = new Map<string, hbs.AST.Program>();
  const parse = (part: Template): hbs.AST.Program | null => {
    const known = trees.get(part.file);
    if (known) return known;
    try {
      const tree = Handlebars.parseWithoutProcessing(part.text);
      trees.set(part.file, tree);
      return tree;
    } catch (error) {
      const line = Number(/line (\d+)/.exec(String(error))?.[1] ?? 1);
      complain(part, line, 'TEMPLATE_SYNTAX', { detail: String(error).split('\n').at(-1) ?? '' });
      return null;
    }
  };
  walkTemplate(template, shape, { parse, complain, templates, visiting: [] });
  if (!sound) return null;

  const options = { strict: true, knownHelpers: helpers, knownHelpersOnly: true, preventIndent: true };
  const code = (text: string) => String(Handlebars.precompile(text, options));
  const used = [...templates.partials].filter(([, partial]) => trees.has(partial.file));
  return { template: code(template.text), partials: Object.fromEntries(used.map(([name, partial]) => [name, code(partial.text)])) };
}

type Complain = (file: Template, line: number, code: 'TEMPLATE_SYNTAX' | 'TEMPLATE_FIELD', values: Record<string, string>) => void;
interface Walk {
  readonly parse: (part: Template) => hbs.AST.Program | null;
  readonly complain: Complain;
  readonly templates: Templates;
  /** Partials on the way here, against circles. */
  readonly visiting: readonly string[];
}

function rangeOf(template: Template, line: number) {
  const at = line + template.lineOffset;
  const width = template.text.split('\n')[line - 1]?.length ?? 0;
  return { start: { line: at, column: 1 }, end: { line: at, column: width + 1 } };
}

/** Follows names through `each`, `with` and partials, with the shape of `this` at every step. */
function walkTemplate(template: Template, shape: z.ZodType, walk: Walk): void {
  const tree = walk.parse(template);
  if (tree) for (const statement of tree.body) checkStatement(statement, [shape], template, walk);
}

type Scope = readonly [z.ZodType, ...z.ZodType[]];

function checkStatement(statement: hbs.AST.Statement, scope: Scope, template: Template, walk: Walk): void {
  if (statement.type === 'MustacheStatement') {
    const mustache = statement as hbs.AST.MustacheStatement;
    if (!mustache.escaped)
      walk.complain(template, statement.loc.start.line, 'TEMPLATE_SYNTAX', { detail: 'three braces print markup as it is; use two' });
    shapeAt(mustache.path, scope, template, walk);
  } else if (statement.type === 'BlockStatement') {
    checkBlock(statement as hbs.AST.BlockStatement, scope, template, walk);
  } else if (statement.type === 'PartialStatement') {
    const partial = statement as hbs.AST.PartialStatement;
    const name = (partial.name as hbs.AST.PathExpression).original;
    const target = walk.templates.partials.get(name);
    if (!target || walk.visiting.includes(name)) {
      walk.complain(template, statement.loc.start.line, 'TEMPLATE_FIELD', { name });
      return;
    }
    const given = partial.params[0];
    const shape = given ? shapeAt(given, scope, template, walk) : scope[0];
    if (shape) walkTemplate(target, shape, { ...walk, visiting: [...walk.visiting, name] });
  }
}

function checkBlock(block: hbs.AST.BlockStatement, scope: Scope, template: Template, walk: Walk): void {
  const helper = block.path.type === 'PathExpression' ? (block.path as hbs.AST.PathExpression).original : '';
  if (!(helper in helpers)) {
    walk.complain(template, block.loc.start.line, 'TEMPLATE_FIELD', { name: helper });
    return;
  }
  const subject = block.params[0];
  const shape = subject ? shapeAt(subject, scope, template, walk) : null;
  const members = helper === 'each' && shape ? elementOf(shape) : helper === 'with' ? shape : scope[0];
  const inner: Scope = helper === 'each' || helper === 'with' ? [members ?? scope[0], ...scope] : scope;
  for (const statement of block.program.body) checkStatement(statement, inner, template, walk);
  for (const statement of block.inverse?.body ?? []) checkStatement(statement, scope, template, walk);
}

/** The shape a path names, or null after complaining. */
function shapeAt(expression: hbs.AST.Expression, scope: Scope, template: Template, walk: Walk): z.ZodType | null {
  if (expression.type !== 'PathExpression') return null;
  const name = expression as hbs.AST.PathExpression;
  if (name.data) return null;
  let shape: z.ZodType | null = scope[name.depth] ?? null;
  for (const part of name.parts) shape = shape ? memberOf(shape, String(part)) : null;
  if (!shape) walk.complain(template, expression.loc.start.line, 'TEMPLATE_FIELD', { name: name.original });
  return shape;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}
const definitionOf = (shape: z.ZodType): Definition => (shape as unknown as { def: Definition }).def;

function present(shape: z.ZodType): z.ZodType {
  const { innerType } = definitionOf(shape);
  return innerType ? present(innerType) : shape;
}
function elementOf(shape: z.ZodType): z.ZodType | null {
  return definitionOf(present(shape)).element ?? null;
}
function memberOf(shape: z.ZodType, name: string): z.ZodType | null {
  return definitionOf(present(shape)).shape?.[name] ?? null;
}
