/**
 * Reads the tag files of a bag (RFC 8493, 2.1 and 2.2): the declaration, `bag-info.txt`, manifests. Each line that is not as
 * the standard has it is told; what can be read is given all the same.
 */
import { faultIn, folded, legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';

/** One line of a manifest. */
export interface Listed {
  /** Of the file in the bag, decoded. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly digest: string;
}
export interface Manifest {
  /** Its file's name. */
  readonly name: string;
  /** As the file's name has it: `sha512`. */
  readonly algorithm: string;
  /** Whether it is of tag files. */
  readonly isOfTags: boolean;
  readonly entries: readonly Listed[];
}
/** Hexadecimal digits of a digest, by algorithm; others cannot be checked. */
const digits: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 };
/** Those that our bags have, both of them. */
const required = ['sha512', 'sha256'];

const declarations = ['BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8'];

/** Checks `bagit.txt`: its two lines and nothing else. */
export function checkDeclaration(files: BagFiles, tell: Tell): void {
  const bytes = files.get('bagit.txt');
  if (!bytes) {
    tell('BAG_DECLARATION', 'bagit.txt', { variant: 'missing' });
    return;
  }
  const text = decoded(bytes, 'bagit.txt', tell);
  if (text === null || declarations.includes(text.replaceAll('\r\n', '\n'))) return;
  const version = /^BagIt-Version: (\d+\.\d+)/.exec(text)?.[1];
  if (version !== undefined && version !== '1.0') tell('BAG_DECLARATION', 'bagit.txt', { variant: 'version', version });
  else tell('BAG_DECLARATION', 'bagit.txt');
}

/** The labels and values of `bag-info.txt`, a value's further lines joined to it by a blank. */
export function readInfo(files: BagFiles, tell: Tell): readonly (readonly [label: string, value: string])[] {
  const name = 'bag-info.txt';
  const bytes = files.get(name);
  const text = bytes && decoded(bytes, name, tell);
  if (text === null || text === undefined) return [];
  const fields: [string, string][] = [];
  for (const line of linesOf(text)) {
    const [, label, value] = /^([^\s:][^:]*):[ \t]?(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    if (label !== undefined && value !== undefined) fields.push([label, value]);
    else if (last && /^[ \t]+\S/.test(line)) last[1] += ` ${line.trim()}`;
    else tell('BAG_MANIFEST', name, { variant: 'line', line: legible(line) });
  }
  return fields;
}

/** Every manifest of the bag. Those that it must have are told if they are not there. */
export function readManifests(files: BagFiles, tell: Tell): readonly Manifest[] {
  const manifests = [...files].flatMap(([name, bytes]): readonly Manifest[] => {
    const [, tag, algorithm = ''] = /^(tag)?manifest-([^/]*)\.txt$/.exec(name) ?? [];
    if (algorithm === '') return [];
    if (!Object.hasOwn(digits, algorithm)) {
      tell('BAG_ALGORITHM', name, { algorithm: legible(algorithm), known: Object.keys(digits).join(', ') });
      return [];
    }
    const isOfTags = tag !== undefined;
    return [{ name, algorithm, isOfTags, entries: entriesOf(name, bytes, algorithm, isOfTags, tell) }];
  });
  for (const name of required.flatMap((algorithm) => [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`])) {
    if (!files.has(name)) tell('BAG_MANIFEST', name, { variant: 'missing' });
  }
  return manifests;
}

function entriesOf(name: string, bytes: Uint8Array, algorithm: string, isOfTags: boolean, tell: Tell): readonly Listed[] {
  const text = decoded(bytes, name, tell);
  if (text === null) return [];
  if (!text.endsWith('\n') || (isOfTags && text.includes('\r'))) tell('BAG_MANIFEST', name, { variant: 'cut' });
  const seen = new Set<string>();
  return linesOf(text).flatMap((line): readonly Listed[] => {
    const [, digest = '', written = ''] = (isOfTags ? strictLine : freeLine).exec(line) ?? [];
    const path = decodedPath(written);
    if (digest.length !== digits[algorithm] || path === null) {
      tell('BAG_MANIFEST', name, { variant: 'line', line: legible(line) });
      return [];
    }
    const fault = faultIn(path);
    if (fault !== null) {
      tell('BAG_PATH', name, { variant: `listed-${fault}`, path: legible(path) });
      return [];
    }
    if (path.startsWith('data/') === isOfTags) {
      tell('BAG_MANIFEST', name, { variant: isOfTags ? 'payload' : 'tag', path: legible(path) });
      return [];
    }
    if (seen.has(folded(path))) tell('BAG_MANIFEST', name, { variant: 'double', path: legible(path) });
    seen.add(folded(path));
    return [{ path, digest: digest.toLowerCase() }];
  });
}

const freeLine = /^([0-9A-Fa-f]+)[ \t]+\*?(\S.*)$/;
/** Nothing vouches for a tag manifest but its form, so that it must be as it was written. */
const strictLine = /^([0-9a-f]+) {2}(\S.*)$/;

/** RFC 8493, 2.1.3: line ends and the per cent sign are encoded, and nothing else is; null for any other escape. */
function decodedPath(written: string): string | null {
  if (written === '' || /%(?!0[AaDd]|25)/.test(written)) return null;
  return written
    .replace(/%0[Aa]/g, '\n')
    .replace(/%0[Dd]/g, '\r')
    .replaceAll('%25', '%');
}

/** The text of a tag file, which is UTF-8 without a byte order mark; null after telling. */
function decoded(bytes: Uint8Array, name: string, tell: Tell): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    tell('BAG_ENCODING', name, { variant: 'mark' });
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    tell('BAG_ENCODING', name);
    return null;
  }
}

/** Lines end with LF, CR or both (RFC 8493, 2.1.3). */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
