/**
 * Compression: deflates PDF streams, and reads and writes ZIP containers. The compressors are WebAssembly and JavaScript at
 * pinned versions, so the bytes depend neither on the machine nor on the zlib that a build of Node carries.
 */
import { unzipSync, unzlibSync, Zip, ZipPassThrough } from 'fflate';
import { compress } from './zlib.ts';

/** Of levels 1 to 9: on page contents 1 takes a quarter less time than 3, and gives five per cent more bytes. */
const streamLevel = 1;
/** The text of XML repeats more. */
const fileLevel = 4;

/** ZIP's number for deflated files (APPNOTE, 4.4.5). */
const deflated = 8;

/** The first day a ZIP container can tell. fflate reads it by the local clock and ZIP stores no zone, so the bytes are the same everywhere. */
const firstDay = () => new Date(1980, 0, 1);

/** Compresses to the zlib format, as PDF's FlateDecode reads it. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return compress(bytes, streamLevel, true);
}

/** Decompresses the zlib format to a length known beforehand; what is more is dropped. Throws if the data are damaged. */
export function inflate(bytes: Uint8Array, length: number): Uint8Array {
  return unzlibSync(bytes, { out: new Uint8Array(length) });
}

/** A file of a container, compressed by zlib; fflate sums and frames it. */
class Deflated extends ZipPassThrough {
  override compression = deflated;
  override mtime = firstDay();

  protected override process(bytes: Uint8Array, final: boolean): void {
    this.ondata(null, compress(bytes, fileLevel, false), final);
  }
}

/** Packs files into a ZIP container in the order given, all of one date. */
export function zip(files: Iterable<readonly [name: string, bytes: Uint8Array]>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const container = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, bytes] of files) {
    const file = new Deflated(name);
    container.add(file);
    file.push(bytes, true);
  }
  container.end();
  return new Uint8Array(Buffer.concat(chunks));
}

/** Unpacks a container of our own making, in its own order. Not for files of others: it sets no limit. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)));
}
