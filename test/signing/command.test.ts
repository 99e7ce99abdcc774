/** The built command: signs, verifies, works with a card, keeps secrets and what stands on disk. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCms } from '../../src/signing/cms.ts';
import type { SignatureVerdict } from '../../src/signing/verify.ts';
import { circulate, copyDocument, filesBelow, scratch } from '../command.ts';
import { moment } from './file.ts';
import { makeFile, makeKeys } from './keys.ts';

const { folder, remove } = scratch();
afterAll(remove);

const keys = makeKeys('rsa');
const password = 'a pass-phrase';
const name = 'output/sample/A_80_99999-S_2025_99999-EN';
const key = ['--certificate', 'me.p12', '--password-file', 'password.txt'];
const dated = [...key, '--date', '2021-05-03'];
let built: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  const home = folder();
  copyDocument('content/sample-letter', home, 'sample');
  expect((await circulate(['build', '--format', 'pdf'], home)).exit).toBe(0);
  built = filesBelow(path.join(home, 'output'));
}, 60_000);

/** A user's folder with the sample, built, and a key. */
function home(): string {
  const made = folder();
  copyDocument('content/sample-letter', made, 'sample');
  for (const [file, bytes] of built) {
    mkdirSync(path.dirname(path.join(made, 'output', file)), { recursive: true });
    writeFileSync(path.join(made, 'output', file), bytes);
  }
  writeFileSync(path.join(made, 'me.p12'), makeFile(keys, password));
  writeFileSync(path.join(made, 'password.txt'), `${password}\n`);
  return made;
}

interface Said {
  readonly signed?: readonly { readonly file: string; readonly signature: SignatureVerdict }[];
  readonly signatures?: readonly SignatureVerdict[];
  readonly problems: readonly { readonly code: string }[];
}
const said = (stdout: string): Said => JSON.parse(stdout);

