/** Files of keys, DER and detached signatures. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCms } from '../../src/signing/cms.ts';
import * as der from '../../src/signing/der.ts';
import { openKeys } from '../../src/signing/keys.ts';
import { momentOf, momentOfEpoch, momentOfPdf } from '../../src/signing/moment.ts';
import { checkCms } from '../../src/signing/read-cms.ts';
import { NotDer, oidOf, readDer, timeOf, within } from '../../src/signing/read-der.ts';
import { signDetached } from '../../src/signing/sign.ts';
import { verifyDetached } from '../../src/signing/verify.ts';
import { moment } from './file.ts';
import { makeFile, makeFileWithoutKey, makeKeys, makeOpenFile } from './keys.ts';

const rsa = makeKeys('rsa');

describe('a file of keys', () => {
  it.each(['aes256', '3des'] as const)('encrypted by %s opens with its password, and with no other', async (algorithm) => {
    const file = makeFile(rsa, 'secret', algorithm);
    const opened = await openKeys(file, 'secret');
    if (typeof opened !== 'object' || !('key' in opened)) throw new Error(JSON.stringify(opened));
    expect(opened.key.equals(rsa.key)).toBe(true);
    expect(Buffer.from(opened.certificate.der).equals(rsa.certificate.der)).toBe(true);
    for (const wrong of ['', 'Secret', 'sécret']) expect(await openKeys(file, wrong)).toBe('password');
  });

  it.each(['pkcs12-new', 'pkcs12-old'])('that OpenSSL made opens: %s', async (name) => {
    const file = readFileSync(path.join(import.meta.dirname, 'fixtures', `${name}.p12`));
    expect(await openKeys(file, 'Schlüssel')).toMatchObject({ certificate: { subject: 'CN=Maria Sample' } });
    expect(await openKeys(file, 'Schlussel')).toBe('password');
  });

  it('gives the certificates that vouch for its own, in their order', async () => {
    const root = makeKeys('rsa', { name: 'Root' });
    const middle = makeKeys('rsa', { name: 'Middle', issuer: root });
    const end = makeKeys('rsa', { issuer: middle });
    const shuffled = { ...end, chain: [root.certificate, middle.certificate] };
    const opened = await openKeys(makeFile(shuffled, 'secret'), 'secret');
    expect(opened).toMatchObject({
      certificate: { subject: 'CN=Maria Sample' },
      chain: [{ subject: 'CN=Middle' }, { subject: 'CN=Root' }],
    });
  });

  it('may hold a key of an elliptic curve', async () => {
    const keys = makeKeys('P-384');
    expect(await openKeys(makeOpenFile(keys), '')).toMatchObject({ certificate: { subject: 'CN=Maria Sample' } });
  });

  it('is refused by what it lacks', async () => {
    expect(await openKeys(makeFileWithoutKey(rsa, 'secret'), 'secret')).toBe('no-key');
    const stranger = { ...rsa, certificate: makeKeys('rsa').certificate };
    expect(await openKeys(makeOpenFile(stranger), '')).toBe('no-certificate');
    expect(await openKeys(makeOpenFile(makeKeys('ed25519')), '')).toEqual({ unsupported: 'ed25519' });
    expect(await openKeys(makeOpenFile(makeKeys('weak-rsa')), '')).toEqual({ unsupported: 'RSA of 1024 bits' });
    for (const garbage of ['', 'no keys here', '0\u0003\u0002\u0001\u0003'])
      expect(await openKeys(Buffer.from(garbage), 'x')).toBe('unreadable');
  });
});

describe('a detached signature', () => {
  const content = Buffer.from('a manifest\n');
  const name = 'manifest.p7s';
  const { bytes } = signDetached(name, content, moment('2021-05-03T10:00:00Z'), rsa);

  it('is of level CAdES B-B and says when', () => {
    expect(verifyDetached(name, bytes, content, null)).toMatchObject({
      fault: null,
      level: 'CAdES B-B',
      claimed: '2021-05-03T10:00:00Z',
      subject: 'CN=Maria Sample',
    });
  });

  it('fits no other content and no other time of the certificate', () => {
    expect(verifyDetached(name, bytes, Buffer.from('a manifesto\n'), null).fault).toBe('changed');
    expect(verifyDetached(name, bytes, content, moment('2031-01-01')).fault).toBe('expired');
  });

  it('without the certificate’s own digest is of no level', () => {
    // The attribute under another name: what is signed changes, so it is signed anew by hand.
    expect(checkCms(bytes, content)).toMatchObject({ fault: null, bindsCertificate: true });
    const renamed = Buffer.from(bytes);
    renamed[renamed.indexOf(der.oid('1.2.840.113549.1.9.16.2.47')) + 12] = 0x2e;
    expect(checkCms(renamed, content)).toMatchObject({ fault: 'forged', bindsCertificate: false });
  });

  it('that is changed anywhere is never valid, and never an exception', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = new Uint8Array(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        return checkCms(changed, content).fault !== null;
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('read from any bytes is never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => checkCms(any, content).fault === 'unreadable'),
      { seed: 1 },
    );
  });

  it('by SHA-1 is refused', () => {
    const old = Buffer.from(makeCms(content, rsa, null));
    const sha256 = der.oid('2.16.840.1.101.3.4.2.1');
    const other = der.oid('2.16.840.1.101.3.4.2.4');
    for (let at = old.indexOf(sha256); at >= 0; at = old.indexOf(sha256)) old.set(other, at);
    expect(checkCms(old, content).fault).toBe('algorithm');
  });
});

describe('DER', () => {
  it('gives back object identifiers and times', () => {
    for (const name of ['1.2.840.113549.1.7.2', '2.5.4.3', '2.16.840.1.101.3.4.2.1', '0.9.2342.19200300.100.1.1'])
      expect(oidOf(readDer(der.oid(name)))).toBe(name);
    for (const said of ['1999-12-31T23:59:59Z', '2049-12-31T00:00:00Z', '2050-01-01T00:00:00Z'])
      expect(timeOf(readDer(der.time(new Date(said))))).toEqual(new Date(said));
  });

  it('gives back any content of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000, size: 'max' }), (content) => {
        const [inner] = within(readDer(der.sequence(der.octets(content))), 0x30);
        return Buffer.from(inner?.content ?? []).equals(content);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('is refused where it is not the one way to say a thing', () => {
    for (const hex of ['0281020101', '0280010000', '04820001ff', '0401', '04', '040100ff', '1f0100', '0606', '0602ff'])
      expect(() => oidOf(readDer(Buffer.from(hex, 'hex'))), hex).toThrow(NotDer);
  });

  it('puts a set in order', () => {
    expect(der.setOf([der.oid('2.5.4.3'), der.integer(2), der.integer(1)]).toString('hex')).toBe('310b0201010201020603550403');
  });
});

describe('a moment', () => {
  it('is a day or an instant, and nothing else', () => {
    expect(momentOf('2020-02-29')).toMatchObject({ first: new Date('2020-02-29T00:00:00Z'), last: new Date('2020-02-29T23:59:59Z') });
    expect(momentOf('2020-02-29T10:00:00Z')?.last).toEqual(new Date('2020-02-29T10:00:00Z'));
    for (const wrong of ['2021-02-29', '2020-1-1', 'now', '', '2020-01-01T10:00', '2020-01-01T25:00:00Z'])
      expect(momentOf(wrong)).toBeNull();
  });

  it('is read from seconds and from dates of PDF', () => {
    expect(momentOfEpoch('1579255200')?.said).toBe('2020-01-17T10:00:00Z');
    expect(momentOfEpoch('')).toBeNull();
    expect(momentOfPdf('D:20200117')?.said).toBe('2020-01-17');
    expect(momentOfPdf('D:20200117100000Z')?.said).toBe('2020-01-17T10:00:00Z');
    expect(momentOfPdf("D:20200117100000+01'00'")?.said).toBe('2020-01-17T09:00:00Z');
    expect(momentOfPdf("D:20200117100000+01'00")?.said).toBe('2020-01-17T09:00:00Z');
    expect(momentOfPdf('20200117')).toBeNull();
  });
});
