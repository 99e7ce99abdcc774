/**
 * Builds the program: `src/` with the libraries it loads at start, bundled into `dist/`, so that a cold start opens a few
 * files and not three hundred. Types are written by tsc beside them.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(path.join(root, 'dist'), { recursive: true, force: true });

/** Opened from their own folders: they carry binaries, fonts or workers beside their code. */
const external = ['yauzl', 'harfbuzzjs', 'pdf-parse', 'pdfjs-dist', '@napi-rs/canvas'];

/** pdfkit writes objects here and never opens a font: its font reader is left out. */
const withoutFontReader = {
  name: 'without-font-reader',
  setup(bundler) {
    bundler.onResolve({ filter: /^fontkit$/ }, () => ({ path: 'fontkit', namespace: 'left-out' }));
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `export const create = () => { throw new Error('no font is opened by pdfkit'); }; export const open = create; export const openSync = create;`,
    }));
  },
};

await build({
  absWorkingDir: root,
  entryPoints: ['cli', 'index', 'fidelity', 'house', 'pipeline'].map((name) => `src/${name}.ts`),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.16',
  minify: true,
  legalComments: 'none',
  external,
  plugins: [withoutFontReader],
  // Libraries in the older module form ask for Node's own modules by `require`.
  banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);` },
  logLevel: 'warning',
});
const shebang = readFileSync(path.join(root, 'dist/cli.js'), 'utf8').startsWith('#!');
if (!shebang) throw new Error('the command lost its first line');
chmodSync(path.join(root, 'dist/cli.js'), 0o755);
execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
