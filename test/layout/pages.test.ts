/** What stands on which page: keeps, widows, signatures, notes and furniture, on whole trees in the house style. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Part, TextBlock } from '../../src/tree/nodes.ts';
import {
  body,
  contextOf,
  document,
  linesIn,
  linesOf,
  lineWith,
  ownerOf,
  type PrintedLine,
  pagesOf,
  paragraph,
  signatures,
  text,
} from './trees.ts';

const onPage = (lines: readonly PrintedLine[], page: number) =>
  lines.filter((line) => line.page === page && line.owner !== 'header' && line.owner !== 'footer');
const keep = (...children: Block[]): Block => ({ type: 'keep', at: 'body.2', children });
const pageBreak: Block = { type: 'page-break', at: null };
const endRule: Part = { type: 'end-rule', at: null };
/** A paragraph of so many points. */
const fill = (points: number): TextBlock => linesOf(points / 12, 'Fill');

/** From 212.7 to 705.6 page 1 holds 41 lines of 12 points. */
describe('page 1', () => {
  it('holds 41 lines and no more', async () => {
    const lines = linesIn(await pagesOf(document(body(linesOf(50, 'Text')))));
    expect(onPage(lines, 1)).toHaveLength(41);
    expect(onPage(lines, 1).at(-1)?.baseline).toBeLessThanOrEqual(703.8);
  });

  it('ends a line early rather than leave a widow', async () => {
    const lines = linesIn(await pagesOf(document(body(linesOf(42, 'Text')))));
    expect(onPage(lines, 1)).toHaveLength(40);
    expect(onPage(lines, 2)).toHaveLength(2);
  });

  it('leaves no orphan: a paragraph that would begin on its last line begins on the next page', async () => {
    const lines = linesIn(await pagesOf(document(body(linesOf(39, 'Text'), linesOf(4, 'Next')))));
    expect(onPage(lines, 1)).toHaveLength(39);
    expect(onPage(lines, 2).map((line) => line.text)).toEqual(['Next line 1', 'Next line 2', 'Next line 3', 'Next line 4']);
  });
});

describe('later pages', () => {
  it('hold 55 lines between baselines 84.5 and 732.5', async () => {
    const lines = linesIn(await pagesOf(document(body(pageBreak, linesOf(41, 'Text'), linesOf(70, 'More')))));
    expect(onPage(lines, 2)[0]?.baseline).toBeCloseTo(84.5, 5);
    const [, second] = [1, 2].map((page) => onPage(lines, page));
    expect(second?.at(-1)?.baseline).toBeLessThanOrEqual(732.6);
    const plain = linesIn(await pagesOf(document(body(linesOf(200, 'Text')))));
    expect(onPage(plain, 2)).toHaveLength(55);
    expect(onPage(plain, 2).at(-1)?.baseline).toBeCloseTo(732.5, 5);
  });
});

describe('by the author’s hand', () => {
  it('a page ends where he says', async () => {
    const lines = linesIn(await pagesOf(document(body(paragraph('One'), pageBreak, paragraph('Two')))));
    expect(lineWith(lines, 'One').page).toBe(1);
    expect(lineWith(lines, 'Two').page).toBe(2);
  });

  it('kept blocks stay on one page', async () => {
    const lines = linesIn(await pagesOf(document(body(fill(420), keep(linesOf(3, 'First'), linesOf(4, 'Second')), paragraph('After')))));
    expect(new Set(lines.filter((line) => /^(?:First|Second)/.test(line.text)).map((line) => line.page))).toEqual(new Set([2]));
  });

  it('a keep taller than a page is told of at its place', async () => {
    const told: Parameters<typeof contextOf>[0] = [];
    const { layOut } = await import('../../src/layout/layout.ts');
    const pages = await layOut(document(body(paragraph('Before'), keep(linesOf(60, 'Text')))), await contextOf(told));
    expect(pages).toBeNull();
    expect(told).toEqual([{ code: 'KEEP_TOO_TALL', place: { path: 'body.2' }, values: {} }]);
  });
});

describe('a heading', () => {
  it('stays with two lines of the text after it', async () => {
    const lines = linesIn(await pagesOf(document(body(fill(456), text('heading-3', 'Heading'), linesOf(4, 'Text')))));
    expect(lineWith(lines, 'Heading').page).toBe(2);
    expect(lineWith(lines, 'Text line 1').page).toBe(2);
  });

  it('does so at the end of kept blocks too', async () => {
    const lines = linesIn(
      await pagesOf(document(body(fill(432), keep(linesOf(2, 'Kept'), text('heading-3', 'Heading')), linesOf(4, 'Text')))),
    );
    expect(['Kept line 1', 'Heading', 'Text line 1'].map((words) => lineWith(lines, words).page)).toEqual([2, 2, 2]);
  });
});

