/**
 * `circulate concord`: compares the language versions of each document with its source, and with one another. A finding is an
 * error here, whatever the catalogue's status; the catalogue may accept it with a reason.
 */
import type { Io } from '../io.ts';
import { concordOf, prepareDocument, prepareVersions } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { type Judgement, reportVerdict } from '../translation/concord/judge.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

export async function runConcord(paths: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, {}, language, options, io);
  const problems: Problem[] = [...early];
  const findings: object[] = [];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    // The source is read whichever languages are asked for.
    const silent = reporterOf(found.file, false);
    const wanted = options.lang?.length ? await prepareDocument(found, session.settings, silent) : null;
    const languages = wanted ? [wanted.language, ...(options.lang ?? [])] : null;
    const versions = await prepareVersions(found, { ...session.settings, languages }, reporter);
    const verdict = await concordOf(versions, session.settings.house);
    if (verdict) {
      reportVerdict(verdict, reporter.report, () => undefined, true);
      findings.push(...verdict.judgements.map(findingData));
      const accepted = verdict.judgements.filter(({ reason }) => reason !== null).length;
      const counts = [
        `${versions.length} versions`,
        `${verdict.units} units`,
        `${verdict.facts} figures, dates and symbols`,
        `${verdict.judgements.length - accepted} findings`,
        `${accepted} accepted`,
      ];
      if (options.json !== true) io.stdout(`${found.file}: ${counts.join(', ')}\n`);
    } else if (options.json !== true && !reporter.failed) io.stdout(`${found.file}: no translation to compare\n`);
    // A missing unit is told once, as an error.
    problems.push(...reporter.problems.filter(({ code }) => verdict === null || code !== 'TRANSLATION_MISSING'));
  }
  return finish(problems, { findings }, language, options, io);
}

/** A finding as other programs read it. */
function findingData({ language, finding, source, translation, reason }: Judgement): object {
  const place = (one: typeof source) => one && { file: one.file, range: one.range };
  const { code, key, values } = finding;
  return { code, language, unit: key, values, source: place(source), translation: place(translation), accepted: reason };
}
