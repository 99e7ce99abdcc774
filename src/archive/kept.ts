/**
 * What a bag keeps to make its document again: the document's folder, the house style with its faces, the program, the emblem,
 * and how they were put together.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type OutputFile, reasonOf } from '../output.ts';
import type { Built, Settings } from '../pipeline.ts';
import type { Report } from '../problem.ts';
import type { Deposit } from './bag.ts';
import { documentFiles } from './document.ts';
import { houseFiles } from './house.ts';
import { programFiles, programFingerprint } from './program.ts';
import { placesOfOutputs } from './representations.ts';
import { type BagSettings, places, settingsText } from './settings.ts';

export interface Kept {
  /** By their paths below `data`. */
  readonly files: readonly OutputFile[];
  /** Path below `data` of a file of the document's folder. */
  placeOf(name: string): string;
}

/** Reads it all; null after reporting. */
export async function keptFiles(built: Built, settings: Settings, deposit: Deposit, report: Report): Promise<Kept | null> {
  const { found, versions } = built;
  const document = await documentFiles(found, settings.cwd, report);
  const house = await houseFiles(settings.house, versions, report);
  const program = await programFiles(deposit.bundle, settings.cwd, report);
  const emblem = await emblemFile(deposit.emblem, report);
  if (!document || !house || !program || !emblem) return null;
  const told: BagSettings = {
    program: { ...deposit.program, fingerprint: await programFingerprint() },
    document: `${places.document}/${found.slug}`,
    house: { templates: places.templates, faces: places.faces },
    emblem: emblem[0]?.path ?? null,
    original: document.original.length > 0 ? places.original : null,
    languages: versions.map((version) => version.language),
    formats: settings.formats,
    records: settings.records ?? [],
    pattern: settings.pattern,
    links: settings.links ?? 'black',
    sourceDateEpoch: deposit.epoch,
    outputs: placesOfOutputs(built),
  };
  const source = [
    ...document.source.map((file) => ({ ...file, path: `${told.document}/${file.path}` })),
    ...house.map((file) => ({ ...file, path: `${places.house}/${file.path}` })),
    ...program,
    ...emblem,
    { path: places.settings, bytes: new TextEncoder().encode(settingsText(told)) },
  ];
  return {
    files: [
      ...source.map((file) => ({ ...file, path: `${places.source}/${file.path}` })),
      ...document.original.map((file) => ({ ...file, path: `${places.original}/${file.path}` })),
    ],
    placeOf: (name) => `${places.source}/${told.document}/${name}`,
  };
}

async function emblemFile(file: string | null, report: Report): Promise<readonly OutputFile[] | null> {
  if (file === null) return [];
  try {
    return [{ path: `${places.emblem}${path.extname(file).toLowerCase()}`, bytes: await readFile(file) }];
  } catch (error) {
    report('FILE_UNREADABLE', { file: path.basename(file) }, { value: path.basename(file), reason: reasonOf(error) });
    return null;
  }
}
