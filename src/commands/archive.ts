/**
 * `circulate archive`: makes of every document found, in all its languages and formats, one bag for an archive.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Bag, type Deposit, makeBag } from '../archive/bag.ts';
import type { Validations } from '../archive/reports.ts';
import { foldersFromRecords, placeOf } from '../archive/representations.ts';
import { writeBag } from '../archive/write.ts';
import { shown } from '../documents.ts';
import type { Io } from '../io.ts';
import { type Config, loadConfig } from '../model/config.ts';
import { unwritable } from '../output.ts';
import { ownPath } from '../own.ts';
import { type Built, buildDocument, type Settings } from '../pipeline.ts';
import type { Problem, Report } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { type CommonOptions, finish, openSession, workersFor } from './session.ts';

export interface ArchiveOptions extends CommonOptions {
  readonly zip?: boolean;
  readonly depositor?: string;
  readonly rights?: string;
  readonly sensitivity?: string;
  readonly allowDraft?: boolean;
  /** The program's offline bundle. */
  readonly bundle?: string;
  /** A folder of PDF files that were signed. */
  readonly signed?: string;
  /** `SOURCE_DATE_EPOCH`, as it is set. */
  readonly epoch?: string;
}

interface Result {
  readonly source: string;
  readonly bag: string;
  readonly languages: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

/** Makes one bag a document; a document with a mistake has none, the others are made. */
export async function runArchive(paths: readonly string[], options: ArchiveOptions, io: Io): Promise<number> {
  const reporter = reporterOf('.', false);
  const config = await loadConfig(io.cwd, reporterOf('.', false));
  const deposit = config && (await depositOf(options, config, io.cwd, reporter.report));
  const opened = await openSession(paths, { ...options, format: ['all'] }, io.cwd);
  const problems: Problem[] = [...reporter.problems, ...opened.problems];
  if (!opened.session || !config || !deposit) return finish(problems, { bags: [] }, opened.language, options, io);
  const folder = path.resolve(io.cwd, options.out ?? config.bags);
  const results: Result[] = [];
  const neighbours = neighboursOf(options.strict ?? false);
  const workers = workersFor(opened.session, options, io.cwd);
  const settings: Settings = { ...withPreservation(opened.session.settings), assistants: workers.assistants };
  for (const found of opened.session.found) {
    const built = await buildDocument(found, settings);
    const archived = await archive(built, settings, { folder, deposit, options, config, neighbours, io });
    problems.push(...built.problems, ...archived.problems);
    if (!archived.result) continue;
    results.push(archived.result);
    if (options.json !== true) io.stdout(summary(archived.result));
  }
  await workers.close();
  return finish(problems, { bags: results }, opened.language, options, io);
}

/** Pages that link to what lies beside them: in a bag nothing does. */
const linking: readonly string[] = ['index'];

/** Beside the PDF that is mailed the one that is preserved, with its source attached. */
function withPreservation(settings: Settings): Settings {
  const records = (settings.records ?? []).filter((name) => !linking.includes(name));
  return {
    ...settings,
    records,
    folders: foldersFromRecords(settings.formats),
    pdf: { attach: false, preserve: true, bleed: 0, cropMarks: false },
  };
}

/** What is needed besides the document. */
interface Order {
  /** Absolute. */
  readonly folder: string;
  readonly deposit: Deposit;
  readonly options: ArchiveOptions;
  readonly config: Config;
  readonly neighbours: Neighbours;
  readonly io: Io;
}

async function archive(
  built: Built,
  settings: Settings,
  { folder, deposit, options, config, neighbours, io }: Order,
): Promise<{ readonly result: Result | null; readonly problems: readonly Problem[] }> {
  const { found, versions, outputs } = built;
  const reporter = reporterOf(found.file, false);
  const { report } = reporter;
  if (versions[0]) reporter.locate(versions[0].positions);
  for (const problem of neighbours.problemsOf(found, versions)) reporter.add(problem);
  if (outputs.length === 0) return { result: null, problems: [] };
  for (const language of config['bag-languages'] ?? []) {
    if (!versions.some((version) => version.language === language))
      report('CATALOGUE_ABSENT', { file: found.file }, { language, value: found.file });
  }
  if (options.allowDraft !== true && versions.some((version) => version.model.status === 'draft')) report('BAG_DRAFT', { path: 'status' });
  const validations = reporter.failed ? null : await validated(built, options.verapdf, report);
  const bag = validations && (await makeBag(built, settings, deposit, report, validations));
  if (!bag) return { result: null, problems: reporter.problems };
  const target = path.join(folder, options.zip === true ? `${bag.name}.zip` : bag.name);
  for (const problem of neighbours.claim(found, [{ path: target, shown: shown(target, io.cwd) }])) reporter.add(problem);
  if (reporter.failed) return { result: null, problems: reporter.problems };
  const written = await writeBag(target, bag, options.zip === true);
  if (written.ok) return { result: resultOf(built, bag, shown(target, io.cwd)), problems: reporter.problems };
  const file = shown(written.path, io.cwd);
  if (written.exists) report('BAG_EXISTS', { file }, { value: file });
  else report('OUTPUT_UNWRITABLE', { file }, unwritable(file, written.reason));
  return { result: null, problems: reporter.problems };
}

/** Lets veraPDF judge every PDF, if it is asked to; null after a report. */
async function validated({ outputs }: Built, program: string | undefined, report: Report): Promise<Validations | null> {
  if (program === undefined) return new Map();
  const { validate } = await import('../conformance/verapdf.ts');
  // By their places: the mailed and the preserved copy have one name.
  const files = outputs.flatMap((output) =>
    output.identifiers ? [{ ...output, fileName: placeOf(output), identifiers: output.identifiers, output }] : [],
  );
  const said = await validate(program, files, report);
  return said && new Map(said.flatMap((validation, index) => (files[index] ? [[files[index].output, validation]] : [])));
}

/** What the command line or the folder's settings say of the deposit; null after reporting. */
async function depositOf(options: ArchiveOptions, config: Config, cwd: string, report: Report): Promise<Deposit | null> {
  const depositor = stated(options.depositor ?? config.depositor);
  if (depositor === null) report('BAG_DEPOSITOR', { file: '.' });
  const epoch = options.epoch === undefined || options.epoch === '' ? null : Number(options.epoch);
  const isEpoch = epoch === null || /^\d{1,11}$/.test(options.epoch ?? '');
  if (!isEpoch) report('BAG_EPOCH', { file: '.' }, { value: options.epoch ?? '' });
  if (depositor === null || !isEpoch) return null;
  const emblem = options.emblem ?? config.emblem;
  const { name, version } = JSON.parse(await readFile(ownPath('package.json'), 'utf8')) as { name: string; version: string };
  return {
    depositor,
    rights: stated(options.rights ?? config.rights),
    sensitivity: stated(options.sensitivity ?? config.sensitivity),
    program: { name, version },
    emblem: emblem === null ? null : path.resolve(cwd, emblem),
    bundle: options.bundle ?? null,
    signed:
      options.signed === undefined ? null : { folder: path.resolve(cwd, options.signed), shown: options.signed.replace(/[\\/]+$/, '') },
    epoch,
  };
}

/**
 * A statement as every paper of the bag has it, so that it can be made again from `bag-info.txt`: in one line (RFC 8493, 2.2.2), in
 * characters that XML can hold (XML 1.0, 2.2). Null if nothing is left.
 */
function stated(words: string | null): string | null {
  const line = (words ?? '').replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ').trim();
  return line === '' ? null : line;
}

function resultOf({ found, versions }: Built, bag: Bag, target: string): Result {
  return {
    source: found.file,
    bag: target,
    languages: versions.map((version) => version.language),
    files: bag.files.length,
    bytes: bag.files.reduce((sum, file) => sum + file.bytes.length, 0),
  };
}

function summary({ source, bag, languages, files, bytes }: Result): string {
  const megabytes = (bytes / 2 ** 20).toFixed(1);
  return `${source}\n  ${bag}  ${languages.length} language${languages.length === 1 ? '' : 's'}, ${files} files, ${megabytes} MB\n`;
}
