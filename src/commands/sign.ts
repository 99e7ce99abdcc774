/**
 * `circulate sign`: attests PDF files and bags with a key of its owner, or in two steps with a card. Every file is signed, or
 * nothing is written; nothing that stands there is overwritten.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import { type House, loadHouse } from '../house.ts';
import type { Io } from '../io.ts';
import { loadConfig } from '../model/config.ts';
import { type OutputFile, reasonOf, unwritable, writeTogether } from '../output.ts';
import type { Report } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { standingAt } from '../signing/certificate.ts';
import { type Keys, openKeys } from '../signing/keys.ts';
import { instantOf, type Moment, momentOf, momentOfEpoch } from '../signing/moment.ts';
import { type Prepared, signedBytes } from '../signing/prepare.ts';
import { reasonFor } from '../signing/reason.ts';
import { cmsBytes, completePdf, preparePdf, type Signed, type SigningFault, signDetached, signPdf } from '../signing/sign.ts';
import { type SignatureVerdict, verifyDetached } from '../signing/verify.ts';
import { Unreadable } from '../verify/pdf-file.ts';
import { type CommonOptions, finish } from './session.ts';
import { isSignedAsBag, openBag, type SignableBag } from './sign-bag.ts';
import { describeSignature } from './verify-signatures.ts';

export interface SignOptions extends CommonOptions {
  /** A PKCS #12 file. */
  readonly certificate?: string;
  readonly passwordFile?: string;
  /** The name of an environment variable. */
  readonly passwordEnv?: string;
  readonly reason?: string;
  /** A day or an instant. */
  readonly date?: string;
  readonly digestOut?: string;
  readonly cmsIn?: string;
}

/** What only the process can tell. */
export interface Secrets {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asks on the terminal without showing the answer; null if there is no terminal. */
  ask(question: string): Promise<string | null>;
}

/** One file on its way. */
interface Job {
  readonly given: string;
  readonly file: string;
  /** Of a bag, those of its manifest of tag files. */
  readonly bytes: Uint8Array;
  /** Null for a PDF file. */
  readonly bag: SignableBag | null;
}
interface Made {
  readonly outputs: readonly SignedOutput[];
  readonly from: string;
  /** Null for a file that is only prepared. */
  readonly verdict: SignatureVerdict | null;
}
interface SignedOutput extends OutputFile {
  /** What may stand in its place besides the beginning of itself. */
  readonly replaces?: Uint8Array;
}
/** What a run signs with. */
type Means =
  | { readonly type: 'keys'; readonly keys: Keys; readonly claimed: Moment }
  | { readonly type: 'card'; readonly claimed: Moment }
  | { readonly type: 'returned'; readonly cms: Uint8Array };

export async function runSign(files: readonly string[], options: SignOptions, secrets: Secrets, io: Io): Promise<number> {
  const reporter = reporterOf('.', options.strict ?? false);
  const { report } = reporter;
  const house = await loadHouse(options.templates === undefined ? null : path.resolve(io.cwd, options.templates), report);
  const config = await loadConfig(io.cwd, reporter);
  const language = config?.['language-of-messages'] ?? null;
  const means = house && config && (await meansOf(options, secrets, io, report));
  const made: Made[] = [];
  for (const given of house && means ? files : []) {
    const job = await openJob(given, options, io, report);
    const one = job && house && means && makeOne(job, means, options, house, io, report);
    if (one) made.push(one);
  }
  if (!reporter.failed && means) await write(made, io, report);
  const done = reporter.failed ? [] : made.flatMap((one) => told(one, io));
  if (options.json !== true)
    for (const { file, signature } of done) io.stdout(signature ? describeSignature(file, signature) : `${file}\n`);
  return finish(reporter.problems, { signed: done }, language, options, io);
}

/** The files made, each with what verification says of the signature in it. */
function told({ outputs, from, verdict }: Made, io: Io): readonly { file: string; from: string; signature: SignatureVerdict | null }[] {
  return outputs.map(({ path: file }) => ({ file: shown(file, io.cwd), from, signature: verdict }));
}

// ---- what to sign with ----

