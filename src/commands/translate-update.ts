/**
 * `circulate translate update`: brings catalogues into step with their sources, as far as that needs no translator. Comments
 * and order stay; a catalogue that would not change is not written.
 */
import { readFile } from 'node:fs/promises';
import type { Io } from '../io.ts';
import { unwritable, writeTogether } from '../output.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { isEmpty, type Update, updateOf } from '../translation/update.ts';
import { changedCatalogue } from '../translation/write.ts';
import { type CommonOptions, finish, openSession } from './session.ts';
import { readTranslated } from './translate.ts';

export interface UpdateOptions extends CommonOptions {
  readonly fuzzy?: boolean;
  readonly anchor?: boolean;
  readonly accept?: readonly string[];
}

export async function runTranslateUpdate(paths: readonly string[], options: UpdateOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, { updated: [] }, language, options, io);
  const { documents, problems } = await readTranslated(session, options.strict ?? false);
  const all: Problem[] = [...early, ...problems];
  const updated: (Omit<Update, 'changes'> & { readonly file: string })[] = [];
  const accept = options.accept ?? [];
  for (const { file, catalogue, standings } of documents.flatMap((document) => document.catalogues)) {
    const update = updateOf(standings, catalogue, { fuzzy: options.fuzzy ?? false, anchor: options.anchor ?? false, accept });
    if (isEmpty(update)) continue;
    const reporter = reporterOf(file.shown, false);
    const text = changedCatalogue(await readFile(file.file, 'utf8'), update.changes);
    const fault = await writeTogether([{ path: file.file, bytes: new TextEncoder().encode(text) }]);
    if (fault) reporter.report('OUTPUT_UNWRITABLE', { file: file.shown }, unwritable(file.shown, fault.reason));
    else {
      const { changes: _, ...done } = update;
      updated.push({ file: file.shown, ...done });
      if (options.json !== true) io.stdout(summary(file.shown, update));
    }
    all.push(...reporter.problems);
  }
  const known = new Set(documents.flatMap(({ catalogues }) => catalogues.flatMap(({ units }) => units.map((unit) => unit.key))));
  const reporter = reporterOf('.', false);
  for (const key of accept)
    if (!known.has(key)) reporter.report('CHOICE_UNKNOWN', { file: '.' }, { value: key, known: [...known].join(', '), variant: 'unit' });
  return finish([...all, ...reporter.problems], { updated }, language, options, io);
}

function summary(file: string, update: Update): string {
  const counts: readonly (readonly [number, string])[] = [
    [update.moved.length, 'moved'],
    [update.added.length - update.proposed.length, 'new and not translated'],
    [update.proposed.length, 'proposed'],
    [update.removed.length, 'gone'],
    [update.anchored.length, 'anchored'],
    [update.accepted.length, 'accepted'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${file}: ${told.length === 0 ? 'source texts noted' : told.join(', ')}\n`;
}
