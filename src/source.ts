/**
 * The one door to `yaml`: reads a file into plain data and remembers where every key, value and character stands. Files
 * are untrusted: their size, depth and aliases are limited. Knows nothing of what the data mean.
 */
import path from 'node:path';
import { type Alias, Composer, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, Parser, visit } from 'yaml';
import type { z } from 'zod';
import { faultyEntries, withoutEntries } from './entries.ts';
import { type Limits, readText, sourceLimits } from './files.ts';
import { problemsOf } from './issues.ts';
import { lineAt, lineStarts, positionOf, trimmedEnd } from './lines.ts';
import type { Code, Place, Position, Range, Report } from './problem.ts';
import { offsetsOf, type ScalarStyle } from './scalars.ts';

export type Keys = readonly (string | number)[];

/** Text and data with the places between them. */
export interface YamlFile {
  /** As messages print it. */
  readonly file: string;
  readonly data: unknown;
  /** Null where the file has nothing at the path. A missing key gives the range of its parent's key. */
  rangeOf(path: string, on: 'key' | 'value', offset?: number, length?: number): Range | null;
  rangeAt(keys: Keys, on: 'key' | 'value', offset?: number, length?: number): Range | null;
  line(number: number): string | null;
  styleOf(path: string): ScalarStyle | null;
}

/** Where text made from a scalar stands in it: what `Text.at` and the paths of blocks mean. */
export interface Trace {
  /** Blocks below the scalar: their paths and places in it. */
  readonly blocks: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
  /** Printed text beside the scalar's, in the order of both. */
  readonly segments: readonly Segment[];
}
export interface Segment {
  /** Where it begins in all text printed from the scalar, and in the scalar. */
  readonly printed: number;
  readonly offset: number;
  readonly length: number;
}

export interface Source extends YamlFile {
  /** Absolute. */
  readonly folder: string;
  /** Tells where the text made from a scalar came from, so that later stages can point at it. */
  trace(path: string, trace: Trace): void;
}

/** Reads a document's source; null after reporting. */
export async function readSource(file: string, shown: string, report: Report, limits: Limits = sourceLimits): Promise<Source | null> {
  const text = await readText(file, shown, report, limits);
  if (text === null) return null;
  const yaml = parseYaml(text, shown, report, limits);
  if (!yaml) return null;
  const folder = path.dirname(file);
  const traces = new Map<string, Trace>();
  return {
    ...yaml,
    folder,
    rangeOf: (at, on, offset, length) => tracedRange(yaml, traces, at, on, offset, length),
    trace: (at, trace) => void traces.set(at, trace),
  };
}

/** Parses YAML text; null after reporting. `firstLine` is its line in the file, for text that does not begin one. */
export function parseYaml(text: string, shown: string, report: Report, limits: Limits = sourceLimits, firstLine = 1): YamlFile | null {
  const starts = lineStarts(text);
  const line = (number: number) => lineAt(text, starts, number - firstLine + 1);
  const range = (start: number, end: number): Range => {
    const shift = (at: Position): Position => ({ line: at.line + firstLine - 1, column: at.column });
    return { start: shift(positionOf(starts, start)), end: shift(positionOf(starts, trimmedEnd(text, start, end))) };
  };
  const refuse: Refuse = (code, start, end, values) => {
    const at = range(start, Math.max(end, start));
    report(code, { file: shown, range: at, line: line(at.start.line) }, values);
  };
  const read = readDocuments(text, limits);
  // Nothing of a file that is too deep is read.
  const faults = read.documents.length === 0 ? read.faults : read.faults.length > 0 ? faultsOfEach(text, limits) : [];
  for (const { code, start, end, values } of faults) refuse(code, start, end, values);
  const { documents, aliased, notes } = read;
  const [document] = documents;
  if (faults.length > 0 || !document) return null;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    report('FILE_EMPTY', { file: shown }, {});
    return null;
  }
  for (const { offset, source } of notes) refuse('COMMENT_DOUBTFUL', offset, offset + source.length, { value: source.trim() });
  const data = dataOf(document, aliased, limits, refuse);
  return data === null
    ? null
    : {
        file: shown,
        data: data.value,
        line,
        styleOf: (at) => styleOf(nodeAt(document, at.split('.')).node),
        ...placesOf(document, text, range),
      };
}

