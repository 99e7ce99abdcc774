/** Any text in, the same text out of PDF and DOCX: the back ends against readers that share no code with them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backends, formats } from '../../src/backends/table.ts';
import type { Block, DocumentNode, Inline, TextBlockType } from '../../src/tree/nodes.ts';
import { verifyOutput } from '../../src/verify/verify.ts';
import { contextOf } from '../docx/fixtures.ts';
import { altered, block, collector, specimen, text } from '../verify/specimen.ts';

const rendered = collector();
const context = contextOf({ report: rendered.report });

/** Characters the bundled faces cover, by kind; what may stand in a word. */
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const accented = [...'àâäçéèêëîïôöùûüÿñåøæœßÀÉÎÑÖŒšžčřőąęłğıİşţ'];
const cyrillic = [...'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙ'];
const greek = [...'αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΩάέήίόύώ'];
const figures = [...'0123456789'];
const marks = [...'.,;:!?()[]{}/\\&%$€£§¶*@#+=<>|_~^`\'"“”‘’«»…·°№†‡'];
const dashes = [...'-–—\u2011'];
const spaces = ['\u00a0', '\u202f'];

const from = (...kinds: readonly (readonly string[])[]) => fc.constantFrom(...kinds.flat());
const word = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: from(letters), minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: from(letters, accented), minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: from(cyrillic, greek), minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: from(figures, ['/', '.', ',']), minLength: 1, maxLength: 10 }) },
  { weight: 2, arbitrary: fc.string({ unit: from(letters, figures, marks, dashes, spaces), minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: from(letters, dashes), minLength: 20, maxLength: 40 }) },
);
const words = fc
  .array(word, { minLength: 1, maxLength: 60 })
  .map((all) => all.join(' ').trim())
  .filter((all) => /\S/u.test(all));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: words.map((value) => text(value, 'body')) },
  { weight: 1, arbitrary: words.map((value): Inline => ({ type: 'strong', at: 'body', children: [text(value, 'body')] })) },
  { weight: 1, arbitrary: words.map((value): Inline => ({ type: 'emphasis', at: 'body', children: [text(value, 'body')] })) },
  { weight: 1, arbitrary: words.map((value): Inline => ({ type: 'span', at: 'body', language: 'en', children: [text(value, 'body')] })) },
);
/** Inlines with or without a space or a line end between them, so that a change of face may fall within a word. */
const between: fc.Arbitrary<readonly Inline[]> = fc.constantFrom([], [text(' ', 'body')], [{ type: 'break', at: 'body' }]);
const inlines = fc
  .array(fc.tuple(between, inline), { minLength: 1, maxLength: 4 })
  .map((all) => all.flatMap(([space, one], index): Inline[] => (index > 0 ? [...space, one] : [one])));
const paragraph: fc.Arbitrary<Block> = inlines.map((children) => ({ ...block('paragraph', 'body'), children }));
const other: fc.Arbitrary<Block> = fc
  .tuple(
    inlines,
    fc.constantFrom<TextBlockType>('paragraph-centred', 'heading-1', 'heading-2', 'heading-3'),
    fc.constantFrom(null, 'I.', '2.'),
  )
  .map(([children, type, label]) => ({ ...block(type, 'body'), children, label: type.startsWith('heading') ? label : null }));
const list: fc.Arbitrary<Block> = fc
  .tuple(
    fc.array(paragraph, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('numbered' as const, 'lettered' as const, 'dash' as const, 'bullet' as const),
    fc.integer({ min: 1, max: 2 }),
  )
  .map(([items, kind, depth]) => ({
    type: 'list',
    at: 'body',
    kind,
    depth,
    children: items.map((item, index) => ({
      type: 'list-item',
      at: 'body',
      label: { numbered: `${index + 1}.`, lettered: `(${String.fromCharCode(97 + index)})`, dash: '–', bullet: '•' }[kind],
      children: [item],
    })),
  }));
const body = fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: list }, { weight: 1, arbitrary: other }), {
  minLength: 1,
  maxLength: 12,
});

/** Akoma Ntoso, whose title is the one printed, has letters of its own in test/akn. */
const here = formats.filter((format) => format !== 'akn');

describe.each(here)('%s', (format) => {
  const render = async (tree: DocumentNode) => {
    rendered.problems.length = 0;
    return (await backends[format]()).render(tree, context);
  };
  const problemsOf = async (tree: DocumentNode, expected: DocumentNode = tree, made?: Uint8Array | null) => {
    const bytes = made === undefined ? await render(tree) : made;
    expect(rendered.problems).toEqual([]);
    if (!bytes) throw new Error('nothing was rendered');
    const { report, problems } = collector();
    await verifyOutput(format, bytes, expected, `letter.${format}`, report);
    return problems;
  };

  test('says what a whole letter says', async () => {
    expect(await problemsOf(specimen())).toEqual([]);
  });

  test('says what any body says', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (blocks) => {
        const tree = specimen(blocks);
        const made = await render(tree);
        // Letters enough without a chance of a line's end are refused, and nothing is made to look at.
        fc.pre(!rendered.problems.some((problem) => problem.code === 'LINE_OVERFULL'));
        expect(await problemsOf(tree, tree, made)).toEqual([]);
      }),
      // The same bodies in every run, so that a change is judged by what it changes.
      { numRuns: 60, seed: 17_012_020 },
    );
  });

  test('is seen to differ from a tree with one other word', async () => {
    const problems = await problemsOf(altered(specimen(), 'mended', 'melted'), specimen());
    expect(problems.map((problem) => [problem.values.what, problem.values.expected, problem.values.found])).toEqual([
      ['word', 'mended', 'melted'],
    ]);
  });
});
