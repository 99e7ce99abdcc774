/**
 * `circulate translate import`: files that came back from translators → catalogues. All files fit and every catalogue is written,
 * or none is.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import { catalogueIn, type Original, readOriginal } from '../exchange/document.ts';
import { fetchFile } from '../exchange/fetch.ts';
import { languageOf, merged, type Standing } from '../exchange/merge.ts';
import type { Returned, Spot } from '../exchange/package.ts';
import type { Io } from '../io.ts';
import type { Language } from '../language/language.ts';
import { unwritable, writeTogether } from '../output.ts';
import type { Place, Problem } from '../problem.ts';
import { type Reporter, reporterOf } from '../reporter.ts';
import { type CommonOptions, finish, openSession, type Session } from './session.ts';

export interface ImportOptions extends CommonOptions {
  /** The document, if its name is not the file's any more. */
  readonly source?: string;
  readonly by?: string;
  readonly on?: string;
  readonly stale?: boolean;
}

interface Done {
  readonly catalogue: string;
  readonly taken: number;
  readonly unchanged: number;
  readonly left: number;
}
/** A catalogue while files are read: later files see what earlier ones brought. */
interface Waiting extends Standing {
  /** Absolute. */
  readonly file: string;
}

export async function runImport(files: readonly string[], options: ImportOptions, io: Io): Promise<number> {
  const paths = options.source === undefined ? [] : [options.source];
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, { catalogues: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const waiting = new Map<string, Waiting>();
  const done: Done[] = [];
  for (const file of files) {
    const name = shown(path.resolve(io.cwd, file), io.cwd);
    const reporter = reporterOf(name, options.strict ?? false);
    const fetched = await fetchFile(path.resolve(io.cwd, file), name, reporter.report);
    for (const returned of fetched?.documents ?? []) {
      const one = await importOne(returned, (spot) => fetched?.place(spot) ?? { file: name }, waiting, options, session, reporter);
      if (one) done.push(one);
    }
    problems.push(...reporter.problems);
  }
  if (!problems.some((problem) => problem.severity === 'error')) {
    const reporter = reporterOf('.', false);
    const outputs = [...waiting.values()].map(({ file, text }) => ({ path: file, bytes: new TextEncoder().encode(text ?? '') }));
    const failure = await writeTogether(outputs);
    if (failure) reporter.report('OUTPUT_UNWRITABLE', { file: shown(failure.path, io.cwd) }, unwritable(failure.path, failure.reason));
    else if (options.json !== true)
      for (const one of done)
        io.stdout(`${one.catalogue}: ${one.taken} taken, ${one.unchanged} unchanged, ${one.left} without translation\n`);
    problems.push(...reporter.problems);
  }
  return finish(problems, { catalogues: done }, language, options, io);
}

async function importOne(
  returned: Returned,
  place: (spot: Spot) => Place,
  waiting: Map<string, Waiting>,
  options: ImportOptions,
  session: Session,
  reporter: Reporter,
): Promise<Done | null> {
  const { house } = session.settings;
  const only = options.source === undefined ? undefined : session.found[0];
  const found = only ?? session.found.find((one) => one.slug === returned.slug);
  if (!found) {
    reporter.report('EXCHANGE_DOCUMENT', place(returned.at.document), { value: returned.slug });
    return null;
  }
  const original = await readOriginal(found, session.settings, reporter);
  const to = original && languageOf(returned, original, house, place, reporter.report);
  if (!to || !original) return null;
  const file = path.join(found.folder, `${to.language}.yaml`);
  const standing = waiting.get(file) ?? (await standingOf(file, original, to, session, reporter));
  if (!standing) return null;
  const received = { by: options.by ?? null, on: options.on ?? null, stale: options.stale ?? false };
  const made = merged(returned, original, to, standing, house, received, place, reporter.report);
  if (!made) return null;
  const { text, catalogue, ...counts } = made;
  waiting.set(file, { file, shown: standing.shown, text, catalogue });
  return { catalogue: standing.shown, ...counts };
}

/** The catalogue on disk; null after reporting. */
async function standingOf(file: string, original: Original, to: Language, session: Session, reporter: Reporter): Promise<Waiting | null> {
  const name = shown(file, session.settings.cwd);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { file, shown: name, text: null, catalogue: null };
  const catalogue = await catalogueIn(original, to.language, session.settings.house, reporter.report);
  return catalogue && { file, shown: name, text, catalogue };
}
