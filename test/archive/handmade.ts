/** Bags made by hand, sharing nothing with the program, and what can go wrong with them. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zip } from '../../src/deflate.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const digest = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');
const algorithms = ['sha256', 'sha512'];

/** A sound bag of a payload by paths below `data/`. */
export function bagOfPayload(payload: Readonly<Record<string, string>>, info = 'Source-Organization: Sample\n'): Files {
  const files = new Map<string, Uint8Array>();
  for (const [name, text] of Object.entries(payload)) files.set(`data/${name}`, bytesOf(text));
  const octets = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  files.set('bagit.txt', bytesOf('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  files.set('bag-info.txt', bytesOf(`${info}Payload-Oxum: ${octets}.${Object.keys(payload).length}\n`));
  return listed(listed(files, ''), 'tag');
}

/** The same files with manifests written anew: of the payload, or of the tag files. */
export function listed(files: Files, kind: '' | 'tag'): Files {
  const rest = new Map([...files].filter(([name]) => !(name.startsWith(`${kind}manifest-`) && name.endsWith('.txt'))));
  const isListed = (name: string) => name.startsWith('data/') !== (kind === 'tag') && !name.startsWith('tagmanifest-');
  const names = [...rest.keys()].filter(isListed).sort();
  for (const algorithm of algorithms) {
    const lines = names.map((name) => `${digest(algorithm, rest.get(name) ?? new Uint8Array())}  ${name}\n`);
    rest.set(`${kind}manifest-${algorithm}.txt`, bytesOf(lines.join('')));
  }
  return rest;
}

/** With one file changed, added or, if null, taken away. */
export function withFile(files: Files, name: string, content: Uint8Array | string | null): Files {
  const changed = new Map(files);
  if (content === null) changed.delete(name);
  else changed.set(name, typeof content === 'string' ? bytesOf(content) : content);
  return changed;
}

/** Writes a bag as a folder, in the place of an earlier one. */
export function writeFolder(files: Files, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return folder;
}

/** Writes a bag as a ZIP file. */
export function writeZip(files: Files, file: string, root = 'bag'): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, zip([...files].map(([name, bytes]) => [`${root}/${name}`, bytes] as const)));
  return file;
}

const sizes = (files: Files, name: string) => files.get(name)?.length ?? 0;
const hash = (files: Files, name: string) => digest('sha512', files.get(name) ?? new Uint8Array());

/** A sound bag of a payload with METS and PREMIS that name every file. */
export function packageOf(payload: Readonly<Record<string, string>>): Files {
  const files = bagOfPayload(payload);
  const names = [...files.keys()].filter((name) => name.startsWith('data/')).map((name) => name.slice('data/'.length));
  const objects = names.map(
    (name) =>
      `<object><objectIdentifier><objectIdentifierValue>${name}</objectIdentifierValue></objectIdentifier><fixity><messageDigestAlgorithm>SHA-512</messageDigestAlgorithm><messageDigest>${hash(files, `data/${name}`)}</messageDigest></fixity><size>${sizes(files, `data/${name}`)}</size></object>`,
  );
  const withPremis = withFile(files, 'data/metadata/preservation/premis.xml', `<premis>${objects.join('\n')}</premis>\n`);
  const all = [...withPremis.keys()].filter((name) => name.startsWith('data/'));
  const entries = all.map(
    (name) =>
      `<file CHECKSUM="${hash(withPremis, name)}" CHECKSUMTYPE="SHA-512" SIZE="${sizes(withPremis, name)}"><FLocat xlink:href="${name.slice('data/'.length).split('/').map(encodeURIComponent).join('/')}"/></file>`,
  );
  const mets = `<mets xmlns:xlink="http://www.w3.org/1999/xlink">${entries.join('\n')}</mets>\n`;
  return relisted(withFile(withPremis, 'data/METS.xml', mets));
}

/** Every tag file made anew, so that nothing in the manifests tells of a change. */
export function relisted(files: Files): Files {
  const payload = [...files.keys()].filter((name) => name.startsWith('data/'));
  const octets = payload.reduce((sum, name) => sum + sizes(files, name), 0);
  const info = textOf(files.get('bag-info.txt')).replace(/Payload-Oxum: .*\n/, `Payload-Oxum: ${octets}.${payload.length}\n`);
  return listed(listed(withFile(files, 'bag-info.txt', info), ''), 'tag');
}

/** One file in another's place, and every digest and size of it in METS, PREMIS and manifests made to fit. */
export function forgedFile(files: Files, name: string, bytes: Uint8Array): Files {
  const replaced: [Uint8Array, Uint8Array][] = [];
  const put = (into: Files, file: string, content: Uint8Array): Files => {
    replaced.push([into.get(file) ?? new Uint8Array(), content]);
    return withFile(into, file, content);
  };
  let forged = put(files, name, bytes);
  const records = [...files.keys()].filter((file) => /\/METS\.xml$|premis\.xml$/.test(file));
  // Those of parts first, then PREMIS, then the one of the whole, which names them all.
  for (const file of records.sort((one, other) => other.split('/').length - one.split('/').length)) {
    let text = textOf(forged.get(file));
    for (const [old, current] of replaced) {
      for (const algorithm of algorithms) text = text.replaceAll(digest(algorithm, old), digest(algorithm, current));
      text = resized(text, digest('sha512', current), current.length);
    }
    if (text !== textOf(forged.get(file))) forged = put(forged, file, bytesOf(text));
  }
  return relisted(forged);
}

/** The size that METS and PREMIS give beside a digest. */
function resized(text: string, sha512: string, size: number): string {
  return text
    .replace(new RegExp(`SIZE="\\d+"(?=[^<>]*CHECKSUM="${sha512}")|(?<=CHECKSUM="${sha512}"[^<>]*)SIZE="\\d+"`, 'g'), `SIZE="${size}"`)
    .replace(new RegExp(`(?<=${sha512}(?:(?!</object>)[^])*?<size>)\\d+`, 'g'), String(size));
}

/** The results of the checks of a bag with which nothing is wrong. */
export const allSound = ['fixity sound', 'records sound', 'regeneration sound', 'claims sound'];
