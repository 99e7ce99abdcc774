/**
 * Faults as translators and typists make them, put into clean versions at places that a seed chooses. The places are found in
 * the raw text, not by the readers under test.
 */
import type { Version } from '../../../src/translation/concord/concord.ts';
import type { RawUnit } from '../../../src/translation/concord/passage.ts';

export interface Faulty {
  readonly version: Version;
  /** Units any of which may be named by what finds the fault. */
  readonly keys: readonly string[];
  /** What was done, to be printed. */
  readonly done: string;
}
export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Place {
  readonly unit: RawUnit;
  readonly start: number;
  readonly end: number;
  readonly said: string;
}
type Fault = (version: Version, source: Version, random: Random) => Faulty | null;

/** Number words of the clean set with others that say another number. */
const words: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  fr: [
    ['sept', 'huit'],
    ['Quarante', 'Trente'],
    ['deux exemplaires', 'trois exemplaires'],
    ['soixante mots', 'cinquante mots'],
    ['trentième', 'quarantième'],
  ],
  es: [
    ['siete', 'ocho'],
    ['trigésimo', 'vigésimo'],
    ['dos ejemplares', 'tres ejemplares'],
    ['vigésimo', 'trigésimo'],
    ['novecientos', 'ochocientos'],
  ],
  ru: [
    ['семи ламп', 'восьми ламп'],
    ['сорок две', 'тридцать две'],
    ['одиннадцать', 'двенадцать'],
    ['двух экземплярах', 'трех экземплярах'],
    ['тридцатой', 'сороковой'],
    ['шестидесяти', 'семидесяти'],
  ],
  ar: [
    ['سبعة', 'ثمانية'],
    ['أربعون', 'خمسون'],
    ['إحدى عشرة', 'ثلاث عشرة'],
    ['الثلاثين', 'الأربعين'],
    ['ستين', 'سبعين'],
    ['تسعمائة', 'ثمانمائة'],
  ],
  zh: [
    ['七盏', '八盏'],
    ['三十周年', '四十周年'],
    ['两份', '三份'],
    ['六十个', '七十个'],
    ['九百', '八百'],
    ['第二十年', '第三十年'],
  ],
};
const multipliers: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  fr: [
    ['millions', 'milliards'],
    ['milliards', 'millions'],
  ],
  es: [
    ['millones', 'mil'],
    ['millones', 'billones'],
  ],
  ru: [
    ['млн', 'тыс.'],
    ['млрд', 'млн'],
  ],
  ar: [
    ['ملايين', 'آلاف'],
    ['مليون', 'ألف'],
    ['بليون', 'مليون'],
  ],
  zh: [
    ['万', '亿'],
    ['亿', '万'],
  ],
};

