/**
 * One gap, one size, one phrase, each changed in its one place: the PDF and the Word file both follow.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../src/index.ts';
import { type PageReading, readPages } from '../pdf/operators.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'circulate-house-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Made {
  readonly page: PageReading;
  readonly docx: Record<string, string>;
}

/** Builds the Council letter with one file of the templates changed. */
async function made(change: { file: string; from: string; to: string } | null): Promise<Made> {
  const templates = path.join(folder, 'templates');
  cpSync(path.join(root, 'templates'), templates, { recursive: true });
  if (change) {
    const file = path.join(templates, change.file);
    const text = readFileSync(file, 'utf8');
    expect(text.split(change.from), `${change.file} says this once`).toHaveLength(2);
    writeFileSync(file, text.replace(change.from, change.to));
  }
  const result = await build(['test/cases/council'], { cwd: root, templates });
  expect(result.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const bytes = (format: string) => result.documents[0]?.outputs.find((output) => output.format === format)?.bytes ?? new Uint8Array();
  const parts = unzipSync(bytes('docx'));
  const page = readPages(bytes('pdf'))[0];
  if (!page) throw new Error('no page');
  return { page, docx: Object.fromEntries(Object.entries(parts).map(([name, data]) => [name, strFromU8(data)])) };
}

const lineOf = (page: PageReading, words: string) => {
  const found = page.texts.find((text) => text.text.includes(words));
  if (!found) throw new Error(`no line says ${words}`);
  return found;
};
const styleOf = (made: Made, id: string) =>
  new RegExp(`<w:style [^>]*w:styleId="${id}"[\\s\\S]*?</w:style>`).exec(made.docx['word/styles.xml'] ?? '')?.[0] ?? '';

describe('the house style', () => {
  let before: Made;
  beforeAll(async () => {
    before = await made(null);
  });

  it('changes a gap in one place', async () => {
    const after = await made({ file: 'style.yaml', from: 'body: { before: 12 }', to: 'body: { before: 30 }' });
    const move = lineOf(after.page, 'We have the honour').baseline - lineOf(before.page, 'We have the honour').baseline;
    expect(move).toBeCloseTo(18, 2);
    // Twips: Word adds the gap below the title.
    const gap = (one: Made) => /<w:pStyle w:val="TitleH1"\/><w:spacing w:after="(\d+)"/.exec(one.docx['word/document.xml'] ?? '')?.[1];
    expect([gap(before), gap(after)]).toEqual(['240', '600']);
  });

  it('changes a size in one place', async () => {
    const after = await made({ file: 'style.yaml', from: 'name: Title_H1 }, size: 12', to: 'name: Title_H1 }, size: 13' });
    expect([lineOf(before.page, 'Letter dated').size, lineOf(after.page, 'Letter dated').size]).toEqual([12, 13]);
    const size = (one: Made) => /<w:sz w:val="(\d+)"/.exec(styleOf(one, 'TitleH1'))?.[1];
    expect([size(before), size(after)]).toEqual(['24', '26']);
  });

  it('changes a phrase in one place', async () => {
    const after = await made({ file: 'languages/en.yaml', from: 'recycle: Please recycle', to: 'recycle: Kindly reuse' });
    const footer = (one: Made) =>
      Object.entries(one.docx)
        .filter(([name]) => /footer/.test(name))
        .map(([, xml]) => xml)
        .join();
    expect(before.page.texts.map((text) => text.text).join(' ')).toContain('Please recycle');
    expect(after.page.texts.map((text) => text.text).join(' ')).toContain('Kindly reuse');
    expect(footer(before)).toContain('Please recycle');
    expect(footer(after)).toContain('Kindly reuse');
  });
});
