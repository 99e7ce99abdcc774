/**
 * Numbers in running text, in figures, in words or both: "2 million", "1,318", "forty-two", "50 per cent", "three quarters".
 * Their value is the same in every language.
 */
import { type Fact, type Sheet, take, taken } from './fact.ts';
import type { Grammar } from './grammar.ts';
import { numeralValue } from './numerals.ts';

/** Every number; words that may mean something else are not sure. */
export function readNumbers(sheet: Sheet, grammar: Grammar): readonly Fact[] {
  const facts: Fact[] = [];
  if (grammar.none) for (const match of sheet.text.matchAll(grammar.none)) take(sheet, match.index, match.index + match[0].length);
  if (grammar.fraction) facts.push(...taken(sheet, grammar.fraction, (match) => fractionOf(match, grammar)).map(halved));
  for (const form of grammar.decades) facts.push(...taken(sheet, form, (match) => decadeOf(match, grammar)));
  for (const form of grammar.roman) facts.push(...taken(sheet, form, (match) => figureOf(romanValue(match.groups?.roman ?? ''))));
  const numerals = numeralFacts(sheet, grammar);
  const numbers = [...numerals, ...wordFacts(sheet.text, numerals, grammar)].sort((one, other) => one.start - other.start);
  facts.push(...withPercents([...numbers, ...pairsOfThousands(numbers, sheet.text, grammar)], sheet.text, grammar));
  for (const { start, end } of facts) take(sheet, start, end);
  if (grammar.pair) facts.push(...taken(sheet, grammar.pair, () => figureOf(2)).map((fact) => ({ ...fact, sure: false })));
  return facts;
}

/** A number's one written form. */
export function written(value: number): string {
  return String(Number(value.toFixed(6)));
}

function figureOf(value: number | null): readonly Pick<Fact, 'kind' | 'value'>[] {
  return value === null ? [] : [{ kind: 'figure', value: written(value) }];
}

/** A multiplier alone whose form may say two: it may be two thousand, two million. */
function pairsOfThousands(numbers: readonly Fact[], text: string, { pair }: Grammar): readonly Fact[] {
  if (!pair) return [];
  return numbers
    .filter((number) => !number.sure && Number(number.value) >= 1000)
    .filter(({ start, end }) => [...text.matchAll(pair)].some((match) => match.index <= start && match.index + match[0].length >= end))
    .map((number) => ({ ...number, value: written(2 * Number(number.value)) }));
}

// ---- numerals ----

function numeralFacts(sheet: Sheet, grammar: Grammar): readonly Fact[] {
  const { numerals } = grammar.concord.numbers;
  if (!grammar.numerals || !numerals) return [];
  return [...sheet.text.matchAll(grammar.numerals)].flatMap((match): Fact[] => {
    const { figure, numerals: row = '' } = match.groups ?? {};
    const joined = numeralValue(row, figure === undefined ? null : figureValue(figure, grammar), numerals);
    const read = joined ?? numeralValue(row, null, numerals);
    if (!read) return [];
    const start = joined ? match.index : match.index + (figure?.length ?? 0);
    const sure = read.sure || ([...row].length === 1 && isSureNumeral(sheet.text, start, grammar));
    return [{ kind: 'figure', value: written(read.value), sure, start, end: match.index + match[0].length }];
  });
}

function isSureNumeral(text: string, at: number, { sureNumeral }: Grammar): boolean {
  if (!sureNumeral) return false;
  sureNumeral.lastIndex = at;
  return sureNumeral.test(text);
}

// ---- figures and words ----

interface Atom {
  readonly value: number;
  readonly type: 'figure' | 'word' | 'multiplier';
  readonly sure: boolean;
  readonly start: number;
  readonly end: number;
}
/** A number as far as it has been read. */
interface Growing {
  readonly total: number;
  readonly current: number;
  readonly last: Atom;
  readonly start: number;
  readonly sure: boolean;
  /** What a figure was multiplied by: a million in "8 million"; null for any other number. */
  readonly factor: number | null;
}

