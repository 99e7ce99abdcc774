/**
 * Compression: deflates PDF streams, and reads and writes ZIP containers. The compressors are WebAssembly and JavaScript at
 * pinned versions, so the bytes depend neither on the machine nor on the zlib that a build of Node carries.
 */
import { unzipSync, unzlibSync, zipSync } from 'fflate';
import { compress } from './zlib.ts';

/** Of levels 1 to 9: on page contents 4 takes a third less time than 6 and gives one per cent more bytes. */
const level = 4;

/** The first day a ZIP container can tell. fflate reads it by the local clock and ZIP stores no zone, so the bytes are the same everywhere. */
const firstDay = () => new Date(1980, 0, 1);

/** Compresses to the zlib format, as PDF's FlateDecode reads it. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return compress(bytes, level);
}

/** Decompresses the zlib format to a length known beforehand; what is more is dropped. Throws if the data are damaged. */
export function inflate(bytes: Uint8Array, length: number): Uint8Array {
  return unzlibSync(bytes, { out: new Uint8Array(length) });
}

/** Packs files into a ZIP container in the order given, all of one date. */
export function zip(files: Iterable<readonly [name: string, bytes: Uint8Array]>): Uint8Array {
  return zipSync(Object.fromEntries(files), { level, mtime: firstDay() });
}

/** Unpacks a container of our own making, in its own order. Not for files of others: it sets no limit. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)));
}
