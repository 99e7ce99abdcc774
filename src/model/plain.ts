/**
 * Takes plain words out of Markdown before it is parsed and puts them back into its nodes. The parser looks at every character
 * many times, and most of a letter is words that cannot mean anything to it.
 */
import type { Nodes } from 'mdast';

/** Words taken out: `at` is where their placeholder stands. */
export interface Gap {
  readonly at: number;
  readonly words: string;
  /** How much longer the whole text is than the shortened one before the gap. */
  readonly before: number;
}

/** A noncharacter, which no source may hold; to the parser a letter like others. */
const placeholder = '\ufdd5';

/**
 * Within a line, after a word and before a word, so that no mark of a block, of emphasis or of a bracket touches the gap; and
 * no character that could begin, end or escape anything.
 */
const plainWords = /(?<=\p{L} )\p{L}[^\\`*_[\](){}<>&"'|~\p{Cc}\p{Zl}\p{Zp}\ufdd0-\ufdef]{16,}\p{L}(?= \p{L})/gu;

/** Shortens a text; one that holds the placeholder is left as it is. */
export function withoutPlainWords(text: string): { readonly text: string; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  if (text.includes(placeholder)) return { text, gaps };
  let before = 0;
  const shorter = text.replace(plainWords, (words, offset: number) => {
    gaps.push({ at: offset - before, words, before });
    before += words.length - placeholder.length;
    return placeholder;
  });
  return { text: shorter, gaps };
}

/** Gives nodes of a shortened text the words and offsets of the whole one. Lines stay; columns are true up to a line's first gap. */
export function fillGaps(node: Nodes, gaps: readonly Gap[]): void {
  const { position } = node;
  if (position) {
    if (node.type === 'link' && node.title?.includes(placeholder)) {
      let next = gapsBefore(node.children.at(-1)?.position?.end.offset ?? 0, gaps);
      node.title = node.title.replaceAll(placeholder, () => gaps[next++]?.words ?? placeholder);
    }
    // Other nodes with a value, such as code, are refused; nobody reads theirs.
    if (node.type === 'text' && node.value.includes(placeholder)) {
      let next = gapsBefore(position.start.offset ?? 0, gaps);
      node.value = node.value.replaceAll(placeholder, () => gaps[next++]?.words ?? placeholder);
    }
    position.start.offset = offsetOutside(position.start.offset ?? 0, gaps);
    position.end.offset = offsetOutside(position.end.offset ?? 0, gaps);
  }
  if ('children' in node) for (const child of node.children) fillGaps(child, gaps);
}

function offsetOutside(offset: number, gaps: readonly Gap[]): number {
  const last = gaps[gapsBefore(offset, gaps) - 1];
  return last ? offset + last.before + last.words.length - placeholder.length : offset;
}

/** How many gaps stand before an offset, by halving. */
function gapsBefore(offset: number, gaps: readonly Gap[]): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