/** A fault where it stands in a text. */
interface Fault {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  readonly values: Readonly<Record<string, string>>;
}
interface Read extends Omit<Survey, 'beyond'> {
  readonly documents: readonly Document.Parsed[];
  /** The first fault of syntax, since what follows it may follow from it, with what was repeated before. */
  readonly faults: readonly Fault[];
}

function readDocuments(text: string, limits: Limits): Read {
  const tokens = [...new Parser().parse(text)];
  const { beyond, ...survey } = surveyed(tokens, limits);
  if (beyond !== null) {
    const { offset, deep } = beyond;
    const values = deep ? { limit: String(limits.depth) } : { limit: String(limits.members), variant: 'wide' };
    return { ...survey, documents: [], faults: [{ code: 'YAML_TOO_DEEP', start: offset, end: offset + 1, values }] };
  }
  const options = { uniqueKeys: true, schema: 'core', version: '1.2', logLevel: 'error' } as const;
  const documents = [...new Composer(options).compose(tokens, true, text.length)];
  const found = documents.flatMap((one) => [...one.errors, ...one.warnings]);
  const [first] = found.filter(({ code }) => code !== 'DUPLICATE_KEY').sort((one, other) => one.pos[0] - other.pos[0]);
  const repeated = found.flatMap(({ code, pos }) => (code === 'DUPLICATE_KEY' ? [repeatedKey(text, pos[0])] : []));
  const second = first ? undefined : documents[1]?.range[0];
  return {
    ...survey,
    documents,
    faults: [
      ...repeated.filter(({ start }) => !first || start < first.pos[0]),
      ...(first ? [syntaxFault(first, text, tokens)] : []),
      ...(second === undefined ? [] : [{ ...inYaml('SEVERAL'), start: second, end: second + 1 }]),
    ],
  };
}

/**
 * The faults of a text that cannot be read: of each of its entries by itself, since a quotation mark that is not closed shifts
 * everything after it, then of the text without those entries.
 */
function faultsOfEach(text: string, limits: Limits): readonly Fault[] {
  const judge = (entry: string) => {
    const faults = faultsOf(entry, limits);
    return faults.every(({ code }) => code === 'FIELD_DUPLICATE') ? null : faults;
  };
  const faulty = faultyEntries(text, judge);
  const ofEntries = faulty.flatMap(({ start, verdict }) =>
    verdict.map((fault) => ({ ...fault, start: start + fault.start, end: start + fault.end })),
  );
  return [...ofEntries, ...faultsOf(withoutEntries(text, faulty), limits)];
}

/** Misprints at the beginnings of lines stand in many lines as a rule. */
const mostMisprints = 50;

/** The faults of a text: all misprints at the beginnings of lines up to the first fault of another kind. */
function faultsOf(text: string, limits: Limits): readonly Fault[] {
  const found: Fault[] = [];
  for (let mended: string | null = text; mended !== null && found.length < mostMisprints; ) {
    const { faults } = readDocuments(mended, limits);
    const last = faults.at(-1);
    mended = last ? mendedAt(mended, last) : null;
    if (last && mended !== null) found.push(last);
    else if (found.length === 0) return faults;
  }
  return found;
}

/** The text with plain characters for those misprinted at a fault, one for one; null if that is not what is wrong. */
function mendedAt(text: string, { start, values }: Fault): string | null {
  const misprint = misprints[values.variant ?? ''];
  const found = misprint?.signs.exec(text.slice(start, start + longestIndent))?.[0] ?? '';
  return misprint && found !== '' ? text.slice(0, start) + misprint.meant.repeat(found.length) + text.slice(start + found.length) : null;
}

type Raised = Document.Parsed['errors'][number];

const inYaml = (variant: string, detail = ''): Pick<Fault, 'code' | 'values'> => ({ code: 'YAML_SYNTAX', values: { variant, detail } });

function syntaxFault(raised: Raised, text: string, tokens: readonly Token[]): Fault {
  const nearer = causeOf(raised, text, tokens);
  if (nearer) return { ...inYaml(nearer.variant), start: nearer.offset, end: nearer.offset + 1 };
  return { ...inYaml(variantOf(raised, text), raised.message.split('\n')[0]), start: raised.pos[0], end: raised.pos[1] };
}

