/**
 * What travels within a PDF/A-3 copy of a version: its source, its catalogue, and the same document as Akoma Ntoso. Comments
 * and notes of translators in the first two travel with them: never in a copy that is mailed.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Attachment } from './backends/backend.ts';
import { backends } from './backends/table.ts';
import type { Found } from './documents.ts';
import type { Version } from './pipeline.ts';

const yaml = 'application/yaml';
/** Back ends whose files are the document in another form, with the media type of each. */
const forms: readonly { readonly format: string; readonly mime: string; readonly called: string }[] = [
  { format: 'akn', mime: 'application/akn+xml', called: 'Akoma Ntoso' },
];

/** The attachments of a version, all of its document's date; `name` is that of its files. Null after a back end reported. */
export async function attachmentsOf(version: Version, found: Found, cwd: string, name: string): Promise<readonly Attachment[] | null> {
  const { tree, language, translation, context } = version;
  const { date } = tree.properties;
  const fileOf = async (file: string, called: string): Promise<Attachment> => ({
    name: path.basename(file),
    mime: yaml,
    description: called,
    relationship: 'Source',
    bytes: await readFile(path.resolve(cwd, file)),
    date,
  });
  const attachments = [await fileOf(found.file, 'YAML: source')];
  if (translation) attachments.push(await fileOf(translation.catalogue.file, `YAML: catalogue, ${language}`));
  for (const { format, mime, called } of forms) {
    const open = Object.entries(backends).find(([known]) => known === format)?.[1];
    if (!open) continue;
    const backend = await open();
    const bytes = await backend.render(tree, context);
    if (!bytes) return null;
    const description = `${called}, ${language}`;
    attachments.push({ name: `${name}.${backend.extension}`, mime, description, relationship: 'Alternative', bytes, date });
  }
  return attachments;
}
