/**
 * Where annexes stand (layout.md §1 and §8), read from the operators of the finished PDF of `cases/annexes`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../pdf/operators.ts';
import { lineOf, near, pagesOf } from './reading.ts';

describe('an annex', () => {
  let pages: readonly PageReading[];
  beforeAll(async () => {
    pages = await pagesOf('test/cases/annexes');
  });
  const lineAt = (page: number, words: string) => {
    const found = pages[page - 1];
    if (!found) throw new Error(`no page ${page}`);
    return lineOf(found, words);
  };

  it('begins on a page of its own, at the baseline of a line of text', () => {
    expect(pages).toHaveLength(4);
    near(lineAt(2, 'Annex I to the letter').baseline, 84.5, 'first heading');
    near(lineAt(4, 'Annex II to the letter').baseline, 84.5, 'second heading');
    near(lineAt(2, 'Annex I to the letter').x, 123.35, 'heading’s margin');
  });

  it('says at the end of the measure what it was drafted in', () => {
    const line = lineAt(2, '[Original: French]');
    near(line.end, 488.65, 'end of the language');
    near(line.baseline - lineAt(2, 'the Secretary-General').baseline, 18.3, 'below the heading');
  });

  it('has its text 24.3 points below its heading or title', () => {
    near(lineAt(4, 'The keepers of the southern').baseline - lineAt(4, 'the Secretary-General').baseline, 24.3, 'below the heading');
    near(lineAt(2, 'The Union met').baseline - lineAt(2, 'oiling of clockwork').baseline, 24.3, 'below the title');
  });

  it('gives a plain label the margin of the page, and a title below it the measure of the text', () => {
    near(lineAt(3, 'Enclosure').x, 60, 'margin of the label');
    near(lineAt(3, 'List of stations').x, 123.35, 'margin of the title');
    near(lineAt(3, 'List of stations').baseline - lineAt(3, 'Enclosure').baseline, 25.4, 'below the label');
  });
});
