/**
 * Compares the words another reader took from a PDF file, on standard input, with those pdf-parse reads in the same file.
 * Hyphens do not count: one reader joins what a line's end has parted, the other does not.
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { PDFParse } from 'pdf-parse';

const [file] = process.argv.slice(2);
const wordsOf = (extracted) =>
  extracted
    .normalize('NFKC')
    .replace(/[-\u2010\u2011]\s+/g, '')
    .replace(/[-\u2010\u2011]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');

const parser = new PDFParse({ data: new Uint8Array(await readFile(file)) });
const ours = wordsOf((await parser.getText({ pageJoiner: '' })).text);
await parser.destroy();
const theirs = wordsOf(await text(process.stdin));
const at = ours.findIndex((word, index) => word !== theirs[index]);
if (ours.length === 0 || at >= 0 || ours.length !== theirs.length) {
  const near = (words) => JSON.stringify(words.slice(Math.max(0, at - 3), at + 4).join(' '));
  console.error(`${file}: of ${ours.length} and ${theirs.length} words the readers differ at ${at}: ${near(ours)} and ${near(theirs)}`);
  process.exitCode = 1;
}
