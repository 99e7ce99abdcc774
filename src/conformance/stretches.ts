/**
 * Stretches of a content stream that are read at once, since they are most of what a page holds: operators that change nothing a
 * check looks at, and lists of text. What is not written in just this form is no stretch and is read value by value.
 */

// White space, and numbers within the limits (ISO 32000-1, 7.2.2 and 7.3.3).
const space = String.raw`[\0\t\n\f\r ]`;
const number = String.raw`[-+]?\d{1,9}(?:\.\d{0,15})?`;
/** Paths but not their painting, the matrix, how lines are drawn, where text stands: with numbers before them or nothing. */
const plainOperators = String.raw`[lmhcvynwJjMi]|re|T[cdzmwDLrs*]|cm|W\*?`;
/** Counted, so that a long stream takes several steps and little memory. */
const plain = new RegExp(`(?:(?:${number}${space}+){0,6}(?:${plainOperators})(?:${space}+|$)){1,200}`, 'y');
/** Strings without others inside and with the escapes of one letter, and the shifts between them; read in one way only. */
const literal = String.raw`\([^\\()]*(?:\\[nrtbf()\\][^\\()]*)*\)`;
const texts = new RegExp(String.raw`\[(?:${literal}|[-+.\d ]){0,2000}\]${space}*TJ(?=${space}|$)`, 'y');

/** Where the operators end that begin at a place and change nothing; the place itself if there are none. */
export function endOfPlain(content: string, at: number): number {
  let end = at;
  for (;;) {
    plain.lastIndex = end;
    if (!plain.test(content)) return end;
    end = plain.lastIndex;
  }
}

/** Where a list of text and its operator end that begin at a place; null if it is none of the form known here. */
export function endOfTexts(content: string, at: number): number | null {
  texts.lastIndex = at;
  return texts.test(content) ? texts.lastIndex : null;
}
