/**
 * Packs the offline bundle: `bundle/circulate-<version>.zip` with the program, what it needs and the fonts, and its digest
 * beside it. `npm run bundle` builds first. `--out FOLDER` writes elsewhere.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { bundleContents, digestList, digestsOf } from './bundle/contents.js';
import { faultsOfNames } from './bundle/names.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(root, 'bundle') } } });
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const name = `circulate-${version}`;

const contents = bundleContents(root);
const digests = digestsOf(contents, 'sha512');
if (digests !== readFileSync(path.join(root, digestList), 'utf8')) throw new Error('files changed since the build; run npm run bundle');
const files = new Map([...contents, ['SHA256SUMS', Buffer.from(digestsOf(contents, 'sha256'))], ['SHA512SUMS', Buffer.from(digests)]]);
const faults = faultsOfNames([...files.keys()].map((file) => `${name}/${file}`));
if (faults.length > 0) throw new Error(faults.join('\n'));

const zip = zipSync(Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(entryOf)));
mkdirSync(values.out, { recursive: true });
write(`${name}.zip`, zip);
write(`${name}.zip.sha512`, `${createHash('sha512').update(zip).digest('hex')}  ${name}.zip\n`);
const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
const megabytes = (count) => `${(count / 1e6).toFixed(1)} MB`;
process.stdout.write(`${path.join(values.out, `${name}.zip`)}  ${megabytes(zip.length)}, ${files.size} files of ${megabytes(bytes)}\n`);

/** As ZIP keeps it: the first day it can tell, which fflate reads by the local clock and stores without a zone; Unix rights. */
function entryOf([file, content]) {
  const unix = 3;
  const rights = file === 'circulate' ? 0o100755 : 0o100644;
  return [`${name}/${file}`, [content, { level: 9, mtime: new Date(1980, 0, 1), os: unix, attrs: rights << 16 }]];
}

function write(file, content) {
  const target = path.join(values.out, file);
  writeFileSync(`${target}.part`, content);
  renameSync(`${target}.part`, target);
}
