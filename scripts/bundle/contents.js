/**
 * What the offline bundle holds, file by file, and the digests of it all. Nothing of the machine, the clock or the folder
 * gets in: the same program gives the same files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openedFiles } from './packages.js';

const words = fileURLToPath(new URL('files/', import.meta.url));
const folders = ['dist', 'templates', 'schema', 'docs', 'content/sample-letter'];
const files = ['README.md', 'SECURITY.md', 'package-lock.json'];

/** What this machine's engine made of the command, which runs without it. */
const compiled = 'dist/compiled/';

/** The list of digests that the build leaves beside the program. It cannot be in the bundle it describes. */
export const digestList = 'dist/program/bundle.sha512';

/** The files of the bundle by path, sorted, without lists of digests. `dist/program` must have been written. */
export function bundleContents(root) {
  const found = new Map();
  const add = (file, from = file) => found.set(file, readFileSync(path.join(root, from)));
  for (const folder of folders)
    for (const file of filesBelow(root, folder)) if (file !== digestList && !file.startsWith(compiled)) add(file);
  for (const file of files) add(file);
  for (const [name, kept] of openedFiles(root)) for (const file of kept) add(`node_modules/${name}/${file}`);
  for (const file of ['SBOM.cdx.json', 'LICENCES.txt']) add(file, `dist/program/${file}`);
  // Nothing is there to be run by npm: the program is built.
  const { scripts: _, ...own } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  found.set('package.json', Buffer.from(`${JSON.stringify(own, null, 2)}\n`));
  const { version } = own;
  const read = (file) => readFileSync(path.join(words, file), 'utf8').replaceAll('\r\n', '\n').replaceAll('{version}', version);
  const forWindows = (text) => Buffer.from(text.replaceAll('\n', '\r\n'));
  found.set('circulate', Buffer.from(read('circulate.sh')));
  found.set('circulate.cmd', forWindows(read('circulate.cmd')));
  found.set('INSTALL.txt', forWindows(read('INSTALL.txt')));
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Digests in the form `sha512sum -c` reads. */
export function digestsOf(contents, algorithm) {
  return [...contents].map(([file, bytes]) => `${createHash(algorithm).update(bytes).digest('hex')}  ${file}\n`).join('');
}

/** Paths below a folder, with forward slashes; hidden files are nobody's. */
function filesBelow(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
