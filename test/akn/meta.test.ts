/** What a file says of its document: names, dates, translation, status. Nothing is said for which there is no fact. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/tree/facts.ts';
import { all, assembly, block, body, council, faultsOfAll, letter, paragraph, type Written, write } from './trees.ts';

const text = body(paragraph('Sundials.'));
const made = (change: Partial<Facts>, language = 'en') => write(letter([text], change, language));
const values = (file: Written, name: string, attribute = 'value') => all(file, name).map(({ attributes }) => attributes[attribute]);
const work = '/akn/un/doc/communication/un-ga/2020-01-17';

describe('names', () => {
  it('go by the first symbol; the second is a number and an alias', async () => {
    const file = await made({ organs: [assembly, council], issued: '2020-01-21' });
    expect(values(file, 'FRBRuri')).toEqual([`${work}/A-74-1`, `${work}/A-74-1/eng@`, `${work}/A-74-1/eng@.xml`]);
    expect(values(file, 'FRBRthis')).toEqual([`${work}/A-74-1/!main`, `${work}/A-74-1/eng@!main`, `${work}/A-74-1/eng@!main.xml`]);
    expect(all(file, 'FRBRalias').map(({ attributes }) => [attributes.name, attributes.value])).toEqual([
      ['secondSymbol', '/akn/un/doc/communication/un-sc/2020-01-17/S-2020-1'],
      ['temporaryNumber', `${work}/temporary-letter`],
    ]);
    expect(all(file, 'FRBRnumber').map(({ attributes }) => [attributes.value, attributes.showAs])).toEqual([
      ['A-74-1', 'A/74/1'],
      ['S-2020-1', 'S/2020/1'],
    ]);
    expect(values(file, 'FRBRsubtype')).toEqual(['communication']);
    expect(values(file, 'doc', 'name')).toEqual(['officialLetter']);
  });

  it('write a blank of a symbol as a low line', async () => {
    const file = await made({ organs: [{ ...assembly, symbol: 'A/74/1 (Part I)/Add.2' }] });
    expect(values(file, 'FRBRnumber')).toEqual(['A-74-1_(Part_I)-Add.2']);
  });

  it('go by the second organ where only that one has a symbol', async () => {
    const file = await made({ organs: [{ ...assembly, symbol: null }, council] });
    expect(values(file, 'FRBRuri')[0]).toBe('/akn/un/doc/communication/un-sc/2020-01-17/S-2020-1');
    expect(values(file, 'FRBRauthor', 'href')[0]).toBe('#un-sc');
  });

  it('are temporary while there is no symbol, and say so', async () => {
    const file = await made({ organs: [{ ...assembly, symbol: null }], slug: 'my-letter' });
    expect(values(file, 'FRBRuri')[0]).toBe(`${work}/temporary-my-letter`);
    expect(all(file, 'FRBRnumber').map(({ attributes }) => [attributes.value, attributes.refersTo])).toEqual([
      ['temporary-my-letter', '#temporaryNumber'],
    ]);
    expect(values(file, 'FRBRalias')).toEqual([]);
    expect(values(file, 'docNumber')).toEqual([]);
  });
});

describe('dates', () => {
  it('are the letter’s for the work, and the masthead’s for the version and its publication', async () => {
    const file = await made({ status: 'reproduction', issued: '2020-01-21' });
    expect(all(file, 'FRBRdate').map(({ attributes }) => [attributes.date, attributes.name])).toEqual([
      ['2020-01-17', 'generation'],
      ['2020-01-21', 'publication'],
      ['2020-01-21', 'publication'],
    ]);
    expect(all(file, 'publication').map(({ attributes }) => attributes)).toEqual([
      { date: '2020-01-21', name: 'Official Letter', showAs: 'Official Letter', number: 'A-74-1' },
    ]);
  });

  it('are no publication’s while the masthead has none, or the document is a draft', async () => {
    const undated = await made({ status: 'reproduction' });
    expect(values(undated, 'FRBRdate', 'date')).toEqual(['2020-01-17', '2020-01-17', '2020-01-17']);
    const draft = await made({ status: 'draft', issued: '2020-01-21' });
    expect(values(draft, 'FRBRdate', 'name')).toEqual(['generation', 'masthead', 'masthead']);
    expect([...all(undated, 'publication'), ...all(draft, 'publication')]).toEqual([]);
  });
});

describe('a translation', () => {
  it('names its source, the language of that, and whether it is official', async () => {
    const file = await made(
      { unofficial: true, issued: '2020-01-21', status: 'official', official: { by: 'Office', on: '2020-01-22' } },
      'fr',
    );
    expect(values(file, 'FRBRuri')[1]).toBe(`${work}/A-74-1/fra@2020-01-21`);
    expect(values(file, 'FRBRlanguage', 'language')).toEqual(['fra']);
    expect(all(file, 'FRBRtranslation').map(({ attributes }) => attributes)).toEqual([
      { href: `${work}/A-74-1/eng@`, fromLanguage: 'eng', authoritative: 'false', by: '#preparer' },
    ]);
    expect(values(file, 'TLCConcept', 'eId')).toContain('unofficialTranslation');
    expect(values(file, 'mainBody', 'xml:lang')).toEqual(['fr']);
  });

  it('may be the source itself, where the text was drafted in another language', async () => {
    const file = await made({ original: 'ru' });
    expect(values(file, 'FRBRtranslation', 'fromLanguage')).toEqual(['rus']);
  });

  it('is not what the original is', async () => {
    expect(all(await made({}), 'FRBRtranslation')).toEqual([]);
  });
});

describe('status', () => {
  it.each(['draft', 'sample', 'reproduction'] as const)('of a %s is no authority’s, and nobody issued it', async (status) => {
    const file = await write(letter([text, block('status-mark', 'Not official')], { status, statusMark: 'Not official' }));
    expect(values(file, 'FRBRauthoritative')).toEqual(['false', 'false']);
    expect(all(file, 'docStatus').map(({ attributes, children }) => [attributes.refersTo, children])).toEqual([
      ['#status', [{ type: 'text', text: 'Not official' }]],
    ]);
    expect(all(file, 'TLCConcept').map(({ attributes }) => [attributes.eId, attributes.href])).toContainEqual([
      'status',
      `/akn/ontology/concept/circulate/status/${status}`,
    ]);
    expect(values(file, 'FRBRauthor', 'href')[1]).toBe('#preparer');
    expect(all(file, 'workflow')).toEqual([]);
  });

  it('of an official document names who issued it, and when', async () => {
    const file = await made({ status: 'official', official: { by: 'Office of Clocks', on: '2020-01-22' } });
    expect(values(file, 'FRBRauthoritative')).toEqual(['true', 'true']);
    expect(all(file, 'step').map(({ attributes }) => attributes)).toEqual([{ date: '2020-01-22', by: '#issuer', outcome: '#status' }]);
    expect(all(file, 'TLCOrganization').map(({ attributes }) => attributes.showAs)).toContain('Office of Clocks');
    expect(values(file, 'FRBRauthor', 'href')[1]).toBe('#un');
  });

  it('of a reproduction names the issued file by its digest', async () => {
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const file = await made({ status: 'reproduction', reproduces: { file: null, sha256 } });
    // The digest of "abc" (FIPS 180-2) by base64 of another hand.
    expect(all(file, 'dcterms:isFormatOf').map(({ children }) => children)).toEqual([
      [{ type: 'text', text: 'ni:///sha-256;ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0' }],
    ]);
  });
});

it('declares everything the text refers to, and says no keyword of its own', async () => {
  const file = await made({ organs: [assembly, council], status: 'sample' });
  const ids = new Set([...file.xml.matchAll(/eId="([^"]*)"/g)].map((match) => match[1]));
  const used = [...file.xml.matchAll(/(?:refersTo|source|by|as|outcome|href)="(#[^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(' '));
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((one) => !ids.has(one.slice(1)))).toEqual([]);
  expect(all(file, 'classification')).toEqual([]);
});

it('makes files that are valid against the schema, all of the above', async () => {
  expect(await faultsOfAll()).toEqual([]);
});
