/** What a translator carries over, found in the texts of each language and written anew in another. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { finderOf, findSymbols, writtenIn } from '../../../src/exchange/placeables.ts';
import { type House, loadHouse } from '../../../src/house.ts';
import type { Language } from '../../../src/language/language.ts';

const codes = readdirSync(path.resolve(import.meta.dirname, '../../../templates/languages')).map((file) => path.basename(file, '.yaml'));
let house: House;
beforeAll(async () => {
  const loaded = await loadHouse(null, (...problem) => {
    throw new Error(JSON.stringify(problem));
  });
  if (!loaded) throw new Error('no house');
  house = loaded;
});
const language = (code: string): Language => {
  const found = house.languages.get(code);
  if (!found) throw new Error(`no ${code}`);
  return found;
};
const valuesIn = (text: string, code: string) => finderOf(language(code), [])(text).map(({ kind, value }) => `${kind} ${value}`);

describe('placeables', () => {
  it.each([
    ['See A/74/650–S/2020/34 and A/RES/74/1.', ['A/74/650', 'S/2020/34', 'A/RES/74/1']],
    ['(A/C.3/72/L.1), S/PRST/2002/37', ['A/C.3/72/L.1', 'S/PRST/2002/37']],
    ['A/ES-10/842/Add.1*', ['A/ES-10/842/Add.1']],
    ['and/or, km/h, TCP/IP', []],
  ])('are the symbols of %s', (text, symbols) => {
    expect(findSymbols(text).map(({ value }) => value)).toEqual(symbols);
  });

  it.each([
    ['en', 'On 1 January 2020, 1,250 of 32 met on the 3rd (2.5 per cent).', ['date 2020-01-01', 'number 1250', 'number 32']],
    ['fr', 'Le 1er janvier 2020, 1\u00a0250 des 32 se sont réunis.', ['date 2020-01-01', 'number 1250', 'number 32']],
    ['es', 'El 17 de enero de 2020, los 32.', ['date 2020-01-17', 'number 32']],
    ['ru', '17 января 2020 года их было 1\u00a0250.', ['date 2020-01-17', 'number 1250']],
    ['zh', '2020年11月17日，共32人。', ['date 2020-11-17', 'number 32']],
    ['ar', 'في 17 كانون الثاني/يناير 2020 كانوا 32.', ['date 2020-01-17', 'number 32']],
  ])('are found in %s', (code, text, values) => {
    expect(valuesIn(text, code)).toEqual(values);
  });

  it('are no days that no calendar has', () => {
    expect(valuesIn('30 February 2020', 'en')).toEqual(['number 30', 'number 2020']);
  });

  it('keep their value through every language and back', () => {
    const day = fc
      .date({ min: new Date('1946-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.nat(9_999_999), fc.constantFrom(...codes), fc.constantFrom(...codes), (date, number, one, other) => {
        const [from, to] = [language(one), language(other)];
        for (const value of [
          { kind: 'date', value: date, text: date } as const,
          { kind: 'number', value: String(number), text: String(number) } as const,
        ]) {
          const first = writtenIn(value, from, from, []) ?? '';
          const [found] = finderOf(from, [])(first);
          expect(found).toMatchObject({ kind: value.kind, value: value.value, text: first });
          if (!found) return;
          const second = writtenIn(found, from, to, []) ?? '';
          expect(finderOf(to, [])(second)).toMatchObject([{ kind: value.kind, value: value.value, text: second }]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
