/**
 * This program as the benchmark calls it: one folder in, bytes out, through every stage.
 */
import path from 'node:path';
import { loadHouse } from '../dist/house.js';
import { buildDocument, prepareDocument } from '../dist/pipeline.js';

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

/** Reads the document of a folder as far as its View. */
export async function prepared(folder) {
  const report = (code, place, values) => {
    throw new Error(`not read: ${code} ${JSON.stringify(place)} ${JSON.stringify(values)}`);
  };
  return prepareDocument(found(folder), await settingsFor([], false), { report, locate: () => {}, problems: [], failed: false });
}
