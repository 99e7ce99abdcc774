/**
 * Pages read from right to left: the same tree in a language of either direction. The words are Latin and hold no marks, so
 * that each line looks the same in both and only its place tells the direction.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/layout/frame.ts';
import type { DocumentNode, Inline, List, Part } from '../../src/tree/nodes.ts';
import { body, contextOf, document, linesIn, lineWith, ownerOf, type PrintedLine, pagesOf, paragraph, signatures, text } from './trees.ts';

const pageWidth = 612;
const words = (count: number) => Array.from({ length: count }, (_, index) => ['vane', 'turns', 'with', 'morning'][index % 4]).join(' ');
const list: List = {
  type: 'list',
  at: null,
  kind: 'numbered',
  depth: 1,
  children: ['1', '2'].map((label) => ({ type: 'list-item', at: null, label, children: [paragraph(`Item ${words(40)}`)] })),
};
const tree: DocumentNode = document(
  {
    type: 'masthead',
    at: null,
    children: [
      text('organization', 'Organization'),
      text('symbol', [{ type: 'organ-letter', at: null, children: [{ type: 'text', at: null, text: 'A' }] }]),
      { type: 'emblem', at: null, alt: 'Emblem' },
      text('organ', 'Assembly'),
      text('organ', 'Council'),
      text('distribution', 'Distribution'),
      text('original-language', 'Original'),
    ],
  },
  {
    type: 'session-block',
    at: null,
    children: ['First', 'Second'].map((name) => ({
      type: 'session-column',
      at: null,
      children: [text('session-organ', `${name} organ`), text('agenda-title', `${name} ${words(30)}`)],
    })),
  },
  text('title', `Title ${words(30)}`, 'I'),
  body(paragraph(`Paragraph ${words(60)}`), list, text('paragraph-centred', 'Centred'), paragraph(words(900))),
  signatures(['Given Family', 'Ambassador']),
  { type: 'end-rule', at: null },
  { type: 'special-notes', at: null, children: [text('special-note', `Note ${words(30)}`, 'x')] },
  {
    type: 'foot',
    at: null,
    children: [
      text('job-line', 'Job'),
      { type: 'bar-code', at: null, value: '0000000', alt: 'Bar code' },
      text('recycle', 'Recycle'),
      { type: 'recycle-sign', at: null, alt: 'Sign' },
      { type: 'qr-code', at: null, value: 'https://sample.invalid/', alt: 'QR code' },
    ],
  },
  text('status-mark', 'Status'),
  { type: 'running-head', at: null, symbols: [text('running-symbol', 'Symbol')], job: 'Number' } as Part,
);

let usual: readonly Page[];
let turned: readonly Page[];
beforeAll(async () => {
  const context = await contextOf();
  const language = { ...context.language, direction: 'rtl' as const };
  usual = await pagesOf(tree, context);
  turned = await pagesOf({ ...tree, direction: 'rtl' }, { ...context, language });
});
const rounded = (value: number) => Math.round(value * 100) / 100 + 0;

describe('a page read from right to left', () => {
  it('has every line where the other has it, seen in a mirror', () => {
    const placed = (lines: readonly PrintedLine[], mirror: boolean) =>
      lines.map(({ page, baseline, x, end, text: shown, owner }) => ({
        ...{ page, baseline: rounded(baseline), text: shown, owner },
        start: rounded(mirror ? pageWidth - end : x),
        end: rounded(mirror ? pageWidth - x : end),
      }));
    expect(turned).toHaveLength(3);
    expect(placed(linesIn(turned), true)).toEqual(placed(linesIn(usual), false));
  });

  it('has every rule and picture there, and the pictures themselves as they are', () => {
    const boxes = (pages: readonly Page[], mirror: boolean) =>
      pages.flatMap((page) =>
        page.items.flatMap((item) => {
          if (item.type === 'run') return [];
          const x = rounded(mirror ? pageWidth - item.x - item.width : item.x);
          return [{ owner: ownerOf(item), x, y: item.y, width: item.width, picture: item.type === 'picture' ? item.picture : null }];
        }),
      );
    expect(boxes(turned, true)).toEqual(boxes(usual, false));
    expect(boxes(turned, true).filter((box) => box.picture)).toHaveLength(3);
  });

  it('begins at the right: name, symbol, distribution, indents and labels', () => {
    const lines = linesIn(turned);
    const ends = (beginning: string) => rounded(lineWith(lines, beginning).end);
    expect(ends('Organization')).toBeCloseTo(pageWidth - 123.35, 1);
    expect(ends('Assembly')).toBeCloseTo(pageWidth - 123.35, 1);
    expect(rounded(lines.find((line) => line.owner === 'symbol')?.x ?? 0)).toBeCloseTo(pageWidth - 552.1, 1);
    expect(ends('Distribution')).toBeCloseTo(pageWidth - 396.95, 1);
    expect(ends('First organ')).toBeCloseTo(pageWidth - 60, 1);
    expect(ends('Second organ')).toBeCloseTo(pageWidth - 348.1, 1);
    expect(ends('Paragraph')).toBeCloseTo(pageWidth - 147.1, 1);
    expect(ends('Given Family')).toBeLessThan(pageWidth / 2);
  });

  it('sets runs of several looks side by side, the first at the right', async () => {
    const context = await contextOf();
    const language = { ...context.language, direction: 'rtl' as const };
    const inlines: readonly Inline[] = [
      { type: 'text', at: null, text: 'אבג ' },
      { type: 'strong', at: null, children: [{ type: 'text', at: null, text: 'דהו' }] },
      { type: 'text', at: null, text: ' זחט' },
    ];
    const [page] = await pagesOf(document(body(text('paragraph', inlines))), { ...context, language });
    const runs = (page?.items ?? []).filter((item) => item.type === 'run');
    expect(runs).toHaveLength(3);
    const edges = runs.flatMap((item) => [item.x + item.run.width, item.x]);
    // From right to left, each beginning where the one before ends.
    for (const at of [1, 3]) expect(edges[at]).toBeCloseTo(edges[at + 1] ?? 0, 5);
    for (const at of [0, 2, 4]) expect(edges[at]).toBeGreaterThan(edges[at + 1] ?? 0);
    expect((edges[0] ?? 0) - (runs[0]?.run.setting.tracking ?? 0)).toBeCloseTo(pageWidth - 147.1, 5);
  });

  it('keeps the marks of a symbol and of a job number where they are read', async () => {
    const context = await contextOf();
    const language = { ...context.language, direction: 'rtl' as const };
    const organ = (letter: string, rest: string): Inline[] => [
      { type: 'organ-letter', at: null, children: [{ type: 'text', at: null, text: letter }] },
      { type: 'text', at: null, text: rest },
    ];
    const symbol = text('symbol', [...organ('A', '/80/1*-'), ...organ('S', '/2025/1*')]);
    const [page] = await pagesOf(
      document(
        { type: 'masthead', at: null, children: [symbol] },
        { type: 'foot', at: null, children: [text('job-line', '00-00000* (A)\u00a0\u00a0120325')] },
      ),
      { ...context, language },
    );
    const lines = linesIn(page ? [page] : []);
    expect(lines.map((line) => line.text)).toEqual(['A/80/1*-S/2025/1*', '00-00000* (A)\u00a0\u00a0120325']);
  });

  it('carries folios outside: a recto at the left, a verso at the right', () => {
    const lines = linesIn(turned);
    expect(lineWith(lines, '2/3').end).toBeCloseTo(pageWidth - 60, 1);
    expect(lineWith(lines, '3/3').x).toBeCloseTo(60, 1);
  });
});
