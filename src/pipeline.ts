/**
 * The program in one file: a source becomes a document by these stages, each a function from one type to the next.
 *
 * - read: YAML text → Source, with the place of every value
 * - validate: Source → Model, all mistakes in one run; the body's Markdown → blocks
 * - merge: Model × catalogue → Model, the same document in another language
 * - view: Model × Language → View, every value already text
 * - expand: View × template → Markup
 * - parse: Markup → Tree, with the author's blocks grafted in
 * - render: Tree → bytes, by a back end; the PDF back end lays out pages on its way
 * - check: bytes of a PDF → findings, whether it keeps what its identifiers say
 * - verify: bytes × Tree → verdict, by reopening what was made
 *
 * A stage that reports an error ends its document after that stage; other documents go on.
 */
import path from 'node:path';
import type { Context, LinkColor, PdfWishes } from './backends/backend.ts';
import { attachedFormats, backends, type Format } from './backends/table.ts';
import type { Found } from './documents.ts';
import type { House } from './house.ts';
import { factsOf } from './language/facts.ts';
import { printedSpaces } from './language/spaces.ts';
import { type View, viewOf } from './language/view.ts';
import type { Page } from './layout/frame.ts';
import type { Picture } from './layout/picture.ts';
import type { Annex, Model } from './model/model.ts';
import { agendaTitleIn } from './model/organs.ts';
import { fileSlug, formatSymbols } from './model/symbol.ts';
import { validate } from './model/validate.ts';
import { isIllegalName } from './names.ts';
import type { Place, Problem, Report } from './problem.ts';
import type { RecordedVersion } from './records/record.ts';
import { type Positions, type Reporter, reporterOf } from './reporter.ts';
import { saysWhatWasIssued } from './reproduction.ts';
import { readSource } from './source.ts';
import type { Catalogue } from './translation/catalogue.ts';
import type { Verdict } from './translation/concord/judge.ts';
import type { Standings } from './translation/standing.ts';
import { type Unit, unitsOf } from './translation/units.ts';
import { type CatalogueFile, cataloguesIn, findCatalogues } from './translation/versions.ts';
import type { DocumentNode } from './tree/nodes.ts';
import { parseMarkup } from './tree/parse.ts';
import { picturesOf } from './tree/words.ts';

export interface Settings {
  readonly house: House;
  readonly emblem: Picture | null;
  readonly formats: readonly Format[];
  /** Made once for a document in all its languages; none unless given. */
  readonly records?: readonly string[];
  /** Where the files of a format lie from where the records lie, with a stroke at the end, by format; beside them unless given. */
  readonly folders?: Readonly<Record<string, string>>;
  /** `{symbol}` or the folder's name, `{language}`: the output's file name without extension. */
  readonly pattern: string;
  readonly verify: boolean;
  readonly strict: boolean;
  readonly cwd: string;
  /** Codes of the versions wanted; null or absent: the source's and every catalogue's. */
  readonly languages?: readonly string[] | null;
  /** Who makes versions beside this thread; none unless given. */
  readonly assistants?: readonly Assistant[];
  /** What is asked of PDF files; absent: PDF/A-2a, the page alone. */
  readonly pdf?: PdfSettings;
  /** How links look in PDF and Word; absent: black. */
  readonly links?: LinkColor;
}
export interface PdfSettings extends Pick<PdfWishes, 'bleed' | 'cropMarks'> {
  /** Makes PDF/A-3a with the source, the catalogue and Akoma Ntoso attached, comments and all. */
  readonly attach: boolean;
  /** Makes the copy with attachments beside the one without. */
  readonly preserve?: boolean;
}

export interface Output {
  /** BCP 47; null for a record of all languages. */
  readonly language: string | null;
  /** A back end's or a record's name. */
  readonly format: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Null if verification was left out, and for records that nothing of ours reads back. */
  readonly verdict: { readonly words: number; readonly pages: number | null } | null;
  /** A PDF with its source attached, made beside the one that is mailed. */
  readonly preservation?: boolean;
  /** What a PDF says it conforms to, which the internal check has let pass; null for other formats. */
  readonly identifiers: readonly string[] | null;
}
export interface Built {
  readonly found: Found;
  readonly problems: readonly Problem[];
  /** Empty if anything failed. */
  readonly outputs: readonly Output[];
  /** What the outputs were made from, in their order; empty if anything failed. */
  readonly versions: readonly Version[];
}

