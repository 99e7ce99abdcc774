/** Arabic in the text layer: what readers get back, over a corpus that holds every difficulty, and over random mixed text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyPdf } from '../../src/verify/verify.ts';
import { byPdfParse, byPoppler, byStructure, corpus, setParagraphs, similarity, wordsOf } from './languages.ts';

const paragraphs = corpus('arabic');
const source = wordsOf(paragraphs.join('\n'));
const set = await setParagraphs(paragraphs, 'ar');

describe('the Arabic corpus', () => {
  it('has two thousand words and more', () => {
    expect(source.length).toBeGreaterThan(2000);
  });

  it('comes back through the structure exactly', () => {
    expect(wordsOf(byStructure(set.bytes))).toEqual(source);
  });

  it('comes back from pdf-parse nearly exactly', async () => {
    expect(similarity(source, wordsOf(await byPdfParse(set.bytes)))).toBeGreaterThanOrEqual(0.995);
  });

  it('comes back from pdftotext almost as well', (context) => {
    const text = byPoppler(set.bytes);
    if (text === null) return context.skip('pdftotext is not installed');
    expect(similarity(source, wordsOf(text))).toBeGreaterThanOrEqual(0.98);
  });

  it('verifies, and a changed word does not', async () => {
    const told: unknown[] = [];
    const report = (...problem: unknown[]) => told.push(problem);
    expect((await verifyPdf(set.bytes, set.tree, 'file.pdf', report)).differences).toEqual([]);
    const other = await setParagraphs([...paragraphs.slice(0, -1), `${paragraphs.at(-1)} خطأ`], 'ar');
    expect((await verifyPdf(other.bytes, set.tree, 'file.pdf', report)).differences).toMatchObject([{ what: 'word', found: 'خطأ' }]);
  });
});

describe('a line of several looks and languages', () => {
  const text = (value: string) => ({ type: 'text', at: null, text: value }) as const;
  const strong = (value: string) => ({ type: 'strong', at: null, children: [text(value)] }) as const;
  const emphasis = (value: string) => ({ type: 'emphasis', at: null, children: [text(value)] }) as const;
  const span = (language: string, value: string) => ({ type: 'span', at: null, language, children: [text(value)] }) as const;

  it.each([
    ['ar', 'emphasis within brackets', [text('سامي ('), emphasis('توقيع'), text(') هنا')]],
    ['ar', 'bold words and figures', [text('في '), strong('المادة 12'), text('، من A/80/L.12*.')]],
    ['ar', 'a span of another language', [text('قال '), span('fr', 'Il dit (deux fois)'), text('، ثمّ صمت.')]],
    [
      'en',
      'Arabic of two looks in English',
      [text('The words '), span('ar', 'كتاب 12 كبير'), text(' and كلمة '), strong('عريضة'), text(' stand.')],
    ],
    ['en', 'Chinese in English', [text('The word '), span('zh', '“天文台”（大会）'), text(' stands.')]],
  ] as const)('comes back in order, %s: %s', async (code, _, children) => {
    const { tree, bytes } = await setParagraphs([children], code);
    const wanted = wordsOf(children.map((child) => ('text' in child ? child.text : child.children[0].text)).join(''));
    expect(wordsOf(byStructure(bytes))).toEqual(wanted);
    // Where a mark of the one look joins a word of the other, pdf-parse puts a tabulator between them.
    expect(wordsOf(await byPdfParse(bytes)).join('')).toBe(wanted.join(''));
    expect((await verifyPdf(bytes, tree, 'file.pdf', () => undefined)).differences).toEqual([]);
  });
});

const word = fc.constantFrom(
  'كتاب',
  'بيتٌ',
  'الآلات',
  'سلامًا',
  'مُحَمَّدٌ',
  '(أ)',
  '«المدينة»',
  'و25',
  '184',
  '12,5',
  'A/80/99999،',
  'A/80/L.12.',
  '(Mentha)،',
  'UNDP',
  '1964-1968',
  '35–40',
  '-',
  '٣٤',
  'كبيرٌ“.',
  '”الشاخص“،',
  'لأنّ',
);

describe('random mixed text', () => {
  it('comes back exactly through the structure, and from pdf-parse word for word', async () => {
    const sentences = fc.sample(fc.array(word, { minLength: 1, maxLength: 40 }), { numRuns: 40, seed: 7 }).map((words) => words.join(' '));
    const { bytes } = await setParagraphs(sentences, 'ar');
    expect(wordsOf(byStructure(bytes))).toEqual(wordsOf(sentences.join('\n')));
    expect(similarity(wordsOf(sentences.join('\n')), wordsOf(await byPdfParse(bytes)))).toBeGreaterThanOrEqual(0.995);
  });
});
