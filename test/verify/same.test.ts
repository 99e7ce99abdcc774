import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/backends/backend.ts';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { sameButAttachments } from '../../src/verify/same.ts';
import { block, content, documentOf, line, pageOf, regular, run, setting } from '../pdf/sample.ts';

const source: Attachment = {
  name: 'letter.yaml',
  mime: 'application/yaml',
  description: 'The source',
  relationship: 'Source',
  bytes: new TextEncoder().encode('body: Bells ring.\n'),
  date: '2020-01-17T00:00:00Z',
};

/** A letter of one title, mailed or preserved. */
function letter(words: string, attachments: readonly Attachment[], { x = 72, title = 'A title' } = {}): Promise<Uint8Array> {
  const node = block('title', words);
  const pages = [pageOf(1, [line(content(node), x, 100, run(words, setting(regular, 14)))])];
  return writePdf(documentOf([node], { title }), pages, { conformance: attachments.length > 0 ? 3 : 2, attachments });
}

describe('a file with attachments', () => {
  it('is the same as the one without', async () => {
    expect(sameButAttachments(await letter('Bells ring.', []), await letter('Bells ring.', [source]))).toBe(true);
  });

  it.each([
    ['other words', letter('Bells sing.', [source])],
    ['the same words at another place', letter('Bells ring.', [source], { x: 73 })],
    ['another title among its properties', letter('Bells ring.', [source], { title: 'Another' })],
    ['fewer letters', letter('Bells ring', [source])],
  ])('is another with %s', async (_, other) => {
    expect(sameButAttachments(await letter('Bells ring.', []), await other)).toBe(false);
  });

  it('is another with one byte changed in what pages show', async () => {
    const mailed = await letter('Bells ring.', []);
    const preserved = await letter('Bells ring.', [source]);
    const changed = preserved.slice();
    const at = Buffer.from(changed).indexOf('MediaBox');
    changed[at + 'MediaBox [0 0 6'.length - 1] = '7'.charCodeAt(0);
    expect(sameButAttachments(mailed, changed)).toBe(false);
  });

  it('is not the same as what cannot be read', async () => {
    expect(sameButAttachments(await letter('Bells ring.', []), new TextEncoder().encode('%PDF-1.7'))).toBe(false);
  });
});
