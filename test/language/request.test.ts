/**
 * The sentence that asks for circulation, as documents have it in each language (A/69/761, there item 42), is held against the
 * masthead's list.
 */
import { describe, expect, it } from 'vitest';
import { check } from '../model/house.ts';

const sentences: Readonly<Record<string, (items: string) => string>> = {
  en: (items) =>
    `I would be grateful if the present letter and its annex could be circulated as a document of the General Assembly, under agenda ${items.includes(' and ') ? 'items' : 'item'} ${items}, and of the Security Council.`,
  fr: (items) =>
    `Je vous serais reconnaissant de bien vouloir faire distribuer le texte de la présente lettre et de son annexe comme document de l’Assemblée générale, au titre ${items.includes(' et ') ? 'des points' : 'du point'} ${items} de l’ordre du jour, et du Conseil de sécurité.`,
  es: (items) =>
    `Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea General, en relación con ${items.includes(' y ') ? 'los temas' : 'el tema'} ${items} del programa, y del Consejo de Seguridad.`,
  ru: (items) =>
    `Буду признателен за распространение настоящего письма и приложения к нему в качестве документа Генеральной Ассамблеи по ${items.includes(' и ') ? 'пунктам' : 'пункту'} ${items} повестки дня и документа Совета Безопасности.`,
  ar: (items) =>
    `وأرجو ممتنا تعميم نص هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق الجمعية العامة، في إطار ${items.includes(' و ') ? 'البنود' : 'البند'} ${items} من جدول الأعمال، ومن وثائق مجلس الأمن.`,
  zh: (items) => `请将本信及其附件作为大会议程项目${items}项下和安全理事会的文件分发为荷。`,
};
/** Four items with a sub-item, as each language lists them. */
const lists: Readonly<Record<string, string>> = {
  en: '32, 37, 72 (b) and 83',
  fr: '32, 37, 72 b) et 83',
  es: '32, 37, 72 b) y 83',
  ru: '32, 37, 72(b) и 83',
  ar: '32 و 37 و 72 (ب) و 83',
  zh: '32、37、72(b)和83',
};

async function differing(
  language: string,
  sentence: string,
  agenda: readonly string[],
): Promise<readonly (readonly [string, string | undefined])[]> {
  const { problems } = await check(`type: letter
language: ${language}
organs:
  - organ: general-assembly
    session: 74
    agenda: [${agenda.map((item) => `{ item: "${item}", title: Sundials }`).join(', ')}]
letter:
  date: 2020-01-17
  from: [{ office: permanent-representative, of: XA, gender: f }]
  to: [secretary-general]
body: |
  ${sentence}
`);
  return problems.map((problem) => [problem.code, problem.values.value] as const);
}

describe.each(Object.keys(sentences))('a request in %s', (language) => {
  const say = (items: string) => sentences[language]?.(items) ?? '';
  const list = lists[language] ?? '';

  it('that names the masthead’s items is passed', async () => {
    expect(await differing(language, say('42'), ['42'])).toEqual([]);
    expect(await differing(language, say(list), ['32', '37', '72 (b)', '83'])).toEqual([]);
  });

  it('that names others is told', async () => {
    expect(await differing(language, say('42'), ['41'])).toEqual([['AGENDA_REQUEST_DIFFERS', '42']]);
    const found = await differing(language, say(list), ['32', '37', '72 (a)', '83']);
    expect(found.map(([code]) => code)).toEqual(['AGENDA_REQUEST_DIFFERS']);
    expect(found[0]?.[1]?.split(', ')).toHaveLength(4);
  });

  it('of endless figures takes no endless time', async () => {
    const start = performance.now();
    await differing(language, `${say('1'.repeat(20_000)).slice(0, -10)} ${'1'.repeat(50_000)}`, ['42']);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