/** The character a fault comes from, where it is another than the one the library stumbled over; null if none is known. */
function causeOf({ message, pos }: Raised, text: string, tokens: readonly Token[]): { variant: string; offset: number } | null {
  const quote = message.startsWith('Missing closing') ? lastOffset(tokens, isQuoted) : null;
  if (quote !== null) return { variant: 'QUOTE', offset: quote };
  const bracket = /^Flow .* end with a/.test(message) ? lastOffset(tokens, isOpenBracket) : null;
  if (bracket !== null) return { variant: 'BRACKET', offset: bracket };
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const [lead = '', sign = ''] = misprinted.exec(text.slice(start, start + longestIndent)) ?? [];
  if (sign === '') return null;
  const variant = sign === '\t' ? 'TAB_AS_INDENT' : /\p{Zs}/u.test(sign) ? 'SPACE' : 'DASH';
  return { variant, offset: start + lead.indexOf(sign) };
}

/** A line that begins with a tab, a special space, or a printed dash or bullet, where plain spaces and a hyphen should stand. */
const misprinted = /^ *(?:- *)?(\t|(?! )\p{Zs}|[\u2010-\u2015\u2022\u00b7\u25aa\uf0b7](?=\s))/u;
const longestIndent = 100;
const misprints: Readonly<Record<string, { readonly signs: RegExp; readonly meant: string }>> = {
  TAB_AS_INDENT: { signs: /^[\t\p{Zs}]+/u, meant: ' ' },
  SPACE: { signs: /^[\t\p{Zs}]+/u, meant: ' ' },
  DASH: { signs: /^[^\s-]/, meant: '-' },
};

