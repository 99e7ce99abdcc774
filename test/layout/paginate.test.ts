/** Pages are filled by rules that know only heights, gaps and prices. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, type Box, paginate, prices } from '../../src/layout/paginate.ts';

interface Named extends Box {
  readonly name: string;
}
const line = (name: string, price: number = prices.free, gap = 0): Named => ({ name, height: 10, gap, price });
const tenLines = (): Area => ({ top: 100, bottom: 200 });
const names = (pages: ReturnType<typeof paginate<Named>>) => pages.map((page) => page.map(({ box }) => box.name).join(' '));
const never = () => {
  throw new Error('refused');
};
const count = (n: number, from = 1) => Array.from({ length: n }, (_, index) => line(String(from + index)));

describe('a page', () => {
  it('takes as many lines as fit', () => {
    expect(names(paginate(count(12), tenLines, never))).toEqual(['1 2 3 4 5 6 7 8 9 10', '11 12']);
  });

  it('counts the gaps between lines', () => {
    const boxes = [...count(9), line('10', prices.free, 5)];
    expect(names(paginate(boxes, () => ({ top: 0, bottom: 104 }), never))).toEqual(['1 2 3 4 5 6 7 8 9', '10']);
  });

  it('drops the gap above its first line', () => {
    const [, second] = paginate([...count(10), line('11', prices.free, 50)], tenLines, never);
    expect(second?.[0]?.top).toBe(100);
  });

  it('begins where its own area begins', () => {
    const pages = paginate(count(3), (page) => ({ top: page * 7, bottom: page * 7 + 10 }), never);
    expect(pages.map(([first]) => first?.top)).toEqual([7, 14, 21]);
  });

  it('stands alone where there is nothing', () => {
    expect(paginate([], tenLines, never)).toEqual([[]]);
  });

  it('ends where the author ends it', () => {
    expect(names(paginate([line('1'), line('2', prices.forced), line('3')], tenLines, never))).toEqual(['1', '2 3']);
  });

  it('fills to the last point in spite of rounding', () => {
    const boxes = Array.from({ length: 10 }, (_, index) => ({ ...line(String(index)), height: 0.1 }));
    expect(paginate(boxes, () => ({ top: 0.7, bottom: 1.7 }), never)).toHaveLength(1);
  });
});

describe('lines kept together', () => {
  it('go to the next page as a whole', () => {
    const boxes = [...count(9), line('a'), line('b', prices.forbidden), line('c', prices.forbidden)];
    expect(names(paginate(boxes, tenLines, never))).toEqual(['1 2 3 4 5 6 7 8 9', 'a b c']);
  });

  it('move to a longer second page if the first cannot hold them', () => {
    const boxes = Array.from({ length: 8 }, (_, index) => line(String(index), index === 0 ? prices.free : prices.forbidden));
    const pages = paginate(boxes, (page) => ({ top: 0, bottom: page === 1 ? 50 : 100 }), never);
    expect(pages.map((page) => page.length)).toEqual([0, 8]);
  });

  it('are told of if taller than a page, and nothing is lost', () => {
    const told: string[] = [];
    const boxes = Array.from({ length: 12 }, (_, index) => line(String(index), index === 0 ? prices.free : prices.forbidden));
    const pages = paginate(boxes, tenLines, (kept) => told.push(kept.map((box) => box.name).join(' ')));
    expect(told[0]).toBe('0 1 2 3 4 5 6 7 8 9 10 11');
    expect(pages.flat()).toHaveLength(12);
  });
});

describe('where no free place is left', () => {
  it('a page ends at the cheapest, not at the last', () => {
    const boxes = Array.from({ length: 12 }, (_, index) => line(String(index), index === 4 ? prices.signature : prices.lines));
    expect(names(paginate(boxes, tenLines, never))[0]).toBe('0 1 2 3');
  });

  it('of two equal prices the later is taken', () => {
    const boxes = Array.from({ length: 12 }, (_, index) => line(String(index), index === 4 || index === 7 ? prices.heading : prices.lines));
    expect(names(paginate(boxes, tenLines, never))[0]).toBe('0 1 2 3 4 5 6');
  });
});

describe('whatever the boxes', () => {
  const box = fc.record({
    height: fc.integer({ min: 1, max: 60 }),
    gap: fc.integer({ min: 0, max: 30 }),
    price: fc.constantFrom(...Object.values(prices)),
  });
  const list = fc.array(box, { maxLength: 60 }).map((boxes) => boxes.map((one, index): Named => ({ ...one, name: String(index) })));

  it('nothing is lost, repeated or reordered', () => {
    fc.assert(
      fc.property(list, (boxes) => {
        const pages = paginate(boxes, tenLines, () => {});
        expect(pages.flat().map(({ box: one }) => one)).toEqual(boxes);
      }),
    );
  });

  it('no line stands below the area unless it was told of', () => {
    fc.assert(
      fc.property(list, (boxes) => {
        const told = new Set<Named>();
        const pages = paginate(boxes, tenLines, (kept) => {
          for (const one of kept) told.add(one);
        });
        for (const { box: one, top } of pages.flat()) if (!told.has(one)) expect(top + one.height).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('lines of a page do not overlap', () => {
    fc.assert(
      fc.property(list, (boxes) => {
        for (const page of paginate(boxes, tenLines, () => {})) {
          for (const [index, { box: one, top }] of page.entries()) {
            const next = page[index + 1];
            if (next) expect(next.top).toBe(top + one.height + next.box.gap);
          }
        }
      }),
    );
  });
});

describe('footnotes', () => {
  const note = (name: string, lines: number) => Array.from({ length: lines }, (_, index) => line(`${name}${index + 1}`));
  const calling = (name: string, ...notes: readonly Named[][]): Named => ({ ...line(name), notes });
  /** Ten lines, of which a note costs one more than its own. */
  const footed = (blank = 0): Area => ({ top: 0, bottom: 100, foot: { bottom: 100, above: 10, blank, least: 2 } });

  it('stand at the foot of the page that calls them', () => {
    const pages = paginate([...count(4), calling('5', note('a', 2)), ...count(7, 6)], () => footed(), never);
    expect(names(pages)).toEqual(['1 2 3 4 5 6 7 a1 a2', '8 9 10 11 12']);
    expect(pages[0]?.map(({ top }) => top)).toEqual([0, 10, 20, 30, 40, 50, 60, 80, 90]);
    expect(pages[0]?.map(({ isNote }) => isNote ?? false)).toEqual([...Array(7).fill(false), true, true]);
  });

  it('take the line that calls them along, where not both fit', () => {
    const pages = paginate([...count(8), calling('9', note('a', 3)), line('10')], () => footed(100), never);
    expect(names(pages)).toEqual(['1 2 3 4 5 6 7 8', '9 10 a1 a2 a3']);
  });

  it('go on overleaf rather than leave a page too empty, with two lines at least on either', () => {
    const pages = paginate([...count(5), calling('6', note('a', 5)), ...count(4, 7)], () => footed(30), never);
    expect(names(pages)).toEqual(['1 2 3 4 5 6 a1 a2 a3', '7 8 9 10 a4 a5']);
  });

  it('fill pages of their own if they are longer than a page', () => {
    const pages = paginate([calling('1', note('a', 25)), line('2')], () => footed(), never);
    expect(names(pages).map((page) => page.split(' ').length)).toEqual([9, 9, 9]);
    expect(names(pages)[0]).toMatch(/^1 a1 /);
    expect(names(pages)[2]).toMatch(/^2 a18 .*a25$/);
  });

  it('stay in order, none lost or repeated, whatever the boxes', () => {
    const box = fc.record({
      height: fc.integer({ min: 1, max: 30 }),
      gap: fc.integer({ min: 0, max: 10 }),
      price: fc.constantFrom(...Object.values(prices)),
      lines: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 14 }) }),
    });
    const list = fc.array(box, { maxLength: 40 }).map((boxes) =>
      boxes.map(
        ({ lines, ...one }, index): Named => ({
          ...one,
          name: String(index),
          ...(lines === 0 ? {} : { notes: [note(`${index}-`, lines)] }),
        }),
      ),
    );
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 60 }), (boxes, blank) => {
        const placed = paginate(
          boxes,
          () => footed(blank),
          () => {},
        ).flat();
        const named = (isNote: boolean) => placed.filter((one) => (one.isNote ?? false) === isNote).map(({ box: one }) => one.name);
        expect(named(false)).toEqual(boxes.map(({ name }) => name));
        expect(named(true)).toEqual(boxes.flatMap(({ notes }) => (notes ?? []).flat().map((one) => (one as Named).name)));
      }),
    );
  });
});
