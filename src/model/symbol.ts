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
  for (const { organ, session: kind, pattern } of formsOf(organs)) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const { session, year, head = '', number = '', part = '', suffixes = '', stars = '' } = groups;
    return {
      organ,
      session: kind && session !== undefined ? { type: kind, number: Number(session) } : null,
      year: year === undefined ? null : Number(year),
      head,
      number,
      part,
      suffixes: suffixes.split('/').slice(1),
      stars: stars.length,
    };
  }
  return null;
}

/** A form that symbols of an organ take. */
interface Form {
  readonly organ: string;
  /** The kind of session it counts by. */
  readonly session: Session['type'] | undefined;
  readonly pattern: RegExp;
}
const compiled = new WeakMap<Organs, readonly Form[]>();

function formsOf(organs: Organs): readonly Form[] {
  let forms = compiled.get(organs);
  if (!forms) {
    const rest = `(?<number>${organs.number})(?<part>(?:${organs.part})?)(?<suffixes>(?:/(?:${organs.suffix}))*)(?<stars>\\**)`;
    forms = Object.entries(organs.organs).flatMap(([organ, { root, symbols }]) =>
      symbols.map(({ head, session }) => ({ organ, session, pattern: new RegExp(`^(?<head>${root}/(?:${head}/)?)${rest}$`, 'u') })),
    );
    compiled.set(organs, forms);
  }
  return forms;
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
