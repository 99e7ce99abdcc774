/**
 * `circulate verify`: reopens files made earlier and compares them with the tree of the source they came from.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Format, formatOf, formats } from '../backends/table.ts';
import type { Validation } from '../conformance/verapdf.ts';
import { type Found, shown } from '../documents.ts';
import type { House } from '../house.ts';
import type { Io } from '../io.ts';
import { loadConfig } from '../model/config.ts';
import { reasonOf } from '../output.ts';
import { prepareVersions } from '../pipeline.ts';
import type { Problem, Report } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { momentOf } from '../signing/moment.ts';
import { languageOfFile, verifyOutput } from '../verify/verify.ts';
import { type CommonOptions, finish, openSession } from './session.ts';
import { isBag, verifyBags } from './verify-bag.ts';
import { isIndex, verifyIndexFile } from './verify-index.ts';
import { withoutRecords } from './verify-record.ts';
import { describeSignature, detachedEnding, verifySignatures } from './verify-signatures.ts';

export interface VerifyOptions extends CommonOptions {
  /** Folder or file of the source. */
  readonly source?: string;
  /** The day or instant at which certificates are to be valid, instead of the one their signatures claim. */
  readonly at?: string;
  /** False: outputs of a bag are not built anew. */
  readonly rebuild?: boolean;
  /** Seconds that the verification of one bag may take. */
  readonly timeLimit?: number;
}

export async function runVerify(paths: readonly string[], options: VerifyOptions, io: Io): Promise<number> {
  const given = paths.filter((one) => isBag(one, io.cwd));
  const { verdicts: bags, problems: ofBags } = await verifyBags(given, options, io);
  const single = paths.filter((one) => !given.includes(one));
  const { signatures, problems: ofSignatures } = await verifySignatures(single, momentOf(options.at ?? ''), options.strict ?? false, io);
  if (options.json !== true) for (const signature of signatures) io.stdout(describeSignature(signature.file, signature));
  const unsigned = single.filter((file) => !file.endsWith(detachedEnding));
  const { files, problems: ofRecords } = await withoutRecords(unsigned, io.cwd);
  const before = [...ofBags, ...ofSignatures, ...ofRecords];
  const done = { ...(bags.length > 0 ? { bags } : {}), signatures };
  if (files.length === 0) {
    const config = await loadConfig(io.cwd, reporterOf('.', false));
    return finish(before, { verified: [], ...done }, config?.['language-of-messages'] ?? null, options, io);
  }
  const { session, language, problems: early } = await openSession(options.source === undefined ? [] : [options.source], options, io.cwd);
  if (!session) return finish([...before, ...early], { verified: [], ...done }, language, options, io);
  const problems: Problem[] = [...before, ...early];
  const verified: Verified[] = [];
  const tell = (one: Verified): void => {
    verified.push(one);
    const { file, words, source, conformance } = one;
    const said = conformance ? [`internal check passed (${conformance.identifiers.join(', ')})`] : [];
    if (conformance?.verapdf) said.push(`found compliant by veraPDF ${conformance.verapdf.version}`);
    if (options.json !== true) io.stdout(`${file}: ${[`${words} words verified against ${source}`, ...said].join(', ')}\n`);
  };
  for (const given of files) {
    const reporter = reporterOf(given.split(path.sep).join('/'), options.strict ?? false);
    const { report } = reporter;
    const file = path.resolve(io.cwd, given);
    const format = formatOf(file);
    const bytes = await readFile(file).catch((error: unknown) => {
      report('FILE_UNREADABLE', { file: shown(file, io.cwd) }, { value: given, reason: reasonOf(error) });
      return null;
    });
    const found = sourceOf(file, options, session.found);
    if (bytes && !format)
      report('CHOICE_UNKNOWN', { file: shown(file, io.cwd) }, { value: given, known: formats.join(', '), variant: 'file' });
    else if (bytes && !found)
      report('NOTHING_FOUND', { file: shown(file, io.cwd) }, { value: given, name: path.basename(path.dirname(file)), variant: 'source' });
    if (bytes && found && isIndex(file)) {
      const verdict = await verifyIndexFile(new Uint8Array(bytes), file, shown(file, io.cwd), found, session.settings, reporter);
      if (verdict?.ok && !reporter.failed) tell({ file: shown(file, io.cwd), source: found.file, words: verdict.words, conformance: null });
    } else if (bytes && format && found) {
      const spoken = await languageOf(file, format, bytes, session.settings.house);
      const [version] = await prepareVersions(found, { ...session.settings, languages: spoken === null ? null : [spoken] }, reporter);
      if (version && !reporter.failed) {
        reporter.locate(version.positions);
        const verdict = await verifyOutput(format, new Uint8Array(bytes), version.tree, shown(file, io.cwd), report);
        const isRead = !reporter.problems.some(({ code }) => code === 'OUTPUT_UNREADABLE');
        const conformance =
          format === 'pdf' && isRead ? await conformanceOf(new Uint8Array(bytes), shown(file, io.cwd), options, report) : null;
        if (verdict.ok && !reporter.failed) {
          const source = version.translation?.catalogue.file ?? found.file;
          tell({ file: shown(file, io.cwd), source, words: verdict.words, conformance });
        }
      }
    }
    problems.push(...reporter.problems.filter((problem) => problem.severity === 'error'));
  }
  return finish(problems, { verified, ...done }, language, options, io);
}

interface Verified {
  readonly file: string;
  readonly source: string;
  readonly words: number;
  /** Of a PDF: what it says it conforms to, and who looked; null for other formats. */
  readonly conformance: Conformance | null;
}
interface Conformance {
  readonly identifiers: readonly string[];
  readonly internalCheck: 'passed';
  readonly verapdf: Validation | null;
}

/** Whether a PDF keeps what it says, by the internal check and, if it is asked for, by veraPDF; null after a problem. */
async function conformanceOf(bytes: Uint8Array, file: string, { verapdf }: VerifyOptions, report: Report): Promise<Conformance | null> {
  const { inspectPdf } = await import('../conformance/check.ts');
  const { findings, identifiers } = inspectPdf(bytes);
  if (findings.length > 0) {
    const { reportFindings } = await import('../conformance/report.ts');
    reportFindings(findings, file, [], report);
    return null;
  }
  if (verapdf === undefined) return { identifiers, internalCheck: 'passed', verapdf: null };
  const { validate } = await import('../conformance/verapdf.ts');
  const validations = await validate(verapdf, [{ fileName: file, bytes, identifiers }], report);
  return validations && { identifiers, internalCheck: 'passed', verapdf: validations[0] ?? null };
}

/** The one source named, or the document whose folder has the name of the output's. */
function sourceOf(file: string, options: VerifyOptions, found: readonly Found[]): Found | null {
  if (options.source !== undefined)
    return found.length === 1 ? (found[0] ?? null) : (found.find((one) => one.slug === path.basename(path.dirname(file))) ?? null);
  return found.find((one) => one.slug === path.basename(path.dirname(file))) ?? null;
}

/** The version a file is of: by the letters in its name, or by what it says itself; null if neither tells. */
async function languageOf(file: string, format: Format, bytes: Uint8Array, { languages }: House): Promise<string | null> {
  const parts = path.basename(file, path.extname(file)).split(/[^A-Za-z]+/);
  const named = parts.toReversed().flatMap((part) => [...languages.values()].filter((language) => language['file-letters'] === part))[0];
  if (named) return named.language;
  const said = await languageOfFile(format, new Uint8Array(bytes));
  return said !== null && languages.has(said) ? said : null;
}
