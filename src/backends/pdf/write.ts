/**
 * Writes finished pages as a PDF file: draws them, then writes fonts, pictures, structure, bookmarks and metadata. The same
 * pages give the same bytes.
 */
import type { Page } from '../../layout/frame.ts';
import type { Picture } from '../../layout/picture.ts';
import type { Face } from '../../style/faces.ts';
import type { DocumentNode } from '../../tree/nodes.ts';
import type { Attachment, Context } from '../backend.ts';
import { writeAttachments } from './attachments.ts';
import { drawPage } from './draw.ts';
import { Font } from './font.ts';
import { writeOutputIntent } from './intent.ts';
import { boxesOf, cropMarksOf, type Paper, pageAlone } from './marks.ts';
import { type Dictionary, type Objects, openObjects, type Reference } from './objects.ts';
import { writeOutline } from './outline.ts';
import { type NamedFont, Pen } from './pen.ts';
import { writePicture } from './picture.ts';
import { Tags } from './tags.ts';
import { xmp } from './xmp.ts';

export interface WriteOptions {
  /** False for files that people compare; default true. */
  readonly compress?: boolean;
  /**
   * The part of ISO 19005 whose level A, beside ISO 14289-1, the file says it conforms to; default null: it says nothing.
   * Only for files that are checked.
   */
  readonly conformance?: 2 | 3 | null;
  /** Only with part 3: part 2 allows no attachment but PDF/A (ISO 19005-2, 6.8). */
  readonly attachments?: readonly Attachment[];
  /** What links from footnotes back to the text say; default the note's mark. */
  readonly backToText?: string | undefined;
  /** Paper beside the page; default none. */
  readonly paper?: Paper;
  /** As `Context` has it. */
  readonly placed?: Context['placed'] | undefined;
}

const producer = 'circulate';

/** Writes the pages of a tree. Throws on attachments that the part asked for does not allow. */
export async function writePdf(tree: DocumentNode, pages: readonly Page[], options: WriteOptions = {}): Promise<Uint8Array> {
  const { compress = true, conformance = null, attachments = [], paper = pageAlone } = options;
  if (attachments.length > 0 && conformance !== 3) throw new Error('only PDF/A-3 may hold attachments of any format');
  const { title, author, subject, keywords } = tree.properties;
  const date = new Date(tree.properties.date);
  const objects = await openObjects({
    information: { title, author, subject, keywords, producer, date },
    language: tree.language,
    compress,
  });
  const pageReferences = pages.map(() => objects.reserve());
  const tags = new Tags(tree, options.backToText ?? '');
  const fonts = new Map<Face, NamedFont>();
  const fontOf = (face: Face) => take(fonts, face, (number) => ({ name: `F${number}`, font: new Font(face) }));
  const pictures = new Map<Picture, string>();
  const nameOf = (picture: Picture) => take(pictures, picture, (number) => `P${number}`);

  // Everything is drawn before the first font is written, since drawing decides what its subset holds.
  const pens = pages.map((page, index) => {
    const pen = new Pen(page.height, fontOf);
    drawPage(page, cropMarksOf(page, paper), index, pen, tags, nameOf);
    return pen;
  });
  const resources: Resources = { fonts: {}, pictures: {} };
  for (const { name, font } of fonts.values()) resources.fonts[name] = font.write(objects);
  for (const [picture, name] of pictures) resources.pictures[name] = writePicture(objects, picture);
  const annotations = tags.annotations(objects, pages.length);
  pages.forEach((page, index) => {
    const pen = pens[index];
    const reference = pageReferences[index];
    const own = annotations[index] ?? [];
    if (pen && reference) objects.end(reference, pageDictionary(objects, boxesOf(page, paper), index, pen, resources, own));
  });
  objects.setPages(pageReferences);
  tags.write(objects, pageReferences);
  options.placed?.(() => tags.paths);
  writeOutline(objects, tags.headings, pageReferences);

  objects.setDirection(tree.direction);
  if (conformance !== null) await writeOutputIntent(objects);
  // The document is the same with and without attachments; the file is not.
  const document = uuidOf(objects.digest());
  writeAttachments(objects, attachments);
  const instance = attachments.length === 0 ? document : uuidOf(objects.digest());
  const metadata = xmp({ tree, producer, date, document: printUuid(document), instance: printUuid(instance), conformance });
  objects.catalog.Metadata = objects.addPlainStream({ Type: 'Metadata', Subtype: 'XML' }, Buffer.from(metadata));
  return objects.finish(instance);
}

interface Resources {
  readonly fonts: Record<string, Reference>;
  readonly pictures: Record<string, Reference>;
}

function pageDictionary(
  objects: Objects,
  boxes: Dictionary,
  index: number,
  pen: Pen,
  resources: Resources,
  annotations: readonly Reference[],
): Dictionary {
  const fonts = pick(resources.fonts, pen.fontNames);
  const pictures = pick(resources.pictures, pen.pictureNames);
  return {
    Type: 'Page',
    Parent: objects.pages,
    ...boxes,
    Resources: { ...(fonts ? { Font: fonts } : {}), ...(pictures ? { XObject: pictures } : {}) },
    Contents: pen.finish((stream) => objects.addStream({}, stream)),
    ...(annotations.length === 0 ? {} : { Annots: annotations }),
    StructParents: index,
    // Tab order by structure (ISO 14289-1, 7.18.3).
    Tabs: 'S',
  };
}

/** The references a page uses; null if none. */
function pick(references: Readonly<Record<string, Reference>>, names: ReadonlySet<string>): Dictionary | null {
  if (names.size === 0) return null;
  return Object.fromEntries(Array.from(names, (name) => [name, references[name]]));
}

/** What stands for a key, made with the next number, from 1, when it is first asked for. */
function take<K, V>(shelf: Map<K, V>, key: K, make: (number: number) => V): V {
  let value = shelf.get(key);
  if (value === undefined) {
    value = make(shelf.size + 1);
    shelf.set(key, value);
  }
  return value;
}

/** A UUID of version 8, whose bits are the maker's own, from the beginning of a digest (RFC 9562, 5.8). */
function uuidOf(digest: Uint8Array): Uint8Array {
  const uuid = digest.slice(0, 16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x80;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return uuid;
}

function printUuid(uuid: Uint8Array): string {
  return Buffer.from(uuid)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
