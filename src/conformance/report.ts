/**
 * Tells what the structural check found, as problems with their clause and their place: the source's, where an element of the
 * structure comes from one, else the file's.
 */
import type { Report } from '../problem.ts';
import type { Path } from '../tree/nodes.ts';
import type { Finding } from './finding.ts';

/** Reports findings; `paths` has the source path of each element, in the order of the structure. */
export function reportFindings(findings: readonly Finding[], fileName: string, paths: readonly (Path | null)[], report: Report): void {
  for (const { rule, clause, page, element, value } of findings) {
    const path = element === null ? null : (paths[element] ?? null);
    report('PDF_NONCONFORMING', path === null ? { file: fileName } : { path }, {
      ...(value === '' ? {} : { variant: 'value' }),
      'what-type': `rule-${rule}`,
      clause,
      value,
      // As a browser opens it (RFC 8118, 3).
      file: page === null ? fileName : `${fileName}#page=${page}`,
    });
  }
}
