/**
 * Where footnotes stand (layout.md §7), read from the operators of the finished PDF of `cases/footnotes`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../pdf/operators.ts';
import { type Line, lineOf, linesOf, near, pagesOf } from './reading.ts';

let pages: readonly PageReading[];
beforeAll(async () => {
  pages = await pagesOf('test/cases/footnotes');
});
const page = (number: number): PageReading => {
  const found = pages[number - 1];
  if (!found) throw new Error(`no page ${number}`);
  return found;
};
const rulesOf = (number: number) => page(number).rules.filter(({ width }) => Math.abs(width - 72) < 1);
/** The raised mark to the left of a line. */
function labelOf(line: Line, number: number): Line & { readonly rise: number } {
  const found = linesOf(page(number)).find(({ end, baseline }) => end < line.x && Math.abs(baseline - line.baseline) < 6);
  const shown = page(number).texts.find(({ x, baseline }) => x === found?.x && baseline === found.baseline);
  if (!found || !shown) throw new Error(`no label beside "${line.text}"`);
  return { ...found, rise: shown.rise };
}

describe('a footnote', () => {
  it('stands at the foot of the page that calls it, in the column of the text', () => {
    expect(pages).toHaveLength(3);
    for (const [number, words] of [
      [1, 'The first day of spring'],
      [1, 'The date is not known'],
      [1, 'A wet line is heavier'],
      [3, 'Read at noon'],
    ] as const) {
      const line = lineOf(page(number), words);
      near(line.x, 123.35, `left of "${words}"`);
      near(line.size, 8.5, `size of "${words}"`);
    }
  });

  it('is set 10.5 points from line to line, to the lowest baseline of its page', () => {
    const lines = ['It may be dried', 'A cistern holds', 'cistern is read from'].map((words) => lineOf(page(1), words));
    lines.slice(1).forEach((line, index) => {
      near(line.baseline - (lines[index]?.baseline ?? 0), 10.5, line.text);
    });
    near(lineOf(page(1), 'not answered and the third').baseline, 703.6, 'lowest of page 1');
    near(lineOf(page(3), 'Read at dusk').baseline, 732.5, 'lowest of page 3');
  });

  it('has its number raised by 3 points, in 5.5 points, to end at 119.8', () => {
    for (const [number, words] of [
      [1, 'The first day of spring'],
      [1, 'A cistern holds'],
      [3, 'Read at dusk'],
    ] as const) {
      const line = lineOf(page(number), words);
      const label = labelOf(line, number);
      near(label.size, 5.5, `size of the number of "${words}"`);
      near(label.end, 119.8, `end of the number of "${words}"`);
      near(label.rise, 3, `rise of the number of "${words}"`);
    }
  });

  it('is parted from the text by a rule as long as 18 underscores, below whose baseline it begins by 14.1', () => {
    const [rule] = rulesOf(3).filter(({ x }) => Math.abs(x - 99.6) < 1);
    if (!rule) throw new Error('no rule');
    near(rule.x, 99.6, 'left of the rule');
    near(rule.x + rule.width, 171.7, 'right of the rule');
    // The strokes of underscores stand 0.6 below their baseline.
    near(lineOf(page(3), 'Read at noon').baseline - rule.y, 14.1 - 0.6, 'rule to first line');
  });

  it('goes on overleaf under a rule of its own, where a page would else be left too empty', () => {
    near(lineOf(page(1), 'A cistern holds').x, 123.35, 'first part');
    near(lineOf(page(2), 'where the air is bad').baseline, 732.5, 'last line of the second part');
    expect(rulesOf(2)).toHaveLength(1);
  });

  it('stands below the special notes of page 1, under their rule alone', () => {
    const special = lineOf(page(1), 'Reissued for technical reasons');
    near(lineOf(page(1), 'The first day of spring').baseline - special.baseline, 10.5, 'first footnote below the special note');
    const [rule, ...others] = rulesOf(1);
    expect(others).toEqual([]);
    near(rule?.x ?? 0, 110.8, 'left of the rule');
    near(special.baseline - (rule?.y ?? 0), 11.8, 'rule to special note');
  });

  it('is called by a mark of the text raised above its line', () => {
    const call = page(3).texts.find(({ text, size }) => text === 'b' && Math.abs(size - 6.5) < 0.1);
    near(call?.rise ?? 0, 3.5, 'rise of the call');
    near(call?.baseline ?? 0, lineOf(page(3), 'The well of the south').baseline, 'baseline of the call');
  });
});
