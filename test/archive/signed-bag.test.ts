/**
 * A bag with signatures, made as its user makes it: built, signed, bagged with the signed file, the bag itself signed. As it
 * was made it is sound; what is done to either signature, or to what one speaks for, is found.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BagVerdict, verifyBag } from '../../src/archive/verify/verify-bag.ts';
import { unzip } from '../../src/deflate.ts';
import type { Problem } from '../../src/problem.ts';
import { reporterOf } from '../../src/reporter.ts';
import { makeCms } from '../../src/signing/cms.ts';
import { signPdf } from '../../src/signing/sign.ts';
import { circulate, copyDocument, filesBelow, scratch } from '../command.ts';
import { addRevision, makePdf, moment } from '../signing/file.ts';
import { makeFile, makeKeys } from '../signing/keys.ts';
import { allSound, type Files, forgedFile, relisted, withFile, writeFolder, writeZip } from './handmade.ts';

const { folder, remove } = scratch();
afterAll(remove);
const place = folder();

const keys = makeKeys('rsa');
const stranger = makeKeys('rsa', { name: 'Nobody Known' });
const stem = 'A_80_99999-S_2025_99999';
const means = ['--certificate', 'me.p12', '--password-env', 'PASSWORD', '--date', '2026-01-20'];
const env = { PASSWORD: 'secret', SOURCE_DATE_EPOCH: '' };
const manifest = 'tagmanifest-sha512.txt';
const signature = `${manifest}.p7s`;
const signedCopy = `data/representations/pdf-mail/data/${stem}-EN.signed.pdf`;
const plain = signedCopy.replace('.signed', '');

let user: string;
let sound: Files;

async function succeeds(args: readonly string[]): Promise<string> {
  const { exit, stdout, stderr } = await circulate(args, user, env);
  expect([exit, stderr]).toEqual([0, '']);
  return stdout;
}

beforeAll(async () => {
  user = folder();
  copyDocument('content/sample-letter', user, 'a-letter');
  writeFileSync(path.join(user, 'me.p12'), makeFile(keys, 'secret'));
  await succeeds(['build', '--format', 'pdf']);
  await succeeds(['sign', `output/a-letter/${stem}-EN.pdf`, ...means, '--out', 'signed']);
  await succeeds(['archive', '--depositor', 'Sample Mission', '--signed', 'signed', '--out', 'bags']);
  await succeeds(['sign', `bags/${stem}`, ...means]);
  sound = new Map([...filesBelow(path.join(user, `bags/${stem}`))].map(([name, bytes]) => [name, new Uint8Array(bytes)]));
}, 120_000);

async function verified(target: string, rebuild: boolean): Promise<{ verdict: BagVerdict | null; problems: readonly Problem[] }> {
  const reporter = reporterOf('bag', false);
  const verdict = await verifyBag(target, 'bag', reporter, { rebuild });
  return { verdict, problems: reporter.problems };
}
/** What is told of a bag, each once: file, code and variant. */
async function told(files: Files, rebuild = false): Promise<readonly string[]> {
  const { problems } = await verified(writeFolder(files, path.join(place, 'bag')), rebuild);
  return [
    ...new Set(problems.map(({ file, code, values }) => `${file.replace(/^bag\//, '')} ${code} ${values.variant ?? ''}`.trim())),
  ].sort();
}
const bytesAt = (name: string): Uint8Array => {
  const bytes = sound.get(name);
  if (!bytes) throw new Error(`no ${name}`);
  return bytes;
};
const now = moment('2026-01-20');

