/**
 * Problems in words: joins codes with the words of `templates/messages/<language>.yaml` and prints them with the source's
 * line and a caret, or as data. The language is a file's name; nothing here knows one.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { ownPath } from './own.ts';
import { type Code, codes, type Problem } from './problem.ts';
import { checkYaml } from './source.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const message = field(z.string(), 'What is wrong, in small letters, without a full stop; {placeholders} are filled in.');
const hint = field(z.string(), 'What to do.');

const wordsSchema = z.strictObject({
  message,
  hint,
  explain: field(z.string(), 'The code at length, for `circulate explain`.'),
  example: field(
    z.strictObject({
      wrong: field(z.string(), 'As it is refused.'),
      right: field(z.string(), 'As it is taken.'),
    }),
    'One case, wrong and right.',
  ),
  variants: field(
    z.record(z.string(), z.strictObject({ message: message.optional(), hint: hint.optional() })).optional(),
    'Other words for special cases of the code. Where "gathered" is among them, warnings of one file are told together: their {count}, the {first} by name.',
  ),
});
export const messagesSchema = z.strictObject({
  language: field(z.string(), 'The language; the file’s name.'),
  words: field(z.record(z.string(), z.string()), 'Words the printer itself needs, and kinds of data.'),
  codes: field(z.record(z.string(), wordsSchema), 'Every code’s words.'),
});
export type Messages = z.infer<typeof messagesSchema>;

const folder = ownPath('templates/messages');

/** The languages there are words in. */
export async function messageLanguages(): Promise<readonly string[]> {
  return (await readdir(folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'))
    .sort();
}

/** Loads the words of a language; the program's own, named in `own.json`, if null or if there are none. */
export async function loadMessages(language: string | null): Promise<Messages> {
  const known = await messageLanguages();
  const own = JSON.parse(await readFile(path.join(folder, 'own.json'), 'utf8')) as { readonly language: string };
  const name = language !== null && known.includes(language) ? language : own.language;
  const file = path.join(folder, `${name}.yaml`);
  const messages = checkYaml(await readFile(file, 'utf8'), file, messagesSchema, (code, _, values) => {
    throw new Error(`${file}: ${code} ${JSON.stringify(values)}`);
  });
  if (!messages) throw new Error(`${file} cannot be read`);
  return messages;
}

/** What is wrong and what to do, in one language. */
export interface Said {
  readonly message: string;
  readonly hint: string;
}

/** Finds and fills the words of a problem. A code that wraps another says what that one says. */
export function say(code: Code, values: Readonly<Record<string, string>>, messages: Messages): Said {
  const { cause, ...own } = values;
  if (cause !== undefined && cause in codes) {
    const inner = say(cause as Code, own, messages);
    return sayOwn(code, { ...own, ...inner }, messages);
  }
  return sayOwn(code, own, messages);
}

function sayOwn(code: Code, values: Readonly<Record<string, string>>, messages: Messages): Said {
  const words = messages.codes[code];
  if (!words) throw new Error(`${code} has no words in ${messages.language}`);
  const variant = values.variant === undefined ? undefined : words.variants?.[values.variant];
  const named = Object.entries(values).map(([name, value]) => [name, name.endsWith('-type') ? typeWords(value, messages) : value] as const);
  const fill = (text: string): string => fillIn(text, Object.fromEntries(named));
  // What a library says may end in a full stop; a message does not.
  return { message: fill(variant?.message ?? words.message).replace(/\.$/, ''), hint: fill(variant?.hint ?? words.hint) };
}

/** "type-text or type-list" in words. */
function typeWords(names: string, { words }: Messages): string {
  return names
    .split(' ')
    .map((name) => words[name] ?? name)
    .join(' ');
}

function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([\w-]+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}

/** A problem as other programs read it. */
export interface ProblemData {
  readonly code: Code;
  readonly severity: Problem['severity'];
  readonly file: string;
  readonly range: Problem['range'];
  readonly message: string;
  readonly hint: string;
}

/** Problems in order, with their words. */
export async function problemsAsData(problems: readonly Problem[], language: string | null = null): Promise<readonly ProblemData[]> {
  const messages = await loadMessages(language);
  return sorted(problems).map(({ code, severity, file, range, values }) => ({
    code,
    severity,
    file,
    range,
    ...say(code, values, messages),
  }));
}

export interface PrintOptions {
  /** As an array of data instead of text. */
  readonly json: boolean;
  readonly color: boolean;
  readonly language?: string | null;
}

/** More problems than this are counted, not printed: nobody reads them, and the first explain most. */
const most = 200;

/** What is told as one: a problem with its likes, or alone. */
type Group = readonly [Problem, ...Problem[]];

/** Warnings that would be a long list of one thing, each with those of its code in its file; all else by itself. In order. */
function gathered(inOrder: readonly Problem[], messages: Messages): readonly Group[] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const [index, problem] of inOrder.entries()) {
    const { code, severity, file, values } = problem;
    const joins = severity === 'warning' && values.variant === undefined && messages.codes[code]?.variants?.[together] !== undefined;
    const key = joins ? `${code} ${file}` : String(index);
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()];
}
const together = 'gathered';
/** How many of a group are named. */
const named = 5;

