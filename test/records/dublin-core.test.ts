/** The Dublin Core record says what the document says, and claims a publisher of official documents alone. */
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scratch } from '../command.ts';
import { annexes, annexesInFrench, recordOf, statementsIn, writeLetter } from './letters.ts';

const { folder, remove } = scratch();
afterAll(remove);

const statements = async (fields: string, others: Readonly<Record<string, string>> = {}) =>
  statementsIn(await recordOf('dc', writeLetter(path.join(folder(), 'a-letter'), fields, others)));
const only = (name: string, all: readonly string[]) => all.filter((one) => one.replace(/[@:].*$/s, '') === name);

const draft = `language: en
organs: [{ organ: general-assembly, session: 80, agenda: [{ item: "72 (b)", title: Clocks }] }]
letter: { date: 2026-02-03, from: [{ office: permanent-representative, of: AT, gender: m }], to: [secretary-general] }
signatories: [{ given: Anna, family: Example, titles: [Ambassador] }]`;

describe('a Dublin Core record', () => {
  it('of a draft states what it is, and no symbol, publisher or date of issue', async () => {
    expect(await statements(draft)).toEqual([
      'title@en: Letter dated 3 February 2026 from the Permanent Representative of Austria to the United Nations addressed to the Secretary-General',
      'creator@en: the Permanent Representative of Austria to the United Nations',
      'contributor: Example, Anna',
      'type@en: Letter',
      'created: 2026-02-03',
      'language: en',
      'description@en: Draft, 3 February 2026',
      'subject@en: Clocks',
      'isPartOf@en: General Assembly, Eightieth session',
      'hasFormat: a-letter-en.pdf',
    ]);
  });

  it('of an official document names the publisher and each symbol', async () => {
    const official = `${draft.replace('session: 80,', 'session: 80, symbol: A/80/9999,')}
status: official
issued: 2026-02-10
official: { by: the Secretariat, on: 2026-02-10 }`;
    const all = await statements(official);
    expect(only('publisher', all)).toEqual(['publisher@en: United Nations']);
    const work = '/akn/un/doc/communication/un-ga/2026-02-03/A-80-9999';
    expect(only('identifier', all)).toEqual(['identifier: A/80/9999', `identifier: ${work}`]);
    expect(only('hasVersion', all)).toEqual([`hasVersion: ${work}/eng@`]);
    expect(only('issued', all)).toEqual(['issued: 2026-02-10']);
  });

  it('names what is attached, and lists its titles in every language', async () => {
    const all = await statements(`${draft.replace('session: 80,', 'session: 80, symbol: A/80/9999,')}\n${annexes}`, {
      'fr.yaml': `language: fr\nstatus: unofficial\nunits:\n  agenda.72 (b): { text: Horloges }\n${annexesInFrench}`,
    });
    const work = '/akn/un/doc/communication/un-ga/2026-02-03/A-80-9999';
    expect(only('hasPart', all)).toEqual(
      ['annex_1', 'annex_1/enclosure_1', 'annex_1/enclosure_2', 'annex_2'].map((name) => `hasPart: ${work}/!${name}`),
    );
    const [english = '', french = ''] = only('tableOfContents', all);
    expect(english).toMatch(/^tableOfContents@en: On dials; A list; Enclosure 2; Annex II to the letter dated/);
    expect(french).toMatch(/^tableOfContents@fr: Les cadrans; Une liste; Pièce jointe 2; Annexe II/);
    // A name for the time being is nobody's.
    expect(only('hasPart', await statements(`${draft}\n${annexes}`))).toEqual([]);
  });

  it('has the titles and subjects of every language there is', async () => {
    const all = await statements(draft, { 'fr.yaml': 'language: fr\nstatus: unofficial\nunits:\n  agenda.72 (b): { text: Horloges }\n' });
    expect(only('language', all)).toEqual(['language: en', 'language: fr']);
    expect(only('subject', all)).toEqual(['subject@en: Clocks', 'subject@fr: Horloges']);
    expect(only('title', all).map((title) => title.slice(0, 10))).toEqual(['title@en: ', 'title@fr: ']);
    expect(only('description', all)).toEqual([
      'description@en: Draft, 3 February 2026',
      'description@fr: Projet, 3 février 2026 – Traduction non officielle',
    ]);
  });
});
