/**
 * A language's data for comparing, made ready: patterns compiled, month names and number words joined to one pattern each.
 */
import type { Concord } from '../../language/concord.ts';
import type { Language } from '../../language/language.ts';

export interface WordNumber {
  readonly value: number;
  readonly sure: boolean;
  readonly multiplies: boolean;
}
export interface Grammar {
  readonly concord: Concord;
  readonly code: string;
  /** One letter of the script; null where the language does not say. */
  readonly letter: RegExp | null;
  readonly dates: readonly RegExp[];
  readonly months: readonly RegExp[];
  /** All that stands between two joined dates. */
  readonly dateJoin: RegExp;
  readonly times: readonly { readonly form: RegExp; readonly add: number }[];
  readonly subItem: RegExp | null;
  readonly subLetters: readonly string[];
  /** The whole of a number in figures. */
  readonly figure: RegExp;
  /** The groups of a figure with what parts them; null where the language has none. */
  readonly grouped: RegExp | null;
  /** A whole figure whose groups stand as a line from right to left shows them; null where the language has none. */
  readonly lastGroupFirst: RegExp | null;
  /** All that stands between two numbers that share the second's multiplier; null where the language does not say. */
  readonly range: RegExp | null;
  /** What a century is called without its number, by its number. */
  readonly centuries: readonly (readonly [number, RegExp])[];
  /** A number's word; the groups `before` and `w0`, `w1`, … which are `words`. Null if the language has none. */
  readonly word: RegExp | null;
  readonly words: readonly WordNumber[];
  readonly and: RegExp | null;
  /** A fraction in words; the groups `f0`, `f1`, … are `fractions`. */
  readonly fraction: RegExp | null;
  readonly fractions: readonly string[];
  readonly none: RegExp | null;
  /** What stands in quotation marks and is no quotation. */
  readonly unquoted: RegExp | null;
  readonly percents: readonly { readonly before: RegExp; readonly after: RegExp }[];
  readonly decades: readonly RegExp[];
  readonly roman: readonly RegExp[];
  readonly pair: RegExp | null;
  /** Numerals with or without a figure before them. */
  readonly numerals: RegExp | null;
  readonly sureNumeral: RegExp | null;
  readonly requests: readonly RegExp[];
  readonly requestItem: RegExp;
}

