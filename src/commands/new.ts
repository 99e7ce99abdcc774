/**
 * `circulate new`: begins a document from a commented source. The source itself is data (`templates/new/`).
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shown, sourceName } from '../documents.ts';
import type { Io } from '../io.ts';
import { printProblems } from '../messages.ts';
import { makeFolder, reasonOf } from '../output.ts';
import { ownPath } from '../own.ts';
import { exits } from '../problem.ts';
import { reporterOf } from '../reporter.ts';

const templates = ownPath('templates/new');
const schemas = ownPath('schema');

/** Writes the source into a folder, which is made if need be. An existing source is never overwritten. */
export async function runNew(folder: string, io: Io): Promise<number> {
  const target = path.resolve(io.cwd, folder, sourceName);
  const text = await readFile(path.join(templates, sourceName), 'utf8');
  // The editor finds the schema by a path from the source to it.
  const schema = path.relative(path.dirname(target), path.join(schemas, 'document.schema.json')).split(path.sep).join('/');
  try {
    await makeFolder(path.dirname(target));
    await writeFile(target, text.replace(/(?<=\$schema=)\S+/, encodeURI(schema)), { flag: 'wx' });
  } catch (error) {
    const name = shown(target, io.cwd);
    const reporter = reporterOf(name, false);
    const reason = reasonOf(error);
    reporter.report('OUTPUT_UNWRITABLE', { file: name }, { value: name, reason, ...(reason === 'EEXIST' ? { variant: 'exists' } : {}) });
    io.stderr(await printProblems(reporter.problems, { json: false, color: io.terminal }));
    return exits.disk;
  }
  io.stdout(`${shown(target, io.cwd)}\n`);
  return exits.done;
}
