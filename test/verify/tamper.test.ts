/** Finished files of the back ends, tampered with in their bytes: one word of each, and the verification sees it. */
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { backends } from '../../src/backends/table.ts';
import { verifyDocx, verifyPdf } from '../../src/verify/verify.ts';
import { contextOf } from '../docx/fixtures.ts';
import { collector, inParts, specimen } from './specimen.ts';

const files: Record<'pdf' | 'docx', Uint8Array> = { pdf: new Uint8Array(), docx: new Uint8Array() };
beforeAll(async () => {
  for (const format of ['pdf', 'docx'] as const) {
    const bytes = await (await backends[format]()).render(specimen(), contextOf());
    if (!bytes) throw new Error(`no ${format}`);
    files[format] = bytes;
  }
});

const toldOf = async (format: 'pdf' | 'docx', bytes: Uint8Array) => {
  const { report, problems } = collector();
  await (format === 'pdf' ? verifyPdf : verifyDocx)(bytes, specimen(), `letter.${format}`, report);
  return problems.map(({ values }) => [values.what, values.expected, values.found]);
};

/** Rewrites the streams of a PDF, compressed or not, and the table of its objects. Font files, which have a second length, stay. */
function inStreams(bytes: Uint8Array, change: (stream: string, index: number) => string): Uint8Array {
  const file = Buffer.from(bytes).toString('latin1');
  const trailer = file.slice(file.lastIndexOf('trailer'), file.lastIndexOf('startxref'));
  const offsets = new Map<number, number>();
  let made = file.slice(0, file.search(/\d+ 0 obj\n/));
  for (const [index, [object, number]] of [...file.matchAll(/(\d+) 0 obj\n[\s\S]*?\nendobj\n/g)].entries()) {
    offsets.set(Number(number), made.length);
    const parts = object.includes('/Length1') ? null : /^([\s\S]*?\/Length )(\d+)([\s\S]*?stream\n)([\s\S]*)$/.exec(object);
    const data = (parts?.[4] ?? '').slice(0, Number(parts?.[2]));
    const isPacked = object.includes('/Filter /FlateDecode');
    const before = isPacked ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data;
    const after = parts ? change(before, index) : before;
    const packed = isPacked ? deflateSync(Buffer.from(after, 'latin1')).toString('latin1') : after;
    made += parts && after !== before ? `${parts[1]}${packed.length}${parts[3]}${packed}\nendstream\nendobj\n` : object;
  }
  const size = Math.max(...offsets.keys()) + 1;
  const rows = Array.from({ length: size }, (_, number) =>
    offsets.has(number) ? `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n',
  );
  return Buffer.from(`${made}xref\n0 ${size}\n${rows.join('')}${trailer}startxref\n${made.length}\n%%EOF\n`, 'latin1');
}

/** The codes of characters in the first face of the file. */
function codesIn(bytes: Uint8Array): (text: string) => string {
  const codes = new Map<string, string>();
  inStreams(bytes, (stream) => {
    if (codes.size === 0 && stream.includes('beginbfchar'))
      for (const [, code, unicode] of stream.matchAll(/<([\da-f]{4})><([\da-f]{4})>/gi))
        codes.set(String.fromCharCode(Number.parseInt(unicode ?? '', 16)), code ?? '');
    return stream;
  });
  return (text) => [...text].map((character) => codes.get(character) ?? '????').join('');
}

describe('a pdf file', () => {
  test('rewritten without a change still passes', async () => {
    const same = inStreams(files.pdf, (stream) => `${stream} `);
    expect(await toldOf('pdf', same)).toEqual([]);
  });
  test.each([
    { name: 'a number', from: '131', to: '113', told: ['number', '131', '113'] },
    { name: 'a word', from: 'cost', to: 'host', told: ['word', 'cost', 'host'] },
    { name: 'a date', from: '2019', to: '2091', told: ['date', '8 March 2019', '8 March 2091'] },
  ])('fails for $name drawn otherwise', async ({ from, to, told }) => {
    const codes = codesIn(files.pdf);
    let changed = 0;
    const bytes = inStreams(files.pdf, (stream) => {
      if (!/\]\s?TJ/.test(stream)) return stream;
      // Strings stand in figures or in bytes, some of these behind a stroke (ISO 32000-1, 7.3.4.2).
      const inBytes = (text: string) =>
        Buffer.from(codes(text), 'hex')
          .toString('latin1')
          .replace(/[\\()]/g, '\\$&')
          .replaceAll('\r', '\\r');
      for (const form of [codes, inBytes]) {
        if (!stream.includes(form(from))) continue;
        changed += 1;
        return stream.replace(form(from), () => form(to));
      }
      return stream;
    });
    expect(changed).toBe(1);
    expect(await toldOf('pdf', bytes)).toEqual([told]);
  });
  test('fails when a glyph is said to be another character', async () => {
    const said = /<0062>(?=\s*(?:<|end))/i;
    const bytes = inStreams(files.pdf, (stream) => stream.replace(said, '<0064>'));
    expect(
      Buffer.compare(
        bytes,
        inStreams(files.pdf, (stream) => stream),
      ),
    ).not.toBe(0);
    expect((await toldOf('pdf', bytes)).map(([what]) => what)).toContain('word');
  });
});

describe('a docx file', () => {
  test.each([
    { name: 'a number', from: '131 bells', to: '113 bells', told: ['number', '131', '113'] },
    { name: 'a word', from: 'mended', to: 'melted', told: ['word', 'mended', 'melted'] },
    { name: 'a date', from: '17\u00a0January', to: '18\u00a0January', told: ['date', '17 January 2020', '18 January 2020'] },
    { name: 'a symbol', from: 'D/RES/12/7', to: 'D/RES/12/1', told: ['symbol', 'D/RES/12/7', 'D/RES/12/1'] },
  ])('fails for $name written otherwise', async ({ from, to, told }) => {
    let count = 0;
    const bytes = await inParts(files.docx, (name, xml) => {
      if (name !== 'word/document.xml') return xml;
      count = xml.split(from).length - 1;
      return xml.replace(from, () => to);
    });
    expect(count).toBe(1);
    expect(await toldOf('docx', bytes)).toEqual([told]);
  });
  test('fails for a symbol of the running head written otherwise', async () => {
    const bytes = await inParts(files.docx, (name, xml) => (/word\/header\d/.test(name) ? xml.replace('C/2021/67<', 'C/2021/76<') : xml));
    expect((await toldOf('docx', bytes)).map(([what]) => what)).toContain('running-head');
  });
});
