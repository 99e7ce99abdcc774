/**
 * Labels of lists and headings, as a language's data write them.
 */
import type { LabelData } from './house-data.ts';

/** The n-th label of a list, from 1; `depth` counts lists of the same kind, from 1. */
export function listLabel(kind: 'numbered' | 'lettered' | 'dash' | 'bullet', depth: number, number: number, labels: LabelData): string {
  if (kind === 'dash') return labels.dash;
  if (kind === 'bullet') return labels.bullet;
  const patterns = labels[kind];
  return numbered(patterns[Math.min(depth, patterns.length) - 1] ?? '{1}', number, labels);
}

/** The mark of the n-th footnote, from 1; `notes` is their path. Those of the document count by figures, of annexes and tables by letters. */
export function noteLabel(notes: string, number: number, labels: LabelData): string {
  return numbered(/\.body\.|\d\.notes$/.test(notes) ? labels['annex-note'] : labels.note, number, labels);
}

function numbered(pattern: string, number: number, labels: LabelData): string {
  return pattern
    .replace('{1}', String(number))
    .replace('{a}', labels.letters?.[number - 1] ?? lettersOf(number))
    .replace('{i}', romanOf(number));
}

/** An agenda item as the language prints it: "72 (b)" of a source, and "72 b)" of a page. */
export function printedItem(item: string, labels: LabelData): string {
  return item.replace(/ ?\(([a-z]+)\)/g, (_, letter: string) => {
    const own = letter.length === 1 ? labels.letters?.[letter.charCodeAt(0) - firstLetter] : undefined;
    return labels['sub-item'].replace('{a}', own ?? letter);
  });
}
const firstLetter = 97;

/** a … z, aa, ab … */
export function lettersOf(number: number): string {
  let rest = number;
  let letters = '';
  while (rest > 0) {
    rest -= 1;
    letters = String.fromCharCode(firstLetter + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters;
}

const romanValues: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** i, ii, iii, iv … */
export function romanOf(number: number): string {
  let rest = number;
  let roman = '';
  for (const [value, digits] of romanValues) {
    while (rest >= value) {
      roman += digits;
      rest -= value;
    }
  }
  return roman;
}

/** Length of a heading's own label and of the blanks after it; null if it has none. */
export function headingLabel(text: string, level: number, labels: LabelData): { readonly label: string; readonly length: number } | null {
  const pattern = labels.heading[level - 1];
  const match = pattern === undefined ? null : new RegExp(`^(${pattern})[ \\t\\u00a0]+(?=\\S)`, 'u').exec(text);
  return match?.[1] === undefined ? null : { label: match[1], length: match[0].length };
}
