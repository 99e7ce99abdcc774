/**
 * Whether a reproduction may go without its mark: only after it was found to say what the issued file beside its source says, in
 * that very run (design.md §5).
 */
import type { Context } from './backends/backend.ts';
import { backends } from './backends/table.ts';
import { bytesIn } from './files.ts';
import type { Place, Report } from './problem.ts';
import type { DocumentNode } from './tree/nodes.ts';

/** Told at most: whoever has more has another document. */
const mostTold = 10;

/** A version without its mark. */
interface Unmarked {
  readonly tree: DocumentNode;
  readonly context: Context;
}

/**
 * Compares a version with the issued file that a document's folder holds, and tells what differs as `REPRODUCTION_DIFFERS`. `place`
 * is where the source names the file.
 */
export async function saysWhatWasIssued(
  { tree, context }: Unmarked,
  folder: string,
  name: string,
  place: Place,
  report: Report,
): Promise<boolean> {
  const tell = (values: Readonly<Record<string, string>>) => report('REPRODUCTION_DIFFERS', place, { value: name, ...values });
  const [{ compareWithOriginal, largestOriginal }, { shortened }] = await Promise.all([
    import('./verify/original.ts'),
    import('./verify/parts.ts'),
  ]);
  const issued = await bytesIn(folder, name, largestOriginal);
  if (!issued) {
    tell({ variant: 'unread' });
    return false;
  }
  const backend = await backends.pdf();
  // What is wrong with the pages is told when they are made.
  const made = await backend.render(tree, { ...context, report: () => undefined });
  if (!made) return false;
  const comparison = await compareWithOriginal(made, issued, tree);
  if (!comparison) {
    tell({ variant: 'unread' });
    return false;
  }
  const { pages, differences } = comparison;
  const [own, other] = pages;
  if (own !== other) tell({ variant: 'pages', expected: String(other), found: String(own) });
  for (const { expected, found, page } of differences.slice(0, mostTold)) {
    const variant = expected === '' ? 'added' : found === '' ? 'missing' : 'words';
    tell({ variant, expected: shortened(expected), found: shortened(found), page: String(page ?? '') });
  }
  return own === other && differences.length === 0;
}
