/**
 * The metadata of a document: an XMP packet that any program reads without undoing a filter, its identifiers, its title, and
 * that it says what the information dictionary says (ISO 19005-2, 6.6; ISO 14289-1, 5 and 7.1; ISO 16684-1).
 */
import { type Dict, isPointer, textOf } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import type { Objects } from './objects.ts';
import { namespaces, type Properties, readPacket } from './xmp.ts';

const longestPacket = 4 * 1024 * 1024;

/** Checks the packet; gives the part of ISO 19005 the file claims to conform to, 2 if it claims none that is known here. */
export function checkMetadata(objects: Objects, findings: Findings): number {
  const pointer = objects.catalog.get('Metadata');
  const dict = objects.dict(pointer);
  const number = pointer !== undefined && pointer !== null && isPointer(pointer) ? pointer.ref : null;
  const at = { object: number };
  const stream = number === null ? null : (objects.all.get(number)?.stream ?? null);
  if (!dict || !stream || objects.name(dict.get('Type')) !== 'Metadata' || objects.name(dict.get('Subtype')) !== 'XML') {
    findings.add('metadata-missing', '', at);
    return 2;
  }
  if (dict.has('Filter')) findings.add('metadata-filter', objects.name(dict.get('Filter')) ?? '', at);
  const bytes = objects.decoded(pointer);
  const properties = bytes && bytes.length <= longestPacket ? readPacket(bytes, findings, at) : null;
  if (!properties) return 2;
  const part = checkIdentifiers(properties, findings, at);
  const [title] = properties.get(namespaces.dc, 'title');
  if (title === undefined || title.trim() === '') findings.add('metadata-title', '', at);
  const information = objects.dict(objects.trailer.get('Info'));
  if (information) checkInformation(information, properties, objects, findings);
  return part;
}

function checkIdentifiers(properties: Properties, findings: Findings, at: { readonly object: number | null }): number {
  const { pdfaid, pdfuaid } = namespaces;
  const part = properties.get(pdfaid, 'part')[0] ?? '';
  const level = properties.get(pdfaid, 'conformance')[0] ?? '';
  if (!/^[23]$/.test(part) || level !== 'A' || !properties.hasPrefix(pdfaid, 'pdfaid'))
    findings.add('identifier-archive', `${part}${level}`, at);
  const access = properties.get(pdfuaid, 'part')[0] ?? '';
  if (access !== '1' || !properties.hasPrefix(pdfuaid, 'pdfuaid')) findings.add('identifier-access', access, at);
  return part === '3' ? 3 : 2;
}

/** What stands between several values that are said as one. */
const joiners = [', ', '; ', ' '];
const { dc, pdf, xmp } = namespaces;
/** Entries of the information dictionary, and the properties that say the same (ISO 32000-1, 14.3.3). */
const pairs: readonly (readonly [string, string, string])[] = [
  ['Title', dc, 'title'],
  ['Author', dc, 'creator'],
  ['Subject', dc, 'description'],
  ['Keywords', pdf, 'Keywords'],
  ['Creator', xmp, 'CreatorTool'],
  ['Producer', pdf, 'Producer'],
  ['CreationDate', xmp, 'CreateDate'],
  ['ModDate', xmp, 'ModifyDate'],
];

function checkInformation(information: Dict, properties: Properties, objects: Objects, findings: Findings): void {
  for (const [key, namespace, name] of pairs) {
    const value = objects.resolve(information.get(key));
    if (value === null) continue;
    const said = value instanceof Uint8Array ? textOf(value) : null;
    const values = properties.get(namespace, name);
    const isDate = key.endsWith('Date');
    // No instant equals one that cannot be read.
    const agrees =
      said !== null &&
      (isDate
        ? instantOf(said) === Date.parse(values[0] ?? '')
        : values.length === 1
          ? values[0] === said
          : joiners.some((joiner) => values.join(joiner) === said));
    if (!agrees) findings.add('information-differs', `${key}: ${said ?? ''}`);
  }
}

/** A date of the information dictionary (ISO 32000-1, 7.9.4), milliseconds; null if it is none. */
function instantOf(date: string): number | null {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?00'?)?|([+-])(\d\d)'?(\d\d)?'?)?$/.exec(date);
  if (!match) return null;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, hours = '00', minutes = '00'] = match;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(instant) ? null : instant;
}