function wordFacts(text: string, known: readonly Fact[], grammar: Grammar): readonly Fact[] {
  const numbers: Growing[] = [];
  for (const atom of atomsOf(text, grammar)) {
    if (known.some((fact) => atom.start < fact.end && atom.end > fact.start)) continue;
    const growing = numbers.at(-1);
    const grown = growing ? grow(growing, atom, text.slice(growing.last.end, atom.start), grammar) : null;
    if (grown) numbers[numbers.length - 1] = grown;
    else numbers.push(begin(atom));
  }
  return withSharedUnit(numbers, text, grammar).map(({ total, current, last, start, sure }) => ({
    kind: 'figure',
    value: written(total + current),
    sure,
    start,
    end: last.end,
  }));
}

/** "5 to 8 million": both are millions, if the first is the less. */
function withSharedUnit(numbers: readonly Growing[], text: string, { range }: Grammar): readonly Growing[] {
  if (!range) return numbers;
  return numbers.map((number, index) => {
    const next = numbers[index + 1];
    if (next?.factor == null || number.last.type !== 'figure' || !range.test(text.slice(number.last.end, next.start))) return number;
    return number.current * next.factor < next.total ? { ...number, current: number.current * next.factor } : number;
  });
}

function atomsOf(text: string, grammar: Grammar): readonly Atom[] {
  const figures = [...text.matchAll(grammar.figure)].map((match): Atom => {
    const value = figureValue(match[0], grammar);
    return { value, type: 'figure', sure: true, start: match.index, end: match.index + match[0].length };
  });
  const words = [...(grammar.word ? text.matchAll(grammar.word) : [])].flatMap((match): Atom[] => {
    const word = grammar.words.find((_, index) => match.groups?.[`w${index}`] !== undefined);
    if (!word) return [];
    const before = match.groups?.before ?? '';
    const type = word.multiplies ? 'multiplier' : 'word';
    return [{ value: word.value, type, sure: word.sure, start: match.index + before.length, end: match.index + match[0].length }];
  });
  return [...figures, ...words].sort((one, other) => one.start - other.start);
}

/** A figure's value: grouping left out, the decimal point a point. */
function figureValue(figure: string, { concord, grouped, lastGroupFirst }: Grammar): number {
  const turned = lastGroupFirst?.test(figure) ? inOrder(figure) : figure;
  const plain = grouped ? turned.replace(grouped, (whole) => whole.replace(/\D/g, '')) : turned;
  return Number(plain.replace(concord.figures.decimal, '.').replace(/\.(?=.*\.)/g, ''));
}

/** "234,5 1" → "1 234,5": groups in the order of their weight, the decimals behind the last. */
function inOrder(figure: string): string {
  const [groups, decimals = ''] = [figure.replace(/,\d+/, ''), figure.match(/,\d+/)?.[0]];
  return groups.split(' ').toReversed().join(' ') + decimals;
}

function begin(atom: Atom): Growing {
  const multiplier = atom.type === 'multiplier';
  return {
    total: multiplier ? atom.value : 0,
    current: multiplier ? 0 : atom.value,
    last: atom,
    start: atom.start,
    sure: atom.sure,
    factor: null,
  };
}

/** The number with one more word; null if the word begins another number. */
function grow(number: Growing, atom: Atom, gap: string, grammar: Grammar): Growing | null {
  const joint = connection(gap, grammar);
  if (joint === null || atom.type === 'figure') return null;
  const { total, current, last, start } = number;
  const grown = { last: atom, start, sure: true, factor: null };
  if (atom.type === 'multiplier') {
    if (joint === 'and' && last.type !== 'multiplier') return null;
    // "a thousand and a million" are two; "two thousand million" is one.
    if (joint === 'and') return atom.value < last.value ? { ...grown, total: total + atom.value, current: 0 } : null;
    if (current === 0) return { ...grown, total: total * atom.value, current: 0 };
    // "Hundreds of thousands" is said of many numbers.
    const sure = number.sure || last.value < 10;
    const factor = last.type === 'figure' ? atom.value : null;
    return {
      ...grown,
      sure,
      factor,
      total: atom.value > total ? (total + current) * atom.value : total + current * atom.value,
      current: 0,
    };
  }
  if (last.type === 'figure') return null;
  if (atom.value === 100 && atom.sure && joint === 'none' && last.type === 'word' && last.value < 10)
    return { ...grown, total, current: current - last.value + last.value * 100, last: { ...atom, value: 100 } };
  return adds(number, atom, joint, grammar) ? { ...grown, total, current: current + atom.value } : null;
}

