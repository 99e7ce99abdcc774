/**
 * Calls of footnotes where nothing can be raised: a mark on the line would be read as part of the word or the figure before it.
 */
import type { DocumentNode, Node } from './nodes.ts';

/** The document with the marks of footnotes in square brackets, unless they bring brackets of their own. */
export function bracketed(tree: DocumentNode): DocumentNode {
  return withBrackets(tree);
}

function withBrackets<N extends Node>(node: N): N {
  if (node.type === 'note-call') return { ...node, text: inBrackets(node.text) };
  if (!('children' in node)) return node;
  const children: readonly Node[] = node.children;
  const made = { ...node, children: children.map((child) => withBrackets(child)) };
  const isNote = node.type === 'note' || node.type === 'table-note';
  return isNote && node.label !== null ? { ...made, label: inBrackets(node.label) } : made;
}

const inBrackets = (mark: string): string => (/^[\p{L}\p{N}]+$/u.test(mark) ? `[${mark}]` : mark);
