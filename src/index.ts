/**
 * The program as a library: the same functions the commands call, without process-wide state. They write nothing to the
 * console; problems come back as data.
 */
import { type CommonOptions, openSession } from './commands/session.ts';
import { readTranslated } from './commands/translate.ts';
import { type Status, statusOf } from './commands/translate-status.ts';
import { type Built, buildDocument, prepareVersions } from './pipeline.ts';
import type { Problem } from './problem.ts';
import { reporterOf } from './reporter.ts';
import type { DocumentNode } from './tree/nodes.ts';

export type { Status, UnitStatus } from './commands/translate-status.ts';
export type { Built, Output } from './pipeline.ts';
export type { Code, Position, Problem, Range, Severity } from './problem.ts';
export type { Block, DocumentNode, Inline, Node } from './tree/nodes.ts';

export interface BuildOptions extends CommonOptions {
  /** The folder paths, configuration and outputs are relative to. */
  readonly cwd: string;
}
export interface BuildResult {
  /** In the order of their paths; outputs are bytes in memory, nothing is written. */
  readonly documents: readonly Built[];
  readonly problems: readonly Problem[];
}

/** Makes documents in memory, each verified unless `verify: false`. Never throws for an author's mistake. */
export async function build(paths: readonly string[], options: BuildOptions): Promise<BuildResult> {
  const { session, problems } = await openSession(paths, options, options.cwd);
  if (!session) return { documents: [], problems };
  const documents: Built[] = [];
  for (const found of session.found) documents.push(await buildDocument(found, session.settings));
  return { documents, problems: [...problems, ...documents.flatMap((document) => document.problems)] };
}

/** Reads and checks documents and gives their trees, one for each language; a document with an error has none. */
export async function readTrees(
  paths: readonly string[],
  options: BuildOptions,
): Promise<{ readonly trees: readonly DocumentNode[]; readonly problems: readonly Problem[] }> {
  const { session, problems } = await openSession(paths, options, options.cwd);
  if (!session) return { trees: [], problems };
  const all = [...problems];
  const trees: DocumentNode[] = [];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const versions = await prepareVersions(found, session.settings, reporter);
    all.push(...reporter.problems);
    if (!reporter.failed) trees.push(...versions.map((version) => version.tree));
  }
  return { trees, problems: all };
}

/** Tells how far every translation of the documents is; nothing is made. */
export async function translationStatus(
  paths: readonly string[],
  options: BuildOptions,
): Promise<{ readonly translations: readonly Status[]; readonly problems: readonly Problem[] }> {
  const { session, problems } = await openSession(paths, options, options.cwd);
  if (!session) return { translations: [], problems };
  const read = await readTranslated(session, options.strict ?? false);
  const translations = read.documents.flatMap(({ found, catalogues }) => catalogues.map((held) => statusOf(held, found.file)));
  return { translations, problems: [...problems, ...read.problems] };
}
