/**
 * Reads an XMP packet in the one form our files have: properties as elements, lists as RDF containers. Every property is one
 * that ISO 19005 knows or that an extension schema in the packet describes (ISO 19005-2, 6.6.2.3); its value is of its type.
 */
import { isUtf8 } from 'node:buffer';
import type { Findings, FoundAt } from './finding.ts';
import { type Element, type Packet, readElements, textIn } from './packet.ts';

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  extension: 'http://www.aiim.org/pdfa/ns/extension/',
  schema: 'http://www.aiim.org/pdfa/ns/schema#',
  property: 'http://www.aiim.org/pdfa/ns/property#',
} as const;

type Kind = 'text' | 'date' | 'whole' | 'flag' | 'language-alternatives' | 'ordered' | 'unordered' | 'ordered-dates';
const { rdf, dc, xmp, xmpMM, xmpRights, pdf, pdfaid, extension, schema, property } = namespaces;

/** The properties ISO 19005-2 knows of (XMP Specification of 2005) that our files may have, with their types. */
const predefined: ReadonlyMap<string, Kind> = new Map([
  [`${dc} title`, 'language-alternatives'],
  [`${dc} description`, 'language-alternatives'],
  [`${dc} rights`, 'language-alternatives'],
  [`${dc} creator`, 'ordered'],
  [`${dc} contributor`, 'unordered'],
  [`${dc} publisher`, 'unordered'],
  [`${dc} subject`, 'unordered'],
  [`${dc} language`, 'unordered'],
  [`${dc} type`, 'unordered'],
  [`${dc} relation`, 'unordered'],
  [`${dc} date`, 'ordered-dates'],
  [`${dc} format`, 'text'],
  [`${dc} identifier`, 'text'],
  [`${dc} source`, 'text'],
  [`${dc} coverage`, 'text'],
  [`${xmp} CreateDate`, 'date'],
  [`${xmp} ModifyDate`, 'date'],
  [`${xmp} MetadataDate`, 'date'],
  [`${xmp} CreatorTool`, 'text'],
  [`${xmp} Identifier`, 'unordered'],
  [`${xmpMM} DocumentID`, 'text'],
  [`${xmpMM} InstanceID`, 'text'],
  [`${xmpMM} VersionID`, 'text'],
  [`${xmpMM} RenditionClass`, 'text'],
  [`${xmpRights} Marked`, 'flag'],
  [`${xmpRights} UsageTerms`, 'language-alternatives'],
  [`${xmpRights} WebStatement`, 'text'],
  [`${pdf} Producer`, 'text'],
  [`${pdf} Keywords`, 'text'],
  [`${pdf} PDFVersion`, 'text'],
  [`${pdfaid} part`, 'whole'],
  [`${pdfaid} conformance`, 'text'],
] as const);
/** What the descriptions of extension schemas call types. */
const described: Readonly<Record<string, Kind>> = { Integer: 'whole', Text: 'text', Date: 'date', URI: 'text', Boolean: 'flag' };

const dates = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;
const forms: Readonly<Record<Kind, { readonly container: 'Alt' | 'Seq' | 'Bag' | null; readonly pattern: RegExp }>> = {
  text: { container: null, pattern: /[\s\S]/ },
  date: { container: null, pattern: dates },
  whole: { container: null, pattern: /^[+-]?\d+$/ },
  flag: { container: null, pattern: /^(?:True|False)$/ },
  'language-alternatives': { container: 'Alt', pattern: /[\s\S]/ },
  ordered: { container: 'Seq', pattern: /[\s\S]/ },
  unordered: { container: 'Bag', pattern: /[\s\S]/ },
  'ordered-dates': { container: 'Seq', pattern: dates },
};

/** The properties of a packet. */
export interface Properties {
  /** The values, one of a list or several; empty if there is no such property. */
  get(namespace: string, name: string): readonly string[];
  /** Whether all properties of a namespace have this prefix, and there is one. */
  hasPrefix(namespace: string, prefix: string): boolean;
}

type Prefixes = ReadonlyMap<string, string>;
interface Property {
  readonly element: Element;
  readonly prefixes: Prefixes;
  /** Namespace and name with a space between. */
  readonly key: string;
  readonly isExtension: boolean;
  /** Whether one before has the same key. */
  readonly isRepeated: boolean;
  /** Null if ISO 19005-2 does not know the property. */
  readonly kind: Kind | null;
  /** Whose texts are the values of that kind; null if the elements are not those of a value. */
  readonly holders: readonly Element[] | null;
}

