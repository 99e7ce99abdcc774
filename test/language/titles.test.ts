/**
 * Titles and masthead lines in six languages, held against the words of issued documents; the document's symbol stands beside
 * each. Where only the variable part differs from the page that was read, it is the pattern that was read.
 */
import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { assembly, council, letterModel, viewWith } from './house.ts';

type Letter = Partial<Omit<Model['letter'], 'to'>> & { readonly to?: readonly (string | Model['letter']['to'][number])[] };

/** Offices, with a gender where it matters. */
const addressees = (to: Letter['to'] = ['secretary-general']) =>
  to.map((one) => (typeof one === 'string' ? { office: one, gender: null } : one));

async function titleOf(
  language: string,
  letter: Letter,
  of = 'AZ',
  office = 'permanent-representative',
  gender: 'f' | 'm' | null = 'm',
): Promise<string | undefined> {
  const base = letterModel(language);
  const { view } = await viewWith({
    ...base,
    letter: { ...base.letter, from: [{ office, of, gender }], ...letter, to: addressees(letter.to) },
  });
  return view?.title.lines.join('/');
}

describe('the title of a letter', () => {
  it.each([
    // A/74/956–S/2020/719
    [
      'en',
      'Letter dated 17 January 2020 from the Permanent Representative of Azerbaijan to the United Nations addressed to the Secretary-General',
    ],
    // S/2017/5
    [
      'fr',
      'Lettre datée du 17 janvier 2020, adressée au Secrétaire général par le Représentant permanent de l’Azerbaïdjan auprès de l’Organisation des Nations Unies',
    ],
    // A/70/1016–S/2016/711
    [
      'es',
      'Carta de fecha 17 de enero de 2020 dirigida al Secretario General por el Representante Permanente de Azerbaiyán ante las Naciones Unidas',
    ],
    // A/74/881–S/2020/503
    [
      'ru',
      'Письмо Постоянного представителя Азербайджана при Организации Объединенных Наций от 17 января 2020 года на имя Генерального секретаря',
    ],
    // A/74/555–S/2019/894
    ['ar', 'رسالة مؤرخة 17 كانون الثاني/يناير 2020 موجهة إلى الأمين العام من الممثل الدائم لأذربيجان لدى الأمم المتحدة'],
    ['zh', '2020年1月17日阿塞拜疆常驻联合国代表给秘书长的信'],
  ])('is made in %s', async (language, title) => {
    expect(await titleOf(language, {})).toBe(title);
  });

  it('is the one read in Chinese, word for word', async () => {
    // A/60/440-S/2005/658; S/2015/49
    expect(await titleOf('zh', { date: '2005-10-17' }, 'YE')).toBe('2005年10月17日也门常驻联合国代表给秘书长的信');
    expect(await titleOf('zh', { date: '2015-01-22', to: ['security-council-president'] }, 'UA')).toBe(
      '2015年1月22日乌克兰常驻联合国代表给安全理事会主席的信',
    );
  });

  it.each([
    // A/79/921-S/2025/348
    [
      'en',
      'Identical letters dated 9 August 2016 from the Permanent Representative of Morocco to the United Nations addressed to the Secretary-General and the President of the Security Council',
    ],
    // S/2016/588
    [
      'fr',
      'Lettres identiques datées du 9 août 2016, adressées au Secrétaire général et au Président du Conseil de sécurité par le Représentant permanent du Maroc auprès de l’Organisation des Nations Unies',
    ],
    // S/2016/588
    [
      'es',
      'Cartas idénticas de fecha 9 de agosto de 2016 dirigidas al Secretario General y al Presidente del Consejo de Seguridad por el Representante Permanente de Marruecos ante las Naciones Unidas',
    ],
    // S/2016/168
    [
      'ru',
      'Идентичные письма Постоянного представителя Марокко при Организации Объединенных Наций от 9 августа 2016 года на имя Генерального секретаря и Председателя Совета Безопасности',
    ],
    // S/2015/58
    ['ar', 'رسالتان متطابقتان مؤرختان 9 آب/أغسطس 2016 موجهتان إلى الأمين العام ورئيس مجلس الأمن من الممثل الدائم للمغرب لدى الأمم المتحدة'],
    // S/2015/46
    ['zh', '2016年8月9日摩洛哥常驻联合国代表给秘书长和安全理事会主席的同文信'],
  ])('speaks of identical letters in %s', async (language, title) => {
    expect(
      await titleOf(language, { date: '2016-08-09', identical: true, to: ['secretary-general', 'security-council-president'] }, 'MA'),
    ).toBe(title);
  });

  it.each([
    // A/79/924–S/2025/351
    ['en', 'addressed to the Secretary-General, the President of the General Assembly and the President of the Security Council'],
    ['fr', 'adressée au Secrétaire général, au Président de l’Assemblée générale et au Président du Conseil de sécurité'],
    ['es', 'dirigida al Secretario General, al Presidente de la Asamblea General y al Presidente del Consejo de Seguridad'],
    ['ru', 'на имя Генерального секретаря, Председателя Генеральной Ассамблеи и Председателя Совета Безопасности'],
    ['ar', 'موجهة إلى الأمين العام ورئيس الجمعية العامة ورئيس مجلس الأمن'],
    ['zh', '给秘书长、大会主席和安全理事会主席的信'],
  ])('names three addressees in their order in %s', async (language, words) => {
    expect(await titleOf(language, { to: ['secretary-general', 'general-assembly-president', 'security-council-president'] })).toContain(
      words,
    );
  });

  it('has more than two identical letters without the Arabic dual', async () => {
    const to = ['secretary-general', 'general-assembly-president', 'security-council-president'];
    expect(await titleOf('ar', { identical: true, to })).toMatch(/^رسائل متطابقة مؤرخة 17 /);
  });

  it.each([
    ['en', 'the Permanent Representative of'],
    ['fr', 'par la Représentante permanente de l’Azerbaïdjan auprès'],
    ['es', 'por la Representante Permanente de Azerbaiyán ante'],
    ['ru', 'Постоянного представителя Азербайджана при'],
    ['ar', 'من الممثلة الدائمة لأذربيجان لدى'],
    ['zh', '阿塞拜疆常驻联合国代表'],
  ])('names a woman’s office in %s', async (language, words) => {
    expect(await titleOf(language, {}, 'AZ', 'permanent-representative', 'f')).toContain(words);
  });

  it.each([
    // A/79/944-S/2025/370
    ['en', 'Chargé d’affaires a.i. of the Permanent Mission of Lebanon to the United Nations'],
    ['fr', 'Chargé d’affaires par intérim de la Mission permanente du Liban auprès de l’Organisation des Nations Unies'],
    ['es', 'Encargado de Negocios Interino de la Misión Permanente del Líbano ante las Naciones Unidas'],
    // S/2016/95
    ['ru', 'Временного поверенного в делах Постоянного представительства Ливана при'],
    // A/79/876-S/2025/230, annex
    ['ar', 'القائم بالأعمال بالنيابة للبعثة الدائمة للبنان لدى الأمم المتحدة'],
    ['zh', '黎巴嫩常驻联合国代表团临时代办'],
  ])('names a chargé d’affaires in %s', async (language, words) => {
    expect(await titleOf(language, {}, 'LB', 'charge-daffaires')).toContain(words);
  });

  it.each([
    ['en', 'addressed to the President of the Security Council'],
    ['fr', 'adressée à la Présidente du Conseil de sécurité par'],
    ['es', 'dirigida a la Presidenta del Consejo de Seguridad por'],
    ['ru', 'на имя Председателя Совета Безопасности'],
    // S/2025/354, annex
    ['ar', 'موجهة إلى رئيسة مجلس الأمن من'],
    ['zh', '给安全理事会主席的信'],
  ])('is addressed to a woman in %s', async (language, words) => {
    expect(await titleOf(language, { to: [{ office: 'security-council-president', gender: 'f' }] })).toContain(words);
  });

  it('joins the article of a State to the word before it', async () => {
    expect(await titleOf('fr', {}, 'TZ')).toContain('permanent de la République-Unie de Tanzanie auprès');
    expect(await titleOf('fr', {}, 'US')).toContain('permanent des États-Unis d’Amérique auprès');
    expect(await titleOf('es', {}, 'GB')).toContain('Permanente del Reino Unido de Gran Bretaña e Irlanda del Norte ante');
    expect(await titleOf('ru', {}, 'NZ')).toContain('представителя Новой Зеландии при');
    expect(await titleOf('ar', {}, 'RU')).toContain('الدائم للاتحاد الروسي لدى');
    expect(await titleOf('en', {}, 'IR')).toContain('of the Islamic Republic of Iran to');
  });

  it.each([
    ['fr', 'du 1er juillet 2016'],
    ['es', 'de fecha 1 de julio de 2016'],
    ['ru', 'от 1 июля 2016 года'],
    ['ar', 'مؤرخة 1 تموز/يوليه 2016'],
    ['zh', '2016年7月1日'],
    ['en', 'dated 1 July 2016'],
  ])('says the first of a month in %s', async (language, words) => {
    expect(await titleOf(language, { date: '2016-07-01' })).toContain(words);
  });

  it('asks for the gender where the language needs it, and only there', async () => {
    const base = letterModel('fr');
    const from = [{ office: 'permanent-representative', of: 'AZ', gender: null }];
    for (const [language, codes] of [
      ['ar', ['FIELD_MISSING']],
      ['en', []],
      ['es', ['FIELD_MISSING']],
      ['fr', ['FIELD_MISSING']],
      ['ru', []],
      ['zh', []],
    ] as const) {
      const { problems } = await viewWith({ ...base, language, letter: { ...base.letter, from } });
      expect([language, problems.map((problem) => problem.code)]).toEqual([language, codes]);
    }
  });

  it('is the author’s where he gives one, whatever the language lacks', async () => {
    const base = letterModel('fr', { title: 'Lettre du Sultanat' });
    const { view, problems } = await viewWith({
      ...base,
      letter: { ...base.letter, from: [{ office: 'permanent-representative', of: 'OM', gender: null }] },
    });
    expect(problems).toEqual([]);
    expect(view?.title.lines).toEqual(['Lettre du Sultanat']);
  });
});

