/**
 * `circulate translate export`: files for translators and their programs, of one language of each document. XLIFF unless another
 * form is asked for.
 */
import path from 'node:path';
import { wordFormat } from '../backends/docx/two-columns.ts';
import { shown } from '../documents.ts';
import { catalogueIn, type Original, readOriginal } from '../exchange/document.ts';
import { columnsFile, type ExchangeFile, memoryFile, type Version, type XliffVersion, xliffFile } from '../exchange/files.ts';
import type { Io } from '../io.ts';
import type { Language } from '../language/language.ts';
import { unwritable, writeTogether } from '../output.ts';
import { buildDocument } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { type Reporter, reporterOf } from '../reporter.ts';
import { neighboursOf } from './neighbours.ts';
import { type CommonOptions, finish, openSession, type Session } from './session.ts';

export interface ExportOptions extends CommonOptions {
  readonly xliff?: XliffVersion;
  readonly docx?: boolean;
  readonly tmx?: boolean;
  /** The first language of a memory; the source's unless said. */
  readonly from?: string;
  /** Of the program. */
  readonly version?: string;
}

/** Files of an exchange stand in folders of their own beside a document's outputs. */
const folders = { exchange: 'translation', byJob: 'by-job' } as const;

interface Made {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of files that come back: their units, and those that have a translation. */
  readonly counts: Pick<ExchangeFile, 'units' | 'translated'> | null;
  readonly folder: (typeof folders)[keyof typeof folders];
}

export async function runExport(code: string, paths: readonly string[], options: ExportOptions, io: Io): Promise<number> {
  const wanted = { ...options, lang: options.from === undefined ? [code] : [code, options.from] };
  const { session, language, problems: early } = await openSession(paths, wanted, io.cwd);
  if (!session) return finish(early, { files: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const done: ({ file: string } & Partial<Pick<ExchangeFile, 'units' | 'translated'>>)[] = [];
  const neighbours = neighboursOf(options.strict ?? false);
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const original = await readOriginal(found, session.settings, reporter);
    const to = session.settings.house.languages.get(code);
    const made = original && to ? await filesOf(original, to, options, session, reporter, problems) : [];
    const pathOf = (file: Made) => path.join(session.outputFolder, found.slug, file.folder, file.name);
    const places = made.map((file) => ({ path: pathOf(file), shown: shown(pathOf(file), io.cwd) }));
    for (const problem of neighbours.claim(found, places)) reporter.add(problem);
    if (!reporter.failed) {
      const failure = await writeTogether(made.map((file) => ({ path: pathOf(file), bytes: file.bytes })));
      if (failure) reporter.report('OUTPUT_UNWRITABLE', { file: shown(failure.path, io.cwd) }, unwritable(failure.path, failure.reason));
      else for (const file of made) done.push({ file: shown(pathOf(file), io.cwd), ...file.counts });
    }
    problems.push(...reporter.problems);
  }
  if (options.json !== true) {
    for (const { file, units, translated } of done)
      io.stdout(units === undefined ? `${file}\n` : `${file}: ${units} units, ${translated} translated\n`);
  }
  return finish(problems, { files: done }, language, options, io);
}

async function filesOf(
  original: Original,
  to: Language,
  options: ExportOptions,
  session: Session,
  reporter: Reporter,
  problems: Problem[],
): Promise<readonly Made[]> {
  const { house } = session.settings;
  const catalogueOf = (language: Language) => catalogueIn(original, language.language, house, reporter.report);
  const isSource = to.language === original.language.language;
  const from = (options.from !== undefined && house.languages.get(options.from)) || original.language;
  if (to.language === from.language || (isSource && options.tmx !== true)) {
    reporter.report('EXCHANGE_LANGUAGE', { path: 'language' }, { value: to.language, variant: 'same' });
    return [];
  }
  const version: Version = { original, to, catalogue: isSource ? null : await catalogueOf(to), house };
  if (reporter.failed) return [];
  const files: ExchangeFile[] = [];
  if (options.xliff !== undefined || (options.docx !== true && options.tmx !== true))
    files.push(xliffFile(version, options.xliff ?? '1.2'));
  if (options.docx === true) files.push(columnsFile(version));
  if (options.tmx === true) {
    const other = from.language === original.language.language ? null : await catalogueOf(from);
    files.push(memoryFile(version, from, other, options.version ?? ''));
  }
  const byJob = options.docx === true ? await versionsByJob(version, session, problems) : [];
  return [...files.map(({ name, bytes, ...counts }) => ({ name, bytes, counts, folder: folders.exchange })), ...byJob];
}

/**
 * The source and the translation as Word files, named as eLUNa takes them: the figures of the job number and the letter of the
 * language, "1920018E.docx" (eLUNa guide of the United Nations Office at Vienna). Without a job number the document's name stands
 * in its place.
 */
async function versionsByJob({ original, to, catalogue }: Version, session: Session, problems: Problem[]): Promise<readonly Made[]> {
  const { house } = session.settings;
  const languages = [original.language.language, ...(catalogue ? [to.language] : [])];
  const built = await buildDocument(original.found, { ...session.settings, formats: [wordFormat], records: [], languages });
  // What a version lacks is told by other commands; here only what forbids it.
  problems.push(...built.problems.filter(({ severity }) => severity === 'error'));
  return built.outputs.map(({ language, bytes }) => {
    const job = (language === to.language ? catalogue?.job : null) ?? original.version.model.job;
    const name = job ? job.number.replace(/\D/g, '') : `${original.found.slug}-`;
    return { name: `${name}${house.languages.get(language ?? '')?.letter ?? ''}.docx`, bytes, counts: null, folder: folders.byJob };
  });
}
