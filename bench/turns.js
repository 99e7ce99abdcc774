/**
 * One contest of the benchmark, in a process of its own, so that no program pays for what another left behind: programs take
 * turns, letter by letter, all with the same letter. Prints the milliseconds of each as JSON.
 * Usage: node bench/turns.js CONTEST LETTERS
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sourceIn, wordsAround } from './languages.js';
import { openOurs, openStages } from './ours.js';
import { archival, frame, looks, stockPdfkit, typst } from './peers.js';
import { picturesOf } from './pictures.js';
import { bodyOf, paragraphsOf, salted } from './salt.js';
import { wordsOf } from './words.js';

/** Letters before the first one timed: as many as it takes until compiled code is settled. */
const warmUp = 200;
/** Every so many letters what each program made is looked at. */
const looked = 25;

const [contest, count] = process.argv.slice(2);
const letters = Number(count);
const language = contest in looks ? contest : 'en';
const folder = await mkdtemp(path.join(os.tmpdir(), 'circulate-turns-'));
const source = await sourceIn(language);

/** Programs by name, and the milliseconds of each kept. */
async function programsOf() {
  const ours = async (formats, verify = false) => {
    const make = await openOurs(formats, verify);
    return () => make(folder);
  };
  switch (contest) {
    case 'pdfkit':
      return { pdf: await ours(['pdf']), pdfkit: await stockPdfkit(false), kept: await stockPdfkit(true) };
    case 'docx':
      return { docx: await ours(['docx']) };
    case 'both':
      return { both: await ours(['pdf', 'docx'], true) };
    default: {
      const words = language === 'en' ? frame : await wordsAround(source, folder);
      return {
        pdf: await ours(['pdf']),
        typst: await typst(looks[language], words),
        archival: await typst(looks[language], words, archival),
      };
    }
  }
}

/** Throws unless a program that has no check of its own printed the letter's words. */
async function look(made, { paragraphs }) {
  if (language !== 'en') return;
  const expected = paragraphs.join(' ').split(' ').length;
  for (const [name, bytes] of Object.entries(made)) {
    if (!(bytes instanceof Uint8Array)) continue;
    const words = await wordsOf(bytes);
    if (words < expected * 0.95) throw new Error(`${name} printed ${words} of ${expected} words`);
  }
}

const writeLetter = async (number) => {
  const text = salted(source, number);
  await writeFile(path.join(folder, 'letter.yaml'), text);
  return { paragraphs: paragraphsOf(text), body: bodyOf(text), pictures: picturesOf(text) };
};

async function inTurns(programs) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let number = 0; number < warmUp + letters; number++) {
    const letter = await writeLetter(number);
    const made = {};
    for (const [name, program] of Object.entries(programs)) {
      const start = performance.now();
      made[name] = await program(letter);
      if (number >= warmUp) times[name].push(performance.now() - start);
      // What a program left for later is its own time, not the next one's.
      await new Promise(setImmediate);
    }
    if (number % looked === 0) await look(made, letter);
  }
  return times;
}

async function inStages() {
  const times = { read: [], page: [] };
  const stagesOf = await openStages();
  for (let number = 0; number < warmUp + letters; number++) {
    await writeLetter(number);
    const stages = await stagesOf(folder);
    if (number >= warmUp) for (const name of Object.keys(times)) times[name].push(stages[name]);
  }
  return times;
}

const times = contest === 'stages' ? await inStages() : await inTurns(await programsOf());
// The letters timed once more, each verified: what does not verify stops the benchmark, and no timing is printed.
const verified = await openOurs(contest === 'docx' ? ['docx'] : ['pdf'], true);
for (let number = warmUp; number < warmUp + letters && contest !== 'both'; number++) {
  await writeLetter(number);
  await verified(folder);
}
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(times)}\n`);
