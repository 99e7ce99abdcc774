/**
 * Makes samples for `npm run fidelity` from the lines of a document, as tab-separated values: page, baseline, first and last
 * x, font, size, text. Takes the body text in its column, joins lines to paragraphs, and prints one a line.
 * Usage: node scripts/lines-to-samples.js FILE.tsv [--hyphenated] > FILE.jsonl
 */
import { readFileSync } from 'node:fs';

const [file, ...flags] = process.argv.slice(2);
/** The document parts words: a hyphen at a line's end is none of the text, unless the same word has it within a line. */
const hyphenated = flags.includes('--hyphenated');
const rows = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t'))
  .map(([page, y, x0, x1, font, size, text]) => ({
    page,
    y: Number(y),
    x0: Number(x0),
    x1: Number(x1),
    font,
    size: Number(size),
    text: text.trim(),
  }));

const columnEnd = 488.8;
const isBody = ({ size, font, x0, x1 }) => Math.abs(size - 10) < 0.3 && font === 'TimesNewRomanPSMT' && x0 > 122 && x1 < columnEnd + 1;
const paragraphs = [];
/** Where each kind of paragraph begins, and its other lines. */
const kinds = [
  { first: 147.1, other: 123.4, begins: /^/ },
  { first: 123.4, other: 123.4, begins: /^(?:\d+\.|[(\p{L}]\))/u },
  { first: 140.4, other: 147.1, begins: /^•/ },
  { first: 158.3, other: 170.9, begins: /^–/ },
];
let open = null;
let before = null;
let turnover = 0;
for (const row of rows) {
  const goesOn =
    open !== null &&
    before !== null &&
    isBody(row) &&
    row.page === before.page &&
    Math.abs(row.y - before.y - 12) < 0.6 &&
    before.x1 > columnEnd - 3 &&
    Math.abs(row.x0 - turnover) < 1;
  if (goesOn) open.push(row);
  else open = null;
  const kind = kinds.find(({ first, begins }) => Math.abs(row.x0 - first) < 1 && begins.test(row.text));
  if (!goesOn && kind && isBody(row)) {
    open = [row];
    turnover = kind.other;
    paragraphs.push(open);
  }
  before = row;
}
const words = new Set(rows.flatMap(({ text }) => text.slice(0, -1).match(/\p{L}+-\p{L}+/gu) ?? []));
for (const lines of paragraphs.filter((one) => one.length > 1)) {
  const texts = lines.map(({ text }, index) => {
    const next = lines[index + 1]?.text.match(/^\p{Ll}+/u)?.[0];
    const last = text.match(/\p{L}+(?=-$)/u)?.[0];
    if (!hyphenated || !next || !last || words.has(`${last}-${next}`)) return text;
    return `${text.slice(0, -1)}\u00ad`;
  });
  process.stdout.write(`${JSON.stringify({ lines: texts, first_line_x: lines[0].x0 })}\n`);
}
