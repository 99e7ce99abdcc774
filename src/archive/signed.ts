/**
 * PDF files that their owner signed before packing: taken into a bag beside the unsigned ones, once it is seen that what was
 * signed is, byte for byte, what was made. Whether a signature is worth anything, `circulate verify` says.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../output.ts';
import type { Output } from '../pipeline.ts';
import type { Report } from '../problem.ts';
import { unsignedPart } from '../signing/verify.ts';
import { Unreadable } from '../verify/pdf-file.ts';
import { placeOf } from './representations.ts';

export interface SignedFile {
  /** Path below `data`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The output that was signed. */
  readonly of: Output;
}

const ending = /(?:\.signed)?\.pdf$/i;

/** The signed files of a document's outputs in a folder, by the outputs' names; null after reporting. Other files are left alone. */
export async function signedFiles(
  folder: string,
  shown: string,
  outputs: readonly Output[],
  report: Report,
): Promise<readonly SignedFile[] | null> {
  const pdfs = outputs.filter(({ fileName }) => ending.test(fileName));
  const signed: SignedFile[] = [];
  let current = shown;
  let sound = true;
  try {
    for (const name of (await readdir(folder)).sort()) {
      const stem = name.replace(ending, '');
      const named = pdfs.filter(({ fileName }) => ending.test(name) && fileName.replace(ending, '') === stem);
      if (named.length === 0) continue;
      current = `${shown}/${name}`;
      const bytes = await readFile(path.join(folder, name));
      const unsigned = unsignedOf(bytes);
      const of = named.find((output) => unsigned !== null && Buffer.compare(unsigned, output.bytes) === 0);
      if (of && unsigned && unsigned.length < bytes.length) signed.push({ path: placeOfSigned(of), bytes, of });
      else {
        sound = false;
        report('BAG_SIGNED', { file: current }, { value: current, ...(of ? { variant: 'unsigned' } : {}) });
      }
    }
  } catch (error) {
    report('FILE_UNREADABLE', { file: current }, { value: current, reason: reasonOf(error) });
    return null;
  }
  return sound ? signed : null;
}

/** Where the signed copy of an output stands: beside it, by its path below `data`. */
export function placeOfSigned(output: Output): string {
  return placeOf(output).replace(ending, '.signed.pdf');
}

/** Null where the file cannot be read as PDF. */
function unsignedOf(bytes: Uint8Array): Uint8Array | null {
  try {
    return unsignedPart(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
