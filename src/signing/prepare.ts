/**
 * Adds a signature field to a PDF file, with room for the signature, and puts the signature there. What stood in the file stays
 * byte for byte; the field comes after it as a revision of its own (ISO 32000-1, 7.5.6 and 12.8).
 *
 * The field shows nothing: its widget has no size (ISO 19005-2, 6.3.3: no appearance needed), prints and is locked (6.3.2), and lies
 * outside the page, where accessibility asks no tag of it (ISO 14289-1, 7.18.1).
 */
import { createHash } from 'node:crypto';
import { isPointer, type PdfValue, Pointer, Unreadable } from '../verify/pdf-file.ts';
import { type Moment, pdfDate } from './moment.ts';
import { entriesAt, type Objects, objectsOf, type Placed, pagesOf, readRevisions } from './revisions.ts';

export interface Statement {
  readonly reason: string;
  /** When the signature is claimed to be made. */
  readonly claimed: Moment;
  /** Bytes kept for the signature. */
  readonly room: number;
}

/** The two stretches of a file that a signature speaks for: all but the signature itself. */
export type ByteRange = readonly [start: number, length: number, restart: number, rest: number];

export interface Prepared {
  readonly bytes: Uint8Array;
  readonly range: ByteRange;
}

/** Print and Locked (ISO 32000-1, table 165). */
const flags = 4 + 128;
/** SignaturesExist and AppendOnly (ISO 32000-1, table 219). */
const signatureFlags = 3;
/** Digits of a place in a file. */
const digits = 10;

/** Adds a field. Throws `Unreadable` with a reason if the file is not as this program writes them. */
export function prepare(bytes: Uint8Array, statement: Statement): Prepared {
  const revisions = readRevisions(bytes);
  const last = revisions.at(-1);
  if (!last || last.end !== bytes.length) throw new Unreadable('bytes after the end');
  const objects = objectsOf(bytes, revisions);
  const [page] = pagesOf(objects);
  if (page === undefined) throw new Unreadable('no page');

  const field = objects.size;
  const signature = field + 1;
  const form = objects.dict(objects.root)?.get('AcroForm') ?? null;
  const formNumber = form === null ? signature + 1 : isPointer(form) ? form.ref : null;
  if (formNumber === null) throw new Unreadable('a form of another program');
  const fields = form === null ? [] : objects.resolve(objects.dict(form)?.get('Fields'));
  if (!Array.isArray(fields)) throw new Unreadable('a form of another program');

  const update = new Update(bytes, objects);
  update.write(field, widget(objects, page, signature, `Signature${fields.length + 1}`, statement.reason));
  const contents = update.write(signature, signatureDictionary(statement));
  if (form === null) {
    update.write(formNumber, `<< /Fields [${field} 0 R] /SigFlags ${signatureFlags} >>`);
    update.replace(objects.root.ref, new Map([['AcroForm', `${formNumber} 0 R`]]));
  } else update.append(formNumber, 'Fields', `${field} 0 R`);
  update.append(page, 'Annots', `${field} 0 R`);
  const whole = update.finish(last.table, Math.max(objects.size, formNumber + 1, signature + 1), last.trailer);
  return withRange(whole, contents);
}

/** The bytes a signature speaks for. */
export function signedBytes(bytes: Uint8Array, [start, length, restart, rest]: ByteRange): Uint8Array {
  return Buffer.concat([bytes.subarray(start, start + length), bytes.subarray(restart, restart + rest)]);
}

/** Puts a signature into the room kept for it; null if it is too large. */
export function fill({ bytes, range }: Prepared, cms: Uint8Array): Uint8Array | null {
  const [, length, restart] = range;
  const room = restart - length - 2;
  const hex = Buffer.from(cms).toString('hex');
  if (hex.length > room) return null;
  const filled = new Uint8Array(bytes);
  filled.set(Buffer.from(hex.padEnd(room, '0'), 'latin1'), length + 1);
  return filled;
}

// ---- the revision ----

/** Objects written after the end of a file, and the table that finds them. Mutable: what is written so far. */
class Update {
  readonly #original: Uint8Array;
  readonly #objects: Objects;
  readonly #places = new Map<number, number>();
  #written = '';

  constructor(original: Uint8Array, objects: Objects) {
    this.#original = original;
    this.#objects = objects;
  }

  /** Writes an object and gives the byte at which its value begins. */
  write(number: number, value: string): number {
    this.#places.set(number, this.#at);
    this.#written += `${number} 0 obj\n`;
    const at = this.#at;
    this.#written += `${value}\nendobj\n`;
    return at;
  }

