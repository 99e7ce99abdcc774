import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/backends/backend.ts';
import type { Inline } from '../../src/tree/nodes.ts';
import { readHtml } from '../../src/verify/read-html.ts';
import { verifyHtml } from '../../src/verify/verify-html.ts';
import { verifyText } from '../../src/verify/verify-text.ts';
import { block, body, documentNode } from '../docx/fixtures.ts';
import { contextIn, written } from './pages.ts';

/** Characters that mean something to HTML, to style sheets or to the direction of text, among letters. */
const signs = fc.constantFrom(...'<>&"\'`=/\\-;:#!{}[]()*@ é中ا،א1٣', '</style>', '<!--', ']]>', '&amp;', '&#x26;', '<br/>');
const someText = fc.array(signs, { minLength: 1, maxLength: 30 }).map((parts) => `x${parts.join('')}x`);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  someText.map((value): Inline => ({ type: 'text', at: null, text: value })),
  fc
    .tuple(fc.constantFrom('strong' as const, 'emphasis' as const), someText)
    .map(([type, value]): Inline => ({ type, at: null, children: [{ type: 'text', at: null, text: value }] })),
  fc
    .tuple(fc.constantFrom('ar', 'fr', 'zh', 'qaa'), someText)
    .map(([language, value]): Inline => ({ type: 'span', at: null, language, children: [{ type: 'text', at: null, text: value }] })),
);

describe('whatever a document says', () => {
  const contexts: Context[] = [];
  beforeAll(async () => {
    contexts.push(await contextIn('en'), await contextIn('ar'));
  });

  it('is read back from the page and from the text, and from nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(inline, { minLength: 1, maxLength: 5 }), someText, fc.nat(1), async (inlines, title, which) => {
        const context = contexts[which];
        if (!context) throw new Error('no context');
        const { language, direction } = context.language;
        const tree = documentNode([block('title', title), body([block('paragraph', inlines)]), block('status-mark', title)], {
          language,
          direction,
          properties: { title, author: title, subject: title, keywords: title, date: '2020-01-17T00:00:00Z', symbol: title },
        });
        const html = await written('html', tree, context);
        const bytes = new TextEncoder().encode(html);
        const told: string[] = [];
        const report = (code: string, _place: unknown, values: unknown) => told.push(`${code} ${JSON.stringify(values)}`);
        await verifyHtml(bytes, tree, 'page.html', report);
        await verifyText(new TextEncoder().encode(await written('text', tree, context)), tree, 'page.txt', report);
        expect(told).toEqual([]);
        expect(readHtml(bytes)?.reaches).toEqual([]);
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});
