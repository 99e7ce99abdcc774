/**
 * A document in all its languages → the fields of its MARC 21 record, by the Dag Hammarskjöld Library's table
 * (`templates/records.yaml`). A field the document has no fact for is left out; nothing is guessed. The table has no field for
 * annexes: a letter is one record with all that is attached to it.
 */
import type { House } from '../house.ts';
import { fill } from '../language/format.ts';
import type { Language } from '../language/language.ts';
import type { Facts, OrganFacts } from '../tree/facts.ts';
import { mediaTypeOf, referenceTo } from './media.ts';
import { mainVersion, type RecordedVersion } from './record.ts';
import type { MarcData, MarcOrgan, RecordsData } from './records-data.ts';
import { nameOf, specialNotesOf, statusOf } from './said.ts';

export interface MarcField {
  /** Three figures. */
  readonly tag: string;
  /** Two characters, blanks for none. */
  readonly indicators: string;
  readonly subfields: readonly (readonly [code: string, value: string])[];
}

/** What every group of fields is made from. */
interface Subject {
  readonly versions: readonly RecordedVersion[];
  /** The version in the record's language, or else the first: titles and notes are its. */
  readonly main: RecordedVersion;
  readonly facts: Facts;
  readonly data: MarcData;
  /** The language of the record. */
  readonly own: Language | undefined;
  readonly house: House;
}

/** Fields in the order of their tags; none for no versions. */
export function marcFields(versions: readonly RecordedVersion[], records: RecordsData, house: House): readonly MarcField[] {
  const main = mainVersion(versions, records);
  if (!main) return [];
  const own = house.languages.get(records.language);
  const subject: Subject = { versions, main, facts: main.tree.facts, data: records.marc, own, house };
  return [
    ...jobs(subject),
    source(subject),
    ...languages(subject),
    ...countries(subject),
    ...contents(subject),
    ...distribution(subject),
    ...symbols(subject),
    title(subject),
    ...imprint(subject),
    ...notes(subject),
    ...languageNote(subject),
    ...persons(subject),
    ...files(subject),
    ...issuers(subject),
    ...collection(subject),
    ...agenda(subject),
    ...action(subject),
  ];
}

/** A field without subfields is none. */
function fields(tag: string, indicators: string, ...subfields: readonly (readonly [string, string])[]): readonly MarcField[] {
  return subfields.length === 0 ? [] : [{ tag, indicators, subfields }];
}

/** 029: each job number once; the same for all languages as a rule. */
function jobs({ versions, data }: Subject): readonly MarcField[] {
  const numbers = unique(versions.flatMap(({ tree }) => tree.facts.job?.number ?? []));
  return numbers.flatMap((number) => fields('029', '  ', ['a', data.job], ['b', number]));
}

/** 040: that the record is the Library's is claimed of official documents alone. */
function source({ facts, data }: Subject): MarcField {
  const agency: readonly (readonly [string, string])[] = facts.status === 'official' ? [['a', data.source.agency]] : [];
  return { tag: '040', indicators: '  ', subfields: [...agency, ['b', data.source.language]] };
}

/** 041: the languages there are versions in, and, of translations, the one they were made from. */
function languages({ versions, facts, house }: Subject): readonly MarcField[] {
  const codeOf = (language: string) => house.languages.get(language)?.codes.bibliographic;
  const codes = versions.flatMap(({ tree }) => codeOf(tree.language) ?? []);
  if (codes.length === 0) return [];
  const isTranslated = versions.some(({ tree }) => tree.language !== facts.original);
  const original = isTranslated ? codeOf(facts.original) : undefined;
  const of = original === undefined ? [] : [['h', original] as const];
  return fields('041', isTranslated ? '1 ' : '0 ', ...codes.sort().map((code) => ['a', code] as const), ...of);
}

/** 049: the States of the senders; an invented State has no code. */
function countries({ facts, house }: Subject): readonly MarcField[] {
  const codes = facts.from.flatMap(({ of }) => (of === null ? [] : (house.model.states.states[of]?.['alpha-3'] ?? [])));
  return fields('049', '  ', ...unique(codes).map((code) => ['a', code.toLowerCase()] as const));
}

function contents({ main, facts, data }: Subject): readonly MarcField[] {
  const type = data.contents[main.tree.kind];
  if (!type) return [];
  const special = facts.from.flatMap(({ office }) => type.by?.[office] ?? []);
  return fields('089', '  ', ['b', special[0] ?? type.code]);
}

function distribution({ facts, data }: Subject): readonly MarcField[] {
  const code = data.distribution[facts.distribution];
  return code === undefined ? [] : fields('091', '  ', ['a', code]);
}

