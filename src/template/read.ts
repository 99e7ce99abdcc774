/**
 * Finds document types and partials under `templates/`.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Template {
  readonly name: string;
  /** Relative to the templates folder. */
  readonly file: string;
  /** The YAML between the opening dashes; '' without. */
  readonly frontMatter: string;
  readonly text: string;
  /** Lines of front matter before `text`. */
  readonly lineOffset: number;
}
export interface Templates {
  readonly types: ReadonlyMap<string, Template>;
  readonly partials: ReadonlyMap<string, Template>;
}

const extension = '.hbs';

/** Reads `types/` and `partials/`. Throws if a folder is missing: an installation fault. */
export async function readTemplates(folder: string): Promise<Templates> {
  const [types, partials] = await Promise.all([readFolder(folder, 'types'), readFolder(folder, 'partials')]);
  return { types, partials };
}

async function readFolder(root: string, name: string): Promise<ReadonlyMap<string, Template>> {
  const found = new Map<string, Template>();
  const files = (await readdir(path.join(root, name))).filter((file) => file.endsWith(extension)).sort();
  for (const file of files) {
    // Editors of Windows end lines otherwise, and some put a mark before the first.
    const whole = (await readFile(path.join(root, name, file), 'utf8')).replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
    const front = /^---\n([\s\S]*?\n)---\n/.exec(whole);
    const text = front ? whole.slice(front[0].length) : whole;
    const key = file.slice(0, -extension.length);
    found.set(key, {
      name: key,
      file: `${name}/${file}`,
      frontMatter: front?.[1] ?? '',
      text,
      lineOffset: front ? front[0].split('\n').length - 1 : 0,
    });
  }
  return found;
}
