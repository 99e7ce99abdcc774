/**
 * Model × Catalogue → Model: the same document in another language. Texts are the catalogue's; labels, agenda titles and
 * phrases the language's; dates, symbols and order the source's. What is not translated, or not any more, is reported and marked.
 */

import { checkIdentity } from '../model/claims.ts';
import type { LabelData, LanguageData, ModelData } from '../model/house-data.ts';
import { noteLabel } from '../model/labels.ts';
import { reportTags } from '../model/markdown.ts';
import type { Annex, Model, OrganEntry, Signatory } from '../model/model.ts';
import { callsIn, renumbered } from '../model/notes.ts';
import { agendaTitleIn } from '../model/organs.ts';
import { nearest } from '../nearest.ts';
import type { Report } from '../problem.ts';
import type { Positions } from '../reporter.ts';
import type { Block, Inline } from '../tree/nodes.ts';
import { plainText } from '../tree/words.ts';
import { type Calls, callsOf } from './calls.ts';
import { type Catalogue, placeIn } from './catalogue.ts';
import { differenceOf, sayDifference } from './difference.ts';
import { relabelled } from './labels.ts';
import { type Parsed, parseInlines, parsePlain } from './notation.ts';
import { type PrintedUnit, positionsOf, unitPath } from './positions.ts';
import { type Standing, type Standings, standingsOf } from './standing.ts';
import { isMarkdown, type Unit } from './units.ts';
import type { Untranslated } from './untranslated.ts';

export interface MergeData {
  readonly house: ModelData;
  /** The source's language and the translation's. */
  readonly from: LanguageData;
  readonly to: LanguageData & { readonly phrases: Readonly<Record<string, string>> };
  /** The places of the source. */
  readonly source: Positions;
}
export interface Merged {
  readonly model: Model;
  readonly standings: Standings;
  readonly untranslated: Untranslated;
  /** Places of what stands in the catalogue; of everything else, in the source. */
  readonly positions: Positions;
}

/** Puts a catalogue's texts into the model of its source; null when an error was reported. */
export function mergeCatalogue(model: Model, units: readonly Unit[], catalogue: Catalogue, data: MergeData, given: Report): Merged | null {
  let sound = true;
  const report: Report = (code, place, values, severity) => {
    const exact = 'path' in place ? placeOf(catalogue, place.path, place.on, place.offset, place.length) : place;
    if (severity !== 'warning') sound = false;
    given(code, exact, values, severity);
  };
  if (catalogue.language === model.language) {
    report('CATALOGUE_LANGUAGE', { path: 'language' }, { value: catalogue.language, variant: 'source' });
    return null;
  }
  const standings = standingsOf(units, catalogue);
  checkFields(model, catalogue, data.house, report);
  reportStandings(standings, catalogue, report);
  const missing = data.to.phrases['unit-missing'];
  const stale = data.to.phrases['unit-stale'];
  if (missing === undefined || stale === undefined) {
    const key = missing === undefined ? 'phrases.unit-missing' : 'phrases.unit-stale';
    report('PHRASE_MISSING', { file: catalogue.file }, { key, language: catalogue.language });
    return null;
  }
  const languages = [...new Set([...data.house.languages.keys(), ...Object.keys(data.to.names)])].sort();
  const calls = callsOf(model, report);
  const printed = new Map<string, PrintedUnit>();
  for (const standing of standings.units) {
    const made = printedUnit(standing, { languages, calls, missing, stale, sourceLanguage: model.language, report });
    if (made) printed.set(standing.unit.path, made);
  }
  if (!sound) return null;
  const merged = modelOf(model, catalogue, { printed, calls, byPath: new Map(units.map((unit) => [unit.path, unit])) }, data);
  const marks = new Map([...printed].flatMap(([path, { key, mark }]) => (key === null && mark !== null ? [[path, mark] as const] : [])));
  const untranslated = { language: model.language, marks };
  return { model: merged, standings, untranslated, positions: positionsOf(catalogue, printed, data.source) };
}

/** Where a path of this file's reports stands in the catalogue. */
function placeOf(catalogue: Catalogue, path: string, on?: 'key' | 'value', offset?: number, length?: number) {
  const key = unitPath.keyOf(path);
  const keys = key === null ? path.split('.') : ['units', key, ...(on === 'key' ? [] : ['text'])];
  return placeIn(catalogue.yaml, keys, on ?? 'value', offset, length);
}

