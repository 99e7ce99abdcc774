/** Whatever a letter says, its file says the same: no text is lost, changed or taken for markup. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentOf } from '../../src/backends/akn/document.ts';
import { readAkn } from '../../src/verify/read-akn.ts';
import { validateXml, type XmlFile } from '../../src/xsd.ts';
import { block, body, contextFor, heading, item, letter, lineBreak, masthead, paragraph, text } from './trees.ts';

/** Any text a source may hold: no control character, no noncharacter. */
const words = fc
  .string({ unit: 'binary', minLength: 1 })
  .map((value) => value.replace(/[\p{Cc}\p{Cs}]|[\ufdd0-\ufdef\ufffe\uffff]|[\u{1fffe}-\u{1ffff}]/gu, ''))
  .filter((value) => value.trim() !== '');

it('reads every text back as it was, from files that are valid', async () => {
  const context = await contextFor('en');
  const files: XmlFile[] = [];
  fc.assert(
    fc.property(words, words, words, words, (one, two, three, four) => {
      const list = { type: 'list' as const, at: null, kind: 'numbered' as const, depth: 1, children: [item('1.', paragraph(three))] };
      const tree = letter([
        masthead(block('distribution', one)),
        block('title', [text(two), lineBreak, text(one)]),
        body(paragraph([text(four), { type: 'strong', at: null, children: [text(one)] }]), heading(1, two, 'I.'), list),
      ]);
      const bytes = new TextEncoder().encode(documentOf(tree, context).text);
      files.push({ name: String(files.length), bytes });
      expect(readAkn(bytes)?.text).toEqual([one, `${two}\n${one}`, `${four}${one}`, `I. ${two}`, `1. ${three}`]);
    }),
    { numRuns: 200 },
  );
  expect(await validateXml(files, ['akn'])).toEqual([]);
});
