/**
 * A finished file taken apart into its objects, to be broken on purpose and put together again with a table that is right. Only for
 * files that are not compressed. Reads with the tests' own reader and shares no code with the writer or the check.
 */
import { type Dict, isDict, isList, isName, isRef, isString, PdfFile, type Ref, type Token } from '../pdf/file.ts';

interface Part {
  value: Token;
  /** One character a byte. */
  stream: string | null;
}
/** What goes wrong between the objects when the file is written. */
export interface Faults {
  readonly header?: string;
  readonly comment?: string;
  /** Behind the word of the table. */
  readonly table?: string;
  /** Behind the end. */
  readonly tail?: string;
  /** Between the numbers of the object with this number. */
  readonly spaced?: number;
  /** Of the stream with this number: what is not as it says. */
  readonly longer?: number;
  /** The stream with this number begins with a bare carriage return. */
  readonly returned?: number;
}

export const name = (value: string) => ({ name: value });
export const string = (value: string) => ({ bytes: value });
export const ref = (number: number): Ref => ({ ref: number });
export const dict = (entries: Readonly<Record<string, Token>>): Dict => new Map(Object.entries(entries));

/** Mutable. */
export class Editable {
  readonly objects = new Map<number, Part>();
  readonly trailer: Dict;
  #faults: Faults = {};

  constructor(bytes: Uint8Array) {
    const file = new PdfFile(bytes);
    this.trailer = file.trailer;
    for (const number of file.objectNumbers) {
      const value = file.resolve(ref(number));
      if (value === undefined) throw new Error(`no object ${number}`);
      const isStream = isDict(value) && value.has('Length') && !value.has('Linearized');
      this.objects.set(number, { value, stream: isStream ? file.stream(ref(number)).bytes.toString('latin1') : null });
    }
  }

  /** What is to be wrong between the objects. */
  fault(faults: Faults): void {
    this.#faults = faults;
  }

  numberOf(value: Token | undefined): number {
    if (!isRef(value)) throw new Error('no reference');
    return value.ref;
  }
  resolve(value: Token | undefined): Token {
    return isRef(value) ? (this.objects.get(value.ref)?.value ?? null) : (value ?? null);
  }
  dict(value: Token | undefined): Dict {
    const found = this.resolve(value);
    if (!isDict(found)) throw new Error(`no dictionary but ${JSON.stringify(found)}`);
    return found;
  }
  list(value: Token | undefined): Token[] {
    const found = this.resolve(value);
    if (!isList(found)) throw new Error('no array');
    return found as Token[];
  }
  get catalog(): Dict {
    return this.dict(this.trailer.get('Root'));
  }
  get root(): Dict {
    return this.dict(this.catalog.get('StructTreeRoot'));
  }
  pages(): readonly Dict[] {
    return this.list(this.dict(this.catalog.get('Pages')).get('Kids')).map((page) => this.dict(page));
  }
  page(index = 0): Dict {
    const page = this.pages()[index];
    if (!page) throw new Error(`no page ${index}`);
    return page;
  }

  /** Objects of a kind by an entry's name, with their numbers. */
  having(key: string, value: string): readonly { readonly number: number; readonly dict: Dict }[] {
    return [...this.objects].flatMap(([number, { value: found }]) => {
      const entry = isDict(found) ? found.get(key) : undefined;
      return isDict(found) && isName(entry) && entry.name === value ? [{ number, dict: found }] : [];
    });
  }
  first(key: string, value: string): Dict {
    return this.firstOf(key, value).dict;
  }
  firstOf(key: string, value: string): { readonly number: number; readonly dict: Dict } {
    const [found] = this.having(key, value);
    if (!found) throw new Error(`no object with ${key} ${value}`);
    return found;
  }

  add(value: Token, stream: string | null = null): Ref {
    const number = Math.max(...this.objects.keys()) + 1;
    this.objects.set(number, { value, stream });
    return ref(number);
  }

  /** Edits a stream; throws if nothing changes. */
  stream(at: Token | undefined, edit: (bytes: string) => string): void {
    const part = isRef(at) ? this.objects.get(at.ref) : undefined;
    if (!part || part.stream === null) throw new Error('no stream');
    const edited = edit(part.stream);
    if (edited === part.stream) throw new Error('nothing changes');
    part.stream = edited;
  }
  content(index: number, edit: (content: string) => string): void {
    this.stream(this.page(index).get('Contents'), edit);
  }
  metadata(from: string | RegExp, to: string): void {
    this.stream(this.catalog.get('Metadata'), (packet) => packet.replace(from, to));
  }

  /** The file, its table right again but for what is to be wrong. */
  write(): Uint8Array {
    const { header = '%PDF-1.7\n', comment = '%\xff\xff\xff\xff\n', table = '\n', tail = '', spaced, longer, returned } = this.#faults;
    let out = header + comment;
    const places = new Map<number, number>();
    for (const [number, { value, stream }] of [...this.objects].sort(([one], [other]) => one - other)) {
      places.set(number, out.length);
      const shown = isDict(value) && stream !== null ? new Map([...value, ['Length', stream.length + (number === longer ? 5 : 0)]]) : value;
      out += `${number}${number === spaced ? '  ' : ' '}0 obj\n${print(shown as Token)}\n`;
      if (stream !== null) out += `stream${number === returned ? '\r' : '\n'}${stream}\nendstream\n`;
      out += 'endobj\n';
    }
    const size = Math.max(...places.keys()) + 1;
    const start = out.length;
    const entry = (number: number) => {
      const place = places.get(number);
      return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
    };
    this.trailer.set('Size', size);
    out += `xref${table}0 ${size}\n${Array.from({ length: size }, (_, number) => entry(number)).join('')}`;
    out += `trailer\n${print(this.trailer)}\nstartxref\n${start}\n%%EOF\n${tail}`;
    return new Uint8Array(Buffer.from(out, 'latin1'));
  }
}

/** Prints a value; a string whose bytes are `<…>` stays as it is written, so that it can be wrong. */
function print(value: Token | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (isRef(value)) return `${value.ref} 0 R`;
  if (isName(value))
    return `/${value.name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
  if (isString(value))
    return value.bytes.startsWith('<raw ') ? value.bytes.slice(5) : `<${Buffer.from(value.bytes, 'latin1').toString('hex')}>`;
  if (isDict(value)) return `<<${[...value].map(([key, one]) => `${print(name(key))} ${print(one)}`).join('\n')}>>`;
  if (isList(value)) return `[${value.map(print).join(' ')}]`;
  throw new Error('an operator is no value');
}
