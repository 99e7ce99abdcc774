/**
 * Stretches of a content stream that are read at once, since they are most of what a page holds: operators that change nothing a
 * check looks at, and lists of text. What is not written in just this form is no stretch and is read value by value.
 */

// White space, and numbers within the limits (ISO 32000-1, 7.2.2 and 7.3.3).
const space = String.raw`[\0\t\n\f\r ]`;
const number = String.raw`[-+]?\d{1,9}(?:\.\d{0,15})?`;
/** Paths but not their painting, the matrix, how lines are drawn, where text stands: with numbers before them or nothing. */
const plainOperators = String.raw`[lmhcvynwJjMi]|re|T[cdzmwDLrs*]|cm|W\*?`;
/** Strings without others inside and with the escapes of one letter, and the shifts between them; read in one way only. */
const literal = String.raw`\([^\\()]*(?:\\[nrtbf()\\][^\\()]*)*\)`;
const texts = String.raw`\[(?:${literal}|[-+.\d ]){0,2000}\]${space}*TJ(?=${space}|$)`;
/** Counted, so that a long stretch takes several steps and little memory. */
const line = new RegExp(`(?:(?:${number}${space}+){0,6}(?:${plainOperators})(?:${space}+|$)){0,200}(?:${texts})?`, 'y');
/** Whether a byte can be the first of them; operators of capital letters seldom are, and are tried by nobody. */
export const beginsLine = Uint8Array.from({ length: 256 }, (_, byte) => (/[-+\da-z[]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** A mark with its number, a face with its size, and the ends of both; what the first two are named. */
const step = new RegExp(String.raw`(?:/([A-Za-z][\w-]{0,30}) (?:<</MCID (\d{1,9})>> BDC|${number} Tf)|(BT|ET|EMC))(?:${space}+|$)`, 'y');
/** Whether a byte can be the first of them. */
export const beginsStep = Uint8Array.from({ length: 256 }, (_, byte) => ('/BE'.includes(String.fromCharCode(byte)) ? 1 : 0));

/** The name, the number of the mark, and the operator without operands that begin at a place, and where it ends; null if none do. */
export function stepAt(
  content: string,
  at: number,
): { readonly name: string | undefined; readonly id: string | undefined; readonly word: string | undefined; readonly end: number } | null {
  step.lastIndex = at;
  const found = step.exec(content);
  return found && { name: found[1], id: found[2], word: found[3], end: step.lastIndex };
}

/** Where operators end that begin at a place and change nothing, with the text shown behind them; the place itself if there are none. */
export function endOfLine(content: string, at: number): number {
  line.lastIndex = at;
  return line.test(content) ? line.lastIndex : at;
}
