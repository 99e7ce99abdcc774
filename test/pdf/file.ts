/**
 * Reads the objects of a finished PDF file by its cross-reference table (ISO 32000-1, 7). Shares no code with the writer.
 */
import { inflateSync } from 'node:zlib';

export interface Ref {
  readonly ref: number;
}
export interface Name {
  readonly name: string;
}
/** A string's bytes, one a character. */
export interface Bytes {
  readonly bytes: string;
}
export interface Operator {
  readonly operator: string;
}
export type Dict = Map<string, Token>;
export type Token = null | boolean | number | Ref | Name | Bytes | Operator | readonly Token[] | Dict;

export const isDict = (value: Token | undefined): value is Dict => value instanceof Map;
export const isList = (value: Token | undefined): value is readonly Token[] => Array.isArray(value);
export const isName = (value: Token | undefined): value is Name => typeof value === 'object' && value !== null && 'name' in value;
export const isString = (value: Token | undefined): value is Bytes => typeof value === 'object' && value !== null && 'bytes' in value;
export const isRef = (value: Token | undefined): value is Ref => typeof value === 'object' && value !== null && 'ref' in value;
export const isOperator = (value: Token | undefined): value is Operator =>
  typeof value === 'object' && value !== null && 'operator' in value;

const pattern =
  /[\s\0]*(?:%[^\r\n]*[\s\0]*)*(?:(<<|>>|[[\]])|\/([^\s\0()<>[\]{}/%]*)|<([\dA-Fa-f\s]*)>|(\()|([-+]?(?:\d+\.?\d*|\.\d+))(?![^\s\0()<>[\]{}/%])|([^\s\0()<>[\]{}/%]+))/y;
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads tokens of objects or of a content stream from a text of one character a byte. */
export class Reader {
  readonly source: string;
  at: number;
  constructor(source: string, at = 0) {
    this.source = source;
    this.at = at;
  }

  /** The next object or operator; undefined at the end. References are read where `references` holds. */
  next(references = false): Token | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    const [, bracket, name, hex, open, number, word] = match;
    if (bracket === '[') return this.#until(']', references);
    if (bracket === '<<') return this.#dict(references);
    if (bracket) return { operator: bracket };
    if (name !== undefined) return { name: name.replace(/#(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) };
    if (hex !== undefined) return { bytes: Buffer.from(hex.replace(/\s/g, ''), 'hex').toString('latin1') };
    if (open) return this.#string();
    if (number !== undefined) return references ? this.#numberOrReference(Number(number)) : Number(number);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    return { operator: word ?? '' };
  }

  #until(end: string, references: boolean): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      const token = this.next(references);
      if (token === undefined) throw new Error(`no ${end}`);
      if (isOperator(token) && token.operator === end) return tokens;
      tokens.push(token);
    }
  }

  #dict(references: boolean): Dict {
    const tokens = this.#until('>>', references);
    const dict: Dict = new Map();
    for (let i = 0; i < tokens.length; i += 2) {
      const key = tokens[i];
      const value = tokens[i + 1];
      if (!isName(key) || value === undefined) throw new Error('a dictionary is not of names and values');
      if (dict.has(key.name)) throw new Error(`a dictionary has /${key.name} twice`);
      dict.set(key.name, value);
    }
    return dict;
  }

  #string(): Bytes {
    let bytes = '';
    for (let depth = 1; ; this.at++) {
      const character = this.source[this.at];
      if (character === undefined) throw new Error('a string without an end');
      if (character === '\\') {
        const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at + 1, this.at + 4));
        bytes += octal
          ? String.fromCharCode(Number.parseInt(octal[0], 8))
          : (escapes[this.source[this.at + 1] ?? ''] ?? this.source[this.at + 1]);
        this.at += octal ? octal[0].length : 1;
        continue;
      }
      if (character === '(') depth++;
      if (character === ')' && --depth === 0) break;
      bytes += character;
    }
    this.at++;
    return { bytes };
  }

  #numberOrReference(number: number): Token {
    const rest = /^\s+\d+\s+R(?![A-Za-z])/.exec(this.source.slice(this.at, this.at + 20));
    if (!rest) return number;
    this.at += rest[0].length;
    return { ref: number };
  }
}

