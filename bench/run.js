/**
 * `npm run bench`: times the two-page sample letter, salted, beside Typst and beside stock pdfkit, in turns in one process; cold
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
import { wordsOf } from './words.js';

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

/**
 * Times programs in turns, letter by letter, all with the same letter; milliseconds of each. `first` is the number of the first
 * letter; `look` sees what each made of every 25th.
 */
async function inTurns(whole, first, programs, look) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    const text = salted(whole, first + round + warmUp);
    await writeFile(path.join(folder, 'letter.yaml'), text);
    const letter = { paragraphs: paragraphsOf(text), body: bodyOf(text), pictures: picturesOf(text) };
    const made = {};
    for (const [name, program] of Object.entries(programs)) {
      const start = performance.now();
      made[name] = await program(letter);
      if (round >= 0) times[name].push(performance.now() - start);
      // What a program left for later is its own time, not the next one's.
      await new Promise(setImmediate);
    }
    if (round % 25 === 0) await look(made, letter);
  }
  return times;
}

/** Throws unless stock programs printed the letter's words. */
const wordsPrinted = (names) => async (made, letter) => {
  const expected = letter.paragraphs.join(' ').split(' ').length;
  for (const name of names) {
    const words = await wordsOf(made[name]);
    if (words < expected * 0.95) throw new Error(`${name} printed ${words} of ${expected} words`);
  }
};

// Warm.
const ours = {
  pdf: await openOurs(['pdf'], false),
  verified: await openOurs(['pdf'], true),
  docx: await openOurs(['docx'], false),
  both: await openOurs(['pdf', 'docx'], true),
};
const besideTypst = {};
for (const language of Object.keys(looks)) {
  const whole = language === 'en' ? source : await sourceIn(language);
  const words = language === 'en' ? undefined : await wordsAround(whole, folder);
  const peers = { typst: await typst(looks[language], words), archival: await typst(looks[language], words, archival) };
  const look = language === 'en' ? wordsPrinted(['typst', 'archival']) : () => ours.verified(folder);
  besideTypst[language] = await inTurns(
    whole,
    0,
    {
      pdf: () => ours.pdf(folder),
      typst: ({ body, pictures }) => peers.typst(body, pictures),
      archival: ({ body, pictures }) => peers.archival(body, pictures),
    },
    look,
  );
}
const [pdfkit, pdfkitKept] = [await stockPdfkit(false), await stockPdfkit(true)];
const besidePdfkit = await inTurns(
  source,
  otherLetters,
  { pdf: () => ours.pdf(folder), pdfkit: ({ paragraphs }) => pdfkit(paragraphs), kept: ({ paragraphs }) => pdfkitKept(paragraphs) },
  wordsPrinted(['pdfkit', 'kept']),
);
const stages = { read: [], page: [] };
const stagesOf = await openStages();
await inTurns(
  source,
  2 * otherLetters,
  {
    stages: async () => {
      const staged = await stagesOf(folder);
      for (const name of Object.keys(stages)) stages[name].push(staged[name]);
    },
  },
  () => {},
);
const word = await inTurns(source, 3 * otherLetters, { docx: () => ours.docx(folder) }, () => {});
// The letters first timed again, each verified: what does not verify stops the benchmark, and no timing is printed.
const verified = await inTurns(source, 0, { both: () => ours.both(folder) }, () => {});

console.log(`sample letter, two pages, salted; Node ${process.version}, ${os.availableParallelism()} processors\n`);
console.log('warm, one process, in turns letter by letter; ours is PDF/A-2a and PDF/UA-1, each file checked');
for (const [language, times] of Object.entries(besideTypst)) {
  console.log(line(`  circulate, PDF, ${language}`, times.pdf));
  console.log(line(`  Typst, PDF, ${language}`, times.typst));
  console.log(line(`  Typst, PDF/A-2a, ${language}`, times.archival));
  const share = (name) => (median(times.pdf) / median(times[name])).toFixed(2);
  console.log(
    `  circulate takes ${share('typst')} of Typst's time, ${share('archival')} of its time for PDF/A (bar: ${language === 'en' ? '0.50' : '0.70'})\n`,
  );
}
console.log(line('  circulate, PDF, beside pdfkit', besidePdfkit.pdf));
console.log(line('  stock pdfkit text(), PDF', besidePdfkit.pdfkit));
console.log(line('  the same, font objects kept open', besidePdfkit.kept));
console.log(
  `  circulate takes ${(median(besidePdfkit.pdf) / median(besidePdfkit.pdfkit)).toFixed(2)} of stock pdfkit's time (bar: 0.50)\n`,
);
console.log('warm, alone');
console.log(line('  the source read, validated and made a tree', stages.read.slice(-rounds)));
console.log(line('  the tree laid out, drawn, written and checked', stages.page.slice(-rounds)));
console.log(line('  circulate, Word', word.docx));
console.log(`${line('  circulate, PDF and Word, both verified', verified.both)}\n`);

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