/** Everything between reading a source and its tree; null when something was reported. */
export interface Prepared {
  readonly model: Model;
  readonly view: View;
  readonly markup: string;
  readonly tree: DocumentNode;
  readonly context: Context;
}

/** One language's version of a document. */
export interface Version extends Prepared {
  readonly language: string;
  /** Null for the original: the source itself. */
  readonly translation: Translation | null;
  /** Resolves the paths of its tree. */
  readonly positions: Positions;
}
export interface Translation {
  readonly catalogue: Catalogue;
  readonly standings: Standings;
}

/** What was made of one version, and what was told while it was made. */
export interface Rendered {
  readonly outputs: readonly Output[];
  readonly problems: readonly Problem[];
}
/** Somebody who makes versions beside this thread: the same outputs as `renderVersion`. */
export type Assistant = (found: Found, language: string, settings: Settings) => Promise<Rendered>;

/** Makes one document in every language it has and every format asked for, in memory, each verified. */
export async function buildDocument(found: Found, settings: Settings, progress: (language: string) => void = () => {}): Promise<Built> {
  const reporter = reporterOf(found.file, settings.strict);
  const shared = shareOut(found, settings, progress);
  const versions = await prepareVersions(found, settings, reporter);
  if (!reporter.failed && versions.length > 1) await reportConcord(versions, settings.house, reporter.report);
  if (reporter.failed) return { found, problems: reporter.problems, outputs: [], versions: [] };
  // Validators have threads of their own: nobody waits for one who has something to do.
  const [invalid, records, rendered] = await Promise.all([
    validateVersions(found, versions, settings),
    makeRecords(versions, found, settings),
    renderVersions(found, versions, settings, shared, progress),
  ]);
  for (const { problems } of rendered) for (const problem of problems) reporter.add(problem);
  for (const problem of invalid) reporter.add(problem);
  // What is wrong with records is told only of a document that can be made.
  if (!reporter.failed) for (const problem of records.problems) reporter.add(problem);
  const outputs = [...rendered.flatMap((one) => one.outputs), ...records.outputs];
  return { found, problems: reporter.problems, outputs: reporter.failed ? [] : outputs, versions: reporter.failed ? [] : versions };
}

/** Translations that assistants make while this thread prepares the document, and after. */
interface Shared {
  /** Languages nobody has begun, the next one for an assistant last. */
  readonly waiting: string[];
  /** What assistants have made, when they are done. */
  readonly made: Promise<ReadonlyMap<string, Rendered>>;
}

/**
 * Has assistants begin with the last translation: who made what cannot be told from the bytes. If the document is refused
 * afterwards, what they made, or failed to make, is for nothing.
 */
function shareOut(found: Found, settings: Settings, progress: (language: string) => void): Shared {
  const { house, languages = null, cwd, assistants = [] } = settings;
  const known = languages ?? [...house.languages.keys()];
  const waiting = assistants.length === 0 ? [] : [...cataloguesIn(path.resolve(cwd, found.folder), known)];
  const done = new Map<string, Rendered>();
  const take = async (assist: Assistant) => {
    for (let language = waiting.pop(); language !== undefined; language = waiting.pop()) {
      progress(language);
      done.set(language, await assist(found, language, settings));
    }
  };
  const made = Promise.all(assistants.map(take)).then(() => done);
  made.catch(() => undefined);
  return { waiting, made };
}

/** Renders versions, in their order: this thread those that no assistant has begun. */
async function renderVersions(
  found: Found,
  versions: readonly Version[],
  settings: Settings,
  { waiting, made }: Shared,
  progress: (language: string) => void,
): Promise<readonly Rendered[]> {
  const own = new Map<Version, Rendered>();
  for (const version of versions) {
    if ((settings.assistants ?? []).length > 0 && version.translation !== null) {
      const index = waiting.indexOf(version.language);
      if (index < 0) continue;
      waiting.splice(index, 1);
    }
    progress(version.language);
    own.set(version, await renderVersion(found, version, settings));
  }
  const theirs = await made;
  return versions.map((version) => own.get(version) ?? theirs.get(version.language) ?? { outputs: [], problems: [] });
}

