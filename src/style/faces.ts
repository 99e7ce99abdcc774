/**
 * The faces: opens font files by role and answers for their metrics and coverage. Font units unless said.
 * Reads the tables it needs from the file itself (OpenType 1.9); outlines and positioning are others' business.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { SheetData } from './sheet.ts';

/** One design, from one static TrueType file. */
export interface Face {
  /** The file's key in the style sheet. */
  readonly key: string;
  /** The whole font file. */
  readonly bytes: Uint8Array;
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly capHeight: number;
  readonly xHeight: number;
  /** Degrees. */
  readonly italicAngle: number;
  readonly bbox: readonly [number, number, number, number];
  /** True if a glyph of its letters depends on the next one at most: kerning by pairs, no ligatures. */
  readonly pairwise: boolean;
  /** Glyph index, 0 if the face lacks the character. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
}
export interface Faces {
  face(role: string, bold: boolean, italic: boolean): Face;
  /** The face of the same weight and slope in another role. */
  sibling(face: Face, role: string): Face;
}

type Family = SheetData['faces'][string];
type Look = 'regular' | 'bold' | 'italic' | 'bold-italic';

/** Opened files by key and path: a process opens each once. */
const opened = new Map<string, Face>();

/** The role of everything not said otherwise: its files are opened beforehand, the others when first asked for. */
export const mainRole = 'text';

/**
 * Opens the style sheet's font files, each at most once a process: those of installed packages, or with a folder those that
 * were kept in it by `keptPath`. Throws if a file is missing: an installation fault, or a folder that is not whole.
 */
export async function loadFaces(data: SheetData, folder: string | null = null): Promise<Faces> {
  const main = data.faces[mainRole];
  const files = main ? [...new Set([main.regular, main.bold, main.italic, main['bold-italic']])] : [];
  await Promise.all(files.map((key) => openAhead(key, data, folder)));

  const faces = new Map<string, Face>();
  const looks = new Map<Face, Look>();
  const siblings = new Map<string, Map<Face, Face>>();
  const faceFor = (role: string, look: Look): Face => {
    const family = familyOf(data, role);
    const key = family[look];
    let face = faces.get(key);
    if (!face) {
      face = open(key, data, folder);
      faces.set(key, face);
    }
    if (!looks.has(face)) looks.set(face, lookOf(family, key));
    return face;
  };
  return {
    face: (role, bold, italic) => faceFor(role, bold ? (italic ? 'bold-italic' : 'bold') : italic ? 'italic' : 'regular'),
    sibling(face, role) {
      let known = siblings.get(role);
      if (!known) {
        known = new Map();
        siblings.set(role, known);
      }
      let found = known.get(face);
      if (!found) {
        found = faceFor(role, looks.get(face) ?? 'regular');
        known.set(face, found);
      }
      return found;
    },
  };
}

function familyOf(data: SheetData, role: string): Family {
  const family = data.faces[role];
  if (!family) throw new Error(`style sheet has no faces for ${role}`);
  return family;
}

function fileOf(data: SheetData, key: string): string {
  const file = data.files[key];
  if (file === undefined) throw new Error(`style sheet has no font file ${key}`);
  return file;
}

/** What a file is in its family; one that serves several looks is the plainest. */
function lookOf(family: Family, key: string): Look {
  if (key === family.regular) return 'regular';
  if (key === family.bold) return 'bold';
  return key === family.italic ? 'italic' : 'bold-italic';
}

/** The path of a font file the style sheet names: as an installed package has it, or within a folder it was kept in. */
export function facePath(file: string, folder: string | null = null): string {
  return folder === null ? createRequire(import.meta.url).resolve(file) : path.join(folder, ...keptPath(file).split('/'));
}

/**
 * Where a font file is kept apart from its package: a package's file by the name the style sheet has for it, any other by its
 * last part alone, so that a name read from a stranger's style sheet never leaves the folder.
 */
export function keptPath(file: string): string {
  const parts = file.split(/[\\/]/);
  const isPackaged = parts.every((part) => /^[\w@][\w@.+ -]*$/.test(part));
  return isPackaged ? parts.join('/') : `other/${(parts.at(-1) ?? '').replace(/[^\w.+-]|^\.+/g, '_')}`;
}

async function openAhead(key: string, data: SheetData, folder: string | null): Promise<void> {
  const file = facePath(fileOf(data, key), folder);
  const name = `${key}\n${file}`;
  if (opened.has(name)) return;
  const bytes = await readFile(file);
  if (!opened.has(name)) opened.set(name, parseFace(key, bytes, data.pairwise.includes(key)));
}

