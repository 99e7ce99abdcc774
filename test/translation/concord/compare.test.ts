/**
 * Single rules of comparing, where the clean set and its faults do not reach.
 */
import { describe, expect, it } from 'vitest';
import { type Language, languageSchema } from '../../../src/language/language.ts';
import { compareVersions, readVersion, suspectSource, type Version } from '../../../src/translation/concord/concord.ts';
import { languageOf, paragraph } from './versions.ts';

function found(source: Version, translation: Version): readonly string[] {
  return compareVersions(readVersion(source), readVersion(translation), []).map(({ code, values }) => [code, ...values].join(' '));
}
const between = (from: string, text: string, to: string, other: string) => found(paragraph(from, text), paragraph(to, other));

describe('a word that may be a number', () => {
  it('answers one, and needs no answer', () => {
    expect(between('en', 'Two books lay there.', 'ar', 'كان هناك كتابان.')).toEqual([]);
    expect(between('en', 'One of them was read by both.', 'zh', '其中之一由双方阅读。')).toEqual([]);
  });

  it('does not answer another number', () => {
    expect(between('en', 'Three books lay there.', 'ar', 'كان هناك كتابان.')).toEqual(['CONCORD_FIGURE 3']);
  });
});

describe('figures', () => {
  it('share what multiplies the last of a range, and not a year before it', () => {
    expect(between('en', 'It grew from 5 to 8 million.', 'zh', '从500万增至800万。')).toEqual([]);
    expect(between('en', 'It grew from 5 to 8 million.', 'zh', '从600万增至800万。')).toEqual(['CONCORD_FIGURE 5000000 6000000']);
    expect(between('en', 'In 2015, 8 million came.', 'zh', '2015年，800万人来了。')).toEqual([]);
  });

  it('are the number of a chapter, whichever figures it is in', () => {
    expect(between('en', 'By chapter VII of the rules.', 'ar', 'بموجب الفصل السابع من النظام.')).toEqual([]);
    expect(between('ru', 'На основании главы VII правил.', 'zh', '根据规则第八章。')).toEqual(['CONCORD_FIGURE 7 8']);
  });

  it('in a word for so many years are that number', () => {
    expect(between('en', 'A 12-year-old lamp was lit.', 'ru', 'Зажгли двенадцатилетнюю лампу.')).toEqual([]);
  });

  it('are counted: one said twice must be said twice', () => {
    expect(between('en', 'Of 40 lamps, 40 were lit.', 'fr', 'Sur 40 lampes, toutes ont été allumées.')).toEqual(['CONCORD_FIGURE 40']);
  });

  it('written by the rules of another language are found', () => {
    expect(between('en', 'They saw 1,318 lamps.', 'fr', 'Ils ont vu 1,318 lampes.')).toEqual(['CONCORD_FIGURE 1318 1.318']);
  });

  it('in Arabic digits are the same figures', () => {
    expect(between('en', 'They saw 131 lamps.', 'ar', 'ورأوا ١٣١ مصباحا.')).toEqual([]);
  });
});

describe('a date', () => {
  it('in another month is one finding, not two', () => {
    expect(between('en', 'It was on 4 June 2020.', 'ru', 'Это было 4 июля 2020 года.')).toEqual(['CONCORD_DATE 2020-06-04 2020-07-04']);
  });

  it('may have its year with another date of the same year', () => {
    const english = 'From 29 July to Sunday, 4 August 2024.';
    expect(between('en', english, 'zh', '2024年7月29日至星期日8月4日。')).toEqual([]);
    expect(between('en', english, 'zh', '2023年7月29日至星期日8月4日。')).not.toEqual([]);
  });

  it('of a Monday says no number', () => {
    expect(between('en', 'On Monday, 3 June 2024.', 'ar', 'يوم الاثنين 3 حزيران/يونيه 2024.')).toEqual([]);
  });

  it('without its year is found', () => {
    expect(between('en', 'It was on 4 June 2020.', 'zh', '那是6月4日。')).toEqual(['CONCORD_DATE 2020-06-04 --06-04']);
  });
});

describe('marks', () => {
  it('of quotation differ from language to language', () => {
    const texts = { fr: 'Ils l’ont appelée « nuit ».', ru: 'Они назвали ее «ночью».', ar: 'وسموها ”ليلة“.', zh: '他们称之为“夜”。' };
    for (const [code, text] of Object.entries(texts)) expect(between('en', 'They called it the “night”.', code, text)).toEqual([]);
  });

  it('round a title stand for italics', () => {
    expect(between('en', 'The *Register* was read.', 'zh', '读了《登记册》。')).toEqual([]);
  });

  it('of labels need no counterpart', () => {
    expect(between('en', 'See 3 (a) and (b).', 'fr', 'Voir 3 a) et b).')).toEqual([]);
  });

  it('may be an apostrophe', () => {
    expect(
      between('fr', 'L’ordre du jour est adopté.', 'en', 'The keepers’ agenda isn’t long.').filter((one) => one.includes('PAIRED')),
    ).toEqual([]);
  });
});

describe('what is left in the source’s language', () => {
  it('is found by single small words in another script', () => {
    expect(between('en', 'The register was read.', 'ru', 'Этот register прочитали.')).toEqual(['CONCORD_UNTRANSLATED register']);
  });

  it('is not a name in brackets, an abbreviation or a title in italics', () => {
    expect(
      between('en', 'Nikol Sample of GUAM read the *Tabula prima*.', 'zh', '古阿姆(GUAM)的桑普尔(Nikol Sample)读了*Tabula prima*。'),
    ).toEqual([]);
  });

  it('is not a word that two languages share', () => {
    expect(between('fr', 'La conclusion de la commission est claire.', 'en', 'The conclusion of the commission is clear.')).toEqual([]);
  });
});

describe('several translations that agree against their source', () => {
  it('make the source suspect', () => {
    const source = readVersion(paragraph('en', 'They saw 113 lamps.'));
    const texts = { fr: 'Ils ont vu 131 lampes.', es: 'Vieron 131 lámparas.' };
    const findings = Object.entries(texts).map(([code, text]) => compareVersions(source, readVersion(paragraph(code, text)), []));
    expect(suspectSource(findings).map(([finding]) => finding?.variant)).toEqual(['agreed', 'agreed']);
    expect(suspectSource(findings.slice(1)).map(([finding]) => finding?.variant)).toEqual([null]);
  });
});

describe('a language without data for comparing', () => {
  const { concord, ...rest } = languageOf('fr');
  const plain: Language = languageSchema.parse({ ...rest, language: 'xx', months: rest.months });
  const version = (text: string): Version => ({ ...paragraph('fr', text), language: plain });

  it('is compared by figures and symbols', () => {
    expect(concord.quotes.length).toBeGreaterThan(0);
    expect(plain.concord.quotes).toEqual([]);
    expect(found(paragraph('en', 'They saw 131 lamps (A/74/1).'), version('Ils ont vu 131 lampes (A/74/1).'))).toEqual([]);
    expect(found(paragraph('en', 'They saw 131 lamps (A/74/1).'), version('Ils ont vu 113 lampes (A/74/2).'))).toEqual([
      'CONCORD_FIGURE 131 113',
      'CONCORD_SYMBOL A/74/1 A/74/2',
    ]);
  });
});
