/**
 * Spares the parser of Markdown what cannot mean anything to it, since it looks at every character many times: whole paragraphs,
 * headings and list items of nothing but words are found before it, so that it need not begin for them, and plain words are taken
 * out of the others and put back into their nodes.
 */
import type { Nodes } from 'mdast';

/** For classes of characters: what may mean something within a paragraph, and what no plain text holds. */
const marks = '\\\\`*_[\\]<>&|~';
const odd = '\\p{Cc}\\p{Zl}\\p{Zp}\\ufdd0-\\ufdef';

// ---- paragraphs, headings and list items of nothing but words ----

/** A stretch of a text, UTF-16 units: one plain line, plain lines that make lists, or what the parser must read. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly kind: 'line' | 'lists' | 'marked';
  /** Of lists, the lines; they stand two lines apart. */
  readonly lines: readonly ListLine[];
}
export interface ListLine {
  readonly start: number;
  readonly end: number;
  /** Where its words begin, after its mark or its indent. */
  readonly words: number;
  /** Begins an item; one that does not goes on with the item before. */
  readonly begins: boolean;
}

/** Of words alone; signs at their end would belong to a heading. */
const words = `(?:[^${marks}${odd}]*[^${marks}#\\p{C}\\p{Z}])?$`;
/**
 * One line between blank lines, begun by a letter at the margin, or by the signs of a heading and a letter. What stands between
 * such lines is Markdown of its own, since a blank line and a word at the margin end everything that was open.
 */
const plainLine = new RegExp(`^(?:#{1,6} )?[\\p{L}“«‘„]${words}`, 'u');
/** A paragraph or table, which ends what stands before. */
const marginBlock = /^[\p{L}“«‘„]/u;
/** The same with the mark of an item before it, or the indent of one, and a bracket in front if it has a letter of its own. */
const listLine = new RegExp(`^(- |\\d{1,9}\\. | +)[\\p{L}“«‘„(]${words}`, 'u');
/** Code between fences goes on over such a line. */
const farReaching = /```|~~~/;

/** Cuts a text at its plain lines; the blank lines around them belong to neither side. */
export function stretchesOf(text: string): readonly Stretch[] {
  if (farReaching.test(text)) return [{ start: 0, end: text.length, kind: 'marked', lines: [] }];
  const stretches: Stretch[] = [];
  let from = 0;
  /** Of what stands from there on; null if it is more than lists. */
  let lines: ListLine[] | null = [];
  /** Whether an item here would begin a list: a block of several lines may have ended in one. */
  let ended = true;
  const close = (end: number) => {
    if (end > from) stretches.push({ start: from, end, kind: lines ? 'lists' : 'marked', lines: lines ?? [] });
    from = end;
    lines = [];
  };
  for (let start = 0; start < text.length; ) {
    const blank = text.indexOf('\n\n', start);
    const end = blank < 0 ? endOfLast(text) : blank;
    const next = blank < 0 ? text.length : blank + 2;
    const block = text.slice(start, end);
    if (plainLine.test(block)) {
      close(start);
      stretches.push({ start, end, kind: 'line', lines: [] });
      from = next;
      ended = true;
    } else if (marginBlock.test(block)) {
      if (lines) close(start);
      lines = null;
      ended = !block.includes('\n');
    } else {
      const mark = listLine.exec(block)?.[1] ?? '';
      const begins = /^\S/.test(mark);
      if (begins && ended && !lines) close(start);
      const before = lines?.at(-1);
      // A line indented otherwise than the words before it would end the item, or not belong to its margin.
      if (lines && (begins || (mark !== '' && before && mark.length === before.words - before.start)))
        lines.push({ start, end, words: start + mark.length, begins });
      else lines = null;
      ended = false;
    }
    start = next;
  }
  close(text.length);
  return stretches;
}

function endOfLast(text: string): number {
  return text.endsWith('\n') ? text.length - 1 : text.length;
}

// ---- plain words ----

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
const plainWords = new RegExp(`(?<=\\p{L} )\\p{L}[^(){}"'${marks}${odd}]{16,}\\p{L}(?= \\p{L})`, 'gu');

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
