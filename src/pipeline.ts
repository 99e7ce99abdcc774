/**
 * The program in one file: a source becomes a document by these stages, each a function from one type to the next.
 *
 * - read: YAML text → Source, with the place of every value
 * - validate: Source → Model, all mistakes in one run; the body's Markdown → blocks
 * - view: Model × Language → View, every value already text
 * - expand: View × template → Markup
 * - parse: Markup → Tree, with the author's blocks grafted in
 * - render: Tree → bytes, by a back end; the PDF back end lays out pages on its way
 * - verify: bytes × Tree → verdict, by reopening what was made
 *
 * A stage that reports an error ends its document after that stage; other documents go on.
 */
import path from 'node:path';
import type { Context } from './backends/backend.ts';
import { backends, type Format } from './backends/table.ts';
import type { Found } from './documents.ts';
import type { House } from './house.ts';
import { type View, viewOf } from './language/view.ts';
import type { Page } from './layout/frame.ts';
import type { Picture } from './layout/picture.ts';
import type { Model } from './model/model.ts';
import { fileSlug, formatSymbols } from './model/symbol.ts';
import { validate } from './model/validate.ts';
import type { Problem, Report } from './problem.ts';
import { type Reporter, reporterOf } from './reporter.ts';
import { readSource } from './source.ts';
import type { DocumentNode } from './tree/nodes.ts';
import { parseMarkup } from './tree/parse.ts';

export interface Settings {
  readonly house: House;
  readonly emblem: Picture | null;
  readonly formats: readonly Format[];
  /** `{symbol}` or the folder's name, `{language}`: the output's file name without extension. */
  readonly pattern: string;
  readonly verify: boolean;
  readonly strict: boolean;
  readonly cwd: string;
}

export interface Output {
  readonly format: Format;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Null if verification was left out. */
  readonly verdict: { readonly words: number; readonly pages: number | null } | null;
}
export interface Built {
  readonly found: Found;
  readonly problems: readonly Problem[];
  /** Empty if anything failed. */
  readonly outputs: readonly Output[];
}

/** Everything between reading a source and its tree; null when something was reported. */
export interface Prepared {
  readonly model: Model;
  readonly view: View;
  readonly markup: string;
  readonly tree: DocumentNode;
  readonly context: Context;
}

/** Makes one document in every format asked for, in memory, each verified. */
export async function buildDocument(found: Found, settings: Settings): Promise<Built> {
  const reporter = reporterOf(found.file, settings.strict);
  const outputs: Output[] = [];
  const prepared = await prepareDocument(found, settings, reporter);
  if (prepared && !reporter.failed) {
    const name = outputName(prepared.model, found, settings);
    for (const format of settings.formats) {
      const output = await makeOutput(format, name, prepared, settings, reporter);
      if (output) outputs.push(output);
    }
  }
  return { found, problems: reporter.problems, outputs: reporter.failed ? [] : outputs };
}

/** Reads, checks and parses one document. */
export async function prepareDocument(found: Found, settings: Settings, reporter: Reporter): Promise<Prepared | null> {
  const { house } = settings;
  const { report } = reporter;
  const source = await readSource(path.resolve(settings.cwd, found.file), found.file, report);
  if (!source) return null;
  reporter.locate(source);
  const model = await validate(source, house.model, report);
  if (!model) return null;
  const language = house.languages.get(model.language);
  if (!language) throw new Error(`validated language ${model.language} has no file`);
  const viewData = {
    language,
    organs: house.model.organs.organs,
    joiner: house.model.organs.joiner,
    hasEmblem: settings.emblem !== null,
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
      blocks: { body: model.body },
    },
    report,
  );
  if (!tree) return null;
  return { model, view, markup, tree, context: await contextOf(settings, language, report) };
}

async function contextOf(settings: Settings, language: Context['language'], report: Report): Promise<Context> {
  const { house } = settings;
  return {
    ...house.styleIn(language),
    faces: await house.faces(),
    language,
    languages: house.languages,
    pictures: { emblem: settings.emblem, recycleSign: house.recycleSign },
    report,
  };
}

async function makeOutput(
  format: Format,
  name: string,
  prepared: Prepared,
  settings: Settings,
  reporter: Reporter,
): Promise<Output | null> {
  const backend = await backends[format]();
  const bytes = await backend.render(prepared.tree, prepared.context);
  if (!bytes) return null;
  const fileName = `${name}.${backend.extension}`;
  if (!settings.verify) return { format, fileName, bytes, verdict: null };
  const { verifyOutput } = await import('./verify/verify.ts');
  const verdict = await verifyOutput(format, bytes, prepared.tree, fileName, reporter.report);
  return verdict.ok ? { format, fileName, bytes, verdict: { words: verdict.words, pages: verdict.pages } } : null;
}

/** Lays out one prepared document: for golden files and whoever wants to look. */
export async function pagesOf(prepared: Prepared): Promise<readonly Page[] | null> {
  const { layOut } = await import('./layout/layout.ts');
  return layOut(prepared.tree, prepared.context);
}

/** The name of a document's files, without extension: its symbol, or its folder's name while it has none. */
export function outputName(model: Model, found: Found, settings: Settings): string {
  const symbols = model.organs.flatMap((entry) => (entry.symbol === null ? [] : [entry.symbol]));
  const language = settings.house.languages.get(model.language)?.['file-letters'] ?? model.language;
  const symbol = symbols.length > 0 ? fileSlug(formatSymbols(symbols, settings.house.model.organs.joiner)) : found.slug;
  return settings.pattern.replaceAll('{symbol}', symbol).replaceAll('{language}', language).replaceAll('{slug}', found.slug);
}