/** Makes a language's data ready. */
export function grammarOf(language: Language): Grammar {
  const { concord } = language;
  const { figures, numbers, dates } = concord;
  const months = dates.months.length > 0 ? dates.months : language.months.map(escaped);
  const names = months.toSorted((one, other) => other.length - one.length);
  const days = `(?<days>(?:${dates.day})(?:(?:${dates.join})(?:${dates.day}))*)`;
  const dateOf = (form: string) =>
    form
      .replace('{days}', days)
      .replace('{month}', `(?<month>${names.join('|')})`)
      .replace('{year}', String.raw`(?<year>\d{4})(?!\d)`);
  const groups = String.raw`\d{1,3}(?<gap>[${escapedClass(figures.grouping)}])\d{3}(?:\k<gap>\d{3})*(?!\d)`;
  const turned = figures['last-group-first'] ? lastGroupFirst(escapedClass(figures.decimal)) : null;
  const group = `${turned === null ? '' : `${turned}|`}${figures.grouping === '' ? '' : `${groups}|`}`;
  const wordList = wordsOf(concord);
  const values = wordList.map(({ pattern }, index) => `(?<w${index}>${pattern})`).join('|');
  // "Two thirds" before "third".
  const fractions = Object.entries(numbers.fractions).toSorted(byNumerator);
  const fractionForms = fractions.map(([, pattern], index) => `(?<f${index}>${pattern})`).join('|');
  const numeral = numbers.numerals ? escapedClass(Object.keys({ ...numbers.numerals.digits, ...numbers.numerals.units }).join('')) : '';
  const figure = String.raw`(?<!\d)(?:${group}\d+)(?:[${escapedClass(figures.decimal)}.]\d+)*`;
  return {
    concord,
    code: language.language,
    letter: concord.letters === '' ? null : form(concord.letters),
    dates: dates.forms.map((pattern) => form(String.raw`(?<![\d])${dateOf(pattern)}`)),
    months: months.map((pattern) => new RegExp(`^(?:${pattern})$`, 'iu')),
    dateJoin: new RegExp(`^(?:${dates.join})$`, 'iu'),
    times: dates.times.map(({ form: pattern, add }) => ({ form: form(pattern), add })),
    subItem: concord['sub-item'] === '' ? null : form(concord['sub-item']),
    subLetters: (language.labels.letters ?? []).map((letter) => letter.replace(/\u0640/g, '')),
    figure: form(figure),
    grouped: figures.grouping === '' ? null : form(`(?<!\\d)${groups}`),
    lastGroupFirst: turned === null ? null : new RegExp(`^(?:${turned})$`, 'u'),
    range: figures.range === '' ? null : new RegExp(`^(?:${figures.range})$`, 'iu'),
    centuries: Object.entries(figures.centuries).map(([value, name]) => [Number(value), new RegExp(`^(?:${name})$`, 'iu')] as const),
    word: values === '' ? null : form(String.raw`(?<![\p{L}\p{N}])(?<before>${numbers.before})(?:${values})(?![\p{L}\p{N}])`),
    words: wordList.map(({ value, sure, multiplies }) => ({ value, sure, multiplies })),
    and: numbers.and === '' ? null : new RegExp(`^(?:${numbers.and})$`, 'iu'),
    fraction: fractions.length === 0 ? null : numbers.numerals ? form(fractionForms) : bounded(fractionForms),
    fractions: fractions.map(([value]) => value),
    none: numbers.none.length === 0 ? null : form(numbers.none.map((pattern) => `(?:${pattern})`).join('|')),
    unquoted: concord['not-quotations'].length === 0 ? null : form(concord['not-quotations'].map((pattern) => `(?:${pattern})`).join('|')),
    percents: figures.percent.map((pattern) => {
      const [before = '', after = ''] = pattern.split('{n}');
      return { before: new RegExp(`(?:${before})$`, 'iu'), after: new RegExp(`^(?:${after})`, 'iu') };
    }),
    decades: figures.decades.map((pattern) => form(pattern)),
    roman: figures.roman.map((pattern) => new RegExp(pattern, 'gu')),
    pair: numbers.pair === '' ? null : bounded(numbers.pair),
    numerals: numeral === '' ? null : form(`(?<figure>${figure})?(?<numerals>[${numeral}]+)`),
    sureNumeral: numbers.numerals ? new RegExp(numbers.numerals.sure, 'iuy') : null,
    requests: language['agenda-request'].map((pattern) => form(pattern)),
    requestItem: form(language['agenda-item']),
  };
}

function wordsOf({ numbers }: Concord): readonly (WordNumber & { readonly pattern: string })[] {
  const list = (entries: Readonly<Record<string, string>>, sure: boolean, multiplies: boolean) =>
    Object.entries(entries).map(([value, pattern]) => ({ value: Number(value), pattern, sure, multiplies }));
  const all = [...list(numbers.sure, true, false), ...list(numbers.multipliers, false, true), ...list(numbers.perhaps, false, false)];
  // What is written with two words is tried before its first word.
  return all.toSorted((one, other) => other.value - one.value);
}

/**
 * "000 350", "600 18", "234,5 1": what is seen as 350 000, 18 600 and 1 234,5 where a line runs from right to left and nothing
 * holds the groups together. Only what cannot be read the other way: the first group begins with a nought or has decimals, or
 * the last has less than three figures.
 */
function lastGroupFirst(decimal: string): string {
  const more = String.raw`(?: \d{3})*`;
  const short = String.raw`\d{3}(?:[${decimal}]\d+)?${more} [1-9]\d?(?![\d${decimal}])`;
  const nought = String.raw`0\d\d(?:[${decimal}]\d+)?${more} [1-9]\d{0,2}(?![\d${decimal}])`;
  const decimals = String.raw`\d{3}[${decimal}]\d+${more} [1-9]\d{0,2}(?![\d${decimal}])`;
  return `(?:${short}|${nought}|${decimals})`;
}

function byNumerator([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return Number.parseInt(other, 10) - Number.parseInt(one, 10);
}

function form(pattern: string): RegExp {
  return new RegExp(pattern, 'giu');
}
function bounded(pattern: string): RegExp {
  return form(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`);
}
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
function escapedClass(characters: string): string {
  return characters.replace(/[\]\\^-]/g, '\\$&');
}
