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

/** Symbols, each half of a double one by itself, without a reissue's asterisks. */
export function readSymbols(sheet: Sheet): readonly Fact[] {
  const part = String.raw`(?:[A-Z][A-Za-z]*[.-]?\d*|\d+)(?:\.\d+)?(?: ?\((?:Part ?[IVXL]+|[A-Za-z]+ ?\d+|[IVXL]+|\d{4})\)(?=/))?`;
  const symbol = new RegExp(`(?<![A-Za-z/])[A-Z]{1,6}(?:/${part})+`, 'g');
  return taken(sheet, symbol, (match) => (/\d/.test(match[0]) ? [{ kind: 'symbol', value: match[0].replaceAll(' ', '') }] : []));
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
