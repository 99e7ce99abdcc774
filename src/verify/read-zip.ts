/**
 * Reads a zip archive strictly and into memory: no unsafe or repeated names, sizes and checksums as stated, and no more
 * than an office document may weigh. The one door to yauzl. Whatever breaks a rule is thrown.
 */
import { crc32 } from 'node:zlib';

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