describe('a signature block', () => {
  const signed = signatures(['(Signed) Somebody', 'Office', 'Another office']);

  it('takes two lines of the last paragraph with it when it does not fit', async () => {
    const lines = linesIn(await pagesOf(document(body(fill(336), linesOf(10, 'Last')), signed, endRule)));
    expect(lineWith(lines, 'Last line 8').page).toBe(1);
    expect(onPage(lines, 2).map((line) => line.text)).toEqual([
      'Last line 9',
      'Last line 10',
      '(Signed) Somebody',
      'Office',
      'Another office',
    ]);
  });

  it('takes a short last paragraph and two lines of the one before', async () => {
    const lines = linesIn(await pagesOf(document(body(fill(324), linesOf(8, 'Text'), paragraph('Short')), signed, endRule)));
    expect(onPage(lines, 2).map((line) => line.text)).toEqual([
      'Text line 7',
      'Text line 8',
      'Short',
      '(Signed) Somebody',
      'Office',
      'Another office',
    ]);
  });

  it('stays on the page when all of it fits', async () => {
    const lines = linesIn(await pagesOf(document(body(fill(300)), signed, endRule)));
    expect(new Set(lines.map((line) => line.page))).toEqual(new Set([1]));
  });

  it('of very many signatories is parted only between two of them', async () => {
    const many = Array.from({ length: 30 }, (_, index) => [`(Signed) Name ${index}`, 'Office', 'Another office']);
    const lines = linesIn(await pagesOf(document(body(linesOf(4, 'Text')), signatures(...many), endRule)));
    const pages = new Set(lines.map((line) => line.page));
    expect(pages.size).toBeGreaterThan(1);
    expect(lineWith(lines, '(Signed) Name 5').page).toBe(1);
    for (const page of pages) {
      if (page === 1) continue;
      expect(onPage(lines, page)[0]?.text).toMatch(/^\(Signed\)/);
    }
  });

  it('is followed by its rule on the same page', async () => {
    const pages = await pagesOf(document(body(fill(336), linesOf(10, 'Last')), signed, endRule));
    const withRule = pages.filter((page) => page.items.some((item) => item.type === 'rule' && item.width === 72));
    expect(withRule.map((page) => page.number)).toEqual([2]);
  });

  it('leaves room to sign in a draft', async () => {
    const draft: Part = {
      type: 'signature-block',
      at: null,
      children: [{ type: 'signature', at: null, room: true, children: [text('signature-line', 'Somebody')] }],
    };
    const room = lineWith(linesIn(await pagesOf(document(body(paragraph('Text')), draft))), 'Somebody').baseline;
    const none = lineWith(linesIn(await pagesOf(document(body(paragraph('Text')), signatures(['Somebody'])))), 'Somebody').baseline;
    expect(room).toBeGreaterThan(none + 12);
  });
});

describe('furniture', () => {
  const head: Part = {
    type: 'running-head',
    at: null,
    symbols: [text('running-symbol', 'A/00/000'), text('running-symbol', 'S/0000/00')],
    job: '00-00000',
  };
  const tree = (...more: Part[]) => document(body(linesOf(170, 'Text')), text('status-mark', 'Draft of today'), head, ...more);

  it('has the symbols and the page number outside and the job number inside', async () => {
    const lines = linesIn(await pagesOf(tree()));
    const find = (page: number, words: string) => lines.find((line) => line.page === page && line.text === words);
    expect(find(2, 'A/00/000')).toMatchObject({ x: 60, owner: 'header' });
    expect(find(2, 'A/00/000')?.baseline).toBeCloseTo(49.2, 5);
    expect(find(2, 'S/0000/00')?.baseline).toBeCloseTo(59, 5);
    expect(find(3, 'S/0000/00')?.end).toBeCloseTo(552.1, 5);
    expect(find(2, '2/4')).toMatchObject({ x: 60, baseline: 755.3, owner: 'footer' });
    expect(find(3, '3/4')?.end).toBeCloseTo(552, 5);
    expect(find(2, '00-00000')?.end).toBeCloseTo(552, 5);
    expect(find(3, '00-00000')).toMatchObject({ x: 60, baseline: 753.8 });
  });

  it('has no head and no number on page 1', async () => {
    const [first] = await pagesOf(tree());
    expect(first?.items.filter((item) => item.owner.type === 'artifact' && item.owner.kind !== 'layout')).toEqual([]);
  });

  it('has a rule under the head even where no symbol stands', async () => {
    const pages = await pagesOf(document(body(linesOf(60, 'Text'))));
    expect(pages[1]?.items.find((item) => item.type === 'rule')).toMatchObject({ y: 64.8, height: 0.25, owner: { kind: 'header' } });
  });

  it('has the status mark on every page, on its outer side, as content', async () => {
    const marks = linesIn(await pagesOf(tree())).filter((line) => line.owner === 'status-mark');
    expect(marks.map((mark) => mark.page)).toEqual([1, 2, 3, 4]);
    expect(marks[0]?.end).toBeCloseTo(552, 5);
    expect(marks[1]?.x).toBe(60);
  });

  it('has header first, content in the order of the tree, footer last', async () => {
    const [, second] = await pagesOf(tree());
    const owners = (second?.items ?? []).map(ownerOf).filter((owner, index, all) => owner !== all[index - 1]);
    expect(owners).toEqual(['header', 'paragraph', 'status-mark', 'footer']);
  });
});

