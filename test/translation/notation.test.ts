/** Inlines written as a unit's text and read again are the same stretches, whatever stands in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSpans, parseInlines, parsePlain, plainOf, serializeInlines } from '../../src/translation/notation.ts';
import type { Inline } from '../../src/tree/nodes.ts';

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'abcéЖ中文字، '), minLength: 1, maxLength: 8 }) },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...'a1 *_[]{}()\\&<>#!:.-+`~|（）。«»\u00a0'), minLength: 1, maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '1. one',
      '# head',
      '> said',
      '- dash',
      '::: keep',
      '&amp;',
      '&#65;',
      '<b>',
      '{lang=fr}',
      '](x)',
      '[^a]',
      '[^',
      '𝔸',
      '😀',
    ),
  },
);
const text = piece.map((value): Inline => ({ type: 'text', at: null, text: value }));
const inlines = fc.letrec<{ one: Inline; many: Inline[] }>((tie) => ({
  one: fc.oneof(
    { weight: 5, arbitrary: text },
    { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break', at: null }) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('a', '12', 'well-1', '*')
        .map((name): Inline => ({ type: 'note-call', at: null, name, note: '', text: `[^${name}]` })),
    },
    { weight: 2, arbitrary: tie('many').map((children): Inline => ({ type: 'strong', at: null, children })) },
    { weight: 2, arbitrary: tie('many').map((children): Inline => ({ type: 'emphasis', at: null, children })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('fr', 'ar', 'zh-Hant'), tie('many'))
        .map(([language, children]): Inline => ({ type: 'span', at: null, language, children })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('https://example.org/a_(b)?c&amp;d', 'mailto:a@example.org', "http://example.org/*'x"),
          fc.option(fc.constantFrom('A title', 'of "two" & \\ &amp; <b>')),
          tie('many'),
        )
        .map(([address, title, children]): Inline => ({ type: 'link', at: null, address, title, children })),
    },
  ),
  many: fc.array(tie('one'), { minLength: 1, maxLength: 4 }),
})).many;

function seen(of: readonly Inline[]) {
  return canonicalSpans(of).map(({ text: words, strong, emphasis, language, link }) => ({
    words,
    strong,
    emphasis,
    language,
    link: link && [link.address, link.title],
  }));
}
const languages = ['fr', 'ar', 'zh-Hant'];
function read(words: string): readonly Inline[] {
  return parseInlines(words, {
    path: 'unit',
    keepLines: false,
    languages,
    report: (code) => {
      throw new Error(code);
    },
  }).inlines;
}

describe('the notation of a unit', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(inlines, (some) => {
        const words = serializeInlines(some);
        expect(seen(read(words))).toEqual(seen(some));
      }),
      { numRuns: 600 },
    );
  });

  it('keeps an underscore within a word beside a mark within a word', () => {
    const strong = (value: string): Inline => ({ type: 'strong', at: null, children: [{ type: 'text', at: null, text: value }] });
    const emphasis = (...children: Inline[]): Inline => ({ type: 'emphasis', at: null, children });
    const plain = (value: string): Inline => ({ type: 'text', at: null, text: value });
    for (const some of [
      [plain('a_a'), emphasis(plain('.b')), plain('c')],
      [emphasis(plain('b.')), plain('a_a'), emphasis(plain('.b'))],
      [emphasis(plain('a_a'), strong('.b'), plain('a_a')), plain('c_c')],
      [strong('b.'), plain('a_a_a'), strong('.b')],
    ]) {
      expect(seen(read(serializeInlines(some)))).toEqual(seen(some));
    }
  });

  it('has one form', () => {
    fc.assert(
      fc.property(inlines, (some) => {
        const words = serializeInlines(some);
        expect(serializeInlines(read(words))).toBe(words);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves ordinary text as it is', () => {
    for (const words of [
      '1990. The year [sic] of A/74/1, 5 < 6 & more',
      'a *b* c **d** e',
      '[Le texte]{lang=fr} and the rest',
      'one\\\ntwo',
      'See [the *report*](https://example.org/a "Report"), <https://example.org/b> and <a@example.org>.',
    ])
      expect(serializeInlines(read(words))).toBe(words);
  });

  it('tells where printed characters stand in the text', () => {
    const { segments, inlines: made } = parseInlines('a **b** \\* c', { path: 'unit', keepLines: false, languages, report: () => {} });
    expect(segments.map(({ printed, offset, length }) => [printed, offset, length])).toEqual([
      [0, 0, 2],
      [2, 4, 1],
      [3, 7, 1],
      [4, 9, 3],
    ]);
    expect(made[0]?.at).toBe('unit#0');
  });

  it('reports a second paragraph and keeps the first', () => {
    const problems: unknown[] = [];
    const { inlines: made } = parseInlines('one\n\ntwo', {
      path: 'unit',
      keepLines: false,
      languages,
      report: (code, place, values) => problems.push([code, place, values]),
    });
    expect(problems).toEqual([['UNIT_TEXT', { path: 'unit', offset: 5, length: 3 }, { variant: 'paragraphs' }]]);
    expect(serializeInlines(made)).toBe('one');
  });

  it('takes marks of style in a name or a title as they are', () => {
    const parsed = parsePlain('The *rights*\\\nof  [children]', 'title');
    expect(parsed.inlines).toEqual([
      { type: 'text', at: 'title#0', text: 'The *rights*' },
      { type: 'break', at: 'title#13' },
      { type: 'text', at: 'title#14', text: 'of [children]' },
    ]);
    expect(plainOf(parsed.inlines)).toBe('The *rights*\\\nof [children]');
  });
});
