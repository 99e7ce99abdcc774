/**
 * Which packages the built program is made of: those esbuild bundled into `dist/`, and those that stay packages because they
 * open binaries, fonts or workers beside their code. Of the latter, which files are needed at run time.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/**
 * Packages that `dist/` opens in their own folders, with the files it opens; `package.json` and licences always go with them.
 * pdf-parse carries its PDF.js and worker. It looks for @napi-rs/canvas to draw, which we never do: the name must be found,
 * its code is not loaded (`src/verify/read-pdf.ts`), and no binary of it is needed.
 */
export const opened = {
  yauzl: ['index.js', 'fd-slicer.js', 'crc32.js'],
  pend: ['index.js'],
  harfbuzzjs: ['dist/index.mjs', 'dist/harfbuzz.js', 'dist/harfbuzz.wasm'],
  'zlib-streams': ['dist/zlib-streams.wasm'],
  'pdf-parse': ['dist/pdf-parse/cjs/index.cjs', 'dist/pdf-parse/cjs/pdf.worker.mjs'],
  '@napi-rs/canvas': ['index.js'],
  'xmllint-wasm': ['index-node.js', 'xmllint-node.js', 'xmllint.wasm'],
};

/** Packages bundled into `dist/` that also lend a file that lies beside their code; the code must be there to be found. */
const lending = {
  pdfkit: ['js/pdfkit.js', 'js/data/sRGB_IEC61966_2_1.icc'],
};

/** Packages whose code stands within the files of another: PDF.js is part of pdf-parse. They are listed, and not shipped twice. */
export const carried = ['pdfjs-dist'];

/** What esbuild leaves to be imported from its own folder. */
export const external = [...Object.keys(opened), ...carried];

const licence = /^(?:licen[cs]e|copying|notice|ofl)\b|^LICENSE_/i;

/** The names of licence files in a folder. */
export function licencesIn(folder) {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => licence.test(name))
        .sort()
    : [];
}

/** The packages of which files are opened at run time, those of fonts and hyphenation among them: paths within each, sorted. */
export function openedFiles(root) {
  const files = new Map(Object.entries({ ...opened, ...lending }).map(([name, kept]) => [name, [...kept]]));
  for (const file of [...fontFiles(root), ...patternFiles(root)]) {
    const name = packageIn(file);
    if (name !== null) files.set(name, [...(files.get(name) ?? []), file.slice(name.length + 1)]);
  }
  for (const [name, kept] of files) {
    const folder = path.join(root, 'node_modules', name);
    files.set(name, [...new Set([...kept, 'package.json', ...licencesIn(folder)])].sort());
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The font files the style sheet names, as it names them. */
export function fontFiles(root) {
  return Object.values(parse(readFileSync(path.join(root, 'templates/style.yaml'), 'utf8')).files);
}

/** The modules of hyphenation the languages name. */
function patternFiles(root) {
  const folder = path.join(root, 'templates/languages');
  const languages = readdirSync(folder).map((file) => parse(readFileSync(path.join(folder, file), 'utf8')));
  return languages.flatMap((language) => language.typesetting?.hyphenation?.patterns ?? []);
}

/** The package a name belongs to; null for the program itself. */
function packageIn(file) {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
  return name === 'circulate' ? null : name;
}

/** The places in the lockfile of the packages whose code stands in `dist/`: `node_modules/zod`. */
export function bundledPlaces(metafile) {
  const places = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const place = placeOf(input);
      if (place !== null && bytesInOutput > 0) places.add(place);
    }
  }
  return [...places].sort();
}

/** The folder of the innermost package in the path of one of its files, from the root; null for our own. */
function placeOf(input) {
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? null;
}