/** What joins two words of one number; null if something else stands between. */
function connection(gap: string, { and }: Grammar): 'none' | 'and' | null {
  const between = gap.replace(/[ -]/g, '');
  if (between === '') return 'none';
  return and?.test(between) ? 'and' : null;
}

function adds({ last, current }: Growing, atom: Atom, joint: 'none' | 'and', { concord }: Grammar): boolean {
  const { 'and-tens': andTens, 'units-first': unitsFirst } = concord.numbers;
  if (unitsFirst && last.type === 'word' && last.value < 10) {
    if (joint === 'none') return atom.value === 10;
    return atom.value % 10 === 0 && atom.value > 10 && atom.value < 100;
  }
  // After "soixante-dix" come units, as after other tens.
  const tens = last.value >= 20 || (last.value === 10 && current > 10);
  const place = last.type === 'multiplier' ? last.value : last.value >= 100 ? 100 : tens ? 10 : 1;
  // "soixante-dix", "quatre-vingt-onze": teens after 60 and 80.
  const teens = (last.value === 60 || last.value === 80) && atom.value >= 10 && atom.value < 20;
  if (atom.value >= place && !teens) return false;
  return joint === 'none' || last.value >= 100 || andTens;
}

// ---- percentages, decades, Roman figures ----

/** Numbers with a percent sign or word are percentages; what that word says by itself is none. */
function withPercents(numbers: readonly Fact[], text: string, { percents }: Grammar): readonly Fact[] {
  const facts: Fact[] = [];
  const inside: { readonly start: number; readonly end: number }[] = [];
  for (const number of numbers) {
    const found = percents
      .map(({ before, after }) => [before.exec(text.slice(0, number.start)), after.exec(text.slice(number.end))] as const)
      .find(([before, after]) => before && after);
    const [start, end] = [number.start - (found?.[0]?.[0].length ?? 0), number.end + (found?.[1]?.[0].length ?? 0)];
    if (found) inside.push({ start, end });
    facts.push(found ? { ...number, kind: 'percent', sure: true, start, end } : number);
  }
  return facts.filter((fact) => fact.kind === 'percent' || !inside.some(({ start, end }) => fact.start >= start && fact.end <= end));
}

function fractionOf({ groups }: RegExpExecArray, { fractions }: Grammar): readonly Pick<Fact, 'kind' | 'value'>[] {
  const value = fractions.find((_, index) => groups?.[`f${index}`] !== undefined);
  return value === undefined ? [] : [{ kind: 'figure', value }];
}

/** "Half" is said of many things, and of few in every language. */
function halved(fact: Fact): Fact {
  return { ...fact, sure: fact.value !== '1/2' };
}

function decadeOf({ groups }: RegExpExecArray, grammar: Grammar): readonly Pick<Fact, 'kind' | 'value'>[] {
  const said = groups?.century ?? '';
  const century = grammar.centuries.find(([, name]) => name.test(said))?.[0] ?? smallValue(said, grammar);
  const decade = smallValue(groups?.decade ?? '', grammar);
  return century === null || decade === null ? [] : figureOf((century - 1) * 100 + decade);
}

function smallValue(text: string, grammar: Grammar): number | null {
  const sheet: Sheet = { text };
  const numerals = numeralFacts(sheet, grammar);
  const [found] = numerals.length > 0 ? numerals : wordFacts(text, [], grammar);
  return found ? Number(found.value) : romanValue(text);
}

const romanFigures: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function romanValue(text: string): number | null {
  const values = [...text].map((figure) => romanFigures[figure] ?? 0);
  if (values.length === 0 || values.includes(0)) return null;
  return values.reduce((sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value), 0);
}
