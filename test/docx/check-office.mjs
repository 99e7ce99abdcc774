/**
 * Compares the words of two PDF files by their places, as `pdftotext -bbox` gives them: ours and what an office program made
 * of our Word file. Line breaks within the text are each program's own and only counted. Exits with 1 if something differs.
 */
import { readFileSync } from 'node:fs';

/** Points a word may stand away. */
const limit = 3;
/** Between these, on page 1 and later, stands text that each program breaks by its own rules. */
const text = { first: [318, 720], later: [74, 740] };
/** A page whose text comes as low as this is full. */
const full = 640;

const [name, made, shown] = process.argv.slice(2);
const [ours, theirs] = [made, shown].map(pagesOf);

const faults = [];
// A program that breaks lines otherwise may need a page more for a text that fills its last.
const lowest = Math.max(...(ours.at(-1) ?? []).map(({ y }) => y).filter((y) => y < text.later[1]));
const spills = theirs.length === ours.length + 1 && lowest > full;
if (ours.length !== theirs.length && !spills) faults.push(`${theirs.length} pages, the PDF has ${ours.length}`);
const isFolio = (word) => new RegExp(`^\\d+/${ours.length}$`).test(word.text);
let [words, worst, lines, alike] = [0, 0, 0, 0];
for (const [index, page] of ours.entries()) {
  const other = theirs[index] ?? [];
  const [top, bottom] = index === 0 ? text.first : text.later;
  for (const word of page.filter((one) => (one.y < top || one.y > bottom) && !(spills && isFolio(one)))) {
    const away = Math.min(...other.filter((one) => one.text === word.text).map((one) => Math.max(Math.abs(one.x - word.x), Math.abs(one.y - word.y))));
    words++;
    if (away <= limit) worst = Math.max(worst, away);
    else if (!isLineThere(lineWith(word, page), other)) faults.push(`page ${index + 1}: "${word.text}" ${Number.isFinite(away) ? `stands ${away.toFixed(1)} points away` : 'is missing'}`);
  }
  const [ends, otherEnds] = [page, other].map(lineEnds);
  lines += ends.length;
  alike += ends.filter((end, line) => end === otherEnds[line]).length;
}
console.log(`${name}: ${theirs.length} pages, ${words} words within ${worst.toFixed(2)} points, ${alike} of ${lines} lines end alike`);
for (const fault of faults) console.log(`  ${fault}`);
process.exitCode = faults.length === 0 && words > 0 ? 0 : 1;

/** Words on the line of one, from left to right. */
function lineWith({ y }, page) {
  return page.filter((word) => Math.abs(word.y - y) <= limit).sort((one, next) => one.x - next.x);
}

/**
 * Whether a line of the same letters stands at the same place. Programs part Arabic words, and figures from full-width
 * characters, otherwise than we do; what `pdftotext` takes for words is then not the same.
 */
function isLineThere(line, other) {
  const found = lineWith(line[0], other);
  const letters = (words) => [...words.map(({ text: word }) => word).join('')].sort().join('');
  const edge = (words) => [words[0]?.x ?? 0, Math.max(...words.map(({ end }) => end))];
  const [ours, theirs] = [edge(line), edge(found)];
  return letters(line) === letters(found) && ours.some((x, side) => Math.abs(x - theirs[side]) <= limit);
}

/** Words by page; `y` is the middle of a word's box, which both programs give alike for one face. */
function pagesOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(/<page .*?<\/page>/gs)].map(([page]) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
      ([, x, top, end, bottom, word]) => ({
        // Marks of direction are no part of what is seen.
        text: word.replaceAll(/[\u200e\u200f\u202a-\u202e]/g, ''),
        x: Number(x),
        end: Number(end),
        y: (Number(top) + Number(bottom)) / 2,
      }),
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
