/**
 * Findings a translator has accepted, with a reason, in the catalogue. An acceptance that no finding needs any more is told.
 */
import type { Acceptance } from '../catalogue.ts';
import type { Finding } from './finding.ts';

export interface Accepted {
  readonly open: readonly Finding[];
  readonly accepted: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Places in the list of those that match nothing. */
  readonly unused: readonly number[];
}

/** Parts findings into accepted and open ones. Of the acceptances only those for these codes are looked at. */
export function accept(findings: readonly Finding[], acceptances: readonly Acceptance[]): Accepted {
  const used = new Set<number>();
  const open: Finding[] = [];
  const accepted: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    const at = acceptances.findIndex((one) => covers(one, finding));
    const reason = acceptances[at]?.reason;
    if (reason === undefined) open.push(finding);
    else {
      used.add(at);
      accepted.push({ finding, reason });
    }
  }
  const unused = acceptances.flatMap((one, index) => (one.finding.startsWith('CONCORD_') && !used.has(index) ? [index] : []));
  return { open, accepted, unused };
}

function covers({ finding: code, unit, value }: Acceptance, finding: Finding): boolean {
  return code === finding.code && unit === finding.key && (value === null || finding.values.includes(value));
}
