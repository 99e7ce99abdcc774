/**
 * The built program reads YAML without the library's generators: it must find the same tokens, in sound files and in broken ones.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Parser } from 'yaml';
import { withoutGenerators } from '../scripts/without-generators.js';

const root = path.resolve(import.meta.dirname, '..');
const { outputFiles } = await build({
  stdin: { contents: `export { Parser } from './node_modules/yaml/browser/index.js'`, resolveDir: root },
  bundle: true,
  format: 'esm',
  write: false,
  plugins: [withoutGenerators],
});
const listing: { Parser: typeof Parser } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);

function expectSame(text: string): void {
  expect([...new listing.Parser().parse(text)]).toEqual([...new Parser().parse(text)]);
}

test('the tokens of the house’s own files and of the sample are the same', () => {
  const folders = ['templates', 'templates/languages', 'content/sample-letter'].map((folder) => path.join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const texts = files.filter((file) => file.endsWith('.yaml')).map((file) => readFileSync(file, 'utf8'));
  expect(texts.length).toBeGreaterThan(10);
  for (const text of texts) expectSame(text);
});

test('the tokens of whatever else somebody writes are the same', () => {
  const pieces = [
    'a',
    'b: ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ', ',
    ': ',
    '? ',
    '| ',
    '|\n',
    '>-\n',
    '#',
    ' # c',
    '&a ',
    '*a',
    '!t ',
    '---',
    '...',
    '%YAML',
    '\t',
    '\r\n',
    '\ufeff',
    '@',
    '`',
    'é',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')),
      expectSame,
    ),
    { numRuns: 2000 },
  );
});
