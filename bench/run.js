/**
 * `npm run bench`: times the two-page sample letter, salted, beside stock pdfkit and Typst, interleaved in one process; cold
 * runs of the built command; memory over many letters. A timing counts only if its output verifies.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceIn, wordsAround } from './languages.js';
import { openOurs, openStages } from './ours.js';
import { picturesOf } from './pictures.js';
import { bodyOf, paragraphsOf, salted } from './salt.js';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(new URL('node_modules', import.meta.url)))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: path.join(root, 'bench'), stdio: 'inherit' });
const { archival, looks, stockPdfkit, typst } = await import('./peers.js');

/** Letters before the first one timed: as many as it takes until compiled code is settled. */
const warmUp = 100;
const rounds = Number(process.argv[2] ?? 100);
const coldRuns = 10;
/** Seeds that no letter of the rounds has. */
const otherLetters = 50_000;
const source = await readFile(path.join(root, 'content/sample-letter/letter.yaml'), 'utf8');
const folder = await mkdtemp(path.join(os.tmpdir(), 'circulate-bench-'));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quartile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];
const line = (name, values) =>
  `${name.padEnd(44)} ${median(values).toFixed(1).padStart(8)} ms   (${quartile(values, 0.25).toFixed(1)} to ${quartile(values, 0.75).toFixed(1)}, n = ${values.length})`;

// Warm.
const ours = {
  pdf: await openOurs(['pdf'], false),
  verified: await openOurs(['pdf'], true),
  docx: await openOurs(['docx'], false),
  both: await openOurs(['pdf', 'docx'], true),
};
const [pdfkit, pdfkitKept] = [await stockPdfkit(false), await stockPdfkit(true)];
const [typstPdf, typstArchival] = [await typst(), await typst(looks.en, undefined, archival)];
const stages = { read: [], page: [] };
const stagesOf = await openStages();
const times = { pdf: [], docx: [], both: [], pdfkit: [], kept: [], typst: [], archival: [] };
const timed = async (name, keep, work) => {
  const start = performance.now();
  const result = await work();
  if (keep) times[name].push(performance.now() - start);
  return result;
};
const { PDFParse } = await import('pdf-parse');
async function wordsOf(bytes) {
  const parser = new PDFParse({ data: bytes.slice() });
  try {
    return (await parser.getText({ pageJoiner: '' })).text.split(/\s+/).length;
  } finally {
    await parser.destroy();
  }
}

for (let round = -warmUp; round < rounds; round++) {
  const text = salted(source, round + warmUp);
  await writeFile(path.join(folder, 'letter.yaml'), text);
  const [paragraphs, body, pictures] = [paragraphsOf(text), bodyOf(text), picturesOf(text)];
  const keep = round >= 0;
  await timed('pdf', keep, () => ours.pdf(folder));
  const stock = await timed('pdfkit', keep, () => pdfkit(paragraphs));
  await timed('kept', keep, () => pdfkitKept(paragraphs));
  const peer = await timed('typst', keep, () => typstPdf(body, pictures));
  await timed('archival', keep, () => typstArchival(body, pictures));
  await timed('docx', keep, () => ours.docx(folder));
  // A letter of its own, of which nothing is remembered either.
  await writeFile(path.join(folder, 'letter.yaml'), salted(source, round + warmUp + otherLetters));
  const staged = await stagesOf(folder);
  if (keep) for (const name of Object.keys(stages)) stages[name].push(staged[name]);
  if (round % 25 === 0) {
    const expected = paragraphs.join(' ').split(' ').length;
    for (const [name, bytes] of [
      ['pdfkit', stock],
      ['typst', peer],
    ]) {
      const words = await wordsOf(bytes);
      if (words < expected * 0.95) throw new Error(`${name} printed ${words} of ${expected} words`);
    }
  }
}
// Other scripts, beside Typst alone.
const scripts = {};
for (const language of Object.keys(looks).filter((code) => code !== 'en')) {
  const whole = await sourceIn(language);
  const words = await wordsAround(whole, folder);
  const peers = { typst: await typst(looks[language], words), archival: await typst(looks[language], words, archival) };
  const own = { ours: [], typst: [], archival: [] };
  for (let round = -warmUp; round < rounds; round++) {
    const text = salted(whole, round + warmUp);
    await writeFile(path.join(folder, 'letter.yaml'), text);
    const [body, pictures] = [bodyOf(text), picturesOf(text)];
    let start = performance.now();
    await ours.pdf(folder);
    if (round >= 0) own.ours.push(performance.now() - start);
    for (const [name, peer] of Object.entries(peers)) {
      start = performance.now();
      await peer(body, pictures);
      if (round >= 0) own[name].push(performance.now() - start);
    }
    if (round % 25 === 0) await ours.verified(folder);
  }
  scripts[language] = own;
}
// The same letters again, each verified: what does not verify stops the benchmark, and no timing is printed.
for (let round = -warmUp; round < rounds; round++) {
  await writeFile(path.join(folder, 'letter.yaml'), salted(source, round + warmUp));
  await timed('both', round >= 0, () => ours.both(folder));
}

