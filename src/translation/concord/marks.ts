/**
 * Marks that come in pairs, and marks at the end: quotation marks, brackets, marks of titles, the stop.
 */
import type { Grammar } from './grammar.ts';
import type { Passage } from './passage.ts';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}
export interface Pairs {
  /** Quotations, from mark to mark. */
  readonly quotations: readonly Stretch[];
  /** Titles in marks of their own. */
  readonly titles: readonly Stretch[];
  /** Marks without their counterpart. */
  readonly alone: readonly Stretch[];
  /** Quotation marks of other languages. */
  readonly foreign: readonly Stretch[];
}
type PairKind = 'quotations' | 'titles' | 'brackets';
interface Open {
  readonly kind: PairKind;
  readonly close: string;
  readonly at: number;
}

/** Pairs up a passage's marks. An apostrophe closes a quotation only where one is open. */
export function pairsOf(passage: Passage, { concord, subItem, unquoted }: Grammar): Pairs {
  const text = masked(passage, subItem, unquoted);
  const pairs: readonly (readonly [PairKind, string, string])[] = [
    ...concord.quotes.map(([open, close]) => ['quotations', open, close] as const),
    ...concord.titles.map(([open, close]) => ['titles', open, close] as const),
    ...concord.brackets.map(([open, close]) => ['brackets', open, close] as const),
  ];
  const found: Record<PairKind, Stretch[]> = { quotations: [], titles: [], brackets: [] };
  const alone: Stretch[] = [];
  const foreign: Stretch[] = [];
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const place = { start: at, end: at + 1 };
    const closes = open.findLastIndex((one) => one.close === character);
    const opens = pairs.find(([, first]) => first === character);
    if (closes !== -1 && !isApostrophe(text, at)) {
      for (const left of open.splice(closes + 1)) alone.push({ start: left.at, end: left.at + 1 });
      const [pair] = open.splice(closes);
      if (pair) found[pair.kind].push({ start: pair.at, end: at + 1 });
    } else if (opens) open.push({ kind: opens[0], close: opens[2], at });
    else if (pairs.some(([, , last]) => last === character) && !/['’]/.test(character)) alone.push(place);
    else if (concord['other-quotes'].includes(character)) foreign.push(place);
    if (
      opens &&
      closes === -1 &&
      concord['inner-quotes'].includes(character) &&
      !open.slice(0, -1).some((one) => one.kind === 'quotations')
    )
      foreign.push(place);
  }
  for (const left of open) alone.push({ start: left.at, end: left.at + 1 });
  const inOrder = (stretches: Stretch[]) => stretches.sort((one, other) => one.start - other.start);
  return { quotations: inOrder(found.quotations), titles: inOrder(found.titles), alone: inOrder(alone), foreign };
}

/** Text without what other languages quote by their own marks, what is marked and no quotation, and brackets of labels, "b)". */
function masked({ text, looks }: Passage, ...others: readonly (RegExp | null)[]): string {
  let plain = text;
  const blank = (start: number, end: number) => {
    plain = plain.slice(0, start) + ' '.repeat(end - start) + plain.slice(end);
  };
  for (const { start, end, language } of looks) if (language !== null) blank(start, end);
  for (const other of others) if (other) for (const match of plain.matchAll(other)) blank(match.index, match.index + match[0].length);
  return plain.replace(/(?<=^|[ ,;])(?:\p{L}|[ivx]+|\d{1,2})\)/gu, (label) => ' '.repeat(label.length));
}

function isApostrophe(text: string, at: number): boolean {
  return /['’]/.test(text.charAt(at)) && /\p{L}/u.test(text.charAt(at - 1)) && /\p{L}/u.test(text.charAt(at + 1));
}

/** What the mark at a passage's end means, by the names of the language's data; null for none. */
export function endOf({ text }: Passage, { concord }: Grammar): { readonly name: string; readonly at: number } | null {
  const closing = [...concord.quotes, ...concord.titles, ...concord.brackets].map(([, close]) => close).join('');
  let at = text.length - 1;
  while (at > 0 && (closing.includes(text.charAt(at)) || text.charAt(at) === ' ')) at -= 1;
  // A stop may stand before or after the quotation mark that ends a text.
  const name = Object.entries(concord.ends).find(([, marks]) => marks.includes(text.charAt(at)));
  return name ? { name: name[0], at } : null;
}
