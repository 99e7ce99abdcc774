import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { twoColumns } from '../../src/backends/docx/two-columns.ts';
import { unzip } from '../../src/deflate.ts';
import { languageSchema } from '../../src/language/language.ts';
import { brokenFile, goodFiles } from './broken-word.ts';
import { contextOf, emphasis, pageData, strong, text } from './fixtures.ts';
import { breakages } from './word-breakages.ts';
import { faultsOf, rules } from './word-rules.ts';

const good = await goodFiles();

test.each([...good])('%s has nothing that Word refuses', (_, files) => {
  expect(faultsOf(files)).toEqual([]);
});

test('nor has a file of two columns for translators', () => {
  const { sheet, language } = contextOf();
  const arabic = languageSchema.parse(parse(readFileSync('templates/languages/ar.yaml', 'utf8')));
  const row = { lines: ['body.1', 'translated'], source: [text('The '), strong('lamp')], target: [text(' مصباح '), emphasis('lamp')] };
  const content = { title: 'Lamps', date: '2025-01-31T00:00:00Z', from: language, to: arabic, rows: [row, { ...row, target: [] }] };
  const languages = new Map([language, arabic].map((one) => [one.language, one]));
  const bytes = twoColumns({ ...content, head: ['lamps', 'English (en)', 'Arabic (ar)'] }, sheet, pageData, languages);
  expect(faultsOf(unzip(bytes))).toEqual([]);
});

test.each(breakages.map((breakage) => [breakage.what, breakage] as const))('%s is found, if a rule of ours knows it', (_, breakage) => {
  const found = new Set(faultsOf(brokenFile(good, breakage)).map(([rule]) => rule));
  expect([...found]).toEqual([breakage.rule, breakage.also].filter((rule) => typeof rule === 'string'));
});

test('every rule is broken by some file', () => {
  const broken = new Set(breakages.map(({ rule }) => rule));
  expect(Object.keys(rules).filter((rule) => !broken.has(rule))).toEqual([]);
});