/** One problem that stands for a group where the first does, with the names of the first few, and the places of those that have one of their own. */
function asOne(group: Group): Problem {
  const [first] = group;
  if (group.length === 1) return first;
  const spot = ({ range }: Problem) => (range ? `${range.start.line}:${range.start.column}` : '');
  const shared = (problem: Problem) => group.some((other) => other !== problem && spot(other) === spot(problem));
  const names = group.slice(0, named).map((problem) => `${problem.values.value ?? ''}${shared(problem) ? '' : ` (${spot(problem)})`}`);
  const ellipsis = group.length > named ? ', …' : '';
  return { ...first, values: { ...first.values, variant: together, count: String(group.length), first: `${names.join(', ')}${ellipsis}` } };
}

/** Errors before warnings where not all can be shown; those that are stand in their order. */
function shownOf(inOrder: readonly Group[]): readonly Group[] {
  if (inOrder.length <= most) return inOrder;
  const errors = inOrder.filter(([{ severity }]) => severity === 'error').slice(0, most);
  const warnings = inOrder.filter(([{ severity }]) => severity === 'warning').slice(0, most - errors.length);
  const shown = new Set([...errors, ...warnings]);
  return inOrder.filter((problem) => shown.has(problem));
}

/** All problems as text for a terminal, with a summary, or as JSON. */
export async function printProblems(problems: readonly Problem[], options: PrintOptions): Promise<string> {
  if (options.json) return JSON.stringify(await problemsAsData(problems, options.language ?? null), null, 2);
  const messages = await loadMessages(options.language ?? null);
  const inOrder = sorted(problems);
  const shown = shownOf(gathered(inOrder, messages));
  const printed = shown.map((group) => `${printProblem(asOne(group), messages, options.color)}\n`);
  const left = inOrder.length - shown.flat().length;
  return `${printed.join('\n')}\n${summary(inOrder, left, messages)}\n`;
}

