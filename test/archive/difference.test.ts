/** A file that differs from what was built anew is told where; one that was only compressed otherwise is told apart. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { differenceBetween } from '../../src/archive/verify/difference.ts';
import { zip } from '../../src/deflate.ts';
import { bytesOf } from './handmade.ts';

const long = 'the keepers of sundials met in the old observatory\n'.repeat(40);

/** A PDF of one stream, at a level of compression, with what is named after its bytes. */
function pdf(
  text: string,
  level: number,
  options: { readonly id?: string; readonly title?: string; readonly places?: string } = {},
): Uint8Array {
  const data = deflateSync(text, { level });
  const { id = 'aa', title = 'A letter', places = '0000000015' } = options;
  return Buffer.concat([
    bytesOf(`%PDF-1.7\n1 0 obj\n<< /Title (${title}) >>\nendobj\n2 0 obj\n<<\n/Length ${data.length}\n/Filter /FlateDecode\n>>\nstream\n`),
    data,
    bytesOf(
      `\nendstream\nendobj\nxref\n0 2\n${places} 00000 n \ntrailer\n<< /Size 3 /ID [<${id}> <${id}>] >>\nstartxref\n${data.length}\n%%EOF\n`,
    ),
  ]);
}
/** A container whose parts are stored in one way or another. */
const packed = (parts: Readonly<Record<string, string>>) =>
  zip(Object.entries(parts).map(([name, text]) => [name, bytesOf(text)] as const));

/** The container without its comment, and with another time in its headers: other bytes, the same parts. */
function retimed(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[10] = (changed[10] ?? 0) ^ 1;
  return changed;
}

describe('the same file', () => {
  it('does not differ', async () => {
    expect(await differenceBetween(pdf(long, 4), pdf(long, 4))).toEqual({ kind: 'same' });
  });
});

describe('a PDF', () => {
  it('of another compressor is the same once inflated, with the names that follow from its bytes', async () => {
    expect(await differenceBetween(pdf(long, 9, { id: 'bb', places: '0000000099' }), pdf(long, 1))).toEqual({ kind: 'compressor' });
  });

  it('of other words is told with the stream and the line they stand in', async () => {
    const other = long.replace('old', 'new');
    expect(await differenceBetween(pdf(other, 9), pdf(long, 1))).toEqual({
      kind: 'content',
      reason: expect.stringContaining('the stream of object 2, line 1 reads'),
    });
    expect(await differenceBetween(pdf(long, 9, { title: 'A note' }), pdf(long, 1))).toMatchObject({ kind: 'content' });
  });

  it('whose identifier or places alone were changed differs in content: no compressor did that', async () => {
    expect(await differenceBetween(pdf(long, 4, { id: 'bb' }), pdf(long, 4))).toMatchObject({ kind: 'content' });
    expect(await differenceBetween(pdf(long, 4, { places: '0000000099' }), pdf(long, 4))).toMatchObject({ kind: 'content' });
  });

  it('that was cut, or that something was added to, differs in content', async () => {
    const whole = pdf(long, 4);
    expect(await differenceBetween(whole.subarray(0, 150), whole)).toMatchObject({ kind: 'content' });
    expect(await differenceBetween(Buffer.concat([whole, bytesOf('x')]), whole)).toMatchObject({ kind: 'content' });
  });
});

describe('a container', () => {
  it('framed by another program is the same in its parts', async () => {
    const made = packed({ 'a.xml': long, 'b.xml': 'b' });
    expect(await differenceBetween(retimed(made), made)).toEqual({ kind: 'compressor' });
  });

  it('with another part, or another text in one, is told with its name', async () => {
    const made = packed({ 'a.xml': 'old', 'b.xml': 'b' });
    expect(await differenceBetween(packed({ 'a.xml': 'new', 'b.xml': 'b' }), made)).toEqual({
      kind: 'content',
      reason: 'a.xml, line 1 reads "new", not "old"',
    });
    expect(await differenceBetween(packed({ 'a.xml': 'old' }), made)).toEqual({ kind: 'content', reason: 'b.xml is missing' });
    expect(await differenceBetween(packed({ 'a.xml': 'old', 'b.xml': 'b', 'c.xml': 'c' }), made)).toEqual({
      kind: 'content',
      reason: 'it also has c.xml',
    });
    expect(await differenceBetween(made.subarray(0, 40), made)).toEqual({ kind: 'content', reason: 'its parts cannot be read' });
  });
});

describe('a text', () => {
  it('is told with its line and what stands in it', async () => {
    expect(await differenceBetween(bytesOf('one\ntwo\nthree\n'), bytesOf('one\ntoo\nthree\n'))).toEqual({
      kind: 'content',
      reason: 'line 2 reads "two", not "too"',
    });
    expect(await differenceBetween(bytesOf('x\ny\n'), bytesOf('z\ny\n'))).toEqual({ kind: 'content', reason: 'line 1 reads "x", not "z"' });
  });
});
