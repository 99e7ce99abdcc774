/**
 * `circulate schema`: prints the JSON Schema of a source, or of any other YAML file an editor may change, made from the
 * definitions that validate them.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { formatsSchema } from '../archive/formats.ts';
import { shown } from '../documents.ts';
import { glossarySchema } from '../exchange/glossary.ts';
import type { Io } from '../io.ts';
import { languageSchema } from '../language/language.ts';
import { messagesSchema, printProblems } from '../messages.ts';
import { configSchema } from '../model/config.ts';
import { documentSchema } from '../model/fields.ts';
import { houseSchemas } from '../model/house-data.ts';
import { type OutputFile, unwritable, writeTogether } from '../output.ts';
import { ownPath } from '../own.ts';
import { exits } from '../problem.ts';
import { recordsSchema } from '../records/records-data.ts';
import { reporterOf } from '../reporter.ts';
import { checkYaml } from '../source.ts';
import { htmlSchema } from '../style/html.ts';
import { pageSchema } from '../style/page.ts';
import { sheetSchema } from '../style/sheet.ts';
import { textSchema } from '../style/text.ts';
import { catalogueSchema } from '../translation/catalogue.ts';

/** Examples by schema and by the field's place in it. */
const examplesSchema = z
  .record(z.string(), z.record(z.string(), z.array(z.unknown())))
  .describe('The example of every field, by schema and place.');

/** The definitions by the names of their schemas. */
const definitions: Readonly<Record<string, { readonly schema: z.ZodType; readonly title: string }>> = {
  document: { schema: documentSchema, title: 'The source of a document' },
  catalogue: { schema: catalogueSchema, title: 'A translation of a document' },
  config: { schema: configSchema, title: 'The settings of a folder' },
  style: { schema: sheetSchema, title: 'The house style' },
  page: { schema: pageSchema, title: 'The page' },
  html: { schema: htmlSchema, title: 'Web pages' },
  text: { schema: textSchema, title: 'Plain text' },
  language: { schema: languageSchema, title: 'A language' },
  organs: { schema: houseSchemas.organs, title: 'Organs and symbols' },
  states: { schema: houseSchemas.states, title: 'States' },
  session: { schema: houseSchemas.session, title: 'Agenda titles of a session' },
  archive: { schema: formatsSchema, title: 'Files of a bag' },
  records: { schema: recordsSchema, title: 'Records of a document' },
  type: { schema: houseSchemas.type, title: 'Front matter of a document type' },
  glossary: { schema: glossarySchema, title: 'The glossary' },
  messages: { schema: messagesSchema, title: 'Messages' },
  examples: { schema: examplesSchema, title: 'Examples of fields' },
};
export const schemaNames: readonly string[] = Object.keys(definitions);

interface SchemaPart {
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart | boolean;
  readonly anyOf?: readonly SchemaPart[];
  readonly additionalProperties?: SchemaPart | boolean;
  readonly [key: string]: unknown;
}

/** One schema as the text of its file, with the examples of `templates/examples.yaml`; null for an unknown name. */
export async function schemaText(name: string): Promise<string | null> {
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (!definition) return null;
  // An author leaves defaults out, so the schema is that of what is written, not of what is read.
  const { $schema, ...rest } = z.toJSONSchema(definition.schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  const fields = withExamples(rest as SchemaPart, '', await examplesOf(name));
  return `${JSON.stringify({ $schema, title: definition.title, ...fields }, null, 2)}\n`;
}

/** Examples by place; those of what a language may change of page and style are written there. */
async function examplesOf(name: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const all = await readExamples();
  if (definitions[name]?.schema !== languageSchema) return all[name] ?? {};
  const page = Object.entries(all.page ?? {}).map(([place, values]) => [`page.${place}`, values] as const);
  const styles = Object.entries(all.style ?? {}).filter(([place]) => /^(?:base|styles)\b/.test(place));
  return { ...Object.fromEntries([...page, ...styles]), ...all[name] };
}

async function readExamples(): Promise<z.infer<typeof examplesSchema>> {
  const file = 'templates/examples.yaml';
  const faults: string[] = [];
  const examples = checkYaml(await readFile(ownPath(file), 'utf8'), file, examplesSchema, (code) => faults.push(code));
  if (!examples) throw new Error(`${file}: ${faults.join(', ')}`);
  return examples;
}

/** Writes each field's examples beside its description; members of lists and alternatives share their owner's place. */
function withExamples(part: SchemaPart, at: string, examples: Readonly<Record<string, readonly unknown[]>>): SchemaPart {
  const inside = (inner: SchemaPart, place: string) => withExamples(inner, place, examples);
  const field = ([name, inner]: [string, SchemaPart]) => {
    const place = at === '' ? name : `${at}.${name}`;
    return [name, { ...inside(inner, place), ...(examples[place] ? { examples: examples[place] } : {}) }] as const;
  };
  return {
    ...part,
    ...(part.properties ? { properties: Object.fromEntries(Object.entries(part.properties).map(field)) } : {}),
    ...(typeof part.items === 'object' ? { items: inside(part.items, at) } : {}),
    ...(part.anyOf ? { anyOf: part.anyOf.map((inner) => inside(inner, at)) } : {}),
    ...(typeof part.additionalProperties === 'object' ? { additionalProperties: inside(part.additionalProperties, at) } : {}),
  };
}

/** Prints one schema, or writes them all. */
export async function runSchema(name: string | null, options: { readonly write?: string }, io: Io): Promise<number> {
  if (options.write !== undefined) {
    const folder = path.resolve(io.cwd, options.write);
    const encoder = new TextEncoder();
    const files: OutputFile[] = [];
    for (const each of schemaNames)
      files.push({ path: path.join(folder, `${each}.schema.json`), bytes: encoder.encode((await schemaText(each)) ?? '') });
    const failure = await writeTogether(files);
    if (failure) {
      const file = shown(failure.path, io.cwd);
      const reporter = reporterOf(file, false);
      reporter.report('OUTPUT_UNWRITABLE', { file }, unwritable(file, failure.reason));
      io.stderr(await printProblems(reporter.problems, { json: false, color: io.terminal }));
      return exits.disk;
    }
    io.stdout(`${schemaNames.length} schemas written\n`);
    return exits.done;
  }
  const text = await schemaText(name ?? 'document');
  if (text === null) {
    io.stderr(`there is no schema "${name}"; known are ${schemaNames.join(', ')}\n`);
    return exits.usage;
  }
  io.stdout(text);
  return exits.done;
}