describe('the block of distribution, date and languages', () => {
  const issued = '2024-03-11';
  it.each([
    // S/2024/228 (R); A/74/555–S/2019/894 (A); A/56/589 (C): the whole block in English.
    ['ru', ['Distr.: General', '11 March 2024', 'Russian', 'Original: English'], 'en'],
    ['ar', ['Distr.: General', '11 March 2024', 'Arabic', 'Original: English'], 'en'],
    ['zh', ['Distr.: General', '11 March 2024', 'Chinese', 'Original: English'], 'en'],
    // S/2017/5; S/2023/664
    ['fr', ['Distr. générale', '11 mars 2024', 'Français', 'Original\u00a0: anglais'], null],
    ['es', ['Distr. general', '11 de marzo de 2024', 'Español', 'Original: inglés'], null],
  ])('is printed as %s documents print it', async (language, lines, block) => {
    const { view } = await viewWith(letterModel(language, { issued }));
    const printed = [view?.distribution, view?.issued, view?.versionLanguage, view?.original];
    expect(printed.map((line) => line?.text)).toEqual(lines);
    expect(new Set(printed.map((line) => line?.language))).toEqual(new Set([block]));
  });

  it('leaves out the language of a document in its original language', async () => {
    // CERD/C/AND/CO/1-6 (F)
    const { view } = await viewWith(letterModel('fr', { original: 'fr' }));
    expect(view?.versionLanguage).toBeNull();
    expect(view?.original?.text).toBe('Original\u00a0: français');
  });
});

