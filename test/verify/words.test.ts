/** The plain-text reading of a tree. */
import { expect, test } from 'vitest';
import type { Inline } from '../../src/tree/nodes.ts';
import { furnitureOf, picturesOf, plainText, spansOf, textOf } from '../../src/tree/words.ts';
import { block, specimen, text } from './specimen.ts';

const strong = (...children: readonly Inline[]): Inline => ({ type: 'strong', at: null, children });
const emphasis = (...children: readonly Inline[]): Inline => ({ type: 'emphasis', at: null, children });
const lineBreak: Inline = { type: 'break', at: null };

test('joins neighbours of equal look and keeps breaks apart', () => {
  const spans = spansOf({
    children: [text('one ', 'a'), text('two', 'b'), lineBreak, lineBreak, text('three'), strong(text('four')), strong(text(' five'))],
  });
  expect(spans.map((span) => [span.text, span.strong, span.at])).toEqual([
    ['one two', false, 'a'],
    ['\n', false, null],
    ['\n', false, null],
    ['three', false, null],
    ['four five', true, null],
  ]);
});

test('adds up the looks of nested inlines and takes the innermost language', () => {
  const spans = spansOf({
    children: [
      strong(emphasis(text('x')), {
        type: 'span',
        at: null,
        language: 'fr',
        children: [{ type: 'span', at: null, language: 'de', children: [text('y')] }],
      }),
      { type: 'organ-letter', at: null, children: [text('A')] },
      { type: 'note-mark', at: null, text: '*' },
    ],
  });
  expect(spans.map(({ text: value, strong: bold, emphasis: italic, language, look }) => [value, bold, italic, language, look])).toEqual([
    ['x', true, true, null, 'text'],
    ['y', true, false, 'de', 'text'],
    ['A', false, false, null, 'organ-letter'],
    ['*', false, false, null, 'note-mark'],
  ]);
});

test('leaves out stretches without text', () => {
  expect(spansOf({ children: [text(''), strong(text(''))] })).toEqual([]);
  expect(plainText([])).toBe('');
});

test('reads a document in order, with labels, breaks and note marks', () => {
  const units = textOf(specimen());
  expect(units.map((unit) => unit.part).filter((part, index, all) => part !== all[index - 1])).toEqual([
    'masthead',
    'session-block',
    'title',
    'body',
    'signature-block',
    'special-notes',
    'foot',
  ]);
  const of = (at: string) => units.filter((unit) => unit.at === at).map((unit) => unit.text);
  expect(of('organs')).toEqual(['B/12/345–C/2021/67']);
  expect(of('letter')).toEqual(['Letter dated 17 January 2020 from the Keeper of Clocks\naddressed to the Secretary-General*']);
  expect(of('body.3.1')).toEqual(['(b) A second-hand hand.']);
  expect(of('signatories.0')).toEqual(['(Signed) Ada Sand']);
  expect(of('notes.0')).toEqual(['* Reissued for technical reasons on 4 May 2021.']);
});

test('sets the label of a list within a list before its own first text', () => {
  const inner = {
    type: 'list',
    at: 'i',
    kind: 'numbered',
    depth: 2,
    children: [{ type: 'list-item', at: 'i.0', label: '(a)', children: [block('paragraph', 'i.0', 'deep')] }],
  } as const;
  const outer = {
    type: 'list',
    at: 'o',
    kind: 'numbered',
    depth: 1,
    children: [
      { type: 'list-item', at: 'o.0', label: '1.', children: [inner, block('paragraph', 'o.1', 'after')] },
      { type: 'list-item', at: 'o.2', label: '2.', children: [] },
    ],
  } as const;
  expect(
    textOf(specimen([{ type: 'keep', at: null, children: [outer, { type: 'page-break', at: null }] }]))
      .filter((unit) => unit.part === 'body')
      .map((unit) => unit.text),
  ).toEqual(['1. (a) deep', 'after', '2.']);
});

test('keeps what pages repeat, and pictures, apart from the text', () => {
  const { symbols, job, statusMarks } = furnitureOf(specimen());
  expect(symbols.map((unit) => unit.text)).toEqual(['B/12/345', 'C/2021/67']);
  expect(job?.text).toBe('21-00417');
  expect(statusMarks.map((unit) => unit.text)).toEqual(['Sample: not a document']);
  expect(picturesOf(specimen()).map((picture) => picture.type)).toEqual(['emblem', 'bar-code', 'recycle-sign', 'qr-code']);
});
