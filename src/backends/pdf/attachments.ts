/**
 * Files that travel within a PDF/A-3 document: each with its media type, what it is to the document, and a place in the
 * catalogue's lists of names and of associated files (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4).
 */
import { createHash } from 'node:crypto';
import type { Attachment } from '../backend.ts';
import { nameOf, type Objects, type Reference, text } from './objects.ts';

/** Writes attachments. Throws on two of one name. */
export function writeAttachments(objects: Objects, attachments: readonly Attachment[]): void {
  if (attachments.length === 0) return;
  const sorted = attachments.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const twice = sorted.find(({ name }, index) => name === sorted[index + 1]?.name);
  if (twice) throw new Error(`two attachments are called ${twice.name}`);
  const specifications = sorted.map((attachment) => writeAttachment(objects, attachment));
  objects.names.EmbeddedFiles = objects.add({ Names: sorted.flatMap(({ name }, index) => [text(name), specifications[index] ?? null]) });
  objects.catalog.AF = specifications;
}

function writeAttachment(objects: Objects, { name, mime, description, relationship, bytes, date }: Attachment): Reference {
  const file = objects.addStream(
    {
      Type: 'EmbeddedFile',
      Subtype: nameOf(mime),
      Params: { ModDate: new Date(date), Size: bytes.length, CheckSum: createHash('md5').update(bytes).digest() },
    },
    bytes,
  );
  return objects.add({
    Type: 'Filespec',
    F: text(name),
    UF: text(name),
    Desc: text(description),
    AFRelationship: relationship,
    EF: { F: file, UF: file },
  });
}
