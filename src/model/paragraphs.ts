/**
 * Finds the paragraphs of a body that hold nothing but words, so that no parser need look at them: one line between blank
 * lines, begun by a letter at the margin, without any character that could mean something. What stands between them is
 * Markdown of its own, since a blank line and a word at the margin end everything that was open.
 */

/** A stretch of a text, UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly plain: boolean;
}

const plainLine = /^[\p{L}“«‘„](?:[^\\`*_[\]<>&|~\p{Cc}\p{Zl}\p{Zp}\ufdd0-\ufdef]*[^\\`*_[\]<>&|~\p{C}\p{Z}])?$/u;
/** Code between fences goes on over such a line. */
const farReaching = /```|~~~/;

/** Cuts a text at its plain paragraphs; the blank lines around them belong to neither side. */
export function stretchesOf(text: string): readonly Stretch[] {
  if (farReaching.test(text)) return [{ start: 0, end: text.length, plain: false }];
  const stretches: Stretch[] = [];
  let marked = 0;
  for (let start = 0; start < text.length; ) {
    const blank = text.indexOf('\n\n', start);
    const end = blank < 0 ? endOfLast(text) : blank;
    const next = blank < 0 ? text.length : blank + 2;
    if (end > start && plainLine.test(text.slice(start, end))) {
      if (start > marked) stretches.push({ start: marked, end: start, plain: false });
      stretches.push({ start, end, plain: true });
      marked = next;
    }
    start = next;
  }
  if (marked < text.length) stretches.push({ start: marked, end: text.length, plain: false });
  return stretches;
}

function endOfLast(text: string): number {
  return text.endsWith('\n') ? text.length - 1 : text.length;
}
