import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/backends/text/wrap.ts';
import type { Block, DocumentNode, ListItem, Table, TableCell, TableRow } from '../../src/tree/nodes.ts';
import { block, body, documentNode, lineBreak, text } from '../docx/fixtures.ts';
import { contextIn, decoded, house, made, written } from '../html/pages.ts';

const update = process.env.UPDATE === '1' && process.env.CI === undefined;
const linesOf = async (tree: DocumentNode, code = 'en') => (await written('text', tree, await contextIn(code))).split('\n');
const item = (label: string, ...children: readonly Block[]): ListItem => ({ type: 'list-item', at: null, label, children });

describe('the plain text of a sample', () => {
  const texts = new Map<string, string>();
  beforeAll(async () => {
    for (const { language, bytes } of await made('content/sample-letter', ['text'])) texts.set(language ?? '', decoded(bytes));
  }, 60_000);

  it.each(['en', 'ar'])('is as it was looked at: %s', (language) => {
    const file = path.join(import.meta.dirname, `expected/sample-${language}.txt`);
    const found = texts.get(language) ?? '';
    if (update || (!existsSync(file) && process.env.CI === undefined)) writeFileSync(file, found);
    expect(found).toBe(readFileSync(file, 'utf8'));
  });

  it.each([...house.languages.keys()])(
    'has lines that every screen shows whole, no mark of byte order, one line feed at its end: %s',
    (language) => {
      const found = texts.get(language) ?? '';
      expect(found.length).toBeGreaterThan(1000);
      expect(found).not.toMatch(/^\ufeff|\r|\t|[ ]\n|\n\n$/);
      expect(found.endsWith('\n')).toBe(true);
      // An address is never broken.
      const long = found.split('\n').filter((line) => columnsOf(line) > house.text.width && !line.includes('://'));
      expect(long).toEqual([]);
    },
  );

  it('says its status in the first line and in the last', () => {
    const lines = (texts.get('en') ?? '').trimEnd().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(Array(2).fill('Sample: not a document of the United Nations'));
  });

  it('writes Arabic in the order of reading, with nothing added to turn it', () => {
    expect(texts.get('ar')).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(texts.get('ar')).toContain('\nA/80/99999*-S/2025/99999*\n');
  });
});

describe('plain text', () => {
  it('breaks after spaces, never at a hyphen, so that joining its lines gives the paragraph back', async () => {
    const said = `A well-known ${'light-house keeper counts '.repeat(12)}to the end.`;
    const lines = (await linesOf(documentNode([body([block('paragraph', said)])]))).filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join(' ')).toBe(said);
  });

  it('counts an ideograph as two columns and begins no line with a full stop', async () => {
    const lines = await linesOf(documentNode([body([block('paragraph', `${'灯'.repeat(36)}。${'塔'.repeat(10)}`)])]), 'zh');
    expect(lines[0]).toBe('灯'.repeat(35));
    expect(lines[1]).toBe(`灯。${'塔'.repeat(10)}`);
  });

  it('does not count marks above letters', () => {
    expect(columnsOf('e\u0301 \u0643\u064e 塔')).toBe(6);
  });

  it('sets the text of a list in, and lists within it further', async () => {
    const inner = {
      type: 'list' as const,
      at: null,
      kind: 'lettered' as const,
      depth: 2,
      children: [item('(a)', block('paragraph', 'One;'))],
    };
    const list = {
      type: 'list' as const,
      at: null,
      kind: 'numbered' as const,
      depth: 1,
      children: [item('12.', block('paragraph', 'Two:'), inner)],
    };
    expect(await linesOf(documentNode([body([list])]))).toEqual(['12. Two:', '', '    (a) One;', '']);
  });

  it('gives a label longer than its place a space all the same', async () => {
    const list = {
      type: 'list' as const,
      at: null,
      kind: 'numbered' as const,
      depth: 1,
      children: [item('xxxviii.', block('paragraph', 'Two'))],
    };
    expect((await linesOf(documentNode([body([list])])))[0]).toBe('xxxviii. Two');
  });

  it('keeps the breaks of the author’s hand', async () => {
    expect(await linesOf(documentNode([block('title', [text('Lights'), lineBreak, text('and fog')])]))).toEqual(['Lights', 'and fog', '']);
  });
});

describe('a table in plain text', () => {
  const cell = (words: string, align: 'start' | 'end' | 'centre' = 'start', heading = false): TableCell => ({
    type: 'table-cell',
    at: null,
    header: heading ? 'column' : null,
    align,
    children: [words === '' ? block('table-text', []) : block(heading ? 'table-heading' : 'table-text', words)],
  });
  const row = (heading: boolean, ...children: readonly TableCell[]): TableRow => ({ type: 'table-row', at: null, heading, children });
  const shown = async (table: Table, code = 'en') => {
    const lines = await linesOf(documentNode([body([block('paragraph', 'Before.'), table])]), code);
    return lines.slice(lines.indexOf('Before.') + 2);
  };

  it('has its columns below each other, an ideograph taking two, headings apart', async () => {
    const rows = [
      row(true, cell('Place', 'start', true), cell('Sum', 'end', true), cell('Mark', 'centre', true)),
      row(false, cell('North Cape'), cell('1,204', 'end'), cell('x', 'centre')),
      row(false, cell('灯塔'), cell('', 'end'), cell('–', 'centre')),
    ];
    const table: Table = { type: 'table', at: null, children: [block('table-title', 'Sums'), ...rows] };
    expect(await shown(table)).toEqual(['Sums', '', 'Place         Sum  Mark', '', 'North Cape  1,204   x', '灯塔                –', '']);
  });

  it('has a line for each cell where a row is longer than a line', async () => {
    const long = 'Dark on three nights of the year, for want of a wick and of somebody to trim it in time';
    const rows = [row(true, cell('Place', 'start', true), cell('Remark', 'start', true)), row(false, cell('North Cape'), cell(long))];
    expect(await shown({ type: 'table', at: null, children: rows })).toEqual([
      'Place',
      '    Remark',
      '',
      'North Cape',
      '    Dark on three nights of the year, for want of a wick and of somebody',
      '    to trim it in time',
      '',
    ]);
  });
});
