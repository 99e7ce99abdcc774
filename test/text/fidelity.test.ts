import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { measureFidelity, printFidelity } from '../../src/fidelity.ts';
import { pageSchema } from '../../src/style/page.ts';
import { faces, language, setText, sheet, textsOf } from './fixtures.ts';

const page = pageSchema.parse(parse(readFileSync(new URL('../../templates/page.yaml', import.meta.url), 'utf8')));
const measure = (records: readonly unknown[]) =>
  measureFidelity(
    records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'),
    { sheet, page, faces: async () => faces },
    language,
  );

const text = 'The members spoke of wells, roads and self-rule – a long list – and agreed on most of it before the evening came. '
  .repeat(4)
  .trim();
const lines = textsOf(setText(text, { first: 23.75 }));
/** The same lines, the last begun one word too late. */
const late = lines.length - 1;
const firstWord = lines[late]?.split(' ')[0] ?? '';
const moved = [...lines.slice(0, late - 1), `${lines[late - 1]} ${firstWord}`, lines[late]?.slice(firstWord.length + 1) ?? ''];

describe('fidelity', () => {
  it('is whole for lines the engine itself has set', async () => {
    const { breaks, paragraphs, lines: equal, notes } = await measure([{ first_line_x: 147.14, lines }]);
    expect(breaks).toEqual({ right: lines.length - 1, of: lines.length - 1 });
    expect(paragraphs).toEqual({ right: 1, of: 1 });
    expect(equal).toEqual({ right: lines.length, of: lines.length });
    expect(Object.keys(notes)).toEqual(['paragraphs whose runs are missing or differ from their lines, read as roman']);
  });

  it('counts a break elsewhere once among breaks, twice among lines', async () => {
    const { breaks, paragraphs, lines: equal } = await measure([{ first_line_x: 147.14, lines: moved }]);
    expect(breaks.right).toBe(breaks.of - 1);
    expect(paragraphs.right).toBe(0);
    expect(equal.right).toBe(equal.of - 2);
  });

  it('reads bold and italic runs, which are of other widths', async () => {
    const roman = await measure([{ first_line_x: 147.14, lines, runs: lines.map((line) => [['', line]]) }]);
    const bold = await measure([{ first_line_x: 147.14, lines, runs: lines.map((line) => [['b', line]]) }]);
    expect(roman.notes).toEqual({});
    expect(bold.paragraphs.right).toBe(0);
  });

  it('takes a label off and begins at the tab after it', async () => {
    for (const [x, label] of [
      [123.38, '12.'],
      [147.14, '(a)'],
    ] as const) {
      const first = x === 123.38 ? 23.75 : 47.55;
      const labelled = textsOf(setText(text, { first })).map((line, i) => (i === 0 ? `${label} ${line}` : line));
      expect((await measure([{ first_line_x: x, lines: labelled }])).paragraphs).toEqual({ right: 1, of: 1 });
    }
  });

  it('says what it skips and goes on', async () => {
    const { paragraphs, notes } = await measure([
      '{',
      { lines: [] },
      { text: 'no lines' },
      { lines },
      { lines: ['  '] },
      '',
      { lines: ['大'] },
    ]);
    expect(paragraphs).toEqual({ right: 2, of: 2 });
    expect(notes['lines that are not JSON, skipped']).toBe(1);
    expect(notes['records without lines, skipped']).toBe(3);
    expect(notes['paragraphs without first_line_x, read as body text']).toBe(2);
    expect(notes['characters without a glyph']).toBeGreaterThan(0);
  });

  it('prints each figure as a percentage and a count', () => {
    const score = { right: 1, of: 8 };
    expect(printFidelity({ breaks: score, paragraphs: score, lines: { right: 0, of: 0 }, notes: { oddities: 2 } })).toBe(
      [
        'breaks        12.50 %  1 of 8          each line begun where the original’s began',
        'paragraphs    12.50 %  1 of 8          every line equal',
        'lines               –  0 of 0          the engine running freely',
        'note: 2 oddities',
        '',
      ].join('\n'),
    );
  });
});
