/**
 * This program as the benchmark calls it: one folder in, bytes out, through every stage.
 */
import path from 'node:path';
import { loadHouse } from '../dist/house.js';
import { buildDocument } from '../dist/pipeline.js';

/** Opens the house once and gives a function that makes one document in the formats named. */
export async function openOurs(formats, verify) {
  const problems = [];
  const house = await loadHouse(null, (code, place, values) => problems.push({ code, place, values }));
  if (!house) throw new Error(`the house style is refused: ${JSON.stringify(problems)}`);
  const settings = { house, emblem: null, formats, pattern: '{symbol}-{language}', verify, strict: false, cwd: '/' };
  return async (folder) => {
    const built = await buildDocument({ file: path.join(folder, 'letter.yaml'), folder, slug: path.basename(folder) }, settings);
    if (built.outputs.length !== formats.length) throw new Error(`not built: ${JSON.stringify(built.problems)}`);
    return built;
  };
}
