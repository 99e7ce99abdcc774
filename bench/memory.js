/**
 * Makes many salted letters in one process and prints memory as JSON: run with --expose-gc.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openOurs } from './ours.js';
import { salted } from './salt.js';

const letters = Number(process.argv[2] ?? 600);
const source = await readFile(new URL('../content/sample-letter/letter.yaml', import.meta.url), 'utf8');
const folder = await mkdtemp(path.join(os.tmpdir(), 'circulate-memory-'));
const ours = await openOurs(['pdf', 'docx'], false);
const samples = [];
for (let index = 0; index < letters; index++) {
  await writeFile(path.join(folder, 'letter.yaml'), salted(source, index));
  await ours(folder);
  if ((index + 1) % 50 === 0) {
    globalThis.gc();
    globalThis.gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    samples.push({ letter: index + 1, rss, held: heapUsed + external });
  }
}
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(samples)}\n`);
