/**
 * One document in all its languages as a bag: what was made, what it was made from and what archives want to know of both.
 * Reads the document's folder and the house style; writes nothing.
 */
import path from 'node:path';
import { sourceName } from '../documents.ts';
import { illegalName } from '../names.ts';
import type { OutputFile } from '../output.ts';
import { type Built, documentName, type Output, type Settings, type Version } from '../pipeline.ts';
import type { Report } from '../problem.ts';
import { type BagInfo, bagOf } from './bagit.ts';
import { type FileFormat, type Formats, loadFormats } from './formats.ts';
import { type Kept, keptFiles } from './kept.ts';
import { type Member, packageFiles } from './package.ts';
import { reportsOf, type Validations } from './reports.ts';
import { placeOf } from './representations.ts';
import { type SignedFile, signedFiles } from './signed.ts';

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
  /** The program's offline bundle, as the user named it; null: its digests stand for it. */
  readonly bundle: string | null;
  /** A folder of PDF files that were signed, absolute and as it is shown; null if there is none. */
  readonly signed: { readonly folder: string; readonly shown: string } | null;
  /** Seconds since 1970 that stand for the time of packing (`SOURCE_DATE_EPOCH`); null if none were given. */
  readonly epoch: number | null;
}
export interface Bag {
  /** Of its folder; legal everywhere. */
  readonly name: string;
  /** By their paths in the bag's folder, in order. */
  readonly files: readonly OutputFile[];
  /** Resolves when the bag's own papers are seen to be valid, and it may be shown; rejects if they are not. */
  readonly valid: Promise<void>;
}

/** Makes the bag of a document that was built in all formats; null after reporting. */
export async function makeBag(
  built: Built,
  settings: Settings,
  deposit: Deposit,
  report: Report,
  validations: Validations = new Map(),
): Promise<Bag | null> {
  const { found, versions } = built;
  const [first] = versions;
  if (!first) return null;
  const name = documentName(first, found, settings);
  const kept = await keptFiles(built, settings, deposit, report);
  const signed = deposit.signed ? await signedFiles(deposit.signed.folder, deposit.signed.shown, built.outputs, report) : [];
  if (!kept || !signed) return null;
  const formats = await loadFormats();
  const reports = await reportsOf(built, validations);
  const members = [...outputsOf(built, kept, formats), ...signed.map((file) => ofSigned(file, formats)), ...kept.files, ...reports.files];
  const illegal = illegalName([name, ...members.map((file) => file.path)]);
  if (illegal !== null) {
    report('BAG_NAME', { file: found.file }, { value: illegal });
    return null;
  }
  const { properties, facts } = first.tree;
  const { files, valid } = await packageFiles(
    {
      name,
      title: properties.title,
      members,
      events: reports.events,
      program: deposit.program,
      depositor: deposit.depositor,
      rights: deposit.rights,
      instant: deposit.epoch === null ? null : instantOf(deposit.epoch),
      date: properties.date,
      versions: versions.map(({ language, tree }) => ({ language, mark: tree.facts.statusMark })),
      said: { symbols: properties.symbol ?? '-', status: facts.status },
    },
    formats,
  );
  return { name, files: bagOf(files, infoOf(first, versions, deposit)), valid };
}

/** Outputs with what they were made from: the source, and a translation's catalogue. */
function outputsOf({ outputs, versions }: Built, kept: Kept, formats: Formats): readonly Member[] {
  return outputs.map((output) => {
    const of = versions.filter(({ language }) => output.language === null || output.language === language);
    const catalogues = of.flatMap(({ translation }) => (translation ? [path.basename(translation.catalogue.file)] : []));
    const format = formatOf(output, formats);
    const from = [sourceName, ...catalogues].map((name) => kept.placeOf(name));
    return { path: placeOf(output), bytes: output.bytes, from, ...(format ? { format } : {}) };
  });
}

function formatOf({ format, preservation }: Output, formats: Formats): FileFormat | undefined {
  return formats.outputs[preservation === true ? `${format}-preservation` : format];
}

/** A signed file comes from the unsigned one beside it. */
function ofSigned({ path, bytes, of }: SignedFile, formats: Formats): Member {
  const format = formatOf(of, formats);
  return { path, bytes, from: [placeOf(of)], ...(format ? { format } : {}) };
}

/** RFC 8493, 2.2.2: its own labels first, then ours. A day of bagging is only said if it was given. */
function infoOf(first: Version, versions: readonly Version[], deposit: Deposit): BagInfo {
  const { properties, facts } = first.tree;
  const said = (label: string, value: string | null): BagInfo => (value === null ? [] : [[label, value]]);
  return [
    ['Source-Organization', deposit.depositor],
    ['External-Description', properties.title],
    ...facts.organs.flatMap((organ) => said('External-Identifier', organ.symbol)),
    ...said('Bagging-Date', deposit.epoch === null ? null : instantOf(deposit.epoch).slice(0, dayLength)),
    ['Bag-Software-Agent', `${deposit.program.name} ${deposit.program.version}`],
    ['Document-Status', facts.status],
    ['Document-Date', properties.date.slice(0, dayLength)],
    ['Document-Languages', versions.map((version) => version.language).join(', ')],
    ...versions.flatMap(({ language, tree }) => said('Document-Mark', tree.facts.statusMark && `${language}: ${tree.facts.statusMark}`)),
    ...said('Rights-Statement', deposit.rights),
    ...said('Sensitivity-Statement', deposit.sensitivity),
  ];
}

/** Characters of a day in ISO 8601. */
const dayLength = 10;

function instantOf(epoch: number): string {
  return new Date(epoch * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
