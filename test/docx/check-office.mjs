/**
 * Compares the words of two PDF files by their places, as `pdftotext -bbox` gives them: ours and what an office program made
 * of our Word file. Line breaks within the text are each program's own and only counted. Exits with 1 if something differs.
 */
import { readFileSync } from 'node:fs';

/** Points a word may stand away. */
const limit = 3;
/** Between these, on page 1 and later, stands text that each program breaks by its own rules. */
const text = { first: [330, 720], later: [74, 740] };

const [name, made, shown] = process.argv.slice(2);
const [ours, theirs] = [made, shown].map(pagesOf);

const faults = [];
if (ours.length !== theirs.length) faults.push(`${theirs.length} pages, the PDF has ${ours.length}`);
let [words, worst, lines, alike] = [0, 0, 0, 0];
for (const [index, page] of ours.entries()) {
  const other = theirs[index] ?? [];
  const [top, bottom] = index === 0 ? text.first : text.later;
  for (const word of page.filter(({ y }) => y < top || y > bottom)) {
    const away = Math.min(...other.filter((one) => one.text === word.text).map((one) => Math.max(Math.abs(one.x - word.x), Math.abs(one.y - word.y))));
    words++;
    if (away <= limit) worst = Math.max(worst, away);
    else faults.push(`page ${index + 1}: "${word.text}" ${Number.isFinite(away) ? `stands ${away.toFixed(1)} points away` : 'is missing'}`);
  }
  const [ends, otherEnds] = [page, other].map(lineEnds);
  lines += ends.length;
  alike += ends.filter((end, line) => end === otherEnds[line]).length;
}
console.log(`${name}: ${theirs.length} pages, ${words} words within ${worst.toFixed(2)} points, ${alike} of ${lines} lines end alike`);
for (const fault of faults) console.log(`  ${fault}`);
process.exitCode = faults.length === 0 && words > 0 ? 0 : 1;

/** Words by page; `y` is the middle of a word's box, which both programs give alike for one face. */
function pagesOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(/<page .*?<\/page>/gs)].map(([page]) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
      ([, x, top, bottom, word]) => ({ text: word, x: Number(x), y: (Number(top) + Number(bottom)) / 2 }),
    ),
  );
}

function lineEnds(page) {
  const ends = new Map();
  for (const { text: word, x, y } of page) {
    const line = Math.round(y);
    if (x >= (ends.get(line)?.x ?? 0)) ends.set(line, { x, word });
  }
  return [...ends].sort(([a], [b]) => a - b).map(([, { word }]) => word);
}
