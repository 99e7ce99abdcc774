/** The reader of plain YAML against the library: it may give up, but what it gives is what the library gives. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readPlainYaml } from '../../src/plain-yaml.ts';
import { parseYaml, sourceLimits } from '../../src/source.ts';

/** What the library makes of a text; null if it has anything to say against it. */
function byLibrary(text: string): { readonly data: unknown } | null {
  const documents = parseAllDocuments(text, { uniqueKeys: true, schema: 'core', version: '1.2', logLevel: 'error' });
  const [document] = documents;
  if (documents.length !== 1 || !document || !('contents' in document) || [...document.errors, ...document.warnings].length > 0)
    return null;
  return { data: document.toJS() };
}

function expectSame(text: string): boolean {
  const plain = readPlainYaml(text, sourceLimits);
  if (plain) expect(byLibrary(text)).toEqual({ data: plain.data });
  return plain !== null;
}

const values = [
  ...[
    'words',
    'two words',
    'null',
    'True',
    '12',
    '0',
    '00-1',
    '007',
    '1.5',
    '1e3',
    '0x1f',
    '2020-01-31',
    "it's",
    'a:b',
    'a: b',
    'x # note',
  ],
  ...[
    '"quoted"',
    '"a\\nb\\\\c\\"d"',
    '"\\u0041"',
    "'it''s'",
    '"open',
    '""',
    '[1, two words, "3"]',
    '{ a: 1, "b c": [d] }',
    '[a, ]',
    '{ a }',
    '{}',
  ],
  ...[
    'http://a.b/c',
    '{ a: http://b/c }',
    '&a x',
    '*a',
    '!t x',
    '| x',
    '>',
    '@x',
    '- x',
    '...',
    'é\u00a0',
    '\u3000',
    '.5',
    '-1',
    '',
    '"x" # y',
    '"x"#y',
  ],
];
const keys = ['a', 'b', 'body', 'c-d', 'e.f', '"g h"', '"5"', 'null', 'constructor', '"__proto__"', '<<', 'two words'];
const value = fc.constantFrom(...values);
const key = fc.constantFrom(...keys);

/** Lines of a text and how deep each stands, below the one before. */
const { lines } = fc.letrec<{ lines: readonly string[]; member: readonly string[] }>((tie) => ({
  member: fc.oneof(
    { depthIdentifier: 'yaml', maxDepth: 4 },
    fc.tuple(key, value).map(([name, words]) => [`${name}: ${words}`]),
    value.map((words) => [`- ${words}`]),
    fc.constantFrom(['# note'], [''], ['  ']),
    fc
      .tuple(key, fc.array(fc.constantFrom('text', '', '  more', '# text', ' ', 'a: b', '- c'), { maxLength: 5 }))
      .map(([name, inner]) => [`${name}: |`, ...inner.map((line) => (line === '' ? '' : `  ${line}`))]),
    fc
      .tuple(key, fc.constantFrom('', ' ', '  '), tie('lines'))
      .map(([name, indent, inner]) => [`${name}:`, ...inner.map((line) => (line === '' ? line : indent + line))]),
    tie('lines').map((inner) => inner.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))),
  ),
  lines: fc.array(tie('member'), { minLength: 1, maxLength: 4 }).map((members) => members.flat()),
}));
const text = lines.map((all) => `${all.join('\n')}\n`);

describe('plain YAML', () => {
  test('gives the data the library gives, or leaves the text to it', () => {
    fc.assert(
      fc.property(text, (one) => void expectSame(one)),
      { numRuns: 3000 },
    );
  });

  test('gives the data the library gives of a source with anything put anywhere', () => {
    const source = readFileSync('content/sample-letter/letter.yaml', 'utf8');
    const marks = [
      '"',
      "'",
      ':',
      ': ',
      ' #',
      '\n',
      '\n\n',
      ' ',
      '  ',
      '- ',
      '|',
      '{',
      ']',
      ',',
      '\\',
      '&',
      '\t',
      '\r',
      '---\n',
      '\ufeff',
      '~',
      '0',
    ];
    fc.assert(
      fc.property(fc.nat(source.length), fc.constantFrom('', ...marks), fc.nat(3), (at, mark, less) => {
        expectSame(source.slice(0, at) + mark + source.slice(at + less));
      }),
      { numRuns: 300 },
    );
  });

  test('reads every letter and a commented one', () => {
    const files = [
      'templates/new/letter.yaml',
      ...readdirSync('content').map((name) => path.join('content', name, 'letter.yaml')),
      ...readdirSync('test/cases').map((name) => path.join('test/cases', name, 'letter.yaml')),
    ];
    for (const file of files) expect([file, expectSame(readFileSync(file, 'utf8'))]).toEqual([file, true]);
  });

  test('leaves a text to the library that costs more than a source may', () => {
    const wide = Array.from({ length: sourceLimits.members + 1 }, (_, index) => `k${index}: x\n`).join('');
    const deep = `a: ${'['.repeat(sourceLimits.depth + 1)}${']'.repeat(sourceLimits.depth + 1)}\n`;
    expect([readPlainYaml(wide, sourceLimits), readPlainYaml(deep, sourceLimits)]).toEqual([null, null]);
  });

  test('finds the place of what it has read', () => {
    const yaml = parseYaml('a:\n  - b: x\n    c: |\n      first\n      second\n', 'a.yaml', () => {});
    expect(yaml?.styleOf('a.0.c')).toBe('literal');
    expect(yaml?.styleOf('a.0.b')).toBe('plain');
    expect(yaml?.rangeOf('a.0.c', 'value', 6, 6)).toEqual({ start: { line: 5, column: 7 }, end: { line: 5, column: 13 } });
    expect(yaml?.line(5)).toBe('      second');
  });
});
