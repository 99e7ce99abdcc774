/**
 * A word a language lacks is a build error that names it; nothing is printed in its place.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Language, languageSchema } from '../../src/language/language.ts';
import type { Model } from '../../src/model/model.ts';
import type { Report } from '../../src/problem.ts';
import { checkYaml } from '../../src/source.ts';
import { assembly, council, house, letterModel, viewWith } from './house.ts';

const addressed = (...offices: string[]) => offices.map((office) => ({ office, gender: null }));

/** Letters that between them print everything. */
function letters(language: string): readonly Model[] {
  const base = letterModel(language);
  const items = (...agenda: string[]) => agenda.map((item) => ({ item, title: 'Sundials' }));
  const of = 'AZ';
  const whole: Partial<Model> = {
    organs: [
      assembly({ agenda: items('31') }),
      council(75),
      { organ: 'economic-and-social-council', session: null, year: 2020, symbol: null, agenda: [] },
    ],
    issued: '2020-01-20',
    job: { number: '00-00000', dates: ['2020-01-20', '2020-01-21'] },
    qr: 'https://sample.invalid/A',
    signatories: [{ given: 'Maria', family: 'Sample', titles: [] }],
    notes: [{ text: 'Reissued.', on: 'symbol' }],
    letter: { ...base.letter, to: addressed('secretary-general', 'security-council-president'), identical: true },
  };
  const symbols = [assembly({ symbol: 'A/74/1' })];
  const annex = { title: null, original: 'en', body: [], signatories: [], enclosures: [] };
  return [
    { ...base, ...whole },
    {
      ...base,
      organs: [assembly({ agenda: items('31', '32') })],
      status: 'draft',
      distribution: 'limited',
      job: { number: '20-00001', dates: [] },
    },
    {
      ...base,
      organs: [assembly({ agenda: items('31', '32', '33'), session: { type: 'special', number: 3 } })],
      status: 'reproduction',
      distribution: 'restricted',
    },
    { ...base, unofficial: true, annexes: [{ ...annex, enclosures: [annex] }] },
    { ...base, annexes: [{ ...annex, enclosures: [annex, annex] }, annex] },
    { ...base, letter: { ...base.letter, identical: true }, annexes: [annex] },
    { ...base, letter: { ...base.letter, identical: true }, annexes: [annex, annex] },
    { ...base, organs: symbols, status: 'reproduction', reproduces: { file: 'letter.pdf', sha256: null } },
    {
      ...base,
      organs: [assembly({ session: { type: 'emergency-special', number: 10 } })],
      status: 'official',
      official: { by: 'Office', on: '2020-01-20' },
    },
    {
      ...base,
      letter: {
        ...base.letter,
        identical: true,
        from: ['permanent-observer', 'charge-daffaires', 'security-council-president'].map((office) => ({
          office,
          of,
          gender: 'f' as const,
        })),
        to: addressed('secretary-general', 'general-assembly-president', 'economic-and-social-council-president'),
      },
    },
  ];
}

/** Said by whoever merges translations, signs, or makes pages for the web; the emblem is not among these letters. */
const attests = ['draft', 'sample', 'reproduction', 'reconstruction', 'official'].map((status) => `attests-${status}`);
const elsewhere = new Set(['unit-missing', 'unit-stale', 'alt-emblem', 'back-to-text', ...attests]);

describe.each(['ar', 'en', 'es', 'fr', 'ru', 'zh'])('%s', (code) => {
  it('has all that letters print', async () => {
    for (const model of letters(code)) expect((await viewWith(model)).problems).toEqual([]);
  });

  it('is refused without any one of its phrases, organs, offices or addressees', async () => {
    const language = (await house()).languages.get(code);
    if (!language) throw new Error('no language');
    const sections = ['phrases', 'organs', 'offices', 'addressees'] as const;
    const kept: string[] = [];
    for (const section of sections)
      for (const key of Object.keys(language[section])) {
        if (elsewhere.has(key)) continue;
        const without = (whole: Language): Language => ({
          ...whole,
          [section]: Object.fromEntries(Object.entries(whole[section]).filter(([name]) => name !== key)),
        });
        const named: string[] = [];
        for (const model of letters(code)) {
          const { view, problems } = await viewWith(model, without);
          if (problems.length > 0 && view !== null) kept.push(`${section}.${key} is reported and yet printed`);
          named.push(...problems.filter((problem) => problem.code === 'PHRASE_MISSING').map((problem) => problem.values.key ?? ''));
        }
        const name = section === 'phrases' ? key : `${section}.${key}`;
        if (!named.includes(name)) kept.push(`${section}.${key}`);
      }
    expect(kept).toEqual([]);
  });
});

