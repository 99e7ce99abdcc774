/**
 * The same sources give the same bytes, wherever and whenever they are built: the built command runs in two folders of other
 * depth, in time zones a day apart, in other locales, its documents copied and named in another order.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circulate, copyDocument, filesBelow, root, scratch } from './command.ts';

const documents = {
  'letter-2020-01-17-azerbaijan': 'content/letter-2020-01-17-azerbaijan',
  'sample-letter': 'content/sample-letter',
  draft: 'test/cases/assembly-one-item',
  long: 'test/cases/long',
};
const { folder, remove } = scratch();
afterAll(remove);

/** Copies the documents in the order of `names`, builds them and gives the digest of every file made. */
async function digests(
  home: string,
  names: readonly (keyof typeof documents)[],
  paths: readonly string[],
  env: Record<string, string>,
): Promise<Record<string, string>> {
  mkdirSync(home, { recursive: true });
  for (const name of names) copyDocument(documents[name], home, name);
  const { exit, stderr } = await circulate(['build', '--format', 'all', ...paths], home, env);
  expect(exit, stderr).toBe(0);
  const files = [...filesBelow(path.join(home, 'output'))];
  return Object.fromEntries(files.map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]));
}

describe('two builds of the same sources', () => {
  const names = Object.keys(documents) as (keyof typeof documents)[];
  let one: Record<string, string>;
  let other: Record<string, string>;
  beforeAll(async () => {
    const backwards = [...names].reverse();
    one = await digests(folder(), names, [], { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' });
    other = await digests(
      path.join(folder(), 'a folder/with “quotes”/and/depth'),
      backwards,
      backwards.map((name) => `content/${name}`),
      { TZ: 'America/New_York', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
    );
  });

  // A page that links the versions stands beside those of the versions.
  it.each([
    ['pdf', 1],
    ['docx', 1],
    ['html', 2],
    ['txt', 1],
  ])('make a file of every document as %s', (ending, files) => {
    expect(Object.keys(one).filter((file) => file.endsWith(`.${ending}`))).toHaveLength(files * names.length);
  });

  it('have the same names and bytes in any time zone, locale, folder and order', () => {
    expect(other).toEqual(one);
  });

  it('differ when the source differs', () => {
    expect(new Set(Object.values(one)).size).toBe(Object.keys(one).length);
  });
});

describe('builds of a document in six languages', () => {
  it('have the same bytes by one thread and by two', async () => {
    const made = async (workers: string) => {
      const home = folder();
      cpSync(path.join(root, 'content/sample-letter'), path.join(home, 'content/sample-letter'), { recursive: true });
      const { exit, stderr } = await circulate(['build', '--no-verify', '--workers', workers], home);
      expect(exit, stderr).toBe(0);
      return [...filesBelow(path.join(home, 'output'))].map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]);
    };
    const alone = await made('1');
    expect(alone).toHaveLength(12);
    expect(await made('2')).toEqual(alone);
  });
});
