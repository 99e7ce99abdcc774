/**
 * The objects of a PDF file, and the only door to pdfkit, which numbers them and writes those of its own.
 * Streams come in as bytes and are deflated here, so that pdfkit neither compresses nor stamps anything of its own.
 */
import { hash } from 'node:crypto';
import { deflate } from '../../deflate.ts';
import { Bytes } from './bytes.ts';
import { print } from './print.ts';

/** A value as pdfkit prints it: a bare string is a name, `text()` makes a string, bytes become a hexadecimal string. */
export type Value = null | boolean | number | string | TextValue | Uint8Array | Date | Reference | readonly Value[] | Dictionary;
/** `data` may be given until the object is ended. */
export interface Reference {
  readonly id: number;
  data: object;
}
export interface Dictionary {
  [key: string]: Value | undefined;
}
/** A text string; pdfkit knows it by its being an object. */
export interface TextValue {
  readonly isText: true;
}

/** Bytes: a page's text has more; a font's list of characters, a code or a sign has less, and would be smaller by a kilobyte at most. */
const worthCompressing = 4096;

/** What the file says of itself in its information dictionary. */
export interface Information {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly producer: string;
  readonly date: Date;
}

/** A file being written. */
export interface Objects {
  readonly catalog: Dictionary;
  /** What the catalogue's name dictionary holds. */
  readonly names: Dictionary;
  /** Parent of all pages. */
  readonly pages: Reference;
  /** Root of the bookmarks. */
  readonly outline: Reference;
  /** Takes an object number; the object is written by `end`, and every number taken must be ended. */
  reserve(): Reference;
  end(reference: Reference, data: Dictionary): void;
  /** Writes an object at once. */
  add(data: Dictionary): Reference;
  /** A long value of an object that pdfkit itself ends, printed here since pdfkit takes longer. */
  printed(value: Value): Reference;
  readonly compresses: boolean;
  /** Makes a stream's bytes as this file holds them, without writing them: deflated, or not if they are few or the file is not. */
  streamOf(bytes: Uint8Array): Stream;
  /** Writes a stream at once, as `streamOf` makes it unless the bytes already are of another filter. */
  addStream(data: Dictionary, bytes: Uint8Array): Reference;
  /** Writes a stream as it is. */
  addPlainStream(data: Dictionary, bytes: Uint8Array): Reference;
  setPages(pages: readonly Reference[]): void;
  /** Which side the binding is on, and in which direction pages follow one another. */
  setDirection(direction: 'ltr' | 'rtl'): void;
  /** Of all that is written so far. */
  digest(): Uint8Array;
  /** Ends the file, in which every number taken must be ended. `id` is its identifier, 16 bytes. */
  finish(id: Uint8Array): Uint8Array;
}

/** Bytes of a stream, and what its dictionary must say of them. */
export interface Stream {
  readonly dictionary: Dictionary;
  readonly bytes: Uint8Array;
}

