/**
 * What the commands of `circulate translate` share: each document asked for with its catalogues, held against its source.
 */
import path from 'node:path';
import type { Found } from '../documents.ts';
import { prepareDocument, unitsFor, type Version } from '../pipeline.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { type Catalogue, readCatalogue } from '../translation/catalogue.ts';
import { type Standings, standingsOf } from '../translation/standing.ts';
import type { Unit } from '../translation/units.ts';
import { type CatalogueFile, findCatalogues } from '../translation/versions.ts';
import type { Session } from './session.ts';

/** A document and its catalogues. */
export interface Translated {
  readonly found: Found;
  readonly original: Version;
  readonly catalogues: readonly Held[];
  /** Languages asked for, or of the house, that the document has no version in. */
  readonly absent: readonly string[];
}
/** A catalogue and how its units stand. */
export interface Held {
  readonly file: CatalogueFile;
  readonly catalogue: Catalogue;
  readonly units: readonly Unit[];
  readonly standings: Standings;
}

/** Reads a session's documents; those that cannot be read have their problems told instead. */
export async function readTranslated(
  session: Session,
  strict: boolean,
): Promise<{ readonly documents: readonly Translated[]; readonly problems: readonly Problem[] }> {
  const { settings } = session;
  const { house } = settings;
  const wanted = settings.languages ?? null;
  const documents: Translated[] = [];
  const problems: Problem[] = [];
  for (const found of session.found) {
    const reporter = reporterOf(found.file, strict);
    const original = await prepareDocument(found, settings, reporter);
    if (original) {
      const folder = path.resolve(settings.cwd, found.folder);
      const files = findCatalogues(folder, found.file, [...house.languages.keys()], reporter.report);
      const catalogues: Held[] = [];
      for (const file of files) {
        if (wanted !== null && !wanted.includes(file.language)) continue;
        const isRtl = (code: string) => house.languages.get(code)?.direction === 'rtl';
        const catalogue = await readCatalogue(file.file, file.shown, reporter.report, isRtl);
        if (!catalogue) continue;
        const units = unitsFor(original, file.language, house);
        catalogues.push({ file, catalogue, units, standings: standingsOf(units, catalogue) });
      }
      const has = [original.language, ...files.map((file) => file.language)];
      const absent = (wanted ?? [...house.languages.keys()]).filter((language) => !has.includes(language));
      documents.push({ found, original, catalogues, absent });
    }
    problems.push(...reporter.problems);
  }
  return { documents, problems };
}
