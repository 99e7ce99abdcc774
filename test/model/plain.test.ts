import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { parseMarkdown, parseMarked } from '../../src/model/mdast.ts';
import { fillGaps, stretchesOf, withoutPlainWords } from '../../src/model/plain.ts';

/** What a text is made of: words enough to be taken out, and every mark that might suffer from it. */
const pieces = [
  'the keepers of the registers met again',
  ' and decided, in the end, that all should be well ',
  ' é à ü – the “inner” one; 12.5 per cent/year: so be it! ',
  'a',
  'b c',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\n   ',
  '\t',
  ...[
    '*',
    '**',
    '_',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '<',
    '>',
    '> ',
    '- ',
    '1. ',
    '12) ',
    '# ',
    ' ##',
    '```',
    '`',
    '~~~',
    '|',
    '\\',
    '\\\n',
    '&amp;',
    '&',
    '"',
    "'",
  ],
  ...['\n---\n', '\n===\n', '[a]: b "c d e"\n', 'http://example.org/the path', '\u00a0', '\ufdd0', '\ufdd5', '\u2028'],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));

/** A parser's tree without columns, which only the first of a line's nodes keeps, and without what no document prints. */
const nodesOf = (markdown: string, shorten: boolean): unknown => {
  const { text: shorter, gaps } = shorten ? withoutPlainWords(markdown) : { text: markdown, gaps: [] };
  const root = fromMarkdown(shorter, { extensions: [{ disable: { null: ['htmlFlow', 'htmlText'] } }] });
  if (gaps.length > 0) fillGaps(root, gaps);
  const printed = (key: string, value: unknown) =>
    ['type', 'value', 'children', 'position', 'start', 'end', 'line', 'offset', 'depth'].includes(key) || /^\d*$/.test(key)
      ? value
      : undefined;
  return JSON.parse(JSON.stringify(root, printed), (_, value) =>
    value !== null && 'value' in Object(value) && value.type !== 'text' ? value.type : value,
  );
};

test('a text without its plain words is parsed to the same nodes at the same places', () => {
  fc.assert(
    fc.property(text, (markdown) => {
      expect(nodesOf(markdown, true)).toEqual(nodesOf(markdown, false));
    }),
    { numRuns: 1000 },
  );
});

test('paragraphs, headings and list items of nothing but words are the same nodes whether the parser reads them or not', () => {
  // Columns within a line are true up to its first gap, so that only what begins a line is compared by them.
  const blocks = ['paragraph', 'heading', 'list', 'listItem'];
  const printed = (root: unknown) =>
    JSON.parse(
      JSON.stringify(root, function (this: { type: string }, key, value) {
        if (key !== 'position' || !value) return value;
        const { start, end } = value;
        return [start.offset, end.offset, ...(blocks.includes(this.type) ? [start.line, start.column] : [])];
      }),
    );
  const parts = fc.array(
    fc.oneof(
      text,
      fc.constantFrom('Plain words – no more: “so” it is (1).', 'Çela, 12 per cent.', '   a', '- b', '1. c', '[^1]: d', '[^1]'),
      fc.constantFrom('- A dash', '- “b” c', '-  d', '-', '- (a) e', '-1', '* f', '+ g', '  indented by two', '  - h', '  ', '  i\n', ' j'),
      fc.constantFrom('1. One', '2. (i) two', '12. twelve', '0. a', '007. b', '3) c', '1.', '4.  d', '1234567890. e', '5. 6. f'),
      fc.constantFrom(
        '   (a) by three',
        '   by three',
        '    by four',
        '    - k',
        '   1. l',
        '      (i) by six',
        '\n',
        '- a\n- b',
        '1. a\nb',
      ),
      fc.constantFrom('## A. Garden', '###### b', '####### c', '# d #', '#  e', '#f', ' # g', '# 1'),
    ),
    {
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(parts, (all) => {
      const markdown = all.join('\n\n');
      expect(printed(parseMarkdown(markdown).children)).toEqual(printed(parseMarked(markdown).children));
    }),
    { numRuns: 4000 },
  );
});

/** Stretches of one kind, as written. */
const written = (markdown: string, wanted: 'line' | 'lists' | 'marked') =>
  stretchesOf(markdown)
    .filter(({ kind }) => kind === wanted)
    .map(({ start, end }) => markdown.slice(start, end).trim());

test('words between blank lines are plain, and marks, figures and indents at their start are not', () => {
  const markdown = 'Words only.\n\n- a dash\n\n  inside it\n\n## A heading\n\n# 2 signs #\n\nMore words.\n';
  expect(written(markdown, 'line')).toEqual(['Words only.', '## A heading', 'More words.']);
  expect(written(markdown, 'lists')).toEqual(['- a dash\n\n  inside it']);
  expect(written(markdown, 'marked')).toEqual(['# 2 signs #']);
});

test('lists are plain whose lines all stand at their marks or their words', () => {
  const lists = ['1. One.\n\n   (a) In it.', '- Dash.\n\n12. Twelve.\n\n    In it.', '1990. A year.'];
  const marked = [
    '1. *One.*\n\n   (a) In it.',
    '- Dash.\n\n   Too far in.',
    '- Dash.\n\n 2. Indented.',
    '  No list.',
    '1. One.\ngoes on',
    '* Star',
  ];
  for (const list of lists) expect(written(`Words.\n\n${list}\n\nWords.`, 'lists')).toEqual([list]);
  for (const list of marked) expect(written(`Words.\n\n${list}\n\nWords.`, 'marked')).toEqual([list.trim()]);
});

test('a paragraph with marks parts the lists around it', () => {
  const markdown = '- One.\n\nA *register*.\n\n1. One.\n\nA *list*:\n- One.\n\n- Two.';
  expect(written(markdown, 'lists')).toEqual(['- One.', '1. One.']);
  expect(written(markdown, 'marked')).toEqual(['A *register*.', 'A *list*:\n- One.\n\n- Two.']);
});

test('most of a paragraph need not be read by the parser, and none of its marks are lost', () => {
  const whole = 'We have the honour to inform you that the *Register* of [dials] was opened on the first day of the year.';
  const { text: shorter, gaps } = withoutPlainWords(whole);
  expect(shorter.length).toBeLessThan(whole.length / 1.5);
  expect(shorter.replace(/[^*[\]]/g, '')).toBe('**[]');
  expect(gaps.map((gap) => gap.words).join(' ')).not.toMatch(/[*[\]]/);
});
