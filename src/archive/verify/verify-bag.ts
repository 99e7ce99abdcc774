/**
 * Verifies a bag (`circulate verify BAG`): reads it safely, then checks that it is whole and unchanged, that its records say
 * what is so, that its claims hold, and that its outputs are what its source gives. Every fault is told in one run; nothing is
 * said to be verified that was not checked in it. No code of the bag is run.
 */
import { codes, type Problem, type Report } from '../../problem.ts';
import type { SignatureVerdict } from '../../signing/verify.ts';
import { type Claims, checkClaims, checkOriginals, checkTexts } from './claims.ts';
import { type Comparison, compareRebuilt } from './compare-rebuilt.ts';
import { checkFixity, type Fixity } from './fixity.ts';
import { type BagFiles, readBag, type Tell, tellOf } from './reading.ts';
import { type KeptSettings, type Rebuilt, readSettings, rebuild } from './rebuild.ts';
import { checkRecords, type Records } from './records.ts';

/** What is verified of a bag, in order. */
export const checkNames = ['fixity', 'records', 'regeneration', 'claims'] as const;

export interface Check {
  readonly name: (typeof checkNames)[number];
  /** `sound` if it was checked and nothing is wrong; warnings leave it sound. */
  readonly result: 'sound' | 'faulty' | 'not made';
  /** What was checked, in figures and words. */
  readonly said: string;
}
export interface BagVerdict {
  readonly bag: string;
  readonly checks: readonly Check[];
  readonly signatures: readonly (SignatureVerdict & { readonly file: string })[];
}
export interface BagOptions {
  /** False: the outputs are not built anew. */
  readonly rebuild: boolean;
  /** Where they are built; the system's folder for such things unless given. */
  readonly scratch?: string;
  /** MiB of heap for each thread that builds them; the engine's own limit unless given. */
  readonly memory?: number;
}

/** Where faults of a bag go. */
export interface Sink {
  readonly report: Report;
  /** Takes a problem found elsewhere, with the path of its file in the bag. */
  add(problem: Problem): void;
}

/** Verifies the bag at a path, shown to the user as `shown`; null if it cannot be read at all. `ended` hears of each check. */
export async function verifyBag(
  target: string,
  shown: string,
  sink: Sink,
  options: BagOptions,
  ended: (check: Check) => void = () => {},
): Promise<BagVerdict | null> {
  let faults = 0;
  const report: Report = (code, place, values, severity) => {
    if ((severity ?? codes[code][0]) === 'error') faults++;
    sink.report(code, place, values, severity);
  };
  const add = (problem: Problem) => {
    if (problem.severity === 'error') faults++;
    sink.add({ ...problem, file: `${shown}/${problem.file}` });
  };
  const tell = tellOf(shown, report);
  const files = await readBag(target, tell);
  if (!files) return null;

  const checks: Check[] = [];
  const check = async <T>(name: Check['name'], work: () => Promise<T> | T, words: (found: T) => string): Promise<T> => {
    const before = faults;
    const found = await work();
    const said = words(found);
    const made: Check = { name, result: faults > before ? 'faulty' : said === '' ? 'not made' : 'sound', said };
    checks.push(made);
    ended(made);
    return found;
  };
  const fixity = await check('fixity', () => checkFixity(files, tell), saidOfFixity);
  if (fixity.payload.files === 0) return { bag: shown, checks, signatures: [] };
  const records = await check('records', () => checkRecords(files, tell), saidOfRecords);
  const rebuilt = await check(
    'regeneration',
    () => regenerate(files, fixity, options, { tell, add, isSoundSoFar: faults === 0 }),
    saidOfRebuilding,
  );
  const claims = await check('claims', () => claimsOf(files, records, rebuilt, { tell, add, isSoundSoFar: faults === 0 }), saidOfClaims);
  return { bag: shown, checks, signatures: claims.signatures };
}

interface Telling {
  readonly tell: Tell;
  add(problem: Problem): void;
  readonly isSoundSoFar: boolean;
}
interface Regenerated {
  readonly kept: KeptSettings;
  readonly built: Rebuilt;
  readonly comparison: Comparison;
}

async function regenerate(
  files: BagFiles,
  { info }: Fixity,
  options: BagOptions,
  { tell, add, isSoundSoFar }: Telling,
): Promise<Regenerated | null> {
  const kept = options.rebuild ? readSettings(files, tell) : null;
  const built = kept && (await rebuild(files, kept, info, { tell, add, ...options }));
  return kept && built && { kept, built, comparison: await compareRebuilt(files, kept, built, tell, isSoundSoFar) };
}

async function claimsOf(
  files: BagFiles,
  { passed }: Records,
  rebuilt: Regenerated | null,
  { tell, add }: Telling,
): Promise<Claims & { readonly texts: number }> {
  const claims = await checkClaims(files, passed, tell);
  if (!rebuilt) return { ...claims, texts: 0 };
  const { kept, built, comparison } = rebuilt;
  checkOriginals(files, kept, built.built.versions, tell);
  // What was built anew was read back and compared with the source on the way; records have no text of the source's.
  const others = await checkTexts(files, kept, built.built.versions, comparison.other, add);
  return { ...claims, texts: comparison.read + others };
}

// ---- figures ----

function saidOfFixity({ payload, algorithms }: Fixity): string {
  return `${payload.files} files, ${payload.octets} bytes, by ${algorithms.join(' and ') || 'nothing'}`;
}

function saidOfRecords({ files, compared }: Records): string {
  return `${files.length} METS and PREMIS files, ${compared} sizes and digests compared`;
}

function saidOfRebuilding(rebuilt: Regenerated | null): string {
  if (!rebuilt) return '';
  const { outputs, same, recompressed } = rebuilt.comparison;
  const packed = recompressed === 0 ? '' : `, ${recompressed} but for a compressor`;
  return `${same} of ${outputs} outputs built anew from the bag are the same byte for byte${packed}`;
}

function saidOfClaims({ pdf, xml, texts, signatures }: Claims & { readonly texts: number }): string {
  return `${pdf} PDF files read (internal check), ${xml} XML files valid, ${texts} outputs say what their source says, ${signatures.length} signatures`;
}
