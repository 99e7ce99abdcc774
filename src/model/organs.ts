/**
 * Checks the organs of a document: their order, sessions and years, symbols and agenda items, against the house's data.
 */

import { choiceValues, isInPrintedQuotes, quotedValues } from '../issues.ts';
import type { Report } from '../problem.ts';
import { pointOf } from './characters.ts';
import type { ModelData, Organ } from './house-data.ts';
import type { AgendaItem, OrganEntry, Session } from './model.ts';
import { parseSymbol, splitSymbols } from './symbol.ts';

/** One entry as its own field check left it. */
export interface RawOrgan {
  readonly organ: string;
  readonly session?: number | { readonly special: number } | { readonly 'emergency-special': number } | null | undefined;
  readonly year?: number | null | undefined;
  readonly symbol?: string | null | undefined;
  readonly agenda?: readonly (string | { readonly item: string; readonly title: string })[] | undefined;
}

export interface OrganContext {
  readonly data: ModelData;
  /** The day that fixes the year: the masthead's, or the letter's; null if neither is known. */
  readonly day: { readonly value: string; readonly path: string } | null;
  readonly language: string;
  readonly report: Report;
}

/** Checks one entry; null if it cannot be made. */
export function organEntry(raw: RawOrgan, at: string, context: OrganContext): OrganEntry | null {
  const { data, report } = context;
  const organ = data.organs.organs[raw.organ];
  if (!organ) {
    report('FIELD_VALUE', { path: `${at}.organ` }, choiceValues('organ', raw.organ, Object.keys(data.organs.organs)));
    return null;
  }
  const session = sessionOf(raw, at, organ, context);
  const year = yearOf(raw, at, organ, context);
  const symbol = raw.symbol ?? null;
  // A wrong ordinal is reported by itself; the symbol is then held against the document's date.
  const calendar = context.day && year !== null ? Number(context.day.value.slice(0, 4)) - organ.offset : year;
  if (symbol !== null) checkSymbol(symbol, `${at}.symbol`, raw.organ, organ, { session, year: calendar }, context);
  const agenda = (raw.agenda ?? []).map((entry, index) => agendaItem(entry, `${at}.agenda.${index}`, raw.organ, session, context));
  checkItems(agenda, at, report);
  return { organ: raw.organ, session, year, symbol, agenda };
}

/** Organs stand in the masthead's order, each once. */
export function checkOrder(entries: readonly { readonly organ: string; readonly at: string }[], data: ModelData, report: Report): void {
  const seen = new Map<string, number>();
  let before: { readonly organ: string; readonly order: number } | null = null;
  for (const { organ, at } of entries) {
    const order = data.organs.organs[organ]?.order ?? 0;
    if (seen.has(organ)) report('ORGAN_REPEATED', { path: `${at}.organ` }, { value: organ });
    else if (before && order < before.order) report('ORGAN_ORDER', { path: `${at}.organ` }, { value: organ, before: before.organ });
    else before = { organ, order };
    seen.set(organ, order);
  }
}

function sessionOf(raw: RawOrgan, at: string, organ: Organ, { day, report }: OrganContext): Session | null {
  const { session = null } = raw;
  if (organ.counts !== 'session') {
    if (session !== null)
      report('FIELD_FORBIDDEN', { path: `${at}.session`, on: 'key' }, { name: 'session', type: raw.organ, variant: 'organ', use: 'year' });
    return null;
  }
  if (session === null) {
    report('FIELD_MISSING', { path: `${at}.session`, on: 'key' }, { name: 'session', parent: raw.organ, variant: 'organ' });
    return null;
  }
  if (typeof session !== 'number')
    return 'special' in session
      ? { type: 'special', number: session.special }
      : { type: 'emergency-special', number: session['emergency-special'] };
  if (day) {
    const opens = organ.offset + session;
    const year = Number(day.value.slice(0, 4));
    if (year < opens || year > opens + 1)
      report(
        'SESSION_DATE',
        { path: `${at}.session` },
        { value: String(session), opens: String(opens), closes: String(opens + 1), day: day.value },
      );
  }
  return { type: 'regular', number: session };
}

function yearOf(raw: RawOrgan, at: string, organ: Organ, { day, report }: OrganContext): number | null {
  const { year = null } = raw;
  if (organ.counts !== 'year') {
    if (year !== null)
      report('FIELD_FORBIDDEN', { path: `${at}.year`, on: 'key' }, { name: 'year', type: raw.organ, variant: 'organ', use: 'session' });
    return null;
  }
  if (year === null) {
    report('FIELD_MISSING', { path: `${at}.year`, on: 'key' }, { name: 'year', parent: raw.organ, variant: 'organ' });
    return null;
  }
  if (day) {
    const calendar = Number(day.value.slice(0, 4));
    if (year !== calendar - organ.offset) {
      report(
        'YEAR_ORDINAL',
        { path: `${at}.year` },
        {
          value: String(year),
          expected: String(calendar - organ.offset),
          calendar: String(calendar),
          offset: String(organ.offset),
          day: day.value,
        },
      );
    }
  }
  return year;
}

interface Counted {
  readonly session: Session | null;
  readonly year: number | null;
}

