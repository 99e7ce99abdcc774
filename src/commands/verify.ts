/**
 * `circulate verify`: reopens files made earlier and compares them with the tree of the source they came from.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formats } from '../backends/table.ts';
import { type Found, shown } from '../documents.ts';
import type { Io } from '../io.ts';
import { reasonOf } from '../output.ts';
import { prepareDocument } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { verifyOutput } from '../verify/verify.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

export interface VerifyOptions extends CommonOptions {
  /** Folder or file of the source. */
  readonly source?: string;
}

export async function runVerify(files: readonly string[], options: VerifyOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(options.source === undefined ? [] : [options.source], options, io.cwd);
  if (!session) return finish(early, { verified: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const verified: { file: string; source: string; words: number }[] = [];
  for (const given of files) {
    const reporter = reporterOf(given.split(path.sep).join('/'), options.strict ?? false);
    const { report } = reporter;
    const file = path.resolve(io.cwd, given);
    const format = formats.find((name) => path.extname(file) === `.${name}`);
    const bytes = await readFile(file).catch((error: unknown) => {
      report('FILE_UNREADABLE', { file: shown(file, io.cwd) }, { value: given, reason: reasonOf(error) });
      return null;
    });
    const found = sourceOf(file, options, session.found);
    if (bytes && !format) report('CHOICE_UNKNOWN', { file: shown(file, io.cwd) }, { value: path.extname(file), known: formats.join(', ') });
    else if (bytes && !found) report('NOTHING_FOUND', { file: shown(file, io.cwd) }, { value: given });
    if (bytes && format && found) {
      const prepared = await prepareDocument(found, session.settings, reporter);
      if (prepared && !reporter.failed) {
        const verdict = await verifyOutput(format, new Uint8Array(bytes), prepared.tree, shown(file, io.cwd), report);
        if (verdict.ok) {
          verified.push({ file: shown(file, io.cwd), source: found.file, words: verdict.words });
          if (options.json !== true) io.stdout(`${shown(file, io.cwd)}: ${verdict.words} words verified against ${found.file}\n`);
        }
      }
    }
    problems.push(...reporter.problems.filter((problem) => problem.severity === 'error'));
  }
  return finish(problems, { verified }, language, options, io);
}

/** The one source named, or the document whose folder has the name of the output's. */
function sourceOf(file: string, options: VerifyOptions, found: readonly Found[]): Found | null {
  if (options.source !== undefined)
    return found.length === 1 ? (found[0] ?? null) : (found.find((one) => one.slug === path.basename(path.dirname(file))) ?? null);
  return found.find((one) => one.slug === path.basename(path.dirname(file))) ?? null;
}
