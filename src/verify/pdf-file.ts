/**
 * Reads the objects of a PDF file for verification: values and streams as they are written one by one in the file. Files that
 * keep objects in compressed streams are not read. Shares nothing with the writer. Untrusted input: sizes and depths are
 * bounded, and what cannot be read throws `Unreadable`.
 */
import { inflateSync } from 'node:zlib';

export class Unreadable extends Error {}

export interface Name {
  readonly name: string;
}
export interface Pointer {
  readonly ref: number;
}
export type Dict = ReadonlyMap<string, PdfValue>;
export type PdfValue = null | boolean | number | Name | Pointer | Uint8Array | Operator | readonly PdfValue[] | Dict;
/** A word that is no value: an operator of a content stream. */
export interface Operator {
  readonly operator: string;
}

export interface PdfFile {
  /** Follows a pointer; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): Dict | null;
  /** The inflated bytes of a stream; null if the value is none. */
  stream(value: PdfValue | undefined): Uint8Array | null;
  readonly catalog: Dict;
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
  return { resolve, dict, stream, catalog };
}

export function isPointer(value: PdfValue): value is Pointer {
  return typeof value === 'object' && value !== null && 'ref' in value;
}
export function isName(value: PdfValue | undefined): value is Name {
  return typeof value === 'object' && value !== null && 'name' in value;
}
export function isOperator(value: PdfValue): value is Operator {
  return typeof value === 'object' && value !== null && 'operator' in value;
}

const deepest = 100;
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const delimiters = '()<>[]{}/%';

/** Reads values one after the other (ISO 32000-1, 7.2 and 7.3). Mutable: its place in the bytes. */
export class Reader {
  readonly #bytes: Uint8Array;
  at: number;
  #depth = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    this.#skipSpace();
    return this.at >= this.#bytes.length;
  }

  value(): PdfValue {
    this.#skipSpace();
    const c = this.#char();
    if (c === '/')
      return { name: this.#word(1).replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) };
    if (c === '(') return this.#literal();
    if (c === '<') return this.#char(1) === '<' ? this.#dict() : this.#hex();
    if (c === '[') return this.#array();
    const word = this.#word(0);
    if (word === '') {
      // A stray delimiter is a word of its own.
      this.at++;
      return { operator: c };
    }
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return this.#numberOrPointer(word);
    if (word === 'null') return null;
    return word === 'true' ? true : word === 'false' ? false : { operator: word };
  }

  #numberOrPointer(word: string): PdfValue {
    if (!/^\d+$/.test(word)) return Number(word);
    // A pointer: another whole number and an R.
    let end = this.at;
    while (isSpace(this.#bytes[end])) end++;
    const generation = end;
    while (isDigit(this.#bytes[end])) end++;
    if (end === generation || !isSpace(this.#bytes[end])) return Number(word);
    while (isSpace(this.#bytes[end])) end++;
    if (this.#bytes[end] !== 'R'.charCodeAt(0)) return Number(word);
    this.at = end + 1;
    return { ref: Number(word) };
  }

  #array(): readonly PdfValue[] {
    this.at++;
    return this.#nested(() => {
      const values: PdfValue[] = [];
      for (;;) {
        this.#skipSpace();
        if (this.at >= this.#bytes.length) throw new Unreadable('an array without end');
        if (this.#char() === ']') break;
        values.push(this.value());
      }
      this.at++;
      return values;
    });
  }

  #dict(): Dict {
    this.at += 2;
    return this.#nested(() => {
      const entries = new Map<string, PdfValue>();
      for (;;) {
        this.#skipSpace();
        if (this.at >= this.#bytes.length) throw new Unreadable('a dictionary without end');
        if (this.#char() === '>') break;
        const key = this.value();
        if (!isName(key)) throw new Unreadable('a dictionary with a key that is no name');
        entries.set(key.name, this.value());
      }
      this.at += 2;
      return entries;
    });
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new Unreadable('values nested too deep');
    const value = read();
    this.#depth--;
    return value;
  }

  #literal(): Uint8Array {
    const out: number[] = [];
    let open = 1;
    for (this.at++; open > 0; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) throw new Unreadable('a string without end');
      const c = String.fromCharCode(byte);
      if (c === '\\') {
        this.#escape(out);
        continue;
      }
      if (c === '(') open++;
      if (c === ')') open--;
      if (open > 0) out.push(byte);
    }
    return Uint8Array.from(out);
  }

  #escape(out: number[]): void {
    this.at++;
    const c = this.#char();
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...this.#bytes.subarray(this.at, this.at + 3)))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 0xff);
      this.at += octal.length - 1;
    } else if (c === '\r') {
      if (this.#char(1) === '\n') this.at++;
    } else if (c !== '\n') out.push(escapes[c] ?? c.charCodeAt(0));
  }

  #hex(): Uint8Array {
    const end = this.#bytes.indexOf('>'.charCodeAt(0), this.at);
    if (end < 0) throw new Unreadable('a string without end');
    const digits = Buffer.from(this.#bytes.subarray(this.at + 1, end))
      .toString('latin1')
      .replace(/\s/g, '');
    this.at = end + 1;
    return new Uint8Array(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'));
  }

  #word(skip: number): string {
    const start = this.at + skip;
    let end = start;
    while (end < this.#bytes.length && !isSpace(this.#bytes[end]) && !delimiters.includes(String.fromCharCode(this.#bytes[end] ?? 0)))
      end++;
    this.at = end;
    return Buffer.from(this.#bytes.subarray(start, end)).toString('latin1');
  }

  #skipSpace(): void {
    for (;;) {
      while (this.at < this.#bytes.length && isSpace(this.#bytes[this.at])) this.at++;
      if (this.#char() !== '%') return;
      while (this.at < this.#bytes.length && this.#char() !== '\n' && this.#char() !== '\r') this.at++;
    }
  }

  #char(ahead = 0): string {
    const byte = this.#bytes[this.at + ahead];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}
