/** French, Spanish, Russian and Chinese in the text layer: readers give the source’s words, and verification agrees. */
import { describe, expect, it } from 'vitest';
import { verifyPdf } from '../../src/verify/verify.ts';
import { byPdfParse, byPoppler, byStructure, corpus, setParagraphs, wordsOf } from './languages.ts';

/** Words as a reader joins them: over a line that ends in a hyphen, with or without it, and in scripts without spaces. */
function read(text: string, source: readonly string[]): readonly string[] {
  const known = new Set(source);
  const lines = text
    .split('\n')
    .map((line) => wordsOf(line))
    .filter((line) => line.length > 0);
  const words: string[] = [];
  for (const line of lines) {
    const [first = '', ...others] = line;
    const last = words.at(-1);
    const joined = last?.endsWith('-') ? [last + first, last.slice(0, -1) + first].find((word) => known.has(word)) : undefined;
    if (joined === undefined) words.push(first);
    else words[words.length - 1] = joined;
    words.push(...others);
  }
  return words;
}

describe.each([
  ['french', 'fr'],
  ['spanish', 'es'],
  ['russian', 'ru'],
])('%s', (name, code) => {
  it('comes back word for word', async () => {
    const paragraphs = corpus(name);
    const source = wordsOf(paragraphs.join('\n'));
    const { tree, bytes } = await setParagraphs(paragraphs, code);
    expect(read(byStructure(bytes), source)).toEqual(source);
    expect(read(await byPdfParse(bytes), source)).toEqual(source);
    const told: unknown[] = [];
    expect((await verifyPdf(bytes, tree, 'file.pdf', (...problem) => told.push(problem))).differences).toEqual([]);
  });
});

it('parts Russian words, and nothing else', async () => {
  const count = async (name: string, code: string) =>
    byStructure((await setParagraphs(corpus(name), code)).bytes).match(/\p{Ll}-\n\p{Ll}/gu)?.length ?? 0;
  expect(await count('russian', 'ru')).toBeGreaterThan(5);
  expect(await count('spanish', 'es')).toBeLessThan(2);
});

describe('chinese', async () => {
  const paragraphs = corpus('chinese');
  const { tree, bytes } = await setParagraphs(paragraphs, 'zh');
  // Lines end between letters: only Latin words and figures keep their spaces.
  const plain = (text: string) => wordsOf(text).join('');

  it('comes back letter for letter', async () => {
    expect(plain(byStructure(bytes))).toBe(plain(paragraphs.join('\n')));
    expect(plain(await byPdfParse(bytes))).toBe(plain(paragraphs.join('\n')));
  });

  it('comes back without spaces between letters', async (context) => {
    const gap = /\p{Script=Han}[^\S\n]+\p{Script=Han}/u;
    expect(await byPdfParse(bytes)).not.toMatch(gap);
    const text = byPoppler(bytes);
    if (text === null) return context.skip('pdftotext is not installed');
    expect(text).not.toMatch(gap);
    expect(plain(text)).toBe(plain(paragraphs.join('\n')));
  });

  it('verifies, and a changed letter does not', async () => {
    const told: unknown[] = [];
    const report = (...problem: unknown[]) => told.push(problem);
    expect((await verifyPdf(bytes, tree, 'file.pdf', report)).differences).toEqual([]);
    const other = await setParagraphs([`${paragraphs[0]}错`, ...paragraphs.slice(1)], 'zh');
    expect((await verifyPdf(other.bytes, tree, 'file.pdf', report)).differences).toMatchObject([{ found: '错' }]);
  });
});
