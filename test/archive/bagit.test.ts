/**
 * A bag is what RFC 8493 says it is, is written whole or not at all, and its names can be kept on every system.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bagOf, digested } from '../../src/archive/bagit.ts';
import { writeBag } from '../../src/archive/write.ts';
import { unzip } from '../../src/deflate.ts';
import { illegalName } from '../../src/names.ts';
import { filesBelow, scratch } from '../command.ts';

const { folder, remove } = scratch();
afterAll(remove);
const bytes = (text: string) => new TextEncoder().encode(text);
const small = bagOf(
  [digested({ path: 'b/100%.txt', bytes: bytes('two\n') }), digested({ path: 'a.txt', bytes: bytes('one') })],
  [
    ['Source-Organization', 'Sample\n  Mission'],
    ['External-Identifier', 'A/80/1'],
    ['External-Identifier', 'S/2025/1'],
  ],
);
const textOf = (name: string) => Buffer.from(small.find((file) => file.path === name)?.bytes ?? []).toString('utf8');
const digestOf = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

describe('a bag', () => {
  it('declares its version and encoding in two lines', () => {
    expect(textOf('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  });

  it('lists every payload file in order in each manifest, per cent signs encoded', () => {
    for (const algorithm of ['sha512', 'sha256']) {
      expect(textOf(`manifest-${algorithm}.txt`)).toBe(
        `${digestOf(algorithm, 'one')}  data/a.txt\n${digestOf(algorithm, 'two\n')}  data/b/100%25.txt\n`,
      );
    }
  });

  it('counts its octets and files, and keeps each value on its line', () => {
    expect(textOf('bag-info.txt')).toBe(
      'Source-Organization: Sample Mission\nExternal-Identifier: A/80/1\nExternal-Identifier: S/2025/1\nPayload-Oxum: 7.2\n',
    );
  });

  it('lists every tag file but tag manifests in each tag manifest', () => {
    for (const algorithm of ['sha512', 'sha256']) {
      const lines = textOf(`tagmanifest-${algorithm}.txt`).trimEnd().split('\n');
      expect(lines).toEqual(
        ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'].map(
          (name) => `${digestOf(algorithm, textOf(name))}  ${name}`,
        ),
      );
    }
  });
});

describe('writing a bag', () => {
  it('makes the folder or one ZIP file with the same files', async () => {
    const home = folder();
    expect(await writeBag(path.join(home, 'deep/bag'), { name: 'bag', files: small }, false)).toEqual({ ok: true });
    expect(await writeBag(path.join(home, 'bag.zip'), { name: 'bag', files: small }, true)).toEqual({ ok: true });
    const written = filesBelow(path.join(home, 'deep/bag'));
    expect([...written.keys()]).toEqual(small.map((file) => file.path));
    const zipped = unzip(readFileSync(path.join(home, 'bag.zip')));
    expect([...zipped].map(([name, content]) => [name, Buffer.from(content)])).toEqual(
      [...written].map(([name, content]) => [`bag/${name}`, content]),
    );
    expect(readdirSync(home).sort()).toEqual(['bag.zip', 'deep']);
  });

  it.each([false, true])('leaves nothing when the disk is full half-way (one file: %s)', async (zipped) => {
    const home = folder();
    let left = zipped ? 0 : 3;
    const full = async (file: string, content: Uint8Array) => {
      if (left === 0) {
        await writeFile(file, content.subarray(0, 1));
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      left -= 1;
      await writeFile(file, content);
    };
    const target = path.join(home, 'new/deeper', zipped ? 'bag.zip' : 'bag');
    expect(await writeBag(target, { name: 'bag', files: small }, zipped, full)).toMatchObject({
      ok: false,
      exists: false,
      reason: 'ENOSPC',
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([false, true])('leaves nothing of a bag whose own papers are found invalid (one file: %s)', async (zipped) => {
    const home = folder();
    const valid = Promise.reject(new Error('METS.xml:1'));
    await expect(writeBag(path.join(home, 'new/bag'), { name: 'bag', files: small, valid }, zipped)).rejects.toThrow('METS.xml:1');
    expect(readdirSync(home)).toEqual([]);
  });

  it('touches nothing that exists, and what a stopped run left is no obstacle', async () => {
    const home = folder();
    mkdirSync(path.join(home, 'bag'));
    writeFileSync(path.join(home, 'bag/kept.txt'), 'kept');
    expect(await writeBag(path.join(home, 'bag'), { name: 'bag', files: small }, false)).toMatchObject({ ok: false, exists: true });
    expect([...filesBelow(home)]).toEqual([['bag/kept.txt', Buffer.from('kept')]]);
    mkdirSync(path.join(home, 'other.part'));
    writeFileSync(path.join(home, 'other.part/half.txt'), 'half');
    expect(await writeBag(path.join(home, 'other'), { name: 'other', files: small }, false)).toEqual({ ok: true });
    expect(existsSync(path.join(home, 'other/half.txt'))).toBe(false);
  });
});

describe('names', () => {
  it.each(['a/con.txt', 'AUX', 'lpt1', 'a:b', 'a\\b', 'what?', 'end.', 'end /x', 'a//b', 'line\nend', `long/${'x'.repeat(200)}`])(
    '%j is refused',
    (name) => {
      expect(illegalName(['fine.txt', name])).toBe(name);
    },
  );

  it('that differ in capitals alone, or in how a letter is composed, are refused', () => {
    expect(illegalName(['a/B.txt', 'a/b.txt'])).toBe('a/b.txt');
    expect(illegalName(['\u00e9.txt', 'e\u0301.txt'])).toBe('e\u0301.txt');
  });

  it('of usual files are taken', () => {
    expect(illegalName(['A_80_1-FR.pdf', 'original/Lettre datée (1).pdf', 'contents', '信.txt', '@scope/a.b'])).toBeNull();
  });
});
