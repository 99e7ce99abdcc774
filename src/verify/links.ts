/**
 * Compares where a file's words lead with where the tree's do. Files tell notes at other places than the tree, so links are
 * compared one by one and not by their order, which the words around them have.
 */
import type { DocumentNode, Inline, Link, Node, Path } from '../tree/nodes.ts';
import { plainText } from '../tree/words.ts';
import type { Difference } from './compare.ts';

/** A link as a file has it. */
export interface ReadLink {
  readonly address: string;
  /** What the file says it leads to; null if nothing. */
  readonly title: string | null;
  readonly words: string;
}

/** Tells of links that a file lacks, has besides, or has otherwise. */
export function linksIn(found: readonly ReadLink[], tree: DocumentNode): readonly Difference[] {
  const left = [...found];
  const lost = linksOf(tree).filter((link) => {
    const at = left.findIndex((one) => sayOf(one) === sayOf(link));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return Array.from({ length: Math.max(lost.length, left.length) }, (_, index): Difference => {
    const [expected, other] = [lost[index], left[index]];
    return {
      what: 'link',
      expected: expected ? sayOf(expected) : '',
      found: other ? sayOf(other) : '',
      page: null,
      at: expected?.at ?? null,
    };
  });
}

/** Whether something in a tree leads out of it. */
export function holdsLink(tree: DocumentNode): boolean {
  return linksOf(tree).length > 0;
}

function linksOf(tree: DocumentNode): readonly (ReadLink & { readonly at: Path | null })[] {
  const links: Link[] = [];
  const visit = (node: Node | Inline): void => {
    if (node.type === 'link') links.push(node);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return links.map(({ address, title, children, at }) => ({ address, title, words: plainText(children), at }));
}

/** The words without what files may change between them: blanks, hyphens at line ends, marks that only direct. */
function sayOf({ address, title, words }: ReadLink): string {
  const bare = words
    .normalize('NFC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replaceAll('\u2011', '-');
  return `[${bare}](${address}${title === null ? '' : ` "${title}"`})`;
}
