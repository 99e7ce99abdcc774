/**
 * `circulate archive` as its user runs it: what a bag holds, that its papers agree with its files, and that the same
 * document gives the same bytes anywhere.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';
import { circulate, filesBelow, scratch } from '../command.ts';
import { makeFile, makeKeys } from '../signing/keys.ts';

const { folder, remove } = scratch();
afterAll(remove);

const letter = `type: letter
status: draft
language: en
organs:
  - { organ: general-assembly, session: 80, symbol: A/80/99999, agenda: [] }
letter:
  date: 2025-03-03
  from: [{ office: permanent-representative, of: XA }]
  to: [secretary-general]
signatories:
  - { given: Maria, family: Sample, titles: [Ambassador] }
body: |
  The keepers of sundials met in the old observatory.
`;
/** Bytes that no text editor would leave as they are. */
const issued = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x0d, 0x0a, 0x0a, 0x0d]);

/** A user's folder with one document that has an issued file, a note of its own and hidden files. */
function home(): string {
  const made = folder();
  mkdirSync(path.join(made, 'content/sundials/original'), { recursive: true });
  writeFileSync(path.join(made, 'content/sundials/letter.yaml'), letter);
  writeFileSync(path.join(made, 'content/sundials/original/issued.pdf'), issued);
  for (const hidden of ['.notes', '~$notes.docx', 'Thumbs.db', 'original/desktop.ini'])
    writeFileSync(path.join(made, 'content/sundials', hidden), 'for nobody else');
  return made;
}
async function archived(made: string, more: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const args = ['archive', '--depositor', 'Sample & Mission', '--allow-draft', ...more];
  const { exit, stderr } = await circulate(args, made, { SOURCE_DATE_EPOCH: '', ...env });
  expect([exit, stderr.match(/^.*error.*$/gm)]).toEqual([0, null]);
  return path.join(made, 'archive/A_80_99999');
}
function rootOf(bytes: Uint8Array | undefined): XmlElement {
  const root = parseXml(Buffer.from(bytes ?? []).toString('utf8'), { size: 5_000_000, depth: 100 });
  if (root.type === 'fault') throw new Error(root.reason);
  return root;
}
function all(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
const text = (element: XmlElement | undefined) =>
  (element?.children ?? []).map((child) => (child.type === 'text' ? child.text : '')).join('');
const sha512 = (bytes: Uint8Array | undefined) =>
  createHash('sha512')
    .update(bytes ?? '')
    .digest('hex');

let bag: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  bag = filesBelow(await archived(home(), ['--rights', 'Free "for all"', '--sensitivity', 'Public']));
}, 120_000);

