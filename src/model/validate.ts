/**
 * Source → Model: every field by itself, then every relation between fields that could be read. All mistakes are reported in
 * one run. What a document may say of organs, States and languages comes with the house's data.
 */

import type { z } from 'zod';
import { choiceValues, problemsOf, unknownField } from '../issues.ts';
import { nearest } from '../nearest.ts';
import type { Report } from '../problem.ts';
import type { Source } from '../source.ts';
import { type AnnexReading, readAnnexes, signatoryOf } from './annexes.ts';
import { eachString, reportCharacters } from './characters.ts';
import { checkClaims } from './claims.ts';
import { designationsIn } from './designations.ts';
import { documentSchema, type FieldName, fields, letterFields } from './fields.ts';
import type { LanguageData, ModelData, TypeRules } from './house-data.ts';
import { printedItem } from './labels.ts';
import { blocksOf, type Markdown } from './markdown.ts';
import type { Addressee, Annex, Model, OrganEntry } from './model.ts';
import { reportCalls } from './notes.ts';
import { checkOrder, handBroken, inOrder, organEntry, type RawOrgan } from './organs.ts';

type Values = { readonly [Name in FieldName]?: z.infer<(typeof fields)[Name]> };

/** Checks a source; null when an error was reported. */
export async function validate(source: Source, data: ModelData, given: Report): Promise<Model | null> {
  let sound = true;
  const report: Report = (...problem) => {
    if (!isWarning(problem[0])) sound = false;
    given(...problem);
  };
  if (typeof source.data !== 'object' || source.data === null || Array.isArray(source.data)) {
    report(
      'FIELD_TYPE',
      { path: '' },
      { name: '', 'expected-type': 'type-map', 'found-type': Array.isArray(source.data) ? 'type-list' : 'type-text', variant: 'document' },
    );
    return null;
  }
  const raw = source.data as Readonly<Record<string, unknown>>;
  const values = readFields(raw, report);
  const rules = values.type === undefined ? null : (data.types.get(values.type) ?? null);
  if (values.type !== undefined && !rules)
    report('TYPE_UNKNOWN', { path: 'type' }, choiceValues('type', values.type, [...data.types.keys()]));
  checkNames(raw, rules, report);

  const language = values.language === undefined ? null : languageOf(values.language, data, report);
  eachString(raw, '', (path, text) => {
    reportCharacters(text, path, language?.direction === 'rtl', report);
    if (text.includes('[^') && !/(?:^|\.)body$/.test(path)) reportCalls(text, path, report);
  });
  const original = values.original ?? values.language;
  if (language && original !== undefined && !(original in language.names))
    report('LANGUAGE_UNKNOWN', { path: 'original' }, choiceValues('original', original, Object.keys(language.names)));

  const reader: BodyReader = { source, language: language ?? firstOf(data), data, report };
  const body = values.body === undefined ? null : readBody(values.body, 'body', values.lines === 'kept', reader);
  const { annexes, bodies } = readAnnexes(values.annexes ?? [], annexReading(reader));
  const organs = readOrgans(raw, values, data, report);
  checkLetter(raw.letter, values, language, data, report);
  checkRequest(body, organs, language, report);
  if (body) checkDesignations(body, 'body', language, report);
  for (const [path, one] of bodies) checkDesignations(one, path, language, report);
  await checkClaims(values, organs, source, data, report);

  const { type, language: code, letter } = values;
  if (!sound || type === undefined || code === undefined || !letter || !body) return null;
  return modelOf(values, { type, language: code, letter }, organs, body, annexes);
}

const warnings: ReadonlySet<string> = new Set(['SYMBOL_UNKNOWN', 'SESSION_DATE', 'AGENDA_REQUEST_DIFFERS', 'DESIGNATION_DIFFERS']);
const isWarning = (code: string): boolean => warnings.has(code);

function firstOf(data: ModelData): LanguageData | null {
  return data.languages.values().next().value ?? null;
}

/** Checks each field alone, so that a fault in one hides none in another. */
function readFields(raw: Readonly<Record<string, unknown>>, report: Report): Values {
  const values: Record<string, unknown> = {};
  const known = Object.keys(fields);
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(fields, name)) {
      const fault = unknownField([name], known);
      report(fault.code, { path: name, on: 'key' }, fault.values);
      continue;
    }
    // A key with nothing after it is a missing value, and said so where the type requires it.
    const result = fields[name as FieldName].safeParse(raw[name]);
    if (result.success) values[name] = result.data;
    else if (raw[name] === null) continue;
    else {
      const wrapped = result.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }));
      for (const fault of problemsOf(wrapped, raw, documentSchema)) {
        report(fault.code, { path: fault.path.join('.'), on: fault.on }, { ...fault.values });
      }
    }
  }
  return values as Values;
}