describe('the session block', () => {
  const items = (...agenda: string[]) => agenda.map((item) => ({ item, title: 'Sundials' }));
  const block = async (language: string, ...agenda: string[]) => {
    const { view } = await viewWith(letterModel(language, { organs: [assembly({ agenda: items(...agenda) }), council(75)] }));
    return view?.columns?.map((column) => [column.organ, column.line, column.agendaLine]);
  };

  it.each([
    // A/74/805–S/2020/301
    ['en', 'General Assembly', 'Seventy-fourth session', 'Agenda items 32, 37, 75 and 83', 'Security Council', 'Seventy-fifth year'],
    // A/RES/74/258
    [
      'fr',
      'Assemblée générale',
      'Soixante-quatorzième session',
      'Points 32, 37, 75 et 83 de l’ordre du jour',
      'Conseil de sécurité',
      'Soixante-quinzième année',
    ],
    // A/70/1016–S/2016/711
    [
      'es',
      'Asamblea General',
      'Septuagésimo cuarto período de sesiones',
      'Temas 32, 37, 75 y 83 del programa',
      'Consejo de Seguridad',
      'Septuagésimo quinto año',
    ],
    // A/74/881–S/2020/503
    [
      'ru',
      'Генеральная Ассамблея',
      'Семьдесят четвертая сессия',
      'Пункты 32, 37, 75 и 83 повестки дня',
      'Совет Безопасности',
      'Семьдесят пятый год',
    ],
    // A/74/555–S/2019/894
    ['ar', 'الجمعية العامة', 'الدورة الرابعة والسبعون', 'البنود 32 و 37 و 75 و 83 من جدول الأعمال', 'مجلس الأمن', 'السنة الخامسة والسبعون'],
    ['zh', '大会', '第七十四届会议', '议程项目32、37、75和83', '安全理事会', '第七十五年'],
  ])('is said in %s', async (language, ...lines) => {
    const [organ, session, agenda, second, year] = lines;
    expect(await block(language, '32', '37', '75', '83')).toEqual([
      [organ, session, agenda],
      [second, year, null],
    ]);
  });

  it.each([
    // A/74/956–S/2020/719; the sub-item: A/79/716-S/2025/18
    ['en', 'Agenda item 31', 'Agenda items 33 and 38', 'Agenda item 113 (b)'],
    // A/69/735; A/69/102/Add.2
    ['fr', 'Point 31 de l’ordre du jour', 'Points 33 et 38 de l’ordre du jour', 'Point 113 b) de l’ordre du jour'],
    ['es', 'Tema 31 del programa', 'Temas 33 y 38 del programa', 'Tema 113 b) del programa'],
    ['ru', 'Пункт 31 повестки дня', 'Пункты 33 и 38 повестки дня', 'Пункт 113(b) повестки дня'],
    ['ar', 'البند 31 من جدول الأعمال', 'البندان 33 و 38 من جدول الأعمال', 'البند 113 (ب) من جدول الأعمال'],
    ['zh', '议程项目31', '议程项目33和38', '议程项目113(b)'],
  ])('lists one item, two, and a sub-item in %s', async (language, one, two, sub) => {
    const line = async (...agenda: string[]) => (await block(language, ...agenda))?.[0]?.[2];
    expect([await line('31'), await line('33', '38'), await line('113 (b)')]).toEqual([one, two, sub]);
  });

  it.each([
    // A/ES-10/674
    ['en', 'Tenth emergency special session'],
    ['fr', 'Dixième session extraordinaire d’urgence'],
    ['es', 'Décimo período extraordinario de sesiones de emergencia'],
    ['ru', 'Десятая чрезвычайная специальная сессия'],
    ['ar', 'الدورة الاستثنائية الطارئة العاشرة'],
    ['zh', '第十届紧急特别会议'],
  ])('counts emergency special sessions in %s', async (language, line) => {
    const { view } = await viewWith(letterModel(language, { organs: [assembly({ session: { type: 'emergency-special', number: 10 } })] }));
    expect(view?.columns?.[0]?.line).toBe(line);
  });

  it.each([
    // A/80/73-E/2025/51; E/2015/47
    ['en', '2025 session'],
    ['fr', 'Session de 2025'],
    ['es', 'Período de sesiones de 2025'],
    ['ru', 'Сессия 2025 года'],
    ['ar', 'دورة عام 2025'],
    ['zh', '2025年届会'],
  ])('names sessions by their calendar year in %s', async (language, line) => {
    const economic = { organ: 'economic-and-social-council', session: null, year: 2025, symbol: null, agenda: [] };
    const { view } = await viewWith(letterModel(language, { organs: [assembly({}), economic] }));
    expect(view?.columns?.[1]?.line).toBe(line);
  });
});

