/**
 * Prints the spaces a language asks for: one typed before a high mark or inside a quotation mark becomes one that does not
 * break. Nothing is added and nothing taken away, so every character keeps its place in the source.
 */
import type { DocumentNode, Node } from '../tree/nodes.ts';
import type { Language } from './language.ts';

type Rules = readonly { readonly pattern: RegExp; readonly as: string }[];

/** Gives the tree with its spaces as printed. */
export function printedSpaces(tree: DocumentNode, languages: ReadonlyMap<string, Language>): DocumentNode {
  const compiled = new Map<string, Rules>();
  const rulesOf = (code: string): Rules => {
    let rules = compiled.get(code);
    if (!rules) {
      const spaces = languages.get(code)?.typesetting?.spaces ?? [];
      rules = spaces.map(({ between: [before, after], as }) => ({ pattern: new RegExp(`(?<=${before}) (?=${after})`, 'gu'), as }));
      compiled.set(code, rules);
    }
    return rules;
  };
  if ([...languages.values()].every((language) => language.typesetting?.spaces === undefined)) return tree;

  const printed = <T extends Node>(node: T, rules: Rules): T => {
    if (node.type === 'text') {
      let { text } = node;
      if (rules.length > 0 && text.includes(' ')) for (const { pattern, as } of rules) text = text.replace(pattern, as);
      return text === node.text ? node : { ...node, text };
    }
    if (!('children' in node)) return node;
    const own = node.type === 'span' ? rulesOf(node.language) : rules;
    const before: readonly Node[] = node.children;
    let children: Node[] | null = null;
    for (let index = 0; index < before.length; index++) {
      const child = before[index] as Node;
      const made = printed(child, own);
      if (made === child) continue;
      children ??= [...before];
      children[index] = made;
    }
    return children === null ? node : { ...node, children };
  };
  return printed(tree, rulesOf(tree.language));
}
