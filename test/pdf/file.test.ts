import { PDFParse } from 'pdf-parse';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import type { Item } from '../../src/layout/frame.ts';
import { PdfFile, readPage } from './operators.ts';
import { artifact, block, bold, content, documentOf, line, pageOf, regular, run, setting } from './sample.ts';

const hard = {
  title: 'Notes & <queries> on "quotes"',
  author: 'A & B',
  subject: 'Œuvre – “quoted” & more',
  keywords: 'one; <two>',
  symbol: 'A/74/1–S/2020/1',
};

/** A small document of everything, made anew each time. */
function sample(properties: Partial<typeof hard> = hard) {
  const title = block('title', 'A title');
  const text = block('paragraph', 'Some words.');
  const items: Item[] = [
    line(artifact('header'), 72, 40, run('A/1', setting(bold, 10))),
    line(content(title), 72, 100, run('A title', setting(bold, 14))),
    line(content(text), 72, 130, run('Some words.', setting(regular, 10), { wider: 3 })),
    { type: 'rule', owner: artifact('layout'), x: 72, y: 150, width: 72, height: 0.25, grey: 0 },
  ];
  return { tree: documentOf([title, { type: 'body', at: null, children: [text] }], properties), pages: [pageOf(1, items)] };
}

const written = (properties?: Partial<typeof hard>, options?: Parameters<typeof writePdf>[2]) => {
  const { tree, pages } = sample(properties);
  return writePdf(tree, pages, options);
};

describe('the metadata', () => {
  it('say in the packet and in the dictionary what the document says of itself', async () => {
    const file = new PdfFile(await written());
    const information = file.dict(file.trailer.get('Info'));
    const entry = (key: string) => file.text(information.get(key));
    expect([entry('Title'), entry('Author'), entry('Subject'), entry('Keywords')]).toEqual([
      hard.title,
      hard.author,
      hard.subject,
      hard.keywords,
    ]);
    expect([entry('CreationDate'), entry('ModDate')]).toEqual(['D:20200117000000Z', 'D:20200117000000Z']);
    const packet = read(file.stream(file.catalog.get('Metadata')).bytes.toString('utf8'));
    expect(packet).toMatchObject({
      'dc:title': hard.title,
      'dc:creator': hard.author,
      'dc:description': hard.subject,
      'dc:language': 'en',
      'dc:date': '2020-01-17',
      'dc:identifier': hard.symbol,
      'pdf:Keywords': hard.keywords,
      'xmp:CreateDate': '2020-01-17T00:00:00Z',
      'xmp:ModifyDate': '2020-01-17T00:00:00Z',
    });
    expect(packet['pdf:Producer']).toBe(entry('Producer'));
  });

  it('come out of an independent reader as they went in', async () => {
    const parser = new PDFParse({ data: new Uint8Array(await written()) });
    const { info } = await parser.getInfo();
    await parser.destroy();
    expect(info).toMatchObject({ Title: hard.title, Author: hard.author, Subject: hard.subject, Language: 'en' });
  });

  it('leave out what is empty', async () => {
    const file = new PdfFile(await written({ author: '', subject: '', keywords: '', symbol: null as unknown as string }));
    const information = file.dict(file.trailer.get('Info'));
    expect(['Author', 'Subject', 'Keywords'].filter((key) => information.has(key))).toEqual([]);
    const packet = file.stream(file.catalog.get('Metadata')).bytes.toString('utf8');
    expect(packet.match(/dc:(?:identifier|creator|description)|pdf:Keywords/g)).toBeNull();
  });

  it('name no standard unless asked to', async () => {
    const packet = async (conformance: 2 | 3 | null) => {
      const file = new PdfFile(await written(hard, { conformance }));
      return { ...read(file.stream(file.catalog.get('Metadata')).bytes.toString('utf8')), intent: file.catalog.has('OutputIntents') };
    };
    const silent = await packet(null);
    expect(Object.keys(silent).filter((key) => /^pdf(a|ua)/.test(key))).toEqual([]);
    const ofPart = (part: string) => ({ 'pdfaid:part': part, 'pdfaid:conformance': 'A', 'pdfuaid:part': '1', intent: true });
    expect(await packet(2)).toMatchObject(ofPart('2'));
    expect(await packet(3)).toMatchObject(ofPart('3'));
  });

  it('describe the schema that PDF/A does not know', async () => {
    const file = new PdfFile(await written(hard, { conformance: 2 }));
    expect(read(file.stream(file.catalog.get('Metadata')).bytes.toString('utf8'))).toMatchObject({
      'pdfaSchema:namespaceURI': 'http://www.aiim.org/pdfua/ns/id/',
      'pdfaSchema:prefix': 'pdfuaid',
      'pdfaProperty:name': 'part',
      'pdfaProperty:valueType': 'Integer',
      'pdfaProperty:category': 'internal',
    });
  });

  it('say which colours are meant, by a profile of the library that is whole and of three components', async () => {
    const file = new PdfFile(await written(hard, { conformance: 2 }));
    const intent = file.dict(file.list(file.catalog.get('OutputIntents'))[0]);
    expect(file.name(intent.get('S'))).toBe('GTS_PDFA1');
    expect(file.text(intent.get('OutputConditionIdentifier'))).toBe('sRGB IEC61966-2.1');
    const { dict, bytes } = file.stream(intent.get('DestOutputProfile'));
    expect(file.number(dict.get('N'))).toBe(3);
    // ICC.1, 7.2: length, colour space, signature, version below 5; then the profile’s own name.
    expect(bytes.readUInt32BE(0)).toBe(bytes.length);
    expect([bytes.toString('latin1', 16, 20), bytes.toString('latin1', 36, 40)]).toEqual(['RGB ', 'acsp']);
    expect(bytes[8]).toBeLessThan(5);
    expect(bytes.toString('latin1')).toContain('sRGB2014');
  });
});

