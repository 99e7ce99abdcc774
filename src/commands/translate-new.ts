/**
 * `circulate translate new`: begins a catalogue with every unit of a document's source, none of them translated. An existing
 * catalogue is never overwritten.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import type { Io } from '../io.ts';
import { reasonOf } from '../output.ts';
import { addressFrom, ownPath } from '../own.ts';
import { prepareDocument, unitsFor } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { newCatalogue } from '../translation/write.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

const schema = ownPath('schema/catalogue.schema.json');

export async function runTranslateNew(code: string, paths: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, { ...options, lang: [code] }, io.cwd);
  if (!session) return finish(early, { begun: [] }, language, options, io);
  const problems: Problem[] = [...early];
  const begun: { readonly file: string; readonly units: number }[] = [];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const original = await prepareDocument(found, session.settings, reporter);
    const target = path.join(path.resolve(io.cwd, found.folder), `${code}.yaml`);
    const file = shown(target, io.cwd);
    if (original?.language === code) reporter.report('CATALOGUE_LANGUAGE', { path: 'language' }, { value: code, variant: 'source' });
    else if (original && !reporter.failed) {
      const units = unitsFor(original, code, session.settings.house);
      try {
        await writeFile(target, newCatalogue(code, units, addressFrom(target, schema)), { flag: 'wx' });
        begun.push({ file, units: units.filter((unit) => !unit.optional).length });
      } catch (error) {
        const reason = reasonOf(error);
        reporter.report('OUTPUT_UNWRITABLE', { file }, { value: file, reason, ...(reason === 'EEXIST' ? { variant: 'exists' } : {}) });
      }
    }
    problems.push(...reporter.problems);
  }
  if (options.json !== true) for (const { file, units } of begun) io.stdout(`${file}: ${units} units to translate\n`);
  return finish(problems, { begun }, language, options, io);
}
