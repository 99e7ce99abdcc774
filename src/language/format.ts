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

/** Says an ISO day by one of the language's date patterns. */
export function sayDate(day: string, pattern: keyof Language['dates'], language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return fill(language.dates[pattern], {
    day: String(Number(date)),
    month: language.months[Number(month) - 1] ?? '',
    year,
    dd: date,
    mm: month,
    yy: year.slice(-2),
  });
}

/** Joins members as the language says a list. */
export function sayList(members: readonly string[], language: Language): string {
  const { comma, two, last } = language.join;
  if (members.length < 3) return members.join(two);
  return members.slice(0, -1).join(comma) + last + members.at(-1);
}

/** The ordinal of a session or year; null beyond the language's table. */
export function sayOrdinal(number: number, language: Language): string | null {
  return language.ordinals[number - 1] ?? null;
}
