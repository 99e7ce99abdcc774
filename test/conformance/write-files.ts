/**
 * Writes the good and the broken files into a folder, by the profile of veraPDF they are judged by, and what is expected of each:
 * `expected.tsv` with profile, file, clause and test. Run by `check-verapdf.sh`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { breakages } from './break.ts';
import { bases } from './breakage.ts';
import { brokenFile, goodFile, sampleFile } from './broken.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder is needed');
const sample = await sampleFile();
const write = (profile: string, name: string, bytes: Uint8Array) => {
  mkdirSync(path.join(folder, profile), { recursive: true });
  writeFileSync(path.join(folder, profile, `${name}.pdf`), bytes);
};

for (const base of Object.keys(bases) as (keyof typeof bases)[]) {
  const bytes = goodFile(sample, base);
  for (const profile of [base === 'attached' ? '3a' : '2a', 'ua1']) write(`good/${profile}`, base, bytes);
}
const lines = breakages.flatMap((breakage) => {
  const { what, base, rule, verapdf } = breakage;
  if (!verapdf) return [];
  const [standard, clause, test] = verapdf;
  const archive = base === 'attached' && rule !== 'attachment-forbidden' ? '3a' : '2a';
  const profile = standard === 'access' ? 'ua1' : archive;
  const name = what.replace(/\W+/g, '-');
  write(`broken/${profile}`, name, brokenFile(sample, breakage));
  return [`${profile}\t${name}.pdf\t${clause}\t${test}\n`];
});
writeFileSync(path.join(folder, 'expected.tsv'), lines.join(''));
