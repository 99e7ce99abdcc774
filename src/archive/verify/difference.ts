/**
 * Compares a file that is kept with the same file built anew, and says in words where they first differ. What differs only
 * because something was compressed by another program is told apart from what differs in content: ZIP containers are
 * compared part by part unpacked, PDF files stretch by stretch with their streams inflated.
 */
import { inflateSync } from 'node:zlib';
import { readEntries } from '../../verify/read-zip.ts';
import { legible } from './paths.ts';

export type Difference =
  | { readonly kind: 'same' }
  /** The same once everything compressed is unpacked. */
  | { readonly kind: 'compressor' }
  | { readonly kind: 'content'; readonly reason: string };

/** A stretch of a file that is compared with the same one of another. */
interface Piece {
  /** As a reader is told where it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As it lies in the file, if it was compressed and can be had. */
  readonly packed?: Uint8Array;
}

/** Bytes of what a file holds when unpacked. */
const limits = { entries: 5000, entry: 256 * 2 ** 20, total: 512 * 2 ** 20 };
const growth = { least: 2 ** 20, most: 500 };
/** Characters shown of either side. */
const excerpt = 40;

/** Compares by what the kept file's first bytes say it is. */
export async function differenceBetween(kept: Uint8Array, rebuilt: Uint8Array): Promise<Difference> {
  if (Buffer.compare(kept, rebuilt) === 0) return { kind: 'same' };
  const head = new TextDecoder('latin1').decode(rebuilt.subarray(0, 4));
  const pieces = head.startsWith('PK') ? partsOf : head === '%PDF' ? stretchesOf : null;
  if (!pieces) return { kind: 'content', reason: placeOf({ name: '', bytes: kept }, { name: '', bytes: rebuilt }) };
  const [one, other] = [await pieces(kept), await pieces(rebuilt)];
  if (!one || !other) return { kind: 'content', reason: 'its parts cannot be read' };
  const isRepacked = head !== '%PDF' || other.some(({ packed }, index) => packed && isOther(packed, one[index]?.packed));
  const reason = firstDifference(one, other);
  if (!isRepacked) return { kind: 'content', reason: reason ?? 'the places of its objects differ' };
  if (reason === null) return { kind: 'compressor' };
  // Names that are made from a file's bytes follow its compressor.
  return firstDifference(one.map(unnamed), other.map(unnamed)) === null ? { kind: 'compressor' } : { kind: 'content', reason };
}

const isOther = (one: Uint8Array, other: Uint8Array | undefined) => other !== undefined && Buffer.compare(one, other) !== 0;

function firstDifference(kept: readonly Piece[], rebuilt: readonly Piece[]): string | null {
  for (const [index, piece] of rebuilt.entries()) {
    const own = kept[index];
    if (!own) return `${piece.name} is missing`;
    if (own.name !== piece.name) return `it has ${own.name} where ${piece.name} should be`;
    if (Buffer.compare(own.bytes, piece.bytes) !== 0) return placeOf(own, piece);
  }
  const extra = kept[rebuilt.length];
  return extra ? `it also has ${extra.name}` : null;
}

// ---- what files are made of ----

/** The parts of a container, in their order; null if it cannot be read. */
async function partsOf(bytes: Uint8Array): Promise<readonly Piece[] | null> {
  const entries = await readEntries(bytes, limits, growth);
  if ('reason' in entries) return null;
  const parts: Piece[] = [];
  for (const { name, content } of entries) {
    if ('reason' in content) return null;
    parts.push({ name: legible(name), bytes: content.bytes });
  }
  return parts;
}

const lengthEntry = /\/Length (\d+)/g;
/** What follows the compressed lengths: places of objects in the file (ISO 32000-1, 7.5.4 and 7.5.5). */
const places = [/^\d{10} \d{5} [nf]/gm, /startxref\s+\d+/g];

/** The text of a PDF between streams, without lengths and places, and the streams inflated. */
function stretchesOf(bytes: Uint8Array): readonly Piece[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = file.toString('latin1');
  const stretches: Piece[] = [];
  let at = 0;
  let last = '';
  for (;;) {
    const found = /\bstream\r?\n/g;
    found.lastIndex = at;
    const match = found.exec(text);
    const head = text.slice(at, match?.index ?? text.length);
    last = [...head.matchAll(/(\d+) \d+ obj\b/g)].at(-1)?.[1] ?? last;
    stretches.push({ name: `object ${last}`, bytes: Buffer.from(withoutPlaces(head), 'latin1') });
    if (!match) return stretches;
    const length = Number([...head.matchAll(lengthEntry)].at(-1)?.[1] ?? Number.NaN);
    const start = match.index + match[0].length;
    if (!Number.isSafeInteger(length) || start + length > text.length) return null;
    const data = file.subarray(start, start + length);
    const content = head.slice(head.lastIndexOf(' obj')).includes('/FlateDecode') ? inflated(data) : data;
    if (!content) return null;
    const isPacked = content !== data;
    stretches.push({ name: `the stream of object ${last}`, bytes: content, ...(isPacked ? { packed: data } : {}) });
    at = start + length;
  }
}

const withoutPlaces = (text: string): string =>
  places.reduce((rest, place) => rest.replace(place, ''), text.replace(lengthEntry, '/Length'));

function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: limits.entry });
  } catch {
    return null;
  }
}

/** Without the identifiers that are digests of the file itself. */
function unnamed({ name, bytes }: Piece): Piece {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return { name, bytes: Buffer.from(text.replace(/\/ID \[[^\]]*\]/g, '').replace(/uuid:[0-9a-f-]{36}/g, ''), 'latin1') };
}

// ---- telling ----

/** The first place where two stretches differ, and what stands there. */
function placeOf(kept: Piece, rebuilt: Piece): string {
  const least = Math.min(kept.bytes.length, rebuilt.bytes.length);
  let at = 0;
  while (at < least && kept.bytes[at] === rebuilt.bytes[at]) at++;
  const where = kept.name === '' ? '' : `${kept.name}, `;
  const text = textOf(rebuilt.bytes);
  if (text === null) return `${where}byte ${at + 1} of ${rebuilt.bytes.length}`;
  const before = textOf(rebuilt.bytes.subarray(0, at)) ?? '';
  const line = before.split('\n').length;
  return `${where}line ${line} reads "${shownAt(kept.bytes, at)}", not "${shownAt(rebuilt.bytes, at)}"`;
}

/** Some characters round a place, from the beginning of its line at most. */
function shownAt(bytes: Uint8Array, at: number): string {
  const line = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
  const start = Math.max(line, at - excerpt / 2);
  const end = bytes.indexOf(10, at);
  const stretch = bytes.subarray(start, Math.min(end === -1 ? bytes.length : end, start + excerpt));
  return legible(new TextDecoder().decode(stretch).replaceAll('\ufffd', ''));
}

/** Null for what is no text. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
