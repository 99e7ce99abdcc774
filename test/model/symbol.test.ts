import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Organs } from '../../src/model/house-data.ts';
import { fileSlug, formatSymbol, formatSymbols, parseSymbol, splitSymbols } from '../../src/model/symbol.ts';
import { houseData } from './house.ts';

let organs: Organs;
beforeAll(async () => {
  organs = (await houseData()).organs;
});

describe('a symbol', () => {
  it('of the Assembly names its session', () => {
    expect(parseSymbol('A/79/758', organs)).toMatchObject({
      organ: 'general-assembly',
      session: { type: 'regular', number: 79 },
      number: '758',
    });
    expect(parseSymbol('A/ES-10/1022', organs)?.session).toEqual({ type: 'emergency-special', number: 10 });
    expect(parseSymbol('A/S-31/3', organs)?.session).toEqual({ type: 'special', number: 31 });
  });

  it('of the Council names the calendar year since 1994, and only a number before', () => {
    expect(parseSymbol('S/2025/62', organs)).toMatchObject({ organ: 'security-council', year: 2025, number: '62' });
    expect(parseSymbol('S/22048', organs)).toMatchObject({ organ: 'security-council', year: null, number: '22048' });
  });

  it('may end in parts, suffixes and the asterisk of a reissue', () => {
    expect(parseSymbol('A/80/74/Add.1', organs)?.suffixes).toEqual(['Add.1']);
    expect(parseSymbol('E/2025/15/Add.1/Rev.1', organs)?.suffixes).toEqual(['Add.1', 'Rev.1']);
    expect(parseSymbol('A/79/6 (Part I)', organs)?.part).toBe(' (Part I)');
    expect(parseSymbol('A/79/843*', organs)?.stars).toBe(1);
  });

  it.each([
    'A/79-758',
    'A/79/0758',
    'a/79/758',
    'A/ 79/758',
    'A/79/758/',
    'A/30/1',
    'S/25/62',
    'A/79/758/Foo.1',
    'B/1/1',
    '',
    'A/79/758\n',
  ])('is not %j', (text) => {
    expect(parseSymbol(text, organs)).toBeNull();
  });

  it('is the same after parsing and formatting', () => {
    const number = fc.integer({ min: 1, max: 99_999 });
    const head = fc.oneof(
      fc.integer({ min: 31, max: 999 }).map((session) => `A/${session}/`),
      fc.integer({ min: 1, max: 99 }).map((session) => `A/ES-${session}/`),
      fc.integer({ min: 1994, max: 2099 }).map((year) => `S/${year}/`),
      fc.constant('S/'),
    );
    const suffix = fc.oneof(
      fc.constantFrom('Add', 'Amend', 'Corr', 'Rev').chain((word) => number.map((n) => `/${word}.${n}`)),
      fc.constant('/Summary'),
    );
    const part = fc.constantFrom('', ' (Part IV)', '(Resumption 2)', ' (Vol. I)');
    const symbol = fc
      .tuple(head, number, part, fc.array(suffix, { maxLength: 3 }), fc.constantFrom('', '*', '**'))
      .map(([start, n, middle, suffixes, stars]) => `${start}${n}${middle}${suffixes.join('')}${stars}`);
    fc.assert(
      fc.property(symbol, (text) => {
        const parsed = parseSymbol(text, organs);
        expect(parsed && formatSymbol(parsed)).toBe(text);
      }),
    );
  });
});

describe('the symbols of one document', () => {
  it.each(['A/79/758-S/2025/62', 'A/79/758–S/2025/62', 'A/79/758\u2212S/2025/62', 'A/79/758, S/2025/62'])('are parted in %s', (text) => {
    expect(splitSymbols(text, organs)).toEqual(['A/79/758', 'S/2025/62']);
  });

  it('are joined by a hyphen', () => {
    expect(formatSymbols(['A/79/758', 'S/2025/62'], organs.joiner)).toBe('A/79/758-S/2025/62');
  });

  it('make a file name that every system takes', () => {
    expect(fileSlug('A/79/758-S/2025/62')).toBe('A_79_758-S_2025_62');
    expect(fileSlug('A/79/843*-S/2025/201*')).toBe('A_79_843-S_2025_201');
    expect(fileSlug('A/79/6 (Part I)')).toBe('A_79_6_Part_I');
    fc.assert(fc.property(fc.string(), (text) => !/[<>:"/\\|?*\u0000-\u001f ]|^\.|\.$/.test(fileSlug(text))));
  });
});
