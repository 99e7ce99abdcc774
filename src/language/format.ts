/**
 * Dates, lists, ordinals and phrases as a language's file says them. Nothing here knows a language.
 */
import type { Language } from './language.ts';

/** Fills a phrase's {braces}; a name without a value is a fault of this program. */
export function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`phrase "${pattern}" has no value for ${name}`);
    return value;
  });
}

/** The names in a phrase's {braces}. */
export function bracesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1] ?? '');
}

/** Says an ISO day by one of the language's date patterns. */
export function sayDate(day: string, pattern: keyof Language['dates'], language: Language): string {
  return dateBy(language.dates[pattern], day, language.months, language.days);
}

/** Says an ISO day as the masthead's block does, which may be in another language. */
export function sayMastheadDate(day: string, language: Language): string {
  const { date, months, language: block } = language.masthead;
  return dateBy(date, day, months, block === language.language ? language.days : undefined);
}

function dateBy(pattern: string, day: string, months: readonly string[], days: Readonly<Record<string, string>> = {}): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const number = String(Number(date));
  return fill(pattern, {
    day: days[number] ?? number,
    month: months[Number(month) - 1] ?? '',
    year,
    dd: date,
    mm: month,
    yy: year.slice(-2),
  });
}

/** Joins members as the language says a list. */
export function sayList(members: readonly string[], { comma, two, last }: Language['join']): string {
  if (members.length < 3) return members.join(two);
  return members.slice(0, -1).join(comma) + last + members.at(-1);
}

type OrdinalTable = Language['ordinals'][string];

/** The ordinal of a session or year in one of the language's forms; null beyond its table. */
export function sayOrdinal(number: number, table: OrdinalTable): string | null {
  return number > table.to ? null : ordinalOf(number, table, table.words);
}

function ordinalOf(number: number, table: OrdinalTable, words: Readonly<Record<string, string>>): string | null {
  const word = words[number] ?? table.words[number];
  if (word !== undefined) return word;
  const head = Math.max(
    0,
    ...Object.keys(table.heads)
      .map(Number)
      .filter((one) => one < number),
  );
  const pattern = table.heads[head];
  const rest = pattern === undefined ? null : ordinalOf(number - head, table, { ...table.words, ...table.within });
  return pattern === undefined || rest === null ? null : fill(pattern, { rest });
}

/** The same text with its first letter large, as it begins a line. */
export function beginLine(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
