/** Writes into a folder the files broken on purpose that the schemas must refuse. Run by `check-schema.sh`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zip } from '../../src/deflate.ts';
import { brokenFile, goodFiles } from './broken-word.ts';
import { breakages } from './word-breakages.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder is needed');
mkdirSync(folder, { recursive: true });
const good = await goodFiles();
for (const breakage of breakages.filter(({ schema }) => schema)) {
  writeFileSync(path.join(folder, `${breakage.what.replace(/\W+/g, '-')}.docx`), zip(brokenFile(good, breakage)));
}
