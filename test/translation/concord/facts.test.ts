/**
 * What is read of one text: the same value in six languages, however it is written.
 */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/translation/concord/facts.ts';
import { grammarOf } from '../../../src/translation/concord/grammar.ts';
import { passageOf } from '../../../src/translation/concord/passage.ts';
import { codes, languageOf } from './versions.ts';

const grammars = new Map(codes.map((code) => [code, grammarOf(languageOf(code))]));

function read(code: string, text: string): readonly string[] {
  const grammar = grammars.get(code);
  if (!grammar) throw new Error(`no grammar of ${code}`);
  const passage = passageOf({ key: 'body.1', path: 'body.0', kind: 'paragraph', label: null, text });
  return factsOf(passage.text, grammar).map(({ kind, value, sure }) => `${kind === 'figure' ? '' : `${kind} `}${value}${sure ? '' : '?'}`);
}

const same = (value: string, texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([code, text]) => [code, text, value] as const);

describe('a number', () => {
  it.each([
    ...same('2000000', {
      en: '2 million people',
      fr: '2 millions de personnes',
      es: '2 millones de personas',
      ru: '2 млн человек',
      ar: '2 مليون شخص',
      zh: '200万人',
    }),
    ...same('2000000', { en: 'two million', fr: 'deux millions', es: 'dos millones', ru: 'два миллиона', ar: 'مليونين', zh: '二百万' }),
    ...same('7', { en: 'seven lamps', fr: 'sept lampes', es: 'siete lámparas', ru: 'семи ламп', ar: 'سبعة مصابيح', zh: '七个' }),
    ...same('1318', { en: '1,318', fr: '1 318', es: '1 318', ru: '1\u00a0318', ar: '1 318', zh: '1,318' }),
    ...same('1318', { fr: '1\u202f318', zh: '1 318', ar: '١٣١٨' }),
    ...same('350000', { ar: '000 350', es: '350.000', fr: '350 000' }),
    ...same('18600', { ar: '600 18', es: '18.600' }),
    ...same('1234.5', { ar: '234,5 1', es: '1.234,5' }),
    ...same('3250000000', { es: '3.250 millones', fr: '3,25 milliards' }),
    ...same('600180', { ar: '600 180' }),
    ...same('500000', { en: 'half a million', fr: 'un demi-million', es: 'medio millón', ru: 'полмиллиона', ar: 'نصف مليون' }),
    ...same('1500000', {
      en: 'one and a half million',
      fr: 'un million et demi',
      es: 'un millón y medio',
      ru: 'полутора миллионов',
      ar: 'مليون ونصف المليون',
      zh: '150万',
    }),
    ...same('1.5', {
      en: 'a year and a half',
      fr: 'un an et demi',
      es: 'un año y medio',
      ru: 'полтора года',
      ar: 'سنة ونصف',
      zh: '一年半',
    }),
    ...same('2/3', { ru: 'двумя третями садов', ar: 'ثلثاها', es: 'las dos terceras partes', fr: 'les deux tiers' }),
    ...same('1/3', { ru: 'третья часть их', ar: 'ثلثها', es: 'la tercera parte de ellos', fr: 'un tiers d’entre eux' }),
    ...same('4/5', {
      en: 'four fifths',
      fr: 'les quatre cinquièmes',
      es: 'cuatro quintos',
      ru: 'четырех пятых',
      ar: 'أربعة أخماس',
      zh: '五分之四',
    }),
    ...same('3.5', { en: '3.5', fr: '3,5', es: '3,5', ru: '3,5', ar: '3,5', zh: '3.5' }),
    ...same('3400000', { en: '3.4 million', fr: '3,4 millions', es: '3,4 millones', ru: '3,4 млн', ar: '3,4 ملايين', zh: '340万' }),
    ...same('42', { en: 'forty-two', fr: 'quarante-deux', es: 'cuarenta y dos', ru: 'сорок две', ar: 'اثنتان وأربعون', zh: '四十二' }),
    ...same('125', {
      en: 'one hundred and twenty-five',
      fr: 'cent vingt-cinq',
      es: 'ciento veinticinco',
      ru: 'сто двадцать пять',
      ar: 'مائة وخمسة وعشرون',
      zh: '一百二十五',
    }),
    ...same('71', { fr: 'soixante et onze', en: 'seventy-one', es: 'setenta y un', ru: 'семьдесят один', ar: 'واحد وسبعون', zh: '七十一' }),
    ...same('97', {
      fr: 'quatre-vingt-dix-sept',
      en: 'ninety-seven',
      es: 'noventa y siete',
      ru: 'девяносто семь',
      ar: 'سبعة وتسعون',
      zh: '九十七',
    }),
    ...same('1990', {
      en: 'one thousand nine hundred and ninety',
      fr: 'mille neuf cent quatre-vingt-dix',
      es: 'mil novecientos noventa',
      ru: 'тысяча девятьсот девяносто',
      ar: 'ألف وتسعمائة وتسعون',
      zh: '一千九百九十',
    }),
    ...same('11', { en: 'eleven', fr: 'onze', es: 'once', ru: 'одиннадцати', ar: 'أحد عشر', zh: '十一' }),
    ...same('30', { en: 'thirtieth', fr: 'trentième', es: 'trigésimo', ru: 'тридцатилетие', ar: 'الثلاثين', zh: '三十周年' }),
    ...same('74', {
      en: 'seventy-fourth',
      fr: 'soixante-quatorzième',
      es: 'septuagésimo cuarto',
      ru: 'семьдесят четвертой',
      ar: 'الرابعة والسبعون',
      zh: '第七十四届',
    }),
    ...same('3/4', {
      en: 'three quarters',
      fr: 'trois quarts',
      es: 'tres cuartas partes',
      ru: 'трех четвертей',
      ar: 'ثلاثة أرباع',
      zh: '四分之三',
    }),
    ...same('2300000000', { en: '2.3 billion', fr: '2,3 milliards', ru: '2,3 млрд', ar: '2,3 بليون', zh: '23亿' }),
    ...same('2000000000', { es: '2 mil millones', en: 'two thousand million' }),
    ...same('percent 50', {
      en: '50 per cent',
      fr: 'cinquante pour cent',
      es: '50 por ciento',
      ru: '50 процентов',
      ar: '50 في المائة',
      zh: '百分之五十',
    }),
    ...same('1980', {
      en: 'the 1980s',
      fr: 'les années 1980',
      es: 'el decenio de 1980',
      ru: '80-х годов XX века',
      ar: 'ثمانينات القرن العشرين',
      zh: '20世纪80年代',
    }),
    ...same('20', {
      en: 'the twentieth century',
      fr: 'le XXe siècle',
      es: 'el siglo XX',
      ru: 'XX века',
      ar: 'القرن العشرين',
      zh: '二十世纪',
    }),
  ])('%s: "%s" is %s', (code, text, value) => {
    expect(read(code, text).filter((fact) => !fact.endsWith('?'))).toEqual([value]);
  });

  it.each([
    ['ar', 'كتابان', '2?'],
    ['ar', 'نسختين', '2?'],
    ['en', 'both', '2?'],
    ['en', 'one', '1?'],
    ['fr', 'une', '1?'],
    ['zh', '一', '1?'],
  ])('%s: "%s" may be %s', (code, text, value) => {
    expect(read(code, text)).toContain(value);
  });

  it('is not joined across a comma, nor with a number that cannot follow', () => {
    expect(read('en', 'twenty, two and seven eight')).toEqual(['20', '2', '7', '8']);
    expect(read('ru', 'двадцать, две')).toEqual(['20', '2']);
  });

  it.each([
    ['en', 'a third party'],
    ['es', 'terceras partes'],
    ['ru', 'третьих сторон'],
    ['zh', '十分重要的第三方'],
    ['fr', 'remis à neuf'],
  ])('%s: "%s" is none', (code, text) => {
    expect(read(code, text).filter((fact) => !fact.endsWith('?'))).toEqual([]);
  });
});