describe('a signed bag with a signed file', { timeout: 120_000 }, () => {
  it('is sound in every respect, and both signatures are told', async () => {
    const { verdict, problems } = await verified(path.join(user, `bags/${stem}`), true);
    expect(problems).toEqual([]);
    expect(verdict?.checks.map(({ name, result }) => `${name} ${result}`)).toEqual(allSound);
    expect(verdict?.signatures.map(({ file, level, subject }) => [file, level, subject])).toEqual([
      [signedCopy, 'PAdES B-B', 'CN=Maria Sample'],
      [signature, 'CAdES B-B', 'CN=Maria Sample'],
    ]);
  });

  it('holds the signed file as it was signed, beside the one it was made from', () => {
    expect(Buffer.from(bytesAt(signedCopy)).equals(readFileSync(path.join(user, `signed/${stem}-EN.signed.pdf`)))).toBe(true);
    expect(Buffer.from(bytesAt(signedCopy).subarray(0, bytesAt(plain).length)).equals(Buffer.from(bytesAt(plain)))).toBe(true);
  });

  it('is not sound where the bag was changed after it was signed, with every digest', async () => {
    const changed = forgedFile(sound, 'data/documentation/README.txt', new TextEncoder().encode('Nothing to see.\n'));
    expect(await told(changed)).toEqual([`${signature} SIGNATURE_INVALID changed`]);
  });

  it('is not sound with a signature of another manifest', async () => {
    const other = makeCms(new TextEncoder().encode('ab  bagit.txt\n'), keys, now.first);
    expect(await told(withFile(sound, signature, other))).toEqual([`${signature} SIGNATURE_INVALID changed`]);
  });

  it('is not sound with a signature in which a byte was changed, or which was cut', async () => {
    const bytes = Uint8Array.from(bytesAt(signature));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await told(withFile(sound, signature, bytes))).toEqual([`${signature} SIGNATURE_INVALID forged`]);
    expect(await told(withFile(sound, signature, bytes.subarray(0, 200)))).toEqual([`${signature} SIGNATURE_INVALID unreadable`]);
  });

  it('is not sound with a signature of somebody else’s under the certificate of its owner', async () => {
    const forged = makeCms(bytesAt(manifest), { ...keys, key: stranger.key }, now.first);
    expect(await told(withFile(sound, signature, forged))).toEqual([`${signature} SIGNATURE_INVALID forged`]);
  });

  it('names who signed, since whose certificate it is nobody here can tell', async () => {
    const files = withFile(sound, signature, makeCms(bytesAt(manifest), stranger, now.first));
    const { verdict, problems } = await verified(writeFolder(files, path.join(place, 'bag')), false);
    expect(problems).toEqual([]);
    expect(verdict?.signatures.map(({ subject }) => subject)).toContain('CN=Nobody Known');
  });
});

describe('a signed file in a bag', { timeout: 120_000 }, () => {
  /** In the place of the signed copy, with every digest; the bag's own signature is left out, which would tell. */
  const replaced = (bytes: Uint8Array): Files => forgedFile(withFile(sound, signature, null), signedCopy, bytes);

  it('is found changed by its digests, where those are left as they were', async () => {
    const bytes = Uint8Array.from(bytesAt(signedCopy));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    const found = await told(withFile(sound, signedCopy, bytes));
    expect(found).toContain(`${signedCopy} BAG_CHANGED`);
    expect(found).toContain(`${signedCopy} SIGNATURE_INVALID changed`);
  });

  it('is found changed by its signature, and by what is built anew, where every digest was made to fit', async () => {
    const text = Buffer.from(bytesAt(signedCopy)).toString('latin1').replace('/Lang (en', '/Lang (fr');
    const found = await told(replaced(Buffer.from(text, 'latin1')), true);
    expect(found).toContain(`${signedCopy} SIGNATURE_INVALID changed`);
    expect(found).toContain(`${signedCopy} BAG_REBUILT content`);
  });

  it('is found by its signature where something was added after that', async () => {
    const contents = Number(/\/Contents (\d+) 0 R/.exec(Buffer.from(bytesAt(signedCopy)).toString('latin1'))?.[1]);
    const added = addRevision(bytesAt(signedCopy), new Map([[contents, '<< /Length 5 >>\nstream\n0 0 m\nendstream']]));
    expect(await told(replaced(added))).toContain(`${signedCopy} SIGNATURE_INVALID later`);
  });

  it('is found by what is built anew where another file was signed, however well', async () => {
    const other = signPdf(await makePdf(), 'attests another thing', now, keys);
    if (!('verdict' in other)) throw new Error('not signed');
    expect(await told(replaced(other.bytes), true)).toEqual([`${signedCopy} BAG_REBUILT content`]);
  });

  it('is found where its signature was taken away', async () => {
    expect(await told(replaced(bytesAt(plain)), true)).toEqual([`${signedCopy} BAG_REBUILT unsigned`]);
  });

  it('may be signed by somebody else as well', async () => {
    const twice = signPdf(bytesAt(signedCopy), 'read and found right', moment('2026-02-01'), stranger);
    if (!('verdict' in twice)) throw new Error('not signed');
    const { verdict, problems } = await verified(writeFolder(replaced(twice.bytes), path.join(place, 'bag')), true);
    expect(problems).toEqual([]);
    expect(verdict?.signatures.map(({ subject }) => subject)).toEqual(['CN=Maria Sample', 'CN=Nobody Known']);
  });

  it('is not the place for a file that nothing gives', async () => {
    const name = signedCopy.replace('-EN', '-XX');
    const found = await told(relisted(withFile(sound, name, bytesAt(signedCopy))), true);
    expect(found).toContain(`${name} BAG_REBUILT unmade`);
  });
});

