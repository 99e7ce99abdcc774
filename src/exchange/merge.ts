/**
 * One document's part of a file that came back → the new text of its catalogue. Whether the file is of this document and between
 * these languages is looked at before any unit.
 */
import path from 'node:path';
import type { House } from '../house.ts';
import type { Language } from '../language/language.ts';
import { codes, type Place, type Report } from '../problem.ts';
import { type Catalogue, catalogueOf } from '../translation/catalogue.ts';
import type { Unit } from '../translation/units.ts';
import { changedCatalogue, newCatalogue } from '../translation/write.ts';
import { type Original, parseUnit, sourceSide, targetSide, translationsOf, unitsIn } from './document.ts';
import type { ReadCoded, Returned, Spot } from './package.ts';
import { type Received, type ReceiveOptions, receive } from './receive.ts';

/** The language a file came back in, if both of its languages are right; null after reporting. */
export function languageOf(
  returned: Returned,
  original: Original,
  house: House,
  place: (spot: Spot) => Place,
  report: Report,
): Language | null {
  const from = known(returned.from, house);
  const to = known(returned.to, house);
  const expected = original.language.language;
  if (from?.language !== expected) report('EXCHANGE_LANGUAGE', place(returned.at.from), { value: returned.from, expected });
  else if (!to) {
    const names = [...house.languages.keys()].join(', ');
    report('EXCHANGE_LANGUAGE', place(returned.at.to), { value: returned.to, known: names, variant: 'target' });
  } else if (to === from) report('EXCHANGE_LANGUAGE', place(returned.at.to), { value: returned.to, variant: 'same' });
  else return to;
  return null;
}

/** A language by its code, or by the first part of it: programs add regions. */
function known(code: string, house: House): Language | null {
  return house.languages.get(code) ?? house.languages.get(code.split(/[-_]/)[0]?.toLowerCase() ?? '') ?? null;
}

export interface Merged extends Omit<Received, 'changes'> {
  readonly text: string;
  readonly catalogue: Catalogue;
}

/** The catalogue as it stands, if there is one: its file as messages name it, its text, and what that says. */
export interface Standing {
  readonly shown: string;
  readonly text: string | null;
  readonly catalogue: Catalogue | null;
}

/** Puts what came back into a catalogue; null after reporting. */
export function merged(
  returned: Returned,
  original: Original,
  to: Language,
  standing: Standing,
  house: House,
  options: ReceiveOptions,
  place: (spot: Spot) => Place,
  report: Report,
): Merged | null {
  let sound = true;
  const count: Report = (code, place, values, severity) => {
    if ((severity ?? codes[code][0]) === 'error') sound = false;
    report(code, place, values, severity);
  };
  const units = unitsIn(original, to, house);
  const languages = [...house.languages.keys()];
  const accepted = standing.catalogue?.accepted ?? [];
  const translations = translationsOf(units, standing.catalogue);
  const { changes, ...counts } = receive(
    returned.units,
    {
      units,
      translations,
      from: sourceSide(original, units),
      to: targetSide(original, to, units, translations, textsOf(returned)),
      languages: new Set(languages),
      accepts: (finding, unit, value) =>
        accepted.some((one) => one.finding === finding && one.unit === unit && (one.value === null || one.value === value)),
      parse: (text: string, unit: Unit) => parseUnit(text, unit, languages),
    },
    options,
    place,
    count,
  );
  if (!sound) return null;
  const before = standing.text ?? newCatalogue(to.language, units, schemaFile);
  // A translation whose unit moved stays where it stands.
  const set = new Map([...changes].map(([key, change]) => [translations.get(key)?.key ?? key, change]));
  const text = changedCatalogue(before, { set });
  const catalogue = catalogueOf(text, standing.shown, count, (code) => house.languages.get(code)?.direction === 'rtl');
  return sound && catalogue ? { text, catalogue, ...counts } : null;
}

/** What the units of a file say, without its marks. */
function textsOf(returned: Returned): ReadonlyMap<string, string> {
  const plain = (coded: readonly ReadCoded[]): string =>
    coded.map((piece) => (piece.type === 'pair' ? plain(piece.children) : (piece.text ?? ''))).join('');
  return new Map(returned.units.map((unit) => [unit.key, plain(unit.target ?? []).trim()]));
}

/** As a document's folder under `content/` sees it. */
const schemaFile = path.posix.join('..', '..', 'schema', 'catalogue.schema.json');