/** Makes one version in every format asked for, each verified. */
export async function renderVersion(found: Found, version: Version, settings: Settings): Promise<Rendered> {
  const reporter = reporterOf(found.file, settings.strict);
  reporter.locate(version.positions);
  const own = { ...version, context: { ...version.context, report: reporter.report } };
  const outputs: Output[] = [];
  for (const format of settings.formats) {
    const output = await makeOutput(format, own, found, settings, reporter);
    if (output) outputs.push(output);
  }
  if (settings.pdf?.preserve === true) {
    const mailed = outputs.find(({ format }) => format === 'pdf') ?? null;
    const output = await makeOutput('pdf', own, found, { ...settings, pdf: { ...settings.pdf, attach: true } }, reporter, mailed);
    if (output) outputs.push({ ...output, preservation: true });
  }
  return { outputs, problems: reporter.problems };
}

/**
 * Holds what versions are in formats with a rule of their own against it, whether asked for or attached to a PDF: beside the
 * rendering, and all versions at once, since a validator takes longer to begin than to read a file.
 */
async function validateVersions(found: Found, versions: readonly Version[], settings: Settings): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const asked = new Set<Format>([...settings.formats, ...(settings.pdf?.attach ? attachedFormats : [])]);
  for (const format of asked) {
    const backend = await backends[format]();
    for (const { index, line, at, message } of (await backend.validate?.(versions)) ?? []) {
      const version = versions[index];
      if (!version) continue;
      const reporter = reporterOf(found.file, settings.strict);
      reporter.locate(version.positions);
      const file = `${outputName(version, found, settings)}.${backend.extension}`;
      const place = at === null ? { file } : { path: at };
      reporter.report('XML_INVALID', place, { value: line === null ? file : `${file}:${line}`, detail: message });
      problems.push(...reporter.problems);
    }
  }
  return problems;
}

/** What is made once for all versions together, from their trees and the names of their files. */
async function makeRecords(versions: readonly Version[], found: Found, settings: Settings): Promise<Rendered> {
  const reporter = reporterOf(found.file, settings.strict);
  const { report } = reporter;
  const outputs: Output[] = [];
  const [first] = versions;
  if (!first || !settings.records?.length) return { outputs, problems: [] };
  reporter.locate(first.positions);
  const { records } = await import('./records/table.ts');
  const input = { versions: await recordedOf(versions, found, settings), house: settings.house, report };
  for (const format of settings.records) {
    const maker = await records[format]?.();
    const bytes = (await maker?.render(input)) ?? null;
    if (!maker || !bytes) continue;
    const fileName = maker.fileName(documentName(first, found, settings));
    const verdict = settings.verify ? ((await maker.verify?.(bytes, input, fileName)) ?? null) : null;
    outputs.push({ language: null, format, fileName, bytes, verdict, identifiers: null });
  }
  return { outputs, problems: reporter.problems };
}

/** Versions with their files in the formats asked for, as records name them. */
export async function recordedOf(versions: readonly Version[], found: Found, settings: Settings): Promise<readonly RecordedVersion[]> {
  const extensions = await Promise.all(settings.formats.map(async (format) => [format, (await backends[format]()).extension] as const));
  return versions.map((version) => {
    const name = outputName(version, found, settings);
    const place = (format: Format, extension: string) => `${settings.folders?.[format] ?? ''}${name}.${extension}`;
    return { tree: version.tree, files: Object.fromEntries(extensions.map(([format, extension]) => [format, place(format, extension)])) };
  });
}

