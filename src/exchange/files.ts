/**
 * The files that go to a translator, by form: XLIFF, a Word file of two columns, a translation memory. The same document and
 * catalogue give the same bytes.
 */
import { dash, twoColumns } from '../backends/docx/two-columns.ts';
import type { House } from '../house.ts';
import type { Language } from '../language/language.ts';
import type { Catalogue } from '../translation/catalogue.ts';
import type { Standing } from '../translation/standing.ts';
import { digestOf, type Unit } from '../translation/units.ts';
import { type Original, parseUnit, sourceSide, targetSide, translationsOf, unitsIn } from './document.ts';
import { sentOf } from './send.ts';
import { writeTmx } from './tmx.ts';
import { writeXliff12 } from './write-xliff12.ts';
import { writeXliff21 } from './write-xliff21.ts';

export interface ExchangeFile {
  /** Without a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Units in it, and those of them that have a translation. */
  readonly units: number;
  readonly translated: number;
}
export type XliffVersion = '1.2' | '2.1';

/** What a file is made from: a document, the language it goes into, and its catalogue if there is one. */
export interface Version {
  readonly original: Original;
  readonly to: Language;
  readonly catalogue: Catalogue | null;
  readonly house: House;
}

const encoder = new TextEncoder();

export function xliffFile(version: Version, form: XliffVersion): ExchangeFile {
  const { original, to, catalogue, house } = version;
  const units = unitsIn(original, to, house);
  const translations = translationsOf(units, catalogue);
  const sides = [sourceSide(original, units), targetSide(original, to, units, translations)] as const;
  const sent = sentOf(original, units, translations, ...sides, [...house.languages.keys()]);
  const text = form === '1.2' ? writeXliff12(sent) : writeXliff21(sent);
  const translated = sent.units.filter((unit) => unit.target !== null && !unit.stale).length;
  return { name: `${nameOf(original, to)}.xlf`, bytes: encoder.encode(text), units: sent.units.length, translated };
}

export function columnsFile(version: Version): ExchangeFile {
  const { original, to, catalogue, house } = version;
  const languages = [...house.languages.keys()];
  const all = unitsIn(original, to, house);
  const translations = translationsOf(all, catalogue);
  const units = all.filter((unit) => !unit.optional || translations.has(unit.key));
  const rows = units.map((unit) => {
    const standing = translations.get(unit.key);
    const given = standing?.entry ?? null;
    const text = given?.text ?? '';
    const stale = standing?.type === 'stale';
    return {
      lines: [unit.key, text === '' ? dash : digestOf(text), text === '' || stale ? dash : (given?.state ?? dash)],
      source: parseUnit(unit.text, unit, languages),
      target: text === '' ? [] : parseUnit(text, unit, languages),
    };
  });
  const named = (language: Language) => `${original.language.names[language.language] ?? ''} (${language.language})`.trim();
  const content = {
    title: original.found.slug,
    date: original.version.view.properties.date,
    from: original.language,
    to,
    head: [original.found.slug, named(original.language), named(to)] as const,
    rows,
  };
  const bytes = twoColumns(content, house.sheet, house.page, house.languages);
  const translated = rows.filter((row) => row.target.length > 0).length;
  return { name: `${nameOf(original, to)}.docx`, bytes, units: rows.length, translated };
}

/** A memory of two languages of a document, either of which may be a translation. */
export function memoryFile(version: Version, from: Language, other: Catalogue | null, program: string): ExchangeFile {
  const { original, to, catalogue, house } = version;
  const languages = [...house.languages.keys()];
  const units = unitsIn(original, to, house);
  const ofLanguage = (language: Language, own: Catalogue | null) => {
    if (language.language === original.language.language) return (unit: Unit) => unit.text;
    const translations = translationsOf(units, own);
    return (unit: Unit) => freshText(translations.get(unit.key));
  };
  const [first, second] = [ofLanguage(from, other), ofLanguage(to, catalogue)];
  const both = units.flatMap((unit) => {
    const [one, two] = [first(unit), second(unit)];
    if (one === '' || two === '') return [];
    return [{ key: unit.key, from: parseUnit(one, unit, languages), to: parseUnit(two, unit, languages) }];
  });
  const memory = { slug: original.found.slug, from: from.language, to: to.language, version: program, units: both };
  const name = `${original.found.slug}-${from['file-letters']}-${to['file-letters']}.tmx`;
  return { name, bytes: encoder.encode(writeTmx(memory)), units: both.length, translated: both.length };
}

/** A translation of the source as it is: no memory keeps a stale or fuzzy one. */
function freshText(standing: Standing | undefined): string {
  return standing?.type === 'current' || standing?.type === 'unanchored' ? (standing.entry?.text ?? '') : '';
}

function nameOf(original: Original, to: Language): string {
  return `${original.found.slug}-${original.language['file-letters']}-${to['file-letters']}`;
}
