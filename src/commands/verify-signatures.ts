/**
 * What `circulate verify` says of signatures: those in PDF files, and those that stand beside their file as `FILE.p7s`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import type { Io } from '../io.ts';
import { reasonOf } from '../output.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import type { Moment } from '../signing/moment.ts';
import { reportSignature } from '../signing/report.ts';
import type { SignatureVerdict } from '../signing/verify.ts';

export interface SignatureReport {
  readonly signatures: readonly (SignatureVerdict & { readonly file: string })[];
  readonly problems: readonly Problem[];
}

/** The end of a signature's name when it stands beside its file. */
export const detachedEnding = '.p7s';

/** Verifies the signatures of the files that have any. What cannot be read is told by whoever reads it next. */
export async function verifySignatures(files: readonly string[], at: Moment | null, isStrict: boolean, io: Io): Promise<SignatureReport> {
  const signatures: (SignatureVerdict & { file: string })[] = [];
  const problems: Problem[] = [];
  for (const given of files) {
    const file = path.resolve(io.cwd, given);
    const name = shown(file, io.cwd);
    const reporter = reporterOf(name, isStrict);
    const missing = (error: unknown) => {
      if (file.endsWith(detachedEnding)) reporter.report('FILE_UNREADABLE', { file: name }, { value: given, reason: reasonOf(error) });
      return null;
    };
    const found = file.endsWith(detachedEnding)
      ? await detached(file, at).catch(missing)
      : file.endsWith('.pdf')
        ? await embedded(file, at).catch(missing)
        : [];
    for (const verdict of found ?? []) {
      signatures.push({ file: name, ...verdict });
      reportSignature(verdict, name, reporter.report);
    }
    problems.push(...reporter.problems);
  }
  return { signatures, problems };
}

/** One signature on a line, with what was not looked at. */
export function describeSignature(file: string, signature: SignatureVerdict): string {
  const { subject, claimed, checkedAt, reason, level, fault, selfSigned, addedAfter } = signature;
  const parts = [
    `signed by ${subject ?? 'nobody who can be read'}`,
    ...(claimed === null ? [] : [`on ${claimed} as it claims`]),
    ...(reason === null ? [] : [`"${reason}"`]),
    fault === null ? (level === null ? 'valid' : `valid, ${level}`) : 'NOT VALID',
    ...(fault === null && checkedAt === null ? ['at no date'] : []),
    selfSigned === true ? 'certificate signed by itself' : `issuer ${signature.issuer ?? 'unknown'}`,
    'not checked against a list of trusted authorities',
    ...(addedAfter > 0 && fault === null ? [`${addedAfter} bytes of later signatures after it`] : []),
  ];
  return `${file}: ${parts.join('; ').replace(/[\0-\u001f\u007f-\u009f]/g, ' ')}\n`;
}

async function detached(file: string, at: Moment | null): Promise<readonly SignatureVerdict[]> {
  const [cms, content] = [await readFile(file), await readFile(file.slice(0, -detachedEnding.length))];
  const { verifyDetached } = await import('../signing/verify.ts');
  const { cmsBytes } = await import('../signing/sign.ts');
  return [verifyDetached(path.basename(file), cmsBytes(cms), content, at)];
}

async function embedded(file: string, at: Moment | null): Promise<readonly SignatureVerdict[]> {
  const bytes = await readFile(file);
  // Most files are not signed: nothing is loaded for them.
  if (!bytes.includes('/ByteRange')) return [];
  const { unreadSignature, verifyPdfSignatures } = await import('../signing/verify.ts');
  return verifyPdfSignatures(bytes, at) ?? [unreadSignature];
}
