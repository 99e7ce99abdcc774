/**
 * `circulate translate export`: files for translators and their programs, of one language of each document. XLIFF unless another
 * form is asked for.
 */
import path from 'node:path';
import { shown } from '../documents.ts';
import { catalogueIn, type Original, readOriginal } from '../exchange/document.ts';
import { columnsFile, type ExchangeFile, memoryFile, type Version, type XliffVersion, xliffFile } from '../exchange/files.ts';
import type { Io } from '../io.ts';
import type { Language } from '../language/language.ts';
import { writeTogether } from '../output.ts';
import type { Problem } from '../problem.ts';
import { type Reporter, reporterOf } from '../reporter.ts';
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

/** Files of an exchange stand in a folder of their own beside a document's outputs. */
const folderName = 'translation';

export async function runExport(code: string, paths: readonly string[], options: ExportOptions, io: Io): Promise<number> {
  const wanted = { ...options, lang: options.from === undefined ? [code] : [code, options.from] };
  const { session, language, problems: early } = await openSession(paths, wanted, io.cwd);
  if (!session) return finish(early, { files: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const done: { file: string; units: number; translated: number }[] = [];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const original = await readOriginal(found, session.settings, reporter);
    const to = session.settings.house.languages.get(code);
    const made = original && to ? await filesOf(original, to, options, session, reporter) : [];
    if (!reporter.failed) {
      const folder = path.join(session.outputFolder, found.slug, folderName);
      const failure = await writeTogether(made.map((file) => ({ path: path.join(folder, file.name), bytes: file.bytes })));
      if (failure)
        reporter.report('OUTPUT_UNWRITABLE', { file: shown(failure.path, io.cwd) }, { value: failure.path, reason: failure.reason });
      else for (const file of made) done.push({ ...file, file: shown(path.join(folder, file.name), io.cwd) });
    }
    problems.push(...reporter.problems);
  }
  if (options.json !== true) for (const file of done) io.stdout(`${file.file}: ${file.units} units, ${file.translated} translated\n`);
  return finish(problems, { files: done.map(({ file, units, translated }) => ({ file, units, translated })) }, language, options, io);
}

async function filesOf(
  original: Original,
  to: Language,
  options: ExportOptions,
  session: Session,
  reporter: Reporter,
): Promise<readonly ExchangeFile[]> {
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
  return files;
}
