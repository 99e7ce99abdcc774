/**
 * What travels within a PDF/A-3 copy of a version: its source, its catalogue, and the same document as Akoma Ntoso. Comments
 * and notes of translators in the first two travel with them: never in a copy that is mailed.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Attachment } from './backends/backend.ts';
import { attachedFormats, backends, type Format } from './backends/table.ts';
import type { Found } from './documents.ts';
import type { Version } from './pipeline.ts';

const yaml = 'application/yaml';
/** Media types and names of the formats that may be attached. */
const forms: { readonly [F in Format]?: { readonly mime: string; readonly called: string } } = {
  akn: { mime: 'application/akn+xml', called: 'Akoma Ntoso' },
};

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
  for (const format of attachedFormats) {
    const form = forms[format];
    if (!form) throw new Error(`no media type for ${format}`);
    const backend = await backends[format]();
    const bytes = await backend.render(tree, context);
    if (!bytes) return null;
    const description = `${form.called}, ${language}`;
    attachments.push({
      name: `${name}.${backend.extension}`,
      mime: form.mime,
      description,
      relationship: 'Alternative',
      bytes,
      date,
    });
  }
  return attachments;
}
