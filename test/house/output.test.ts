/** Folders are made or refused, and nothing is left of one that could not be made. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, reasonOf } from '../../src/output.ts';
import { circulate, scratch } from '../command.ts';

const { folder, remove } = scratch();
afterAll(remove);
const reason = (made: Promise<unknown>) => made.then(() => null, reasonOf);

describe('a folder', { timeout: 20_000 }, () => {
  it('is made with those above it, and the outermost new one is told', async () => {
    const place = folder();
    expect(await makeFolder(path.join(place, 'a/b/c'))).toBe(path.join(place, 'a'));
    expect(existsSync(path.join(place, 'a/b/c'))).toBe(true);
    expect(await makeFolder(path.join(place, 'a/b/c'))).toBeNull();
    expect(await makeFolder(path.join(place, 'a/b/d'))).toBe(path.join(place, 'a/b/d'));
  });

  it('is not made below a file', async () => {
    const place = folder();
    writeFileSync(path.join(place, 'file'), '');
    expect(await reason(makeFolder(path.join(place, 'file/a/b')))).toBe('ENOTDIR');
  });

  it('is left by none of those above it if it cannot be made', async () => {
    const place = folder();
    mkdirSync(path.join(place, 'a'));
    expect(await reason(makeFolder(path.join(place, `a/b/${'x'.repeat(300)}`)))).toBe('ENAMETOOLONG');
    expect(existsSync(path.join(place, 'a/b'))).toBe(false);
  });

  // Node's own way of making folders does not end there.
  it.runIf(existsSync('/proc/self'))('is refused by a place that takes none', async () => {
    expect(await reason(makeFolder('/proc/nowhere/a'))).toBe('ENOENT');
    const { exit, stderr } = await circulate(['new', '/proc/nowhere/letter'], folder());
    expect([exit, stderr.includes('OUTPUT_UNWRITABLE')]).toEqual([8, true]);
    expect((await circulate(['schema', '--write', '/proc/nowhere'], folder())).exit).toBe(8);
  });
});