describe('the masthead and the foot', () => {
  const masthead: Part = {
    type: 'masthead',
    at: null,
    children: [
      text('organization', 'An Organization'),
      text('symbol', [
        { type: 'organ-letter', at: null, children: [{ type: 'text', at: null, text: 'A' }] },
        { type: 'text', at: null, text: '/00/000' },
      ]),
      { type: 'emblem', at: null, alt: 'An emblem' },
      text('organ', 'First organ'),
      text('organ', 'Second organ'),
      text('distribution', 'To all'),
      text('original-language', 'In one language'),
    ],
  };
  const foot: Part = {
    type: 'foot',
    at: null,
    children: [
      text('job-line', '00-00000 (E)    000000'),
      { type: 'bar-code', at: null, value: '0000000', alt: 'Bar code' },
      text('recycle', 'Please reuse'),
      { type: 'recycle-sign', at: null, alt: 'Sign' },
      { type: 'qr-code', at: null, value: 'https://example.org/en/A/00/000', alt: 'QR code' },
    ],
  };

  it('stand where page.yaml puts them', async () => {
    const pages = await pagesOf(document(masthead, body(paragraph('Text')), foot));
    const lines = linesIn(pages);
    expect(lineWith(lines, 'An Organization')).toMatchObject({ x: 123.35, baseline: 57.8 });
    expect(lineWith(lines, 'A/00')).toMatchObject({ baseline: 56.5 });
    expect(lineWith(lines, 'A/00').end).toBeCloseTo(552.1, 5);
    expect(lineWith(lines, 'First organ')).toMatchObject({ x: 123.35, baseline: 86.4 });
    expect(lineWith(lines, 'Second organ').baseline).toBeCloseTo(105.9, 5);
    expect(lineWith(lines, 'To all').baseline).toBe(86.7);
    expect(lineWith(lines, 'In one').baseline).toBe(122.4);
    expect(lineWith(lines, '00-00000 (E)')).toMatchObject({ x: 65.4, baseline: 747.6 });
    const pictures = pages[0]?.items.filter((item) => item.type === 'picture') ?? [];
    expect(pictures.map((item) => [ownerOf(item), item.x, item.y, item.width, item.height])).toEqual([
      ['bar-code', 65.4, 749.5, 101.9, 12.8],
      ['recycle-sign', 472.2, 738.1, 18, 18.2],
      ['qr-code', 498.1, 709.3, 54.7, 54.7],
    ]);
  });

  it('sets the organ’s letter in the symbol at 20 points, the rest at 10', async () => {
    const [page] = await pagesOf(document(masthead));
    const sizes = page?.items.flatMap((item) => (item.type === 'run' && ownerOf(item) === 'symbol' ? [item.run.setting.size] : []));
    expect(sizes).toEqual([20, 10]);
  });

  it('draws an empty box for an emblem that is not given, and the emblem in its proportions when it is', async () => {
    const [empty] = await pagesOf(document(masthead));
    expect(
      empty?.items.filter((item) => item.type === 'rule' && item.owner.type === 'artifact' && item.x >= 64 && item.x < 121),
    ).toHaveLength(4);
    const context = await contextOf();
    const emblem = { type: 'vector', width: 100, height: 50, outlines: [] } as const;
    const [drawn] = await pagesOf(document(masthead), { ...context, pictures: { ...context.pictures, emblem } });
    const picture = drawn?.items.find((item) => item.type === 'picture');
    expect(picture).toMatchObject({ x: 64.7, owner: { type: 'content', node: { type: 'emblem' } } });
    expect(picture?.type === 'picture' ? picture.width : 0).toBeCloseTo(56.1, 5);
    expect(picture?.type === 'picture' ? picture.height : 0).toBeCloseTo(28.05, 5);
  });

  it('tells of a name that would run into its neighbour', async () => {
    const told: Parameters<typeof contextOf>[0] = [];
    const { layOut } = await import('../../src/layout/layout.ts');
    const wide = text('organ', 'Preparatory Committee for the Conference on Everything', null, 'organs.0');
    expect(await layOut(document({ type: 'masthead', at: null, children: [wide] }), await contextOf(told))).toBeNull();
    expect(told).toMatchObject([{ code: 'LINE_OVERFULL', place: { path: 'organs.0' } }]);
  });
});