/** One problem: where, code, what is wrong, the line with a caret, what to do. */
export function printProblem(problem: Problem, messages: Messages, color: boolean): string {
  const { message: what, hint: todo } = say(problem.code, problem.values, messages);
  const paint = (text: string, style: keyof typeof styles) => (color ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
  const where = problem.range ? `${problem.file}:${placeOf(problem.range)}` : problem.file;
  const tone = problem.severity === 'error' ? 'error' : 'warning';
  const lines = [
    `${where === '.' ? '' : `${printable(where)}: `}${paint(messages.words[tone] ?? tone, tone)} ${problem.code}`,
    `  ${printable(what)}`,
  ];
  if (problem.range && problem.line !== null && problem.line !== '') {
    const { shown, before, width } = windowOf(problem.line, problem.range.start.column, endColumn(problem));
    const number = String(problem.range.start.line);
    lines.push('', `  ${number} | ${shown}`, `  ${' '.repeat(number.length)} | ${' '.repeat(before)}${paint('^'.repeat(width), tone)}`);
  }
  return [...lines, `  ${paint(messages.words.hint ?? 'hint', 'hint')}: ${printable(todo)}`].join('\n');
}

const styles = { error: '31', warning: '33', hint: '36' } as const;

function placeOf({ start, end }: NonNullable<Problem['range']>): string {
  const from = `${start.line}:${start.column}`;
  return start.line === end.line && start.column === end.column ? from : `${from}-${end.line}:${end.column}`;
}

function endColumn(problem: Problem): number {
  const { range, line } = problem;
  if (!range) return 1;
  return range.end.line === range.start.line ? range.end.column : (line?.length ?? 0) + 1;
}

/** Columns of a line that are shown; the marked part is always among them. */
const windowWidth = 100;

/** The part of a line around a mark, and where the caret stands under it, in columns as a terminal shows them. */
function windowOf(line: string, start: number, end: number): { readonly shown: string; readonly before: number; readonly width: number } {
  const cells = [...graphemes.segment(line)].map(({ segment, index }) => ({ index, text: visible(segment), width: widthOf(segment) }));
  const first = cells.findLastIndex((cell) => cell.index < start);
  const from = Math.max(first, 0);
  const beyond = cells.findIndex((cell) => cell.index >= end - 1);
  const until = Math.max(start > line.length ? cells.length : beyond === -1 ? cells.length : beyond, from + 1);
  const total = (some: typeof cells) => some.reduce((sum, cell) => sum + cell.width, 0);
  const at = start > line.length ? cells.length : from;

  let left = at;
  let right = Math.min(until, cells.length);
  while (right > left + 1 && total(cells.slice(left, right)) > windowWidth) right -= 1;
  let used = total(cells.slice(left, right));
  const take = (cell: (typeof cells)[number] | undefined): boolean => {
    if (!cell || used + cell.width > windowWidth) return false;
    used += cell.width;
    return true;
  };
  // Two thirds of the room before the mark, the rest after it, and then whatever is left before it.
  const before = used + Math.floor(((windowWidth - used) * 2) / 3);
  while (left > 0 && used < before && take(cells[left - 1])) left -= 1;
  while (right < cells.length && take(cells[right])) right += 1;
  while (left > 0 && take(cells[left - 1])) left -= 1;
  const opening = left > 0 ? '…' : '';
  const closing = right < cells.length ? '…' : '';
  const shown = `${opening}${cells
    .slice(left, right)
    .map((cell) => cell.text)
    .join('')}${closing}`;
  const marked = cells.slice(at, Math.min(until, right));
  return { shown, before: opening.length + total(cells.slice(left, at)), width: Math.max(total(marked), 1) };
}

/** Grapheme clusters do not depend on the locale. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Controls and marks of direction are shown as a sign of their own: they would disturb the terminal. */
function visible(cluster: string): string {
  if (cluster === '\t') return '  ';
  return printable(cluster);
}
function printable(text: string): string {
  return text
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufff9-\ufffc\uffff]/g,
      '\ufffd',
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Columns of a cluster: none for a mark alone, two for East Asian wide characters (UAX 11) and pictures. */
function widthOf(cluster: string): number {
  if (cluster === '\t') return 2;
  if (/^[\p{Mn}\p{Me}\u200b-\u200d]+$/u.test(cluster)) return 0;
  return /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u.test(
    cluster,
  )
    ? 2
    : 1;
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const line = (problem: Problem) => problem.range?.start.line ?? 0;
  const column = (problem: Problem) => problem.range?.start.column ?? 0;
  return problems.toSorted(
    (one, other) => byText(one.file, other.file) || line(one) - line(other) || column(one) - column(other) || byText(one.code, other.code),
  );
}
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function summary(problems: readonly Problem[], left: number, messages: Messages): string {
  const count = (severity: Problem['severity']): readonly string[] => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    if (number === 0) return [];
    const word = messages.words[number === 1 ? severity : `${severity}s`] ?? severity;
    return [`${number} ${word}`];
  };
  const hidden = left > 0 ? [fillIn(messages.words['not-shown'] ?? '', { count: String(left) })] : [];
  return [...count('error'), ...count('warning'), ...hidden].join(', ');
}
