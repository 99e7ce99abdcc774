/** Packs the offline bundle as `npm run bundle` does, of what is built. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../command.ts';

/** The name of the bundle without extension, which is that of the folder in it. */
export const bundleName = `circulate-${JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version}`;

/** Makes the bundle in a folder; resolves to its file. */
export async function makeBundle(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts/bundle.js'), '--out', folder], { env: { ...process.env, ...env } });
  return path.join(folder, `${bundleName}.zip`);
}
