/**
 * Builds the program: `src/` with the libraries it loads at start, bundled into `dist/`, so that a cold start opens a few
 * files and not three hundred. Types are written by tsc beside them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { external } from './bundle/packages.js';
import { writeProgram } from './bundle/program.js';
import { changing, replacing } from './changing.js';
import { cutFaces } from './cut-faces.js';
import { withoutGenerators } from './without-generators.js';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(path.join(root, 'dist'), { recursive: true, force: true });

const leaveOut = (filter, contents) => ({
  name: `without-${filter.source}`,
  setup(bundler) {
    bundler.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: `without-${filter.source}` }));
    bundler.onLoad({ filter: /.*/, namespace: `without-${filter.source}` }, () => ({ contents }));
  },
});

/** pdfkit writes objects here and never opens a font: its font reader is left out. */
const withoutFontReader = leaveOut(
  /^fontkit$/,
  `export const create = () => { throw new Error('no font is opened by pdfkit'); }; export const open = create; export const openSync = create;`,
);

/** Nothing is encrypted: the tables of pdfkit's ciphers are not made at every start. */
const withoutCiphers = leaveOut(
  /^@noble\/ciphers\//,
  `export const cbc = () => { throw new Error('nothing is encrypted'); }; export const ecb = cbc;`,
);

/** Handlebars does without where it finds none: nobody looks for the place of compiled code. */
const withoutSourceMaps = leaveOut(/^source-map$/, '');

/** Node 20 is slow to copy an object and add a field to the copy, which the reader of Markdown does at every token. */
const withoutSpread = changing('without-spread', [
  [
    /mdast-util-from-markdown[\\/]lib[\\/]index\.js$/,
    replacing('the reader of Markdown copies its context', [
      [
        '{\n          ...context,\n          sliceSerialize: events[index][2].sliceSerialize\n        }',
        'Object.assign({}, context, {sliceSerialize: events[index][2].sliceSerialize})',
        3,
      ],
    ]),
  ],
]);

/** What the reader of Markdown makes of its constructs is the same for every text: it is kept with the options they come from. */
const withoutCombining = changing('without-combining', [
  [
    /micromark[\\/]lib[\\/]parse\.js$/,
    replacing('the reader of Markdown combines its constructs', [
      [
        'combineExtensions([defaultConstructs, ...(settings.extensions || [])])',
        '(settings.constructs ??= combineExtensions([defaultConstructs, ...(settings.extensions || [])]))',
      ],
    ]),
  ],
]);

/**
 * The reader of Markdown keeps the places it has been in an object by numbers, and puts lists together by calls with all their
 * members: both are slow, and it does them at every piece of text.
 */
const withoutDetours = changing('without-detours', [
  [
    /micromark-util-subtokenize[\\/]index\.js$/,
    replacing('the reader of Markdown joins its pieces', [
      ['const jumps = {};', 'const jumps = new Map();'],
      ['while (index in jumps) {', 'while (jumps.has(index)) {'],
      ['      index = jumps[index];\n    }', '      index = jumps.get(index);\n    }'],
      ['Object.assign(jumps, subcontent(events, index));', 'subcontent(events, index, jumps);'],
      ['        index = jumps[index];\n        more', '        index = jumps.get(index);\n        more'],
      ['function subcontent(events, eventIndex) {', 'function subcontent(events, eventIndex, gaps) {'],
      ['  const gaps = {};\n', ''],
      ['gaps[adjust + jumps[index][0]] = adjust + jumps[index][1];', 'gaps.set(adjust + jumps[index][0], adjust + jumps[index][1]);'],
      ['  return gaps;\n', ''],
    ]),
  ],
  [
    /micromark-util-chunked[\\/]index\.js$/,
    replacing('the reader of Markdown joins its lists', [
      [
        '  let chunkStart = 0;',
        `  let chunkStart = 0;
  if (start >= end || (start === 0 && remove >= end)) {
    if (start < end) list.length = 0;
    for (const item of items) list.push(item);
    return;
  }`,
      ],
    ]),
  ],
]);

