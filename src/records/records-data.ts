/**
 * What records need of the house besides a document's facts, as data: the schema of `templates/records.yaml`, and its reading.
 */
import path from 'node:path';
import * as z from 'zod';
import { readText } from '../files.ts';
import type { House } from '../house.ts';
import { bracesIn } from '../language/format.ts';
import { pattern } from '../model/house-data.ts';
import type { Report } from '../problem.ts';
import { checkYaml } from '../source.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
/** A text whose {braces} are filled in with the values named, and no others. */
const saying = (...names: string[]) =>
  z.string().refine((text) => bracesIn(text).every((name) => names.includes(name)), {
    params: { code: 'FIELD_VALUE', variant: 'braces', known: names.map((name) => `{${name}}`).join(', ') },
  });
const marcLanguage = z.string().regex(/^[a-z]{3}$/);
/** What an organ's documents are counted by. */
const byCount = z.strictObject({
  regular: field(saying('session').optional(), 'For documents of a regular session.'),
  special: field(saying('session').optional(), 'For documents of a special session.'),
  'emergency-special': field(saying('session').optional(), 'For documents of an emergency special session.'),
  year: field(saying('year').optional(), 'For documents counted by years; the organ’s own number of the year.'),
});
const organ = z.strictObject({
  series: field(z.string().optional(), '191 $b: the series its symbols belong to.'),
  count: field(byCount.optional(), '191 $c: session or year.'),
  issuer: field(
    z
      .strictObject({
        symbol: field(pattern, 'How the symbols begin that this is said of.'),
        names: field(z.array(z.string()).min(1).max(2), '981 $a and $b.'),
      })
      .optional(),
    '981: the issuing body.',
  ),
  agenda: field(byCount.optional(), '991 $a: the symbol of the agenda.'),
});

const marcSchema = z.strictObject({
  leader: field(z.string().length(24), 'The leader of a record.'),
  source: field(
    z.strictObject({
      agency: field(z.string(), '040 $a, of official documents only.'),
      language: field(marcLanguage, '040 $b: the language of the record.'),
    }),
    '040: the source of the record.',
  ),
  job: field(z.string(), '029 $a: what tells that a job number follows.'),
  distribution: field(z.record(z.string(), z.string()), '091 $a by distribution.'),
  contents: field(
    z.record(
      z.string(),
      z.strictObject({
        code: field(z.string(), '089 $b.'),
        by: field(z.record(z.string(), z.string()).optional(), '089 $b of papers from some offices.'),
        collection: field(z.array(z.string()).min(1).max(2), '989 $a and $b.'),
      }),
    ),
    'Content codes by document type.',
  ),
  organs: field(z.record(z.string(), organ), 'Organs by key of organs.yaml.'),
  publisher: field(z.string(), '260 $b, of official documents only.'),
  articles: field(z.record(z.string(), pattern), 'Patterns of the articles that sorting skips at the head of a title, by language.'),
  notes: field(
    z.strictObject({
      original: field(saying('language'), '546: the language the text was drafted in.'),
      unofficial: field(saying('languages'), '546: the languages whose versions nobody made official.'),
    }),
    'Sentences of notes.',
  ),
  action: field(z.enum(['letter']).optional(), '992: which date is the action’s; the letter’s or none.'),
});

export const recordsSchema = z.strictObject({
  language: field(z.string(), 'The language titles, notes and names are taken in, by its file’s name.'),
  types: field(z.record(z.string(), z.string()), 'What a document of a type is called.'),
  marc: field(marcSchema, 'Codes of the MARC 21 record.'),
});
export type RecordsData = z.infer<typeof recordsSchema>;
export type MarcData = RecordsData['marc'];
export type MarcOrgan = MarcData['organs'][string];

const file = 'records.yaml';
/** As messages name it. */
export const recordsFile = `templates/${file}`;

/** Reads the house's file; null after reporting. */
export async function readRecordsData(house: House, report: Report): Promise<RecordsData | null> {
  const text = await readText(path.join(house.folder, file), recordsFile, report);
  return text === null ? null : checkYaml(text, recordsFile, recordsSchema, report);
}