async function meansOf(options: SignOptions, secrets: Secrets, io: Io, report: Report): Promise<Means | null> {
  if (options.cmsIn !== undefined) {
    const cms = await read(options.cmsIn, io, report);
    return cms && { type: 'returned', cms: cmsBytes(cms) };
  }
  const epoch = secrets.environment.SOURCE_DATE_EPOCH;
  const claimed = options.date === undefined ? momentOfEpoch(epoch ?? '') : momentOf(options.date);
  if (!claimed) {
    report('SIGNING_DATE', { file: '.' });
    return null;
  }
  if (options.digestOut !== undefined) return { type: 'card', claimed };
  const file = options.certificate ?? '';
  const bytes = await read(file, io, report);
  const password = bytes && (await passwordOf(file, options, secrets, io, report));
  if (bytes === null || password === null) return null;
  const keys = await openKeys(bytes, password);
  const place = { file: shown(path.resolve(io.cwd, file), io.cwd) };
  if (keys === 'unreadable') report('KEY_UNREADABLE', place, { value: file });
  else if (keys === 'password') report('KEY_PASSWORD', place, { value: file });
  else if (keys === 'no-key' || keys === 'no-certificate')
    report('KEY_ABSENT', place, { value: file, ...(keys === 'no-key' ? {} : { variant: 'certificate' }) });
  else if ('unsupported' in keys) report('KEY_UNSUPPORTED', place, { value: keys.unsupported });
  else if (isValid(keys.certificate, claimed, place, report)) return { type: 'keys', keys, claimed };
  return null;
}

function isValid(certificate: Keys['certificate'], claimed: Moment, place: { file: string }, report: Report): boolean {
  const standing = standingAt(certificate, claimed);
  const values = { value: claimed.said, from: instantOf(certificate.from), until: instantOf(certificate.until) };
  if (standing === 'expired') report('CERTIFICATE_EXPIRED', place, values);
  if (standing === 'early') report('CERTIFICATE_EARLY', place, values);
  return standing === 'valid';
}

