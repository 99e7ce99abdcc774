/**
 * A folder's settings: reads and checks `circulate.config.yaml`, every value of which has a default. Nothing in it can make a
 * document official.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { readText } from '../files.ts';
import type { Reporter } from '../reporter.ts';
import { checkYaml } from '../source.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const filled = z.string().min(1);

export const configSchema = z.strictObject({
  emblem: field(filled.nullable().default(null), 'The emblem: your own SVG, PNG or JPEG, from this folder; null leaves its box empty.'),
  output: field(filled.default('output'), 'The folder that documents are written to.'),
  pattern: field(
    filled.regex(/^[^/\\:*?"<>|]+$/, '#file-name').default('{symbol}-{language}'),
    'How output files are named: {symbol} (the folder’s name while there is none), {language}, {slug}.',
  ),
  links: field(
    z.enum(['black', 'blue']).default('black'),
    'How links look in PDF and Word: as all text, for print, or in the colour of the style sheet.',
  ),
  bags: field(filled.default('archive'), 'The folder that bags for an archive are written to.'),
  'bag-languages': field(
    z.array(filled).nullable().default(null),
    'Codes of the languages a document must have to be archived; null: those it has.',
  ),
  depositor: field(filled.nullable().default(null), 'The organization that hands bags over to an archive; there is no other default.'),
  rights: field(filled.nullable().default(null), 'What a bag says of rights in the document.'),
  sensitivity: field(filled.nullable().default(null), 'What a bag says of who may see the document.'),
  'language-of-messages': field(
    filled
      .regex(/^[A-Za-z-]+$/, '#language')
      .nullable()
      .default(null),
    'The language of messages: a file in templates/messages; null for the program’s own.',
  ),
});
export type Config = z.infer<typeof configSchema>;

/** The file's name, in the folder a command runs in. */
export const configName = 'circulate.config.yaml';

/** Reads the settings; the defaults if there is no file, null after reporting. */
export async function loadConfig(cwd: string, reporter: Reporter): Promise<Config | null> {
  const file = path.join(cwd, configName);
  const known = await stat(file).catch(() => null);
  if (!known?.isFile()) return configSchema.parse({});
  const text = await readText(file, configName, reporter.report);
  if (text === null) return null;
  // A file of comments alone says nothing.
  if (!/^[ \t]*[^#\s]/m.test(text)) return configSchema.parse({});
  return checkYaml(text, configName, configSchema, reporter.report, 'CONFIG_INVALID');
}
