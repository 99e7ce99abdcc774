/**
 * The showpiece: faults of many kinds at random places of clean versions are found, and clean versions have no findings.
 */
import { describe, expect, it } from 'vitest';
import { compareVersions, readVersion } from '../../../src/translation/concord/concord.ts';
import type { FindingCode } from '../../../src/translation/concord/finding.ts';
import { faults, inject, randomOf } from './faults.ts';
import { cleanVersion, codes } from './versions.ts';

const readings = new Map(codes.map((code) => [code, readVersion(cleanVersion(code))]));
const agenda = ['998', '999 (b)'];
const source = cleanVersion('en');
const translations = codes.filter((code) => code !== 'en');

describe('the clean set', () => {
  const directions = codes.flatMap((from) => codes.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(directions)('has no finding from %s to %s', (from, to) => {
    const [one, other] = [readings.get(from), readings.get(to)];
    if (!one || !other) throw new Error('no reading');
    expect(compareVersions(one, other, agenda)).toEqual([]);
  });

  it.each(directions)('has none from %s to %s where each says it in its own way', (from, to) => {
    const [one, other] = [from, to].map((code) => readVersion(cleanVersion(code, 'idioms')));
    if (!one || !other) throw new Error('no reading');
    expect(compareVersions(one, other, [])).toEqual([]);
  });
});

/** What may find each kind of fault; the first is the usual one. */
const finders: Readonly<Record<string, readonly FindingCode[]>> = {
  'a figure changed': ['CONCORD_FIGURE', 'CONCORD_DATE', 'CONCORD_SYMBOL', 'CONCORD_ADDRESS', 'CONCORD_ITEM'],
  'a figure lost': ['CONCORD_FIGURE', 'CONCORD_DATE', 'CONCORD_ITEM', 'CONCORD_ADDRESS'],
  'two figures exchanged': ['CONCORD_FIGURE', 'CONCORD_DATE', 'CONCORD_ADDRESS', 'CONCORD_ITEM'],
  'a number word changed': ['CONCORD_FIGURE'],
  'a multiplier changed': ['CONCORD_FIGURE'],
  'a month changed': ['CONCORD_DATE'],
  'a symbol changed': ['CONCORD_SYMBOL'],
  'a symbol lost': ['CONCORD_SYMBOL'],
  'an address changed': ['CONCORD_ADDRESS'],
  'a quotation mark lost': ['CONCORD_PAIRED', 'CONCORD_QUOTATION'],
  'quotation marks left out': ['CONCORD_QUOTATION'],
  'a bracket lost': ['CONCORD_PAIRED'],
  'emphasis lost': ['CONCORD_EMPHASIS'],
  'a foreign span changed': ['CONCORD_SPAN'],
  'words left in the source’s language': ['CONCORD_UNTRANSLATED'],
  'a unit left in the source’s language': ['CONCORD_UNTRANSLATED'],
  'the end mark lost': ['CONCORD_END'],
  'the end mark changed': ['CONCORD_END'],
  'a word doubled': ['CONCORD_DOUBLED'],
  'a unit pasted twice': ['CONCORD_REPEATED'],
  'a unit missing': ['CONCORD_UNIT'],
  'half a unit lost': ['CONCORD_LENGTH', 'CONCORD_FIGURE', 'CONCORD_DATE', 'CONCORD_SYMBOL', 'CONCORD_PAIRED', 'CONCORD_ITEM'],
  'signatories exchanged': ['CONCORD_SIGNATORY'],
  'agenda items exchanged': ['CONCORD_ITEM'],
  'a sub-item changed': ['CONCORD_ITEM'],
  'a per cent sign lost': ['CONCORD_FIGURE'],
  'a letter of another script': ['CONCORD_UNTRANSLATED'],
};

describe('a fault', () => {
  const names = Object.keys(faults);
  const read = readings.get('en');
  if (!read) throw new Error('no source');

  it('is of one of more than ten kinds', () => {
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(name in finders))).toEqual([]);
  });

  it('is found wherever it stands: 200 of 200', () => {
    const missed: string[] = [];
    let injected = 0;
    for (let seed = 1; injected < 200; seed += 1) {
      const random = randomOf(seed);
      const name = names[seed % names.length] ?? '';
      // Not every version has a place for every fault.
      const order = translations.toSorted(() => random() - 0.5);
      const fault = order.map((code) => inject(name, cleanVersion(code), source, random)).find((one) => one !== null);
      if (!fault) continue;
      injected += 1;
      const findings = compareVersions(read, readVersion(fault.version), agenda);
      const found = findings.some(({ code, key }) => fault.keys.includes(key) && finders[name]?.includes(code));
      const others = findings.filter(({ key }) => !fault.keys.includes(key));
      const said = findings.map(({ code, key }) => `${code} ${key}`).join(', ');
      if (!found || others.length > 0) missed.push(`seed ${seed}, ${name}, ${fault.done}; said: ${said}`);
    }
    expect(missed).toEqual([]);
  }, 120_000);
});