// ---- what the catalogue claims ----

function checkFields(model: Model, catalogue: Catalogue, house: ModelData, report: Report): void {
  const symbols = model.organs.flatMap((entry) => (entry.symbol === null ? [] : [entry.symbol]));
  if (catalogue.symbols && catalogue.symbols.join('\n') !== symbols.join('\n'))
    report('CATALOGUE_SYMBOLS', { path: 'symbols' }, { value: catalogue.symbols.join(', '), expected: symbols.join(', ') });
  const { job, qr } = catalogue;
  checkIdentity({ job: job && { number: job.number, dates: [...job.dates] }, qr }, model.status, house, report);
}

/** A version somebody vouches for has every unit, made from the text that stands there. */
function reportStandings(standings: Standings, catalogue: Catalogue, report: Report): void {
  const severity = catalogue.isOfficial ? 'error' : 'warning';
  const { language } = catalogue;
  for (const { type, unit, key, entry } of standings.units) {
    const path = unitPath.of(key ?? unit.key);
    const values = { value: unit.key, language, digest: unit.digest };
    if (type === 'missing') report('TRANSLATION_MISSING', { path, on: 'key' }, { value: unit.key, language }, severity);
    else if (type === 'stale') report('TRANSLATION_STALE', { path }, { ...values, ...changeOf(unit, entry?.source ?? null) }, severity);
    else if (type === 'fuzzy') report('TRANSLATION_FUZZY', { path }, { value: unit.key }, severity);
    else if (type === 'unanchored' && catalogue.isOfficial)
      report('TRANSLATION_STALE', { path, on: 'key' }, { ...values, variant: 'unanchored' }, severity);
  }
  const unanchored = standings.units.filter(({ type }) => type === 'unanchored');
  const [first] = unanchored;
  // After the source has changed nobody could tell what they belong to.
  if (first && !catalogue.isOfficial) {
    const values = {
      value: first.unit.key,
      count: String(unanchored.length),
      language,
      variant: unanchored.length === 1 ? 'unanchored' : 'unanchored-some',
    };
    report('TRANSLATION_STALE', { path: unitPath.of(first.unit.key), on: 'key' }, values, severity);
  }
  const known = standings.units.map(({ unit }) => unit.key);
  for (const key of standings.orphans) {
    const near = nearest(key, known);
    report(
      'UNIT_UNKNOWN',
      { path: unitPath.of(key), on: 'key' },
      { value: key, ...(near ? { nearest: near, variant: 'near' } : {}) },
      severity,
    );
  }
}

/** Characters of a change in a message. */
const mostShown = 200;

/** What changed in a unit's source, if the catalogue says from what. */
function changeOf(unit: Unit, source: string | null): Readonly<Record<string, string>> {
  if (source === null) return {};
  const change = sayDifference(differenceOf(source, unit.text)).replaceAll('\n', ' ');
  return { change: change.length > mostShown ? `${change.slice(0, mostShown)}…` : change, variant: 'changed' };
}

// ---- texts ----

interface Printing {
  readonly languages: readonly string[];
  readonly calls: Calls;
  readonly missing: string;
  readonly stale: string;
  readonly sourceLanguage: string;
  readonly report: Report;
}

/** What is printed for a unit that the catalogue gives; null if it does not. */
function printedUnit({ type, unit, key, entry }: Standing, printing: Printing): PrintedUnit | null {
  if (key === null || entry === null) return type === 'missing' ? { key: null, mark: printing.missing, inlines: [], segments: [] } : null;
  const path = unitPath.of(key);
  const { inlines, segments } = parsedUnit(unit, entry.text, path, printing);
  if (isBlank(plainText(inlines))) printing.report('UNIT_TEXT', { path }, { variant: 'blank' });
  const mark = type === 'stale' || type === 'fuzzy' ? printing.stale : null;
  return { key, mark, inlines, segments };
}

/** Whether nothing of a text is seen: a cell or a name of it would be gone from one version alone. */
const isBlank = (text: string): boolean => /^[\p{Z}\p{C}]*$/u.test(text);

