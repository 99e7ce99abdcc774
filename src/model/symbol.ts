/**
 * Document symbols: parse, format, and the name of a file. The grammar of each organ is data (`templates/organs.yaml`).
 */
import type { Organs } from './house-data.ts';
import type { Session } from './model.ts';

export interface DocumentSymbol {
  /** A key of `templates/organs.yaml`. */
  readonly organ: string;
  readonly session: Session | null;
  /** Calendar year. */
  readonly year: number | null;
  /** Everything before the serial number, with its slash: "A/ES-10/". */
  readonly head: string;
  readonly number: string;
  /** " (Part I)", as written; '' without. */
  readonly part: string;
  /** "Add.1", in order. */
  readonly suffixes: readonly string[];
  /** Asterisks of a reissue. */
  readonly stars: number;
}

/** Reads one symbol; null if it has no known form. */
export function parseSymbol(text: string, organs: Organs): DocumentSymbol | null {
  for (const [organ, { root, symbols }] of Object.entries(organs.organs)) {
    for (const form of symbols) {
      const whole = `^(?<head>${root}/(?:${form.head}/)?)(?<number>${organs.number})(?<part>(?:${organs.part})?)(?<suffixes>(?:/(?:${organs.suffix}))*)(?<stars>\\**)$`;
      const groups = new RegExp(whole, 'u').exec(text)?.groups;
      if (!groups) continue;
      const { session, year, head = '', number = '', part = '', suffixes = '', stars = '' } = groups;
      return {
        organ,
        session: form.session && session !== undefined ? { type: form.session, number: Number(session) } : null,
        year: year === undefined ? null : Number(year),
        head,
        number,
        part,
        suffixes: suffixes.split('/').slice(1),
        stars: stars.length,
      };
    }
  }
  return null;
}

/** Writes a symbol; `formatSymbol(parseSymbol(text))` is the text. */
export function formatSymbol(symbol: DocumentSymbol): string {
  const suffixes = symbol.suffixes.map((suffix) => `/${suffix}`).join('');
  return `${symbol.head}${symbol.number}${symbol.part}${suffixes}${'*'.repeat(symbol.stars)}`;
}

/** Parts the symbols of one document: "A/79/758–S/2025/62" has two. */
export function splitSymbols(text: string, organs: Organs): readonly string[] {
  const roots = Object.values(organs.organs).map((organ) => organ.root);
  const joiners = [...organs.joiners].map((joiner) => `\\u{${(joiner.codePointAt(0) ?? 0).toString(16)}}`).join('');
  return text.trim().split(new RegExp(`(?<=[\\d*)])\\s?(?:[${joiners}]|,)\\s?(?=(?:${roots.join('|')})/)`, 'u'));
}

/** The symbols of one document as its masthead joins them. */
export function formatSymbols(symbols: readonly string[], joiner: string): string {
  return symbols.join(joiner);
}

/** A symbol as a file name that every system takes: "A_79_758-S_2025_62". */
export function fileSlug(symbol: string): string {
  return symbol
    .replaceAll('*', '')
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[_.]+|[_.]+$/g, '');
}
