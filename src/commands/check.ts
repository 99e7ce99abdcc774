/**
 * `circulate check`: everything short of making files. With `--to` it prints what a stage made of the document.
 */
import type { Io } from '../io.ts';
import { pagesOf, prepareDocument } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { printMarkup, printPages, printText, printTree } from '../tree/print.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

export interface CheckOptions extends CommonOptions {
  readonly to?: string;
}

const printers = ['model', 'view', 'markup', 'tree', 'pages', 'text'] as const;
/** The stages `--to` can print. */
export const printable: readonly string[] = printers;

export async function runCheck(paths: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, {}, language, options, io);
  const problems: Problem[] = [...early];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const prepared = await prepareDocument(found, session.settings, reporter);
    const pages = prepared && !reporter.failed ? await pagesOf(prepared) : null;
    problems.push(...reporter.problems);
    if (!prepared || !pages || options.json === true) continue;
    switch (options.to as (typeof printers)[number] | undefined) {
      case 'model':
        io.stdout(`${JSON.stringify(prepared.model, null, 2)}\n`);
        break;
      case 'view':
        io.stdout(`${JSON.stringify(prepared.view, null, 2)}\n`);
        break;
      case 'markup':
        io.stdout(printMarkup(prepared.markup));
        break;
      case 'tree':
        io.stdout(printTree(prepared.tree));
        break;
      case 'pages':
        io.stdout(printPages(pages));
        break;
      case 'text':
        io.stdout(printText(prepared.tree));
        break;
      default:
        io.stdout(`${found.file}: no mistakes, ${pages.length} page${pages.length === 1 ? '' : 's'}\n`);
    }
  }
  return finish(problems, {}, language, options, io);
}
