/**
 * Ordinals of sessions and years from 1 to 150: by hand where a list or a document has them, by pattern all the way.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { sayOrdinal } from '../../src/language/format.ts';
import type { Language } from '../../src/language/language.ts';
import { house } from './house.ts';

let languages: ReadonlyMap<string, Language>;
beforeAll(async () => {
  languages = (await house()).languages;
});
const say = (language: string, form: string, number: number): string | null => {
  const table = languages.get(language)?.ordinals[form];
  if (!table) throw new Error(`${language} has no ${form}`);
  return sayOrdinal(number, table);
};

const samples: readonly (readonly [string, string, Readonly<Record<number, string>>])[] = [
  [
    'en',
    'common',
    {
      1: 'first',
      2: 'second',
      12: 'twelfth',
      20: 'twentieth',
      21: 'twenty-first',
      73: 'seventy-third',
      74: 'seventy-fourth',
      75: 'seventy-fifth',
      79: 'seventy-ninth',
      80: 'eightieth',
      81: 'eighty-first',
      99: 'ninety-ninth',
      100: 'one hundredth',
      101: 'one hundred and first',
      113: 'one hundred and thirteenth',
      121: 'one hundred and twenty-first',
      150: 'one hundred and fiftieth',
    },
  ],
  // 70, 71, 74, 77, 78 were read; the rest is ordinary French.
  [
    'fr',
    'feminine',
    {
      1: 'première',
      2: 'deuxième',
      17: 'dix-septième',
      21: 'vingt et unième',
      22: 'vingt-deuxième',
      61: 'soixante et unième',
      70: 'soixante-dixième',
      71: 'soixante et onzième',
      72: 'soixante-douzième',
      73: 'soixante-treizième',
      74: 'soixante-quatorzième',
      75: 'soixante-quinzième',
      76: 'soixante-seizième',
      77: 'soixante-dix-septième',
      78: 'soixante-dix-huitième',
      79: 'soixante-dix-neuvième',
      80: 'quatre-vingtième',
      81: 'quatre-vingt-unième',
      90: 'quatre-vingt-dixième',
      91: 'quatre-vingt-onzième',
      100: 'centième',
      101: 'cent unième',
      121: 'cent vingt et unième',
      150: 'cent cinquantième',
    },
  ],
  [
    'es',
    'masculine',
    {
      1: 'primer',
      3: 'tercer',
      10: 'décimo',
      13: 'decimotercer',
      21: 'vigésimo primer',
      70: 'septuagésimo',
      71: 'septuagésimo primer',
      72: 'septuagésimo segundo',
      73: 'septuagésimo tercer',
      74: 'septuagésimo cuarto',
      75: 'septuagésimo quinto',
      76: 'septuagésimo sexto',
      77: 'septuagésimo séptimo',
      78: 'septuagésimo octavo',
      79: 'septuagésimo noveno',
      80: 'octogésimo',
      81: 'octogésimo primer',
      100: 'centésimo',
      101: 'centésimo primer',
      123: 'centésimo vigésimo tercer',
      150: 'centésimo quincuagésimo',
    },
  ],
  [
    'ru',
    'feminine',
    {
      1: 'первая',
      3: 'третья',
      11: 'одиннадцатая',
      40: 'сороковая',
      73: 'семьдесят третья',
      74: 'семьдесят четвертая',
      75: 'семьдесят пятая',
      76: 'семьдесят шестая',
      77: 'семьдесят седьмая',
      78: 'семьдесят восьмая',
      79: 'семьдесят девятая',
      80: 'восьмидесятая',
      81: 'восемьдесят первая',
      90: 'девяностая',
      100: 'сотая',
      112: 'сто двенадцатая',
      121: 'сто двадцать первая',
      150: 'сто пятидесятая',
    },
  ],
  [
    'ru',
    'masculine',
    {
      1: 'первый',
      2: 'второй',
      3: 'третий',
      40: 'сороковой',
      74: 'семьдесят четвертый',
      75: 'семьдесят пятый',
      76: 'семьдесят шестой',
      77: 'семьдесят седьмой',
      78: 'семьдесят восьмой',
      79: 'семьдесят девятый',
      80: 'восьмидесятый',
      81: 'восемьдесят первый',
      100: 'сотый',
      150: 'сто пятидесятый',
    },
  ],
  [
    'ar',
    'feminine',
    {
      1: 'الأولى',
      10: 'العاشرة',
      11: 'الحادية عشرة',
      19: 'التاسعة عشرة',
      20: 'العشرون',
      21: 'الحادية والعشرون',
      67: 'السابعة والستون',
      73: 'الثالثة والسبعون',
      74: 'الرابعة والسبعون',
      75: 'الخامسة والسبعون',
      76: 'السادسة والسبعون',
      77: 'السابعة والسبعون',
      78: 'الثامنة والسبعون',
      79: 'التاسعة والسبعون',
      80: 'الثمانون',
      81: 'الحادية والثمانون',
      100: 'المائة',
      101: 'الأولى بعد المائة',
      121: 'الحادية والعشرون بعد المائة',
      150: 'الخمسون بعد المائة',
    },
  ],
  [
    'zh',
    'numeral',
    {
      1: '一',
      10: '十',
      11: '十一',
      20: '二十',
      56: '五十六',
      69: '六十九',
      70: '七十',
      73: '七十三',
      74: '七十四',
      75: '七十五',
      79: '七十九',
      80: '八十',
      81: '八十一',
      100: '一百',
      101: '一百零一',
      110: '一百一十',
      111: '一百一十一',
      121: '一百二十一',
      150: '一百五十',
    },
  ],
];

describe.each(samples)('%s, %s', (language, form, expected) => {
  it.each(Object.entries(expected))('says %s as it should', (number, word) => {
    expect(say(language, form, Number(number))).toBe(word);
  });

  it('says every number to 150, each by itself, and none beyond', () => {
    const all = Array.from({ length: 150 }, (_, index) => say(language, form, index + 1) ?? '');
    expect(new Set(all).size).toBe(150);
    expect(all.filter((word) => word === '' || /[{}\d]|^\s|\s$|\s\s/.test(word))).toEqual([]);
    expect(say(language, form, 151)).toBeNull();
  });

  it('ends as its kind does', () => {
    const endings: Readonly<Record<string, RegExp>> = {
      'en common': /(?:first|second|third|th)$/,
      'fr feminine': /(?:première|ième)$/,
      'es masculine': /(?:primer|tercer|o)$/,
      'ru feminine': /(?:ая|ья)$/,
      'ru masculine': /(?:ый|ой|ий)$/,
      // Definite throughout: every word but "after the hundred" has the article.
      'ar feminine': /^(?:و?ال\S+|عشرة|بعد)(?: (?:و?ال\S+|عشرة|بعد))*$/,
      'zh numeral': /^[一二三四五六七八九十百零]+$/,
    };
    const wrong = Array.from({ length: 150 }, (_, index) => say(language, form, index + 1) ?? '').filter(
      (word) => !endings[`${language} ${form}`]?.test(word),
    );
    expect(wrong).toEqual([]);
  });

  it('has the units of a ten in those of every ten', () => {
    const tail = (number: number) => (say(language, form, number) ?? '').match(/\S+$/)?.[0];
    // Arabic says the unit first, Chinese without spaces, English with a hyphen.
    if (form === 'numeral') for (const ten of [20, 30, 90, 120]) expect(say(language, form, ten + 7)).toBe(`${say(language, form, ten)}七`);
    else if (language === 'ar')
      for (const ten of [20, 30, 90]) expect(say(language, form, ten + 7)).toBe(`السابعة و${say(language, form, ten)}`);
    else if (language === 'ru' || language === 'es') for (const ten of [30, 90, 120]) expect(tail(ten + 7)).toBe(say(language, form, 7));
    else
      for (const ten of [30, 50, 120])
        expect(
          tail(ten + 7)
            ?.split('-')
            .at(-1),
        ).toBe(say(language, form, 7));
  });
});