describe('a bag', { timeout: 120_000 }, () => {
  it('holds preserved and mailed copies, the document’s folder, the house and its faces, the program’s papers', () => {
    for (const name of [
      'data/representations/pdf/data/A_80_99999-EN.pdf',
      'data/representations/pdf-mail/data/A_80_99999-EN.pdf',
      'data/representations/docx/data/A_80_99999-EN.docx',
      'data/representations/source/data/document/sundials/letter.yaml',
      'data/representations/source/data/house/templates/style.yaml',
      'data/representations/source/data/house/faces/@expo-google-fonts/tinos/LICENSE_FONT',
      'data/representations/source/data/program/package-lock.json',
      'data/representations/source/data/program/bundle.sha512',
      'data/schemas/mets.xsd',
      'data/metadata/other/reports/internal-check.json',
      'data/documentation/README.txt',
    ])
      expect([...bag.keys()]).toContain(name);
    expect([...bag.keys()].filter((name) => /notes|output|thumbs|desktop|\\/i.test(name.replace('partials/notes.hbs', '')))).toEqual([]);
  });

  it('keeps the issued file byte for byte, and its source as it lay', () => {
    expect(bag.get('data/original/issued.pdf')).toEqual(issued);
    expect(bag.get('data/representations/source/data/document/sundials/letter.yaml')?.toString()).toBe(letter);
    expect(bag.get('manifest-sha512.txt')?.toString()).toContain(`${sha512(issued)}  data/original/issued.pdf\n`);
  });

  it('says what it is and who hands it over, and no day that nobody gave', () => {
    const info = bag.get('bag-info.txt')?.toString().split('\n') ?? [];
    expect(info).toEqual(
      expect.arrayContaining([
        'Source-Organization: Sample & Mission',
        'External-Identifier: A/80/99999',
        'Document-Status: draft',
        'Document-Date: 2025-03-03',
        'Rights-Statement: Free "for all"',
        'Sensitivity-Statement: Public',
      ]),
    );
    expect(info.filter((line) => line.startsWith('Bagging-Date'))).toEqual([]);
  });

  it('says of every version what its pages say of its status', () => {
    const mark = /<p class="status-mark"[^>]*>([^<]+)</.exec(
      bag.get('data/representations/html/data/A_80_99999-EN.html')?.toString() ?? '',
    )?.[1];
    expect(mark).toContain('Draft');
    expect(bag.get('bag-info.txt')?.toString()).toContain(`\nDocument-Mark: en: ${mark}\n`);
    expect(bag.get('data/documentation/README.txt')?.toString()).toContain(`  On its pages   en: ${mark}\n`);
    const about = rootOf(bag.get('data/representations/docx/metadata/descriptive/dc.xml'));
    expect(all(about, 'dc:language').map(text)).toEqual(['en']);
    expect(all(about, 'dc:description').map((one) => [one.attributes['xml:lang'], text(one)])).toContainEqual(['en', mark]);
  });

  it('has records that name its files from where they lie', () => {
    const from = 'data/metadata/descriptive';
    const there = (name: string) => bag.has(path.posix.join(from, decodeURIComponent(name)));
    const marc = rootOf(bag.get(`${from}/A_80_99999.marc.xml`));
    const fields = all(marc, 'datafield').filter(({ attributes }) => attributes.tag === '856');
    const addresses = fields.map((field) => text(elementsOf(field).find(({ attributes }) => attributes.code === 'u')));
    expect(addresses).toContain('../../representations/pdf/data/A_80_99999-EN.pdf');
    const formats = all(rootOf(bag.get(`${from}/A_80_99999.dc.xml`)), 'dcterms:hasFormat').map(text);
    const contents = [...(bag.get(`${from}/A_80_99999.jsonld`)?.toString() ?? '').matchAll(/"contentUrl": "([^"]+)"/g)].map(
      ([, at]) => at ?? '',
    );
    for (const names of [addresses, formats, contents]) {
      expect(names).toHaveLength(5);
      expect(names.filter((name) => !there(name))).toEqual([]);
    }
  });

  it('has a METS file whose references, with those of its representations, are its files, each with its digest and size', () => {
    const seen = new Set<string>(['METS.xml']);
    const follow = (base: string) => {
      const mets = rootOf(bag.get(`data/${base}METS.xml`));
      for (const file of [...all(mets, 'file'), ...all(mets, 'mdRef')]) {
        const place = file.name === 'file' ? elementsOf(file)[0] : file;
        const name = base + decodeURIComponent(place?.attributes['xlink:href'] ?? '');
        const bytes = bag.get(`data/${name}`);
        expect([name, file.attributes.CHECKSUM, file.attributes.SIZE]).toEqual([name, sha512(bytes), String(bytes?.length)]);
        seen.add(name);
        if (name.endsWith('/METS.xml')) follow(name.slice(0, -'METS.xml'.length));
      }
    };
    follow('');
    const payload = [...bag.keys()].flatMap((name) => (name.startsWith('data/') ? [name.slice('data/'.length)] : []));
    expect([...seen].sort()).toEqual(payload.sort());
  });

  it('has PREMIS with every file’s fixity, where outputs come from, what was checked, and no invented date', () => {
    const premis = rootOf(bag.get('data/metadata/preservation/premis.xml'));
    for (const object of all(premis, 'object')) {
      const name = text(all(object, 'objectIdentifierValue')[0]);
      expect([name, text(all(object, 'messageDigest')[0])]).toEqual([name, sha512(bag.get(`data/${name}`))]);
      const sources = all(object, 'relatedObjectIdentifierValue').map(text);
      const isMade = /^representations\/(?!source)[^/]+\/data\/|^metadata\/descriptive/.test(name);
      expect([name, sources]).toEqual([name, isMade ? ['representations/source/data/document/sundials/letter.yaml'] : []]);
    }
    const pdf = all(premis, 'object').find((object) => text(all(object, 'objectIdentifierValue')[0]).startsWith('representations/pdf/'));
    expect(all(pdf ?? premis, 'formatVersion').map(text)).toEqual(['3a']);
    expect(new Set(all(premis, 'eventDateTime').map(text))).toEqual(new Set(['XXXX-XX-XX']));
    const checks = all(premis, 'event').filter((event) => text(all(event, 'eventType')[0]) === 'internal check');
    const about = checks.flatMap((event) => all(event, 'linkingObjectIdentifierValue').map(text));
    expect(about).toContain('representations/pdf/data/A_80_99999-EN.pdf');
    expect(all(premis, 'agentName').map(text)).toEqual(['circulate', 'Sample & Mission']);
    expect(all(premis, 'otherRightsNote').map(text)).toEqual(['Free "for all"']);
  });

  it('is the same, byte for byte, from another folder, time zone and language, and as one file', async () => {
    const env = { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const again = filesBelow(await archived(home(), ['--rights', 'Free "for all"', '--sensitivity', 'Public'], env));
    expect([...again].filter(([name, bytes]) => !bag.get(name)?.equals(bytes)).map(([name]) => name)).toEqual([]);
    expect([...again.keys()]).toEqual([...bag.keys()]);
    const zips = [];
    for (const zone of ['Asia/Kathmandu', 'America/Lima'])
      zips.push(readFileSync(`${await archived(home(), ['--zip'], { TZ: zone })}.zip`));
    expect(zips[0]?.equals(zips[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('takes in signed files beside the unsigned ones, and nothing that is not a signed copy of what is made', async () => {
    const made = home();
    expect((await circulate(['build', '--format', 'pdf'], made)).exit).toBe(0);
    writeFileSync(path.join(made, 'me.p12'), makeFile(makeKeys('rsa'), 'secret'));
    const sign = [
      'sign',
      'output/sundials/A_80_99999-EN.pdf',
      '--certificate',
      'me.p12',
      '--password-env',
      'PASSWORD',
      '--date',
      '2026-01-20',
    ];
    const run = await circulate([...sign, '--reason', 'attests this test', '--out', 'signed'], made, { PASSWORD: 'secret' });
    expect([run.exit, run.stderr]).toEqual([0, '']);
    const files = filesBelow(await archived(made, ['--signed', 'signed']));
    const [plain, signed] = ['', '.signed'].map((end) => files.get(`data/representations/pdf-mail/data/A_80_99999-EN${end}.pdf`));
    expect(signed).toEqual(readFileSync(path.join(made, 'signed/A_80_99999-EN.signed.pdf')));
    expect(signed?.subarray(0, plain?.length)).toEqual(plain);
    expect([...files.keys()].filter((name) => name.endsWith('.signed.pdf'))).toHaveLength(1);

    writeFileSync(path.join(made, 'content/sundials/letter.yaml'), letter.replace('old observatory', 'new observatory'));
    const other = await circulate(['archive', '--depositor', 'X', '--allow-draft', '--signed', 'signed', '--out', 'second'], made);
    expect([other.exit, /error BAG_SIGNED/.test(other.stderr)]).toEqual([7, true]);
  });

  it('holds statements of several lines as one, and is made again from them', async () => {
    const made = home();
    const rights = ['--rights', 'No restriction\nis known.\n\tAsk\u0001the library.', '--sensitivity', ' \n '];
    const place = await archived(made, [...rights, '--depositor', '  Sample\n& Mission\u0085 ']);
    const info = readFileSync(path.join(place, 'bag-info.txt'), 'utf8');
    expect(info).toContain('Source-Organization: Sample & Mission\n');
    expect(info).toContain('Rights-Statement: No restriction is known. Ask the library.\n');
    expect(info).not.toContain('Sensitivity-Statement');
    const { exit, stdout, stderr } = await circulate(['verify', place], made);
    expect([exit, stderr], stdout).toEqual([0, '']);
  });

  it('states the time of packing where one was given', async () => {
    const files = filesBelow(await archived(home(), [], { SOURCE_DATE_EPOCH: '1741564800' }));
    expect(files.get('bag-info.txt')?.toString()).toContain('\nBagging-Date: 2025-03-10\n');
    const dates = all(rootOf(files.get('data/metadata/preservation/premis.xml')), 'eventDateTime').map(text);
    expect(new Set(dates)).toEqual(new Set(['2025-03-10T00:00:00Z']));
    expect(elementsOf(rootOf(files.get('data/METS.xml')))[0]?.attributes.CREATEDATE).toBe('2025-03-10T00:00:00Z');
    expect(JSON.parse(files.get('data/representations/source/data/settings.json')?.toString() ?? '').sourceDateEpoch).toBe(1741564800);
  });
});