it('a phrase that asks for what it is not given is refused', async () => {
  const { view, problems } = await viewWith(letterModel('fr'), (language) => ({
    ...language,
    phrases: { ...language.phrases, 'title-letter': 'Lettre de {sender}' },
  }));
  expect(view).toBeNull();
  expect(problems.map(({ code, values }) => [code, values.key, values.value])).toEqual([['PHRASE_MISSING', 'title-letter', '{sender}']]);
});

it('a date that asks for what days do not have is refused with the file', () => {
  const file = readFileSync(path.join(import.meta.dirname, 'seventh.yaml'), 'utf8');
  const told: unknown[] = [];
  const report: Report = (code, place, values) => told.push([code, 'range' in place ? place.range?.start.line : null, values?.known]);
  expect(checkYaml(file, 'eo.yaml', languageSchema, report, 'STYLE_INVALID')).not.toBeNull();
  expect(
    checkYaml(file.replace('de {month} {year}"', 'de {monato} {year}"'), 'eo.yaml', languageSchema, report, 'STYLE_INVALID'),
  ).toBeNull();
  expect(told).toEqual([['STYLE_INVALID', 14, '{day}, {month}, {year}']]);
});

it('an ordinal beyond the language’s tables is refused', async () => {
  const { view, problems } = await viewWith(letterModel('fr', { organs: [assembly({ session: { type: 'regular', number: 151 } })] }));
  expect(view).toBeNull();
  expect(problems.map((problem) => [problem.code, problem.values.key])).toEqual([['PHRASE_MISSING', 'ordinals.feminine.151']]);
});

describe('dates', () => {
  // By hand from strings.yaml of the reference: months in running text, and the order of a date.
  const expected: Readonly<Record<string, readonly [string, ...string[]]>> = {
    ar: [
      '17 كانون الثاني/يناير 2020',
      '17 شباط/فبراير 2020',
      '17 آذار/مارس 2020',
      '17 نيسان/أبريل 2020',
      '17 أيار/مايو 2020',
      '17 حزيران/يونيه 2020',
      '17 تموز/يوليه 2020',
      '17 آب/أغسطس 2020',
      '17 أيلول/سبتمبر 2020',
      '17 تشرين الأول/أكتوبر 2020',
      '17 تشرين الثاني/نوفمبر 2020',
      '17 كانون الأول/ديسمبر 2020',
    ],
    en: [
      '17 January 2020',
      '17 February 2020',
      '17 March 2020',
      '17 April 2020',
      '17 May 2020',
      '17 June 2020',
      '17 July 2020',
      '17 August 2020',
      '17 September 2020',
      '17 October 2020',
      '17 November 2020',
      '17 December 2020',
    ],
    es: [
      '17 de enero de 2020',
      '17 de febrero de 2020',
      '17 de marzo de 2020',
      '17 de abril de 2020',
      '17 de mayo de 2020',
      '17 de junio de 2020',
      '17 de julio de 2020',
      '17 de agosto de 2020',
      '17 de septiembre de 2020',
      '17 de octubre de 2020',
      '17 de noviembre de 2020',
      '17 de diciembre de 2020',
    ],
    fr: [
      '17 janvier 2020',
      '17 février 2020',
      '17 mars 2020',
      '17 avril 2020',
      '17 mai 2020',
      '17 juin 2020',
      '17 juillet 2020',
      '17 août 2020',
      '17 septembre 2020',
      '17 octobre 2020',
      '17 novembre 2020',
      '17 décembre 2020',
    ],
    ru: [
      '17 января 2020 года',
      '17 февраля 2020 года',
      '17 марта 2020 года',
      '17 апреля 2020 года',
      '17 мая 2020 года',
      '17 июня 2020 года',
      '17 июля 2020 года',
      '17 августа 2020 года',
      '17 сентября 2020 года',
      '17 октября 2020 года',
      '17 ноября 2020 года',
      '17 декабря 2020 года',
    ],
    zh: [
      '2020年1月17日',
      '2020年2月17日',
      '2020年3月17日',
      '2020年4月17日',
      '2020年5月17日',
      '2020年6月17日',
      '2020年7月17日',
      '2020年8月17日',
      '2020年9月17日',
      '2020年10月17日',
      '2020年11月17日',
      '2020年12月17日',
    ],
  };
  it.each(Object.keys(expected))('of every month are said in %s', async (code) => {
    const base = letterModel(code);
    for (const [index, date] of (expected[code] ?? []).entries()) {
      const day = `2020-${String(index + 1).padStart(2, '0')}-17`;
      const { view } = await viewWith({ ...base, letter: { ...base.letter, date: day } });
      expect(view?.title.lines[0]).toContain(date);
    }
  });

  it('follow the job number as six figures', async () => {
    const { view } = await viewWith(letterModel('ru', { job: { number: '24-04696', dates: ['2024-03-18', '2024-03-18'] } }));
    // S/2024/228 (R)
    expect(view?.jobLine?.replace(/\u00a0+/g, '   ')).toBe('24-04696 (R)   180324   180324');
  });
});
