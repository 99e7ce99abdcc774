import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/backends/backend.ts';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { isDict } from './file.ts';
import { PdfFile } from './operators.ts';
import { block, content, documentOf, line, pageOf, regular, run, setting } from './sample.ts';

const source: Attachment = {
  name: 'letter.yaml',
  mime: 'application/yaml',
  description: 'Source of the text (complete)',
  relationship: 'Source',
  bytes: Buffer.from('# a comment\ntitle: Überschrift\n'),
  date: '2020-01-17T00:00:00Z',
};
const other: Attachment = {
  ...source,
  name: 'Översikt (1).xml',
  mime: 'application/akn+xml',
  relationship: 'Alternative',
  bytes: Buffer.from('<a/>'),
};

const written = (attachments: readonly Attachment[], conformance: 2 | 3 | null = 3) => {
  const node = block('paragraph', 'Some words.');
  const tree = documentOf([{ type: 'body', at: null, children: [node] }]);
  const items = [line(content(node), 72, 100, run('Some words.', setting(regular, 10)))];
  return writePdf(tree, [pageOf(1, items)], { conformance, attachments });
};

describe('attachments', () => {
  it('are whole, of a type, dated, and say what they are to the document', async () => {
    const file = new PdfFile(await written([source]));
    const specification = file.dict(file.list(file.catalog.get('AF'))[0]);
    expect(file.text(specification.get('F'))).toBe('letter.yaml');
    expect(file.text(specification.get('UF'))).toBe('letter.yaml');
    expect(file.text(specification.get('Desc'))).toBe('Source of the text (complete)');
    expect(file.name(specification.get('AFRelationship'))).toBe('Source');
    const embedded = file.dict(specification.get('EF'));
    const { dict, bytes } = file.stream(embedded.get('F'));
    expect(embedded.get('UF')).toEqual(embedded.get('F'));
    expect(bytes.equals(source.bytes)).toBe(true);
    expect([file.name(dict.get('Type')), file.name(dict.get('Subtype'))]).toEqual(['EmbeddedFile', 'application/yaml']);
    const params = file.dict(dict.get('Params'));
    expect([file.text(params.get('ModDate')), file.number(params.get('Size'))]).toEqual(['D:20200117000000Z', source.bytes.length]);
    const sum = params.get('CheckSum') as { bytes: string };
    expect(Buffer.from(sum.bytes, 'latin1').toString('hex')).toBe(createHash('md5').update(source.bytes).digest('hex'));
  });

  it('stand in both lists of the catalogue, by name', async () => {
    const file = new PdfFile(await written([other, source]));
    const tree = file.dict(file.dict(file.catalog.get('Names')).get('EmbeddedFiles'));
    const names = file.list(tree.get('Names'));
    const keys = names.filter((_, index) => index % 2 === 0);
    const values = names.filter((_, index) => index % 2 === 1);
    expect(values).toEqual(file.list(file.catalog.get('AF')));
    expect(values.map((value) => file.text(file.dict(value).get('UF')))).toEqual(keys.map((key) => file.text(key)));
    // A name tree is sorted by the bytes of its strings (ISO 32000-1, 7.9.6).
    const bytes = keys.map((key) => (key as { bytes: string }).bytes);
    expect(bytes).toEqual([...bytes].sort());
    expect(keys.map((key) => file.text(key)).sort()).toEqual(['letter.yaml', 'Översikt (1).xml']);
  });

  it('change the file and not the document it holds', async () => {
    const idsOf = async (attachments: readonly Attachment[]) => {
      const file = new PdfFile(await written(attachments));
      const packet = file.stream(file.catalog.get('Metadata')).bytes.toString('utf8');
      const id = (name: string) => new RegExp(`<xmpMM:${name}>uuid:([^<]*)<`).exec(packet)?.[1];
      return { document: id('DocumentID'), instance: id('InstanceID') };
    };
    const [none, one, changed] = [await idsOf([]), await idsOf([source]), await idsOf([{ ...source, bytes: Buffer.from('else') }])];
    expect(none.instance).toBe(none.document);
    expect([one.document, changed.document]).toEqual([none.document, none.document]);
    expect(new Set([none.instance, one.instance, changed.instance]).size).toBe(3);
  });

  it('leave no trace where there are none', async () => {
    const file = new PdfFile(await written([]));
    expect(file.catalog.has('AF')).toBe(false);
    const names = file.resolve(file.catalog.get('Names'));
    expect(isDict(names) && names.has('EmbeddedFiles')).toBe(false);
  });

  it('are refused in a file of part 2, which allows none of ours, and in one of no part', async () => {
    await expect(written([source], 2)).rejects.toThrow('only PDF/A-3');
    await expect(written([source], null)).rejects.toThrow('only PDF/A-3');
  });

  it('are refused when two have one name', async () => {
    await expect(written([source, { ...other, name: source.name }])).rejects.toThrow('two attachments are called letter.yaml');
  });
});
