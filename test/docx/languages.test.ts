/** Word files in languages whose pages differ from the house's: the places of the PDF are those of the table's columns too. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Language, languageSchema } from '../../src/language/language.ts';
import { pageWith, sheetWith } from '../../src/style/overrides.ts';
import { sheetOf } from '../../src/style/sheet.ts';
import { contextOf, letter, pageData, paragraphs, partsOf, sheetData } from './fixtures.ts';
import { attribute, attributes, elements, margin, one, paragraphWith, part, styleOf, value } from './reading.ts';

const read = (code: string) =>
  languageSchema.parse(parse(readFileSync(new URL(`../../templates/languages/${code}.yaml`, import.meta.url), 'utf8')));
async function letterIn(code: string): Promise<ReadonlyMap<string, string>> {
  const language = read(code);
  const context = contextOf({
    language,
    languages: new Map([[code, language]]),
    sheet: sheetOf(sheetWith(sheetData, language)),
    page: pageWith(pageData, language),
  });
  return partsOf(letter(paragraphs(2), { language: code, direction: language.direction }), context);
}
const columns = (xml: string) => elements(xml, 'w:gridCol').map((column) => Number(attribute(column, 'w:w')) / 20);
const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);
const points = (found: number, expected: number) => expect(Math.abs(found - expected), `${found}, expected ${expected}`).toBeLessThan(0.5);

test('Russian: a name too long for its column begins at the margin, over the emblem’s column and its own', async () => {
  const head = margin(await letterIn('ru'), 'header', 'first');
  const [upper = ''] = elements(head, 'w:tr');
  expect(elements(upper, 'w:tc').map((cell) => value(cell, 'w:gridSpan'))).toEqual(['2', null, '4']);
  const widths = columns(head);
  points(sum(widths.slice(0, 2)), 281.1 - 60);
  points(sum(widths), 553.3 - 60);
});

test('Russian: heads and feet of later pages reach as far as they do in print', async () => {
  const parts = await letterIn('ru');
  points(sum(columns(margin(parts, 'header', 'default'))), 557.2 - 60);
  points(sum(columns(margin(parts, 'footer', 'default'))), 563 - 60);
});

test('Spanish: both rules of the masthead end together, so that no column is left over', async () => {
  const head = margin(await letterIn('es'), 'header', 'first');
  expect(columns(head)).toHaveLength(6);
  points(sum(columns(head)), 554.1 - 60);
  expect(head).not.toContain('w:gridAfter');
  const foot = margin(await letterIn('es'), 'footer', 'first');
  expect(elements(paragraphWith(foot, '00-00000'), 'w:ind')).toEqual([]);
});

test('the columns of page 1’s foot meet where they do in the Organization’s files', async () => {
  const [first = 0, second = 0] = columns(margin(await letterIn('es'), 'footer', 'first'));
  points(60 + first, 250.1);
  points(60 + first + second, 552);
});

const inEnglishWith = (typesetting: Language['typesetting']) =>
  partsOf(letter(paragraphs(2)), contextOf({ language: { ...read('en'), typesetting } }));

test('words are parted where the language says so, and only in filled lines', async () => {
  const parts = await inEnglishWith({
    hyphenation: { patterns: 'hyphen/patterns/en-us.js', before: 2, after: 3, ratio: 4 },
  } as Language['typesetting']);
  expect(part(parts, 'word/settings.xml')).toMatch(/<w:defaultTabStop[^>]*\/><w:autoHyphenation\/><w:doNotHyphenateCaps\/>/);
  const styles = part(parts, 'word/styles.xml');
  for (const [id, held] of [
    ['Normal', false],
    ['SingleTxt', false],
    ['TitleH1', true],
    ['SignatureLine', true],
  ] as const)
    expect([id, styleOf(styles, id).includes('<w:suppressAutoHyphens/>')]).toEqual([id, held]);
  expect(styleOf(styles, 'TitleH1')).toMatch(/<\/w:tabs><w:suppressAutoHyphens\/><w:spacing/);
  const plain = await inEnglishWith(undefined);
  expect(part(plain, 'word/settings.xml')).not.toContain('w:autoHyphenation');
});

test('Arabic: text of 11 points on exactly 18, untracked; what a language does not change is the house’s', async () => {
  const styles = part(await letterIn('ar'), 'word/styles.xml');
  const body = styleOf(styles, 'SingleTxt');
  expect([value(body, 'w:sz'), value(body, 'w:szCs'), value(one(body, 'w:rPr'), 'w:spacing')]).toEqual(['22', '22', '0']);
  expect(attributes(one(body, 'w:pPr'), 'w:spacing')).toEqual({ 'w:after': '120', 'w:line': '360', 'w:lineRule': 'exact' });
  expect(value(styleOf(styles, 'TitleH1'), 'w:szCs')).toBe('26');
  expect(value(styleOf(styles, 'Publication'), 'w:sz')).toBe('20');
});
