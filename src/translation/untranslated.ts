/**
 * Tree → Tree: marks the language of what a translated version prints in its source's words outside the body: agenda titles,
 * a title, signatories' titles, notes. In the body the merge does it.
 */
import type { DocumentNode, Inline, Part, Path, TextBlock } from '../tree/nodes.ts';

export interface Untranslated {
  /** The language of the source. */
  readonly language: string;
  /** By path, the mark printed before the source's words. */
  readonly marks: ReadonlyMap<Path, string>;
}

/** Puts the source's words into spans of its language, their marks and the calls of notes left outside. */
export function withLanguages(tree: DocumentNode, untranslated: Untranslated): DocumentNode {
  if (untranslated.marks.size === 0) return tree;
  const block = (one: TextBlock): TextBlock => {
    const mark = untranslated.marks.get(one.at ?? '');
    return mark === undefined ? one : { ...one, children: spanned(one.children, `${mark} `, untranslated.language) };
  };
  const part = (one: Part): Part => {
    switch (one.type) {
      case 'session-block':
        return { ...one, children: one.children.map((column) => ({ ...column, children: column.children.map(block) })) };
      case 'signature-block':
        return { ...one, children: one.children.map((signature) => ({ ...signature, children: signature.children.map(block) })) };
      case 'annex':
        return { ...one, children: one.children.map((child) => part(child) as typeof child) };
      case 'special-notes':
        return { ...one, children: one.children.map(block) };
      case 'title':
      case 'annex-title':
        return block(one);
      default:
        return one;
    }
  };
  return { ...tree, children: tree.children.map(part) };
}

function spanned(children: readonly Inline[], mark: string, language: string): readonly Inline[] {
  const [first, ...others] = children;
  if (first?.type !== 'text' || !first.text.startsWith(mark)) return children;
  const end = others.findIndex((inline) => inline.type === 'note-mark');
  const words = end === -1 ? others : others.slice(0, end);
  const after = end === -1 ? [] : others.slice(end);
  return [
    { ...first, text: mark },
    { type: 'span', at: first.at, language, children: [{ ...first, text: first.text.slice(mark.length) }, ...words] },
    ...after,
  ];
}
