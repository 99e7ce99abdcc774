/**
 * The house style a document was made with, for its archive: the templates folder as it stands, and the font files its
 * versions need with their licences. `loadHouse(templates, report, { facesFolder: faces })` builds from them again.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { House } from '../house.ts';
import { isHiddenName } from '../names.ts';
import { type OutputFile, reasonOf } from '../output.ts';
import type { Report } from '../problem.ts';
import { facePath, keptPath, mainRole } from '../style/faces.ts';
import type { SheetData } from '../style/sheet.ts';
import { rolesOf } from '../text/roles.ts';
import type { DocumentNode } from '../tree/nodes.ts';

/** What is looked at of a version: its tree, in the language it is printed in. */
export interface Printed {
  readonly language: string;
  readonly tree: DocumentNode;
}

/** A house style has a hundred files of a few kilobytes; a folder given by mistake has more. Bytes of all together. */
const limits = { files: 1000, bytes: 32 * 2 ** 20 };
const licence = /licen[cs]e|^ofl\b|^copying\b/i;

/** `templates/…` and `faces/…`, in order of their paths; null after reporting what cannot be read. */
export async function houseFiles(house: House, versions: readonly Printed[], report: Report): Promise<readonly OutputFile[] | null> {
  try {
    const templates = await templateFiles(house.folder, report);
    if (!templates) return null;
    const faces = await faceFiles(house.sheet.data, await keysOf(house, versions));
    return [...templates, ...faces].sort((one, other) => (one.path < other.path ? -1 : 1));
  } catch (error) {
    report('FILE_UNREADABLE', { file: 'templates' }, { value: nameIn(error), reason: reasonOf(error) });
    return null;
  }
}

/** Every file below the folder but hidden ones. */
async function templateFiles(folder: string, report: Report): Promise<readonly OutputFile[] | null> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep))
    .filter((parts) => !parts.some(isHiddenName));
  const files: OutputFile[] = [];
  let bytes = 0;
  for (const parts of found) {
    const content = await readFile(path.join(folder, ...parts));
    bytes += content.length;
    if (bytes > limits.bytes || files.length === limits.files) {
      report('FILE_TOO_LARGE', { file: 'templates' }, { value: String(bytes), limit: String(limits.bytes) });
      return null;
    }
    files.push({ path: ['templates', ...parts].join('/'), bytes: content });
  }
  return files;
}

/** The keys of the font files the versions need: the main role's, which are always opened, and those of every role they print in. */
async function keysOf(house: House, versions: readonly Printed[]): Promise<ReadonlySet<string>> {
  const { data } = house.sheet;
  const faces = await house.faces();
  const roles = rolesOf(data, faces);
  const scriptOf = (code: string) => house.languages.get(code)?.script ?? '';
  const used = new Set([mainRole]);
  for (const { language, tree } of versions) {
    // What stands on a page comes from the tree and, as furniture, from the language's file.
    const printed = JSON.stringify(tree) + JSON.stringify(house.languages.get(language) ?? null);
    const codes = [language, ...[...printed.matchAll(/"language":"([^"]+)"/g)].map((match) => match[1] ?? '')];
    for (const code of codes) used.add(roles.ofScript(scriptOf(code)));
    const characters = [...new Set(printed)].join('');
    for (const [bold, italic] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const covers = (role: string, codePoint: number) => faces.face(role, bold, italic).glyphOf(codePoint) !== 0;
      for (const role of roles.choose(characters, { levels: null, own: () => mainRole, covers })) used.add(role);
    }
  }
  const families = [...used].flatMap((role) => data.faces[role] ?? []);
  return new Set(families.flatMap((family) => [family.regular, family.bold, family.italic, family['bold-italic']]));
}

async function faceFiles(data: SheetData, keys: ReadonlySet<string>): Promise<readonly OutputFile[]> {
  const files = new Map<string, OutputFile>();
  for (const key of keys) {
    const named = data.files[key];
    if (named === undefined) throw new Error(`style sheet has no font file ${key}`);
    const installed = facePath(named);
    const kept = `faces/${keptPath(named)}`;
    files.set(kept, { path: kept, bytes: await readFile(installed) });
    for (const file of await licencesOf(installed)) {
      // A licence goes as far above the font as it lies above it in its package.
      const above = path.relative(path.dirname(installed), file).split(path.sep).join('/');
      const level = path.posix.join(path.posix.dirname(kept), above);
      const beside = level.startsWith('faces/') ? level : path.posix.join(path.posix.dirname(kept), path.basename(file));
      files.set(beside, { path: beside, bytes: await readFile(file) });
    }
  }
  return [...files.values()];
}

/** The licences nearest to a file: beside it or above, not beyond its package. */
async function licencesOf(file: string): Promise<readonly string[]> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const names = await readdir(folder);
    const found = names.filter((name) => licence.test(name)).sort();
    if (found.length > 0) return found.map((name) => path.join(folder, name));
    if (names.includes('package.json') || folder === path.dirname(folder)) return [];
  }
}

/** The file a failure of the system is about, without the folders above it. */
function nameIn(error: unknown): string {
  return error instanceof Error && 'path' in error ? path.basename(String(error.path)) : 'templates';
}
