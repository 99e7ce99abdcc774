/**
 * The letter of 17 January 2020 breaks its lines and its page where the printed document does, with nothing kept by hand.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadHouse } from '../../src/house.ts';
import type { Page } from '../../src/layout/frame.ts';
import { pagesOf, prepareDocument } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Three lines of title, then sixty of body, as printed. */
const printed = readFileSync(path.join(import.meta.dirname, 'letter-2020-01-17.txt'), 'utf8')
  .trimEnd()
  .split('\n');

let pages: readonly Page[];
beforeAll(async () => {
  const reporter = reporterOf('letter', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error('no house');
  const folder = path.join(root, 'content/letter-2020-01-17-azerbaijan');
  const found = { file: path.join(folder, 'letter.yaml'), folder, slug: 'letter' };
  const settings = { house, emblem: null, formats: [], pattern: '', verify: false, strict: false, cwd: root };
  const prepared = await prepareDocument(found, settings, reporter);
  if (!prepared) throw new Error(JSON.stringify(reporter.problems));
  pages = (await pagesOf(prepared)) ?? [];
});

/** The lines of a page's blocks of the given types, each joined from its runs. */
function linesOf(page: Page | undefined, types: readonly string[]): string[] {
  const lines = new Map<number, string>();
  for (const item of page?.items ?? []) {
    if (item.type !== 'run' || item.owner.type !== 'content' || !types.includes(item.owner.node.type)) continue;
    lines.set(item.baseline, (lines.get(item.baseline) ?? '') + item.run.glyphs.map((glyph) => glyph.text).join(''));
  }
  return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text.trim());
}

it('breaks all three lines of the title as printed', () => {
  expect(linesOf(pages[0], ['title'])).toEqual(printed.slice(0, 3));
});

it('breaks all sixty lines of the body as printed', () => {
  expect(pages.flatMap((page) => linesOf(page, ['paragraph']))).toEqual(printed.slice(3));
});

it('ends page 1 as printed', () => {
  expect(linesOf(pages[0], ['paragraph']).at(-1)).toMatch(/in their apartments,$/);
});

it('takes two pages', () => {
  expect(pages).toHaveLength(2);
});
