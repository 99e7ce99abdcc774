/** Breaks the file itself, its metadata and its attachments. */
import { createHash } from 'node:crypto';
import { type Breakage, firstParagraph, formOf } from './breakage.ts';
import { dict, type Editable, name, ref, string } from './editable.ts';

export const ofFile: readonly Breakage[] = [
  // ---- the file ----
  {
    what: 'a header of no version',
    rule: 'header',
    verapdf: ['archive', '6.1.2', 1],
    edit: (file) => file.fault({ header: '%PDF-1.9\n' }),
  },
  {
    what: 'no comment of bytes',
    rule: 'binary-comment',
    verapdf: ['archive', '6.1.2', 2],
    edit: (file) => file.fault({ comment: '%abcd\n' }),
  },
  {
    what: 'no identifier of the file',
    rule: 'file-identifier',
    verapdf: ['archive', '6.1.3', 1],
    edit: (file) => file.trailer.delete('ID'),
  },
  {
    what: 'an encryption',
    rule: 'encryption',
    verapdf: ['archive', '6.1.3', 2],
    edit: encrypt,
  },
  {
    what: 'bytes behind the end',
    rule: 'end-of-file',
    verapdf: ['archive', '6.1.3', 3],
    edit: (file) => file.fault({ tail: 'more\n' }),
  },
  {
    what: 'a space behind the word of the table',
    rule: 'cross-reference',
    verapdf: ['archive', '6.1.4', 2],
    edit: (file) => file.fault({ table: ' \n' }),
  },
  {
    what: 'half a byte in a string',
    rule: 'hexadecimal-string',
    verapdf: ['archive', '6.1.6', 1],
    edit: (file) => firstParagraph(file).dict.set('T', string('<raw <616>')),
  },
  {
    what: 'a stream shorter than it says',
    rule: 'stream-length',
    also: ['content-syntax', 'mark-number', 'parent-tree'],
    verapdf: ['archive', '6.1.7.1', 1],
    edit: (file) => file.fault({ longer: file.numberOf(file.page().get('Contents')) }),
  },
  {
    what: 'a stream that begins with a bare carriage return',
    rule: 'stream-keywords',
    also: ['content-syntax', 'mark-number', 'parent-tree', 'stream-length'],
    verapdf: ['archive', '6.1.7.1', 2],
    edit: (file) => file.fault({ returned: file.numberOf(file.page().get('Contents')) }),
  },
  {
    what: 'a stream in another file',
    rule: 'stream-external',
    verapdf: ['archive', '6.1.7.1', 3],
    edit: (file) => formOf(file).set('F', string('other')),
  },
  {
    what: 'LZW',
    rule: 'stream-filter',
    also: ['content-syntax'],
    verapdf: ['archive', '6.1.7.2', 1],
    edit: (file) => {
      const { number, dict: form } = file.firstOf('Subtype', 'Form');
      form.set('Filter', name('LZWDecode'));
      file.stream(ref(number), lzw);
    },
  },
  {
    what: 'two spaces in the head of an object',
    rule: 'cross-reference',
    also: ['object-missing', 'structure-missing'],
    verapdf: ['archive', '6.1.9', 1],
    edit: (file) => file.fault({ spaced: file.numberOf(file.catalog.get('StructTreeRoot')) }),
  },
  {
    what: 'a string too long',
    rule: 'limits',
    verapdf: ['archive', '6.1.13', 3],
    edit: (file) => firstParagraph(file).dict.set('T', string('a'.repeat(32768))),
  },
  {
    what: 'a name too long',
    rule: 'limits',
    verapdf: ['archive', '6.1.13', 4],
    edit: (file) => firstParagraph(file).dict.set('Q', name('a'.repeat(128))),
  },
  {
    what: 'a number too large',
    rule: 'limits',
    verapdf: ['archive', '6.1.13', 1],
    edit: (file) => firstParagraph(file).dict.set('Q', 2147483648),
  },
  // ---- metadata ----
  {
    what: 'no metadata',
    rule: 'metadata-missing',
    verapdf: ['archive', '6.6.2.1', 1],
    edit: (file) => file.catalog.delete('Metadata'),
  },
  {
    what: 'metadata that state their encoding',
    rule: 'metadata-packet',
    verapdf: ['archive', '6.6.2.1', 3],
    edit: (file) => file.metadata(/begin="/, 'encoding="UTF-8" begin="'),
  },
  {
    what: 'metadata that break off',
    rule: 'metadata-syntax',
    verapdf: ['archive', '6.6.2.1', 4],
    edit: (file) => file.metadata('</rdf:RDF>', ''),
  },
  {
    what: 'metadata through a filter',
    rule: 'metadata-filter',
    verapdf: null,
    edit: (file) => {
      const at = file.catalog.get('Metadata');
      file.dict(at).set('Filter', name('ASCIIHexDecode'));
      file.stream(at, (packet) => `${Buffer.from(packet, 'latin1').toString('hex')}>`);
    },
    also: ['stream-filter'],
  },
  {
    what: 'a property nobody describes',
    rule: 'metadata-property',
    verapdf: ['archive', '6.6.2.3.1', 1],
    edit: (file) => file.metadata('<dc:format>', '<dc:mood>calm</dc:mood><dc:format>'),
  },
  {
    what: 'a title that is no list of languages',
    rule: 'metadata-value',
    also: ['information-differs'],
    verapdf: ['archive', '6.6.2.3.1', 2],
    edit: (file) => file.metadata(/<dc:creator>.*<\/dc:creator>/, '<dc:creator>A person</dc:creator>'),
  },
  {
    what: 'an extension schema of an unknown category',
    rule: 'extension-schema',
    also: ['metadata-property'],
    verapdf: ['archive', '6.6.2.3.3', 9],
    edit: (file) => file.metadata('>internal<', '>inner<'),
  },
  {
    what: 'no identifier of PDF/A',
    rule: 'identifier-archive',
    verapdf: ['archive', '6.6.4', 1],
    edit: (file) => file.metadata(/<pdfaid:.*<\/pdfaid:\w+>/s, ''),
  },
  {
    what: 'level B claimed',
    rule: 'identifier-archive',
    verapdf: ['archive', '6.6.4', 3],
    edit: (file) => file.metadata('<pdfaid:conformance>A<', '<pdfaid:conformance>B<'),
  },
  {
    what: 'an identifier of another prefix',
    rule: 'identifier-archive',
    verapdf: ['archive', '6.6.4', 4],
    edit: (file) => file.metadata(/pdfaid/g, 'id'),
  },
  {
    what: 'an identifier of another namespace',
    rule: 'identifier-access',
    also: ['metadata-property'],
    verapdf: ['access', '5', 1],
    edit: (file) => file.metadata('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"', 'xmlns:pdfuaid="http://sample.invalid/"'),
  },
  {
    what: 'no title in the metadata',
    rule: 'metadata-title',
    also: ['information-differs'],
    verapdf: ['access', '7.1', 9],
    edit: (file) => file.metadata(/<dc:title>.*<\/dc:title>/s, ''),
  },
  {
    what: 'metadata that name another author',
    rule: 'information-differs',
    verapdf: null,
    edit: (file) => file.metadata(/(<dc:creator><rdf:Seq><rdf:li>)[^<]*/, '$1Somebody'),
  },
  // ---- attachments ----
  {
    what: 'an attachment in part 2',
    base: 'attached',
    rule: 'attachment-forbidden',
    verapdf: ['archive', '6.8', 5],
    edit: (file) => file.metadata('<pdfaid:part>3<', '<pdfaid:part>2<'),
  },
  {
    what: 'an attachment without its relation',
    base: 'attached',
    rule: 'attachment-relation',
    verapdf: ['archive', '6.8', 3],
    edit: (file) => file.first('Type', 'Filespec').delete('AFRelationship'),
  },
  {
    what: 'an attachment without its name',
    base: 'attached',
    rule: 'attachment-name',
    verapdf: ['archive', '6.8', 2],
    edit: (file) => file.first('Type', 'Filespec').delete('UF'),
  },
  {
    what: 'an attachment of no kind',
    base: 'attached',
    rule: 'attachment-type',
    verapdf: ['archive', '6.8', 1],
    edit: (file) => file.first('Type', 'EmbeddedFile').delete('Subtype'),
  },
  {
    what: 'an attachment that belongs to nothing',
    base: 'attached',
    rule: 'attachment-association',
    verapdf: ['archive', '6.8', 4],
    edit: (file) => file.catalog.delete('AF'),
  },
];

/** Bytes as LZW codes of nine bits, cleared before they grow (ISO 32000-1, 7.4.4.2). */
function lzw(bytes: string): string {
  const [clear, end, run] = [256, 257, 200];
  const codes = [...bytes].flatMap((one, index) => (index % run === 0 ? [clear, one.charCodeAt(0)] : [one.charCodeAt(0)]));
  const bits = [...codes, end].map((code) => code.toString(2).padStart(9, '0')).join('');
  return (bits.match(/.{1,8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte.padEnd(8, '0'), 2))).join('');
}

/** Encrypts a file in name only: with an empty password, and a filter that leaves everything as it is (ISO 32000-1, 7.6). */
function encrypt(file: Editable): void {
  const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const id = Buffer.from((file.list(file.trailer.get('ID'))[0] as { bytes: string }).bytes, 'latin1');
  const owner = Buffer.alloc(32, 1);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  let key = md5(padding, owner, permissions, id);
  for (let round = 0; round < 50; round++) key = md5(key);
  let user = md5(padding, id);
  for (let round = 0; round < 20; round++)
    user = rc4(
      key.map((byte) => byte ^ round),
      user,
    );
  const filters = dict({ StdCF: dict({ CFM: name('None') }) });
  const passwords = { O: string(owner.toString('latin1')), U: string(Buffer.concat([user, Buffer.alloc(16)]).toString('latin1')) };
  const entries = { Filter: name('Standard'), V: 4, R: 4, Length: 128, P: -4, ...passwords, CF: filters };
  file.trailer.set('Encrypt', file.add(dict({ ...entries, StmF: name('Identity'), StrF: name('Identity') })));
}

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer<ArrayBuffer> {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number) => {
    [box[one], box[other]] = [box[other] ?? 0, box[one] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (box[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (box[((box[i] ?? 0) + (box[j] ?? 0)) & 255] ?? 0);
    }),
  );
}
