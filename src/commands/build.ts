/**
 * `circulate build`: makes every document found, in all formats, verified, each written whole or not at all.
 */
import path from 'node:path';
import type { Validation } from '../conformance/verapdf.ts';
import { shown } from '../documents.ts';
import type { Io } from '../io.ts';
import { unwritable, writeTogether } from '../output.ts';
import { type Built, buildDocument, type Output, type Settings } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { type CommonOptions, finish, openSession, type Session, workersFor } from './session.ts';

export async function runBuild(paths: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, { documents: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const results: Result[] = [];
  const neighbours = neighboursOf(options.strict ?? false);
  const workers = workersFor(session, options, io.cwd);
  const settings: Settings = { ...session.settings, assistants: workers.assistants };
  for (const [index, found] of session.found.entries()) {
    const place = `building ${index + 1}/${session.found.length}  ${found.file}`;
    progress(io, options, place);
    const built = await buildDocument(found, settings, (language) => progress(io, options, `${place}  ${language}`));
    const written = await write(await validated(built, options), neighbours, session, io);
    problems.push(...written.problems);
    if (written.files.length > 0) results.push({ source: found.file, files: written.files });
    if (options.json !== true && written.files.length > 0) {
      progress(io, options, '');
      io.stdout(summary(found.file, written.files));
    }
  }
  await workers.close();
  progress(io, options, '');
  return finish(problems, { documents: results }, language, options, io);
}

interface WrittenFile {
  readonly file: string;
  /** Null for a record of all languages. */
  readonly language: string | null;
  readonly format: string;
  readonly bytes: number;
  readonly pages: number | null;
  /** Words compared with the source's; null if verification was left out. */
  readonly verifiedWords: number | null;
  /** What a PDF says it conforms to, and who looked; null for other formats. */
  readonly conformance: {
    readonly identifiers: readonly string[];
    readonly internalCheck: 'passed';
    readonly verapdf: Validation | null;
  } | null;
}
interface Result {
  readonly source: string;
  readonly files: readonly WrittenFile[];
}

/** A document whose PDF files veraPDF has judged, if it was asked to. */
interface Validated extends Built {
  readonly validations: ReadonlyMap<Output, Validation>;
}

/** Lets veraPDF judge what was made, before anything is written; nothing is left of a document that fails. */
async function validated(built: Built, { verapdf }: CommonOptions): Promise<Validated> {
  const files = built.outputs.flatMap((output) => (output.identifiers ? [{ ...output, output, identifiers: output.identifiers }] : []));
  if (verapdf === undefined || files.length === 0) return { ...built, validations: new Map() };
  const { validate } = await import('../conformance/verapdf.ts');
  const reporter = reporterOf(built.found.file, false);
  const validations = await validate(verapdf, files, reporter.report);
  if (!validations) return { ...built, outputs: [], problems: [...built.problems, ...reporter.problems], validations: new Map() };
  return {
    ...built,
    validations: new Map(files.flatMap(({ output }, index) => (validations[index] ? [[output, validations[index]] as const] : []))),
  };
}

async function write(
  built: Validated,
  neighbours: Neighbours,
  session: Session,
  io: Io,
): Promise<{ files: WrittenFile[]; problems: readonly Problem[] }> {
  const { found } = built;
  const folder = path.join(session.outputFolder, found.slug);
  const files = built.outputs.map((output) => {
    const target = path.join(folder, output.fileName);
    return { path: target, shown: shown(target, io.cwd), bytes: output.bytes };
  });
  const problems = [...built.problems, ...neighbours.problemsOf(found, built.versions), ...neighbours.claim(found, files)];
  if (files.length === 0 || problems.some(({ severity }) => severity === 'error')) return { files: [], problems };
  const fault = await writeTogether(files);
  if (fault) {
    const reporter = reporterOf(found.file, false);
    const file = shown(fault.path, io.cwd);
    reporter.report('OUTPUT_UNWRITABLE', { file }, unwritable(file, fault.reason));
    return { files: [], problems: [...problems, ...reporter.problems] };
  }
  return {
    files: built.outputs.map((output) => ({
      file: shown(path.join(folder, output.fileName), io.cwd),
      language: output.language,
      format: output.format,
      bytes: output.bytes.length,
      pages: output.verdict?.pages ?? null,
      verifiedWords: output.verdict?.words ?? null,
      conformance: output.identifiers && {
        identifiers: output.identifiers,
        internalCheck: 'passed',
        verapdf: built.validations.get(output) ?? null,
      },
    })),
    problems,
  };
}

function summary(source: string, files: readonly WrittenFile[]): string {
  const width = Math.max(...files.map((file) => file.file.length));
  const lines = files.map((file) => {
    const pages = file.pages === null ? [] : [`${file.pages} page${file.pages === 1 ? '' : 's'}`];
    const words =
      file.verifiedWords === null ? (file.language === null ? file.format : 'not verified') : `${file.verifiedWords} words verified`;
    const verapdf = file.conformance?.verapdf ? [`found compliant by veraPDF ${file.conformance.verapdf.version}`] : [];
    return `  ${file.file.padEnd(width)}  ${[...pages, words, ...verapdf].join(', ')}\n`;
  });
  return `${source}\n${lines.join('')}`;
}

/** One line that is overwritten; nothing unless somebody watches. */
function progress(io: Io, options: CommonOptions, text: string): void {
  if (io.terminal && options.json !== true) io.stderr(`\r\u001b[K${text}`);
}
