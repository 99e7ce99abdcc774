/**
 * Stretches of a content stream that are read without values being made of them, since they are most of what a page holds: operators
 * that change nothing a check looks at, lists of text, marks with a number. What is not written in just this form is no stretch
 * and is read value by value.
 */
import { isName, type Reader } from '../verify/pdf-file.ts';
import { startsWith } from './objects.ts';

/** What a stretch comes to: the operators that change what a check knows. */
export type Step = 'BT' | 'ET' | 'EMC' | 'BDC' | 'Tf' | 'TJ' | 'f';

// What a byte begins (ISO 32000-1, 7.2.2 and 7.3).
const white = 1;
const figure = 2;
const letter = 3;
const list = 4;
const name = 5;
const begins = new Uint8Array(256);
/** What stands between the strings of a list: shifts. */
const shifts = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) begins[byte] = white;
for (const character of '+-0123456789') begins[character.charCodeAt(0)] = figure;
for (const character of '+-.0123456789 ') shifts[character.charCodeAt(0)] = 1;
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  for (const one of [character, character.toLowerCase()]) begins[one.charCodeAt(0)] = letter;
begins['['.charCodeAt(0)] = list;
begins['/'.charCodeAt(0)] = name;

const wordOf = (operator: string): number => [...operator].reduce((word, character) => (word << 8) | character.charCodeAt(0), 0);
/** Paths but not their painting, the matrix, how lines are drawn, where text stands. */
const plain = new Uint8Array(0x10000);
for (const operator of 'l m h c v y n w J j M i re Tc Td Tz Tm Tw TD TL Tr Ts T* cm W W*'.split(' ')) plain[wordOf(operator)] = 1;
const [f, bt, et, emc] = ['f', 'BT', 'ET', 'EMC'].map(wordOf);
const longestOperator = 3;
/** Digits before and behind the point: within the limits (ISO 19005-2, 6.1.13). */
const mostWhole = 9;
const mostFraction = 15;

const space = 0x20;
const quotation = 0x3c;
const opening = 0x28;
const closing = 0x29;
const backslash = 0x5c;
const closingList = 0x5d;
const zero = 0x30;
const nine = 0x39;
const point = 0x2e;
/** What the letters behind a backslash stand for (ISO 32000-1, table 3); 0 for what is no such letter. */
const escapes = new Uint8Array(256);
for (const [index, character] of [...'nrtbf()\\'].entries()) escapes[character.charCodeAt(0)] = [10, 13, 9, 8, 12, 40, 41, 92][index] ?? 0;
/** Whether a byte in a string stands for itself. */
const isWritten = new Uint8Array(256).fill(1);
for (const byte of [opening, closing, backslash]) isWritten[byte] = 0;
/** Codes of one list, which are used before the next is read. */
const mostCodes = 4096;
const codes = new Uint16Array(mostCodes);

/** Reads stretches where a reader stands, and moves it. Mutable. */
export class Stretch {
  readonly #bytes: Uint8Array;
  readonly #reader: Reader;
  /** Of a mark or a face. */
  name = '';
  /** The number of a mark. */
  id = 0;
  /** What a list shows, as many as `count` says. */
  readonly codes = codes;
  count = 0;

  constructor(bytes: Uint8Array, reader: Reader) {
    this.#bytes = bytes;
    this.#reader = reader;
  }

  /** Goes behind the next step; null, and before the operands of what comes next, if that is none. */
  next(): Step | null {
    const bytes = this.#bytes;
    const reader = this.#reader;
    const { length } = bytes;
    let { at } = reader;
    let hasOperands = false;
    while (at < length) {
      const kind = begins[bytes[at] ?? 0];
      if (kind === white) at++;
      else if (kind === figure) {
        at = endOfNumber(bytes, at);
        if (at < 0) return null;
        hasOperands = true;
      } else if (kind === letter) {
        let word = 0;
        let end = at;
        for (; end < length && begins[bytes[end] ?? 0] !== white; end++) {
          if (end - at >= longestOperator) return null;
          word = (word << 8) | (bytes[end] ?? 0);
        }
        if (plain[word] === 1) {
          at = end;
          reader.at = end;
          hasOperands = false;
          continue;
        }
        const step = word === f ? 'f' : word === bt ? 'BT' : word === et ? 'ET' : word === emc ? 'EMC' : null;
        if (step !== null) reader.at = end;
        return step;
      } else if (kind === list) return !hasOperands && this.#list(at) ? 'TJ' : null;
      else return kind === name && !hasOperands ? this.#named(at) : null;
    }
    return null;
  }

