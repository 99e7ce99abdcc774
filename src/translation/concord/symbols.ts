/**
 * Document symbols, addresses and sub-items in running text. Symbols are known by their shape: capitals, then parts after
 * slashes, one with a figure.
 */
import { type Fact, type Sheet, taken } from './fact.ts';
import type { Grammar } from './grammar.ts';

/** Addresses of pages and of mail. */
export function readAddresses(sheet: Sheet): readonly Fact[] {
  const page = /(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&'()*+,;=%]*[\w/#=]/gi;
  const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
  return [page, mail].flatMap((form) => taken(sheet, form, (match) => [{ kind: 'address', value: match[0] }]));
}

/**
 * Symbols, each half of a double one by itself, without a reissue's asterisks. One in capitals that only look Latin is not sure:
 * it may be an abbreviation.
 */
export function readSymbols(sheet: Sheet): readonly Fact[] {
  const part = String.raw`(?:[A-Z][A-Za-z]*[.-]?\d*|\d+)(?:\.\d+)?(?: ?\((?:Part ?[IVXL]+|[A-Za-z]+ ?\d+|[IVXL]+|\d{4})\)(?=/))?`;
  const symbol = new RegExp(String.raw`(?<![\p{Lu}\p{Ll}/])\p{Lu}{1,6}(?:/${part})+`, 'gu');
  const found = taken(sheet, symbol, ([said]) => (/\d/.test(said) ? [{ kind: 'symbol', value: said.replaceAll(' ', '') }] : []));
  return found.map((fact) => ({ ...fact, sure: /^[\x00-\x7f]*$/.test(fact.value) }));
}

/** "72 (b)" in the language's own way; the letter as the Latin one in its place. */
export function readSubItems(sheet: Sheet, grammar: Grammar): readonly Fact[] {
  if (!grammar.subItem) return [];
  return taken(sheet, grammar.subItem, ({ groups }) => {
    const letter = (groups?.letter ?? '').toLowerCase();
    const place = grammar.subLetters.indexOf(letter);
    const latin = place === -1 ? letter : String.fromCodePoint(0x61 + place);
    return [{ kind: 'item', value: `${groups?.item ?? ''}(${latin})` }];
  });
}
