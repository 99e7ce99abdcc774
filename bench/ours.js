/**
 * This program as the benchmark calls it: one folder in, bytes out, through every stage.
 */
import path from 'node:path';
import { loadHouse } from '../dist/house.js';
import { buildDocument, prepareDocument, renderVersion } from '../dist/pipeline.js';

const found = (folder) => ({ file: path.join(folder, 'letter.yaml'), folder, slug: path.basename(folder) });

async function settingsFor(formats, verify) {
  const problems = [];
  const house = await loadHouse(null, (code, place, values) => problems.push({ code, place, values }));
  if (!house) throw new Error(`the house style is refused: ${JSON.stringify(problems)}`);
  return { house, emblem: null, formats, pattern: '{symbol}-{language}', verify, strict: false, cwd: '/' };
}

/** Opens the house once and gives a function that makes one document in the formats named. */
export async function openOurs(formats, verify) {
  const settings = await settingsFor(formats, verify);
  return async (folder) => {
    const built = await buildDocument(found(folder), settings);
    if (built.outputs.length !== formats.length) throw new Error(`not built: ${JSON.stringify(built.problems)}`);
    return built;
  };
}

const report = (code, place, values) => {
  throw new Error(`not read: ${code} ${JSON.stringify(place)} ${JSON.stringify(values)}`);
};
const reporter = { report, locate: () => {}, problems: [], failed: false };

/** Opens the house once and gives a function that makes one PDF in two stages, and tells the milliseconds of each. */
export async function openStages() {
  const settings = await settingsFor(['pdf'], false);
  return async (folder) => {
    const start = performance.now();
    const version = await prepareDocument(found(folder), settings, reporter);
    const between = performance.now();
    const { outputs } = await renderVersion(found(folder), version, settings);
    if (outputs.length !== 1) throw new Error('not built');
    return { read: between - start, page: performance.now() - between };
  };
}

/** Reads the document of a folder as far as its View. */
export const prepared = async (folder) => prepareDocument(found(folder), await settingsFor([], false), reporter);