describe('circulate sign', { timeout: 60_000 }, () => {
  it('writes a signed file beside the file, which verifies against its source', async () => {
    const at = home();
    const { exit, stdout } = await circulate(['sign', `${name}.pdf`, ...dated], at);
    expect(exit).toBe(0);
    expect(stdout).toContain(
      `${name}.signed.pdf: signed by CN=Maria Sample; on 2021-05-03 as it claims; "attests this sample"; valid, PAdES B-B`,
    );
    expect(stdout).toContain('not checked against a list of trusted authorities');
    const verified = await circulate(['verify', `${name}.signed.pdf`, '--json'], at);
    expect(verified.exit).toBe(0);
    expect(said(verified.stdout)).toMatchObject({
      verified: [{ file: `${name}.signed.pdf` }],
      signatures: [{ file: `${name}.signed.pdf`, fault: null, level: 'PAdES B-B', reason: 'attests this sample', claimed: '2021-05-03' }],
    });
  });

  it('reads a password from a file as any editor leaves it', async () => {
    const at = home();
    const pdf = name;
    const texts = { UNIX: `${password}\n`, notepad: `\ufeff${password}\r\n`, bare: password };
    const files = Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const);
    for (const [name, bytes] of [...files, ['powershell', Buffer.from(`\ufeff${password}\r\n`, 'utf16le')] as const]) {
      writeFileSync(path.join(at, 'password.txt'), bytes);
      const { exit } = await circulate(['sign', `${pdf}.pdf`, ...dated, '--out', name], at);
      expect([name, exit]).toEqual([name, 0]);
    }
  });

  it('makes the same bytes again, whatever the clock, the zone and the folder', async () => {
    const files = [];
    for (const zone of ['Pacific/Auckland', 'America/New_York']) {
      const at = home();
      expect((await circulate(['sign', `${name}.pdf`, ...dated], at, { TZ: zone })).exit).toBe(0);
      files.push(readFileSync(path.join(at, `${name}.signed.pdf`)));
    }
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('takes the time from SOURCE_DATE_EPOCH, and none from the clock', async () => {
    const at = home();
    const { stdout } = await circulate(['sign', `${name}.pdf`, ...key, '--json'], at, { SOURCE_DATE_EPOCH: '1620036000' });
    expect(said(stdout).signed?.[0]?.signature.claimed).toBe('2021-05-03T10:00:00Z');
    const { exit, stderr } = await circulate(['sign', `${name}.pdf`, ...key, '--out', 'else'], at, { SOURCE_DATE_EPOCH: '' });
    expect(exit).toBe(2);
    expect(stderr).toContain('SIGNING_DATE');
  });

  it('signs a signed file again, and overwrites nothing else', async () => {
    const at = home();
    await circulate(['sign', `${name}.pdf`, ...dated], at);
    const again = await circulate(['sign', `${name}.signed.pdf`, ...dated, '--reason', 'read and found right'], at);
    expect(again.exit).toBe(0);
    const before = readFileSync(path.join(at, `${name}.signed.pdf`));
    expect((await circulate(['verify', `${name}.signed.pdf`], at)).stdout.match(/valid, PAdES B-B/g)).toHaveLength(2);
    const { exit, stderr } = await circulate(['sign', `${name}.pdf`, ...dated], at);
    expect(exit).toBe(8);
    expect(stderr).toContain('exists already');
    expect(readFileSync(path.join(at, `${name}.signed.pdf`)).equals(before)).toBe(true);
  });

  it('signs every file or none', async () => {
    const at = home();
    writeFileSync(path.join(at, 'broken.pdf'), 'no file');
    const { exit } = await circulate(['sign', `${name}.pdf`, 'broken.pdf', ...dated], at);
    expect(exit).toBe(9);
    expect(existsSync(path.join(at, `${name}.signed.pdf`))).toBe(false);
  });

  it('tells nobody the password or the key', async () => {
    const at = home();
    const env = { SECRET: password };
    const runs = [
      await circulate(
        ['sign', `${name}.pdf`, '--certificate', 'me.p12', '--password-env', 'SECRET', '--date', '2021-05-03', '--json'],
        at,
        env,
      ),
      await circulate(['sign', `${name}.pdf`, '--certificate', 'me.p12', '--password-env', 'SECRET', '--date', '2031-05-03'], at, env),
      await circulate(
        ['sign', `${name}.pdf`, '--certificate', 'password.txt', '--password-env', 'SECRET', '--date', '2021-05-03'],
        at,
        env,
      ),
    ];
    expect(runs.map(({ exit }) => exit)).toEqual([0, 9, 9]);
    const { d = '', p = '' } = keys.key.export({ format: 'jwk' });
    const secrets = [password, d, p]
      .flatMap((secret) => [secret, Buffer.from(secret, 'base64url').toString('hex')])
      .filter((one) => one.length > 8);
    const files = [...filesBelow(at)]
      .filter(([file]) => file !== 'password.txt' && file !== 'me.p12')
      .map(([, bytes]) => bytes.toString('latin1'));
    for (const text of [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files])
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });

  it('works with a card: the bytes go out, the signature comes back', async () => {
    const at = home();
    const prepared = await circulate(['sign', `${name}.pdf`, '--digest-out', 'card', '--date', '2021-05-03'], at);
    expect(prepared.exit).toBe(0);
    const stem = `card/${path.basename(name)}.prepared`;
    expect([...filesBelow(path.join(at, 'card')).keys()]).toEqual(
      [`.bytes`, `.bytes.sha256`, `.pdf`].map((end) => `${path.basename(stem)}${end}`),
    );
    expect((await circulate(['verify', `${stem}.pdf`, '--source', 'content/sample'], at)).stderr).toContain('is awaited');
    const bytes = readFileSync(path.join(at, `${stem}.bytes`));
    writeFileSync(path.join(at, 'back.p7s'), makeCms(bytes, keys, null));
    writeFileSync(path.join(at, 'wrong.p7s'), makeCms(bytes.subarray(1), keys, null));
    const wrong = await circulate(['sign', `${stem}.pdf`, '--cms-in', 'wrong.p7s', '--out', 'done'], at);
    expect(wrong.exit).toBe(9);
    expect(existsSync(path.join(at, 'done'))).toBe(false);
    const done = await circulate(['sign', `${stem}.pdf`, '--cms-in', 'back.p7s', '--out', 'done'], at);
    expect(done.exit).toBe(0);
    expect(done.stdout).toContain('valid, PAdES B-B');
    // The same as with the key at hand.
    await circulate(['sign', `${name}.pdf`, ...dated], at);
    const file = `${path.basename(name)}.signed.pdf`;
    expect(readFileSync(path.join(at, 'done', file)).equals(readFileSync(path.join(at, `${name}.signed.pdf`)))).toBe(true);
  });

  it('signs the manifest of a bag beside it, and verifies it', async () => {
    const at = home();
    mkdirSync(path.join(at, 'bag'));
    const manifest = 'bag/tagmanifest-sha512.txt';
    writeFileSync(path.join(at, manifest), 'ab  bagit.txt\n');
    const { exit, stdout } = await circulate(['sign', 'bag', ...dated], at);
    expect(exit).toBe(0);
    expect(stdout).toContain(`${manifest}.p7s: signed by CN=Maria Sample; on 2021-05-03T00:00:00Z as it claims; valid, CAdES B-B`);
    expect((await circulate(['verify', `${manifest}.p7s`], at)).exit).toBe(0);
    writeFileSync(path.join(at, manifest), 'ac  bagit.txt\n');
    const changed = await circulate(['verify', `${manifest}.p7s`], at);
    expect(changed.exit).toBe(7);
    expect(changed.stdout).toContain('NOT VALID');
    writeFileSync(path.join(at, 'back.p7s'), makeCms(readFileSync(path.join(at, manifest)), keys, moment('2021-05-03').first));
    expect((await circulate(['sign', 'bag', '--cms-in', 'back.p7s'], at)).exit).toBe(8);
  });

  it('takes no day that is none', async () => {
    const { exit, stderr } = await circulate(['sign', `${name}.pdf`, ...key, '--date', '2021-02-30'], home());
    expect(exit).toBe(2);
    expect(stderr).toContain('2020-01-31T09:30:00Z or now');
  });

  it('needs to be told what with', async () => {
    const { exit, stderr } = await circulate(['sign', `${name}.pdf`], home());
    expect(exit).toBe(2);
    expect(stderr).toContain('--certificate');
  });
});