/** Reads, checks and parses one document in the language of its source. */
export async function prepareDocument(found: Found, settings: Settings, reporter: Reporter): Promise<Version | null> {
  const { report } = reporter;
  if (found.slug !== '' && isIllegalName(found.slug)) report('DOCUMENT_NAME', { file: found.file }, { value: found.slug });
  const source = await readSource(path.resolve(settings.cwd, found.file), found.file, report);
  if (!source) return null;
  reporter.locate(source);
  const model = await validate(source, settings.house.model, report);
  const origin = { language: model?.language ?? '', slug: found.slug, folder: source.folder, issued: { path: issuedFile } };
  return model && prepareVersion(model, null, source, settings, origin, report);
}

/**
 * Reads, checks and parses one document in every language asked for, the original first, then its catalogues in the house's
 * order. A version with an error is left out; the others show what they have to say.
 */
export async function prepareVersions(found: Found, settings: Settings, reporter: Reporter): Promise<readonly Version[]> {
  const original = await prepareDocument(found, settings, reporter);
  if (!original) return [];
  const { house, languages: wanted = null } = settings;
  const known = [...house.languages.keys()];
  const files = findCatalogues(path.resolve(settings.cwd, found.folder), found.file, known, reporter.report);
  for (const language of wanted ?? []) {
    if (language !== original.language && !files.some((file) => file.language === language))
      reporter.report('CATALOGUE_ABSENT', { file: found.file }, { language, value: found.file });
  }
  const versions = wanted === null || wanted.includes(original.language) ? [original] : [];
  for (const file of files) {
    if (wanted !== null && !wanted.includes(file.language)) continue;
    const version = await translatedVersion(file, original, settings, reporter);
    if (version) versions.push(version);
  }
  return versions;
}

/** Compares the versions of a document; null without an original or a translation. */
export async function concordOf(versions: readonly Version[], house: House): Promise<Verdict | null> {
  const original = versions.find(({ translation }) => translation === null);
  const translations = versions.flatMap((version) => {
    const language = house.languages.get(version.language);
    return version.translation && language
      ? [{ ...version.translation, language, printed: unitsFor(version, version.language, house) }]
      : [];
  });
  const language = original && house.languages.get(original.language);
  if (!language || translations.length === 0) return null;
  const agenda = original.model.organs.flatMap((entry) => entry.agenda.map(({ item }) => item));
  const { judge } = await import('./translation/concord/judge.ts');
  return judge({ language, positions: original.positions, agenda }, translations);
}

/** A build tells what the versions say differently: as an error in an official version, as a warning otherwise. */
async function reportConcord(versions: readonly Version[], house: House, report: Report): Promise<void> {
  const verdict = await concordOf(versions, house);
  if (!verdict) return;
  const official = versions.flatMap(({ language, translation }) => (translation?.catalogue.isOfficial ? [language] : []));
  const { reportVerdict } = await import('./translation/concord/judge.ts');
  reportVerdict(verdict, report, (language) => (official.includes(language) ? undefined : 'warning'), false);
}

/** The units of a document for a translation into a language, the house's own words among them. */
export function unitsFor(original: Version, language: string, house: House): readonly Unit[] {
  const { model, view } = original;
  return unitsOf(model, {
    madeTitle: model.title === null ? view.title.lines.join('\n') : null,
    knowsAgendaTitle: (organ, item) => agendaTitleIn(organ, item, model.language, language, house.model) !== null,
  });
}

async function translatedVersion(file: CatalogueFile, original: Version, settings: Settings, reporter: Reporter): Promise<Version | null> {
  const { house } = settings;
  const { report } = reporter;
  const [from, to] = [house.languages.get(original.language), house.languages.get(file.language)];
  if (!from || !to) throw new Error(`no file for ${original.language} or ${file.language}`);
  // A document in one language needs neither.
  const { placeIn, readCatalogue } = await import('./translation/catalogue.ts');
  const { mergeCatalogue } = await import('./translation/merge.ts');
  const catalogue = await readCatalogue(file.file, file.shown, report, (code) => house.languages.get(code)?.direction === 'rtl');
  if (!catalogue) return null;
  const data = { house: house.model, from, to, source: original.positions };
  const merged = mergeCatalogue(original.model, unitsFor(original, file.language, house), catalogue, data, report);
  if (!merged) return null;
  reporter.locate(merged.positions);
  const { model, standings, untranslated, positions } = merged;
  const origin = {
    language: original.language,
    slug: original.tree.facts.slug,
    folder: path.dirname(file.file),
    issued: placeIn(catalogue.yaml, issuedFile.split('.')),
  };
  const version = await prepareVersion(model, { catalogue, standings }, positions, settings, origin, report);
  if (!version) return null;
  const { withLanguages } = await import('./translation/untranslated.ts');
  return { ...version, tree: withLanguages(version.tree, untranslated) };
}

