/**
 * Reads the objects of a PDF file for verification: values and streams as they are written one by one in the file. Files that
 * keep objects in compressed streams are not read. Shares nothing with the writer. Untrusted input: sizes and depths are
 * bounded, and what cannot be read throws `Unreadable`.
 */
import { inflateSync } from 'node:zlib';

export class Unreadable extends Error {}

// What a value is is asked so often that classes, which tell it soonest, are worth their names.
export class Name {
  /** Tells it from what only looks like one. */
  declare protected readonly type: 'name';
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
export class Pointer {
  declare protected readonly type: 'pointer';
  readonly ref: number;
  constructor(ref: number) {
    this.ref = ref;
  }
}
export type Dict = ReadonlyMap<string, PdfValue>;
export type PdfValue = null | boolean | number | Name | Pointer | Uint8Array | Operator | readonly PdfValue[] | Dict;
/** A word that is no value: an operator of a content stream. */
export class Operator {
  declare protected readonly type: 'operator';
  readonly operator: string;
  constructor(operator: string) {
    this.operator = operator;
  }
}

export interface PdfFile {
  /** Follows a pointer; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): Dict | null;
  /** The inflated bytes of a stream; null if the value is none. */
  stream(value: PdfValue | undefined): Uint8Array | null;
  readonly catalog: Dict;
  /** What the trailer says of the document; empty if it says nothing. */
  readonly information: Dict;
}

const largestStream = 64 * 1024 * 1024;

/** Opens a file. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (file.includes('/ObjStm')) throw new Unreadable('objects in compressed streams');
  const places = new Map<number, number>();
  for (const match of file.matchAll(/(?:^|[\r\n\s])(\d{1,9}) \d{1,5} obj\b/g)) places.set(Number(match[1]), match.index + match[0].length);
  const known = new Map<number, { value: PdfValue; end: number }>();
  const object = (ref: number) => {
    let found = known.get(ref);
    const place = places.get(ref);
    if (!found && place !== undefined) {
      const reader = new Reader(bytes, place);
      found = { value: reader.value(), end: reader.at };
      known.set(ref, found);
    }
    return found ?? null;
  };
  const resolve = (value: PdfValue | undefined): PdfValue => {
    if (value === undefined) return null;
    return isPointer(value) ? (object(value.ref)?.value ?? null) : value;
  };
  const dict = (value: PdfValue | undefined): Dict | null => {
    const resolved = resolve(value);
    return resolved instanceof Map ? resolved : null;
  };
  const stream = (value: PdfValue | undefined): Uint8Array | null => {
    const found = value && isPointer(value) ? object(value.ref) : null;
    if (!found || !(found.value instanceof Map)) return null;
    const start = /^\s*stream\r?\n/.exec(file.slice(found.end, found.end + 20));
    const length = resolve(found.value.get('Length'));
    if (!start || typeof length !== 'number') return null;
    const at = found.end + start[0].length;
    const data = bytes.subarray(at, at + length);
    const filter = resolve(found.value.get('Filter'));
    if (filter === null) return data;
    if (!isName(filter) || filter.name !== 'FlateDecode') throw new Unreadable('a stream of an unknown filter');
    return inflateSync(data, { maxOutputLength: largestStream });
  };
  const trailer = file.lastIndexOf('trailer');
  if (trailer < 0) throw new Unreadable('no trailer');
  const last = new Reader(bytes, trailer + 'trailer'.length).value();
  const catalog = last instanceof Map ? dict(last.get('Root')) : null;
  if (!catalog) throw new Unreadable('no catalogue');
  const information = (last instanceof Map && dict(last.get('Info'))) || new Map();
  return { resolve, dict, stream, catalog, information };
}

export function isPointer(value: PdfValue): value is Pointer {
  return value instanceof Pointer;
}
export function isName(value: PdfValue | undefined): value is Name {
  return value instanceof Name;
}
export function isOperator(value: PdfValue): value is Operator {
  return value instanceof Operator;
}

/** A text string as text: UTF-16 after a byte order mark, else one character a byte (ISO 32000-1, 7.9.2.2). */
export function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isUtf16) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(bytes.slice(2, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}

const deepest = 100;
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

// What a byte is (ISO 32000-1, 7.2.2).
const regular = 0;
const white = 1;
const delimiter = 2;
const kinds = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) kinds[byte] = white;
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = delimiter;
const zero = 0x30;
const seven = 0x37;
const nine = 0x39;
const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const letterR = 0x52;

