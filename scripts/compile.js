/**
 * Runs the command once as `src/start.ts` does, on the sample letter, and keeps the code that the engine compiled for it
 * beside it in `dist/compiled`. It serves the same engine only, and is no part of the offline bundle.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = path.join(root, 'dist/compiled/command.cjs');
const folder = mkdtempSync(path.join(tmpdir(), 'circulate-'));
const require = createRequire(file);
const { compileLater, compiledCode } = await import(pathToFileURL(path.join(root, 'dist/engine.js')).href);
compileLater(process.version);
const shaping = await import('harfbuzzjs');
const script = new vm.Script(readFileSync(file, 'latin1'), { filename: file });
const own = path.join(root, 'dist/cli.js');
process.argv = [process.execPath, own, 'build', path.join(root, 'content/sample-letter'), '--lang', 'en', '--json', '--out', folder];
process.stdout.write = () => true;
process.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  if (code === 0) writeFileSync(path.join(root, compiledCode), script.createCachedData());
});
script.runInThisContext()((name) => (name === 'harfbuzzjs' ? shaping : require(name)), pathToFileURL(own).href);
