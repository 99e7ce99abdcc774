/** The JSON-LD record names the work and its versions by their IRIs, explains every name it uses, and asks for no network. */
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { build } from '../../src/index.ts';
import { scratch } from '../command.ts';
import { annexes, annexesInFrench, recordOf, writeLetter } from './letters.ts';

const { folder, remove } = scratch();
afterAll(remove);

const json = async (fields: string, others: Readonly<Record<string, string>> = {}) =>
  JSON.parse(await recordOf('jsonld', writeLetter(path.join(folder(), 'a-letter'), fields, others)));

const draft = `language: en
organs: [{ organ: general-assembly, session: 80, agenda: [{ item: "72 (b)", title: Clocks }] }]
letter: { date: 2026-02-03, from: [{ office: permanent-representative, of: AT, gender: m }], to: [secretary-general] }
signatories: [{ given: Anna, family: Example, titles: [Ambassador] }]`;
const french = { 'fr.yaml': 'language: fr\nstatus: unofficial\nunits:\n  agenda.72 (b): { text: Horloges }\n' };

/** Every name of the objects in a value, but for names of languages. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(/^[a-z]{2}$/.test(name) ? [] : [name]), ...namesIn(inner)]);
}

describe('a JSON-LD record', () => {
  it('of a draft has no symbol, date of issue or publisher, and a name that says it is temporary', async () => {
    const record = await json(draft);
    for (const name of ['identifier', 'issued', 'publisher', 'alias']) expect(record, name).not.toHaveProperty(name);
    expect(record['@id']).toContain('temporary');
    expect(record.status).toBe('draft');
  });

  it('names each version by its IRI, with what it was translated from, its status and its files', async () => {
    const record = await json(draft.replace('session: 80,', 'session: 80, symbol: A/80/9999,'), french);
    const work = '/akn/un/doc/communication/un-ga/2026-02-03/A-80-9999';
    expect(record['@id']).toBe(work);
    expect(record.version).toMatchObject([
      { '@id': `${work}/eng@`, language: 'en', status: 'draft', file: [{ contentUrl: 'a-letter-en.pdf', mediaType: 'application/pdf' }] },
      { '@id': `${work}/fra@`, language: 'fr', status: ['draft', 'unofficial-translation'], translationOf: `${work}/eng@` },
    ]);
    expect(record.version[0]).not.toHaveProperty('translationOf');
    expect(record.about).toMatchObject([{ identifier: '72 (b)', name: { en: 'Clocks', fr: 'Horloges' } }]);
  });

  it('lists what is attached to each version, enclosures within their annexes, by the names that Akoma Ntoso gives them', async () => {
    const text = `${draft.replace('session: 80,', 'session: 80, symbol: A/80/9999,')}\n${annexes}`;
    const place = writeLetter(path.join(folder(), 'a-letter'), text, { 'fr.yaml': `${french['fr.yaml']}${annexesInFrench}` });
    const { version } = JSON.parse(await recordOf('jsonld', place));
    const named = (expression: string, words: readonly string[], titles: readonly string[]) => [
      `${expression}!main`,
      {
        '@id': `${expression}!annex_1`,
        name: { [words[0] ?? '']: expect.stringContaining(words[1] ?? '-') },
        title: { [words[0] ?? '']: titles[0] },
        part: [
          { '@id': `${expression}!annex_1/enclosure_1`, name: { [words[0] ?? '']: words[2] }, title: { [words[0] ?? '']: titles[1] } },
          { '@id': `${expression}!annex_1/enclosure_2`, name: { [words[0] ?? '']: expect.any(String) } },
        ],
      },
      { '@id': `${expression}!annex_2`, name: { [words[0] ?? '']: expect.any(String) } },
    ];
    const work = '/akn/un/doc/communication/un-ga/2026-02-03/A-80-9999';
    expect(version[0].part).toMatchObject(named(`${work}/eng@`, ['en', 'Annex I', 'Enclosure 1'], ['On dials', 'A list']));
    expect(version[1].part).toMatchObject(named(`${work}/fra@`, ['fr', 'Annexe I', 'Pièce jointe 1'], ['Les cadrans', 'Une liste']));
    for (const component of [version[0].part[2], version[0].part[1].part[1]]) expect(component).not.toHaveProperty('title');
    // As the file of the same version names them.
    const files = await build([place], { cwd: place, format: ['akn'], verify: false });
    const output = files.documents[0]?.outputs.find(({ language }) => language === 'en');
    const akn = Buffer.from(output?.bytes ?? []).toString('utf8');
    const components = [...akn.matchAll(/<FRBRExpression>\s*<FRBRthis value="([^"]+)"/g)].map(([, iri]) => iri);
    const ids = (parts: readonly (string | { '@id': string; part?: [] })[]): string[] =>
      parts.flatMap((part) => (typeof part === 'string' ? [part] : [part['@id'], ...ids(part.part ?? [])]));
    expect(components).toHaveLength(5);
    expect(ids(version[0].part).sort()).toEqual(components.sort());
  });

  it('says the Organization published what it issued, and nothing else', async () => {
    const official = `${draft}\nstatus: official\nissued: 2026-02-10\nofficial: { by: the Secretariat, on: 2026-02-10 }`;
    expect((await json(official.replace('session: 80,', 'session: 80, symbol: A/80/9999,'))).publisher.name).toEqual({
      en: 'United Nations',
    });
  });

  it('explains every name in its own context', async () => {
    const { '@context': context, ...record } = await json(draft, french);
    const unknown = namesIn(record).filter((name) => !name.startsWith('@') && !Object.hasOwn(context, name));
    expect(unknown).toEqual([]);
    expect(typeof context).toBe('object');
  });
});