describe('the bytes of a file', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('are the same for the same document, in any time zone', async () => {
    const made: string[] = [];
    for (const tz of ['Pacific/Kiritimati', 'America/New_York', 'UTC']) {
      process.env.TZ = tz;
      made.push(Buffer.from(await written()).toString('latin1'));
    }
    expect(new Set(made).size).toBe(1);
  });

  it('carry an identifier that tells documents apart', async () => {
    const idOf = async (properties: Partial<typeof hard>) => {
      const file = new PdfFile(await written(properties));
      const [first, second] = file.list(file.trailer.get('ID'));
      expect(first).toEqual(second);
      const packet = read(file.stream(file.catalog.get('Metadata')).bytes.toString('utf8'));
      const id = Buffer.from((first as { bytes: string }).bytes, 'latin1').toString('hex');
      expect(packet['xmpMM:DocumentID']?.replace(/^uuid:|-/g, '')).toBe(id);
      return id;
    };
    expect(await idOf(hard)).toBe(await idOf(hard));
    const { tree, pages } = sample();
    const [page] = pages;
    const other = new PdfFile(await writePdf(tree, [{ ...pageOf(1, page?.items ?? []), height: 793 }]));
    expect(other.list(other.trailer.get('ID'))).not.toEqual(
      new PdfFile(await written()).list(new PdfFile(await written()).trailer.get('ID')),
    );
  });

  it('draw the same compressed and not', async () => {
    const { tree, pages } = sample();
    const items = pages.flatMap((page) => page.items);
    const full = pageOf(1, Array.from({ length: 50 }, () => items).flat());
    const [small, large] = [await writePdf(tree, [full]), await writePdf(tree, [full], { compress: false })];
    expect(readPage(large, 1)).toEqual(readPage(small, 1));
    expect(small.length).toBeLessThan(large.length);
    expect(Buffer.from(large).includes('/FlateDecode')).toBe(false);
  });

  it('hold nothing of the machine', async () => {
    const text = Buffer.from(await written(hard, { compress: false })).toString('latin1');
    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/\d[eE][-+]?\d+ /);
  });

  it('do not tell when they were made', async () => {
    const made: string[] = [];
    for (const now of ['2001-01-01T00:00:00Z', '2033-03-03T03:33:33Z']) {
      vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
      made.push(Buffer.from(await written()).toString('latin1'));
    }
    vi.useRealTimers();
    expect(made[0]).toBe(made[1]);
  });
});

/** The values of a packet by element; fails if it is not well-formed. */
function read(packet: string): Record<string, string> {
  const values: Record<string, string> = {};
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => open.push(tag.name));
  parser.on('text', (text) => {
    const name = open.filter((one) => !one.startsWith('rdf:') && one !== 'x:xmpmeta').at(-1);
    if (name && text.trim() !== '') values[name] = text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(packet).close();
  return values;
}
