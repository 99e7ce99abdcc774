/**
 * `circulate translate terms`: checks every version against the glossary, and lists the symbols a document cites.
 */
import path from 'node:path';
import { catalogueIn, readOriginal } from '../exchange/document.ts';
import { readGlossary } from '../exchange/glossary.ts';
import { checkTerms, type TermsResult } from '../exchange/terms.ts';
import type { Io } from '../io.ts';
import { ownPath } from '../own.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { findCatalogues } from '../translation/versions.ts';
import { type CommonOptions, finish, openSession } from './session.ts';

export async function runTerms(paths: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, { versions: [] }, language, options, io);
  const { house, cwd } = session.settings;
  const first = reporterOf('.', options.strict ?? false);
  const folder = options.templates === undefined ? ownPath('templates') : path.resolve(cwd, options.templates);
  const glossary = await readGlossary(folder, first.report);
  const problems: Problem[] = [...early, ...first.problems];
  const done: Readonly<Record<string, unknown>>[] = [];
  for (const found of glossary ? session.found : []) {
    const reporter = reporterOf(found.file, options.strict ?? false);
    const original = await readOriginal(found, session.settings, reporter);
    const wanted = [...house.languages.keys()].filter((code) => options.lang?.includes(code) ?? true);
    const files = original ? findCatalogues(found.folder, found.file, wanted, () => {}) : [];
    for (const file of files) {
      const to = house.languages.get(file.language);
      const catalogue = original && (await catalogueIn(original, file.language, house, reporter.report));
      if (!original || !to || !catalogue || to === original.language) continue;
      const result = checkTerms(original, to, catalogue, glossary ?? [], house, reporter.report);
      done.push(dataOf(file.shown, result));
      if (options.json !== true) io.stdout(textOf(file.shown, result));
    }
    problems.push(...reporter.problems);
  }
  return finish(problems, { versions: done }, language, options, io);
}

function dataOf(catalogue: string, { terms, symbols, accepted }: TermsResult) {
  return { catalogue, terms, symbols: Object.fromEntries(symbols), accepted };
}

function textOf(catalogue: string, { terms, symbols, accepted }: TermsResult): string {
  const lines = [
    `${catalogue}: ${terms} uses of terms looked at, ${symbols.size} symbols cited`,
    ...[...symbols].map(([symbol, units]) => `  cited: ${symbol} in ${units.join(', ')}`),
    ...accepted.map((one) => `  accepted: ${one.finding} in ${one.unit}${one.value === null ? '' : `, ${one.value}`}: ${one.reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
