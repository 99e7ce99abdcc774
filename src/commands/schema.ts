/**
 * `circulate schema`: prints the JSON Schema of a source, or of any other YAML file an editor may change, made from the
 * definitions that validate them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Io } from '../io.ts';
import { languageSchema } from '../language/language.ts';
import { messagesSchema } from '../messages.ts';
import { configSchema } from '../model/config.ts';
import { documentSchema } from '../model/fields.ts';
import { houseSchemas } from '../model/house-data.ts';
import { exits } from '../problem.ts';
import { pageSchema } from '../style/page.ts';
import { sheetSchema } from '../style/sheet.ts';

/** The definitions by the names of their schemas. */
const definitions: Readonly<Record<string, { readonly schema: z.ZodType; readonly title: string }>> = {
  document: { schema: documentSchema, title: 'The source of a document' },
  config: { schema: configSchema, title: 'The settings of a folder' },
  style: { schema: sheetSchema, title: 'The house style' },
  page: { schema: pageSchema, title: 'The page' },
  language: { schema: languageSchema, title: 'A language' },
  organs: { schema: houseSchemas.organs, title: 'Organs and symbols' },
  states: { schema: houseSchemas.states, title: 'States' },
  session: { schema: houseSchemas.session, title: 'Agenda titles of a session' },
  type: { schema: houseSchemas.type, title: 'Front matter of a document type' },
  messages: { schema: messagesSchema, title: 'Messages' },
};
export const schemaNames: readonly string[] = Object.keys(definitions);

/** One schema as the text of its file; null for an unknown name. */
export function schemaText(name: string): string | null {
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (!definition) return null;
  // An author leaves defaults out, so the schema is that of what is written, not of what is read.
  const { $schema, ...rest } = z.toJSONSchema(definition.schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ $schema, title: definition.title, ...rest }, null, 2)}\n`;
}

/** Prints one schema, or writes them all. */
export async function runSchema(name: string | null, options: { readonly write?: string }, io: Io): Promise<number> {
  if (options.write !== undefined) {
    const folder = path.resolve(io.cwd, options.write);
    await mkdir(folder, { recursive: true });
    for (const each of schemaNames) await writeFile(path.join(folder, `${each}.schema.json`), schemaText(each) ?? '');
    io.stdout(`${schemaNames.length} schemas written\n`);
    return exits.done;
  }
  const text = schemaText(name ?? 'document');
  if (text === null) {
    io.stderr(`there is no schema "${name}"; known are ${schemaNames.join(', ')}\n`);
    return exits.usage;
  }
  io.stdout(text);
  return exits.done;
}
