/**
 * Checks one version of a document against the glossary and for the symbols it cites. Every finding names both places; one that
 * its catalogue accepts is given back with the reason.
 */
import type { House } from '../house.ts';
import type { Language } from '../language/language.ts';
import type { Code, Report } from '../problem.ts';
import { type Acceptance, type Catalogue, placeIn } from '../translation/catalogue.ts';
import type { Unit } from '../translation/units.ts';
import { plainText } from '../tree/words.ts';
import { type Original, parseUnit, translationsOf, unitsIn } from './document.ts';
import type { Term } from './glossary.ts';
import { findSymbols } from './placeables.ts';

export interface TermsResult {
  /** Pairs of a term and a unit that were looked at. */
  readonly terms: number;
  /** Symbols the source cites, with the keys of the units that do. */
  readonly symbols: ReadonlyMap<string, readonly string[]>;
  readonly accepted: readonly Acceptance[];
}

export function checkTerms(
  original: Original,
  to: Language,
  catalogue: Catalogue,
  glossary: readonly Term[],
  house: House,
  report: Report,
): TermsResult {
  const languages = [...house.languages.keys()];
  const symbols = new Map<string, string[]>();
  const used = new Set<Acceptance>();
  let terms = 0;
  const units = unitsIn(original, to, house);
  const translations = translationsOf(units, catalogue);
  for (const unit of units) {
    const standing = translations.get(unit.key);
    const text = standing?.entry?.text ?? '';
    const source = plainText(parseUnit(unit.text, unit, languages));
    for (const { value } of findSymbols(source)) symbols.set(value, [...new Set([...(symbols.get(value) ?? []), unit.key])]);
    if (text === '') continue;
    const translation = plainText(parseUnit(text, unit, languages));
    const find = findingIn(original, unit, standing?.key ?? unit.key, catalogue, used, report);
    for (const term of glossary) {
      const stands = term.stands(source, original.language.language) === true ? term.stands(translation, to.language) : null;
      if (stands !== null) terms += 1;
      if (stands !== false) continue;
      const note = term.note === null ? {} : { note: term.note, variant: 'note' };
      const expected = term.words[to.language] ?? '';
      find('TERM_DIFFERS', term.words[original.language.language] ?? '', { expected, ...note });
    }
    const [cited, citedHere] = [findSymbols(source), findSymbols(translation)].map((found) => found.map(({ value }) => value));
    for (const value of without(cited ?? [], citedHere ?? [])) find('CITATION_DIFFERS', value, {});
    for (const value of without(citedHere ?? [], cited ?? [])) find('CITATION_DIFFERS', value, { variant: 'extra' });
  }
  return { terms, symbols, accepted: [...used] };
}

/** Reports what is found in a unit's translation, unless its catalogue accepts it. */
function findingIn(original: Original, unit: Unit, key: string, catalogue: Catalogue, used: Set<Acceptance>, report: Report) {
  const { found, version } = original;
  return (code: Code, value: string, values: Readonly<Record<string, string>>) => {
    const means = (one: Acceptance) => one.finding === code && one.unit === unit.key && (one.value === null || one.value === value);
    const acceptance = catalogue.accepted.find(means);
    if (acceptance) {
      used.add(acceptance);
      return;
    }
    const line = version.positions.rangeOf(unit.path, 'value')?.start;
    const place = line ? `${found.file}:${line.line}:${line.column}` : found.file;
    report(code, placeIn(catalogue.yaml, ['units', key, 'text']), { value, unit: unit.key, source: place, ...values });
  };
}

/** Members of the first that the second has less often. */
function without(members: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return members.filter((member) => {
    const at = left.indexOf(member);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