describe('a signature', () => {
  const signatories = [{ given: 'Maria', family: 'Sample', titles: ['Ambassador'] }];
  it('has the title before the word and the name in French, after them elsewhere', async () => {
    // S/2017/5 (F), S/2023/664 (S), S/2024/228 (R); unknown in Arabic and Chinese.
    for (const [language, first] of [
      ['en', false],
      ['es', false],
      ['fr', true],
      ['ru', false],
    ] as const) {
      const { view } = await viewWith(letterModel(language, { signatories }));
      expect([language, view?.signatories?.[0]?.titlesFirst]).toEqual([language, first]);
    }
  });

  it('is printed in that order', async () => {
    const { house } = await import('./house.ts');
    const expand = async (language: string) => {
      const { view } = await viewWith(letterModel(language, { signatories }));
      const markup = view && (await house()).expand('letter', view, () => {});
      return /<signature [\s\S]*<\/signature>/
        .exec(markup ?? '')?.[0]
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    };
    expect(await expand('en')).toBe('( Signed ) Maria Sample Ambassador');
    expect(await expand('fr')).toBe('Ambassador ( Signé ) Maria Sample');
    expect(await expand('zh')).toBe('Ambassador Maria· Sample ( 签名 )');
  });
});

describe('the heading of an annex', () => {
  const annexes: Model['annexes'] = [{ title: null, original: null, body: [], signatories: [], enclosures: [] }];
  const headingWith = async (title: string | null) => (await viewWith(letterModel('en', { title, annexes }))).view?.annexes?.[0];

  it('names the letter although its title is broken by hand, and not if the title has other words', async () => {
    const made = await headingWith(null);
    expect(made?.heading).toMatch(/^Annex to the letter dated /);
    const title = (await viewWith(letterModel('en'))).view?.title.lines.join(' ') ?? '';
    expect(await headingWith(title.replace(' from ', '\nfrom '))).toEqual(made);
    expect(await headingWith('Other words')).toMatchObject({ heading: null, label: 'Annex' });
  });
});

describe('the session block', () => {
  it('stands in a letter to an organ that counts sessions by the calendar, too', async () => {
    const economic = { ...council(2025), organ: 'economic-and-social-council', agenda: [{ item: '20 (g)', title: 'Sundials' }] };
    const columnsOf = async (organs: Model['organs']) => (await viewWith(letterModel('en', { organs }))).view?.columns;
    expect(await columnsOf([economic])).toMatchObject([{ organ: null, line: '2025 session', agendaLine: 'Agenda item 20 (g)' }]);
    expect(await columnsOf([council(80)])).toBeNull();
  });
});