/** Where a source or a catalogue names the issued file that it sets again. */
const issuedFile = 'reproduces.file';

/** Where a version comes from. */
interface Origin {
  /** Of the source; BCP 47. */
  readonly language: string;
  readonly slug: string;
  /** That holds the issued file, and where its name stands. */
  readonly folder: string;
  readonly issued: Place;
}

/** One version, without its mark if it is a reproduction that says what was issued. */
async function prepareVersion(
  model: Model,
  translation: Translation | null,
  positions: Positions,
  settings: Settings,
  origin: Origin,
  report: Report,
): Promise<Version | null> {
  const stages = (isCompared: boolean) => prepareTree(model, translation, positions, settings, origin, isCompared, report);
  const issued = model.status === 'reproduction' ? (model.reproduces?.file ?? null) : null;
  if (issued === null) return stages(false);
  const bare = await stages(true);
  return bare && ((await saysWhatWasIssued(bare, origin.folder, issued, origin.issued, report)) ? bare : stages(false));
}

/** The stages from a model to its tree. */
async function prepareTree(
  model: Model,
  translation: Translation | null,
  positions: Positions,
  settings: Settings,
  origin: Origin,
  isCompared: boolean,
  report: Report,
): Promise<Version | null> {
  const { house } = settings;
  const language = house.languages.get(model.language);
  if (!language) throw new Error(`validated language ${model.language} has no file`);
  const viewData = {
    language,
    organs: house.model.organs.organs,
    joiner: house.model.organs.joiner,
    hasEmblem: settings.emblem !== null,
    isCompared,
  };
  const view = viewOf(model, viewData, report);
  const markup = view && house.expand(model.type, view, report);
  if (view === null || markup === null) return null;
  const tree = parseMarkup(
    markup,
    {
      file: `templates/types/${model.type}.hbs`,
      kind: model.type,
      language: model.language,
      direction: language.direction,
      linebreaks: model.linebreaks,
      properties: view.properties,
      facts: factsOf(model, view, language, origin.language, origin.slug),
      blocks: { body: model.body, ...annexBodies(model.annexes, 'annexes') },
    },
    report,
  );
  if (!tree || !hasEveryAlternative(tree, positions.file, report)) return null;
  const context = await contextOf(settings, language, report);
  const printed = printedSpaces(tree, house.languages);
  return { language: model.language, model, view, markup, tree: printed, context, translation, positions };
}

/** Whoever cannot see a picture is told what it shows (ISO 14289-1, 7.3). */
function hasEveryAlternative(tree: DocumentNode, file: string, report: Report): boolean {
  const bare = picturesOf(tree).filter(({ alt }) => alt.trim() === '');
  for (const { type, at } of bare) report('PICTURE_ALT', at === null ? { file } : { path: at }, { value: type, language: tree.language });
  return bare.length === 0;
}

/** The blocks of annexes and enclosures by the path of each body. */
function annexBodies(annexes: readonly Annex[], list: string): Record<string, Model['body']> {
  const entries = annexes.map(({ body, enclosures }, index) => ({
    [`${list}.${index}.body`]: body,
    ...annexBodies(enclosures, `${list}.${index}.enclosures`),
  }));
  return Object.assign({}, ...entries);
}

async function contextOf(settings: Settings, language: Context['language'], report: Report): Promise<Context> {
  const { house } = settings;
  const { sheet, page, html, text } = house.styleIn(language);
  return {
    sheet,
    page,
    html,
    text,
    faces: await house.faces(),
    language,
    languages: house.languages,
    pictures: { emblem: settings.emblem, recycleSign: house.recycleSign },
    house: house.model,
    links: settings.links ?? 'black',
    report,
  };
}

