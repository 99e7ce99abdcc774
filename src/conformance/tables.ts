/**
 * The end of a PDF file and its cross-reference tables: where each object stands (ISO 32000-1, 7.5.4 and 7.5.5; ISO 19005-2,
 * 6.1.3 and 6.1.4). A signed file has several, each leading to the one before.
 */
import { type Dict, isDigit, isPointer, Reader, Unreadable } from '../verify/pdf-file.ts';
import type { Findings } from './finding.ts';
import { latin1, startsWith } from './objects.ts';

export interface Tables {
  /** The last trailer, which speaks for the file. */
  readonly trailer: Dict;
  /** Of objects in use, by number. */
  readonly places: ReadonlyMap<number, { readonly at: number; readonly generation: number }>;
}

const mostRevisions = 64;
/** ISO 19005-2, 6.1.13. */
const mostObjects = 8388607;
/** Characters of an entry, its line end included. */
const entryLength = 20;
const tailLength = 64;

/** Reads the tables from the last to the first. */
export function readTables(bytes: Uint8Array, findings: Findings): Tables {
  const tailStart = Math.max(0, bytes.length - tailLength);
  const tail = latin1(bytes.subarray(tailStart));
  const end = /startxref(?:\r\n|\r|\n)(\d{1,10})(?:\r\n|\r|\n)%%EOF(\r\n|\r|\n)?([\s\S]*)$/.exec(tail);
  if (!end) throw new Unreadable('no end of a file');
  if (end[3] !== '') findings.add('end-of-file', `${end[3]?.length}`);
  const places = new Map<number, { at: number; generation: number }>();
  const freed = new Set<number>();
  let trailer: Dict | null = null;
  let next: number | null = Number(end[1]);
  const visited = new Set<number>();
  while (next !== null) {
    if (visited.has(next) || visited.size >= mostRevisions) throw new Unreadable('tables without end');
    visited.add(next);
    const own: Dict = readTable(bytes, next, places, freed, findings);
    checkTrailer(own, findings);
    trailer ??= own;
    const before = own.get('Prev');
    next = typeof before === 'number' ? before : null;
  }
  if (!trailer) throw new Unreadable('no trailer');
  const size = trailer.get('Size');
  let highest = 0;
  for (const number of places.keys()) if (number > highest) highest = number;
  if (typeof size !== 'number' || size <= highest) findings.add('trailer', 'Size');
  if (places.size > mostObjects) findings.add('limits', `${places.size}`);
  return { trailer, places };
}

/** Reads one table; an object that a later table names already is not this one's. */
function readTable(
  bytes: Uint8Array,
  start: number,
  places: Map<number, { at: number; generation: number }>,
  freed: Set<number>,
  findings: Findings,
): Dict {
  if (!startsWith(bytes, start, 'xref')) throw new Unreadable('no cross-reference table');
  // One line end, nothing else, between the keyword and the first section (ISO 19005-2, 6.1.4).
  let at = start + 'xref'.length;
  const head = /^(?:\r\n|\r|\n)(?=\d)/.exec(latin1(bytes.subarray(at, at + 3)));
  if (!head) findings.add('cross-reference', 'xref');
  at += head?.[0].length ?? 0;
  for (;;) {
    while (bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x20) at++;
    if (startsWith(bytes, at, 'trailer')) break;
    const section = /^(\d{1,10}) (\d{1,10})(?:\r\n|\r|\n)/.exec(latin1(bytes.subarray(at, at + sectionLength)));
    if (!section) throw new Unreadable('a cross-reference section of another form');
    at += section[0].length;
    const [first, count] = [Number(section[1]), Number(section[2])];
    if (at + count * entryLength > bytes.length) throw new Unreadable('a cross-reference section that is cut');
    for (let index = 0; index < count; index++, at += entryLength) {
      const [place, generation] = [wholeAt(bytes, at, 10), wholeAt(bytes, at + 11, 5)];
      const kind = place < 0 || generation < 0 ? null : kindOf(bytes, at);
      const number = first + index;
      if (kind === null) {
        findings.add('cross-reference', `${number}`, { object: number });
        continue;
      }
      if (places.has(number) || freed.has(number)) continue;
      if (kind === 'free') freed.add(number);
      else places.set(number, { at: place, generation });
    }
  }
  const value = new Reader(bytes, at + 'trailer'.length).value();
  if (!(value instanceof Map)) throw new Unreadable('no trailer');
  return value;
}
const sectionLength = 24;

/** The number of so many digits that stands at a place; -1 if none does. */
function wholeAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = 0; index < digits; index++) {
    const byte = bytes[at + index];
    if (!isDigit(byte)) return -1;
    value = value * 10 + (byte ?? 0) - 0x30;
  }
  return value;
}

/** What an entry is for, whose numbers are read; null if it is written in another way. */
function kindOf(bytes: Uint8Array, at: number): 'used' | 'free' | null {
  const [letter, first, second] = [bytes[at + 17], bytes[at + 18], bytes[at + 19]];
  const isEnd = (first === 0x20 && (second === 0x0d || second === 0x0a)) || (first === 0x0d && second === 0x0a);
  if (bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || !isEnd) return null;
  return letter === 0x6e ? 'used' : letter === 0x66 ? 'free' : null;
}

const trailerKeys = ['Size', 'Root', 'Info', 'ID', 'Prev'];

function checkTrailer(trailer: Dict, findings: Findings): void {
  if (trailer.has('Encrypt')) findings.add('encryption');
  const id = trailer.get('ID');
  const isId = Array.isArray(id) && id.length === 2 && id.every((part) => part instanceof Uint8Array && part.length > 0);
  if (!isId) findings.add('file-identifier');
  const root = trailer.get('Root');
  if (root === undefined || root === null || !isPointer(root)) findings.add('trailer', 'Root');
  for (const key of trailer.keys()) if (!trailerKeys.includes(key) && key !== 'Encrypt') findings.add('unknown-entry', key);
}
