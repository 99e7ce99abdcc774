/**
 * Compares the words another reader took from a PDF file, on standard input, with those pdf-parse reads in the same file.
 * Hyphens do not count: one reader joins what a line's end has parted, the other does not. With a least similarity, twice the
 * longest common subsequence over both lengths, the words need not be the same throughout, and marks of direction do not count.
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { PDFParse } from 'pdf-parse';

const [file, least] = process.argv.slice(2);
/** Scripts without spaces are compared letter by letter: each reader sees gaps of its own in them. */
const wordsOf = (extracted) => (/\p{Script=Han}/u.test(extracted) ? [...splitOf(extracted).join('')] : splitOf(extracted));
const splitOf = (extracted) =>
  extracted
    .normalize('NFKC')
    .replace(least === undefined ? /(?!)/g : /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[-\u00ad\u2010\u2011]\s+/g, '')
    .replace(/[-\u00ad\u2010\u2011]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');

const parser = new PDFParse({ data: new Uint8Array(await readFile(file)) });
const ours = wordsOf((await parser.getText({ pageJoiner: '' })).text);
await parser.destroy();
const theirs = wordsOf(await text(process.stdin));
function similarity(one, other) {
  let row = new Uint32Array(other.length + 1);
  for (const word of one) {
    const next = new Uint32Array(row.length);
    for (let at = 1; at < row.length; at++) next[at] = word === other[at - 1] ? row[at - 1] + 1 : Math.max(row[at], next[at - 1]);
    row = next;
  }
  return (2 * row.at(-1)) / (one.length + other.length);
}

if (least !== undefined) {
  const found = similarity(ours, theirs);
  if (found < Number(least)) console.error(`${file}: of ${ours.length} and ${theirs.length} words only ${found.toFixed(4)} are alike`);
  process.exit(found < Number(least) ? 1 : 0);
}
const at = ours.findIndex((word, index) => word !== theirs[index]);
if (ours.length === 0 || at >= 0 || ours.length !== theirs.length) {
  const near = (words) => JSON.stringify(words.slice(Math.max(0, at - 3), at + 4).join(' '));
  console.error(`${file}: of ${ours.length} and ${theirs.length} words the readers differ at ${at}: ${near(ours)} and ${near(theirs)}`);
  process.exitCode = 1;
}