/** bwip-js knows over a hundred codes by name; this is the one `src/layout/codes.ts` draws. */
const codes = ['code39'];
const codesOnly = {
  name: 'codes-only',
  setup(bundler) {
    const namespace = 'codes-only';
    // From the root: what is written must not depend on the folder the program lies in.
    const fromRoot = (file) => path.relative(root, file).split(path.sep).join('/');
    bundler.onResolve({ filter: /\/bwipp\.mjs$/ }, ({ path: name, resolveDir, namespace: importer }) =>
      importer === namespace ? null : { path: fromRoot(path.join(resolveDir, name)), namespace },
    );
    bundler.onLoad({ filter: /.*/, namespace }, ({ path: file }) => {
      const names = /export \{([^}]*)\};?\s*$/
        .exec(readFileSync(path.join(root, file), 'utf8'))[1]
        .split(',')
        .map((name) => name.trim());
      const kept = [...codes.map((code) => `bwipp_${code}`), 'bwipp_encode', 'BWIPP_VERSION'];
      const left = names.filter((name) => !kept.includes(name) && name !== 'bwipp_lookup');
      return {
        resolveDir: path.join(root, path.dirname(file)),
        contents: [
          `import { ${kept.join(', ')} } from './bwipp.mjs';`,
          `export { ${kept.join(', ')} };`,
          `const known = { ${codes.map((code) => `${code}: bwipp_${code}`).join(', ')} };`,
          'export const bwipp_lookup = (code) => known[code];',
          ...left.map((name) => `export const ${name} = undefined;`),
        ].join('\n'),
      };
    });
  },
};

const settings = {
  absWorkingDir: root,
  bundle: true,
  // Its code for Node asks the environment at every token whether to print it.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  platform: 'node',
  target: 'node20.16',
  minify: true,
  legalComments: 'none',
  external,
  plugins: [
    withoutFontReader,
    withoutCiphers,
    withoutSourceMaps,
    withoutSpread,
    withoutCombining,
    withoutDetours,
    withoutGenerators,
    codesOnly,
  ],
  logLevel: 'warning',
};
const modules = ['index', 'engine', 'fidelity', 'house', 'pipeline'].map((name) => [name, `src/${name}.ts`]);
const { metafile } = await build({
  ...settings,
  entryPoints: Object.fromEntries([['cli', 'src/start.ts'], ...modules]),
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  // Libraries in the older module form ask for Node's own modules by `require`.
  banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);` },
  metafile: true,
});
// The command once more as a script, a function of how it finds others and where it lies.
await build({
  ...settings,
  entryPoints: ['src/thread.ts'],
  outfile: 'dist/compiled/command.cjs',
  format: 'cjs',
  charset: 'ascii',
  // A script has none of its own.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'ownUrl' },
  banner: { js: '(function (require, ownUrl) {' },
  footer: { js: '})' },
});
// It is read as Latin-1, and the library leaves regular expressions as they are written.
const script = path.join(root, 'dist/compiled/command.cjs');
const escapedUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
writeFileSync(script, readFileSync(script, 'utf8').replace(/[^\0-\x7f]/g, escapedUnit));
await cutFaces(path.join(root, 'dist/faces'));
const shebang = readFileSync(path.join(root, 'dist/cli.js'), 'utf8').startsWith('#!');
if (!shebang) throw new Error('the command lost its first line');
chmodSync(path.join(root, 'dist/cli.js'), 0o755);

// The house style is checked here once, so that no run has to while nobody changes it. Faults are left for a run to tell.
const { loadHouse } = await import(pathToFileURL(path.join(root, 'dist/house.js')).href);
const checked = new Map();
await loadHouse(null, () => {}, { checked });
writeFileSync(path.join(root, 'dist/checked.json'), JSON.stringify([...checked].sort(([one], [other]) => (one < other ? -1 : 1))));
execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
// Without it the command begins a little later and does the same: whoever changes the sample letter may still build.
spawnSync(process.execPath, [path.join(root, 'scripts/compile.js')], { stdio: 'ignore' });
writeProgram(root, metafile);
