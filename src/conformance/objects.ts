/**
 * Opens a PDF file as a strict reader does: by its header, its trailers and its cross-reference tables, every object where the
 * table says it is (ISO 19005-2, 6.1; ISO 32000-1, 7.5). Nothing is searched for or repaired; what is out of place is found.
 */
import { inflateSync } from 'node:zlib';
import { type Dict, isName, isPointer, type PdfValue, Reader, Unreadable } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import { readTables } from './tables.ts';

/** One object of the file. */
export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  /** Undecoded bytes of its stream; null if it has none. */
  readonly stream: Uint8Array | null;
  /** Whether its strings are well formed and its keys different. */
  readonly hasBadHex: boolean;
  readonly hasRepeatedKey: boolean;
}

/** A file whose objects stand where its tables say. */
export interface Objects {
  readonly trailer: Dict;
  readonly catalog: Dict;
  /** Every object in use, by number. */
  readonly all: ReadonlyMap<number, PdfObject>;
  /** Follows a pointer; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): Dict | null;
  list(value: PdfValue | undefined): readonly PdfValue[];
  /** The name's characters; null if it is none. */
  name(value: PdfValue | undefined): string | null;
  /** A stream's bytes; null if the value is none or has a filter that is not read here. */
  decoded(value: PdfValue | undefined): Uint8Array | null;
}

/** Bytes: of one stream, and of all together. */
const largestStream = 64 * 1024 * 1024;
const largestTogether = 256 * 1024 * 1024;

/** Opens a file; what makes the rest unreadable throws `Unreadable`. */
export function openObjects(bytes: Uint8Array, findings: Findings): Objects {
  checkHeader(bytes, findings);
  const { trailer, places } = readTables(bytes, findings);
  const all = new Map<number, PdfObject>();
  const lengthOf = (value: PdfValue | undefined): number | null => {
    if (typeof value === 'number') return value;
    if (value === undefined || value === null || !isPointer(value)) return null;
    const at = places.get(value.ref)?.at;
    if (at === undefined) return null;
    const found = new Reader(bytes, bytes.indexOf(0x6a, at) + 1).value();
    return typeof found === 'number' ? found : null;
  };
  for (const [number, { at, generation }] of places) {
    const object = readObject(bytes, number, generation, at, lengthOf, findings);
    if (object) all.set(number, object);
  }
  const resolve = (value: PdfValue | undefined): PdfValue => {
    if (value === undefined || value === null || !isPointer(value)) return value ?? null;
    let found = all.get(value.ref)?.value ?? null;
    // A pointer may point at a pointer, but not for ever.
    for (let steps = 1; found !== null && isPointer(found); steps++) {
      if (steps > mostSteps) return null;
      found = all.get(found.ref)?.value ?? null;
    }
    return found;
  };
  const dict = (value: PdfValue | undefined): Dict | null => {
    const found = resolve(value);
    return found instanceof Map ? found : null;
  };
  const inflated = new Map<number, Uint8Array | null>();
  let together = 0;
  const catalog = dict(trailer.get('Root'));
  if (!catalog) throw new Unreadable('no catalogue');
  return {
    trailer,
    catalog,
    all,
    resolve,
    dict,
    list: (value) => {
      const found = resolve(value);
      return Array.isArray(found) ? found : [];
    },
    name: (value) => {
      const found = resolve(value);
      return isName(found) ? found.name : null;
    },
    decoded: (value) => {
      if (value === undefined || value === null || !isPointer(value)) return null;
      let found = inflated.get(value.ref);
      if (found === undefined) {
        found = decode(all.get(value.ref), resolve);
        together += found?.length ?? 0;
        if (together > largestTogether) throw new Unreadable('streams too large');
        inflated.set(value.ref, found);
      }
      return found;
    },
  };
}

const mostSteps = 8;
/** Bytes made ready to inflate into: fonts fit at once, and need not be put together. */
const leastRoom = 0x4000;

function decode(object: PdfObject | undefined, resolve: (value: PdfValue | undefined) => PdfValue): Uint8Array | null {
  if (!object?.stream || !(object.value instanceof Map)) return null;
  const given = resolve(object.value.get('Filter'));
  const [filter, ...others] = Array.isArray(given) ? given : [given];
  if (filter === undefined || filter === null) return object.stream;
  if (others.length > 0 || !isName(filter) || filter.name !== 'FlateDecode') return null;
  const { stream } = object;
  const known = streams.get(stream.length);
  if (known?.compressed.equals(stream)) return known.bytes;
  try {
    const bytes = inflateSync(stream, { maxOutputLength: largestStream, chunkSize: Math.max(leastRoom, stream.length * 2) });
    if (bytes.length <= longestKept) keep(stream, bytes);
    return bytes;
  } catch {
    return null;
  }
}