describe('a bag in a ZIP file', { timeout: 120_000 }, () => {
  const zipOf = (name: string) => path.join(user, name);
  const partsOf = (name: string) => [...unzip(readFileSync(zipOf(name)))];

  it('is signed in its place: one file more, all others as they were', async () => {
    writeZip(withFile(sound, signature, null), zipOf(`bags/${stem}.zip`), stem);
    const before = partsOf(`bags/${stem}.zip`);
    const stdout = await succeeds(['sign', `bags/${stem}.zip`, ...means]);
    expect(stdout).toContain(`bags/${stem}.zip: signed by CN=Maria Sample; on 2026-01-20T00:00:00Z as it claims; valid, CAdES B-B`);
    const after = partsOf(`bags/${stem}.zip`);
    expect(after.slice(0, -1).map(([name]) => name)).toEqual(before.map(([name]) => name));
    expect(before.filter(([, bytes], index) => Buffer.compare(bytes, after[index]?.[1] ?? new Uint8Array()) !== 0)).toEqual([]);
    expect(after.at(-1)?.[0]).toBe(`${stem}/${signature}`);
    // The same as beside the manifest in a folder.
    expect(Buffer.from(after.at(-1)?.[1] ?? []).equals(Buffer.from(bytesAt(signature)))).toBe(true);
    const { verdict, problems } = await verified(zipOf(`bags/${stem}.zip`), true);
    expect(problems).toEqual([]);
    expect(verdict?.signatures.map(({ file, level }) => [file, level])).toContainEqual([signature, 'CAdES B-B']);
    // Signed again with the same key and date it is the same file.
    const once = readFileSync(zipOf(`bags/${stem}.zip`));
    await succeeds(['sign', `bags/${stem}.zip`, ...means]);
    expect(readFileSync(zipOf(`bags/${stem}.zip`)).equals(once)).toBe(true);
    expect([...filesBelow(path.join(user, 'bags')).keys()].filter((name) => !name.startsWith(`${stem}/`))).toEqual([`${stem}.zip`]);
  });

  it('is left as it is, and its copy signed, where a folder is given for that', async () => {
    writeZip(withFile(sound, signature, null), zipOf('one.zip'), stem);
    const before = readFileSync(zipOf('one.zip'));
    await succeeds(['sign', 'one.zip', ...means, '--out', 'attested']);
    expect(readFileSync(zipOf('one.zip')).equals(before)).toBe(true);
    expect(partsOf('attested/one.zip').map(([name]) => name)).toContain(`${stem}/${signature}`);
  });

  it('keeps a signature that another key made', async () => {
    writeZip(withFile(sound, signature, makeCms(bytesAt(manifest), stranger, now.first)), zipOf('theirs.zip'), stem);
    const before = readFileSync(zipOf('theirs.zip'));
    for (const out of [[], ['--out', 'attested']]) {
      const { exit, stderr } = await circulate(['sign', 'theirs.zip', ...means, ...out], user, env);
      expect([exit, /error OUTPUT_UNWRITABLE/.test(stderr)]).toEqual([8, true]);
    }
    expect(readFileSync(zipOf('theirs.zip')).equals(before)).toBe(true);
  });

  it('is signed with a card in two steps', async () => {
    writeZip(withFile(sound, signature, null), zipOf('card.zip'), stem);
    await succeeds(['sign', 'card.zip', '--digest-out', 'card', '--date', '2026-01-20']);
    expect(readFileSync(path.join(user, `card/${manifest}.sha256`), 'utf8')).toMatch(/^[\da-f]{64} {2}tagmanifest-sha512\.txt\n$/);
    writeFileSync(path.join(user, 'back.p7s'), makeCms(bytesAt(manifest), keys, now.first));
    await succeeds(['sign', 'card.zip', '--cms-in', 'back.p7s']);
    expect((await verified(zipOf('card.zip'), false)).verdict?.signatures.map(({ name, fault }) => [name, fault])).toContainEqual([
      signature,
      null,
    ]);
  });

  it('is not signed, nor changed, where it is no bag or something in it cannot be read', async () => {
    writeZip(new Map([['bagit.txt', new Uint8Array()]]), zipOf('none.zip'));
    writeFileSync(zipOf('broken.zip'), 'no archive');
    writeZip(withFile(sound, 'data/../../leaves', 'x'), zipOf('leaves.zip'), stem);
    for (const [name, code, exit] of [
      ['none.zip', 'SIGNING_FILE', 9],
      ['broken.zip', 'BAG_UNREADABLE', 7],
      ['leaves.zip', 'BAG_PATH', 7],
    ] as const) {
      const before = readFileSync(zipOf(name));
      const ran = await circulate(['sign', name, ...means], user, env);
      expect([name, ran.exit, ran.stderr.includes(`error ${code}`)]).toEqual([name, exit, true]);
      expect(readFileSync(zipOf(name)).equals(before)).toBe(true);
    }
  });
});
