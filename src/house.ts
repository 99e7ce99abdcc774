/**
 * The house: everything under `templates/`, read and checked once: style, page, languages, organs, States, sessions,
 * document types, pictures. Held by whoever builds; nothing is kept process-wide.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { unknownField } from './issues.ts';
import type { Language, languageSchema } from './language/language.ts';
import type { View } from './language/view.ts';
import type { Picture } from './layout/picture.ts';
import { houseSchemas, type ModelData, type TypeRules } from './model/house-data.ts';
import { reasonOf } from './output.ts';
import type { Report } from './problem.ts';
import { checkYaml } from './source.ts';
import { type Faces, loadFaces } from './style/faces.ts';
import { type HtmlData, htmlSchema } from './style/html.ts';
import { pageWith, sheetWith } from './style/overrides.ts';
import { type PageData, pageSchema } from './style/page.ts';
import { type Sheet, sheetOf, sheetSchema } from './style/sheet.ts';
import { type TextData, textSchema } from './style/text.ts';
import { type Checked, checkedAtBuild } from './template/checked.ts';
import { expanderOf } from './template/expand.ts';
import { readTemplates } from './template/read.ts';

export interface House {
  /** The templates folder it was read from. */
  readonly folder: string;
  readonly sheet: Sheet;
  readonly page: PageData;
  /** What web pages and plain text need besides. */
  readonly html: HtmlData;
  readonly text: TextData;
  /** Style sheet and page with what a language changes of them, and the rest of the style. */
  styleIn(language: Language): StyleIn;
  readonly languages: ReadonlyMap<string, Language>;
  readonly model: ModelData;
  readonly recycleSign: Picture;
  /** Opens the font files when first asked. */
  faces(): Promise<Faces>;
  expand(type: string, view: View, report: Report): string | null;
  /** Reads a user's picture; null after reporting. */
  readEmblem(file: string, shown: string, report: Report): Promise<Picture | null>;
}

/** How documents in a language look. */
export interface StyleIn {
  readonly sheet: Sheet;
  readonly page: PageData;
  readonly html: HtmlData;
  readonly text: TextData;
}

/** The program's own house style. */
const ownFolder = fileURLToPath(new URL('../templates', import.meta.url));

export interface HouseOptions {
  /** Files that stand as they were checked are not checked again; the others join it. What the build checked unless given. */
  readonly checked?: Checked;
  /** A folder of kept font files, as an archive has it; null or absent: those installed. */
  readonly facesFolder?: string | null;
}

/** A schema, when something is to be checked by it. */
type Schema<T extends z.ZodType> = () => T | Promise<T>;

/** The largest of them takes a while to make, and a house that nobody changed is not checked again. */
const schemaOfLanguages: Schema<typeof languageSchema> = async () => (await import('./language/language.ts')).languageSchema;

/** Loads a templates folder, the program's own if null; null when something was reported. */
export async function loadHouse(given: string | null, report: Report, options: HouseOptions = {}): Promise<House | null> {
  const folder = given ?? ownFolder;
  const known = options.checked ?? (await checkedAtBuild());
  let sound = true;
  const failing: Report = (...problem) => {
    sound = false;
    report(...problem);
  };
  const check = async <T extends z.ZodType>(text: string, file: string, schema: Schema<T>, firstLine = 1): Promise<z.infer<T> | null> => {
    const before = known.get(file);
    if (before?.text === text) return before.data as z.infer<T>;
    const data = checkYaml(text, `templates/${file}`, await schema(), failing, 'STYLE_INVALID', firstLine);
    if (data !== null) known.set(file, { text, data });
    return data;
  };
  const read = async <T extends z.ZodType>(file: string, schema: Schema<T>): Promise<z.infer<T> | null> => {
    const shown = `templates/${file}`;
    try {
      return await check(await readFile(path.join(folder, file), 'utf8'), file, schema);
    } catch (error) {
      failing('FILE_UNREADABLE', { file: shown }, { value: shown, reason: reasonOf(error) });
      return null;
    }
  };
  const readAll = async <T extends z.ZodType>(name: string, schema: Schema<T>): Promise<Map<string, z.infer<T>>> => {
    const files = (await readdir(path.join(folder, name)).catch(() => [])).filter((file) => file.endsWith('.yaml')).sort();
    const values = await Promise.all(files.map((file) => read(`${name}/${file}`, schema)));
    return new Map(files.flatMap((file, index) => (values[index] ? [[path.basename(file, '.yaml'), values[index]] as const] : [])));
  };
  const [sheetData, page, html, text, organs, states, languages, sessions, templates] = await Promise.all([
    read('style.yaml', () => sheetSchema),
    read('page.yaml', () => pageSchema),
    read('html.yaml', () => htmlSchema),
    read('text.yaml', () => textSchema),
    read('organs.yaml', () => houseSchemas.organs),
    read('states.yaml', () => houseSchemas.states),
    readAll('languages', schemaOfLanguages),
    readAll('sessions', () => houseSchemas.session),
    readTemplates(folder),
  ]);
  const types = new Map<string, TypeRules>();
  for (const [name, template] of templates.types) {
    const front = await check(template.frontMatter, template.file, () => houseSchemas.type, 2);
    if (front) types.set(name, { name, ...front.fields, akn: front.akn });
  }
  const recycleSign = await readPicture(path.join(folder, 'pictures/recycle.svg'), 'templates/pictures/recycle.svg', failing);
  if (!sheetData) return null;
  for (const [name, language] of languages) {
    for (const style of Object.keys(language.styles ?? {}).filter((one) => !Object.hasOwn(sheetData.styles, one))) {
      const fault = unknownField([style], Object.keys(sheetData.styles));
      failing('STYLE_INVALID', { file: `templates/languages/${name}.yaml` }, { ...fault.values, cause: fault.code });
    }
  }
  if (!sound || !page || !html || !text || !organs || !states || !recycleSign) return null;

  const sheet = sheetOf(sheetData);
  const expander = await expanderOf(templates, known);
  const styles = new Map<Language, StyleIn>();
  let faces: Promise<Faces> | null = null;
  return {
    folder,
    sheet,
    page,
    html,
    text,
    styleIn(language) {
      const known = styles.get(language) ?? { sheet: sheetOf(sheetWith(sheetData, language)), page: pageWith(page, language), html, text };
      styles.set(language, known);
      return known;
    },
    languages,
    model: { organs, states, types, languages, sessions },
    recycleSign,
    faces: () => {
      faces ??= loadFaces(sheetData, options.facesFolder ?? null);
      return faces;
    },
    expand: (type, view, failed) => expander(type, view, failed),
    readEmblem: readPicture,
  };
}

async function readPicture(file: string, shown: string, report: Report): Promise<Picture | null> {
  const { pictureFrom } = await import('./layout/svg.ts');
  const bytes = await readFile(file).catch((error: unknown) => {
    report('FILE_UNREADABLE', { file: shown }, { value: shown, reason: reasonOf(error) });
    return null;
  });
  if (!bytes) return null;
  const picture = pictureFrom(new Uint8Array(bytes), file);
  if ('reason' in picture) {
    const at = { line: picture.line ?? 1, column: picture.column ?? 1 };
    report('EMBLEM_INVALID', picture.line === undefined ? { file: shown } : { file: shown, range: { start: at, end: at } }, {
      value: shown,
      reason: picture.reason,
    });
    return null;
  }
  return picture;
}
