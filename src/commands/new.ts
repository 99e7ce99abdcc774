/**
 * `circulate new`: begins a document from a commented source. The source itself is data (`templates/new/`).
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shown, sourceName } from '../documents.ts';
import type { Io } from '../io.ts';
import { printProblems } from '../messages.ts';
import { isIllegalName } from '../names.ts';
import { makeFolder, reasonOf } from '../output.ts';
import { addressFrom, ownPath } from '../own.ts';
import type { Report } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { exitOf } from './session.ts';

const templates = ownPath('templates/new');
const schema = ownPath('schema/document.schema.json');

/** Writes the source into a folder, which is made if need be. An existing source is never overwritten. */
export async function runNew(folder: string, io: Io): Promise<number> {
  const target = path.resolve(io.cwd, folder, sourceName);
  const text = await readFile(path.join(templates, sourceName), 'utf8');
  const name = shown(target, io.cwd);
  const reporter = reporterOf(name, false);
  const own = path.basename(path.dirname(target));
  if (isIllegalName(own)) reporter.report('DOCUMENT_NAME', { file: name }, { value: own });
  else await write(target, text, name, reporter.report);
  if (reporter.failed) io.stderr(await printProblems(reporter.problems, { json: false, color: io.terminal }));
  else io.stdout(`${name}\n`);
  return exitOf(reporter.problems);
}

async function write(target: string, text: string, file: string, report: Report): Promise<void> {
  try {
    await makeFolder(path.dirname(target));
    await writeFile(
      target,
      text.replace(/(?<=\$schema=)\S+/, () => addressFrom(target, schema)),
      { flag: 'wx' },
    );
  } catch (error) {
    const reason = reasonOf(error);
    report('OUTPUT_UNWRITABLE', { file }, { value: file, reason, ...(reason === 'EEXIST' ? { variant: 'exists' } : {}) });
  }
}