/** A text string's characters (7.9.2.2). */
export function textOf(value: Token | undefined): string {
  if (!isString(value)) throw new Error('not a string');
  const bytes = Buffer.from(value.bytes, 'latin1');
  return bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1');
}

export interface Stream {
  readonly dict: Dict;
  readonly bytes: Buffer;
}

/** An opened file. */
export class PdfFile {
  readonly #source: string;
  readonly #offsets = new Map<number, number>();
  readonly trailer: Dict;

  constructor(bytes: Uint8Array) {
    this.#source = Buffer.from(bytes).toString('latin1');
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.#source.slice(-100))?.[1];
    if (!this.#source.startsWith('%PDF-1.7') || start === undefined) throw new Error('not a PDF file of ours');
    const table = /^xref\s+0 (\d+)\s*\n/.exec(this.#source.slice(Number(start), Number(start) + 50));
    if (!table) throw new Error('no cross-reference table where the file says');
    const entries = Number(start) + table[0].length;
    const length = 20;
    for (let number = 1; number < Number(table[1]); number++) {
      const entry = this.#source.slice(entries + number * length, entries + (number + 1) * length);
      this.#offsets.set(number, Number(entry.slice(0, 10)));
    }
    const reader = new Reader(this.#source, this.#source.indexOf('trailer', entries) + 'trailer'.length);
    const trailer = reader.next(true);
    if (!isDict(trailer)) throw new Error('no trailer');
    this.trailer = trailer;
  }

  get objectNumbers(): readonly number[] {
    return [...this.#offsets.keys()];
  }

  get catalog(): Dict {
    return this.dict(this.trailer.get('Root'));
  }

  /** The pages, of a tree that is one level deep. */
  get pages(): readonly Dict[] {
    return this.list(this.dict(this.catalog.get('Pages')).get('Kids')).map((page) => this.dict(page));
  }

  /** The object behind a reference; anything else is itself. */
  resolve(value: Token | undefined): Token | undefined {
    return isRef(value) ? this.#read(value.ref).next(true) : value;
  }

  dict(value: Token | undefined): Dict {
    const resolved = this.resolve(value);
    if (!isDict(resolved)) throw new Error('not a dictionary');
    return resolved;
  }

  list(value: Token | undefined): readonly Token[] {
    const resolved = this.resolve(value);
    if (!isList(resolved)) throw new Error('not an array');
    return resolved;
  }

  number(value: Token | undefined): number {
    const resolved = this.resolve(value);
    if (typeof resolved !== 'number') throw new Error('not a number');
    return resolved;
  }

  name(value: Token | undefined): string {
    const resolved = this.resolve(value);
    if (!isName(resolved)) throw new Error('not a name');
    return resolved.name;
  }

  text(value: Token | undefined): string {
    return textOf(this.resolve(value));
  }

  /** A stream, inflated if it is deflated; other filters stay. */
  stream(value: Token | undefined): Stream {
    if (!isRef(value)) throw new Error('a stream is reached by a reference');
    const reader = this.#read(value.ref);
    const dict = reader.next(true);
    if (!isDict(dict)) throw new Error(`object ${value.ref} is no stream`);
    const keyword = /^\s*stream\r?\n/.exec(this.#source.slice(reader.at, reader.at + 20));
    if (!keyword) throw new Error(`object ${value.ref} is no stream`);
    const start = reader.at + keyword[0].length;
    const end = start + this.number(dict.get('Length'));
    if (!/^\r?\nendstream/.test(this.#source.slice(end, end + 20)))
      throw new Error(`object ${value.ref} is longer or shorter than it says`);
    const bytes = Buffer.from(this.#source.slice(start, end), 'latin1');
    const filter = this.resolve(dict.get('Filter'));
    return { dict, bytes: isName(filter) && filter.name === 'FlateDecode' ? inflateSync(bytes) : bytes };
  }

  #read(number: number): Reader {
    const offset = this.#offsets.get(number);
    const head = `${number} 0 obj`;
    if (offset === undefined || !this.#source.startsWith(head, offset)) throw new Error(`object ${number} is not where the table says`);
    return new Reader(this.#source, offset + head.length);
  }
}
