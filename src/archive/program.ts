/**
 * The program that made a document, for its archive: lockfile, bill of materials, licences, and the digests of every file of
 * its offline bundle, or the bundle itself if the user gives it and it is this very program's. All lie in `dist/program`,
 * where the build put them; in an unpacked bundle the digests lie at its root.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import { type OutputFile, reasonOf } from '../output.ts';
import { ownPath } from '../own.ts';
import type { Report } from '../problem.ts';
import { readZip } from '../verify/read-zip.ts';

/** What the build leaves of the program in `dist/program`. */
const kept = ['LICENCES.txt', 'SBOM.cdx.json', 'package-lock.json'];
const digestList = 'bundle.sha512';
/** Lists of digests within a bundle: they cannot list themselves. */
const lists = ['SHA256SUMS', 'SHA512SUMS'];

/** A bundle has four hundred files of 20 MB together. */
const limits = { entries: 10_000, entry: 64 * 2 ** 20, total: 256 * 2 ** 20 };

/**
 * `program/…`, in order of their paths; null after reporting. `bundle` is the file the user named, relative to `cwd`: it is
 * taken only if every file in it is the one this program was bundled with.
 */
export async function programFiles(bundle: string | null, cwd: string, report: Report): Promise<readonly OutputFile[] | null> {
  const files: OutputFile[] = [];
  try {
    for (const name of kept) files.push({ path: `program/${name}`, bytes: await readFile(ownPath(`dist/program/${name}`)) });
    const digests = await digestsOfBundle();
    files.push({ path: `program/${digestList}`, bytes: Buffer.from(digests) });
    if (bundle !== null) {
      const file = path.resolve(cwd, bundle);
      const bytes = await readBundle(file, shown(file, cwd), digests, report);
      if (!bytes) return null;
      files.push({ path: `program/${await bundleName()}`, bytes });
    }
  } catch (error) {
    report('FILE_UNREADABLE', { file: '.' }, { value: 'dist/program', reason: reasonOf(error) });
    return null;
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * One number for the program's code and libraries: SHA-512, in hexadecimal, of the digests of `dist/` and of the packages it
 * opens. Two programs with the same number make the same bytes of the same house and sources. Null if it was never built.
 */
export async function programFingerprint(): Promise<string | null> {
  const digests = await digestsOfBundle().catch(() => null);
  if (digests === null) return null;
  const code = digests.split('\n').filter((line) => / {2}(?:dist|node_modules)\//.test(line));
  return createHash('sha512').update(code.join('\n')).digest('hex');
}

async function digestsOfBundle(): Promise<string> {
  const beside = ownPath(`dist/program/${digestList}`);
  return readFile(beside, 'utf8').catch(() => readFile(ownPath('SHA512SUMS'), 'utf8'));
}

async function bundleName(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(ownPath('package.json'), 'utf8')) as { name: string; version: string };
  return `${name}-${version}.zip`;
}

/** The bytes of a bundle whose files are those listed, no more and no fewer; null after reporting. */
async function readBundle(file: string, name: string, digests: string, report: Report): Promise<Uint8Array | null> {
  const refuse = (reason: string, variant?: 'bundle') => {
    report('FILE_UNREADABLE', { file: name }, { value: name, reason, ...(variant ? { variant } : {}) });
    return null;
  };
  let bytes: Buffer;
  let files: ReadonlyMap<string, Buffer>;
  try {
    if ((await stat(file)).size > limits.total) return refuse('too large', 'bundle');
    bytes = await readFile(file);
  } catch (error) {
    return refuse(reasonOf(error));
  }
  try {
    files = await readZip(bytes, limits);
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return refuse(sentence, 'bundle');
  }
  const root = /^[^/]+\//.exec([...files.keys()][0] ?? '')?.[0] ?? '';
  const found = [...files]
    .filter(([entry]) => !lists.some((list) => entry === root + list))
    .map(([entry, content]) => `${createHash('sha512').update(content).digest('hex')}  ${entry.slice(root.length)}\n`);
  const strayed = [...files.keys()].some((entry) => !entry.startsWith(root));
  return strayed || [...found].sort(byPath).join('') !== digests ? refuse('its files are not those of this program', 'bundle') : bytes;
}

/** By what follows the digest. */
function byPath(one: string, other: string): number {
  const at = one.indexOf(' ');
  return one.slice(at) < other.slice(at) ? -1 : 1;
}
