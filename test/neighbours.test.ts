/**
 * Documents of one run beside each other: what two may not share is told with both places, and nothing of one is lost for the other.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runBuild } from '../src/commands/build.ts';
import { runExport } from '../src/commands/translate-export.ts';

const letter = readFileSync(path.join(import.meta.dirname, 'errors/OUTPUT_REPEATED/letter.yaml'), 'utf8');
let folder = '';
let said = '';
const io = () => ({
  cwd: folder,
  terminal: false,
  stdout: () => undefined,
  stderr: (text: string) => {
    said += text;
  },
});

beforeEach(() => {
  said = '';
  folder = mkdtempSync(path.join(tmpdir(), 'circulate-neighbours-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a document whose symbols end in a number. */
function write(place: string, number: string): void {
  const target = path.join(folder, 'content', place);
  cpSync(path.join(import.meta.dirname, 'errors/OUTPUT_REPEATED'), target, {
    recursive: true,
    filter: (file) => !/folder|\.txt|\.json/.test(file),
  });
  writeFileSync(path.join(target, 'letter.yaml'), letter.replaceAll('99999', number));
}
const made = (): string[] =>
  readdirSync(path.join(folder, 'output'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('.'))
    .sort();

it('keeps what was made of the first of two documents that would have one place', async () => {
  write('2019/letter', '99999');
  write('2020/letter', '99999');
  const exit = await runBuild([], { format: ['text'] }, io());
  expect(exit).toBe(3);
  expect(made()).toEqual(['letter/A_74_99999-S_2020_99999-EN.txt']);
  expect(said).toContain('content/2020/letter/letter.yaml: error OUTPUT_REPEATED');
  expect(said).toContain('content/2019/letter/letter.yaml');
});

it('makes documents of one folder name whose symbols differ', async () => {
  write('2019/letter', '99998');
  write('2020/letter', '99999');
  expect(await runBuild([], { format: ['text'] }, io())).toBe(0);
  expect(made()).toEqual(['letter/A_74_99998-S_2020_99998-EN.txt', 'letter/A_74_99999-S_2020_99999-EN.txt']);
  expect(said).toBe('');
});

it('makes both of two documents with one symbol in different folders, and warns', async () => {
  write('one', '99999');
  write('other', '99999');
  expect(await runBuild([], { format: ['text'] }, io())).toBe(0);
  expect(made()).toHaveLength(2);
  expect(said.match(/content\/other\/letter\.yaml:\d+:\d+-\d+:\d+: warning SYMBOL_REPEATED/g)).toHaveLength(2);
  expect(said).toMatch(/of another document, content\/one\/letter\.yaml:8, too/);
});

it('makes nothing of the second of two documents with one symbol where warnings are errors', async () => {
  write('one', '99999');
  write('other', '99999');
  expect(await runBuild([], { format: ['text'], strict: true }, io())).toBe(3);
  expect(made()).toHaveLength(1);
});

it('sends translators no file in the place of another', async () => {
  write('2019/letter', '99998');
  write('2020/letter', '99999');
  expect(await runExport('fr', [], {}, io())).toBe(3);
  expect(said).toContain('content/2020/letter/letter.yaml: error OUTPUT_REPEATED');
});
