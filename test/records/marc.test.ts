/** The MARC 21 record says what the document says, by the Library's table, and nothing else. */
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { validateXml } from '../../src/xsd.ts';
import { scratch } from '../command.ts';
import { fieldsIn, recordOf, writeLetter } from './letters.ts';

const { folder, remove } = scratch();
afterAll(remove);

const marc = async (fields: string, others: Readonly<Record<string, string>> = {}) =>
  fieldsIn(await recordOf('marcxml', writeLetter(path.join(folder(), 'a-letter'), fields, others)));
const only = (tag: string, fields: readonly string[]) => fields.filter((field) => field.startsWith(tag));

const draft = `language: en
organs: [{ organ: general-assembly, session: 80 }]
letter: { date: 2026-02-03, from: [{ office: permanent-representative, of: AT, gender: m }], to: [secretary-general] }
signatories: [{ given: Anna, family: Example, titles: [Ambassador] }]`;
const official = `${draft.replace('session: 80 }', 'session: 80, symbol: A/80/9999, agenda: [{ item: "72 (b)", title: Clocks }] }')}
status: official
issued: 2026-02-10
job: { number: 26-01234, dates: [2026-02-12] }
official: { by: the Secretariat, on: 2026-02-10 }`;

describe('a MARC record', () => {
  it('of a draft has no symbol, date of issue, job number, agency or publisher', async () => {
    const fields = await marc(draft);
    for (const tag of ['001', '008', '029', '191', '260', '269', '981', '991']) expect(only(tag, fields), tag).toEqual([]);
    expect(only('040', fields)).toEqual(['040 __ $beng']);
    expect(only('500', fields)).toEqual(['500 __ $aDraft, 3 February 2026']);
    expect(only('049', fields)).toEqual(['049 __ $aaut']);
  });

  it('of an official document follows the Library’s table', async () => {
    expect(await marc(official)).toEqual([
      '029 __ $aJN$b26-01234',
      '040 __ $aNNUN$beng',
      '041 0_ $aeng',
      '049 __ $aaut',
      '089 __ $bB18',
      '091 __ $aGEN',
      '191 __ $aA/80/9999$bA/$c80',
      '245 00 $aLetter dated 3 February 2026 from the Permanent Representative of Austria to the United Nations addressed to the Secretary-General',
      '260 __ $bUN$c2026',
      '269 __ $a2026-02-10',
      '500 __ $aIssued by the Secretariat on 10 February 2026',
      '546 __ $aOriginal: English.',
      '700 1_ $aExample, Anna',
      '856 __ $ua-letter-en.pdf$3English$qapplication/pdf',
      '981 __ $aGeneral Assembly$bGeneral Assembly Plenary',
      '989 __ $aDocuments and Publications$bLetters and Notes Verbales',
      '991 __ $aA/80/251$b72 (b)$cClocks',
      '992 __ $a2026-02-03',
    ]);
  });

  it('names every symbol, and each in the field of its organ', async () => {
    const two = draft.replace(
      'session: 80 }]',
      'session: 80, symbol: A/80/9999 }, { organ: security-council, year: 81, symbol: S/2026/9999 }]\nissued: 2026-02-10',
    );
    const fields = await marc(two);
    expect(only('191', fields)).toEqual(['191 __ $aA/80/9999$bA/$c80', '191 __ $aS/2026/9999$bS/$c81']);
    expect(only('981', fields)).toEqual(['981 __ $aGeneral Assembly$bGeneral Assembly Plenary', '981 __ $aSecurity Council']);
  });

  it('says nothing of the agenda’s symbol where the rule is not known', async () => {
    const special = draft.replace('session: 80 }', 'session: { special: 33 }, agenda: [{ item: "7", title: Clocks }] }');
    expect(only('991', await marc(special))).toEqual([]);
  });

  it('has the codes of languages that libraries use, and the original of translations', async () => {
    const french = 'language: fr\nstatus: unofficial\nunits: {}\n';
    const fields = await marc(draft, { 'fr.yaml': french });
    expect(only('041', fields)).toEqual(['041 1_ $aeng$afre$heng']);
    expect(only('546', fields)).toEqual(['546 __ $aOriginal: English.', '546 __ $aUnofficial translation: French.']);
  });

  it('of an invented State has no country', async () => {
    expect(only('049', await marc(draft.replace('AT', 'XA')))).toEqual([]);
  });

  it('tells how many characters of an article sorting skips', async () => {
    expect(only('245', await marc(`${draft}\ntitle: The clock of Vienna`))).toEqual(['245 04 $aThe clock of Vienna']);
    expect(only('245', await marc(`${draft}\ntitle: Theatres and clocks`))).toEqual(['245 00 $aTheatres and clocks']);
  });

  it('is valid against the schema of the Library of Congress, which refuses a wrong one', async () => {
    const record = await recordOf('marcxml', writeLetter(path.join(folder(), 'a-letter'), official));
    const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const faults = await validateXml(
      [
        file('right.xml', record),
        file('wrong.xml', record.replace('tag="245"', 'tag="24"')),
        file('leader.xml', record.replace(' 4500', ' 45')),
      ],
      ['marc'],
    );
    expect([...new Set(faults.map((fault) => fault.file))]).toEqual(['wrong.xml', 'leader.xml']);
  });

  it('survives any title', async () => {
    const place = path.join(folder(), 'a-letter');
    const letters = fc.string({
      unit: fc.constantFrom('a', 'é', '<', '>', '&', '"', "'", ']', ' ', '文', '😀'),
      minLength: 1,
      maxLength: 30,
    });
    const titles = letters.map((text) => `x${text}`.replace(/\s+/g, ' ').trim());
    await fc.assert(
      fc.asyncProperty(titles, async (title) => {
        writeLetter(place, `${draft}\ntitle: ${JSON.stringify(title)}`);
        expect(only('245', fieldsIn(await recordOf('marcxml', place)))).toEqual([`245 00 $a${title}`]);
      }),
      { numRuns: 30 },
    );
  });
});
