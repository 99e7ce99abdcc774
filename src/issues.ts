/**
 * Turns what zod says of some data into codes, paths and the values their messages name. A field's own check may carry its
 * code in `params`; everything else is unknown, missing, of the wrong type or of a wrong value.
 */
import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { type Code, codes } from './problem.ts';

export interface Fault {
  readonly code: Code;
  readonly path: readonly (string | number)[];
  readonly on: 'key' | 'value';
  readonly values: Readonly<Record<string, string>>;
}

type Issue = z.core.$ZodIssue;

/** One fault for each thing an author can mend. `schema` is what `data` was checked against: it knows the names. */
export function problemsOf(issues: readonly Issue[], data: unknown, schema: z.ZodType): readonly Fault[] {
  const faults = issues.flatMap((issue) => faultsOf(issue, data, schema, [])).map((fault) => quotedFault(fault, data));
  // A field that stands there misspelt is not missing as well.
  const meant = new Set(
    faults.map((fault) => (fault.code === 'FIELD_UNKNOWN' && fault.values.nearest ? siblingOf(fault.path, fault.values.nearest) : '')),
  );
  return faults.filter((fault) => fault.code !== 'FIELD_MISSING' || !meant.has(fault.path.join('.')));
}

/** A value in the quotation marks of print fails for their sake: YAML takes them for a part of it. */
function quotedFault(fault: Fault, data: unknown): Fault {
  const found = fault.on === 'value' ? valueAt(data, fault.path) : null;
  return isInPrintedQuotes(found) ? { ...fault, code: 'FIELD_VALUE', values: quotedValues(nameOf(fault.path), found) } : fault;
}

/** Whether text stands as a whole in typographic quotation marks. */
export function isInPrintedQuotes(value: unknown): value is string {
  return typeof value === 'string' && /^[“”„‟«»‹›‘’‚「『].*[“”«»‹›‘’」』]$/su.test(value);
}

/** The words for such a value. */
export function quotedValues(name: string, value: string): Record<string, string> {
  return { name, value: shown(value), variant: 'marks' };
}

/** The path of a field beside another. */
function siblingOf(path: readonly (string | number)[], name: string): string {
  return [...path.slice(0, -1), name].join('.');
}

function faultsOf(issue: Issue, data: unknown, schema: z.ZodType, above: readonly (string | number)[]): readonly Fault[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const found = valueAt(data, path);
  const name = nameOf(path);
  const make = (code: Code, on: 'key' | 'value', values: Record<string, string>): Fault => ({ code, path, on, values });
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = membersAt(schema, path);
      return issue.keys.map((key) => unknownField([...path, key], known));
    }
    case 'invalid_type':
      if (found === undefined) return [make('FIELD_MISSING', 'key', { name })];
      return [make('FIELD_TYPE', 'value', typeValues(path, issue.expected, found, membersAt(schema, path)))];
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (found === undefined) return [make('FIELD_MISSING', 'key', { name })];
      return [make('FIELD_VALUE', 'value', choiceValues(name, shown(found), known))];
    }
    case 'invalid_union': {
      if (found === undefined) return [make('FIELD_MISSING', 'key', { name })];
      const branch = likeliest(issue.errors);
      if (branch === null) return [make('FIELD_TYPE', 'value', typeValues(path, expectations(issue.errors).join(' or '), found))];
      return branch.flatMap((inner) => faultsOf(inner, data, schema, path));
    }
    case 'invalid_key':
      return [make('FIELD_VALUE', 'key', { name, value: name, variant: 'other' })];
    case 'custom': {
      const { code = '', ...values } = (issue.params ?? {}) as Record<string, string>;
      if (code in codes) return [make(code as Code, 'value', { name, value: shown(found), ...values })];
      return [make('FIELD_VALUE', 'value', { name, value: shown(found), variant: 'other' })];
    }
    default: {
      // A check names its case after a hash; zod's own words are nobody's.
      const named = issue.message.startsWith('#') ? issue.message.slice(1) : null;
      if (named !== null && named in codes) return [make(named as Code, 'value', { name, value: shown(found) })];
      const small = issue.code === 'too_small' ? (Array.isArray(found) ? 'empty-list' : 'number') : 'other';
      return [make('FIELD_VALUE', 'value', { name, value: shown(found), variant: named ?? small })];
    }
  }
}