/** 191: one for each symbol of the document. */
function symbols({ facts, data }: Subject): readonly MarcField[] {
  return facts.organs.flatMap((organ) => {
    if (organ.symbol === null) return [];
    const known = data.organs[organ.organ];
    const count = counted(known?.count, organ);
    return fields(
      '191',
      '  ',
      ['a', organ.symbol],
      ...(known?.series === undefined ? [] : [['b', known.series] as const]),
      ...(count === null ? [] : [['c', count] as const]),
    );
  });
}

/** 245: the title is the main entry, because no person or body is one (MARC 21, 245, first indicator). */
function title({ main, data }: Subject): MarcField {
  const text = main.tree.properties.title;
  const article = data.articles[main.tree.language];
  const skipped = article === undefined ? 0 : (new RegExp(`^${article}`, 'u').exec(text)?.[0].length ?? 0);
  return { tag: '245', indicators: `0${skipped}`, subfields: [['a', text]] };
}

/** 260 of an official document; 269 with the date in the masthead. */
function imprint({ facts, data }: Subject): readonly MarcField[] {
  const year = facts.issued === null ? [] : [['c', facts.issued.slice(0, 4)] as const];
  return [
    ...(facts.status === 'official' ? fields('260', '  ', ['b', data.publisher], ...year) : []),
    ...(facts.issued === null ? [] : fields('269', '  ', ['a', facts.issued])),
  ];
}

/** 500: first what the document says of its status, then its special notes. */
function notes({ main }: Subject): readonly MarcField[] {
  const status = statusOf(main.tree);
  return [...(status === null ? [] : [status]), ...specialNotesOf(main.tree)].flatMap((note) => fields('500', '  ', ['a', note]));
}

/** 546: the original language, and which translations are unofficial. */
function languageNote({ versions, facts, data, own }: Subject): readonly MarcField[] {
  const called = (language: string) => own?.names[language] ?? [];
  const original = [called(facts.original)].flat().map((language) => fill(data.notes.original, { language }));
  const names = versions.filter(({ tree }) => tree.facts.unofficial).flatMap(({ tree }) => called(tree.language));
  const unofficial = names.length === 0 ? [] : [fill(data.notes.unofficial, { languages: names.join(', ') })];
  return [...original, ...unofficial].flatMap((note) => fields('546', '  ', ['a', note]));
}

/** 700: those who signed, by family name where they have one. */
function persons({ facts }: Subject): readonly MarcField[] {
  return facts.signatories.flatMap((signatory) => fields('700', signatory.family === '' ? '0 ' : '1 ', ['a', nameOf(signatory)]));
}

/** 856: the files made in the same run, and the address a version prints. */
function files({ versions, own }: Subject): readonly MarcField[] {
  const materials = (language: string) => (own?.names[language] === undefined ? [] : [['3', own.names[language]] as const]);
  const made = versions.flatMap(({ tree, files: names }) =>
    Object.entries(names).flatMap(([format, name]) => {
      const media = mediaTypeOf(format);
      const type = media === null ? [] : [['q', media] as const];
      return fields('856', '  ', ['u', referenceTo(name)], ...materials(tree.language), ...type);
    }),
  );
  const published = versions.flatMap(({ tree }) =>
    tree.facts.address === null ? [] : fields('856', '40', ['u', tree.facts.address], ...materials(tree.language)),
  );
  return [...made, ...published];
}

/** 981: the issuing body each symbol tells. */
function issuers({ facts, data }: Subject): readonly MarcField[] {
  return facts.organs.flatMap(({ organ, symbol }) => {
    const issuer = data.organs[organ]?.issuer;
    if (!issuer || symbol === null || !new RegExp(`^${issuer.symbol}`, 'u').test(symbol)) return [];
    return fields('981', '  ', ...lettered(issuer.names));
  });
}

function collection({ main, data }: Subject): readonly MarcField[] {
  return fields('989', '  ', ...lettered(data.contents[main.tree.kind]?.collection ?? []));
}

/** 991: one for each agenda item, where the symbol of the agenda is known. */
function agenda({ facts, data }: Subject): readonly MarcField[] {
  return facts.organs.flatMap((organ) => {
    const symbol = counted(data.organs[organ.organ]?.agenda, organ);
    if (symbol === null) return [];
    return organ.agenda.flatMap(({ item, title: words }) => fields('991', '  ', ['a', symbol], ['b', item], ['c', words]));
  });
}

function action({ facts, data }: Subject): readonly MarcField[] {
  return data.action === undefined ? [] : fields('992', '  ', ['a', facts.letterDate]);
}

/** What is said of an organ's session or year; null if the house does not say or the document does not tell. */
function counted(sayings: MarcOrgan['count'], { session, year }: OrganFacts): string | null {
  const saying = sayings?.[session?.type ?? 'year'];
  if (saying === undefined || (session === null && year === null)) return null;
  return fill(saying, { session: String(session?.number), year: String(year) });
}

/** Values as subfields a, b … */
function lettered(values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map((value, index) => [String.fromCharCode('a'.charCodeAt(0) + index), value] as const);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
