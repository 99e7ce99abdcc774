/**
 * Cuts a paragraph into stretches of one piece, one face and one direction (UAX 9, UAX 24). Knows nothing of glyphs or lines.
 */
import type { Language } from '../language/language.ts';
import { type Isolate, islandsOf, isolatesIn, levelsOf, needsLevels } from './levels.ts';
import type { Piece, Setting } from './line.ts';
import type { Roles } from './roles.ts';

/** Part of one piece, in one face and direction. Offsets are UTF-16 units of the paragraph's text. */
export interface Stretch {
  /** Index into the pieces. */
  readonly piece: number;
  readonly start: number;
  readonly end: number;
  /** Bidi level; odd is right-to-left. */
  readonly level: number;
  /** The piece's, with the face of the script. */
  readonly setting: Setting;
}
export interface Itemized {
  /** The pieces' text, joined. */
  readonly text: string;
  readonly stretches: readonly Stretch[];
}
/** The faces of scripts, if there are more than one. */
export interface Scripts {
  readonly roles: Roles;
  /** ISO 15924 code, in small letters, of the script a language is written in. */
  scriptOf(language: string): string;
}

type Worded = Pick<Piece, 'text' | 'language'>;
type Itemizer = Pick<Language, 'language' | 'direction' | 'typesetting'>;

/** Cuts pieces into stretches, in logical order. Invariant: stretches are not empty, and cover the text without gap. */
export function itemize(pieces: readonly Piece[], language: Itemizer, scripts: Scripts | null): Itemized {
  const text = textOf(pieces);
  const ownRole = (of: string) => (scripts ? scripts.roles.ofScript(scripts.scriptOf(of)) : '');
  const levels = levelsIn(pieces, language, text);
  if (!levels && (!scripts || pieces.every((piece) => scripts.roles.isPlain(piece.text, ownRole(piece.language))))) {
    return { text, stretches: wholePieces(pieces) };
  }

  // Which piece each character is of, and the face its script asks for.
  const owners = new Uint32Array(text.length);
  let end = 0;
  for (const [index, piece] of pieces.entries()) {
    owners.fill(index, end, end + piece.text.length);
    end += piece.text.length;
  }
  const owns = pieces.map((piece) => ownRole(piece.language));
  const settings = pieces.map(() => new Map<string, Setting>());
  const settingAt = (at: number, role: string): Setting => {
    const piece = owners[at] ?? 0;
    let setting = settings[piece]?.get(role);
    if (!setting) {
      const own = (pieces[piece] as Piece).setting;
      setting = scripts ? scripts.roles.setting(own, role) : own;
      settings[piece]?.set(role, setting);
    }
    return setting;
  };
  const roles = scripts?.roles.choose(text, {
    levels,
    own: (at) => owns[owners[at] ?? 0] ?? '',
    covers: (role, codePoint, at) => settingAt(at, role).face.glyphOf(codePoint) !== 0,
  });

  const stretches: Stretch[] = [];
  for (let start = 0; start < text.length; ) {
    let stop = start + 1;
    const piece = owners[start] ?? 0;
    const isSame = (at: number) => owners[at] === piece && levels?.[at] === levels?.[start] && roles?.[at] === roles?.[start];
    while (stop < text.length && isSame(stop)) stop++;
    stretches.push({ piece, start, end: stop, level: levels?.[start] ?? 0, setting: settingAt(start, roles?.[start] ?? '') });
    start = stop;
  }
  return { text, stretches };
}

/** The bidi level of every UTF-16 unit of the pieces' text; null if all of it reads from left to right. */
export function levelsIn(pieces: readonly Worded[], language: Itemizer, text = textOf(pieces)): Uint8Array | null {
  if (!needsLevels(text, language.direction)) return null;
  return levelsOf(text, language.direction, islandsOf(text) ?? isolatesOf(pieces, text, language));
}

/** What of the pieces' text stands for itself; none where all of it reads from left to right. */
export function isolatedIn(pieces: readonly Worded[], language: Itemizer): readonly Isolate[] {
  const text = textOf(pieces);
  if (!needsLevels(text, language.direction)) return [];
  return islandsOf(text) ?? isolatesOf(pieces, text, language);
}

/** The pieces' text, joined; most paragraphs are one piece. */
function textOf(pieces: readonly Worded[]): string {
  const [first] = pieces;
  return first && pieces.length === 1 ? first.text : pieces.map((piece) => piece.text).join('');
}

function wholePieces(pieces: readonly Piece[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  for (const [piece, { text, setting }] of pieces.entries()) {
    const end = start + text.length;
    if (end > start) stretches.push({ piece, start, end, level: 0, setting });
    start = end;
  }
  return stretches;
}

const patterns = new WeakMap<Itemizer, RegExp | null>();

/** What reads in its own direction: pieces in another language, and what the language's data names. */
function isolatesOf(pieces: readonly Worded[], text: string, language: Itemizer): readonly Isolate[] {
  let pattern = patterns.get(language);
  if (pattern === undefined) {
    const sources = language.typesetting?.isolates ?? [];
    pattern = sources.length === 0 ? null : new RegExp(sources.map((source) => `(?:${source})`).join('|'), 'gu');
    patterns.set(language, pattern);
  }
  const foreign: Isolate[] = [];
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.text.length;
    const last = foreign.at(-1);
    if (piece.language !== language.language && piece.text !== '\n' && end > start) {
      if (last?.end === start) foreign[foreign.length - 1] = { start: last.start, end };
      else foreign.push({ start, end });
    }
    start = end;
  }
  return isolatesIn(text, pattern, foreign);
}