function checkSymbol(text: string, path: string, key: string, organ: Organ, counted: Counted, { data, report }: OrganContext): void {
  const foreign = [...text.matchAll(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu)];
  for (const match of foreign) {
    const known = data.organs.lookalikes[match[0]];
    const point = pointOf(match[0].codePointAt(0) ?? 0);
    const place = { path, offset: match.index, length: match[0].length };
    const position = String(match.index + 1);
    if (known) report('SYMBOL_LOOKALIKE', place, { value: text, character: known.name, point, like: known.like, position });
    else report('SYMBOL_LOOKALIKE', place, { value: text, character: match[0], point, position, variant: 'other' });
  }
  if (foreign.length > 0) return;
  const symbol = parseSymbol(text, data.organs);
  if (!symbol && isInPrintedQuotes(text)) {
    report('FIELD_VALUE', { path }, quotedValues('symbol', text));
    return;
  }
  if (!symbol) {
    const several = splitSymbols(text, data.organs).length > 1;
    report('SYMBOL_MALFORMED', { path }, { value: text, organ: key, root: organ.root, ...(several ? { variant: 'several' } : {}) });
    return;
  }
  if (symbol.stars > 0) {
    report('SYMBOL_MALFORMED', { path, offset: text.length - symbol.stars, length: symbol.stars }, { value: text, variant: 'asterisk' });
    return;
  }
  if (symbol.organ !== key) {
    report(
      'SYMBOL_ORGAN',
      { path, offset: 0, length: text.indexOf('/') + 1 },
      { value: text, organ: key, root: organ.root, found: symbol.organ },
    );
    return;
  }
  const head = { path, offset: text.indexOf('/') + 1, length: Math.max(symbol.head.length - text.indexOf('/') - 2, 1) };
  const { session, year } = counted;
  if (session && (symbol.session?.type !== session.type || symbol.session.number !== session.number)) {
    report('SYMBOL_SESSION', head, {
      value: text,
      found: symbol.session ? sayShort(symbol.session) : '',
      expected: sayShort(session),
    });
  }
  if (year !== null && symbol.year !== null && symbol.year !== year + organ.offset) {
    report('SYMBOL_YEAR', head, { value: text, found: String(symbol.year), expected: String(year + organ.offset), year: String(year) });
  }
}

const sayShort = (session: Session): string => (session.type === 'regular' ? String(session.number) : `${session.type} ${session.number}`);

type RawItem = string | { readonly item: string; readonly title: string };

function agendaItem(raw: RawItem, at: string, organ: string, session: Session | null, context: OrganContext): AgendaItem {
  const { data, language, report } = context;
  if (typeof raw !== 'string') return { item: spaced(raw.item), title: handBroken(raw.title) };
  const item = spaced(raw);
  const title = agendaTitleOf(organ, session, item, language, data);
  if (title !== null) return { item, title };
  // Without a session or a known language there is nothing to look the title up by, which is said elsewhere.
  if (session && data.languages.has(language))
    report('AGENDA_TITLE_MISSING', { path: at }, { value: item, session: sayShort(session), language });
  return { item, title: '' };
}

/** An agenda item's title in a language; null if the house does not know it. */
function agendaTitleOf(organ: string, session: Session | null, item: string, language: string, data: ModelData): string | null {
  const file = [...data.sessions.values()].find(
    (one) => one.organ === organ && session !== null && one.session === session.number && (one.kind ?? 'regular') === session.type,
  );
  return file?.items[item]?.[language]?.title ?? null;
}

/**
 * A listed item's title in another language than the document's; null if the house does not know it, or the document has a
 * title of its own for the item.
 */
export function agendaTitleIn(entry: OrganEntry, listed: AgendaItem, from: string, to: string, data: ModelData): string | null {
  const titleIn = (language: string) => agendaTitleOf(entry.organ, entry.session, listed.item, language, data);
  const folded = (title: string) => title.replace(/\s+/g, ' ').trim();
  const own = titleIn(from);
  return own === null || folded(own) === folded(listed.title) ? titleIn(to) : null;
}

/** "72(b)" is written "72 (b)". */
const spaced = (item: string): string => item.replace(/ ?\(/g, ' (');

/** A title's line ends by the author's hand: a backslash there is no part of the text. */
export function handBroken(title: string): string {
  return title.replace(/[ \t]*\\?\n/g, '\n').trim();
}

function checkItems(agenda: readonly AgendaItem[], at: string, report: Report): void {
  for (const [index, { item }] of agenda.entries()) {
    const before = agenda[index - 1];
    if (!before) continue;
    const order = compareItems(before.item, item);
    if (order === 0) report('AGENDA_ORDER', { path: `${at}.agenda.${index}` }, { value: item, before: before.item, variant: 'twice' });
    else if (order > 0) report('AGENDA_ORDER', { path: `${at}.agenda.${index}` }, { value: item, before: before.item });
  }
}

/** Whether items stand in the order of their numbers, each once. */
export function inOrder(agenda: readonly AgendaItem[]): boolean {
  return agenda.every(({ item }, index) => index === 0 || compareItems(agenda[index - 1]?.item ?? '', item) < 0);
}

function compareItems(one: string, other: string): number {
  const key = (item: string) => item.replace(/\d+/g, (digits) => digits.padStart(4, '0'));
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}
