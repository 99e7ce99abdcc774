/** Any text of any unit comes back from every form of XLIFF as it was sent, and the two forms of one code are one. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Coded } from '../../../src/exchange/coded.ts';
import type { Sent } from '../../../src/exchange/package.ts';
import { planOf, type Side, sideOf } from '../../../src/exchange/plan.ts';
import { readXliff } from '../../../src/exchange/read-xliff.ts';
import { resolved } from '../../../src/exchange/resolve.ts';
import { writeXliff12 } from '../../../src/exchange/write-xliff12.ts';
import { writeXliff21 } from '../../../src/exchange/write-xliff21.ts';
import { loadHouse } from '../../../src/house.ts';
import { parseInlines, serializeInlines } from '../../../src/translation/notation.ts';
import type { Inline } from '../../../src/tree/nodes.ts';

const languages = ['fr', 'es'];
let from: Side;
let to: Side;
beforeAll(async () => {
  const house = await loadHouse(null, () => {});
  const [en, fr] = [house?.languages.get('en'), house?.languages.get('fr')];
  if (!en || !fr) throw new Error('no house');
  from = sideOf(en, [{ unit: 'signatories.1.family', text: 'Sample' }]);
  to = sideOf(fr, [{ unit: 'signatories.1.family', text: 'Sample' }]);
});

const words = fc.constantFrom(
  'word',
  'A/74/1',
  '32',
  '1,250',
  '17 January 2020',
  '17 janvier 2020',
  'Sample',
  '<b>&amp;',
  '“x”',
  'é',
  '中',
  'لا',
  '*',
  '_',
  '[a]{b}',
  "'",
);
const text: fc.Arbitrary<Inline> = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .map((parts) => ({ type: 'text', at: null, text: parts.join(' ') }));
const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.constant<Inline>({ type: 'break', at: null }),
    fc
      .tuple(
        fc.constantFrom('strong', 'emphasis', 'span'),
        fc.array(tie('inline'), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...languages),
      )
      .map(
        ([type, children, language]): Inline =>
          type === 'span' ? { type, at: null, language, children } : { type: type as 'strong', at: null, children },
      ),
  ),
})).inline;
/** As the program itself would read it: only what its notation can say. */
const unitText = fc.array(inline, { minLength: 1, maxLength: 5 }).map((inlines) => serializeInlines(inlines));
const parse = (markdown: string) => parseInlines(markdown, { path: '', keepLines: false, languages, report: () => {} }).inlines;

describe('any text', () => {
  it.each(['1.2', '2.1'])('comes back from XLIFF %s as it was sent', (version) => {
    fc.assert(
      fc.property(unitText, unitText, (source, target) => {
        fc.pre(source.trim() !== '' && target.trim() !== '');
        const plan = planOf({ source: parse(source), target: parse(target), fresh: true, linesKept: true, isName: false }, from, to);
        const sent: Sent = {
          slug: 'case',
          file: 'content/case/letter.yaml',
          from: from.language,
          to: to.language,
          units: [
            {
              key: 'body.1',
              kind: 'paragraph',
              notes: [],
              line: 1,
              source: plan.source,
              target: plan.target as readonly Coded[],
              state: 'final',
              stale: false,
              targetDigest: null,
            },
          ],
        };
        const read = readXliff(version === '1.2' ? writeXliff12(sent) : writeXliff21(sent));
        if ('type' in read) throw new Error(JSON.stringify(read));
        const [unit] = read[0]?.units ?? [];
        const problems: unknown[] = [];
        const back = (coded: typeof unit extends undefined ? never : NonNullable<typeof unit>['source'], own: boolean) =>
          serializeInlines(
            resolved(coded ?? [], own ? plan : null, { from, to, languages: new Set(languages) }, (...problem) => problems.push(problem))
              .inlines,
          );
        expect(back(unit?.source ?? null, false)).toBe(serializeInlines(parse(source)));
        expect(back(unit?.target ?? null, true)).toBe(serializeInlines(parse(target)));
        expect(problems).toEqual([]);
        expect(unit).toMatchObject({ key: 'body.1', state: 'final', targetDigest: 'none' });
      }),
      { numRuns: 150 },
    );
  });
});
