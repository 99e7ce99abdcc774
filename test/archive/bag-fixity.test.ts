/** What can be wrong with a bag itself: each kind has a code of its own, all are told in one run, and nothing is ever thrown. */
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyBag } from '../../src/archive/verify/verify-bag.ts';
import { reporterOf } from '../../src/reporter.ts';
import { circulate, scratch } from '../command.ts';
import { bagOfPayload, bytesOf, type Files, listed, packageOf, textOf, withFile, writeFolder, writeZip } from './handmade.ts';

const { folder, remove } = scratch();
afterAll(remove);
const place = folder();

const sound = bagOfPayload({ 'letter.pdf': 'a letter', 'metadata/marc.xml': '<record/>', 'réunion 文.txt': 'names of any script' });

/** What verification says of a bag at a path: `CODE variant path`. */
async function saidOfPath(target: string): Promise<readonly string[]> {
  const reporter = reporterOf('bag', false);
  await verifyBag(target, 'bag', reporter, { rebuild: false });
  // These bags have no records: what describes a package is tested elsewhere.
  return reporter.problems
    .filter(({ code }) => code !== 'BAG_RECORD')
    .map(({ code, file, values }) => [code, ...(values.variant ? [values.variant] : []), file.replace(/^bag\/?/, '')].join(' ').trim());
}
const saidOf = (files: Files) => saidOfPath(writeFolder(files, path.join(place, 'bag')));
const saidOfZip = (files: Files, root?: string) => saidOfPath(writeZip(files, path.join(place, 'bag.zip'), root));
/** A bag whose tag manifests follow a change of its tag files. */
const retagged = (files: Files) => listed(files, 'tag');