/** `read` is a verified file that the output should be the same as but for its attachments; then it need not be read again. */
async function makeOutput(
  format: Format,
  version: Version,
  found: Found,
  settings: Settings,
  reporter: Reporter,
  read: Output | null = null,
): Promise<Output | null> {
  const { language, tree } = version;
  const name = outputName(version, found, settings);
  const backend = await backends[format]();
  const context = format === 'pdf' ? await contextOfPdf(version, found, settings, name) : version.context;
  let paths: () => readonly (string | null)[] = () => [];
  const placed: Context['placed'] = (of) => {
    paths = of;
  };
  const bytes = context && (await backend.render(tree, { ...context, placed }));
  if (!bytes) return null;
  const fileName = `${name}.${backend.extension}`;
  const identifiers = format === 'pdf' ? await checkConformance(bytes, fileName, paths, reporter.report) : null;
  if (format === 'pdf' && identifiers === null) return null;
  if (!settings.verify) return { language, format, fileName, bytes, verdict: null, identifiers };
  if (read?.verdict) {
    const { sameButAttachments } = await import('./verify/same.ts');
    if (sameButAttachments(read.bytes, bytes)) return { language, format, fileName, bytes, verdict: read.verdict, identifiers };
  }
  const { verifyOutput } = await import('./verify/verify.ts');
  const verdict = await verifyOutput(format, bytes, tree, fileName, reporter.report);
  const { ok, words, pages } = verdict;
  return ok ? { language, format, fileName, bytes, verdict: { words, pages }, identifiers } : null;
}

/** The identifiers of a finished PDF that passed the internal check, in every build; null, and problems, if it did not. */
async function checkConformance(
  bytes: Uint8Array,
  fileName: string,
  paths: () => readonly (string | null)[],
  report: Report,
): Promise<readonly string[] | null> {
  const { inspectPdf } = await import('./conformance/check.ts');
  const { findings, identifiers } = inspectPdf(bytes);
  if (findings.length === 0) return identifiers;
  const { reportFindings } = await import('./conformance/report.ts');
  reportFindings(findings, fileName, paths(), report);
  return null;
}

/** The context with what is asked of a PDF file; null after an attachment could not be made. */
async function contextOfPdf(version: Version, found: Found, settings: Settings, name: string): Promise<Context | null> {
  const { context } = version;
  if (!settings.pdf) return context;
  const { attach, bleed, cropMarks } = settings.pdf;
  if (!attach) return { ...context, pdf: { conformance: 2, attachments: [], bleed, cropMarks } };
  const { attachmentsOf } = await import('./attachments.ts');
  const attachments = await attachmentsOf(version, found, settings.cwd, name);
  return attachments && { ...context, pdf: { conformance: 3, attachments, bleed, cropMarks } };
}

/** Lays out one prepared document: for golden files and whoever wants to look. */
export async function pagesOf(prepared: Prepared): Promise<readonly Page[] | null> {
  const { layOut } = await import('./layout/layout.ts');
  return layOut(prepared.tree, prepared.context);
}

/** The name of a version's files, without extension: its symbol, or its folder's name while it has none. */
export function outputName({ model, translation }: Pick<Version, 'model' | 'translation'>, found: Found, settings: Settings): string {
  const { house, pattern } = settings;
  const language = house.languages.get(model.language)?.['file-letters'] ?? model.language;
  const symbol = documentName({ model }, found, settings);
  // Versions must not overwrite one another.
  const distinct = translation === null || pattern.includes('{language}') ? pattern : `${pattern}-{language}`;
  return distinct.replaceAll('{symbol}', symbol).replaceAll('{language}', language).replaceAll('{slug}', found.slug);
}

/** The document's name in all its languages: its symbols, or its folder's name while it has none. */
export function documentName({ model }: Pick<Version, 'model'>, found: Found, { house }: Pick<Settings, 'house'>): string {
  const symbols = model.organs.flatMap((entry) => (entry.symbol === null ? [] : [entry.symbol]));
  return symbols.length > 0 ? fileSlug(formatSymbols(symbols, house.model.organs.joiner)) : found.slug;
}