  /** Writes a dictionary again with other values for some keys, all else as it stands. */
  replace(number: number, values: ReadonlyMap<string, string>): void {
    const placed = this.#placed(number);
    const entries = entriesAt(this.#original, placed.start);
    let text = '';
    let from = placed.start;
    for (const [key, { start, end }] of entries) {
      const value = values.get(key);
      if (value === undefined) continue;
      text += this.#text(from, start) + value;
      from = end;
    }
    const added = [...values].filter(([key]) => !entries.has(key)).map(([key, value]) => `/${key} ${value}\n`);
    this.write(number, `${text}${this.#text(from, placed.end - 2)}${added.join('')}>>`);
  }

  /** Adds a value to the array under a key, which may be an object of its own or not be there yet. */
  append(number: number, key: string, value: string): void {
    const entry = entriesAt(this.#original, this.#placed(number).start).get(key);
    if (entry && isPointer(entry.value)) {
      const array = this.#placed(entry.value.ref);
      this.write(entry.value.ref, this.#longer(array, value));
    } else this.replace(number, new Map([[key, entry ? this.#longer(entry, value) : `[${value}]`]]));
  }

  finish(previous: number, size: number, trailer: ReadonlyMap<string, PdfValue>): Buffer {
    const identifiers = this.#objects.resolve(trailer.get('ID'));
    const [first] = Array.isArray(identifiers) ? identifiers : [];
    const information = trailer.get('Info') ?? null;
    if (!(first instanceof Uint8Array)) throw new Unreadable('no identifier');
    if (trailer.has('Encrypt')) throw new Unreadable('an encrypted file');
    const identifier = createHash('sha256')
      .update(this.#original)
      .update(this.#written, 'latin1')
      .digest('hex')
      .slice(0, 2 * first.length);
    const table = this.#at;
    this.#written += [
      'xref',
      ...sections([...this.#places].toSorted(([one], [other]) => one - other)),
      'trailer',
      '<<',
      `/Size ${size}`,
      `/Root ${this.#objects.root.ref} 0 R`,
      ...(isPointer(information) ? [`/Info ${information.ref} 0 R`] : []),
      `/ID [<${Buffer.from(first).toString('hex')}> <${identifier}>]`,
      `/Prev ${previous}`,
      '>>',
      'startxref',
      `${table}`,
      '%%EOF\n',
    ].join('\n');
    return Buffer.concat([this.#original, Buffer.from(this.#written, 'latin1')]);
  }

  get #at(): number {
    return this.#original.length + this.#written.length;
  }

  #placed(number: number): Placed {
    const placed = this.#objects.object(number);
    if (!placed) throw new Unreadable('an object that is not there');
    return placed;
  }

  #longer({ value, start, end }: Placed, added: string): string {
    if (!Array.isArray(value)) throw new Unreadable('another value than a list');
    return `${this.#text(start, end - 1)} ${added}]`;
  }

  #text(start: number, end: number): string {
    return Buffer.from(this.#original.subarray(start, end)).toString('latin1');
  }
}

/** Lines of a table: a head for every stretch of numbers that follow one another, and twenty bytes for each object. */
function sections(places: readonly (readonly [number: number, place: number])[]): readonly string[] {
  const lines: string[] = [];
  places.forEach(([number, place], index) => {
    if (index === 0 || places[index - 1]?.[0] !== number - 1) {
      let count = 1;
      while (places[index + count]?.[0] === number + count) count++;
      lines.push(`${number} ${count}`);
    }
    lines.push(`${String(place).padStart(digits, '0')} 00000 n `);
  });
  return lines;
}

// ---- its objects ----

function widget(objects: Objects, page: number, signature: number, name: string, reason: string): string {
  const [x, y] = cornerOf(objects, page).map((side) => side - 1);
  return [
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /TU ${text(reason)}`,
    `/V ${signature} 0 R /P ${page} 0 R /F ${flags} /Rect [${x} ${y} ${x} ${y}] >>`,
  ].join('\n');
}

/** The lower corner of a page's paper, which its parents may tell. */
function cornerOf(objects: Objects, page: number): readonly [x: number, y: number] {
  let node = objects.dict(new Pointer(page));
  for (let depth = 0; node && depth < 50; depth++) {
    const box = objects.resolve(node.get('MediaBox'));
    if (Array.isArray(box)) {
      const [x, y] = box;
      if (typeof x === 'number' && typeof y === 'number') return [x, y];
    }
    node = objects.dict(node.get('Parent'));
  }
  throw new Unreadable('a page without size');
}

/** Entries that EN 319 142-1, 6.3 asks for; `Cert`, `Name` and `Location` are left to the certificate. */
function signatureDictionary({ reason, claimed, room }: Statement): string {
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/ByteRange ${byteRange([0, 0, 0, 0])}`,
    `/Contents <${'0'.repeat(2 * room)}>`,
    `/Reason ${text(reason)} /M (${pdfDate(claimed)}) >>`,
  ].join('\n');
}

/** Always of the same length, since it is written before the file's is known. */
function byteRange(range: ByteRange): string {
  return `[${range.join(' ')}]`.padEnd('[0   ]'.length + 3 * digits);
}

function withRange(bytes: Buffer, signature: number): Prepared {
  const entries = entriesAt(bytes, signature);
  const [place, contents] = [entries.get('ByteRange'), entries.get('Contents')];
  if (!place || !contents) throw new Error('a signature without room');
  const range: ByteRange = [0, contents.start, contents.end, bytes.length - contents.end];
  bytes.write(byteRange(range), place.start, 'latin1');
  return { bytes: new Uint8Array(bytes), range };
}

/** A text string: ASCII as it is, anything else as UTF-16 (ISO 32000-1, 7.9.2.2). */
function text(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`;
  return `<feff${Buffer.from(value, 'utf16le').swap16().toString('hex')}>`;
}