/** The library's code of a fault, or a nearer word of ours for what authors do: text after a closed quotation, a line that is no field. */
function variantOf({ code, message, pos }: Raised, text: string): string {
  if (message.startsWith('Sequence item without')) return 'BAD_INDENT';
  if (message.includes('scalar at node end') && /["']\s*$/.test(text.slice(0, pos[0]))) return 'AFTER_QUOTE';
  return message.startsWith('Implicit map keys') ? 'LINE' : code;
}

/** The place the library gives may be the end of the line before. */
function repeatedKey(text: string, at: number): Fault {
  const start = at + text.slice(at).search(/\S/);
  const name = /^[^:\n]*/.exec(text.slice(start, start + 100))?.[0].trim() ?? '';
  return { code: 'FIELD_DUPLICATE', start, end: start + name.length, values: { name: name.replace(/^["']|["']$/g, '') } };
}

type Token = ReturnType<Parser['parse']> extends Generator<infer T> ? T : never;

/** A quotation mark that is never closed makes a scalar that reaches to the end of the file. */
const isQuoted = ({ type }: Token): boolean => type === 'double-quoted-scalar' || type === 'single-quoted-scalar';
const isOpenBracket = (token: Token): boolean => token.type === 'flow-collection' && token.end.length === 0;

/** Offset of the last token of a kind; null if there is none. */
function lastOffset(tokens: readonly Token[], isKind: (token: Token) => boolean): number | null {
  let offset: number | null = null;
  const waiting = [...tokens];
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (isKind(token)) offset = Math.max(offset ?? 0, token.offset);
    if (token.type === 'document' && token.value) waiting.push(token.value);
    if ('items' in token) for (const item of token.items) waiting.push(...[item.key, item.value].filter((inner) => inner != null));
  }
  return offset;
}

/** A comment that begins like a number or a word. */
const doubtful = /^#[\p{L}\p{N}]/u;

interface Survey {
  /** The first collection too deep or group of fields too wide. */
  readonly beyond: { readonly offset: number; readonly deep: boolean } | null;
  /** Whether anything is said by an alias. */
  readonly aliased: boolean;
  /** Comments behind a value that may have been meant for its end, such as "#2". */
  readonly notes: readonly { readonly offset: number; readonly source: string }[];
}

/** Looks through tokens before they are composed. Walks with its own stack: the composer would recurse. */
function surveyed(tokens: readonly Token[], limits: Limits): Survey {
  const waiting: { token: Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  let first: Survey['beyond'] = null;
  let aliased = false;
  const notes: { offset: number; source: string }[] = [];
  const note = (offset: number, deep: boolean) => {
    if (first === null || offset < first.offset) first = { offset, deep };
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    if (token.type === 'alias') aliased = true;
    if (token.type === 'scalar') notes.push(...(token.end ?? []).filter(({ type, source }) => type === 'comment' && doubtful.test(source)));
    if (depth > limits.depth) {
      note(token.offset, true);
      continue;
    }
    // The composer compares every key of a group with every other.
    const wide = token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
    if (wide && token.items.length > limits.members) note(token.offset, false);
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth });
    if ('items' in token) {
      for (const item of token.items) {
        if (item.key) waiting.push({ token: item.key, depth: depth + 1 });
        if (item.value) waiting.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return { beyond: first, aliased, notes: notes.sort((one, other) => one.offset - other.offset) };
}

type Refuse = (code: Code, start: number, end: number, values: Readonly<Record<string, string>>) => void;

function dataOf(document: Document.Parsed, aliased: boolean, limits: Limits, refuse: Refuse): { readonly value: unknown } | null {
  const aliases: Alias[] = [];
  if (aliased) visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const spot = (alias: Alias | undefined): [number, number] => [alias?.range?.[0] ?? 0, alias?.range?.[1] ?? 0];
  const beyond = aliases[limits.aliases];
  if (beyond) {
    refuse('YAML_TOO_MANY_ALIASES', ...spot(beyond), { limit: String(limits.aliases) });
    return null;
  }
  const unknown = aliases.filter((alias) => alias.resolve(document) === undefined);
  for (const alias of unknown) refuse('YAML_SYNTAX', ...spot(alias), { variant: 'ALIAS', detail: '', name: alias.source });
  if (unknown.length > 0) return null;
  try {
    return { value: document.toJS({ maxAliasCount: limits.aliases }) };
  } catch {
    refuse('YAML_TOO_MANY_ALIASES', ...spot(aliases.at(-1)), { limit: String(limits.aliases) });
    return null;
  }
}

interface Found {
  /** The key's node, for a member of a map. */
  readonly key: Node | null;
  readonly node: Node | null;
  /** How many steps of the path were found. */
  readonly depth: number;
}

function nodeAt(document: Document.Parsed, keys: Keys): Found {
  let found: Found = { key: null, node: document.contents, depth: 0 };
  for (const [depth, step] of keys.entries()) {
    const parent = isAlias(found.node) ? (found.node.resolve(document) ?? null) : found.node;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair || !isPair(pair)) return found;
      found = { key: pair.key as Node, node: (pair.value as Node | null) ?? null, depth: depth + 1 };
    } else if (isSeq(parent)) {
      const item = parent.items[Number(step)] as Node | undefined;
      if (!item) return found;
      found = { key: found.key, node: item, depth: depth + 1 };
    } else return found;
  }
  return found;
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  PLAIN: 'plain',
};

function styleOf(node: Node | null): ScalarStyle | null {
  return isScalar(node) ? (styles[node.type ?? ''] ?? null) : null;
}

function placesOf(
  document: Document.Parsed,
  text: string,
  range: (start: number, end: number) => Range,
): Pick<YamlFile, 'rangeOf' | 'rangeAt'> {
  const known = new Map<Node, readonly number[] | null>();
  const offsets = (node: Node): readonly number[] | null => {
    const style = styleOf(node);
    if (!isScalar(node) || style === null || typeof node.value !== 'string' || !node.range) return null;
    let made = known.get(node);
    if (made === undefined) {
      made = offsetsOf(text, node.range[0], node.range[1], style, node.value);
      known.set(node, made);
    }
    return made;
  };
  const spanOf = (node: Node | null): Range | null => (node?.range ? range(node.range[0], node.range[1]) : null);
  const firstKey = (): Range | null => {
    const { contents } = document;
    return spanOf(isMap(contents) ? ((contents.items[0]?.key as Node | undefined) ?? null) : contents);
  };
  const rangeAt: YamlFile['rangeAt'] = (keys, on, offset, length) => {
    const found = nodeAt(document, keys);
    if (found.depth < keys.length) {
      if (isScalar(found.node) && found.depth > 0) return spanOf(found.node);
      // A member of a list has no key: its own first key stands for it.
      const step = keys[found.depth - 1];
      const first = isMap(found.node) && step !== undefined && /^\d+$/.test(String(step)) ? found.node.items[0] : undefined;
      if (first) return spanOf(first.key as Node);
      return found.key ? spanOf(found.key) : firstKey();
    }
    if (keys.length === 0) return firstKey();
    if (on === 'key' && found.key && typeof keys.at(-1) !== 'number' && !/^\d+$/.test(String(keys.at(-1)))) return spanOf(found.key);
    const { node } = found;
    if (node && offset !== undefined) {
      const places = offsets(node);
      const start = places?.[Math.min(offset, places.length - 1)];
      const end = places?.[Math.min(offset + (length ?? 1), places.length - 1)];
      if (start !== undefined && end !== undefined) return range(start, Math.max(end, start));
    }
    return spanOf(node) ?? (found.key ? spanOf(found.key) : null);
  };
  return { rangeAt, rangeOf: (at, on, offset, length) => rangeAt(at === '' ? [] : at.split('.'), on, offset, length) };
}

/** `body.3` is a block of the scalar `body`, `body#120` text printed from its character 120. */
function tracedRange(
  yaml: YamlFile,
  traces: ReadonlyMap<string, Trace>,
  at: string,
  on: 'key' | 'value',
  offset?: number,
  length?: number,
): Range | null {
  const [scalar = '', start] = at.split('#');
  if (start !== undefined) {
    const printed = traces.get(scalar)?.segments ?? [];
    const from = throughSegments(printed, Number(start), offset ?? 0);
    const to = throughSegments(printed, Number(start), (offset ?? 0) + Math.max(length ?? 1, 1) - 1) + 1;
    return yaml.rangeOf(scalar, on, from, Math.max(to - from, 1));
  }
  for (const [name, trace] of traces) {
    const block = at.startsWith(`${name}.`) ? nearestBlock(trace, at) : null;
    if (!block) continue;
    if (offset === undefined) return yaml.rangeOf(name, on, block.offset, length ?? block.length);
    const first = trace.segments.find((segment) => segment.offset + segment.length > block.offset);
    const from = throughSegments(trace.segments, first?.offset ?? block.offset, offset);
    return yaml.rangeOf(name, on, from, length ?? 1);
  }
  return yaml.rangeOf(at, on, offset, length);
}

function nearestBlock(trace: Trace, at: string): { readonly offset: number; readonly length: number } | null {
  for (let name = at; name.includes('.'); name = name.slice(0, name.lastIndexOf('.'))) {
    const block = trace.blocks.get(name);
    if (block) return block;
  }
  return null;
}

/** The scalar's offset of the printed character that stands `ahead` after the one printed from `offset`. */
export function throughSegments(segments: readonly Segment[], offset: number, ahead: number): number {
  const base = last(segments, (segment) => segment.offset <= offset);
  if (!base) return offset + ahead;
  const printed = base.printed + (offset - base.offset) + ahead;
  const target = last(segments, (segment) => segment.printed <= printed) ?? base;
  return target.offset + Math.min(printed - target.printed, Math.max(target.length - 1, 0));
}

/** The last of ordered members that satisfies a condition which holds for a beginning of them. */
function last<T>(members: readonly T[], holds: (member: T) => boolean): T | null {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const member = members[middle];
    if (member !== undefined && holds(member)) low = middle + 1;
    else high = middle;
  }
  return members[low - 1] ?? null;
}

/** Parses and checks a YAML file of the house style or a configuration; every fault has the one code given. Null after reporting. */
export function checkYaml<T extends z.ZodType>(
  text: string,
  shown: string,
  schema: T,
  report: Report,
  code: Code = 'STYLE_INVALID',
  firstLine = 1,
): z.infer<T> | null {
  const asFault: Report = (cause, place, values) => report(code, place, { ...values, cause });
  const yaml = parseYaml(text, shown, asFault, sourceLimits, firstLine);
  if (!yaml) return null;
  const result = schema.safeParse(yaml.data);
  if (result.success) return result.data;
  for (const problem of problemsOf(result.error.issues, yaml.data, schema)) {
    const range = yaml.rangeAt(problem.path, problem.on);
    const place: Place = range ? { file: shown, range, line: yaml.line(range.start.line) } : { file: shown };
    asFault(problem.code, place, problem.values);
  }
  return null;
}