/** Required, allowed and forbidden fields are the type's. */
function checkNames(raw: Readonly<Record<string, unknown>>, rules: TypeRules | null, report: Report): void {
  const required = rules?.required ?? ['type'];
  const type = rules?.name ?? '';
  const known = Object.keys(fields);
  const misspelt = new Set(Object.keys(raw).flatMap((name) => (Object.hasOwn(fields, name) ? [] : (nearest(name, known) ?? []))));
  for (const name of required) {
    if (!Object.hasOwn(raw, name) && !misspelt.has(name)) report('FIELD_MISSING', { path: name, on: 'key' }, { name, type });
    else if (Object.hasOwn(raw, name) && raw[name] === null)
      report('FIELD_MISSING', { path: name, on: 'key' }, { name, type, variant: 'empty' });
  }
  if (!rules) return;
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(fields, name) || rules.required.includes(name) || rules.allowed.includes(name)) continue;
    report('FIELD_FORBIDDEN', { path: name, on: 'key' }, { name, type });
  }
}

function languageOf(code: string, data: ModelData, report: Report): LanguageData | null {
  const language = data.languages.get(code);
  if (!language) report('LANGUAGE_UNKNOWN', { path: 'language' }, choiceValues('language', code, [...data.languages.keys()]));
  return language ?? null;
}

interface BodyReader {
  readonly source: Source;
  readonly language: LanguageData | null;
  readonly data: ModelData;
  readonly report: Report;
}

function readBody(text: string, path: string, linesKept: boolean, { source, language, data, report }: BodyReader): Markdown | null {
  if (text.trim() === '') {
    report('BODY_EMPTY', { path, on: 'key' }, {});
    return null;
  }
  if (source.styleOf(path) !== 'literal') {
    report('BODY_NOT_LITERAL', { path, on: 'key' }, {});
    return null;
  }
  if (!language) return null;
  const body = blocksOf(text, path, { labels: language.labels, linesKept, languages: spanLanguages(language, data) }, report);
  source.trace(path, body.trace);
  return body;
}

const languagesOfSpans = new WeakMap<LanguageData, readonly string[]>();

/** A span may be in any language that has a file, or a name in the text's own. */
function spanLanguages(language: LanguageData, data: ModelData): readonly string[] {
  let languages = languagesOfSpans.get(language);
  if (!languages) {
    languages = [...new Set([...data.languages.keys(), ...Object.keys(language.names)])].sort();
    languagesOfSpans.set(language, languages);
  }
  return languages;
}

function annexReading(reader: BodyReader): AnnexReading {
  const { language, report } = reader;
  return {
    readBody: (text, path) => readBody(text, path, false, reader),
    checkOriginal(code, path) {
      if (language && !(code in language.names))
        report('LANGUAGE_UNKNOWN', { path }, choiceValues('original', code, Object.keys(language.names)));
    },
    labels: language?.labels ?? null,
  };
}

function readOrgans(raw: Readonly<Record<string, unknown>>, values: Values, data: ModelData, report: Report): readonly OrganEntry[] {
  const entries = values.organs ?? readable(raw.organs);
  const day = dayOf(values, raw.letter);
  const found: OrganEntry[] = [];
  const named: { organ: string; at: string }[] = [];
  for (const [index, entry] of entries.entries()) {
    if (!entry) continue;
    const at = `organs.${index}`;
    const made = organEntry(entry, at, { data, day, language: values.language ?? '', report });
    if (made) {
      found.push(made);
      named.push({ organ: made.organ, at });
    }
  }
  checkOrder(named, data, report);
  return found;
}

/** The entries that can be read although others cannot. */
function readable(raw: unknown): readonly (RawOrgan | null)[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((entry) => {
    const result = fields.organs.safeParse([entry]);
    return result.success ? (result.data[0] ?? null) : null;
  });
}

function dayOf(values: Values, raw: unknown): { readonly value: string; readonly path: string } | null {
  if (values.issued) return { value: values.issued, path: 'issued' };
  const { date } = letterMembers(values, raw);
  return date === null ? null : { value: date, path: 'letter.date' };
}

/** The members of `letter` that can be read although others cannot. */
function letterMembers(values: Values, raw: unknown) {
  if (values.letter) return values.letter;
  const members = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  return {
    date: letterFields.date.safeParse(members.date).data ?? null,
    from: letterFields.from.safeParse(members.from).data ?? [],
    to: letterFields.to.safeParse(members.to).data ?? [],
  };
}