async function passwordOf(file: string, options: SignOptions, secrets: Secrets, io: Io, report: Report): Promise<string | null> {
  if (options.passwordFile !== undefined) {
    const bytes = await read(options.passwordFile, io, report);
    // Editors end a file with a line end that is no part of the password; those of Windows may begin it with a mark, or write UTF-16.
    const encoding = bytes?.[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return bytes && new TextDecoder(encoding).decode(bytes).replace(/\r?\n$/, '');
  }
  const named = options.passwordEnv === undefined ? undefined : secrets.environment[options.passwordEnv];
  const password = options.passwordEnv === undefined ? await secrets.ask(`Password of ${file}: `) : (named ?? null);
  if (password === null) report('KEY_PASSWORD', { file: shown(path.resolve(io.cwd, file), io.cwd) }, { value: file, variant: 'none' });
  return password;
}

// ---- each file ----

async function openJob(given: string, options: SignOptions, io: Io, report: Report): Promise<Job | null> {
  const file = path.resolve(io.cwd, given);
  if (await isSignedAsBag(file)) {
    const folder = options.out === undefined ? null : path.resolve(io.cwd, options.out);
    const bag = await openBag(file, given, folder, io.cwd, report);
    return bag && { given, file: bag.file, bytes: bag.manifest, bag };
  }
  const bytes = await read(given, io, report);
  return bytes && { given, file, bytes, bag: null };
}

function makeOne(job: Job, means: Means, options: SignOptions, house: House, io: Io, report: Report): Made | null {
  const name = shown(job.file, io.cwd);
  if (job.bag) return signBag(job.bag, means, name, options, io, report);
  const folder = path.resolve(io.cwd, options.digestOut ?? options.out ?? path.dirname(job.file));
  const stem = path
    .basename(job.file, path.extname(job.file))
    .replace(/\.prepared$/, '')
    .replace(/\.signed$/, '');
  const signed = ({ bytes, verdict }: Signed): Made => ({
    outputs: [{ path: path.join(folder, `${stem}.signed.pdf`), bytes }],
    from: name,
    verdict,
  });
  if (means.type === 'returned') {
    const completed = completePdf(job.bytes, means.cms);
    if (typeof completed !== 'string') return isAccepted(completed.verdict, name, options, report) ? signed(completed) : null;
    report('SIGNATURE_RETURNED', { file: name }, { value: options.cmsIn ?? '', variant: completed });
    return null;
  }
  const reason = reasonOrReport(job, options, house, name, report);
  if (reason === null) return null;
  const { claimed } = means;
  const result = means.type === 'keys' ? signPdf(job.bytes, reason, claimed, means.keys) : preparePdf(job.bytes, reason, claimed);
  if ('verdict' in result) return signed(result);
  if ('bytes' in result) return forCard(folder, `${stem}.prepared`, name, result);
  reportFault(result, job, name, report);
  return null;
}

/** What goes to a card's program: the file with room in it, the bytes the signature is for, and their digest. */
function forCard(folder: string, stem: string, from: string, { bytes, range }: Prepared): Made {
  const content = signedBytes(bytes, range);
  const outputs = [
    { path: path.join(folder, `${stem}.pdf`), bytes },
    { path: path.join(folder, `${stem}.bytes`), bytes: content },
    digestFile(folder, `${stem}.bytes`, content),
  ];
  return { outputs, from, verdict: null };
}

function signBag(bag: SignableBag, means: Means, name: string, options: SignOptions, io: Io, report: Report): Made | null {
  const { manifest, manifestName } = bag;
  if (means.type === 'card') {
    const folder = path.resolve(io.cwd, options.digestOut ?? '.');
    return { outputs: [digestFile(folder, manifestName, manifest)], from: name, verdict: null };
  }
  const { bytes, verdict } =
    means.type === 'keys'
      ? signDetached(bag.signatureName, manifest, means.claimed, means.keys)
      : { bytes: means.cms, verdict: verifyDetached(bag.signatureName, means.cms, manifest, null) };
  return isAccepted(verdict, name, options, report) ? { outputs: [bag.signed(bytes)], from: name, verdict } : null;
}

/** The digest of a file's bytes, in the form `sha256sum --check` reads. */
function digestFile(folder: string, name: string, bytes: Uint8Array): OutputFile {
  const line = `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  return { path: path.join(folder, `${name}.sha256`), bytes: new TextEncoder().encode(line) };
}

/** Whether a signature that came back may be kept: it is sound, and its certificate was valid; its level is told. */
function isAccepted({ fault, lacks }: SignatureVerdict, name: string, options: SignOptions, report: Report): boolean {
  if (fault !== null) report('SIGNATURE_RETURNED', { file: name }, { value: options.cmsIn ?? '', variant: fault });
  else if (lacks.length > 0) report('SIGNATURE_LEVEL', { file: name }, { value: options.cmsIn ?? name, lacks: lacks.join(', ') });
  return fault === null;
}

function reasonOrReport(job: Job, options: SignOptions, house: House, name: string, report: Report): string | null {
  try {
    const reason = options.reason ?? reasonFor(job.bytes, house.languages);
    if (reason === null) report('SIGNING_FILE', { file: name }, { value: job.given, variant: 'reason' });
    return reason;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reportFault({ unreadable: error.message }, job, name, report);
    return null;
  }
}

function reportFault(fault: SigningFault, job: Job, name: string, report: Report): void {
  const isEarlier = 'earlier' in fault;
  const reason = isEarlier ? fault.earlier.name : fault.unreadable;
  report('SIGNING_FILE', { file: name }, { value: job.given, reason, ...(isEarlier ? { variant: 'earlier' } : {}) });
}

async function read(file: string, io: Io, report: Report): Promise<Uint8Array | null> {
  const place = path.resolve(io.cwd, file);
  return await readFile(place).catch((error: unknown) => {
    report('FILE_UNREADABLE', { file: shown(place, io.cwd) }, { value: file, reason: reasonOf(error) });
    return null;
  });
}

/** Writes everything, unless something else stands in a place: what is signed again holds what was there. */
async function write(made: readonly Made[], io: Io, report: Report): Promise<void> {
  const outputs = made.flatMap((one) => one.outputs);
  let isFree = true;
  for (const [index, { path: file, bytes, replaces }] of outputs.entries()) {
    const isFirst = outputs.findIndex((one) => one.path === file) === index;
    const there = await readFile(file).catch(() => null);
    if (isFirst && (!there || there.equals(bytes.subarray(0, there.length)) || (replaces && there.equals(replaces)))) continue;
    isFree = false;
    report('OUTPUT_UNWRITABLE', { file: shown(file, io.cwd) }, { value: shown(file, io.cwd), reason: 'EEXIST', variant: 'exists' });
  }
  const failure = isFree ? await writeTogether(outputs) : null;
  if (failure) report('OUTPUT_UNWRITABLE', { file: shown(failure.path, io.cwd) }, unwritable(failure.path, failure.reason));
}
