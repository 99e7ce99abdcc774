/**
 * A seventh language is one file: laid among the templates, it builds a letter in every format, and nothing else changes.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Built, build } from '../../src/index.ts';
import { readPages } from '../pdf/operators.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'circulate-seventh-'));
afterAll(() => rmSync(folder, { recursive: true }));

const letter = `type: letter
status: sample
language: eo
original: en
organs:
  - organ: general-assembly
    session: 80
    symbol: A/80/99999
    agenda: [{ item: "998", title: Sunhorloĝoj }, { item: "999 (b)", title: Bibliotekoj }]
  - organ: security-council
    year: 80
    symbol: S/2025/99999
issued: 2025-03-10
letter:
  date: 2025-03-01
  from: [{ office: permanent-representative, of: XA, gender: f }]
  to: [secretary-general]
signatories: [{ given: Maria, family: Ekzempla, titles: [Ambasadorino] }]
body: |
  La gardantoj de sunhorloĝoj renkontiĝis en la malnova observatorio.

  1. Ĉiu horloĝo estas registrita unufoje.

     (a) Kun sia loko.

  La letero estu disdonita sub la punktoj 998 kaj 999 b) de la tagordo.
`;

let made: Built | undefined;
beforeAll(async () => {
  const templates = path.join(folder, 'templates');
  cpSync(path.join(root, 'templates'), templates, { recursive: true });
  cpSync(path.join(import.meta.dirname, 'seventh.yaml'), path.join(templates, 'languages/eo.yaml'));
  mkdirSync(path.join(folder, 'content/letter'), { recursive: true });
  writeFileSync(path.join(folder, 'content/letter/letter.yaml'), letter);
  made = (await build(['content'], { cwd: folder, templates })).documents[0];
});
const bytesOf = (format: string) => made?.outputs.find((output) => output.format === format)?.bytes ?? new Uint8Array();

it('is built without a complaint, under its own letters, and verified', () => {
  expect(made?.problems).toEqual([]);
  expect(made?.outputs.map((output) => output.fileName).sort()).toEqual([
    'A_80_99999-S_2025_99999-EO.docx',
    'A_80_99999-S_2025_99999-EO.pdf',
  ]);
  expect(made?.outputs.every((output) => (output.verdict?.words ?? 0) > 60)).toBe(true);
});

const expected = [
  'Unuiĝintaj Nacioj',
  'Diskonigo: ĝenerala',
  '10-a de marto 2025',
  'Originalo: angla',
  'Okdeka kunsido',
  'Punktoj 998 kaj 999 b) de la tagordo',
  'Okdeka jaro',
  'Letero de la Konstanta Reprezentantino de Ekzemplio al la Ĝenerala Sekretario, skribita la 1-an de marto 2025',
  '1-e) Ĉiu horloĝo',
  'a) Kun sia loko.',
  'Maria Ekzempla (Subskribis)',
  'Bonvolu reuzi la paperon',
];

it('says everything in its own words, on paper', () => {
  const text = readPages(bytesOf('pdf'))
    .flatMap((page) => page.texts.map((one) => one.text))
    .join(' ')
    .replace(/\s+/g, ' ');
  for (const words of expected) expect(text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
});

it('says the same in Word, marked as its own language', () => {
  const parts = unzipSync(bytesOf('docx'));
  const xml = Object.entries(parts)
    .filter(([name]) => /word\/(?:document|header\d*|footer\d*)\.xml/.test(name))
    .map(([, data]) => strFromU8(data))
    .join(' ');
  const text = xml.replaceAll('<w:noBreakHyphen/>', '-').replace(/<[^>]*>/g, '');
  for (const words of expected) expect(text.replaceAll(/\s/g, '')).toContain(words.replaceAll(' ', ''));
  expect(strFromU8(parts['word/styles.xml'] ?? new Uint8Array())).toContain('w:val="eo"');
});
