/**
 * BagIt 1.0 (RFC 8493): puts tag files round a payload. Takes the payload's files and what `bag-info.txt` says, gives every
 * file of the bag; touches no disk.
 */
import { createHash } from 'node:crypto';
import type { OutputFile } from '../output.ts';

/** Fields of `bag-info.txt` in the order they are written; a label may stand twice. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

/** A payload file with its digests in lower-case hexadecimal, each taken once. */
export interface Digested extends OutputFile {
  readonly sha512: string;
  readonly sha256: string;
}

const algorithms = ['sha512', 'sha256'] as const;
const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Takes a file's digests. */
export function digested(file: OutputFile): Digested {
  return { ...file, sha512: digest('sha512', file.bytes), sha256: digest('sha256', file.bytes) };
}

/** Every file of the bag by its path in it: `data/…` and the tag files, in order of their paths. The payload's paths are those below `data/`. */
export function bagOf(payload: readonly Digested[], info: BagInfo): readonly OutputFile[] {
  const data = inOrder(payload.map((file) => ({ ...file, path: `data/${file.path}` })));
  const octets = data.reduce((sum, file) => sum + file.bytes.length, 0);
  const oxum: BagInfo = [['Payload-Oxum', `${octets}.${data.length}`]];
  const tags = inOrder([
    tagFile('bagit.txt', declaration),
    tagFile('bag-info.txt', [...info, ...oxum].map(([label, value]) => `${label}: ${oneLine(value)}\n`).join('')),
    ...algorithms.map((algorithm) => tagFile(`manifest-${algorithm}.txt`, manifest(data, algorithm))),
  ]);
  const tagManifests = algorithms.map((algorithm) => tagFile(`tagmanifest-${algorithm}.txt`, manifest(tags, algorithm)));
  return inOrder<OutputFile>([...data, ...tags, ...tagManifests]).map(({ path, bytes }) => ({ path, bytes }));
}

function tagFile(path: string, text: string): Digested {
  return digested({ path, bytes: new TextEncoder().encode(text) });
}

/** RFC 8493, 2.1.3: a line a file, with its line ends and per cent signs encoded. */
function manifest(files: readonly Digested[], algorithm: (typeof algorithms)[number]): string {
  return files.map((file) => `${file[algorithm]}  ${encodedPath(file.path)}\n`).join('');
}

/** RFC 8493, 2.1.3: only what would break the line is encoded, and the sign that encodes. */
export function encodedPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** By code units: the order of no locale. */
export function inOrder<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  return [...files].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}

/** A value of `bag-info.txt` ends with its line (RFC 8493, 2.2.2). */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function digest(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}
