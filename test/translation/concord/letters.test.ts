/**
 * The same faults in the letters of the house, whose translations are real ones: found wherever they stand, and nothing else.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../src/commands/session.ts';
import { prepareVersions } from '../../../src/pipeline.ts';
import { reporterOf } from '../../../src/reporter.ts';
import { compareVersions, readVersion, type Version } from '../../../src/translation/concord/concord.ts';
import { root } from '../../command.ts';
import { faults, inject, randomOf } from './faults.ts';

interface Letter {
  readonly source: Version;
  readonly translations: readonly Version[];
  readonly agenda: readonly string[];
}
const letters: Letter[] = [];

beforeAll(async () => {
  const { session } = await openSession(['content'], {}, root);
  if (!session) throw new Error('no session');
  for (const found of session.found) {
    const [original, ...others] = await prepareVersions(found, session.settings, reporterOf(found.file, false));
    if (!original) throw new Error(`no version of ${found.file}`);
    const read = others.flatMap(({ translation, context }): Version[] => {
      const units = translation?.standings.units.flatMap(({ unit, entry }) => (entry ? [{ ...unit, text: entry.text }] : [])) ?? [];
      return [{ language: context.language, units }];
    });
    const keys = new Set(read.flatMap(({ units }) => units.map(({ key }) => key)));
    const units = others[0]?.translation?.standings.units.map(({ unit }) => unit).filter(({ key }) => keys.has(key)) ?? [];
    const agenda = original.model.organs.flatMap((entry) => entry.agenda.map(({ item }) => item));
    letters.push({ source: { language: original.context.language, units }, translations: read, agenda });
  }
}, 60_000);

describe('the letters of the house', () => {
  it('have translations that say the same', () => {
    expect(letters.length).toBeGreaterThan(1);
    for (const { source, translations, agenda } of letters) {
      expect(translations.length).toBeGreaterThan(0);
      for (const translation of translations) expect(compareVersions(readVersion(source), readVersion(translation), agenda)).toEqual([]);
    }
  });

  it('show every fault: 200 of 200', () => {
    const names = Object.keys(faults);
    const reads = letters.map(({ source }) => readVersion(source));
    const missed: string[] = [];
    let injected = 0;
    for (let seed = 1001; injected < 200; seed += 1) {
      const random = randomOf(seed);
      const name = names[seed % names.length] ?? '';
      const at = Math.floor(random() * letters.length);
      const letter = letters[at];
      const translation = letter?.translations[Math.floor(random() * letter.translations.length)];
      const read = reads[at];
      const fault = letter && translation && inject(name, translation, letter.source, random);
      // Not every letter has a place for every fault.
      if (!fault || !read) continue;
      injected += 1;
      const findings = compareVersions(read, readVersion(fault.version), letter.agenda);
      const said = findings.map(({ code, key }) => `${code} ${key}`).join(', ');
      if (!findings.some(({ key }) => fault.keys.includes(key)) || findings.some(({ key }) => !fault.keys.includes(key)))
        missed.push(`seed ${seed}, ${name}, ${fault.done}; said: ${said}`);
    }
    expect(missed).toEqual([]);
  }, 120_000);
});