function checkLetter(raw: unknown, values: Values, language: LanguageData | null, data: ModelData, report: Report): void {
  const { date, from, to } = letterMembers(values, raw);
  const { issued } = values;
  if (issued && date !== null && date > issued) report('DATE_ORDER', { path: 'letter.date' }, { value: date, issued });
  for (const [index, sender] of from.entries()) {
    const at = `letter.from.${index}`;
    const office = language?.offices[sender.office];
    if (language && !office)
      report('FIELD_VALUE', { path: `${at}.office` }, choiceValues('office', sender.office, Object.keys(language.offices)));
    const speaksOfState = office ? Object.values(office.sender).some((phrase) => phrase.includes('{state}')) : false;
    if (sender.of == null) {
      if (speaksOfState) report('FIELD_MISSING', { path: `${at}.of`, on: 'key' }, { name: 'of', parent: sender.office, variant: 'office' });
      continue;
    }
    const state = data.states.states[sender.of];
    if (!state) report('STATE_UNKNOWN', { path: `${at}.of` }, stateValues(sender.of, Object.keys(data.states.states), language));
    else if (state.invented && (values.status === 'official' || values.status === 'reproduction'))
      report('STATE_UNKNOWN', { path: `${at}.of` }, { value: sender.of, status: values.status, variant: 'invented' });
  }
  for (const [index, addressee] of to.entries()) {
    const { office } = addresseeOf(addressee);
    const path = `letter.to.${index}${typeof addressee === 'string' ? '' : '.office'}`;
    if (language && !(office in language.addressees))
      report('FIELD_VALUE', { path }, choiceValues('to', office, Object.keys(language.addressees)));
  }
}

const addresseeOf = (raw: string | Addressee): Addressee => (typeof raw === 'string' ? { office: raw, gender: null } : raw);

/** A State may be given by its name instead of its code: then the code is what was meant. */
function stateValues(value: string, known: readonly string[], language: LanguageData | null): Record<string, string> {
  const names = Object.entries(language?.states ?? {});
  const near =
    value.length > longestCode
      ? nearest(
          value,
          names.map(([, name]) => name),
        )
      : null;
  const code = names.find(([, name]) => name === near)?.[0];
  return { ...choiceValues('of', value, known), ...(code === undefined ? {} : { nearest: code, variant: 'near' }) };
}
/** Of ISO 3166. */
const longestCode = 3;

/** The sentence that asks for circulation names the items the masthead must list. */
function checkRequest(body: Markdown | null, organs: readonly OrganEntry[], language: LanguageData | null, report: Report): void {
  if (!body || !language) return;
  const printed = body.printed.replaceAll('\u00a0', ' ');
  const requests = language['agenda-request'].flatMap((pattern) => [...printed.matchAll(new RegExp(pattern, 'gdu'))]);
  const last = requests.toSorted((one, other) => one.index - other.index).at(-1);
  const span = last?.indices?.[1];
  const listed = organs.filter((entry) => entry.agenda.length > 0 && inOrder(entry.agenda));
  if (!last?.[1] || !span || listed.length === 0) return;
  const found = last[1].match(new RegExp(language['agenda-item'], 'gu')) ?? [];
  const lists = listed.map((entry) => entry.agenda.map(({ item }) => printedItem(item, language.labels)).join(', '));
  if (found.length === 0 || lists.includes(found.join(', '))) return;
  const start = offsetAt(body, span[0]);
  const end = offsetAt(body, span[0] + last[1].trimEnd().length - 1) + 1;
  report(
    'AGENDA_REQUEST_DIFFERS',
    { path: 'body', offset: start, length: end - start },
    { value: found.join(', '), expected: lists[0] ?? '' },
  );
}

/** Names of States that differ from the Organization's are told: they are the author's own. */
function checkDesignations(body: Markdown, path: string, language: LanguageData | null, report: Report): void {
  if (!language?.designations) return;
  for (const { name, state, index } of designationsIn(body.printed.replaceAll('\u00a0', ' '), language.designations)) {
    const start = offsetAt(body, index);
    const end = offsetAt(body, index + name.length - 1) + 1;
    report('DESIGNATION_DIFFERS', { path, offset: start, length: end - start }, { value: name, expected: language.states[state] ?? state });
  }
}

function offsetAt(body: Markdown, printed: number): number {
  const segment = body.trace.segments.findLast((one) => one.printed <= printed);
  return segment ? segment.offset + Math.min(printed - segment.printed, segment.length - 1) : 0;
}

type Needed = Required<Pick<Values, 'type' | 'language' | 'letter'>>;

function modelOf(
  values: Values,
  { type, language, letter }: Needed,
  organs: readonly OrganEntry[],
  body: Markdown,
  annexes: readonly Annex[],
): Model {
  const { job, reproduces } = values;
  return {
    type,
    status: values.status ?? 'draft',
    language,
    organs,
    distribution: values.distribution ?? 'general',
    issued: values.issued ?? null,
    job: job ? { number: job.number, dates: job.dates ?? [] } : null,
    qr: values.qr ?? null,
    letter: {
      date: letter.date,
      from: letter.from.map((sender) => ({ office: sender.office, of: sender.of ?? null, gender: sender.gender ?? null })),
      to: letter.to.map(addresseeOf),
      identical: letter.identical ?? false,
    },
    title: values.title == null ? null : handBroken(values.title),
    unofficial: false,
    original: values.original ?? language,
    body: body.blocks,
    linebreaks: values.linebreaks ?? 'word',
    linesKept: values.lines === 'kept',
    signatories: (values.signatories ?? []).map(signatoryOf),
    annexes,
    notes: values.notes ?? [],
    official: values.official ?? null,
    reproduces: reproduces ? { file: reproduces.file ?? null, sha256: reproduces.sha256 ?? null } : null,
  };
}

export type { Values };