/** Every kind of fault by name. */
export const faults: Readonly<Record<string, Fault>> = {
  'a figure changed': replacing(/\d/g, (digit, random) => other('0123456789', digit, random)),
  'a figure lost': replacing(/(?<![\p{L}\d/.,-])\d{2,}(?![\p{L}\d/.,-])/gu, () => ''),
  'two figures exchanged': replacing(/(?<!\d)(\d)(?!\1)(\d)(?!\d*[^\s\p{L}]*\/)/gu, (pair) => `${pair.charAt(1)}${pair.charAt(0)}`),
  'a number word changed': wordFault(words),
  'a multiplier changed': wordFault(multipliers),
  'a month changed': monthFault,
  'a symbol changed': replacing(/(?<=[AS]\/\d{2,4}\/)\d+/g, (number) => `${number}1`),
  'a symbol lost': replacing(/[AS]\/\d{2,4}\/\d+(?:\/Add\.\d)?/g, () => ''),
  'an address changed': replacing(/(?<=lamps\.invalid\/)register|(?<=year=)\d+|keeper(?=@)/g, (said) => `${said}s`),
  'a quotation mark lost': replacing(/[“”«»]/g, () => ''),
  'quotation marks left out': replacing(/[“”«][^“”«»]*[“”»]/g, (said) => said.slice(1, -1).trim()),
  'a bracket lost': replacing(
    /[()](?![a-z]\))(?<![a-z]\))/g,
    () => '',
    (unit) => !/(?<=\d ?\(?)[a-z]\)/.test(unit.text) && unit.kind === 'paragraph',
  ),
  'emphasis lost': replacing(/(\*{1,2})[^*]+\1/g, (said) => said.replace(/\*/g, '')),
  'a foreign span changed': replacing(/\[[^\]]+\]\{lang=\w+\}/g, (said, random) =>
    random() < 0.5 ? said.replace('lumière', 'lumiere') : said.replace(/^\[|\].*$/g, ''),
  ),
  'words left in the source’s language': leftFault,
  'a unit left in the source’s language': untranslatedFault,
  'the end mark lost': replacing(/[.。;；?？؟؛]$/g, () => ''),
  'the end mark changed': replacing(/[.。;；؛]$/g, (_, random) => (random() < 0.5 ? ':' : '!')),
  'a word doubled': doubledFault,
  'a unit pasted twice': pastedFault,
  'a unit missing': missingFault,
  'half a unit lost': halfFault,
  'signatories exchanged': exchangedFault,
  'agenda items exchanged': replacing(/998(\D+)999( ?\(?[bب]\))/g, (said) => said.replace(/998(\D+)(999 ?\(?[bب]\))/, '$2$1998')),
  'a sub-item changed': replacing(/(?<=\d ?\(?)[bcبج](?=\))/g, (letter) => ({ b: 'd', c: 'e', ب: 'د', ج: 'و' })[letter] ?? letter),
  'a per cent sign lost': replacing(/ ?%| процента| في المائة/g, () => ''),
  'a letter of another script': replacing(
    /(?<=\p{sc=Cyrl})[асеор](?=\p{sc=Cyrl})/gu,
    (letter) => ({ а: 'a', с: 'c', е: 'e', о: 'o', р: 'p' })[letter] ?? letter,
  ),
};

/** Puts one fault in; null if the version offers no place for it. */
export function inject(name: string, version: Version, source: Version, random: Random): Faulty | null {
  return faults[name]?.(version, source, random) ?? null;
}

function replacing(form: RegExp, change: (said: string, random: Random) => string, fits: (unit: RawUnit) => boolean = () => true): Fault {
  return (version, _, random) => {
    const places = version.units
      .filter(fits)
      .flatMap((unit) =>
        [...unit.text.matchAll(form)].map(
          (match): Place => ({ unit, start: match.index, end: match.index + match[0].length, said: match[0] }),
        ),
      );
    const place = pick(places, random);
    return place ? withText(version, place, change(place.said, random)) : null;
  };
}

function wordFault(tables: Readonly<Record<string, readonly (readonly [string, string])[]>>): Fault {
  return (version, _, random) => {
    const swaps = tables[version.language.language] ?? [];
    const places = swaps.flatMap(([from, to]) =>
      version.units.flatMap((unit) => {
        const start = unit.text.indexOf(from);
        return start === -1 ? [] : [{ unit, start, end: start + from.length, said: from, to }];
      }),
    );
    const place = pick(places, random);
    return place ? withText(version, place, place.to) : null;
  };
}

function monthFault(version: Version, _: Version, random: Random): Faulty | null {
  const { months } = version.language;
  const named = months.flatMap((month, index) =>
    version.units.flatMap((unit) => {
      // A language that counts its months has their figures in dates only.
      const form = /^\d/.test(month)
        ? new RegExp(`(?<=年)${month.replace('月', '')}(?=月)`)
        : new RegExp(`(?<=\\d (?:de )?)${month}|(?<= )${month}(?= \\d{4})`);
      const match = form.exec(unit.text);
      return match ? [{ unit, start: match.index, end: match.index + match[0].length, said: match[0], index }] : [];
    }),
  );
  const place = pick(named, random);
  const next = place ? (months[(place.index + 1 + Math.floor(random() * 10)) % 12] ?? '') : '';
  return place ? withText(version, place, next.replace('月', '')) : null;
}

