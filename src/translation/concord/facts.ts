/**
 * Passage → what it says that every version must say as well: addresses, symbols, dates, times, sub-items, numbers. Each
 * reader takes what it knows out of the text before the next one reads.
 */
import { readClock, readDates } from './dates.ts';
import type { Fact, Sheet } from './fact.ts';
import type { Grammar } from './grammar.ts';
import { readNumbers } from './numbers.ts';
import { readAddresses, readSubItems, readSymbols } from './symbols.ts';

const readers: readonly ((sheet: Sheet, grammar: Grammar) => readonly Fact[])[] = [
  readAddresses,
  readSymbols,
  readDates,
  readClock,
  readSubItems,
  readNumbers,
];

/** All facts of a text, in the order of their places. */
export function factsOf(text: string, grammar: Grammar): readonly Fact[] {
  const sheet: Sheet = { text };
  return readers.flatMap((read) => read(sheet, grammar)).sort((one, other) => one.start - other.start || one.end - other.end);
}
