/** Turns what was found of a signature into problems. */
import type { Report } from '../problem.ts';
import type { SignatureVerdict } from './verify.ts';

/** Reports a signature that is not valid, or valid and not of level B-B, at its file. */
export function reportSignature(verdict: SignatureVerdict, file: string, report: Report): void {
  const { name, fault, lacks, claimed, checkedAt, validFrom, validUntil } = verdict;
  const values = { value: name, date: checkedAt ?? claimed ?? '', from: validFrom ?? '', until: validUntil ?? '' };
  if (fault !== null) report('SIGNATURE_INVALID', { file }, { ...values, variant: fault });
  else if (lacks.length > 0) report('SIGNATURE_LEVEL', { file }, { ...values, lacks: lacks.join(', ') });
}
