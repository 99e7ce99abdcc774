/**
 * `npm run bench`: times the two-page sample letter, salted, beside Typst and beside stock pdfkit, letter by letter in turns; cold
 * runs of the built command; memory over many letters. A timing counts only if its output verifies.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(new URL('node_modules', import.meta.url)))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: path.join(root, 'bench'), stdio: 'inherit' });
const { looks } = await import('./peers.js');

const rounds = Number(process.argv[2] ?? 100);
const coldRuns = 10;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quartile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];
const line = (name, values) =>
  `${name.padEnd(44)} ${median(values).toFixed(1).padStart(8)} ms   (${quartile(values, 0.25).toFixed(1)} to ${quartile(values, 0.75).toFixed(1)}, n = ${values.length})`;

/** Runs one contest in a process of its own; the milliseconds of each program. */
const turns = (contest) =>
  JSON.parse(execFileSync(process.execPath, [path.join(root, 'bench/turns.js'), contest, String(rounds)], { encoding: 'utf8' }));

// Warm.
const besideTypst = Object.fromEntries(Object.keys(looks).map((language) => [language, turns(language)]));
const besidePdfkit = turns('pdfkit');
const stages = turns('stages');
const { docx } = turns('docx');
const { both } = turns('both');

console.log(`sample letter, two pages, salted; Node ${process.version}, ${os.availableParallelism()} processors\n`);
console.log('warm, in turns letter by letter, a process each contest; ours is PDF/A-2a and PDF/UA-1, each file checked');
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
console.log(line('  the source read, validated and made a tree', stages.read));
console.log(line('  the tree laid out, drawn, written and checked', stages.page));
console.log(line('  circulate, Word', docx));
console.log(`${line('  circulate, PDF and Word, both verified', both)}\n`);

// Cold: the built command, a process each.
const folder = await mkdtemp(path.join(os.tmpdir(), 'circulate-bench-'));
await copyFile(path.join(root, 'content/sample-letter/letter.yaml'), path.join(folder, 'letter.yaml'));
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
