/**
 * `circulate check`: everything short of making files. With `--to` it prints what a stage made of the document.
 */
import type { Io } from '../io.ts';
import type { Page } from '../layout/frame.ts';
import { pagesOf, prepareVersions, type Version } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { printMarkup, printPages, printText, printTree } from '../tree/print.ts';
import { neighboursOf } from './neighbours.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

export interface CheckOptions extends CommonOptions {
  readonly to?: string;
}

const printers = ['model', 'view', 'markup', 'tree', 'pages', 'text'] as const;
type Printable = (typeof printers)[number];
/** The stages `--to` can print. */
export const printable: readonly string[] = printers;

export async function runCheck(paths: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, {}, language, options, io);
  const problems: Problem[] = [...early];
  const neighbours = neighboursOf(options.strict ?? false);
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const versions = await prepareVersions(found, session.settings, reporter);
    for (const version of versions) {
      reporter.locate(version.positions);
      const pages = await pagesOf(version);
      // A document with a mistake in one language is no document in any.
      if (!pages || reporter.failed || options.json === true) continue;
      io.stdout(
        printed(options.to as Printable | undefined, version, pages) ?? summary(version.translation?.catalogue.file ?? found.file, pages),
      );
    }
    problems.push(...reporter.problems, ...neighbours.problemsOf(found, versions));
  }
  return finish(problems, {}, language, options, io);
}

function printed(stage: Printable | undefined, version: Version, pages: readonly Page[]): string | null {
  switch (stage) {
    case 'model':
      return `${JSON.stringify(version.model, null, 2)}\n`;
    case 'view':
      return `${JSON.stringify(version.view, null, 2)}\n`;
    case 'markup':
      return printMarkup(version.markup);
    case 'tree':
      return printTree(version.tree);
    case 'pages':
      return printPages(pages);
    case 'text':
      return printText(version.tree);
    case undefined:
      return null;
  }
}

function summary(file: string, pages: readonly Page[]): string {
  return `${file}: no mistakes, ${pages.length} page${pages.length === 1 ? '' : 's'}\n`;
}
