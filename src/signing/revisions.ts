/**
 * Reads a PDF file as the sequence of its revisions, by its cross-reference tables (ISO 32000-1, 7.5.4 to 7.5.6), so that each
 * byte is known to belong to one of them. Stricter than the reader of verification, which looks for objects wherever they stand.
 * Untrusted input: what is not as this program writes files throws `Unreadable`.
 */
import { type Dict, isName, isPointer, type PdfValue, type Pointer, Reader, textOf, Unreadable } from '../verify/pdf-file.ts';

export interface Revision {
  /** Byte at which its table begins. */
  readonly table: number;
  /** Where the objects it writes or, null, takes away begin. */
  readonly entries: ReadonlyMap<number, number | null>;
  readonly trailer: Dict;
  /** Byte after its last, which ends the line of its end mark. */
  readonly end: number;
}

/** A value and where it stands. */
export interface Placed {
  readonly value: PdfValue;
  readonly start: number;
  readonly end: number;
}

/** The objects of a file as they are at the end of one of its revisions. */
export interface Objects {
  readonly root: Pointer;
  readonly size: number;
  /** Null if there is no such object. */
  object(number: number): Placed | null;
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): Dict | null;
}

/** More than anybody signs. */
const mostRevisions = 100;
const mostObjects = 1_000_000;
/** Levels of the tree of pages. */
const deepest = 50;

/** The revisions of a file, the first first. */
export function readRevisions(bytes: Uint8Array): readonly Revision[] {
  const file = latin(bytes);
  const last = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(file.slice(file.lastIndexOf('startxref')));
  if (!file.startsWith('%PDF-1.') || !last) throw new Unreadable('no end of a file');
  const revisions: Revision[] = [];
  let limit = bytes.length;
  for (let table: number | null = Number(last[1]); table !== null; ) {
    if (table >= limit || revisions.length === mostRevisions) throw new Unreadable('tables that do not follow one another');
    const revision = revisionAt(bytes, file, table);
    if (revision.end > limit) throw new Unreadable('tables within one another');
    revisions.unshift(revision);
    limit = revision.table;
    const previous: PdfValue | undefined = revision.trailer.get('Prev');
    if (previous !== undefined && typeof previous !== 'number') throw new Unreadable('a table without place');
    table = previous ?? null;
  }
  return revisions;
}

/** The objects at the end of a revision. */
export function objectsOf(bytes: Uint8Array, revisions: readonly Revision[]): Objects {
  const places = new Map<number, number | null>();
  for (const { entries } of revisions) for (const [number, place] of entries) places.set(number, place);
  const trailer = revisions.at(-1)?.trailer;
  const root = trailer?.get('Root') ?? null;
  const size = trailer?.get('Size');
  if (!isPointer(root) || typeof size !== 'number') throw new Unreadable('no catalogue');
  const object = (number: number): Placed | null => {
    const place = places.get(number) ?? null;
    return place === null ? null : objectAt(bytes, number, place);
  };
  const resolve = (value: PdfValue | undefined): PdfValue => {
    if (value === undefined) return null;
    return isPointer(value) ? (object(value.ref)?.value ?? null) : value;
  };
  const dict = (value: PdfValue | undefined): Dict | null => {
    const resolved = resolve(value);
    return resolved instanceof Map ? resolved : null;
  };
  return { root, size, object, resolve, dict };
}

/** The pages of a document in order, by their objects' numbers. */
export function pagesOf(objects: Objects): readonly number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue | undefined, depth = 0): void => {
    if (value === undefined || !isPointer(value) || seen.has(value.ref) || depth > deepest) return;
    seen.add(value.ref);
    const node = objects.dict(value);
    const type = node?.get('Type');
    if (isName(type) && type.name === 'Page') pages.push(value.ref);
    const kids = objects.resolve(node?.get('Kids'));
    if (Array.isArray(kids)) for (const kid of kids) visit(kid, depth + 1);
  };
  visit(objects.dict(objects.root)?.get('Pages'));
  return pages;
}

/** The entries of the dictionary that stands at a place, each with its own. */
export function entriesAt(bytes: Uint8Array, at: number): ReadonlyMap<string, Placed> {
  const reader = new Reader(bytes, at);
  const entries = new Map<string, Placed>();
  // To be asked whether it has ended moves the reader over spaces.
  if (reader.ended || latin(bytes.subarray(reader.at, reader.at + 2)) !== '<<') throw new Unreadable('no dictionary');
  for (reader.at += 2; !reader.ended && bytes[reader.at] !== '>'.charCodeAt(0); ) {
    const key = reader.value();
    if (!isName(key) || entries.has(key.name) || reader.ended) throw new Unreadable('a dictionary with a key that is no name of its own');
    const start = reader.at;
    entries.set(key.name, { value: reader.value(), start, end: reader.at });
  }
  return entries;
}

/** A text string; null for another value. */
export function stringOf(value: PdfValue | undefined): string | null {
  return value instanceof Uint8Array ? textOf(value) : null;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function revisionAt(bytes: Uint8Array, file: string, table: number): Revision {
  const entries = new Map<number, number | null>();
  const head = /xref\s+/y;
  head.lastIndex = table;
  if (!head.test(file)) throw new Unreadable('no cross-reference table where one should stand');
  let at = head.lastIndex;
  for (;;) {
    const section = /(\d{1,10}) (\d{1,10})\s*?\r?\n/y;
    section.lastIndex = at;
    const match = section.exec(file);
    if (!match) break;
    at = section.lastIndex;
    for (let index = 0; index < Number(match[2]); index++, at += 20) {
      const entry = /^(\d{10}) (\d{5}) ([nf])[ \r][\r\n]$/.exec(file.slice(at, at + 20));
      if (!entry || entries.size === mostObjects) throw new Unreadable('an entry of a table that is none');
      if (entry[3] === 'n' && Number(entry[2]) !== 0) throw new Unreadable('an object that was taken away and written again');
      entries.set(Number(match[1]) + index, entry[3] === 'n' ? Number(entry[1]) : null);
    }
  }
  const word = /\s*trailer\s*/y;
  word.lastIndex = at;
  if (!word.test(file)) throw new Unreadable('no trailer');
  const reader = new Reader(bytes, word.lastIndex);
  const trailer = reader.value();
  const ending = /\s*startxref\s+(\d{1,10})\s+%%EOF(?:\r\n|\r|\n)?/y;
  ending.lastIndex = reader.at;
  const end = ending.exec(file);
  if (!(trailer instanceof Map) || !end || Number(end[1]) !== table) throw new Unreadable('a table without end');
  if (trailer.has('XRefStm')) throw new Unreadable('objects in compressed streams');
  return { table, entries, trailer, end: ending.lastIndex };
}

function objectAt(bytes: Uint8Array, number: number, place: number): Placed {
  const head = /^\s*(\d{1,10}) 0 obj\b/.exec(latin(bytes.subarray(place, place + 40)));
  if (!head || Number(head[1]) !== number) throw new Unreadable('another object than the table says');
  const reader = new Reader(bytes, place + head[0].length);
  if (reader.ended) throw new Unreadable('an object without end');
  const start = reader.at;
  return { value: reader.value(), start, end: reader.at };
}
