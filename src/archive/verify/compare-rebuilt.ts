/**
 * Compares what a bag keeps with what was built anew from it, file by file; another version of the program and another house
 * style are named, for they may be the reason of a difference.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ownPath } from '../../own.ts';
import type { Output } from '../../pipeline.ts';
import type { Severity } from '../../problem.ts';
import { unsignedPart } from '../../signing/verify.ts';
import { Unreadable } from '../../verify/pdf-file.ts';
import { programFingerprint } from '../program.ts';
import { placeOf } from '../representations.ts';
import { places } from '../settings.ts';
import { placeOfSigned } from '../signed.ts';
import { differenceBetween } from './difference.ts';
import { legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';
import type { KeptSettings, Rebuilt } from './rebuild.ts';

export interface Comparison {
  /** Outputs of the bag, and how many are the same as built anew, byte for byte or but for a compressor. */
  readonly outputs: number;
  readonly same: number;
  readonly recompressed: number;
  /** Of these two, those whose text was compared with the source's while they were built anew. */
  readonly read: number;
  /** Paths in the bag of outputs that are not what the source gives. */
  readonly other: readonly string[];
}

const source = `data/${places.source}/`;
/** Files of a representation, as against what describes it. */
const standsAsOutput = new RegExp(`^data/${places.representations}/[^/]+/data/`);
const templatesFolder = 'templates';

/**
 * Tells each output that is not what the source gives, and, of a bag in which nothing is wrong so far, each description of the
 * package that does not fit them.
 */
export async function compareRebuilt(
  files: BagFiles,
  kept: KeptSettings,
  { built, bag }: Rebuilt,
  tell: Tell,
  isSoundSoFar: boolean,
): Promise<Comparison> {
  const isSameProgram = await compareProgram(kept, tell);
  await compareHouse(files, kept, tell);
  // By another version of the program a difference may be its own, and is no proof of damage.
  const severity: Severity | undefined = isSameProgram ? undefined : 'warning';
  const rebuilt = new Map<string, Output>(built.outputs.map((output) => [`data/${placeOf(output)}`, output]));
  const said = kept.outputs.map((output) => `data/${output.path}`);
  const other: string[] = [];
  let [same, recompressed, signed, read] = [0, 0, 0, 0];
  const copies = new Map<string, Output>(
    built.outputs.map((output) => [`data/${placeOfSigned(output)}`, output] as const).filter(([name]) => !rebuilt.has(name)),
  );
  const found = [...files.keys()].filter((name) => standsAsOutput.test(name) && !name.startsWith(source) && !copies.has(name));
  for (const name of new Set([...said, ...found].filter((one) => !rebuilt.has(one)))) {
    other.push(name);
    tell('BAG_REBUILT', name, { variant: 'unmade' }, severity);
  }
  for (const [name, { bytes, verdict }] of rebuilt) {
    const stored = files.get(name);
    if (!stored || !said.includes(name)) {
      tell('BAG_REBUILT', name, { variant: 'unkept' }, severity);
      continue;
    }
    const unsigned = unsignedOf(name, stored);
    if (unsigned.length !== stored.length) signed++;
    const difference = await differenceBetween(unsigned, bytes);
    if (difference.kind !== 'content' && verdict !== null) read++;
    if (difference.kind === 'same') same++;
    else if (difference.kind === 'compressor') {
      recompressed++;
      tell('BAG_REBUILT', name, { variant: 'compressor' }, 'warning');
    } else {
      other.push(name);
      tell('BAG_REBUILT', name, { variant: 'content', reason: difference.reason }, severity);
    }
  }
  for (const [name, { bytes }] of copies) await compareSigned(files, name, bytes, tell, severity);
  const isWhole = isSoundSoFar && isSameProgram && same === said.length && signed === 0;
  if (bag && isWhole) await compareDescription(files, bag.files, tell);
  return { outputs: said.length, same, recompressed, read, other };
}

/** A signed copy beside an output is that output, and signed: what the signature is worth is looked at with the claims. */
async function compareSigned(files: BagFiles, name: string, built: Uint8Array, tell: Tell, severity: Severity | undefined): Promise<void> {
  const stored = files.get(name);
  if (!stored) return;
  const unsigned = unsignedOf(name, stored);
  if (unsigned.length === stored.length) {
    tell('BAG_REBUILT', name, { variant: 'unsigned' });
    return;
  }
  const difference = await differenceBetween(unsigned, built);
  if (difference.kind === 'content') tell('BAG_REBUILT', name, { variant: 'content', reason: difference.reason }, severity);
}

/** A signature is added to the end of a file; what comes before it is what was built. */
function unsignedOf(name: string, bytes: Uint8Array): Uint8Array {
  if (!name.endsWith('.pdf')) return bytes;
  try {
    return unsignedPart(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return bytes;
    throw error;
  }
}

/**
 * With the same outputs, the files that describe the package are to be the same too. Not where the bag holds what this run
 * does not know, such as a validator's report: their digests are checked, and nothing more can be.
 */
async function compareDescription(
  files: BagFiles,
  made: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  tell: Tell,
): Promise<void> {
  const payload = (names: Iterable<string>) =>
    [...names]
      .filter((name) => name.startsWith('data/'))
      .sort()
      .join('\n');
  if (payload(files.keys()) !== payload(made.map((file) => file.path))) return;
  const isSource = (name: string) => name.startsWith(source) || name.startsWith(`data/${places.original}/`);
  for (const { path: name, bytes } of made.filter((file) => !isSource(file.path))) {
    const stored = files.get(name);
    if (!stored) continue;
    const difference = await differenceBetween(stored, bytes);
    if (difference.kind === 'content') tell('BAG_REBUILT', name, { variant: 'content', reason: difference.reason });
  }
}

/** Whether the bag was made by this very program; told if not. */
async function compareProgram({ program }: KeptSettings, tell: Tell): Promise<boolean> {
  const own = JSON.parse(await readFile(ownPath('package.json'), 'utf8')) as { readonly name: string; readonly version: string };
  const fingerprint = await programFingerprint();
  const isSame = program.name === own.name && program.version === own.version && (program.fingerprint ?? fingerprint) === fingerprint;
  if (!isSame) {
    const made = `${program.name} ${program.version}`;
    const variant = program.version === own.version ? { variant: 'code' } : {};
    tell('BAG_PROGRAM', null, { ...variant, value: legible(made), own: `${own.name} ${own.version}` });
  }
  return isSame;
}

/** Told once, with the first file that differs. */
async function compareHouse(files: BagFiles, { house }: KeptSettings, tell: Tell): Promise<void> {
  const root = ownPath(templatesFolder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const own = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')));
  const below = `${source}${house.templates}/`;
  const kept = [...files.keys()].filter((name) => name.startsWith(below)).map((name) => name.slice(below.length));
  for (const name of [...new Set([...own, ...kept])].sort()) {
    const stored = files.get(`${below}${name}`);
    const is = own.includes(name) ? await readFile(path.join(root, name)) : null;
    if (stored && is && Buffer.compare(stored, is) === 0) continue;
    tell('BAG_HOUSE', `${below}${name}`, { value: legible(name) });
    return;
  }
}
