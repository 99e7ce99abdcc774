/**
 * One document in all its languages as a bag: gathers what was made and what it was made from, and gives the bag's files.
 * Reads the document's folder and the house style; writes nothing.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type OutputFile, reasonOf } from '../output.ts';
import { type Built, documentName, type Settings, type Version } from '../pipeline.ts';
import type { Report } from '../problem.ts';
import { picturesOf } from '../tree/words.ts';
import { type BagInfo, bagOf, digested, inOrder } from './bagit.ts';
import { documentFiles } from './document.ts';
import { houseFiles } from './house.ts';
import { illegalName } from './names.ts';
import { madeRepresentations, placesOfOutputs, type Representation, sourceRepresentation } from './representations.ts';
import { type BagSettings, places, settingsText } from './settings.ts';

/** What whoever deposits a bag says of it. */
export interface Deposit {
  /** The organization that hands the bag over. */
  readonly depositor: string;
  readonly rights: string | null;
  readonly sensitivity: string | null;
  /** Of the program, with its name. */
  readonly program: { readonly name: string; readonly version: string };
  /** The emblem's file, absolute; null if none was given. */
  readonly emblem: string | null;
  /** Seconds since 1970 that stand for the time of packing (`SOURCE_DATE_EPOCH`); null if none were given. */
  readonly epoch: number | null;
}
export interface Bag {
  /** Of its folder; legal everywhere. */
  readonly name: string;
  /** By their paths in the bag's folder, in order. */
  readonly files: readonly OutputFile[];
}

/** Makes the bag of a document that was built in all formats; null after reporting. */
export async function makeBag(built: Built, settings: Settings, deposit: Deposit, report: Report): Promise<Bag | null> {
  const { found, versions } = built;
  const [first] = versions;
  if (!first || !hasEveryAlternative(versions, found.file, report)) return null;
  const name = documentName(first, found, settings);
  const kept = await keptFiles(built, settings, deposit, report);
  if (!kept) return null;
  const payload = [
    ...[...madeRepresentations(built), kept.source].flatMap(filesOf),
    ...kept.original.map((file) => ({ ...file, path: `${places.original}/${file.path}` })),
  ];
  const illegal = illegalName([name, ...payload.map((file) => file.path)]);
  if (illegal !== null) {
    report('BAG_NAME', { file: found.file }, { value: illegal });
    return null;
  }
  return { name, files: bagOf(inOrder(payload).map(digested), infoOf(first, versions, deposit)) };
}

function filesOf({ name, files }: Representation): readonly OutputFile[] {
  return files.map((file) => ({ ...file, path: `${places.representations}/${name}/data/${file.path}` }));
}

/** The document's folder, the house style and how they were put together. */
async function keptFiles(
  built: Built,
  settings: Settings,
  deposit: Deposit,
  report: Report,
): Promise<{ readonly source: Representation; readonly original: readonly OutputFile[] } | null> {
  const { found, versions } = built;
  const document = await documentFiles(found, settings.cwd, report);
  const house = await houseFiles(settings.house, versions, report);
  const emblem = await emblemFile(deposit.emblem, report);
  if (!document || !house || !emblem) return null;
  const told: BagSettings = {
    program: deposit.program,
    document: `${places.document}/${found.slug}`,
    house: { templates: places.templates, faces: places.faces },
    emblem: emblem[0]?.path ?? null,
    original: document.original.length > 0 ? places.original : null,
    languages: versions.map((version) => version.language),
    formats: settings.formats,
    records: settings.records ?? [],
    pattern: settings.pattern,
    sourceDateEpoch: deposit.epoch,
    outputs: placesOfOutputs(built),
  };
  const source = [
    ...document.source.map((file) => ({ ...file, path: `${told.document}/${file.path}` })),
    ...house.map((file) => ({ ...file, path: `${places.house}/${file.path}` })),
    ...emblem,
    { path: places.settings, bytes: new TextEncoder().encode(settingsText(told)) },
  ];
  return { source: sourceRepresentation(source), original: document.original };
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

/** Whoever cannot see a picture is told what it shows: an archive keeps none without (ISO 14289-1, 7.3). */
function hasEveryAlternative(versions: readonly Version[], file: string, report: Report): boolean {
  const bare = versions.flatMap(({ tree, language }) =>
    picturesOf(tree).flatMap(({ type, alt }) => (alt.trim() === '' ? [{ value: type, language }] : [])),
  );
  for (const values of bare) report('BAG_PICTURE', { file }, values);
  return bare.length === 0;
}

/** RFC 8493, 2.2.2: its own labels first, then ours. A day of bagging is only said if it was given. */
function infoOf(first: Version, versions: readonly Version[], deposit: Deposit): BagInfo {
  const { properties, facts } = first.tree;
  const said = (label: string, value: string | null): BagInfo => (value === null ? [] : [[label, value]]);
  return [
    ['Source-Organization', deposit.depositor],
    ['External-Description', properties.title],
    ...facts.organs.flatMap((organ) => said('External-Identifier', organ.symbol)),
    ...said('Bagging-Date', deposit.epoch === null ? null : dayOf(deposit.epoch)),
    ['Bag-Software-Agent', `${deposit.program.name} ${deposit.program.version}`],
    ['Document-Status', facts.status],
    ['Document-Date', properties.date.slice(0, dayLength)],
    ['Document-Languages', versions.map((version) => version.language).join(', ')],
    ...said('Rights-Statement', deposit.rights),
    ...said('Sensitivity-Statement', deposit.sensitivity),
  ];
}

/** Characters of a day in ISO 8601. */
const dayLength = 10;

function dayOf(epoch: number): string {
  return new Date(epoch * 1000).toISOString().slice(0, dayLength);
}