describe('a date', () => {
  it.each([
    ...same('2020-01-17', {
      en: '17 January 2020',
      fr: '17 janvier 2020',
      es: '17 de enero de 2020',
      ru: '17 января 2020 года',
      ar: '17 كانون الثاني/يناير 2020',
      zh: '2020年1月17日',
    }),
    ...same('2016-07-01', {
      en: '1 July 2016',
      fr: '1er juillet 2016',
      es: '1 de julio de 2016',
      ru: '1 июля 2016 года',
      ar: '1 تموز/يوليه 2016',
      zh: '2016年7月1日',
    }),
    ...same('1987-11', {
      en: 'November 1987',
      fr: 'novembre 1987',
      es: 'noviembre de 1987',
      ru: 'в ноябре 1987 года',
      ar: 'تشرين الثاني/نوفمبر 1987',
      zh: '1987年11月',
    }),
    ...same('--01-20', {
      en: '20 January',
      fr: '20 janvier',
      es: '20 de enero',
      ru: '20 января',
      ar: '20 كانون الثاني/يناير',
      zh: '1月20日',
    }),
  ])('%s: "%s" is %s', (code, text, value) => {
    expect(read(code, text)).toEqual([`date ${value}`]);
  });

  it.each([
    ['en', 'on 21 and 22 February 2025'],
    ['fr', 'les 21 et 22 février 2025'],
    ['es', 'los días 21 y 22 de febrero de 2025'],
    ['ru', '21 и 22 февраля 2025 года'],
    ['ar', 'يومي 21 و 22 شباط/فبراير 2025'],
    ['zh', '2025年2月21日和22日'],
  ])('%s: "%s" is two days', (code, text) => {
    expect(read(code, text).filter((fact) => !fact.endsWith('?'))).toEqual(['date 2025-02-21', 'date 2025-02-22']);
  });

  it.each([
    ['en', 'from 30 November to 2 December 2019'],
    ['fr', 'du 30 novembre au 2 décembre 2019'],
    ['es', 'del 30 de noviembre al 2 de diciembre de 2019'],
    ['ru', 'с 30 ноября по 2 декабря 2019 года'],
    ['ar', 'من 30 تشرين الثاني/نوفمبر إلى 2 كانون الأول/ديسمبر 2019'],
    ['zh', '2019年11月30日至12月2日'],
  ])('%s: "%s" has one year', (code, text) => {
    expect(read(code, text)).toEqual(['date 2019-11-30', 'date 2019-12-02']);
  });

  it.each([
    ['en', 'at 3.30 p.m.'],
    ['fr', 'à 15 h 30'],
    ['es', 'a las 15.30 horas'],
    ['ru', 'в 15 ч. 30 м.'],
    ['ar', 'الساعة 15:30'],
    ['zh', '下午3时30分'],
  ])('%s: "%s" is a time of the day', (code, text) => {
    expect(read(code, text)).toEqual(['time 15:30']);
  });
});

describe('a symbol', () => {
  it('is read in halves, whatever joins them', () => {
    for (const joiner of ['-', '–', '‑', '−'])
      expect(read('en', `(A/74/649${joiner}S/2020/34)`)).toEqual(['symbol A/74/649', 'symbol S/2020/34']);
  });

  it('keeps its parts and loses a reissue’s asterisk', () => {
    expect(read('fr', 'E/2025/15/Add.1/Rev.1, A/ES-10/1022* et A/C.3/72/L.1')).toEqual([
      'symbol E/2025/15/Add.1/Rev.1',
      'symbol A/ES-10/1022',
      'symbol A/C.3/72/L.1',
    ]);
  });

  it.each([
    ['en', '72 (b)'],
    ['fr', '72 b)'],
    ['es', '72 b)'],
    ['ru', '72(b)'],
    ['ar', '72 (ب)'],
    ['zh', '72(b)'],
  ])('%s: "%s" is a sub-item', (code, text) => {
    expect(read(code, text)).toEqual(['item 72(b)']);
  });
});
