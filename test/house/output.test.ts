/** Folders are made or refused, and nothing is left of one that could not be made; files that another program has open are waited for. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadMessages } from '../../src/messages.ts';
import { makeFolder, reasonOf, renameFile, unwritable } from '../../src/output.ts';
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

describe('a file that another program has open', () => {
  const refusing = (times: number, code: string) => {
    const tried: string[] = [];
    return {
      tried,
      async once(from: string, to: string) {
        tried.push(`${from} ${to}`);
        if (tried.length <= times) throw Object.assign(new Error(code), { code });
      },
    };
  };

  it.each(['EBUSY', 'EPERM'])('is renamed when it is let go: %s', async (code) => {
    const { tried, once } = refusing(2, code);
    await renameFile('a', 'b', [1, 1, 1], once);
    expect(tried).toEqual(['a b', 'a b', 'a b']);
  });

  it('is given up after the last pause, and at once if that is not the reason', async () => {
    const held = refusing(9, 'EBUSY');
    expect(await reason(renameFile('a', 'b', [1, 1], held.once))).toBe('EBUSY');
    expect(held.tried).toHaveLength(3);
    const full = refusing(9, 'ENOSPC');
    expect(await reason(renameFile('a', 'b', [1, 1], full.once))).toBe('ENOSPC');
    expect(full.tried).toHaveLength(1);
  });

  it('is renamed without a pause where nothing has it open', async () => {
    const place = folder();
    writeFileSync(path.join(place, 'a'), 'new');
    writeFileSync(path.join(place, 'b'), 'old');
    await renameFile(path.join(place, 'a'), path.join(place, 'b'));
    expect([existsSync(path.join(place, 'a')), readFileSync(path.join(place, 'b'), 'utf8')]).toEqual([false, 'new']);
  });

  it('is told as such, with what to do', async () => {
    const words = (await loadMessages(null)).codes.OUTPUT_UNWRITABLE;
    for (const code of ['EBUSY', 'EPERM'])
      expect(unwritable('letter.docx', code)).toEqual({ value: 'letter.docx', reason: code, variant: 'held' });
    expect(words?.variants?.held?.hint).toMatch(/^close it in every other program/);
    expect(unwritable('letter.docx', 'ENOSPC')).toEqual({ value: 'letter.docx', reason: 'ENOSPC' });
  });
});
