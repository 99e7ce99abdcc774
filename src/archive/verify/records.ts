/**
 * What METS and PREMIS say of the files of a package, against the files: each is named, is there, and has the size and the
 * digests they give. So a file cannot be exchanged by changing the manifests alone. The claims of PREMIS's events are read, too.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { elementsOf, parseXml, type XmlElement } from '../../xml.ts';
import { legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';

/** What a record says of one file. */
interface Said {
  /** In the bag. */
  readonly path: string;
  readonly digests: readonly { readonly algorithm: string; readonly digest: string }[];
  readonly size: string | null;
}
export interface Records {
  /** Paths of METS and PREMIS files in the bag. */
  readonly files: readonly string[];
  /** Statements of size or digest that were compared. */
  readonly compared: number;
  /** Paths in the bag of files that an event says to have passed a check. */
  readonly passed: readonly string[];
}

const premisPath = 'data/metadata/preservation/premis.xml';
const rootMets = 'data/METS.xml';
/** METS of a large package has a few hundred kilobytes. */
const limits = { size: 32 * 2 ** 20, depth: 50 };
/** `SHA-512` as Node names it; others are no digests that archives use. */
const algorithms: Readonly<Record<string, string>> = {
  'SHA-512': 'sha512',
  'SHA-384': 'sha384',
  'SHA-256': 'sha256',
  'SHA-1': 'sha1',
  MD5: 'md5',
};

/** Compares every record of the package with the files; a package without METS or PREMIS is told. */
export function checkRecords(files: BagFiles, tell: Tell): Records {
  const names = [...files.keys()].filter((name) => name.startsWith('data/') && path.posix.basename(name) === 'METS.xml');
  for (const name of [rootMets, premisPath].filter((one) => !files.has(one))) tell('BAG_RECORD', name, { variant: 'absent' });
  const documents = [...names, ...(files.has(premisPath) ? [premisPath] : [])].flatMap((name) => {
    const root = rootOf(name, files, tell);
    return root ? [{ name, root }] : [];
  });
  let compared = 0;
  const named = new Map<string, Set<string>>();
  for (const { name, root } of documents) {
    const said = name === premisPath ? premisSays(root) : metsSays(root, path.posix.dirname(name));
    for (const one of said) compared += compareOne(one, name, files, tell);
    named.set(name, new Set(said.map((one) => one.path)));
  }
  tellUnnamed(files, named, tell);
  const premis = documents.find(({ name }) => name === premisPath);
  return { files: documents.map(({ name }) => name), compared, passed: premis ? passedIn(premis.root) : [] };
}

function rootOf(name: string, files: BagFiles, tell: Tell): XmlElement | null {
  try {
    const root = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(files.get(name)), limits);
    if (root.type === 'element') return root;
    tell('BAG_RECORD', name, { variant: 'xml', reason: `${root.line}:${root.column} ${legible(root.reason)}` });
  } catch {
    tell('BAG_RECORD', name, { variant: 'xml', reason: 'it is not UTF-8' });
  }
  return null;
}

/** How many statements there were. */
function compareOne({ path: file, digests, size }: Said, name: string, files: BagFiles, tell: Tell): number {
  const bytes = files.get(file);
  if (!bytes) {
    tell('BAG_RECORD', name, { variant: 'missing', path: legible(file) });
    return 0;
  }
  if (size !== null && size !== String(bytes.length))
    tell('BAG_RECORD', name, { variant: 'size', path: legible(file), said: legible(size), found: String(bytes.length) });
  const known = digests.flatMap(({ algorithm, digest }) => {
    const method = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
    return method === undefined ? [] : [{ is: createHash(method).update(bytes).digest('hex'), said: digest.toLowerCase() }];
  });
  if (known.length < digests.length || known.some(({ is, said }) => is !== said))
    tell('BAG_RECORD', name, { variant: 'digest', path: legible(file) });
  return known.length + (size === null ? 0 : 1);
}

/** What PREMIS is about; what describes the package is named by METS alone. */
const preserved = /^data\/(?:original\/|representations\/[^/]+\/data\/)/;

/** Each file of the payload is named by a METS file, and what is preserved by PREMIS. */
function tellUnnamed(files: BagFiles, named: ReadonlyMap<string, ReadonlySet<string>>, tell: Tell): void {
  const inMets = new Set([...named].flatMap(([name, paths]) => (name === premisPath ? [] : [...paths])));
  const inPremis = named.get(premisPath);
  for (const file of [...files.keys()].filter((name) => name.startsWith('data/') && name !== rootMets)) {
    if (named.has(rootMets) && !inMets.has(file)) tell('BAG_RECORD', rootMets, { variant: 'unnamed', path: legible(file) });
    if (inPremis && preserved.test(file) && !inPremis.has(file))
      tell('BAG_RECORD', premisPath, { variant: 'unnamed', path: legible(file) });
  }
}

// ---- METS: any element with a digest, and the place of its file in it or in its child ----

function metsSays(root: XmlElement, folder: string): readonly Said[] {
  return allOf(root).flatMap((element): readonly Said[] => {
    const { CHECKSUM: digest, CHECKSUMTYPE: algorithm = '', SIZE: size = null } = element.attributes;
    const href =
      hrefOf(element) ??
      elementsOf(element)
        .map(hrefOf)
        .find((one) => one !== null);
    if (href === null || href === undefined || (digest === undefined && size === null)) return [];
    return [{ path: path.posix.join(folder, decoded(href)), digests: digest === undefined ? [] : [{ algorithm, digest }], size }];
  });
}

const hrefOf = (element: XmlElement): string | null => element.attributes['xlink:href'] ?? null;

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

// ---- PREMIS: objects by their paths below `data` ----

function premisSays(root: XmlElement): readonly Said[] {
  return elementsOf(root)
    .filter((element) => localName(element) === 'object')
    .map((object) => {
      const within = allOf(object);
      const digests = within
        .filter((element) => localName(element) === 'fixity')
        .map((fixity) => ({ algorithm: valueIn(fixity, 'messageDigestAlgorithm') ?? '', digest: valueIn(fixity, 'messageDigest') ?? '' }));
      return { path: path.posix.join('data', valueIn(object, 'objectIdentifierValue') ?? ''), digests, size: valueIn(object, 'size') };
    });
}

/** Files of which an event says that they passed: its outcome is a success. */
function passedIn(root: XmlElement): readonly string[] {
  const events = elementsOf(root).filter((element) => localName(element) === 'event');
  const passed = events.filter((event) => valueIn(event, 'eventOutcome')?.startsWith('success') === true);
  const paths = passed.flatMap((event) =>
    allOf(event).flatMap((element) =>
      localName(element) === 'linkingObjectIdentifierValue' ? [path.posix.join('data', textIn(element))] : [],
    ),
  );
  return [...new Set(paths)];
}

function valueIn(element: XmlElement, name: string): string | null {
  const found = allOf(element).find((one) => localName(one) === name);
  return found ? textIn(found) : null;
}

function allOf(element: XmlElement): readonly XmlElement[] {
  return [element, ...elementsOf(element).flatMap(allOf)];
}

const localName = (element: XmlElement): string => element.name.replace(/^.*:/, '');
const textIn = (element: XmlElement): string =>
  element.children
    .map((child) => (child.type === 'text' ? child.text : ''))
    .join('')
    .trim();
