/**
 * The document's metadata packet (ISO 16684-1). Every value is escaped; nothing comes from the clock.
 */
import type { DocumentNode } from '../../tree/nodes.ts';

export interface Metadata {
  readonly tree: DocumentNode;
  readonly producer: string;
  /** The instant of creation and of every change. */
  readonly date: Date;
  /** UUID of the document, the same for the same pages, and of this file. */
  readonly document: string;
  readonly instance: string;
  /** The part of ISO 19005 it says to conform to, at level A, beside ISO 14289-1; null: it says nothing. */
  readonly conformance: 2 | 3 | null;
}

/** Prints the packet. */
export function xmp({ tree, producer, date, document, instance, conformance }: Metadata): string {
  const { title, author, subject, keywords, symbol } = tree.properties;
  const instant = date.toISOString().replace(/\.\d+Z$/, 'Z');
  const day = instant.slice(0, instant.indexOf('T'));
  const lines = [
    '<dc:format>application/pdf</dc:format>',
    // One language only: some readers join the titles of several.
    `<dc:title>${list('Alt', title, ' xml:lang="x-default"')}</dc:title>`,
    ...(author === '' ? [] : [`<dc:creator>${list('Seq', author)}</dc:creator>`]),
    `<dc:language>${list('Bag', tree.language)}</dc:language>`,
    `<dc:date>${list('Seq', day)}</dc:date>`,
    ...(subject === '' ? [] : [`<dc:description>${list('Alt', subject, ' xml:lang="x-default"')}</dc:description>`]),
    ...(symbol === null ? [] : [`<dc:identifier>${escaped(symbol)}</dc:identifier>`]),
    `<xmp:CreateDate>${instant}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${instant}</xmp:ModifyDate>`,
    `<xmp:MetadataDate>${instant}</xmp:MetadataDate>`,
    `<xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool>`,
    `<pdf:Producer>${escaped(producer)}</pdf:Producer>`,
    ...(keywords === '' ? [] : [`<pdf:Keywords>${escaped(keywords)}</pdf:Keywords>`]),
    `<xmpMM:DocumentID>uuid:${document}</xmpMM:DocumentID>`,
    `<xmpMM:InstanceID>uuid:${instance}</xmpMM:InstanceID>`,
    ...(conformance === null ? [] : identifiers(conformance)),
  ];
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about=""${namespaces(conformance !== null)}>`,
    ...lines,
    '</rdf:Description>',
    ...(conformance === null ? [] : [extensionSchema]),
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

function list(kind: 'Alt' | 'Seq' | 'Bag', value: string, attributes = ''): string {
  return `<rdf:${kind}><rdf:li${attributes}>${escaped(value)}</rdf:li></rdf:${kind}>`;
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** ISO 19005-2, 6.6.4; ISO 14289-1, 5. */
function identifiers(part: 2 | 3): readonly string[] {
  return [`<pdfaid:part>${part}</pdfaid:part>`, '<pdfaid:conformance>A</pdfaid:conformance>', '<pdfuaid:part>1</pdfuaid:part>'];
}

function namespaces(isIdentified: boolean): string {
  const used = {
    dc: 'http://purl.org/dc/elements/1.1/',
    xmp: 'http://ns.adobe.com/xap/1.0/',
    pdf: 'http://ns.adobe.com/pdf/1.3/',
    xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
    ...(isIdentified ? { pdfaid: 'http://www.aiim.org/pdfa/ns/id/', pdfuaid: 'http://www.aiim.org/pdfua/ns/id/' } : {}),
  };
  return Object.entries(used)
    .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
    .join('');
}

/** PDF/A asks for a description of every schema it does not know itself: that of PDF/UA (ISO 19005-2, 6.6.2.3). */
const extensionSchema = [
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
  ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
  '<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>',
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>',
  '<pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>',
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>',
].join('');