function parsedUnit(unit: Unit, text: string, path: string, { languages, calls, report }: Printing): Parsed {
  if (isMarkdown(unit.kind)) {
    reportTags(text, path, report);
    return parseInlines(text, { path, keepLines: unit.linesKept, languages, notes: calls.of(unit, path), report });
  }
  const parsed = parsePlain(text, path);
  const line = parsed.inlines.find((inline) => inline.type === 'break');
  if (line && unit.kind !== 'title' && unit.kind !== 'agenda-title') {
    const offset = Number(line.at?.split('#')[1] ?? 0);
    report('UNIT_TEXT', { path, offset, length: text.trimEnd().length - offset }, { variant: 'broken' });
  }
  return parsed;
}

// ---- the model ----

interface Texts {
  readonly calls: Calls;
  readonly printed: ReadonlyMap<string, PrintedUnit>;
  readonly byPath: ReadonlyMap<string, Unit>;
}

function modelOf(model: Model, catalogue: Catalogue, texts: Texts, data: MergeData): Model {
  const plain = (path: string, source: string): string => {
    const made = texts.printed.get(path);
    if (!made) return source;
    const words = made.key === null ? source : plainText(made.inlines);
    return made.mark === null ? words : `${made.mark} ${words}`;
  };
  const title = texts.printed.has('letter') ? plain('letter', '') : model.title === null ? null : plain('title', model.title);
  return {
    ...model,
    language: catalogue.language,
    unofficial: !catalogue.isOfficial,
    official: catalogue.official ?? model.official,
    reproduces: catalogue.reproduces,
    job: catalogue.job,
    qr: catalogue.qr,
    organs: model.organs.map((entry, index) => organOf(entry, index, plain, [model.language, catalogue.language], data)),
    title,
    body: blocksOf(model.body, texts, model.language, data),
    signatories: signatoriesOf(model.signatories, '', plain),
    annexes: annexesOf(model.annexes, 'annexes', plain, (blocks) => blocksOf(blocks, texts, model.language, data)),
    notes: model.notes.map((note, index) => ({ ...note, text: plain(`notes.${index}`, note.text) })),
  };
}

type Plain = (path: string, source: string) => string;

/** `before` is the path of what they sign, with a dot; empty for the document. */
function signatoriesOf(signatories: readonly Signatory[], before: string, plain: Plain): readonly Signatory[] {
  return signatories.map((one, index) => {
    const path = `${before}signatories.${index}`;
    return {
      given: plain(`${path}.given`, one.given),
      family: plain(`${path}.family`, one.family),
      titles: one.titles.map((line, at) => plain(`${path}.titles.${at}`, line)),
    };
  });
}

function annexesOf(
  annexes: readonly Annex[],
  list: string,
  plain: Plain,
  blocks: (source: readonly Block[]) => readonly Block[],
): readonly Annex[] {
  return annexes.map((annex, index) => {
    const path = `${list}.${index}`;
    return {
      title: annex.title === null ? null : plain(`${path}.title`, annex.title),
      original: annex.original,
      body: blocks(annex.body),
      signatories: signatoriesOf(annex.signatories, `${path}.`, plain),
      enclosures: annexesOf(annex.enclosures, `${path}.enclosures`, plain, blocks),
    };
  });
}

function organOf(entry: OrganEntry, index: number, plain: Plain, [from, to]: readonly [string, string], { house }: MergeData): OrganEntry {
  const agenda = entry.agenda.map((listed, at) => {
    const known = agendaTitleIn(entry, listed, from, to, house);
    return { item: listed.item, title: plain(`organs.${index}.agenda.${at}`, known ?? listed.title) };
  });
  return { ...entry, agenda };
}

/** The blocks with other words and other labels. */
function blocksOf(blocks: readonly Block[], texts: Texts, language: string, data: MergeData): readonly Block[] {
  const labels: readonly [LabelData, LabelData] = [data.from.labels, data.to.labels];
  const inlinesOf = (block: { readonly at: string | null; readonly children: readonly Inline[] }): readonly Inline[] => {
    const made = texts.printed.get(block.at ?? '');
    if (!made) return block.children;
    const words: readonly Inline[] =
      made.key === null
        ? [{ type: 'span', at: block.at, language, children: block.children }]
        : [...made.inlines, ...texts.calls.left(callsIn(block.children))];
    return made.mark === null ? words : [{ type: 'text', at: block.at, text: `${made.mark} ` }, ...words];
  };
  return renumbered(relabelled(blocks, ...labels, inlinesOf), (notes, number) => noteLabel(notes, number, data.to.labels));
}
