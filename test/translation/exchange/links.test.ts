/** Links go to translators with their addresses, and come back with them or not at all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../../src/commands/translate-export.ts';
import { type Desk, desk, letter } from './harness.ts';

const source = `${letter.slice(0, letter.indexOf('body: |'))}body: |
  See [the *old* register](https://sample.invalid/register?a=1&b=2 "Register of dials") or write to [the keepers](mailto:keepers@sample.invalid).
`;
const french =
  'Voir [le *vieux* registre](https://sample.invalid/register?a=1&b=2 \\"Registre des cadrans\\") ou écrire [aux gardiens](mailto:keepers@sample.invalid).';
const fr = `language: fr\nunits:\n  body.1: { text: "${french}", state: translated }\n`;
const forms: readonly (readonly [string, ExportOptions])[] = [
  ['XLIFF 1.2', { xliff: '1.2' }],
  ['XLIFF 2.1', { xliff: '2.1' }],
  ['Word', { docx: true }],
];

async function sent(options: ExportOptions, texts: Readonly<Record<string, string>> = {}): Promise<Desk & { readonly file: string }> {
  const at = desk({ 'letter.yaml': source, 'fr.yaml': fr, ...texts });
  const { files, exit, said } = await at.send('fr', options);
  expect(exit, said).toBe(0);
  return { ...at, file: files[0] ?? '' };
}

/** Changes a text wherever it stands in a file, or in a part of a Word file. */
function change(at: Desk, file: string, from: string | RegExp, to: string, part = 'word/document.xml'): void {
  const bytes = readFileSync(path.join(at.folder, file));
  const isWord = file.endsWith('.docx');
  const parts = isWord ? unzipSync(bytes) : {};
  const text = isWord ? strFromU8(parts[part] ?? new Uint8Array()) : bytes.toString('utf8');
  const after = text.replace(from, to);
  expect(after).not.toBe(text);
  at.write(file, isWord ? zipSync({ ...parts, [part]: strToU8(after) }) : after);
}

describe.each(forms)('a link in %s', (_, options) => {
  it('comes back as it went', async () => {
    const at = await sent(options);
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(said).toContain('0 taken');
  });

  it('keeps its address and what the catalogue says of it when its words change', async () => {
    const at = await sent(options);
    change(at, at.file, ' registre<', ' grand registre<');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(at.read('content/case/fr.yaml')).toContain(french.replace(' registre]', ' grand registre]'));
  });
});

describe('a link that a translator', () => {
  it.each<[string, ExportOptions, RegExp, string]>([
    ['lost in XLIFF 1.2', { xliff: '1.2' }, /(<target.*)<g id="\d" ctype="link"[^>]*>aux gardiens<\/g>/, '$1aux gardiens'],
    ['lost in XLIFF 2.1', { xliff: '2.1' }, /(<target.*)<pc id="\d" type="link"[^>]*>aux gardiens<\/pc>/, '$1aux gardiens'],
    ['lost in Word', { docx: true }, /<w:hyperlink [^>]*>((?:(?!<w:hyperlink).)*aux gardiens.*?)<\/w:hyperlink>/, '$1'],
  ])('%s is missed', async (_, options, from, to) => {
    const at = await sent(options);
    change(at, at.file, from, to);
    const { exit, said } = await at.receive([at.file]);
    expect(said).toContain('lacks "mailto:keepers@sample.invalid"');
    expect(exit).toBe(4);
  });

  it('led elsewhere in XLIFF is told', async () => {
    const at = await sent({ xliff: '1.2' });
    change(at, at.file, /(<target.*)mailto:keepers@/, '$1mailto:sleepers@');
    const { exit, said } = await at.receive([at.file]);
    expect(said).toContain('"mailto:sleepers@sample.invalid" within a code that stands for "mailto:keepers@sample.invalid"');
    expect(exit).toBe(4);
  });

  it('led elsewhere in Word is told', async () => {
    const at = await sent({ docx: true });
    const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';
    const relation = `<Relationship Id="own" Type="${kind}" Target="mailto:sleepers@sample.invalid" TargetMode="External"/>`;
    change(at, at.file, /(.*)r:id="link2"/s, '$1r:id="own"');
    change(at, at.file, '</Relationships>', `${relation}</Relationships>`, 'word/_rels/document.xml.rels');
    const { exit, said } = await at.receive([at.file]);
    expect(said).toContain('"mailto:sleepers@sample.invalid" within a code that stands for');
    expect(exit).toBe(4);
  });

  it('saved with a text processor that writes addresses its own way comes back as it was', async () => {
    const bare = (text: string) => text.replaceAll('https://sample.invalid/register?a=1&b=2', 'https://sample.invalid');
    const at = await sent({ docx: true }, { 'letter.yaml': bare(source), 'fr.yaml': bare(fr) });
    change(at, at.file, 'Target="https://sample.invalid"', 'Target="https://sample.invalid/"', 'word/_rels/document.xml.rels');
    const { exit, said } = await at.receive([at.file]);
    expect(exit, said).toBe(0);
    expect(said).toContain('0 taken');
  });

  it('leads to a page of the translation’s own comes back as the catalogue has it', async () => {
    const own = fr.replace('sample.invalid/register', 'sample.invalid/fr/register');
    for (const [, options] of forms) {
      const at = await sent(options, { 'fr.yaml': own });
      change(at, at.file, 'aux gardiens', 'à tous les gardiens');
      const { exit, said } = await at.receive([at.file]);
      expect(exit, said).toBe(0);
      expect(at.read('content/case/fr.yaml')).toContain('https://sample.invalid/fr/register?a=1&b=2 \\"Registre des cadrans\\"');
    }
  });
});

describe('a memory', () => {
  it('holds a link as the marks of its notation', async () => {
    const at = await sent({ tmx: true });
    expect(at.read(at.file)).toContain('<ept i="1">](https://sample.invalid/register?a=1&amp;b=2)</ept>');
  });
});
