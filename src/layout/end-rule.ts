/**
 * The short rule that ends a document, as far below the last line as the house has it, or nearer where the foot of the page
 * would be in its way.
 */
import type { Context } from '../backends/backend.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import type { Item } from './frame.ts';
import { artifact, ruleAt } from './place.ts';

/**
 * The rule below a baseline, on a page whose type area ends at `bottom` and whose first note begins at `firstNote`, if it has
 * any; points from the page's upper edge.
 */
export function endRuleAt(baseline: number, bottom: number, firstNote: number | null, { page }: Pick<Context, 'page'>): Item {
  const { x, width, height, below, overhang } = page['end-rule'];
  // Of the gap above notes their own rule has the lower half.
  const lowest = firstNote === null ? bottom + overhang : firstNote - page.notes.distance + overhang / 2;
  return ruleAt({ x, y: Math.min(baseline + below, lowest), width, height }, artifact('layout'));
}

interface Hung extends Pick<Context, 'page' | 'sheet' | 'language'> {
  readonly below: number;
}
/** Where the rule was set under a document that is still in use. */
const known = new WeakMap<DocumentNode, Hung>();

/** Keeps how far below the last baseline the rule of a document was set. */
export function noteEndRule(tree: DocumentNode, below: number, { page, sheet, language }: Context): void {
  known.set(tree, { page, sheet, language, below });
}

/** What was kept of a document set by the same measures; null if nothing was. */
export function knownEndRule(tree: DocumentNode, { page, sheet, language }: Context): number | null {
  const hung = known.get(tree);
  return hung && hung.page === page && hung.sheet === sheet && hung.language === language ? hung.below : null;
}