console.log(`sample letter, two pages, salted; Node ${process.version}, ${os.availableParallelism()} processors\n`);
console.log('warm, one process; ours is PDF/A-2a and PDF/UA-1, each file checked');
console.log(line('  circulate, PDF', times.pdf));
console.log(line('    the source read, validated and made a tree', stages.read));
console.log(line('    the tree laid out, drawn, written and checked', stages.page));
console.log(line('  circulate, Word', times.docx));
console.log(line('  circulate, PDF and Word, both verified', times.both));
console.log(line('  stock pdfkit text(), PDF', times.pdfkit));
console.log(line('  the same, font objects kept open', times.kept));
console.log(line('  Typst, PDF', times.typst));
console.log(line('  Typst, PDF/A-2a', times.archival));
const ratio = (name) => (median(times.pdf) / median(times[name])).toFixed(2);
console.log(
  `  circulate takes ${ratio('typst')} of Typst's time, ${ratio('archival')} of its time for PDF/A, ${ratio('pdfkit')} of stock pdfkit's (bar: 0.50)\n`,
);

for (const [language, own] of Object.entries(scripts)) {
  console.log(line(`  circulate, PDF, ${language}`, own.ours));
  console.log(line(`  Typst, PDF, ${language}`, own.typst));
  console.log(line(`  Typst, PDF/A-2a, ${language}`, own.archival));
  const share = (name) => (median(own.ours) / median(own[name])).toFixed(2);
  console.log(`  circulate takes ${share('typst')} of Typst's time, ${share('archival')} of its time for PDF/A (bar: 0.70)\n`);
}

// Cold: the built command, a process each.
const cold = (args) => {
  const values = [];
  for (let run = 0; run < coldRuns; run++) {
    const start = performance.now();
    const result = spawnSync(
      process.execPath,
      [path.join(root, 'dist/cli.js'), 'build', folder, '--out', path.join(folder, 'out'), ...args],
      { cwd: folder },
    );
    values.push(performance.now() - start);
    if (result.status !== 0) throw new Error(`cold build failed: ${result.stderr}`);
  }
  return values;
};
console.log('cold, a process each');
console.log(line('  PDF and Word, not verified (bar: 800)', cold(['--no-verify'])));
console.log(line('  PDF and Word, verified (bar: 1500)', cold([])));

// Memory.
const samples = JSON.parse(
  execFileSync(process.execPath, ['--expose-gc', path.join(root, 'bench/memory.js'), '600'], { encoding: 'utf8' }),
);
const settled = samples.filter((sample) => sample.letter > 200);
const slope = (key) => {
  const n = settled.length;
  const x = settled.reduce((sum, sample) => sum + sample.letter, 0) / n;
  const y = settled.reduce((sum, sample) => sum + sample[key], 0) / n;
  const top = settled.reduce((sum, sample) => sum + (sample.letter - x) * (sample[key] - y), 0);
  return top / settled.reduce((sum, sample) => sum + (sample.letter - x) ** 2, 0) / 1024;
};
const last = samples.at(-1);
console.log(
  `\nmemory after ${last.letter} letters in both formats: ${(last.rss / 2 ** 20).toFixed(0)} MB resident, ${(last.held / 2 ** 20).toFixed(0)} MB held`,
);
console.log(`  slope from letter 200: ${slope('rss').toFixed(1)} kB a letter resident, ${slope('held').toFixed(1)} kB held (bar: 50)`);
await rm(folder, { recursive: true });