/** Streams inflated last, by length: profiles and emblems are the same in every file. */
const streams = new Map<number, { readonly compressed: Buffer; readonly bytes: Uint8Array }>();
const mostKept = 64;
const longestKept = 0x10000;

function keep(compressed: Uint8Array, bytes: Uint8Array): void {
  streams.delete(compressed.length);
  streams.set(compressed.length, { compressed: Buffer.from(compressed), bytes });
  const [oldest] = streams.keys();
  if (streams.size > mostKept && oldest !== undefined) streams.delete(oldest);
}

/** The header at the first byte, and a comment of at least four bytes above 127 below it (ISO 19005-2, 6.1.2). */
function checkHeader(bytes: Uint8Array, findings: Findings): void {
  const head = latin1(bytes.subarray(0, headLength));
  const header = /^%PDF-1\.[0-7](?:\r\n|\r|\n)/.exec(head)?.[0];
  if (header === undefined) findings.add('header', head.split(/[\r\n]/)[0]);
  else if (!/^%[\x80-\xff]{4}/.test(head.slice(header.length))) findings.add('binary-comment');
}
const headLength = 32;

/** Reads an object at its place; null, and a finding, if another or none stands there. */
function readObject(
  bytes: Uint8Array,
  number: number,
  generation: number,
  at: number,
  lengthOf: (value: PdfValue | undefined) => number | null,
  findings: Findings,
): PdfObject | null {
  const begin = endOfOpening(bytes, at, number, generation);
  if (begin < 0) {
    findings.add('cross-reference', `${number} ${generation} obj`, { object: number });
    return null;
  }
  if (!isLineEnd(bytes[at - 1]) || !isLineEnd(bytes[begin])) findings.add('object-form', `${number} ${generation} obj`, { object: number });
  const reader = new Reader(bytes, begin);
  const value = reader.value();
  const { hasBadHex, hasRepeatedKey } = reader;
  let stream: Uint8Array | null = null;
  let end = lineEndAfter(bytes, reader.at);
  if (startsWith(bytes, end, 'stream')) {
    const word = end + 'stream'.length;
    const start = bytes[word] === 0x0d && bytes[word + 1] === 0x0a ? word + 2 : bytes[word] === 0x0a ? word + 1 : null;
    if (start === null) findings.add('stream-keywords', 'stream', { object: number });
    const length = value instanceof Map ? lengthOf(value.get('Length')) : null;
    const from = start ?? word;
    const after = length === null ? -1 : lineEndAfter(bytes, from + length);
    if (length === null || length < 0 || from + length > bytes.length || !startsWith(bytes, after, 'endstream')) {
      findings.add('stream-length', String(length), { object: number });
      return { number, value, stream: null, hasBadHex, hasRepeatedKey };
    }
    // The line end before the keyword is none of the data's (ISO 19005-2, 6.1.7.1).
    if (after === from + length) findings.add('stream-keywords', 'endstream', { object: number });
    stream = bytes.subarray(from, from + length);
    end = lineEndAfter(bytes, after + 'endstream'.length);
  }
  if (!startsWith(bytes, end, 'endobj') || !isLineEnd(bytes[end - 1]) || !isLineEnd(bytes[end + 'endobj'.length]))
    findings.add('object-form', 'endobj', { object: number });
  return { number, value, stream, hasBadHex, hasRepeatedKey };
}

/** Behind the numbers and the word that open an object; -1 if others stand there. */
function endOfOpening(bytes: Uint8Array, at: number, number: number, generation: number): number {
  const middle = endOfWhole(bytes, at, number);
  const end = middle < 0 || bytes[middle] !== 0x20 ? -1 : endOfWhole(bytes, middle + 1, generation);
  return end >= 0 && startsWith(bytes, end, ' obj') ? end + ' obj'.length : -1;
}

/** Behind the digits of a whole number, written without more of them than it has; -1 if others stand there. */
function endOfWhole(bytes: Uint8Array, from: number, whole: number): number {
  let end = from + 1;
  for (let left = whole; left > 9; left = Math.floor(left / 10)) end++;
  let left = whole;
  for (let at = end - 1; at >= from; at--, left = Math.floor(left / 10)) if (bytes[at] !== 0x30 + (left % 10)) return -1;
  return end;
}

/** Behind one line end, if there is one. */
function lineEndAfter(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
  return bytes[at] === 0x0a ? at + 1 : at;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

export function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