describe('a sound bag', () => {
  it('raises nothing, as a folder or a ZIP file', async () => {
    expect(await saidOf(sound)).toEqual([]);
    expect(await saidOfZip(sound)).toEqual([]);
  });

  it('raises nothing whatever its payload is', async () => {
    const name = fc.stringMatching(/^[a-zé文0-9%_-]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.string(), async (names, text) => {
        const payload = Object.fromEntries(names.map((one) => [`folder/${one}.txt`, text]));
        const encoded = new Map(
          [...bagOfPayload(payload)].map(([file, bytes]) => [
            file,
            /manifest/.test(file) ? bytesOf(textOf(bytes).replaceAll('%', '%25')) : bytes,
          ]),
        );
        expect(await saidOf(retagged(encoded))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('damage of the payload', () => {
  it('by change, loss, addition, another name is told as what it is', async () => {
    expect(await saidOf(withFile(sound, 'data/letter.pdf', 'a Letter'))).toEqual(['BAG_CHANGED data/letter.pdf']);
    expect(await saidOf(withFile(sound, 'data/letter.pdf', null))).toEqual(['BAG_MISSING data/letter.pdf', 'BAG_OXUM bag-info.txt']);
    expect(await saidOf(withFile(sound, 'data/note.txt', 'x'))).toEqual(['BAG_EXTRA data/note.txt', 'BAG_OXUM bag-info.txt']);
    const renamed = withFile(withFile(sound, 'data/letter.pdf', null), 'data/Brief.pdf', 'a letter');
    expect(await saidOf(renamed)).toEqual(['BAG_EXTRA data/Brief.pdf', 'BAG_MISSING data/letter.pdf']);
  });

  it('is told of every file in one run', async () => {
    const damaged = withFile(
      withFile(withFile(sound, 'data/letter.pdf', ''), 'data/metadata/marc.xml', null),
      'fetch.txt',
      'https://sample.invalid/ 1 data/x\n',
    );
    expect(await saidOf(damaged)).toEqual([
      'BAG_INCOMPLETE fetch.txt',
      'BAG_CHANGED data/letter.pdf',
      'BAG_MISSING data/metadata/marc.xml',
      'BAG_OXUM bag-info.txt',
    ]);
  });

  it('is found in a ZIP file too, and so is a part of one that is damaged', async () => {
    expect(await saidOfZip(withFile(sound, 'data/letter.pdf', 'a Letter'))).toEqual(['BAG_CHANGED data/letter.pdf']);
    const file = writeZip(sound, path.join(place, 'cut.zip'));
    truncateSync(file, 300);
    expect(await saidOfPath(file)).toEqual(['BAG_UNREADABLE']);
  });
});

describe('damage of what describes the bag', () => {
  const manifest = 'manifest-sha512.txt';
  const lines = textOf(sound.get(manifest)).split('\n');
  const withManifest = (text: string) => retagged(withFile(sound, manifest, text));

  it('is told where a manifest does not read', async () => {
    expect(await saidOf(withManifest(lines.slice(1).join('\n')))).toEqual([`BAG_MANIFEST unlisted ${manifest}`]);
    expect(await saidOf(withManifest(`${lines[0]}\n${lines.join('\n')}`))).toEqual([`BAG_MANIFEST double ${manifest}`]);
    expect(await saidOf(withManifest(`no line\n${lines.join('\n')}`))).toEqual([`BAG_MANIFEST line ${manifest}`]);
    expect(await saidOf(withManifest(lines.join('\n').replace(/ {2}data/, '%41  data')))).toContain(`BAG_MANIFEST line ${manifest}`);
    expect(await saidOf(withManifest(lines.join('\n').trimEnd()))).toEqual([`BAG_MANIFEST cut ${manifest}`]);
    expect(await saidOf(retagged(withFile(sound, manifest, null)))).toEqual([`BAG_MANIFEST missing ${manifest}`]);
    expect(await saidOf(withFile(sound, 'tagmanifest-sha256.txt', null))).toEqual(['BAG_MANIFEST missing tagmanifest-sha256.txt']);
    expect(await saidOf(withManifest(`${'0'.repeat(128)}  bagit.txt\n${lines.join('\n')}`))).toEqual([`BAG_MANIFEST tag ${manifest}`]);
  });

  it('is told where a manifest leads out of the bag', async () => {
    for (const [written, variant] of [
      ['data/../../etc/passwd', 'listed-outside'],
      ['/etc/passwd', 'listed-outside'],
      ['C:/letter.pdf', 'listed-outside'],
      ['~/letter.pdf', 'listed-outside'],
      ['data\\..\\letter.pdf', 'listed-backslash'],
      ['data/a%0D%0Ab', 'listed-control'],
      ['data/a\u0000b', 'listed-control'],
      ['data/aux.txt', 'listed-windows'],
      ['data/end.', 'listed-windows'],
      [`data/${'a'.repeat(300)}`, 'listed-long'],
    ])
      expect(await saidOf(withManifest(`${'0'.repeat(128)}  ${written}\n${lines.join('\n')}`)), written).toEqual([
        `BAG_PATH ${variant} ${manifest}`,
      ]);
  });

  it('is told where a file is not UTF-8', async () => {
    expect(await saidOf(withManifest(`\ufeff${lines.join('\n')}`))).toContain(`BAG_ENCODING mark ${manifest}`);
    const latin = Uint8Array.from([...bytesOf('Source-Organization: R'), 0xe9, 10, ...(sound.get('bag-info.txt') ?? [])]);
    expect(await saidOf(retagged(withFile(sound, 'bag-info.txt', latin)))).toContain('BAG_ENCODING bag-info.txt');
  });

  it('is told where the declaration, the size or the kind of digest is wrong', async () => {
    const declared = (text: string) => retagged(withFile(sound, 'bagit.txt', text));
    expect(await saidOf(declared('BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n'))).toEqual([
      'BAG_DECLARATION version bagit.txt',
    ]);
    expect(await saidOf(declared('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n'))).toEqual(['BAG_DECLARATION bagit.txt']);
    expect(await saidOf(withFile(sound, 'bagit.txt', null))).toContain('BAG_DECLARATION missing bagit.txt');
    const sized = (oxum: string) => retagged(withFile(sound, 'bag-info.txt', `Source-Organization: Sample\n${oxum}`));
    expect(await saidOf(sized('Payload-Oxum: 1.1\n'))).toEqual(['BAG_OXUM bag-info.txt']);
    expect(await saidOf(sized(''))).toEqual(['BAG_OXUM missing bag-info.txt']);
    expect(await saidOf(retagged(withFile(sound, 'manifest-crc99.txt', 'x  data/letter.pdf\n')))).toEqual([
      'BAG_ALGORITHM manifest-crc99.txt',
    ]);
  });

  it('is told of a file beside the payload that is in no list', async () => {
    expect(await saidOf(withFile(sound, 'note.txt', 'x'))).toEqual(['BAG_EXTRA note.txt']);
  });
});

describe('a bag that would harm', () => {
  it('by links has none of them followed', async () => {
    const bag = writeFolder(sound, path.join(place, 'linked'));
    const secret = path.join(place, 'secret');
    mkdirSync(secret, { recursive: true });
    writeFileSync(path.join(secret, 'key'), 'secret');
    symlinkSync(secret, path.join(bag, 'data/folder'));
    symlinkSync(path.join(secret, 'key'), path.join(bag, 'data/key'));
    expect(await saidOfPath(bag)).toEqual(['BAG_PATH link data/folder', 'BAG_PATH link data/key']);
  });

  it('by names in a ZIP file writes nothing and is told', async () => {
    const evil = new Map([
      ...sound,
      ['../evil.txt', bytesOf('x')],
      ['data/..\\evil.txt', bytesOf('x')],
      ['data/con.txt', bytesOf('x')],
      ['data/LETTER.pdf', bytesOf('x')],
    ]);
    const before = readdirSync(place);
    expect((await saidOfZip(evil)).filter((said) => said.startsWith('BAG_PATH')).sort()).toEqual([
      'BAG_PATH backslash data/..\\evil.txt',
      'BAG_PATH double data/LETTER.pdf',
      'BAG_PATH outside ../evil.txt',
      'BAG_PATH windows data/con.txt',
    ]);
    expect(readdirSync(place).sort()).toEqual([...new Set([...before, 'bag.zip'])].sort());
    expect((await saidOfZip(sound, '/')).at(0)).toBe('BAG_PATH outside /data/letter.pdf');
    expect(await saidOfZip(sound, '..')).toEqual(['BAG_UNREADABLE folders']);
    expect(await saidOfZip(new Map([['a/../../x', bytesOf('x')]]), 'b')).toContain('BAG_PATH outside a/../../x');
  });

  it('by its size when unpacked is refused unread', async () => {
    expect(await saidOfZip(withFile(sound, 'data/zeros', new Uint8Array(2 ** 26)))).toEqual(['BAG_UNREADABLE']);
  });

  it('is no ZIP file, no folder, or nothing at all', async () => {
    const file = path.join(place, 'no.zip');
    writeFileSync(file, 'no archive');
    expect(await saidOfPath(file)).toEqual(['BAG_UNREADABLE']);
    expect(await saidOfPath(path.join(place, 'nowhere'))).toEqual(['BAG_UNREADABLE']);
  });
});

describe('circulate verify', () => {
  it('says what it found of a bag in words, or as data, and fails by its exit', async () => {
    const whole = packageOf({ 'letter.txt': 'a letter' });
    writeFolder(whole, path.join(place, 'good'));
    writeFolder(withFile(whole, 'data/letter.txt', 'a Letter'), path.join(place, 'bad'));
    const both = await circulate(['verify', '--no-rebuild', 'good', 'bad'], place);
    expect(both.exit).toBe(7);
    expect(both.stdout).toMatch(/good\n {2}fixity: sound; 3 files, \d+ bytes, by sha256 and sha512\n/);
    expect(both.stdout).toContain('bad\n  fixity: NOT SOUND');
    expect(both.stdout).toContain('regeneration: not checked\n');
    expect(both.stderr).toContain(
      'bad/data/letter.txt: error BAG_CHANGED\n  data/letter.txt was changed: its digest is not the one listed (sha256, sha512)',
    );
    const data = JSON.parse((await circulate(['verify', '--json', '--no-rebuild', 'good'], place)).stdout);
    expect(data.bags[0].checks[0]).toMatchObject({ name: 'fixity', result: 'sound' });
    expect(data.problems).toEqual([]);
  });
});
