/**
 * A bag as `circulate sign` takes it: a folder, where the signature of the manifest of tag files is put beside that, or a ZIP
 * file, which is written anew with the signature in it. Reads the bag, writes nothing.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { readZippedBag, tellOf } from '../archive/verify/reading.ts';
import { zip } from '../deflate.ts';
import { shown } from '../documents.ts';
import { type OutputFile, reasonOf } from '../output.ts';
import type { Report } from '../problem.ts';

export interface SignableBag {
  /** What is read for it: the manifest's file, or the ZIP file; absolute. */
  readonly file: string;
  readonly manifestName: string;
  readonly signatureName: string;
  readonly manifest: Uint8Array;
  /** What is to be written for a signature; `replaces`: what stands in its place now. */
  signed(signature: Uint8Array): OutputFile & { readonly replaces?: Uint8Array };
}

const manifestName = 'tagmanifest-sha512.txt';
const signatureName = `${manifestName}.p7s`;

/** Whether a path is a folder or a ZIP file: what is signed by its manifest. */
export async function isSignedAsBag(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && (found.isDirectory() || path.extname(file).toLowerCase() === '.zip');
}

/** Opens the bag at a path; null after reporting. A ZIP file is written into `out`, if that is given, and stays what it was. */
export async function openBag(target: string, given: string, out: string | null, cwd: string, report: Report): Promise<SignableBag | null> {
  const named = { manifestName, signatureName };
  const isFolder = (await stat(target)).isDirectory();
  const absent = () => report('SIGNING_FILE', { file: shown(target, cwd) }, { value: given, variant: 'bag' });
  if (isFolder) {
    const file = path.join(target, manifestName);
    try {
      const manifest = await readFile(file);
      return { ...named, file, manifest, signed: (bytes) => ({ path: path.join(target, signatureName), bytes }) };
    } catch (error) {
      if (reasonOf(error) === 'ENOENT') absent();
      else report('FILE_UNREADABLE', { file: shown(file, cwd) }, { value: shown(file, cwd), reason: reasonOf(error) });
      return null;
    }
  }
  const bag = await readWholeZip(target, shown(target, cwd), report);
  const manifest = bag?.files.get(manifestName);
  if (bag && !manifest) absent();
  if (!bag || !manifest) return null;
  const place = path.join(out ?? path.dirname(target), path.basename(target));
  const signed = (signature: Uint8Array) => {
    const files = new Map([...bag.files, [signatureName, signature]]);
    const bytes = zip([...files].map(([name, content]) => [`${bag.root}/${name}`, content] as const));
    const earlier = bag.files.get(signatureName);
    // Another signature is not taken away: the file that holds it is in the way.
    if (earlier && Buffer.compare(earlier, signature) !== 0) return { path: target, bytes };
    return { path: place, bytes, ...(place === target ? { replaces: bag.packed } : {}) };
  };
  return { ...named, file: target, manifest, signed };
}

/** A ZIP file is only written anew if all of it could be read; null after reporting. */
async function readWholeZip(target: string, name: string, report: Report) {
  let isWhole = true;
  const tell = tellOf(name, (...told) => {
    isWhole = false;
    report(...told);
  });
  const packed = await readFile(target).catch((error: unknown) => {
    tell('FILE_UNREADABLE', null, { reason: reasonOf(error) });
    return null;
  });
  const bag = packed && (await readZippedBag(target, tell));
  return packed && bag && isWhole ? { ...bag, packed } : null;
}
