/**
 * Reads a zip archive strictly and into memory: no unsafe or repeated names, sizes and checksums as stated, and no more
 * than an office document may weigh. The one door to yauzl. Whatever breaks a rule is thrown.
 */
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';

/** How much of an archive is read before it is refused. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, and of all together, when unpacked. */
  readonly entry: number;
  readonly total: number;
}

/** The files of an archive by name. */
export async function readZip(bytes: Uint8Array, limits: ZipLimits): Promise<ReadonlyMap<string, Buffer>> {
  const { fromBufferPromise } = await import('yauzl');
  const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    strictFileNames: true,
    validateEntrySizes: true,
  });
  if (archive.entryCount > limits.entries) throw new Error(`more than ${limits.entries} entries`);
  const files = new Map<string, Buffer>();
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    if (files.has(entry.fileName)) throw new Error(`two entries named ${entry.fileName}`);
    if (entry.isEncrypted()) throw new Error(`${entry.fileName} is encrypted`);
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.entry || total > limits.total) throw new Error(`${entry.fileName} is too large`);
    // The library ends the stream with an error as soon as more comes than was stated.
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} is wrong`);
    files.set(entry.fileName, content);
  }
  return files;
}

/** One entry as it is stated, its name unchecked. */
export interface ZipEntry {
  /** Bytes that are no UTF-8 show as the replacement character. */
  readonly name: string;
  readonly isNamedInUtf8: boolean;
  readonly isLink: boolean;
  readonly content: { readonly bytes: Uint8Array } | { readonly reason: string };
}

/** Of Unix, in the upper half of an entry's external attributes (APPNOTE, 4.4.15). */
const kinds = { mask: 0o170000, link: 0o120000 };

/**
 * Every entry of an archive whose names and contents are another's: none is refused for the sake of the rest. The whole is
 * refused if it is no archive or is larger than stated limits; growth is how many times its size an entry may have when
 * unpacked, from a least size on.
 */
export async function readEntries(
  bytes: Uint8Array,
  limits: ZipLimits,
  growth: { readonly least: number; readonly most: number },
): Promise<readonly ZipEntry[] | { readonly reason: string }> {
  const { fromBufferPromise } = await import('yauzl');
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    });
    if (archive.entryCount > limits.entries) return { reason: `more than ${limits.entries} entries` };
    const entries: ZipEntry[] = [];
    let total = 0;
    for await (const entry of archive.eachEntry()) {
      // Typed as text, which it is unless names are left undecoded.
      const raw: unknown = entry.fileName;
      const named = Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw));
      const name = named.toString('utf8');
      const isNamedInUtf8 = Buffer.from(name).equals(named);
      total += entry.uncompressedSize;
      const tooLarge = entry.uncompressedSize > growth.least && entry.uncompressedSize > growth.most * entry.compressedSize;
      if (tooLarge || entry.uncompressedSize > limits.entry || total > limits.total) return { reason: `${name} is too large` };
      const isLink = ((entry.externalFileAttributes >>> 16) & kinds.mask) === kinds.link;
      const content = entry.isEncrypted() ? { reason: 'encrypted' } : await contentOf(archive, entry);
      entries.push({ name, isNamedInUtf8, isLink, content });
    }
    return entries;
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function contentOf(archive: ZipFile, entry: Entry): Promise<ZipEntry['content']> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    return crc32(bytes) === entry.crc32 ? { bytes } : { reason: 'its checksum is wrong' };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
