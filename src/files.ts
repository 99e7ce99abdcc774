/**
 * Reads files that others made: text that must be UTF-8 and of bounded size, and files named in a document, which must lie in the
 * document's folder.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { lineStarts, positionOf } from './lines.ts';
import type { Position, Report } from './problem.ts';

/** What a source may cost. Bytes; levels of nesting; fields of one group; uses of anchors. */
export interface Limits {
  readonly bytes: number;
  readonly depth: number;
  readonly members: number;
  readonly aliases: number;
}
export const sourceLimits: Limits = { bytes: 2_000_000, depth: 40, members: 1000, aliases: 50 };

/** Reads a file that must be UTF-8 text; null after reporting. */
export async function readText(file: string, shown: string, report: Report, limits: Limits = sourceLimits): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    // At once: handing a small file's reading to another thread takes longer than reading it.
    const { size } = statSync(file);
    if (size > limits.bytes) {
      report('FILE_TOO_LARGE', { file: shown }, { value: String(size), limit: String(limits.bytes) });
      return null;
    }
    bytes = readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    report('FILE_UNREADABLE', { file: shown }, { value: shown, reason });
    return null;
  }
  if (packed.some((head) => head.every((byte, index) => bytes[index] === byte))) {
    report('FILE_ENCODING', { file: shown }, { variant: 'packed' });
    return null;
  }
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'UTF-16' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'UTF-16' : null;
  if (mark) {
    report('FILE_ENCODING', { file: shown }, { variant: mark });
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = positionOf(lineStarts(''), 0);
    const start = badByte(bytes) ?? at;
    report('FILE_ENCODING', { file: shown, range: { start, end: start } }, {});
    return null;
  }
}

/** How files of office programs begin: ZIP (Word), OLE (Word before 2007), PDF, RTF. */
const packed = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];

/** The place of the first byte that is no UTF-8, by halving. */
function badByte(bytes: Uint8Array): Position | null {
  const decodes = (length: number) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return null;
    }
  };
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle) === null) bad = middle;
    else good = middle;
  }
  const text = decodes(good);
  return text === null ? null : positionOf(lineStarts(text), text.length);
}

/** Whether a file named in a document lies in the document's folder, links followed; null if it does not exist. */
export async function holds(folder: string, name: string): Promise<boolean | null> {
  if (path.isAbsolute(name) || path.win32.isAbsolute(name)) return false;
  const target = targetOf(folder, name);
  if (!isWithin(folder, target)) return false;
  const real = await realpath(target).catch(() => null);
  return real === null ? null : isWithin(await realpath(folder), real);
}

/** The SHA-256 of a file that a document's folder holds, in small letters; null if it cannot be read. Scans are larger than memory likes. */
export async function digestIn(folder: string, name: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(targetOf(folder, name))) hash.update(piece);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

/** A file that a document's folder holds; null if it cannot be read, is none, or has more bytes than `most`. */
export async function bytesIn(folder: string, name: string, most: number): Promise<Uint8Array | null> {
  const target = targetOf(folder, name);
  try {
    const found = await stat(target);
    return found.isFile() && found.size <= most ? await readFile(target) : null;
  } catch {
    return null;
  }
}

function targetOf(folder: string, name: string): string {
  return path.resolve(folder, name.replaceAll('\\', '/'));
}

function isWithin(folder: string, target: string): boolean {
  const relative = path.relative(folder, target);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