/** The field a path names: a member of a list is named by its list. */
function nameOf(path: readonly (string | number)[]): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** A key nobody knows, with the known one it may have been meant for. */
export function unknownField(path: readonly (string | number)[], known: readonly string[]): Fault {
  const name = String(path.at(-1) ?? '');
  const near = nearest(name, known);
  const values: Record<string, string> = near ? { name, nearest: near, variant: 'near' } : { name, known: known.join(', ') };
  return { code: 'FIELD_UNKNOWN', path, on: 'key', values };
}

/** The words for a value that is none of the known ones. */
export function choiceValues(name: string, value: string, known: readonly string[]): Record<string, string> {
  const near = nearest(value, known);
  return { name, value, known: known.join(', '), ...(near ? { nearest: near, variant: 'near' } : {}) };
}

/** The words for a value of another kind; `members` are the fields the field has, if it is a group. */
function typeValues(
  path: readonly (string | number)[],
  expected: string,
  found: unknown,
  members: readonly string[] = [],
): Record<string, string> {
  const types = expected.split(' or ');
  const quotes = types.includes('string') && (typeof found === 'number' || typeof found === 'boolean');
  const figures =
    typeof found === 'string' && types.some((type) => kinds[type] === 'type-number') ? (/\d+/.exec(found)?.[0] ?? null) : null;
  const whole = expected === 'int' && typeof found === 'number';
  const listed = expected === 'array' && ['string', 'number'].includes(typeof found);
  const entered = expected === 'array' && typeOf(found) === 'object';
  const grouped = expected === 'object' && members.length > 0 && ['string', 'number'].includes(typeof found);
  const cases = {
    quotes,
    whole,
    number: figures !== null,
    list: listed,
    entries: entered,
    member: grouped && typeof path.at(-1) === 'number',
    group: grouped,
    empty: typeOf(found) === 'null',
  };
  const variant = Object.entries(cases).find(([, holds]) => holds)?.[0];
  const example = entered ? Object.keys(found as object)[0] : members.map((member) => `${member}: …`).join(', ');
  return {
    name: nameOf(path),
    'expected-type': typeNames(expected),
    'found-type': typeNames(typeOf(found)),
    value: shown(found),
    example: figures ?? (listed ? asList(String(found)) : (example ?? '')),
    ...(variant ? { variant } : {}),
  };
}

/** Values between commas as YAML has them in a list of texts: a word as it is, all else in quotes. */
function asList(values: string): string {
  const quoted = (value: string) => (/^\p{L}[\p{L}-]*$/u.test(value) ? value : JSON.stringify(value));
  return values
    .trim()
    .split(/\s*,\s*/)
    .map(quoted)
    .join(', ');
}

/** Kinds of data by names whose words are message data. */
const typeNames = (types: string): string =>
  types
    .split(' or ')
    .map((type) => kinds[type] ?? type)
    .join(' or ');
const kinds: Readonly<Record<string, string>> = {
  int: 'type-number',
  number: 'type-number',
  string: 'type-text',
  boolean: 'type-boolean',
  array: 'type-list',
  tuple: 'type-list',
  object: 'type-map',
  record: 'type-map',
  null: 'type-null',
};

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A value as a message quotes it: short, on one line. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The branch of a union that fits best: one whose faults lie deeper than the value itself. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const deep = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom'),
  );
  return deep.toSorted((one, other) => one.length - other.length)[0] ?? null;
}

function expectations(branches: readonly (readonly Issue[])[]): readonly string[] {
  const types = branches.flatMap((issues) =>
    issues.flatMap((issue) => (issue.code === 'invalid_type' && issue.path.length === 0 ? [issue.expected] : [])),
  );
  return [...new Set(types.length > 0 ? types : ['null'])];
}

interface Definition {
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
}
const definitionOf = (schema: z.ZodType): Definition => (schema as unknown as { def: Definition }).def;

/** The names a map at this path may hold. */
function membersAt(schema: z.ZodType, path: readonly (string | number)[]): readonly string[] {
  const { innerType, element, valueType, shape, options } = definitionOf(schema);
  if (innerType) return membersAt(innerType, path);
  if (options) return options.flatMap((option) => membersAt(option, path));
  const [step, ...others] = path;
  if (step === undefined) return Object.keys(shape ?? {});
  const member = shape?.[String(step)] ?? element ?? valueType;
  return member ? membersAt(member, others) : [];
}