/** Reads a packet; null, and a finding, if it is none. */
export function readPacket(bytes: Uint8Array, findings: Findings, at: FoundAt): Properties | null {
  if (!isUtf8(bytes)) {
    findings.add('metadata-syntax', 'UTF-8', at);
    return null;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const packet = text.replace(/^\ufeff/, '');
  const header = /^\s*<\?xpacket\s+([^?]*)\?>/.exec(packet);
  if (!header || !/<\?xpacket\s+end=["'][rw]["']\s*\?>\s*$/.test(text)) findings.add('metadata-packet', '', at);
  if (header && /\b(?:bytes|encoding)\s*=/.test(header[1] ?? '')) findings.add('metadata-packet', header[1], at);
  const read = readElements(packet);
  if (typeof read === 'string') {
    findings.add('metadata-syntax', read, at);
    return null;
  }
  const found = propertiesOf(read.root, findings, at);
  if (!found) return null;
  checkProperties(found.all, read, findings, at);
  return {
    get: (namespace, name) => {
      const values: string[] = [];
      for (const one of found.byKey.get(`${namespace} ${name}`) ?? []) values.push(...valuesOf(one, read));
      return values;
    },
    hasPrefix: (namespace, prefix) => {
      const start = `${namespace} `;
      let count = 0;
      for (const { key, element } of found.all) {
        if (!key.startsWith(start)) continue;
        if (!element.name.startsWith(prefix) || element.name[prefix.length] !== ':') return false;
        count++;
      }
      return count > 0;
    },
  };
}

/** The properties under a root. */
interface Listed {
  readonly root: Element;
  readonly all: readonly Property[];
  readonly byKey: ReadonlyMap<string, readonly Property[]>;
}
/** Those of the packet read last, if they have no fault: they follow from its elements, whatever its texts are. */
let last: Listed | null = null;

/** The properties of all descriptions; null, and a finding, if the packet is of another form. */
function propertiesOf(root: Element, findings: Findings, at: FoundAt): Listed | null {
  if (last?.root === root) return last;
  let isFaulty = false;
  const fault = (name: string) => {
    isFaulty = true;
    findings.add('metadata-syntax', name, at);
  };
  const outer = scoped(root, new Map());
  const isMeta = named(root, outer) === 'adobe:ns:meta/ xmpmeta';
  const inner = isMeta ? root.elements[0] : root;
  const scope = inner ? scoped(inner, outer) : outer;
  if (!inner || named(inner, scope) !== `${rdf} RDF` || (isMeta && root.elements.length !== 1)) {
    fault(root.name);
    return null;
  }
  const byKey = new Map<string, Property[]>();
  const all = inner.elements.flatMap((description) => {
    const own = scoped(description, scope);
    if (named(description, own) !== `${rdf} Description`) fault(description.name);
    for (const attribute of description.attributes.keys())
      if (!attribute.startsWith('xmlns') && resolved(attribute, own) !== `${rdf} about`) fault(attribute);
    return description.elements.map((element) => {
      const prefixes = scoped(element, own);
      const key = named(element, prefixes);
      const same = byKey.get(key) ?? [];
      const kind = predefined.get(key) ?? null;
      const holders = kind && holdersOf(kind, element, prefixes);
      const property = { element, prefixes, key, isExtension: key.startsWith(`${extension} `), isRepeated: same.length > 0, kind, holders };
      byKey.set(key, [...same, property]);
      return property;
    });
  });
  const listed = { root, all, byKey };
  last = isFaulty ? null : listed;
  return listed;
}

function checkProperties(found: readonly Property[], packet: Packet, findings: Findings, at: FoundAt): void {
  const extended = new Map<string, Kind>();
  for (const one of found) if (one.isExtension) readSchemas(one, packet, extended, findings, at);
  for (const one of found) {
    const { element } = one;
    if (one.isRepeated) findings.add('metadata-syntax', element.name, at);
    if (one.isExtension) continue;
    const kind = one.kind ?? extended.get(one.key);
    if (kind === undefined) {
      findings.add('metadata-property', element.name, at);
      continue;
    }
    const holders = one.kind === null ? holdersOf(kind, element, one.prefixes) : one.holders;
    const { pattern } = forms[kind];
    if (!holders?.every((holder) => pattern.test(textIn(packet, holder)))) findings.add('metadata-value', element.name, at);
  }
}

/** The elements whose texts are a property's values, one or those of a list; null if it has others. */
function holdersOf(kind: Kind, element: Element, prefixes: Prefixes): readonly Element[] | null {
  const { container } = forms[kind];
  if (container === null) return element.elements.length === 0 ? [element] : null;
  const list = onlyElementOf(element);
  if (!list || named(list, scoped(list, prefixes)) !== `${rdf} ${container}`) return null;
  const items = list.elements;
  if (kind === 'language-alternatives' && !items.some((item) => item.attributes.get('xml:lang') === 'x-default')) return null;
  return items.length > 0 && items.every((item) => item.elements.length === 0) ? items : null;
}

/** Reads the descriptions of schemas ISO 19005 does not know, each with its properties (ISO 19005-2, 6.6.2.3.3). */
function readSchemas(container: Property, packet: Packet, extended: Map<string, Kind>, findings: Findings, at: FoundAt): void {
  const fault = (what: string) => findings.add('extension-schema', what, at);
  const bag = listOf(container.element, container.prefixes, 'Bag');
  if (!bag || container.element.name !== 'pdfaExtension:schemas') fault(container.element.name);
  for (const item of bag ?? []) {
    const fields = fieldsOf(item.element, item.prefixes, schema, 'pdfaSchema:');
    const uri = fields?.get('namespaceURI');
    const properties = fields?.get('property');
    const descriptions = properties && listOf(properties.element, properties.prefixes, 'Seq');
    if (!fields || !uri || !fields.has('schema') || !fields.has('prefix') || !descriptions) {
      fault('pdfaSchema');
      continue;
    }
    for (const one of descriptions) readProperty(one, textIn(packet, uri.element).trim(), packet, extended, fault);
  }
}

function readProperty(item: Scoped, uri: string, packet: Packet, extended: Map<string, Kind>, fault: (what: string) => void): void {
  const fields = fieldsOf(item.element, item.prefixes, property, 'pdfaProperty:');
  const said = (name: string) => {
    const field = fields?.get(name);
    return field ? textIn(packet, field.element).trim() : '';
  };
  const kind = Object.hasOwn(described, said('valueType')) ? described[said('valueType')] : undefined;
  const isWhole = said('name') !== '' && said('description') !== '' && /^(?:internal|external)$/.test(said('category'));
  if (isWhole && kind !== undefined) extended.set(`${uri} ${said('name')}`, kind);
  else fault(`pdfaProperty ${said('name')}`);
}

interface Scoped {
  readonly element: Element;
  readonly prefixes: Prefixes;
}

/** The one element in another; null if there is none, or more. */
function onlyElementOf({ elements }: Element): Element | null {
  return (elements.length === 1 && elements[0]) || null;
}

/** The items of the one list an element holds; null if it holds another thing. */
function listOf(element: Element, prefixes: Prefixes, kind: 'Bag' | 'Seq'): readonly Scoped[] | null {
  const list = onlyElementOf(element);
  if (!list) return null;
  const scope = scoped(list, prefixes);
  if (named(list, scope) !== `${rdf} ${kind}`) return null;
  return list.elements.map((item) => ({ element: item, prefixes: scoped(item, scope) }));
}

/** The fields of a structure by name; null if one is of another namespace or prefix. */
function fieldsOf(element: Element, prefixes: Prefixes, namespace: string, prefix: string): ReadonlyMap<string, Scoped> | null {
  const fields = new Map<string, Scoped>();
  for (const field of element.elements) {
    const own = scoped(field, prefixes);
    const key = named(field, own);
    if (!key.startsWith(`${namespace} `) || !field.name.startsWith(prefix)) return null;
    fields.set(key.slice(namespace.length + 1), { element: field, prefixes: own });
  }
  return fields;
}

function scoped(element: Element, outer: Prefixes): Prefixes {
  if (element.attributes.size === 0) return outer;
  let inner: Map<string, string> | null = null;
  for (const [name, value] of element.attributes) {
    if (!name.startsWith('xmlns:')) continue;
    inner ??= new Map(outer);
    inner.set(name.slice('xmlns:'.length), value);
  }
  return inner ?? outer;
}

/** Namespace and local name with a space between. */
function named(element: Element, prefixes: Prefixes): string {
  return resolved(element.name, prefixes);
}

function resolved(name: string, prefixes: Prefixes): string {
  const colon = name.indexOf(':');
  if (colon < 0) return ` ${name}`;
  const prefix = name.slice(0, colon);
  return `${prefixes.get(prefix) ?? ''} ${name.slice(colon + 1)}`;
}

function valuesOf({ element }: Property, packet: Packet): readonly string[] {
  const [list] = element.elements;
  return list ? list.elements.map((item) => textIn(packet, item)) : [textIn(packet, element)];
}