/** What hexadecimal digits say, by byte; more than two of them can if it is none. */
export const noDigit = 0x100;
export const digitOf = new Uint16Array(256).fill(noDigit);
for (let digit = 0; digit < 16; digit++) {
  const character = digit.toString(16);
  for (const one of [character, character.toUpperCase()]) digitOf[one.charCodeAt(0)] = digit;
}

/** A word, and what it is with a slash before it and without. */
interface Word {
  readonly characters: string;
  readonly name: Name;
  readonly operator: Operator;
}
/** The words read last, by their hash: a file says the same few again and again. */
const knownWords = 4096;
const longestWord = 32;
const words: (Word | undefined)[] = new Array(knownWords);

function isWord(characters: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (characters.length !== end - start) return false;
  for (let at = start; at < end; at++) if (characters.charCodeAt(at - start) !== bytes[at]) return false;
  return true;
}

/** A name's characters without the escapes it is written with (ISO 32000-1, 7.3.5). */
function unescaped(name: string): string {
  if (!name.includes('#')) return name;
  return name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Reads values one after the other (ISO 32000-1, 7.2 and 7.3). Mutable: its place in the bytes. */
export class Reader {
  readonly #bytes: Uint8Array;
  at: number;
  /** Whether a hexadecimal string held half a byte, or what is no digit. */
  hasBadHex = false;
  /** Whether a dictionary named a key twice. */
  hasRepeatedKey = false;
  #depth = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    return this.#next() < 0;
  }

  value(): PdfValue {
    const byte = this.#next();
    if (byte === 0x2f) return this.#word(this.at + 1).name;
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) return this.#bytes[this.at + 1] === 0x3c ? this.#dict() : this.#hex();
    if (byte === 0x5b) return this.#array();
    if ((byte >= zero && byte <= nine) || byte === minus || byte === plus || byte === point) {
      const number = this.#number();
      if (number !== null) return number;
    }
    const { characters, operator } = this.#word(this.at);
    if (characters === '') {
      // A stray delimiter is a word of its own.
      this.at++;
      return new Operator(byte < 0 ? '' : String.fromCharCode(byte));
    }
    if (characters === 'null') return null;
    return characters === 'true' ? true : characters === 'false' ? false : operator;
  }

  /** A number or a pointer; null, and nothing read, if the word is neither. */
  #number(): number | Pointer | null {
    const bytes = this.#bytes;
    let end = this.at;
    const sign = bytes[end];
    if (sign === minus || sign === plus) end++;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; ; end++) {
      const byte = bytes[end] ?? -1;
      if (byte >= zero && byte <= nine) {
        value = value * 10 + byte - zero;
        scale *= 10;
        digits++;
      } else if (byte === point && scale === 0) scale = 1;
      else break;
    }
    if (digits === 0 || (end < bytes.length && kinds[bytes[end] ?? 0] === regular)) return null;
    const isCount = scale === 0 && sign !== minus && sign !== plus;
    this.at = end;
    if (isCount) {
      const after = this.#endOfPointer(end);
      if (after !== null) {
        this.at = after;
        return new Pointer(value);
      }
    }
    const size = scale > 1 ? value / scale : value;
    return sign === minus ? -size : size;
  }

  /** Where a pointer ends whose first number ends here: another whole number and an R follow; null if none do. */
  #endOfPointer(from: number): number | null {
    const bytes = this.#bytes;
    let end = from;
    while (isSpace(bytes[end])) end++;
    const generation = end;
    while (isDigit(bytes[end])) end++;
    if (end === generation || !isSpace(bytes[end])) return null;
    while (isSpace(bytes[end])) end++;
    return bytes[end] === letterR && (end + 1 >= bytes.length || kinds[bytes[end + 1] ?? 0] !== regular) ? end + 1 : null;
  }

  #array(): readonly PdfValue[] {
    if (++this.#depth > deepest) throw new Unreadable('values nested too deep');
    const values: PdfValue[] = [];
    for (this.at++; this.#next() !== 0x5d; ) {
      if (this.at >= this.#bytes.length) throw new Unreadable('an array without end');
      values.push(this.value());
    }
    this.at++;
    this.#depth--;
    return values;
  }

  #dict(): Dict {
    if (++this.#depth > deepest) throw new Unreadable('values nested too deep');
    const entries = new Map<string, PdfValue>();
    let count = 0;
    for (this.at += 2; this.#next() !== 0x3e; ) {
      if (this.at >= this.#bytes.length) throw new Unreadable('a dictionary without end');
      if (this.#bytes[this.at] !== 0x2f) throw new Unreadable('a dictionary with a key that is no name');
      const { name } = this.#word(this.at + 1).name;
      entries.set(name, this.value());
      count++;
    }
    if (entries.size < count) this.hasRepeatedKey = true;
    this.at += 2;
    this.#depth--;
    return entries;
  }

  #literal(): Uint8Array {
    // Most strings hold nothing but themselves.
    const bytes = this.#bytes;
    for (let end = this.at + 1; end < bytes.length; end++) {
      const byte = bytes[end];
      if (byte === 0x5c || byte === 0x28) break;
      if (byte !== 0x29) continue;
      const text = bytes.slice(this.at + 1, end);
      this.at = end + 1;
      return text;
    }
    const out: number[] = [];
    let open = 1;
    for (this.at++; open > 0; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) throw new Unreadable('a string without end');
      if (byte === 0x5c) {
        this.#escape(out);
        continue;
      }
      if (byte === 0x28) open++;
      if (byte === 0x29) open--;
      if (open > 0) out.push(byte);
    }
    return Uint8Array.from(out);
  }

  #escape(out: number[]): void {
    this.at++;
    const c = this.#char();
    let octal = 0;
    let digits = 0;
    for (; digits < 3; digits++) {
      const byte = this.#bytes[this.at + digits] ?? -1;
      if (byte < zero || byte > seven) break;
      octal = octal * 8 + byte - zero;
    }
    if (digits > 0) {
      out.push(octal & 0xff);
      this.at += digits - 1;
    } else if (c === '\r') {
      if (this.#char(1) === '\n') this.at++;
    } else if (c !== '\n') out.push(escapes[c] ?? c.charCodeAt(0));
  }

  #hex(): Uint8Array {
    const bytes = this.#bytes;
    const end = bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new Unreadable('a string without end');
    const digits = end - this.at - 1;
    const text = new Uint8Array(digits >> 1);
    let isPlain = digits % 2 === 0;
    for (let at = this.at + 1, index = 0; isPlain && at < end; at += 2, index++) {
      const byte = ((digitOf[bytes[at] ?? 0] ?? noDigit) << 4) | (digitOf[bytes[at + 1] ?? 0] ?? noDigit);
      if (byte >= noDigit) isPlain = false;
      text[index] = byte;
    }
    const found = isPlain ? text : this.#spacedHex(this.at + 1, end);
    this.at = end + 1;
    return found;
  }

  /** A hexadecimal string with white space or what is no digit in it, or half a byte at its end. */
  #spacedHex(start: number, end: number): Uint8Array {
    const digits = Buffer.from(this.#bytes.subarray(start, end)).toString('latin1').replace(/\s/g, '');
    if (digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) this.hasBadHex = true;
    return new Uint8Array(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'));
  }

  /** The word that begins here, and goes behind it. */
  #word(start: number): Word {
    const bytes = this.#bytes;
    let end = start;
    let hash = 0;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      if (kinds[byte] !== regular) break;
      hash = (hash * 131 + byte) & (knownWords - 1);
    }
    this.at = end;
    const known = words[hash];
    if (known && isWord(known.characters, bytes, start, end)) return known;
    const characters = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const word = { characters, name: new Name(unescaped(characters)), operator: new Operator(characters) };
    if (characters.length <= longestWord) words[hash] = word;
    return word;
  }

  /** Goes behind space and comments; the byte there, -1 at the end. */
  #next(): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    let { at } = this;
    let byte = -1;
    for (; at < length; at++) {
      byte = bytes[at] ?? -1;
      if (byte === 0x25) while (at + 1 < length && bytes[at + 1] !== 0x0a && bytes[at + 1] !== 0x0d) at++;
      else if (kinds[byte] !== white) break;
    }
    this.at = at;
    return at < length ? byte : -1;
  }

  #char(ahead = 0): string {
    const byte = this.#bytes[this.at + ahead];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && kinds[byte] === white;
}
