/**
 * One document and one language of it, as the exchange needs them: the source's units, the catalogue's translations, the names of
 * persons on both sides, and where everything stands. Reads files; changes none.
 */
import type { Found } from '../documents.ts';
import type { House } from '../house.ts';
import type { Language } from '../language/language.ts';
import { prepareDocument, type Settings, unitsFor, type Version } from '../pipeline.ts';
import type { Report } from '../problem.ts';
import type { Reporter } from '../reporter.ts';
import { type Catalogue, readCatalogue } from '../translation/catalogue.ts';
import { parseInlines, parsePlain } from '../translation/notation.ts';
import { type Standing, standingsOf } from '../translation/standing.ts';
import { isMarkdown, type Unit } from '../translation/units.ts';
import { findCatalogues } from '../translation/versions.ts';
import type { Inline } from '../tree/nodes.ts';
import type { Name } from './placeables.ts';
import { type Side, sideOf } from './plan.ts';

/** A document's source, read once. */
export interface Original {
  readonly found: Found;
  readonly version: Version;
  readonly language: Language;
}

/** Reads and checks a document's source; null after reporting. */
export async function readOriginal(found: Found, settings: Settings, reporter: Reporter): Promise<Original | null> {
  const version = await prepareDocument(found, settings, reporter);
  return version && { found, version, language: version.context.language };
}

/** The units of a document that stand in a catalogue of this language. */
export function unitsIn(original: Original, language: Language, house: House): readonly Unit[] {
  return unitsFor(original.version, language.language, house);
}

/** The translations of a catalogue by the units they belong to now, wherever they stand in it. */
export function translationsOf(units: readonly Unit[], catalogue: Catalogue | null): ReadonlyMap<string, Standing> {
  const standings = catalogue ? standingsOf(units, catalogue).units : [];
  return new Map(standings.filter(({ entry }) => entry !== null && entry.text !== '').map((standing) => [standing.unit.key, standing]));
}

/** The catalogue of a language beside the source; null without one, or after reporting. */
export async function catalogueIn(original: Original, language: string, house: House, report: Report): Promise<Catalogue | null> {
  const { folder, file } = original.found;
  const known = findCatalogues(folder, file, [language], () => {});
  const [catalogue] = known;
  return catalogue
    ? readCatalogue(catalogue.file, catalogue.shown, report, (code) => house.languages.get(code)?.direction === 'rtl')
    : null;
}

/** One side of the exchange: the names of persons are those of the signatories, as far as this language has them. */
export function sourceSide(original: Original, units: readonly Unit[]): Side {
  return sideOf(
    original.language,
    namesIn(units, (unit) => unit.text),
  );
}
/** `coming` holds the names that a file brings: they count before those of the catalogue. */
export function targetSide(
  original: Original,
  language: Language,
  units: readonly Unit[],
  translations: ReadonlyMap<string, Standing>,
  coming: ReadonlyMap<string, string> = new Map(),
): Side {
  // A name that is not translated yet is the source's, as far as it can be read.
  const readable = language.script === original.language.script;
  return sideOf(
    language,
    namesIn(units, (unit) => coming.get(unit.key) || translations.get(unit.key)?.entry?.text || (readable ? unit.text : '')),
  );
}

function namesIn(units: readonly Unit[], textOf: (unit: Unit) => string): readonly Name[] {
  return units
    .filter(isName)
    .map((unit) => ({ unit: unit.key, text: textOf(unit) }))
    .filter((name) => name.text !== '');
}

/** Whether a unit is a person's name. */
export function isName(unit: Unit): boolean {
  return unit.kind === 'given' || unit.kind === 'family';
}

/** Reads a unit's text in the notation of its kind. */
export function parseUnit(text: string, unit: Unit, languages: readonly string[]): readonly Inline[] {
  if (!isMarkdown(unit.kind)) return parsePlain(text, '').inlines;
  return parseInlines(text, { path: '', keepLines: unit.linesKept, languages, report: () => {} }).inlines;
}
