/**
 * Dates and times in running text, as ISO 8601 says them: "2020-01-17", "1987-11" without a day, "--01-17" without a year,
 * "15:30".
 */
import { type Fact, type Sheet, take } from './fact.ts';
import type { Grammar } from './grammar.ts';

interface Dates {
  readonly start: number;
  readonly end: number;
  readonly days: readonly number[];
  readonly month: number;
  readonly year: number | null;
}

/** Every date, also each of "21 and 22 February 2025". A date without a year that is joined to one with a year has the same. */
export function readDates(sheet: Sheet, grammar: Grammar): readonly Fact[] {
  const found: Dates[] = [];
  for (const form of grammar.dates) {
    for (const match of sheet.text.matchAll(form)) {
      const dates = datesOf(match, grammar);
      if (!dates) continue;
      found.push(dates);
      take(sheet, dates.start, dates.end);
    }
  }
  found.sort((one, other) => one.start - other.start);
  return withYears(found, sheet.text, grammar).flatMap(({ days, month, year, start, end }): Fact[] => {
    const head = `${year === null ? '-' : String(year).padStart(4, '0')}-${two(month)}`;
    const values = days.length === 0 ? [head] : days.map((day) => `${head}-${two(day)}`);
    return values.map((value) => ({ kind: 'date', value, sure: true, start, end }));
  });
}

function datesOf(match: RegExpExecArray, grammar: Grammar): Dates | null {
  const { days = '', month: name = '', year } = match.groups ?? {};
  const month = grammar.months.findIndex((form) => form.test(name)) + 1;
  const numbers = [...days.matchAll(/\d+/g)].map(([day]) => Number(day));
  if (month === 0 || numbers.some((day) => day < 1 || day > 31)) return null;
  if (numbers.length === 0 && year === undefined) return null;
  return {
    start: match.index,
    end: match.index + match[0].length,
    days: numbers,
    month,
    year: year === undefined ? null : Number(year),
  };
}

function withYears(found: readonly Dates[], text: string, grammar: Grammar): readonly Dates[] {
  const joined = (one: Dates | undefined, other: Dates | undefined) =>
    one !== undefined && other !== undefined && grammar.dateJoin.test(text.slice(one.end, other.start));
  const dated = [...found];
  for (const [index, dates] of dated.entries()) {
    const before = dated[index - 1];
    if (dates.year === null && joined(before, dates)) dated[index] = { ...dates, year: before?.year ?? null };
  }
  for (let index = dated.length - 2; index >= 0; index -= 1) {
    const dates = dated[index];
    const after = dated[index + 1];
    if (dates && dates.year === null && joined(dates, after)) dated[index] = { ...dates, year: after?.year ?? null };
  }
  return dated;
}

/** Times of the day on the clock of 24 hours. */
export function readClock(sheet: Sheet, grammar: Grammar): readonly Fact[] {
  const facts: Fact[] = [];
  for (const { form, add } of grammar.times) {
    for (const match of sheet.text.matchAll(form)) {
      const given = Number(match.groups?.hour);
      const minute = Number(match.groups?.minute ?? 0);
      if (given > 24 || minute > 59) continue;
      const hour = add === 0 ? given : (given % 12) + add;
      const [start, end] = [match.index, match.index + match[0].length];
      facts.push({ kind: 'time', value: `${two(hour)}:${two(minute)}`, sure: true, start, end });
      take(sheet, start, end);
    }
  }
  return facts;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