function leftFault(version: Version, source: Version, random: Random): Faulty | null {
  const unit = pick(
    version.units.filter(({ kind }) => kind === 'paragraph'),
    random,
  );
  const original = source.units.find(({ key }) => key === unit?.key);
  if (!unit || !original) return null;
  const runs = [...original.text.matchAll(/(?<=^|[ (])[a-z]{2,}(?: [a-z]{2,}){2,4}(?=[ ,;.])/g)].map(([run]) => run);
  const run = pick(runs, random);
  const gaps = version.language.concord.numbers.numerals
    ? [...unit.text.matchAll(/(?<=\p{sc=Hani})(?=\p{sc=Hani})/gu)]
    : [...unit.text.matchAll(/(?<=\p{L}) (?=\p{L})/gu)];
  const gap = pick(gaps, random);
  if (run === undefined || !gap) return null;
  return withText(version, { unit, start: gap.index, end: gap.index + gap[0].length, said: '' }, ` ${run} `);
}

function untranslatedFault(version: Version, source: Version, random: Random): Faulty | null {
  const unit = pick(
    version.units.filter(({ kind }) => kind !== 'given' && kind !== 'family'),
    random,
  );
  const original = source.units.find(({ key }) => key === unit?.key);
  return unit && original && unit.text !== original.text
    ? withText(version, { unit, start: 0, end: unit.text.length, said: unit.text }, original.text)
    : null;
}

function doubledFault(version: Version, _: Version, random: Random): Faulty | null {
  const numerals = version.language.concord.numbers.numerals !== null;
  const fine = version.language.concord.words['may-repeat'].join('|') || '(?!)';
  const form = numerals
    ? /登记册|看守人|[的和在]/g
    : new RegExp(`(?<![\\p{L}\\p{M}’'/[=@.-])(?!(?:${fine})(?!\\p{L}))\\p{L}{2,}(?![\\p{L}\\p{M}’'/\\]=@-])`, 'giu');
  return replacing(
    form,
    (word) => (numerals ? word + word : `${word} ${word}`),
    ({ kind }) => kind === 'paragraph',
  )(version, version, random);
}

function pastedFault(version: Version, _: Version, random: Random): Faulty | null {
  const paragraphs = version.units.filter(({ kind }) => kind === 'paragraph');
  const unit = pick(paragraphs, random);
  const pasted = pick(
    paragraphs.filter((one) => one !== unit),
    random,
  );
  if (!unit || !pasted) return null;
  const made = withText(version, { unit, start: 0, end: unit.text.length, said: '' }, pasted.text);
  return { ...made, keys: [unit.key, pasted.key] };
}

function missingFault(version: Version, _: Version, random: Random): Faulty | null {
  const unit = pick(version.units, random);
  return unit
    ? { version: { ...version, units: version.units.filter((one) => one !== unit) }, keys: [unit.key], done: `${unit.key} left out` }
    : null;
}

function halfFault(version: Version, _: Version, random: Random): Faulty | null {
  const unit = pick(
    version.units.filter(({ text, kind }) => kind === 'paragraph' && text.length > 30),
    random,
  );
  if (!unit) return null;
  const middle = Math.floor(unit.text.length * (0.3 + 0.25 * random()));
  return withText(version, { unit, start: middle, end: unit.text.length - 1, said: '' }, '');
}

function exchangedFault(version: Version): Faulty | null {
  const text = (key: string) => version.units.find((unit) => unit.key === key)?.text ?? '';
  const swapped = version.units.map((unit) => {
    const match = /^signatories\.([12])\.(given|family)$/.exec(unit.key);
    return match ? { ...unit, text: text(`signatories.${match[1] === '1' ? 2 : 1}.${match[2]}`) } : unit;
  });
  // Chinese characters do not tell how a name sounds elsewhere.
  if (version.language.concord.numbers.numerals || text('signatories.2.family') === '') return null;
  return { version: { ...version, units: swapped }, keys: ['signatories.1.family', 'signatories.2.family'], done: 'names exchanged' };
}

function withText(version: Version, { unit, start, end, said }: Place, text: string): Faulty {
  const changed = { ...unit, text: unit.text.slice(0, start) + text + unit.text.slice(end) };
  return {
    version: { ...version, units: version.units.map((one) => (one === unit ? changed : one)) },
    keys: [unit.key],
    done: `${version.language.language} ${unit.key}: "${said}" → "${text.slice(0, 60)}"`,
  };
}

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}
function other(characters: string, not: string, random: Random): string {
  const left = [...characters].filter((character) => character !== not);
  return pick(left, random) ?? not;
}
