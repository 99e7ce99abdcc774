/**
 * Whether a bag is complete and unchanged (RFC 8493, 3): every file that is there is listed in every manifest of its kind and
 * has the digests they say, every file listed is there, and the payload has the size it is said to have.
 */
import { createHash } from 'node:crypto';
import { legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';
import { checkDeclaration, type Manifest, readInfo, readManifests } from './tag-files.ts';

export interface Fixity {
  readonly info: readonly (readonly [label: string, value: string])[];
  /** Algorithms of the payload's manifests. */
  readonly algorithms: readonly string[];
  readonly payload: { readonly files: number; readonly octets: number };
}

/** Checks a bag by its own tag files, telling everything that is wrong. */
export function checkFixity(files: BagFiles, tell: Tell): Fixity {
  // What is no bag at all has one fault.
  if (![...files.keys()].some((name) => name === 'bagit.txt' || /^(?:tag)?manifest-/.test(name))) {
    tell('BAG_DECLARATION', 'bagit.txt', { variant: 'missing' });
    return { info: [], algorithms: [], payload: { files: 0, octets: 0 } };
  }
  checkDeclaration(files, tell);
  if (files.has('fetch.txt')) tell('BAG_INCOMPLETE', 'fetch.txt');
  const manifests = readManifests(files, tell);
  const digestOf = digests(files);
  const names = [...files.keys()];
  const payload = names.filter((name) => name.startsWith('data/'));
  const tags = names.filter((name) => !name.startsWith('data/') && !listsTags(name) && name !== 'fetch.txt');
  checkListed(
    payload,
    manifests.filter((manifest) => !manifest.isOfTags),
    files,
    digestOf,
    tell,
  );
  checkListed(
    tags,
    manifests.filter((manifest) => manifest.isOfTags),
    files,
    digestOf,
    tell,
  );
  const octets = payload.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
  const info = readInfo(files, tell);
  checkOxum(info, { files: payload.length, octets }, tell);
  const algorithms = manifests.filter((manifest) => !manifest.isOfTags).map((manifest) => manifest.algorithm);
  return { info, algorithms, payload: { files: payload.length, octets } };
}

/** Tag manifests list neither each other nor what signs them. */
const listsTags = (name: string) => /^tagmanifest-[^/]*\.txt(?:\.p7s)?$/.test(name);

/** Digests of the bag's files, each taken once. */
function digests(files: BagFiles): (path: string, algorithm: string) => string {
  const taken = new Map<string, string>();
  return (path, algorithm) => {
    const key = `${algorithm} ${path}`;
    const known = taken.get(key);
    if (known !== undefined) return known;
    const digest = createHash(algorithm)
      .update(files.get(path) ?? new Uint8Array())
      .digest('hex');
    taken.set(key, digest);
    return digest;
  };
}

/** Tells once of each file, whatever number of manifests say it. */
function checkListed(
  present: readonly string[],
  manifests: readonly Manifest[],
  files: BagFiles,
  digestOf: (path: string, algorithm: string) => string,
  tell: Tell,
): void {
  if (manifests.length === 0) return;
  const listed = new Map<string, { readonly algorithm: string; readonly digest: string }[]>();
  for (const { algorithm, entries } of manifests) {
    for (const { path, digest } of entries) listed.set(path, [...(listed.get(path) ?? []), { algorithm, digest }]);
  }
  const listings = manifests.map(({ name, entries }) => ({ name, paths: new Set(entries.map(({ path }) => path)) }));
  for (const path of present) {
    const said = listed.get(path) ?? [];
    const wrong = said.filter(({ algorithm, digest }) => digestOf(path, algorithm) !== digest);
    if (said.length === 0) tell('BAG_EXTRA', path);
    else if (wrong.length > 0) tell('BAG_CHANGED', path, { algorithms: unique(wrong.map(({ algorithm }) => algorithm)).join(', ') });
    for (const { name, paths } of said.length === 0 ? [] : listings)
      if (!paths.has(path)) tell('BAG_MANIFEST', name, { variant: 'unlisted', path: legible(path) });
  }
  for (const path of listed.keys()) if (!files.has(path)) tell('BAG_MISSING', path);
}

/** RFC 8493, 2.2.2: octets and files of the payload, once. */
function checkOxum(info: Fixity['info'], { files, octets }: Fixity['payload'], tell: Tell): void {
  const said = info.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value.trim());
  const found = `${octets}.${files}`;
  if (said.length === 0) tell('BAG_OXUM', 'bag-info.txt', { variant: 'missing', found });
  else if (said.some((value) => value !== found)) tell('BAG_OXUM', 'bag-info.txt', { said: legible(said.join(', ')), found });
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
