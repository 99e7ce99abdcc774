/**
 * What an archive keeps of the program is what was built, and a file is taken for its bundle only if it is one.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles, programFingerprint } from '../../src/archive/program.ts';
import { unzip } from '../../src/deflate.ts';
import type { Problem } from '../../src/problem.ts';
import { reporterOf } from '../../src/reporter.ts';
import { bundleName, makeBundle } from '../bundle/bundle.ts';
import { root, scratch } from '../command.ts';

const { folder, remove } = scratch();
afterAll(remove);
const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');

let home: string;
let bundle: Buffer;
beforeAll(async () => {
  home = folder();
  const made = await makeBundle(path.join(home, 'bundle'));
  bundle = readFileSync(made);
});

/** Takes a bundle of these bytes; gives the paths kept, or the problems. */
async function take(bytes: Uint8Array): Promise<{ paths: readonly string[] | null; problems: readonly Problem[] }> {
  writeFileSync(path.join(home, 'given.zip'), bytes);
  const { report, problems } = reporterOf('.', false);
  const files = await programFiles('given.zip', home, report);
  return { paths: files?.map((file) => file.path) ?? null, problems };
}
const changed = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
  const files = new Map(unzip(bundle));
  change(files);
  return zipSync(Object.fromEntries(files), { level: 0 });
};

describe('the program kept', () => {
  it('is its lockfile, its bill of materials, licences and digests', async () => {
    const { report, problems } = reporterOf('.', false);
    const files = (await programFiles(null, root, report)) ?? [];
    expect(problems).toEqual([]);
    expect(files.map((file) => file.path)).toEqual(
      ['LICENCES.txt', 'SBOM.cdx.json', 'bundle.sha512', 'package-lock.json'].map((name) => `program/${name}`),
    );
    expect(Buffer.compare(files[3]?.bytes ?? Buffer.of(), readFileSync(path.join(root, 'package-lock.json')))).toBe(0);
    const digests = Buffer.from(files[2]?.bytes ?? []).toString();
    expect(digests).toContain(`${sha512(readFileSync(path.join(root, 'dist/cli.js')))}  dist/cli.js\n`);
  });

  it('has a number of its own, the same at every asking', async () => {
    const number = await programFingerprint();
    expect(number).toMatch(/^[0-9a-f]{128}$/);
    expect(await programFingerprint()).toBe(number);
  });
});

describe('a bundle named by the user', () => {
  it('is kept untouched when its files are this program’s', async () => {
    const { report } = reporterOf('.', false);
    const files = (await programFiles(`bundle/${bundleName}.zip`, home, report)) ?? [];
    const kept = files.find((file) => file.path === `program/${bundleName}.zip`);
    expect(kept && sha512(kept.bytes)).toBe(sha512(bundle));
  });

  it('is taken whatever packed it, if its files are the same', async () => {
    expect((await take(changed(() => {}))).paths).toContain(`program/${bundleName}.zip`);
  });

  it.each<[string, (files: Map<string, Uint8Array>) => void]>([
    ['a file is changed', (files) => files.set(`${bundleName}/dist/cli.js`, Buffer.from('process.exit(0)\n'))],
    ['a file is missing', (files) => files.delete(`${bundleName}/LICENCES.txt`)],
    ['a file is added', (files) => files.set(`${bundleName}/dist/more.js`, Buffer.from(''))],
    ['a file lies outside its folder', (files) => files.set('more.txt', Buffer.from(''))],
  ])('is refused when %s', async (_, change) => {
    const { paths, problems } = await take(changed(change));
    expect(paths).toBeNull();
    expect(problems.map(({ code, values }) => [code, values.variant])).toEqual([['FILE_UNREADABLE', 'bundle']]);
  });

  it('is refused when it is no archive, or damaged', async () => {
    const damaged = Buffer.from(bundle);
    damaged.fill(0, 5000, 5100);
    for (const bytes of [Buffer.from('not a zip'), damaged, bundle.subarray(0, -100)]) {
      const { paths, problems } = await take(bytes);
      expect(paths).toBeNull();
      expect(problems.map(({ code }) => code)).toEqual(['FILE_UNREADABLE']);
    }
  });

  it('is told of when it is not there, or a folder', async () => {
    mkdirSync(path.join(home, 'folder'));
    for (const [name, reason] of [
      ['absent.zip', 'ENOENT'],
      ['folder', 'EISDIR'],
    ] as const) {
      const { report, problems } = reporterOf('.', false);
      expect(await programFiles(name, home, report)).toBeNull();
      expect(problems.map(({ values }) => values.reason)).toEqual([reason]);
    }
  });
});
