/**
 * Numerals of a script that has them beside figures: tens, hundreds and ten thousands as characters, also after a figure.
 */
import type { Concord } from '../../language/concord.ts';

type Numerals = NonNullable<Concord['numbers']['numerals']>;

export interface NumeralValue {
  readonly value: number;
  /** A single numeral, or units alone, may be part of any word. */
  readonly sure: boolean;
}

/** Reads a row of numerals; `figure` is the number before it, null for none. Null if it is no number. */
export function numeralValue(row: string, figure: number | null, { digits, units }: Numerals): NumeralValue | null {
  const characters = [...row];
  if (figure !== null) {
    if (characters.some((character) => units[character] === undefined)) return null;
    return { value: characters.reduce((value, character) => value * (units[character] ?? 1), figure), sure: true };
  }
  if (characters.every((character) => digits[character] !== undefined)) {
    // "2025" figure by figure; two beside each other say "two or three".
    if (characters.length === 2) return null;
    return { value: Number(characters.map((character) => digits[character]).join('')), sure: characters.length > 2 };
  }
  return { value: sumOf(characters, digits, units), sure: characters.length > 1 && characters.some((one) => digits[one] !== undefined) };
}

function sumOf(characters: readonly string[], digits: Numerals['digits'], units: Numerals['units']): number {
  const most = Math.max(...Object.values(units).filter((unit) => unit <= 1000));
  let [total, section, digit] = [0, 0, 0];
  for (const character of characters) {
    const unit = units[character];
    if (unit === undefined) digit = digits[character] ?? 0;
    else if (unit <= most) {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else {
      const below = section + digit;
      total = below === 0 ? Math.max(total, 1) * unit : unit > total ? (total + below) * unit : total + below * unit;
      [section, digit] = [0, 0];
    }
  }
  return total + section + digit;
}
