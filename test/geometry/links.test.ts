/**
 * Where quotations stand and what links cover, read from the operators and annotations of the finished PDF of
 * `cases/links-and-quotations`. The indents of a quotation are those of `templates/style.yaml`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { build } from '../../src/index.ts';
import { type PageReading, readPages } from '../pdf/operators.ts';
import { lineOf, near, root, tolerance } from './reading.ts';

/** An annotation of a link: points from the page's bottom left corner. */
interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  readonly address: string;
}
interface Read {
  readonly pages: readonly PageReading[];
  readonly areas: readonly Area[];
}

const read = new Map<string, Read>();
beforeAll(async () => {
  const { documents, problems } = await build(['test/cases/links-and-quotations'], { cwd: root, format: ['pdf'], verify: false });
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  for (const { language, bytes } of documents[0]?.outputs ?? []) {
    const text = Buffer.from(bytes).toString('latin1');
    const annotations = [
      ...text.matchAll(
        /<<\/Type \/Annot\n\/Subtype \/Link[\s\S]*?\/Rect \[([^\]]*)\]\n\/QuadPoints \[([^\]]*)\][\s\S]*?\/URI \((.*?)\)\n/g,
      ),
    ];
    const areas = annotations.map(([, sides = '', corners = '', address = '']): Area => {
      const [left = 0, bottom = 0, right = 0, top = 0] = sides.split(' ').map(Number);
      expect(corners.split(' ').map(Number)).toEqual([left, top, right, top, left, bottom, right, bottom]);
      return { left, bottom, right, top, address: address.replace(/\\(.)/g, '$1') };
    });
    if (language !== null) read.set(language, { pages: readPages(bytes), areas });
  }
}, 120_000);
const of = (language: string): Read => {
  const found = read.get(language);
  if (!found) throw new Error(`no version in ${language}`);
  return found;
};
const page = (language: string): PageReading => of(language).pages[0] as PageReading;

/** Every letter whose pen stands within an area, as read from the left. */
function wordsIn({ pages }: Read, { left, bottom, right, top }: Area): string {
  const lines = pages.flatMap(({ texts, height }) =>
    texts.filter(({ baseline }) => height - baseline > bottom && height - baseline < top).flatMap(({ glyphs }) => glyphs),
  );
  const inside = lines.filter(({ x, width, text }) => text.trim() !== '' && x >= left - tolerance && x + width <= right + tolerance);
  return inside
    .toSorted((one, other) => one.x - other.x)
    .map(({ text }) => text)
    .join('');
}

describe('a quotation', () => {
  const sheet = parse(readFileSync(path.join(root, 'templates/style.yaml'), 'utf8'));
  const page = parse(readFileSync(path.join(root, 'templates/page.yaml'), 'utf8'));
  const { start, end } = sheet.styles.quote;
  const { start: text } = sheet.styles.paragraph;
  const first = () => of('en').pages[0] as PageReading;

  it('stands in from both sides of the text', () => {
    near(lineOf(first(), 'Clockwork is oiled').x, page.margin.start + start, 'start');
    near(lineOf(first(), 'Clockwork is oiled').end, page.page.width - page.margin.end - end, 'end of a full line');
    near(lineOf(first(), 'as le règlement').x, page.margin.start + start, 'start of its other lines');
    near(lineOf(first(), 'Nothing else').x, page.margin.start + start, 'start after a list');
  });

  it('stands in once more within a quotation, and from the text of an item', () => {
    near(lineOf(first(), 'No clock has').x, page.margin.start + start + (start - text), 'within a quotation');
    near(lineOf(first(), 'Come by boat').x, page.margin.start + sheet.styles['item-dash-1'].start + (start - text), 'within an item');
  });

  it('sets in the labels of its lists', () => {
    near(lineOf(first(), '(a)').x, page.margin.start + sheet.styles['item-lettered-1'].label + (start - text), 'label');
  });

  it('is mirrored where text runs from right to left', () => {
    const line = lineOf(of('ar').pages[0] as PageReading, 'لم تتوقف');
    near(line.end, page.page.width - page.margin.start - start - (start - text), 'start of a quotation in a quotation');
  });
});

describe('the area of a link', () => {
  it('covers the words of each line, and no others', () => {
    const english = of('en');
    const words = english.areas.map((area) => [area.address.replace(/^https:\/\//, ''), wordsIn(english, area)]);
    expect(words).toEqual([
      ['documents.example.org/A/80/99997', 'A/80/99997'],
      ['lamps.example.org/oiling/(winter)', 'theoilingofclockworkinthe'],
      ['lamps.example.org/oiling/(winter)', 'monthsofthewinter'],
      ['lamps.example.org/reglement', 'lerèglement'],
      ['lamps.example.org/', 'tobefound'],
      ['lamps.example.org/stations', 'https://lamps.example.org/stations'],
      ['mailto:keepers@example.org', 'keepers@example.org'],
      ['mailto:secretary@example.org', 'theirsecretary'],
      ['lamps.example.org/register?year=2025&station=north_cape', 'theregister'],
    ]);
  });

  it('covers words that run from right to left, and Latin ones among them', () => {
    const arabic = of('ar');
    const wordsAt = (address: string) => arabic.areas.filter((area) => area.address === address).map((area) => wordsIn(arabic, area));
    expect(
      wordsAt('mailto:secretary@example.org')
        .join('')
        .replace(/[\u200e\u200f]/g, ''),
    ).toMatch(/^[أمينهم]{6}$/u);
    expect(wordsAt('https://documents.example.org/A/80/99997').join('')).toContain('A/80/99997');
    expect(wordsAt('https://lamps.example.org/stations').join('')).toContain('https://lamps.example.org/stations');
  });

  it('stands about the baseline, as high as the type', () => {
    const area = of('en').areas[0] as Area;
    const line = lineOf(page('en'), 'I have the honour');
    const baseline = page('en').height - line.baseline;
    near(area.top - area.bottom, line.size, 'height');
    expect(area.bottom).toBeLessThan(baseline);
    expect(area.top).toBeGreaterThan(baseline);
  });
});
