/** Web pages and plain texts that were tampered with are told from those that say what the tree says. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentNode } from '../../src/tree/nodes.ts';
import { verifyOutput } from '../../src/verify/verify.ts';
import { letter, paragraphs } from '../docx/fixtures.ts';
import { contextIn, written } from '../html/pages.ts';

const tree: DocumentNode = letter(paragraphs(3));
let page = '';
let plain = '';
beforeAll(async () => {
  const context = await contextIn('en');
  page = await written('html', tree, context);
  plain = await written('text', tree, context);
});

async function told(format: 'html' | 'text', content: string | Uint8Array): Promise<readonly string[]> {
  const problems: string[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const verdict = await verifyOutput(format, bytes, tree, `letter.${format}`, (code, _place, values = {}) =>
    problems.push(`${code} ${values.variant ?? ''} ${values.expected ?? ''}|${values.found ?? ''}`),
  );
  expect(verdict.ok).toBe(problems.length === 0);
  return problems;
}

/** A page changed at one place, which it must have. */
function changed(content: string, from: string | RegExp, to: string): string {
  const after = content.replace(from, to);
  expect(after).not.toBe(content);
  return after;
}

describe('a web page', () => {
  it('passes as it was made', async () => {
    expect(await told('html', page)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, string]>([
    ['a word is another', 'Paragraph 2 says', 'Paragraph 2 denies', 'TEXT_DIFFERS word says|denies'],
    ['a paragraph is hidden', '<p class="paragraph">Paragraph 1', '<p class="paragraph" hidden="">Paragraph 1', 'TEXT_DIFFERS missing'],
    ['a label is lost', /<span class="label">.*?<\/span> (?=Reissued)/, '', 'TEXT_DIFFERS missing *|'],
    ['something is added', '</main>', '<p>By order</p></main>', 'TEXT_DIFFERS added |By order'],
    ['the status is gone', /<p class="status-mark">.*?<\/p>/, '', 'TEXT_DIFFERS status-mark Sample: not a real document|'],
    ['it says another language', 'lang="en"', 'lang="fr"', 'TEXT_DIFFERS language en|fr'],
    ['it reads from the other side', 'dir="ltr"', 'dir="rtl"', 'TEXT_DIFFERS direction ltr|rtl'],
    ['it has another title', /<title>.*?<\/title>/, '<title>Other</title>', 'TEXT_DIFFERS title'],
    ['a picture says nothing', 'Recycling sign</title>', '</title>', 'TEXT_DIFFERS alternative Recycling sign|'],
    ['a script was put in', '</main>', '<script>1</script></main>', 'TEXT_DIFFERS reach |script'],
    ['an event runs something', '<main>', '<main onclick="x()">', 'TEXT_DIFFERS reach |main onclick'],
    ['it fetches a picture', '</main>', '<img src="https://example.org/x.png" alt=""/></main>', 'TEXT_DIFFERS reach |img src'],
    ['it leads out', '</main>', '<p><a href="https://example.org/"></a></p></main>', 'TEXT_DIFFERS link |[](https://example.org/)'],
    ['it fetches', '</main>', '<p><a href="//example.org/"></a></p></main>', 'TEXT_DIFFERS reach |a href'],
    ['a link leads nowhere', 'id="note-1"', 'id="note-9"', 'TEXT_DIFFERS reach |a #note-1'],
    ['an element is not closed', '</main>', '', 'OUTPUT_UNREADABLE'],
    ['entities are declared', '<!doctype html>\n', '<!doctype html [<!ENTITY x "y">]>\n', 'OUTPUT_UNREADABLE'],
  ])('fails when %s', async (_, from, to, expected) => {
    const problems = await told('html', changed(page, from, to));
    expect(problems.some((problem) => problem.startsWith(expected))).toBe(true);
  });
});

describe('a plain text', () => {
  it('passes as it was made', async () => {
    expect(await told('text', plain)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, string]>([
    ['a word is another', 'Paragraph 2 says', 'Paragraph 2 denies', 'TEXT_DIFFERS word says|denies'],
    ['a word was cut', 'without failing', 'with out failing', 'TEXT_DIFFERS word without|with out'],
    ['the status is said once', /\nSample: not a real document\n$/, '\n', 'TEXT_DIFFERS status-mark'],
    ['a picture says nothing', '[Recycling sign]\n', '', 'TEXT_DIFFERS missing [Recycling sign]|'],
    ['it has the marks of another system', /\n/g, '\r\n', 'OUTPUT_UNREADABLE'],
    ['it begins with a mark of byte order', /^/, '\ufeff', 'OUTPUT_UNREADABLE'],
  ])('fails when %s', async (_, from, to, expected) => {
    const problems = await told('text', changed(plain, from, to));
    expect(problems.some((problem) => problem.startsWith(expected))).toBe(true);
  });

  it('fails when it is not UTF-8', async () => {
    expect(await told('text', Uint8Array.of(0xff, 0xfe, 0x0a))).toEqual(['OUTPUT_UNREADABLE  |']);
  });
});