/** Any text as a name: what names may not hold is written in hexadecimal (ISO 32000-1, 7.3.5). ASCII only. */
export function nameOf(value: string): string {
  return value.replace(/[^!-~]|[#()<>[\]{}/%]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A text string value. */
export function text(value: string): TextValue {
  // pdfkit tells a text string from a name by its being a String object.
  return Object(value) as TextValue;
}

export interface Opening {
  readonly information: Information;
  /** BCP 47, of the whole document. */
  readonly language: string;
  readonly compress: boolean;
}

/** Opens a file. */
export async function openObjects({ information, language, compress }: Opening): Promise<Objects> {
  writing ??= documentClass();
  const Document = await writing;
  const { title, author, subject, keywords, producer, date } = information;
  const words = Object.entries({ Title: title, Author: author, Subject: subject, Keywords: keywords });
  const out = new Bytes();
  const document = new Document({
    out,
    autoFirstPage: false,
    // Without this pdfkit builds a standard face for every document.
    font: null,
    pdfVersion: '1.7',
    compress: false,
    lang: language,
    displayTitle: true,
  });
  // Not before: pdfkit would sum them for an identifier, and the file's is ours.
  document.info = {
    Producer: producer,
    Creator: producer,
    CreationDate: date,
    ModDate: date,
    ...Object.fromEntries(words.filter(([, value]) => value !== '')),
  };
  document._root.data.MarkInfo = document.ref({ Marked: true });

  const Reference = document._root.constructor;
  const isReference = (value: object): value is Reference => value instanceof Reference;
  // pdfkit notes the object's place.
  const write = (reference: PdfkitReference, data: Dictionary, stream: Uint8Array | null): void => {
    reference.data = data;
    reference.offset = out.length;
    out.number(reference.id);
    out.text(' 0 obj\n');
    print(out, data, isReference);
    if (stream !== null) {
      out.text('\nstream\n');
      out.bytes(stream);
      out.text('\nendstream');
    }
    out.text('\nendobj\n');
    document._offset = out.length;
    document._refEnd(reference);
  };
  const addFiltered = (data: Dictionary, bytes: Uint8Array): Reference => {
    const reference = document.ref({});
    write(reference, { ...data, Length: bytes.length }, bytes);
    return reference;
  };
  const streamOf = (bytes: Uint8Array): Stream =>
    compress && bytes.length >= worthCompressing
      ? { dictionary: { Filter: 'FlateDecode' }, bytes: deflate(bytes) }
      : { dictionary: {}, bytes };
  return {
    catalog: document._root.data,
    names: document._root.data.Names.data,
    pages: document._root.data.Pages,
    outline: document.outline.dictionary,
    reserve: () => document.ref({}),
    end: (reference, data) => write(reference as PdfkitReference, data, null),
    add: (data) => {
      const reference = document.ref({});
      write(reference, data, null);
      return reference;
    },
    printed: (value) => {
      const own = new Bytes();
      print(own, value, isReference);
      const characters = own.finish((bytes) => Buffer.from(bytes).toString('latin1'));
      // pdfkit prints a reference as the text that it is.
      return Object.create(Reference.prototype, { toString: { value: () => characters } });
    },
    compresses: compress,
    streamOf,
    addStream: (data, bytes) => {
      if (data.Filter !== undefined) return addFiltered(data, bytes);
      const stream = streamOf(bytes);
      return addFiltered({ ...data, ...stream.dictionary }, stream.bytes);
    },
    addPlainStream: addFiltered,
    setPages: (pages) => {
      const root = document._root.data.Pages.data;
      root.Kids = [...pages];
      root.Count = pages.length;
    },
    setDirection: (direction) => {
      const preferences = document._root.data.ViewerPreferences.data;
      preferences.Direction = direction === 'rtl' ? 'R2L' : 'L2R';
    },
    digest: () => hash('sha256', out.view(), 'buffer'),
    finish: (id) => {
      document._id = id;
      document.end();
      return out.finish((bytes) => new Uint8Array(bytes));
    },
  };
}

/** Loaded when first used. */
let writing: Promise<DocumentClass> | null = null;

/** pdfkit's document, writing to bytes of ours: it is a stream by nature, and taking what it writes makes it a plain sequence of calls. */
async function documentClass(): Promise<DocumentClass> {
  const { default: Document } = (await import('pdfkit')) as unknown as { default: DocumentClass };
  return class extends Document {
    override _write(data: Uint8Array | string): void {
      const { out } = this.options;
      if (typeof data === 'string') {
        out.text(data);
        out.text('\n');
      } else out.bytes(data);
      this._offset = out.length;
    }

    override push(): boolean {
      return true;
    }

    // The cross-reference table and the trailer (ISO 32000-1, 7.5.4 and 7.5.5): pdfkit makes several strings of every line.
    override _finalize(): void {
      const { out } = this.options;
      const start = out.length;
      const size = this._offsets.length + 1;
      out.text(`xref\n0 ${size}\n0000000000 65535 f \n`);
      for (const offset of this._offsets) {
        out.offset(offset);
        out.text(' 00000 n \n');
      }
      const id = `<${Buffer.from(this._id).toString('hex')}>`;
      out.text(`trailer\n<<\n/Size ${size}\n/Root ${this._root}\n/Info ${this._info}\n/ID [${id} ${id}]\n>>\nstartxref\n${start}\n%%EOF\n`);
    }

    // The metadata are ours, since pdfkit does not escape its own.
    override appendXML(): void {}
    override endMetadata(): void {}
  };
}

/** The parts of pdfkit's document that write objects. They are not in its type definitions; its version is pinned. */
interface PdfkitDocument {
  readonly options: PdfkitOptions;
  readonly _root: {
    readonly data: Dictionary & { readonly Names: Open; readonly Pages: Open; readonly ViewerPreferences: Open };
    readonly constructor: new () => PdfkitReference;
  };
  /** Bytes written so far. */
  _offset: number;
  /** Where each object begins, by its number less one. */
  readonly _offsets: readonly number[];
  info: { readonly [name: string]: string | Date };
  readonly _info: PdfkitReference;
  readonly outline: { readonly dictionary: Reference };
  _id: Uint8Array;
  appendXML(): void;
  endMetadata(): void;
  push(chunk: Uint8Array | null): boolean;
  ref(data: object): PdfkitReference;
  /** Strings are lines of one byte a character. */
  _write(data: Uint8Array | string): void;
  _refEnd(reference: PdfkitReference): void;
  _finalize(): void;
  end(): void;
}
interface PdfkitOptions {
  /** Where it is written to; not pdfkit's own. */
  readonly out: Bytes;
  readonly [option: string]: unknown;
}
type DocumentClass = new (options: PdfkitOptions) => PdfkitDocument;
/** A reference whose entries may be set until the document ends it. */
interface Open extends Reference {
  readonly data: Dictionary;
}
interface PdfkitReference extends Reference {
  /** Where the object begins in the file. */
  offset: number;
}