  /** A list of strings without others inside and with the escapes of one letter, and the shifts between them, and its operator. */
  #list(from: number): boolean {
    const bytes = this.#bytes;
    let count = 0;
    let at = from + 1;
    for (let byte = bytes[at++]; byte !== closingList; byte = bytes[at++]) {
      if (byte !== opening) {
        if (byte === undefined || shifts[byte] === 0) return false;
        continue;
      }
      for (;;) {
        let high = bytes[at++] ?? closing;
        if (high === closing) break;
        let low = bytes[at++] ?? opening;
        if (isWritten[high] === 0 || isWritten[low] === 0) {
          // An escape moves what comes behind it.
          if (high === opening) return false;
          if (high === backslash) {
            high = escapes[low] ?? 0;
            low = bytes[at++] ?? opening;
            if (high === 0) return false;
          }
          if (low === opening || low === closing) return false;
          if (low === backslash) {
            low = escapes[bytes[at++] ?? 0] ?? 0;
            if (low === 0) return false;
          }
        }
        if (count === mostCodes) return false;
        codes[count++] = (high << 8) | low;
      }
    }
    while (begins[bytes[at] ?? 0] === white && at < bytes.length) at++;
    if (!startsWith(bytes, at, 'TJ') || !isEnd(bytes, at + 2)) return false;
    this.count = count;
    this.#reader.at = at + 2;
    return true;
  }

  /** A mark with its number, or a face with its size. */
  #named(from: number): Step | null {
    const bytes = this.#bytes;
    const reader = this.#reader;
    const began = reader.at;
    reader.at = from;
    const value = reader.value();
    const { at } = reader;
    reader.at = began;
    if (!isName(value) || bytes[at] !== space) return null;
    this.name = value.name;
    if (bytes[at + 1] !== quotation) {
      const end = begins[bytes[at + 1] ?? 0] === figure ? endOfNumber(bytes, at + 1) : -1;
      if (end < 0 || !startsWith(bytes, end, ' Tf') || !isEnd(bytes, end + 3)) return null;
      reader.at = end + 3;
      return 'Tf';
    }
    if (!startsWith(bytes, at, ' <</MCID ')) return null;
    const start = at + ' <</MCID '.length;
    let end = start;
    let id = 0;
    for (let byte = bytes[end] ?? 0; byte >= zero && byte <= nine; byte = bytes[++end] ?? 0) id = id * 10 + byte - zero;
    if (end === start || end - start > mostWhole || !startsWith(bytes, end, '>> BDC') || !isEnd(bytes, end + '>> BDC'.length)) return null;
    this.id = id;
    reader.at = end + '>> BDC'.length;
    return 'BDC';
  }
}

/** Where a number within the limits ends that begins at a place, and white space follows; -1 if none does. */
function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  let byte = bytes[at] ?? 0;
  if (byte < zero) byte = bytes[++at] ?? 0;
  const whole = at;
  while (byte >= zero && byte <= nine) byte = bytes[++at] ?? 0;
  if (at === whole || at - whole > mostWhole) return -1;
  if (byte === point) {
    const fraction = ++at;
    byte = bytes[at] ?? 0;
    while (byte >= zero && byte <= nine) byte = bytes[++at] ?? 0;
    if (at - fraction > mostFraction) return -1;
  }
  return begins[byte] === white ? at : -1;
}

function isEnd(bytes: Uint8Array, at: number): boolean {
  return at >= bytes.length || begins[bytes[at] ?? 0] === white;
}
