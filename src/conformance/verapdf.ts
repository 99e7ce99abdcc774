/**
 * Has veraPDF, the reference validator, judge finished files: a program of somebody else's, started without a shell, with a limit of
 * time, whose report is read as untrusted. Only what it says may be called a validation.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../problem.ts';
import { elementsOf, parseXml, type XmlElement } from '../xml.ts';

/** A file to be judged, and what it says it conforms to, as `inspectPdf` gives it. */
export interface Candidate {
  /** As it is shown. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly identifiers: readonly string[];
}
/** What veraPDF says of a file that passed. */
export interface Validation {
  readonly version: string;
  /** The profiles it was compliant with, as veraPDF names them. */
  readonly profiles: readonly string[];
}

/** Milliseconds that a run may take: for the start of Java, and for each file. */
const patience = { start: 60_000, file: 20_000 };
const longestReport = 64 * 1024 * 1024;
const mainClass = 'org.verapdf.apps.GreenfieldCliWrapper';

/**
 * Judges files by each profile they claim; `program` is veraPDF's executable, or its greenfield-apps jar. Reports
 * `VERAPDF_FAILED` and `VERAPDF_UNUSABLE`; null after either. Otherwise one validation for each file, in order.
 */
export async function validate(
  program: string,
  files: readonly Candidate[],
  report: Report,
  longest: { readonly start: number; readonly file: number } = patience,
): Promise<readonly Validation[] | null> {
  const unusable = (reason: string, variant: Readonly<Record<string, string>> = {}) =>
    report('VERAPDF_UNUSABLE', { file: '.' }, { value: program, reason, ...variant });
  // Windows starts these by a shell alone, which would read the names of files as it likes.
  if (/\.(?:bat|cmd)$/i.test(program)) {
    unusable('', { variant: 'batch' });
    return null;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'circulate-'));
  try {
    // Numbered, since two documents may have files of one name.
    const places = files.map((_, index) => path.join(folder, `${index}.pdf`));
    for (const [index, { bytes }] of files.entries()) await writeFile(places[index] ?? '', bytes);
    const judged = files.map(() => ({ version: '', profiles: [] as string[] }));
    let failed = false;
    for (const flavour of flavours) {
      const claimed = files.flatMap(({ identifiers }, index) => (identifiers.includes(flavour.identifier) ? [index] : []));
      if (claimed.length === 0) continue;
      const args = ['--flavour', flavour.option, '--format', 'xml', ...claimed.map((index) => places[index] ?? '')];
      const said = await run(program, args, folder, longest.start + longest.file * claimed.length);
      const root = typeof said === 'string' ? parseXml(said, { size: longestReport, depth: 32 }) : null;
      if (typeof said !== 'string' || root?.type !== 'element') {
        if (typeof said === 'string') unusable('no report');
        else unusable(said.reason, isJar(program) && said.reason === 'ENOENT' ? { variant: 'java' } : {});
        return null;
      }
      const jobs = new Map(all(root, 'job').map((job) => [path.basename(text(all(job, 'name')[0])), job]));
      const version = all(root, 'releaseDetails').find(({ attributes }) => attributes.id === 'core')?.attributes.version ?? '';
      for (const index of claimed) {
        const job = jobs.get(`${index}.pdf`);
        const verdict = job && all(job, 'validationReport')[0];
        const file = files[index];
        const own = judged[index];
        if (!file || !own) continue;
        const rules = verdict ? all(verdict, 'rule').filter(({ attributes }) => attributes.status === 'failed') : [];
        for (const rule of rules) reportRule(rule, file.fileName, report);
        if (verdict && verdict.attributes.isCompliant !== 'true' && rules.length === 0) reportRule(null, file.fileName, report);
        failed ||= verdict?.attributes.isCompliant !== 'true';
        if (!verdict) unusable(text(job && all(job, 'exceptionMessage')[0]) || 'no verdict');
        own.version = version;
        own.profiles.push(verdict?.attributes.profileName ?? flavour.identifier);
      }
    }
    return failed ? null : judged;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Identifiers and what veraPDF calls them on its command line. */
const flavours = [
  { identifier: 'PDF/A-2a', option: '2a' },
  { identifier: 'PDF/A-3a', option: '3a' },
  { identifier: 'PDF/UA-1', option: 'ua1' },
] as const;

function reportRule(rule: XmlElement | null, fileName: string, report: Report): void {
  const { specification = '', clause = '', testNumber = '' } = rule?.attributes ?? {};
  report(
    'VERAPDF_FAILED',
    { file: fileName },
    {
      file: fileName,
      clause: `${specification}, ${clause}, test ${testNumber}`,
      reason: text(rule && all(rule, 'description')[0]),
    },
  );
}

const isJar = (program: string): boolean => /\.jar$/i.test(program);

/**
 * What the program prints; a reason if it could not be run, ran too long, or said that it failed. It runs in `folder`: Windows looks for a
 * program there before it looks in PATH, and the user's folder may hold a stranger's.
 */
function run(program: string, args: readonly string[], folder: string, timeout: number): Promise<string | { readonly reason: string }> {
  const own = isJar(program) || path.basename(program) !== program ? path.resolve(program) : program;
  const [command, all] = isJar(program) ? ['java', ['-cp', own, mainClass, ...args]] : [own, [...args]];
  // One that hangs may not listen either.
  const limits = { cwd: folder, timeout, killSignal: 'SIGKILL', maxBuffer: longestReport } as const;
  return new Promise((resolve) => {
    const failed = (error: Error & { readonly code?: unknown; readonly killed?: boolean }) =>
      resolve({ reason: error.killed === true ? `no answer in ${timeout / 1000} s` : String(error.code ?? error.message) });
    try {
      execFile(command, all, { ...limits, windowsHide: true, shell: false }, (error, stdout) => {
        // It ends with 1 when a file is not compliant, and says so in its report.
        if (!error || (error.code as unknown) === 1) resolve(stdout);
        else failed(error as Error);
      });
    } catch (error) {
      // What a system cannot start at all is thrown, not told.
      failed(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Elements of a name at any depth. */
function all(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function text(element: XmlElement | null | undefined): string {
  return (
    element?.children
      .map((child) => (child.type === 'text' ? child.text : ''))
      .join('')
      .trim() ?? ''
  );
}
