/** Signatures in PDF files: what they cover, what breaks them, what may come after them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCms } from '../../src/signing/cms.ts';
import type { Keys } from '../../src/signing/keys.ts';
import { signedBytes } from '../../src/signing/prepare.ts';
import { reasonFor } from '../../src/signing/reason.ts';
import { objectsOf, pagesOf, readRevisions } from '../../src/signing/revisions.ts';
import { completePdf, preparePdf, type Signed, signPdf } from '../../src/signing/sign.ts';
import { preparedRange, unsignedPart, verifyPdfSignatures } from '../../src/signing/verify.ts';
import { house } from '../language/house.ts';
import { addRevision, makePdf, moment } from './file.ts';
import { makeKeys } from './keys.ts';

const day = moment('2021-05-03');
let keys: Keys;
let pdf: Uint8Array;
let one: Uint8Array;
beforeAll(async () => {
  keys = makeKeys('rsa');
  pdf = await makePdf();
  one = signed(pdf, keys).bytes;
});

function signed(bytes: Uint8Array, by: Keys, reason = 'attests this reproduction'): Signed {
  const result = signPdf(bytes, reason, day, by);
  if (!('verdict' in result)) throw new Error(JSON.stringify(result));
  return result;
}
const faults = (bytes: Uint8Array, at: string | null = null) =>
  verifyPdfSignatures(bytes, at === null ? null : moment(at))?.map(({ fault }) => fault);

describe('a signature', () => {
  it('leaves the bytes before it untouched, and they can be had again', () => {
    expect(Buffer.from(one.subarray(0, pdf.length)).equals(pdf)).toBe(true);
    expect(Buffer.from(unsignedPart(one)).equals(pdf)).toBe(true);
    expect(Buffer.from(unsignedPart(pdf)).equals(pdf)).toBe(true);
  });

  it('is of level PAdES B-B and says by whom, when and why', () => {
    expect(verifyPdfSignatures(one, null)).toEqual([
      {
        name: 'Signature1',
        fault: null,
        level: 'PAdES B-B',
        lacks: [],
        reason: 'attests this reproduction',
        claimed: '2021-05-03',
        checkedAt: '2021-05-03',
        subject: 'CN=Maria Sample',
        issuer: 'CN=Maria Sample',
        selfSigned: true,
        validFrom: '2020-01-01T00:00:00Z',
        validUntil: '2030-01-01T00:00:00Z',
        addedAfter: 0,
      },
    ]);
  });

  it('by RSA is the same for the same file, and another for another reason', () => {
    expect(Buffer.from(signed(pdf, keys).bytes).equals(one)).toBe(true);
    expect(Buffer.from(signed(pdf, keys, 'read').bytes).equals(one)).toBe(false);
  });

  it.each(['P-256', 'P-384', 'P-521'] as const)('by the curve %s verifies', (curve) => {
    expect(signed(pdf, makeKeys(curve)).verdict).toMatchObject({ fault: null, level: 'PAdES B-B' });
  });

  it('carries the certificates that vouch for its own, and does not call itself self-signed', () => {
    const authority = makeKeys('P-256', { name: 'Sample Authority' });
    const { bytes, verdict } = signed(pdf, makeKeys('P-256', { issuer: authority }));
    expect(verdict).toMatchObject({ issuer: 'CN=Sample Authority', selfSigned: false, level: 'PAdES B-B' });
    expect(Buffer.from(bytes).toString('latin1')).toContain(Buffer.from(authority.certificate.der).toString('hex'));
  });

  it('keeps a reason in any script, and parentheses', () => {
    for (const reason of ['يصادق على هذه الوثيقة', 'read (and \\ signed)', '证明本文件 𠀀'])
      expect(signed(pdf, keys, reason).verdict.reason).toBe(reason);
  });

  it('shows nothing, and is locked, printed and out of the page', () => {
    const text = Buffer.from(one.subarray(pdf.length)).toString('latin1');
    expect(text).toContain('/F 132 /Rect [-1 -1 -1 -1]');
    expect(text).toContain('/SigFlags 3');
    expect(text).toContain('/TU (attests this reproduction)');
  });
});

describe('verification', () => {
  it('finds every byte that is changed', () => {
    const places = [...Array(one.length).keys()].filter(
      (at) => at % 61 === 0 || (at > pdf.length && at < pdf.length + 700) || at > one.length - 900,
    );
    const unfound = places.filter((at) => {
      const changed = new Uint8Array(one);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const found = verifyPdfSignatures(changed, null);
      return found !== null && found.length > 0 && found.every(({ fault }) => fault === null);
    });
    expect(places.length).toBeGreaterThan(2000);
    expect(unfound).toEqual([]);
  });

  it('tells what is changed from what is forged', () => {
    const changed = new Uint8Array(one);
    const word = Buffer.from(one).indexOf('/Reason (attests') + 9;
    changed[word] = 'A'.charCodeAt(0);
    expect(faults(changed)).toEqual(['changed']);
    const other = makeKeys('rsa');
    const prepared = preparePdf(pdf, 'read', day);
    if (!('range' in prepared)) throw new Error('not prepared');
    const forged = makeCms(signedBytes(prepared.bytes, prepared.range), { ...keys, key: other.key }, null);
    const put = completePdf(prepared.bytes, forged);
    expect(put).toMatchObject({ verdict: { fault: 'forged', level: null } });
  });

  it('finds another certificate of the same name and number in the place of the one that is signed', () => {
    const prepared = preparePdf(pdf, 'read', day);
    if (!('range' in prepared)) throw new Error('not prepared');
    const cms = Buffer.from(makeCms(signedBytes(prepared.bytes, prepared.range), keys, null));
    const der = Buffer.from(keys.certificate.der);
    const at = cms.indexOf(der);
    // The last byte is one of the certificate's own signature.
    cms[at + der.length - 1] = (cms[at + der.length - 1] ?? 0) ^ 1;
    expect(completePdf(prepared.bytes, cms)).toMatchObject({ verdict: { fault: 'certificate' } });
  });

  it('looks at the certificate when it was used, or at another time if it is asked to', () => {
    expect(faults(one)).toEqual([null]);
    expect(faults(one, '2029-12-31')).toEqual([null]);
    expect(faults(one, '2030-01-02')).toEqual(['expired']);
    expect(faults(one, '2019-12-31')).toEqual(['early']);
  });

  it('finds a range that leaves something out', () => {
    const text = Buffer.from(one).toString('latin1');
    const [whole = '', length = '', restart = '', rest = ''] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(text) ?? [];
    const shorter = whole.replace(`${length} ${restart} ${rest}`, `${Number(length) - 1} ${restart} ${rest}`);
    expect(shorter.length).toBe(whole.length);
    expect(faults(Buffer.from(text.replace(whole, shorter), 'latin1'))).toEqual(['range']);
  });

  it('finds bytes after the end that belong to no revision', () => {
    expect(faults(Buffer.concat([one, Buffer.from('more\n')]))).toBeUndefined();
  });

  it('reads any bytes without an exception', () => {
    for (let cut = 0; cut < one.length; cut += 997) expect(() => verifyPdfSignatures(one.subarray(0, cut), null)).not.toThrow();
    expect(verifyPdfSignatures(Buffer.from('%PDF-1.7\n'), null)).toBeNull();
  });
});

describe('after a signature', () => {
  it('a second one may come, and both are valid', () => {
    const two = signed(one, makeKeys('P-256', { name: 'Second Reader' }), 'read').bytes;
    expect(verifyPdfSignatures(two, null)).toMatchObject([
      { name: 'Signature1', fault: null, level: 'PAdES B-B', addedAfter: two.length - one.length, subject: 'CN=Maria Sample' },
      { name: 'Signature2', fault: null, level: 'PAdES B-B', addedAfter: 0, subject: 'CN=Second Reader' },
    ]);
    expect(Buffer.from(unsignedPart(two)).equals(pdf)).toBe(true);
    const three = signed(two, keys, 'read again').bytes;
    expect(faults(three)).toEqual([null, null, null]);
  });

  const objects = () => objectsOf(one, readRevisions(one));
  const textOf = (number: number) => {
    const placed = objects().object(number);
    return Buffer.from(one.subarray(placed?.start, placed?.end)).toString('latin1');
  };

  it('a page may not be drawn anew', () => {
    const [page = 0] = pagesOf(objects());
    const number = Number(/\/Contents (\d+) 0 R/.exec(textOf(page))?.[1]);
    const stream = '<< /Length 5 >>\nstream\n0 0 m\nendstream';
    expect(faults(addRevision(one, new Map([[number, stream]])))).toEqual(['later']);
    const elsewhere = textOf(page).replace(/\/Contents \d+ 0 R/, '/Contents 9999 0 R');
    expect(
      faults(
        addRevision(
          one,
          new Map([
            [page, elsewhere],
            [9999, stream],
          ]),
        ),
      ),
    ).toEqual(['later']);
  });

  it('nothing may be laid over a page', () => {
    const [page = 0] = pagesOf(objects());
    const over = textOf(page).replace(/\/Annots \[/, '/Annots [9999 0 R ');
    const behind = textOf(page).replace(/(\/Annots \[[^\]]*)\]/, '$1 9999 0 R]');
    const note = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (other words) >>';
    expect(
      faults(
        addRevision(
          one,
          new Map([
            [page, over],
            [9999, note],
          ]),
        ),
      ),
    ).toEqual(['later']);
    expect(
      faults(
        addRevision(
          one,
          new Map([
            [page, behind],
            [9999, note],
          ]),
        ),
      ),
    ).toEqual(['later']);
  });

  it('a signature cannot be hidden', () => {
    const form = Number(/\/AcroForm (\d+) 0 R/.exec(textOf(objects().root.ref))?.[1]);
    expect(faults(addRevision(one, new Map([[form, '<< /Fields [] /SigFlags 3 >>']])))).toEqual(['later']);
    const root = objects().root.ref;
    expect(faults(addRevision(one, new Map([[root, textOf(root).replace(/\/AcroForm \d+ 0 R/, '')]])))).toEqual(['later']);
  });

  it('an archive may add what keeps it valid', () => {
    const root = objects().root.ref;
    const catalog = textOf(root).replace(/>>$/, '/DSS << /Certs [] >> >>');
    expect(faults(addRevision(one, new Map([[root, catalog]])))).toEqual([null]);
  });

  it('a file is not signed again if that one is broken', () => {
    const changed = new Uint8Array(one);
    changed[Buffer.from(one).indexOf('(attests') + 1] = 'A'.charCodeAt(0);
    expect(signPdf(changed, 'read', day, keys)).toMatchObject({ earlier: { name: 'Signature1', fault: 'changed' } });
  });
});

describe('with a card', () => {
  it('the file is prepared, and the signature that comes back is put in', () => {
    const prepared = preparePdf(pdf, 'read', day);
    if (!('range' in prepared)) throw new Error('not prepared');
    expect(faults(prepared.bytes)).toEqual(['empty']);
    expect(preparedRange(prepared.bytes)).toEqual(prepared.range);
    const card = (content: Uint8Array) => makeCms(content, keys, null);
    const done = completePdf(prepared.bytes, card(signedBytes(prepared.bytes, prepared.range)));
    expect(done).toMatchObject({ verdict: { fault: null, level: 'PAdES B-B' } });
    expect(completePdf(prepared.bytes, card(Buffer.from('another file')))).toMatchObject({ verdict: { fault: 'changed' } });
    expect(completePdf(prepared.bytes, Buffer.alloc(20_000, 1))).toBe('room');
    expect(completePdf(pdf, card(pdf))).toBe('unprepared');
    expect(completePdf(one, card(one))).toBe('unprepared');
  });

  it('a signature with a time of its own is valid, and of no level', () => {
    const prepared = preparePdf(pdf, 'read', day);
    if (!('range' in prepared)) throw new Error('not prepared');
    const cms = makeCms(signedBytes(prepared.bytes, prepared.range), keys, day.first);
    expect(completePdf(prepared.bytes, cms)).toMatchObject({ verdict: { fault: null, level: null, lacks: ['no signing-time'] } });
  });
});

describe('the reason', () => {
  it('comes from the status that the file states, in its language', async () => {
    const { languages } = await house();
    const phrases = languages.get('en')?.phrases ?? {};
    for (const status of ['draft', 'sample', 'reproduction', 'reconstruction'])
      expect(reasonFor(await makePdf({ subject: phrases[`property-${status}`] ?? '' }), languages)).toBe(`attests this ${status}`);
    const official = (phrases['property-official'] ?? '').replace('{by}', 'the Office of Clocks').replace('{date}', '3 May 2021');
    expect(reasonFor(await makePdf({ subject: official }), languages)).toBe('attests this document');
  });

  it('is not invented for a file that does not state any', async () => {
    expect(reasonFor(pdf, (await house()).languages)).toBeNull();
  });
});
