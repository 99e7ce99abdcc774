/**
 * A bag that `archive` made is verified from the bag alone, in a folder where nothing else is; and whoever changes a file with
 * every digest of it, in manifests, METS and PREMIS, is found by building the outputs anew.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BagVerdict, verifyBag } from '../../src/archive/verify/verify-bag.ts';
import type { Problem } from '../../src/problem.ts';
import { reporterOf } from '../../src/reporter.ts';
import { circulate, copyDocument, filesBelow, scratch } from '../command.ts';
import { allSound, type Files, forgedFile, writeFolder, writeZip } from './handmade.ts';

const { folder, remove } = scratch();
afterAll(remove);
const place = folder();
const source = 'data/representations/source/data';

let sound: Files;
beforeAll(async () => {
  const user = folder();
  copyDocument('content/sample-letter', user, 'a-letter');
  const made = await circulate(['archive', '--depositor', 'Sample Mission', '--rights', 'None known', '--out', 'bags'], user);
  expect(made.stderr).toBe('');
  sound = new Map(
    [...filesBelow(path.join(user, 'bags'))].map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), new Uint8Array(bytes)]),
  );
}, 120_000);

async function verified(target: string): Promise<{ verdict: BagVerdict | null; problems: readonly Problem[] }> {
  const reporter = reporterOf('bag', false);
  const verdict = await verifyBag(target, 'bag', reporter, { rebuild: true });
  return { verdict, problems: reporter.problems };
}
const codesOf = (problems: readonly Problem[]) => [...new Set(problems.map(({ code, severity }) => `${severity} ${code}`))].sort();
const fileNamed = (end: string) => {
  const name = [...sound.keys()].find((one) => one.endsWith(end) && !one.startsWith(source));
  if (name === undefined) throw new Error(`no ${end} in the bag`);
  return name;
};

/** A file changed to one of the same length, and everything that describes it changed with it. */
function forged(name: string, change: (text: string) => string): Files {
  const before = Buffer.from(sound.get(name) ?? []).toString('latin1');
  const after = change(before);
  expect(after).not.toBe(before);
  expect(after).toHaveLength(before.length);
  return forgedFile(sound, name, Buffer.from(after, 'latin1'));
}

describe('a bag as it was made', { timeout: 120_000 }, () => {
  it('is sound in every respect, as a folder and as a ZIP file, wherever it lies', async () => {
    for (const target of [writeFolder(sound, path.join(place, 'elsewhere/bag')), writeZip(sound, path.join(place, 'bag.zip'))]) {
      const { verdict, problems } = await verified(target);
      expect(problems).toEqual([]);
      expect(verdict?.checks.map(({ name, result }) => `${name} ${result}`)).toEqual(allSound);
      const [, outputs, same] = /(\d+) of (\d+)/.exec(verdict?.checks[2]?.said ?? '') ?? [];
      expect(Number(outputs)).toBeGreaterThan(6);
      expect(same).toBe(outputs);
    }
  });

  it('is verified by the command in a folder that holds nothing else', async () => {
    const alone = folder();
    mkdirSync(path.join(alone, 'bags'));
    writeZip(sound, path.join(alone, 'bags/letter.zip'));
    const { exit, stdout, stderr } = await circulate(['verify', 'bags/letter.zip'], alone);
    expect(stderr).toBe('');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/regeneration: sound; (\d+) of \1 outputs/);
    expect([...filesBelow(alone).keys()]).toEqual(['bags/letter.zip']);
  });
});

describe('a bag that was changed with every digest in it', { timeout: 120_000 }, () => {
  const found = async (files: Files) => (await verified(writeFolder(files, path.join(place, 'forged')))).problems;

  it('is found by what its source gives, and by what its source says', async () => {
    const problems = await found(forged(fileNamed('.html'), (text) => text.replace('eleven', 'twelve')));
    expect(codesOf(problems)).toEqual(['error BAG_REBUILT', 'error TEXT_DIFFERS']);
    expect(problems.find(({ code }) => code === 'BAG_REBUILT')?.values.reason).toContain('twelve');
  });

  it('is found where a record of it was changed', async () => {
    expect(codesOf(await found(forged(fileNamed('.marc.xml'), (text) => text.replace('80/99999', '80/99998'))))).toEqual([
      'error BAG_REBUILT',
    ]);
    expect(codesOf(await found(forged('data/documentation/README.txt', (text) => text.replace('Sample', 'Simple'))))).toEqual([
      'error BAG_REBUILT',
    ]);
  });

  it('is found where a PDF was changed, by its rules or its text', async () => {
    const problems = await found(forged(fileNamed('.pdf'), (text) => text.replace('/Lang (en', '/Lang (fr')));
    expect(codesOf(problems)).toContain('error BAG_REBUILT');
  });

  it('is found where its source was changed: every output says another thing', async () => {
    const problems = await found(forged(`${source}/document/a-letter/letter.yaml`, (text) => text.replace('Forty-two', 'Forty-six')));
    expect(problems.filter(({ code }) => code === 'BAG_REBUILT').length).toBeGreaterThanOrEqual(5);
    expect(codesOf(problems)).toContain('error TEXT_DIFFERS');
  });

  it('is told where its house style is another, which alone is no fault', async () => {
    const problems = await found(forged(`${source}/house/templates/organs.yaml`, (text) => text.replace('# Organs', '# Bodies')));
    expect(codesOf(problems)).toEqual(['warning BAG_HOUSE']);
  });

  it('is told where it names another version of the program', async () => {
    const problems = await found(forged(`${source}/settings.json`, (text) => text.replace(/"version": "0/, '"version": "9')));
    expect(codesOf(problems)).toEqual(['warning BAG_PROGRAM']);
  });

  it('is not built anew from settings that lead out of it', async () => {
    const problems = await found(forged(`${source}/settings.json`, (text) => text.replace('"document/a-letter"', '"../../../a-letter"')));
    expect(codesOf(problems)).toContain('error BAG_SETTINGS');
  });
});