function open(key: string, data: SheetData, folder: string | null): Face {
  const file = facePath(fileOf(data, key), folder);
  const name = `${key}\n${file}`;
  let face = opened.get(name);
  if (!face) {
    face = parseFace(key, readFileSync(file), data.pairwise.includes(key));
    opened.set(name, face);
  }
  return face;
}

/** Reads a TrueType file's metrics and character map. Throws if a table is missing. */
export function parseFace(key: string, bytes: Uint8Array, pairwise = false): Face {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    tables.set(latin(view, record, 4), view.getUint32(record + 8));
  }
  const table = (tag: string) => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`font file ${key} has no table ${tag}`);
    return at;
  };
  const head = table('head');
  const hhea = table('hhea');
  const os2 = table('OS/2');
  const advances = readAdvances(view, table('hmtx'), view.getUint16(hhea + 34), view.getUint16(table('maxp') + 4));
  const glyphs = readCharacters(view, table('cmap'));
  return {
    key,
    bytes,
    pairwise,
    postscriptName: readPostscriptName(view, table('name')),
    unitsPerEm: view.getUint16(head + 18),
    bbox: [view.getInt16(head + 36), view.getInt16(head + 38), view.getInt16(head + 40), view.getInt16(head + 42)],
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    lineGap: view.getInt16(hhea + 8),
    xHeight: view.getInt16(os2 + 86),
    capHeight: view.getInt16(os2 + 88),
    // A 16.16 fixed-point number.
    italicAngle: view.getInt32(table('post') + 4) / 0x10000,
    glyphOf: (codePoint) => (codePoint < glyphs.first.length ? glyphs.first[codePoint] : glyphs.further.get(codePoint)) ?? 0,
    advanceOf: (glyph) => advances[glyph] ?? 0,
  };
}

/** Advances by glyph; glyphs beyond the long metrics have the last one's (OpenType, hmtx). */
function readAdvances(view: DataView, hmtx: number, metrics: number, glyphs: number): Uint16Array {
  const advances = new Uint16Array(glyphs);
  for (let glyph = 0; glyph < glyphs; glyph++) advances[glyph] = view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1));
  return advances;
}

/** Glyphs by code point: those of the first plane, which are asked for with every character, and the others. */
class Glyphs {
  readonly first = new Uint16Array(0x10000);
  readonly further = new Map<number, number>();

  set(codePoint: number, glyph: number): void {
    if (codePoint < this.first.length) this.first[codePoint] = glyph;
    else this.further.set(codePoint, glyph);
  }
}

/** Glyphs from the Unicode subtable: format 12 if there is one, else format 4. */
function readCharacters(view: DataView, cmap: number): Glyphs {
  const glyphs = new Glyphs();
  const subtables: { at: number; format: number }[] = [];
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const record = cmap + 4 + 8 * i;
    const platform = view.getUint16(record);
    const encoding = view.getUint16(record + 2);
    const at = cmap + view.getUint32(record + 4);
    // Platform 0 is Unicode; 3 is Windows, whose encodings 1 and 10 are Unicode.
    if (platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))) subtables.push({ at, format: view.getUint16(at) });
  }
  const full = subtables.find((subtable) => subtable.format === 12);
  const basic = subtables.find((subtable) => subtable.format === 4);
  if (full) readFormat12(view, full.at, glyphs);
  else if (basic) readFormat4(view, basic.at, glyphs);
  return glyphs;
}

function readFormat12(view: DataView, at: number, glyphs: Glyphs): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const first = view.getUint32(group);
    const last = view.getUint32(group + 4);
    const glyph = view.getUint32(group + 8);
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
  }
}

function readFormat4(view: DataView, at: number, glyphs: Glyphs): void {
  const doubled = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let i = 0; i < doubled; i += 2) {
    const first = view.getUint16(starts + i);
    const last = view.getUint16(ends + i);
    const delta = view.getUint16(deltas + i);
    const offset = view.getUint16(offsets + i);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const raw = offset === 0 ? code : view.getUint16(offsets + i + offset + 2 * (code - first));
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

/** Name 6, from the Windows platform (UTF-16BE) or the Macintosh one. */
function readPostscriptName(view: DataView, name: number): string {
  const strings = name + view.getUint16(name + 4);
  for (let i = 0; i < view.getUint16(name + 2); i++) {
    const record = name + 6 + 12 * i;
    if (view.getUint16(record + 6) !== 6) continue;
    const text = latin(view, strings + view.getUint16(record + 10), view.getUint16(record + 8));
    return text.replaceAll('\0', '');
  }
  throw new Error('font file has no PostScript name');
}

function latin(view: DataView, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(at + i));
  return text;
}
