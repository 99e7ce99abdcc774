/**
 * Finds what a translator carries over and does not translate: document symbols, dates, figures and the signatories' names; and
 * says what each is written like in another language. Words and orders come from the languages' files.
 */
import { sayDate } from '../language/format.ts';
import type { Language } from '../language/language.ts';

/** A note is the call of a footnote, which stands among the codes of a text and is not looked for. */
export type PlaceableKind = 'symbol' | 'date' | 'number' | 'name' | 'note';
export interface Placeable {
  readonly kind: PlaceableKind;
  /** What is the same in all languages: the symbol, the ISO day, the figures without separators, the unit of the name, the note's name. */
  readonly value: string;
  /** As written here. */
  readonly text: string;
}
export interface Found extends Placeable {
  readonly start: number;
  /** After the last character. */
  readonly end: number;
}
/** Finds placeables in a text, in order, none inside another. */
export type Finder = (text: string) => readonly Found[];

/** A name as one language writes it, and the key of the unit that says so. */
export interface Name {
  readonly unit: string;
  readonly text: string;
}

/** Makes the finder for texts of one language; of two findings that overlap the kind named first wins. */
export function finderOf(language: Language, names: readonly Name[]): Finder {
  const searches: readonly ((text: string) => readonly Found[])[] = [
    findSymbols,
    dateSearch(language),
    ...names.filter((name) => name.text.length > 1).map(nameSearch),
    numberSearch(language),
  ];
  return (text) => {
    const found: Found[] = [];
    for (const search of searches) {
      for (const one of search(text)) if (!found.some((other) => one.start < other.end && other.start < one.end)) found.push(one);
    }
    return found.sort((one, other) => one.start - other.start);
  };
}

/** What a placeable of another language's text is written like in this one; null if nobody knows. */
export function writtenIn(placeable: Placeable, from: Language, to: Language, names: readonly Name[]): string | null {
  switch (placeable.kind) {
    case 'symbol':
      return placeable.value;
    case 'note':
      return placeable.text;
    case 'date':
      return sayDate(placeable.value, 'long', to);
    case 'name':
      // In another script a name is written anew, and may bend with its sentence.
      return from.script === to.script ? (names.find((name) => name.unit === placeable.value)?.text ?? placeable.text) : null;
    case 'number':
      return /^\d+$/.test(placeable.text) ? placeable.value : grouped(placeable.value, to);
  }
}

// ---- symbols: capital letters, then strokes and parts of which one has a figure; the same in every language ----

const symbolLike = /(?<![\p{L}\p{N}/])\p{Lu}{1,10}(?:\/[\p{Lu}\p{N}][\p{L}\p{N}.()-]*)+(?![\p{L}\p{N}])/gu;

/** The document symbols a text cites. */
export function findSymbols(text: string): readonly Found[] {
  return [...text.matchAll(symbolLike)].flatMap((match) => {
    let symbol = match[0].replace(/[.-]+$/, '');
    while (symbol.endsWith(')') && symbol.split('(').length <= symbol.split(')').length - 1) symbol = symbol.slice(0, -1);
    symbol = symbol.replace(/[.-]+$/, '');
    return /\p{N}/u.test(symbol)
      ? [{ kind: 'symbol', value: symbol, text: symbol, start: match.index, end: match.index + symbol.length } as const]
      : [];
  });
}

// ---- dates: day, month and year in the language's order ----

function dateSearch(language: Language): Finder {
  const named = Object.entries(language.days ?? {});
  const figure = (name: string) => `(?<${name}>\\d{1,2})`;
  const parts: Readonly<Record<string, string>> = {
    '{day}': `(?<day>${named.map(([, word]) => `${spaced(word)}|`).join('')}\\d{1,2})`,
    '{month}': `(?<month>${language.months.map(spaced).join('|')})`,
    '{year}': '(?<year>\\d{4})',
    '{figure}': figure('figure'),
    '{month-figure}': figure('monthFigure'),
    '{dd}': figure('figure'),
    '{mm}': figure('monthFigure'),
  };
  const source = language.dates.long.split(/(\{[\w-]+\})/).map((part) => parts[part] ?? spaced(part));
  const pattern = new RegExp(`(?<!\\p{N})${source.join('')}(?!\\p{N})`, 'giu');
  const dayOf = (word: string) => named.find(([, said]) => folded(said) === folded(word))?.[0] ?? word;
  const monthOf = (word: string) => String(language.months.findIndex((name) => folded(name) === folded(word)) + 1);
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { day = '', month = '', year = '', figure = dayOf(day), monthFigure = monthOf(month) } = match.groups ?? {};
      const value = `${year}-${monthFigure.padStart(2, '0')}-${figure.padStart(2, '0')}`;
      const known = new Date(`${value}T00:00:00Z`);
      if (Number.isNaN(known.getTime()) || !known.toISOString().startsWith(value)) return [];
      return [foundAt(match, 'date', value)];
    });
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ');

/** A pattern for a text in which any space may be another, no-break or not. */
function spaced(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/gu, '\\s+');
}

// ---- names ----

function nameSearch(name: Name): Finder {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${spaced(name.text)}(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => [...text.matchAll(pattern)].map((match) => foundAt(match, 'name', name.unit));
}

// ---- figures ----

/** Words in these scripts do not touch a figure; those of others may. */
const letters = '\\p{N}\\p{Script=Latin}\\p{Script=Cyrillic}';

/** Whole numbers, in groups or not, that belong to no word. */
function numberSearch(language: Language): Finder {
  const group = separatorOf(language);
  const pattern = new RegExp(`(?<![${letters}])(?<!\\p{N}[.,])(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)(?![${letters}])(?![.,]\\p{N})`, 'gu');
  return (text) => [...text.matchAll(pattern)].map((match) => foundAt(match, 'number', match[0].replace(/\D/g, '')));
}

/** A number in figures as a language groups them. */
function grouped(value: string, language: Language): string {
  return value.replace(/\d(?=(?:\d{3})+$)/g, `$&${language.numbers.group}`);
}

function separatorOf(language: Language): string {
  const { group } = language.numbers;
  return /^\s$/u.test(group) ? '\\s' : spaced(group);
}

function foundAt(match: RegExpExecArray, kind: PlaceableKind, value: string): Found {
  return { kind, value, text: match[0], start: match.index, end: match.index + match[0].length };
}
