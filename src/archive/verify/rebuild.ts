/**
 * Builds the outputs of a bag anew, from the bag alone: its source, catalogues, house style, faces and emblem, put into a
 * folder of their own for as long as it takes. Templates are data and go through the same checks as any house style; nothing
 * of the bag's program is run, and nothing of the user's folder is read.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { isFormat } from '../../backends/table.ts';
import { sourceName } from '../../documents.ts';
import { loadHouse } from '../../house.ts';
import { type Built, buildDocument, type Settings } from '../../pipeline.ts';
import type { Problem } from '../../problem.ts';
import { isRecord } from '../../records/table.ts';
import { type Reporter, reporterOf } from '../../reporter.ts';
import { startWorkers } from '../../workers.ts';
import { type Bag, makeBag } from '../bag.ts';
import { foldersFromRecords, placeOf } from '../representations.ts';
import { places } from '../settings.ts';
import { placeOfSigned } from '../signed.ts';
import { faultIn, legible } from './paths.ts';
import type { BagFiles, Tell } from './reading.ts';

/** Paths in the settings of a bag stay in the bag, whoever wrote them. */
const inside = z.string().refine((text) => faultIn(text) === null);
const settingsSchema = z.object({
  program: z.object({ name: z.string(), version: z.string(), fingerprint: z.string().nullable().optional() }),
  document: inside,
  house: z.object({ templates: inside, faces: inside }),
  emblem: inside.nullable(),
  original: inside.nullable(),
  languages: z.array(z.string()).min(1),
  formats: z.array(z.string()),
  records: z.array(z.string()),
  pattern: z.string(),
  // Bags made before links were.
  links: z.enum(['black', 'blue']).default('black'),
  sourceDateEpoch: z.number().nullable(),
  outputs: z.array(z.object({ path: inside, format: z.string(), language: z.string().nullable(), preservation: z.boolean() })),
});
export type KeptSettings = z.infer<typeof settingsSchema>;

export interface Rebuilt {
  readonly built: Built;
  /** All files that a bag of the same would have; null if it could not be put together. */
  readonly bag: Bag | null;
}

const source = `data/${places.source}/`;
const settingsPath = `${source}${places.settings}`;

/** Reads the settings of a bag; null after telling. */
export function readSettings(files: BagFiles, tell: Tell): KeptSettings | null {
  const bytes = files.get(settingsPath);
  if (!bytes) {
    tell('BAG_SETTINGS', settingsPath, { variant: 'missing' });
    return null;
  }
  try {
    const read = settingsSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    tell('BAG_SETTINGS', settingsPath, { variant: 'invalid', reason: legible(`${issue?.path.join('.')}: ${issue?.message}`) });
  } catch (error) {
    tell('BAG_SETTINGS', settingsPath, { variant: 'invalid', reason: legible(error instanceof Error ? error.message : String(error)) });
  }
  return null;
}

interface Site {
  readonly tell: Tell;
  add(problem: Problem): void;
  /** The folder to have one of its own in; the system's unless given. */
  readonly scratch?: string;
  /** MiB of heap for each thread; the engine's own limit unless given. */
  readonly memory?: number;
}

/** Builds what the settings say was built; null after telling that it cannot be. Problems of the source are told as they are. */
export async function rebuild(
  files: BagFiles,
  settings: KeptSettings,
  info: readonly (readonly [string, string])[],
  { tell, add, scratch = tmpdir(), memory }: Site,
): Promise<Rebuilt | null> {
  const folder = await mkdtemp(path.join(scratch, 'circulate-verify-'));
  try {
    await unpack(files, settings, folder);
    const reporter = reporterOf('bag', false);
    const rebuilt = await rebuildIn(folder, settings, info, files, reporter, memory);
    for (const problem of reporter.problems.filter(({ severity }) => severity === 'error'))
      add({ ...problem, file: `${source}${problem.file}` });
    if (!rebuilt) tell('BAG_SETTINGS', settingsPath, { variant: 'source' });
    return rebuilt;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Files of checked paths only: none can leave the folder. */
async function unpack(files: BagFiles, { document, original }: KeptSettings, folder: string): Promise<void> {
  const kept = original === null ? null : `data/${original}/`;
  for (const [name, bytes] of files) {
    const own = name.startsWith(source)
      ? name.slice(source.length)
      : kept !== null && name.startsWith(kept)
        ? `${document}/${places.original}/${name.slice(kept.length)}`
        : null;
    if (own === null || own.startsWith('program/')) continue;
    const file = path.join(folder, own);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** The signed copies in the bag of what was built, put into a folder as their owner had them; null if there is none. */
async function signedCopies(files: BagFiles, { outputs }: Built, beside: string): Promise<{ folder: string; shown: string } | null> {
  const copies = outputs.flatMap((output) => {
    const place = placeOfSigned(output);
    const bytes = place === placeOf(output) ? undefined : files.get(`data/${place}`);
    return bytes ? [{ name: path.posix.basename(place), bytes }] : [];
  });
  if (copies.length === 0) return null;
  // Nothing unpacked can lie in it.
  const folder = await mkdtemp(path.join(beside, 'signed-'));
  for (const { name, bytes } of copies) await writeFile(path.join(folder, name), bytes);
  return { folder, shown: '' };
}

async function rebuildIn(
  folder: string,
  kept: KeptSettings,
  info: readonly (readonly [string, string])[],
  files: BagFiles,
  reporter: Reporter,
  memory: number | undefined,
): Promise<Rebuilt | null> {
  const { report } = reporter;
  const templates = path.join(folder, kept.house.templates);
  const facesFolder = path.join(folder, kept.house.faces);
  const house = await loadHouse(templates, report, { facesFolder });
  const emblemFile = kept.emblem === null ? null : path.join(folder, kept.emblem);
  const emblem = house && emblemFile !== null ? await house.readEmblem(emblemFile, kept.emblem ?? '', report) : null;
  if (!house || reporter.failed) return null;
  const workers = startWorkers({ templates, faces: facesFolder, memory }, kept.languages.length);
  try {
    const settings: Settings = {
      house,
      emblem,
      formats: kept.formats.filter(isFormat),
      records: kept.records.filter(isRecord),
      folders: foldersFromRecords(kept.formats),
      pattern: kept.pattern,
      links: kept.links,
      verify: true,
      strict: false,
      cwd: folder,
      languages: kept.languages,
      assistants: workers.assistants,
      // As every bag is made: the mailed copy, and the one that is preserved.
      pdf: { attach: false, preserve: true, bleed: 0, cropMarks: false },
    };
    const found = {
      file: `${kept.document}/${sourceName}`,
      folder: path.join(folder, kept.document),
      slug: path.posix.basename(kept.document),
    };
    const built = await buildDocument(found, settings);
    for (const problem of built.problems) reporter.add(problem);
    if (built.outputs.length === 0) return null;
    const said = (label: string) => info.find(([name]) => name === label)?.[1] ?? null;
    const deposit = {
      depositor: said('Source-Organization') ?? '',
      rights: said('Rights-Statement'),
      sensitivity: said('Sensitivity-Statement'),
      program: { name: kept.program.name, version: kept.program.version },
      emblem: emblemFile,
      bundle: null,
      signed: await signedCopies(files, built, folder),
      epoch: kept.sourceDateEpoch,
    };
    // What a bag cannot be made of is no fault of the outputs.
    const bag = await makeBag(built, settings, deposit, () => undefined);
    await bag?.valid;
    return { built, bag };
  } finally {
    await workers.close();
  }
}
