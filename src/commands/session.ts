/**
 * What the commands share: the house, the folder's settings and the documents asked for, and how their problems are shown.
 */
import path from 'node:path';
import { formats, isFormat, usual } from '../backends/table.ts';
import { type Found, findDocuments, isOffice, shown, sourceName } from '../documents.ts';
import { loadHouse } from '../house.ts';
import type { Io } from '../io.ts';
import { printProblems, problemsAsData } from '../messages.ts';
import { loadConfig } from '../model/config.ts';
import type { Settings } from '../pipeline.ts';
import { codes, exits, type Problem } from '../problem.ts';
import { isRecord, recordNames } from '../records/table.ts';
import { reporterOf } from '../reporter.ts';
import { pointsOf } from '../style/units.ts';
import { cataloguesIn } from '../translation/versions.ts';
import { startWorkers, type Workers } from '../workers.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly out?: string;
  readonly format?: readonly string[];
  readonly lang?: readonly string[];
  readonly emblem?: string;
  readonly templates?: string;
  /** Threads at most, this one among them; as many as the machine has processors unless given. */
  readonly workers?: number;
  /** False when verification is left out. */
  readonly verify?: boolean;
  /** veraPDF's executable or jar, which judges PDF files too. */
  readonly verapdf?: string;
  /** Attaches the source, with its comments, to PDF files. */
  readonly attach?: boolean;
  /** Millimetres of paper beyond the page in PDF files; true: as much as the house has it. */
  readonly bleed?: number | boolean;
  readonly cropMarks?: boolean;
}

export interface Session {
  readonly settings: Settings;
  /** Absolute. */
  readonly outputFolder: string;
  readonly found: readonly Found[];
}
/** A session, or null when a problem forbids it; warnings may stand beside a session. */
export interface Opened {
  readonly session: Session | null;
  /** The language messages are printed in; null: the program's own choice. */
  readonly language: string | null;
  readonly problems: readonly Problem[];
}

const contentFolder = 'content';
/** Stands for every format and record. */
const everyFormat = 'all';

/** Prepares a run: the house, the settings of the folder, the documents asked for. */
export async function openSession(paths: readonly string[], options: CommonOptions, cwd: string): Promise<Opened> {
  const reporter = reporterOf('.', options.strict ?? false);
  const house = await loadHouse(options.templates === undefined ? null : path.resolve(cwd, options.templates), reporter.report);
  const config = await loadConfig(cwd, reporter);
  if (!house || !config) return { session: null, language: config?.['language-of-messages'] ?? null, problems: reporter.problems };

  const asked: readonly string[] =
    options.format?.includes(everyFormat) === true ? [...formats, ...recordNames] : (options.format ?? usual);
  for (const name of asked.filter((one) => !isFormat(one) && !isRecord(one)))
    reporter.report('CHOICE_UNKNOWN', { file: '.' }, { value: name, known: [...formats, ...recordNames, everyFormat].join(', ') });
  for (const code of options.lang ?? []) {
    if (!house.languages.has(code))
      reporter.report('CHOICE_UNKNOWN', { file: '.' }, { value: code, known: [...house.languages.keys()].join(', '), variant: 'language' });
  }
  const { found, missing, absent, misnamed } = await findDocuments(paths.length === 0 ? [contentFolder] : paths, cwd);
  for (const name of misnamed) {
    const variant = isOffice(name) ? { variant: 'office' } : {};
    reporter.report('SOURCE_NAME', { file: name }, { value: path.posix.basename(name), name: sourceName, ...variant });
  }
  for (const name of missing)
    reporter.report('NOTHING_FOUND', { file: name }, { value: name, ...(absent.includes(name) ? { variant: 'absent' } : {}) });
  const emblemPath = options.emblem ?? config.emblem;
  const emblem =
    emblemPath === null
      ? null
      : await house.readEmblem(path.resolve(cwd, emblemPath), shown(path.resolve(cwd, emblemPath), cwd), reporter.report);
  if (reporter.failed) return { session: null, language: config?.['language-of-messages'] ?? null, problems: reporter.problems };
  const session: Session = {
    settings: {
      house,
      emblem,
      formats: asked.filter(isFormat),
      records: asked.filter(isRecord),
      pattern: config.pattern,
      links: config.links,
      verify: options.verify ?? true,
      strict: options.strict ?? false,
      cwd,
      languages: options.lang ?? null,
      pdf: {
        attach: options.attach ?? false,
        bleed: typeof options.bleed === 'number' ? pointsOf(options.bleed) : options.bleed === true ? null : 0,
        cropMarks: options.cropMarks ?? false,
      },
    },
    outputFolder: path.resolve(cwd, options.out ?? config.output),
    found,
  };
  return { session, language: config['language-of-messages'], problems: reporter.problems };
}

/** Threads beside this one for the versions of a session's documents; to be closed at the end. */
export function workersFor({ settings, found }: Session, options: CommonOptions, cwd: string): Workers {
  const known = settings.languages ?? [...settings.house.languages.keys()];
  const versions = Math.max(0, ...found.map(({ folder }) => 1 + cataloguesIn(path.resolve(cwd, folder), known).length));
  const templates = options.templates === undefined ? null : path.resolve(cwd, options.templates);
  return startWorkers({ templates, faces: null }, versions, options.workers);
}

/**
 * Ends a command: problems to standard error, or with `--json` one object on standard output that holds what was done and
 * the problems. Gives the exit code.
 */
export async function finish(
  problems: readonly Problem[],
  done: Readonly<Record<string, readonly unknown[]>>,
  language: string | null,
  options: CommonOptions,
  io: Io,
): Promise<number> {
  if (options.json === true) {
    io.stdout(`${JSON.stringify({ ...done, problems: await problemsAsData(problems, language) }, null, 2)}\n`);
  } else if (problems.length > 0) io.stderr(await printProblems(problems, { json: false, color: io.terminal, language }));
  return exitOf(problems);
}

/** The exit code of the gravest stage among the errors: what stopped first. */
export function exitOf(problems: readonly Problem[]): number {
  const failed = problems.filter((problem) => problem.severity === 'error').map((problem) => exits[codes[problem.code][1]]);
  return failed.length === 0 ? exits.done : Math.min(...failed);
}