describe('faults of the text', () => {
  const told: Parameters<typeof contextOf>[0] = [];

  it('are all told, each at its place in the source', async () => {
    const { layOut } = await import('../../src/layout/layout.ts');
    const mixed = text('paragraph', [
      { type: 'text', at: 'body#10', text: 'plain ' },
      { type: 'strong', at: null, children: [{ type: 'text', at: 'body#18', text: 'a ሀ' }] },
      { type: 'text', at: 'body#25', text: ' and 𐎀 more' },
    ]);
    const long = paragraph('x'.repeat(200), 'body#100');
    expect(await layOut(document(body(mixed, long)), await contextOf(told))).toBeNull();
    expect(told).toMatchObject([
      { code: 'GLYPH_MISSING', place: { path: 'body', offset: 20, length: 1 }, values: { character: 'ሀ', code: 'U+1200' } },
      { code: 'GLYPH_MISSING', place: { path: 'body', offset: 30, length: 2 }, values: { character: '𐎀', code: 'U+10380' } },
      { code: 'LINE_OVERFULL', place: { path: 'body', offset: 100 } },
    ]);
    expect(told[0]?.values.face).not.toBe('');
  });
});

describe('whatever the blocks', () => {
  const words = fc
    .string({ unit: fc.constantFrom(...'abcdefghij      '), minLength: 1, maxLength: 400 })
    .filter((content) => content.trim() !== '');
  const leaf: fc.Arbitrary<Block> = fc.oneof(
    words.map((content) => paragraph(content)),
    words.map((content) => text('heading-3', content.slice(0, 60).padEnd(1, 'h'), 'I.')),
    fc.constant(pageBreak),
  );
  const block: fc.Arbitrary<Block> = fc.oneof(
    { weight: 6, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc
        .array(
          leaf.filter((one) => one.type === 'paragraph'),
          { maxLength: 3 },
        )
        .map((children) => keep(...children)),
    },
    {
      weight: 1,
      arbitrary: fc.array(words, { minLength: 1, maxLength: 4 }).map(
        (items): Block => ({
          type: 'list',
          at: null,
          kind: 'numbered',
          depth: 1,
          children: items.map((content, index) => ({
            type: 'list-item',
            at: null,
            label: `${index + 1}.`,
            children: [paragraph(content)],
          })),
        }),
      ),
    },
  );
  const lettersOf = (content: string) => content.replace(/\s/g, '');
  const wordsOf = (blocks: readonly Block[]): string =>
    blocks
      .map((one): string => {
        if (one.type === 'page-break' || one.type === 'notes') return '';
        if (one.type === 'keep' || one.type === 'quote') return wordsOf(one.children);
        if (one.type === 'table') return '';
        if (one.type === 'list') return one.children.map((item) => item.label + wordsOf(item.children)).join('');
        return (one.label ?? '') + one.children.map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
      })
      .join('');

  it('every letter is printed once, in order, within the type area', async () => {
    const context = await contextOf();
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 30 }), async (blocks) => {
        const pages = await pagesOf(document(body(...blocks)), context);
        const lines = linesIn(pages).filter((line) => line.owner !== 'footer');
        expect(lettersOf(lines.map((line) => line.text).join(''))).toBe(lettersOf(wordsOf(blocks)));
        for (const line of lines) expect(line.baseline).toBeLessThanOrEqual(line.page === 1 ? 703.81 : 732.51);
        expect(pages.map((page) => page.number)).toEqual(pages.map((_, index) => index + 1));
      }),
      { numRuns: 40 },
    );
  });
});
