/**
 * What files of a bag are: media types and formats by `templates/archive/formats.yaml`, which the program brings along.
 */
import * as z from 'zod';
import { readText } from '../files.ts';
import { ownPath } from '../own.ts';
import { checkYaml } from '../source.ts';

const filled = z.string().min(1);
const formatSchema = z.strictObject({
  mime: filled.describe('Media type.'),
  name: filled.describe('The format’s name.'),
  version: filled.nullable().default(null).describe('Its version.'),
  puid: filled.nullable().default(null).describe('Its identifier in PRONOM; null while it is not known for certain.'),
  metadata: filled.nullable().default(null).describe('MDTYPE of METS, for a record.'),
});
export const formatsSchema = z.strictObject({
  package: z
    .strictObject({
      type: filled.describe('TYPE of METS, a word of the CSIP vocabulary.'),
      content: filled.describe('What the content is, in words.'),
      dates: z
        .strictObject({
          given: filled.describe('What README.txt says of dates where a time of packing was given; {date} is that time.'),
          none: filled.describe('What it says where none was given; {date} is the document’s own.'),
        })
        .describe('Words on dates.'),
    })
    .describe('The package as a whole.'),
  representations: z.record(z.string(), filled).describe('What each representation is, by its folder.'),
  outputs: z.record(z.string(), formatSchema).describe('Outputs, by back end or record.'),
  files: z.record(z.string(), formatSchema).describe('Other files, by the end of their names.'),
});
export type Formats = z.infer<typeof formatsSchema>;
export type FileFormat = z.infer<typeof formatSchema>;

const file = 'templates/archive/formats.yaml';
const unknown: FileFormat = { mime: 'application/octet-stream', name: 'unknown', version: null, puid: null, metadata: null };

/** Reads the program's own table; throws if it is not as it should be. */
export async function loadFormats(): Promise<Formats> {
  const fault = (code: string, _place: unknown, values: Readonly<Record<string, string>> = {}) => {
    throw new Error(`${file}: ${code} ${JSON.stringify(values)}`);
  };
  const text = await readText(ownPath(file), file, fault);
  const formats = text === null ? null : checkYaml(text, file, formatsSchema, fault, 'STYLE_INVALID');
  if (!formats) throw new Error(`${file} cannot be read`);
  return formats;
}

/** By the end of a file's name; the unknown format where it says nothing. */
export function formatOfName(name: string, formats: Formats): FileFormat {
  const end = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? 'txt';
  return formats.files[end] ?? unknown;
}
