/**
 * Chooses the face of every character by its script and by what the faces cover (after UAX 24). Which role serves which
 * script is the style sheet's to say.
 */
import { type Faces, mainRole } from '../style/faces.ts';
import type { SheetData } from '../style/sheet.ts';
import type { Setting } from './line.ts';

export interface Roles {
  /** Says whether text needs no face but the main one: nearly all does. */
  isPlain(text: string, own: string): boolean;
  /** The role that serves a script; the main one unless another says so. */
  ofScript(script: string): string;
  /** The role of each character, by its place in the text: UTF-16 units. */
  choose(text: string, paragraph: Paragraph): readonly string[];
  /** The same setting with the face of another role. */
  setting(setting: Setting, role: string): Setting;
}
/** What the choice depends on besides the characters. */
export interface Paragraph {
  /** Bidi levels; null if all are even. */
  readonly levels: Uint8Array | null;
  /** The role of the script each character's language is written in. */
  readonly own: (at: number) => string;
  /** Whether the face of a role has a character, in the setting there. */
  readonly covers: (role: string, codePoint: number, at: number) => boolean;
}

/** Latin, Greek, Cyrillic and Armenian with their punctuation and symbols: what the main role is for, whatever else there is. */
const plain = /^[\0-\u058f\u1e00-\u2bff]*$/;
const noScript = /[\p{sc=Zyyy}\p{sc=Zinh}]/u;
const isMark = remembered((character) => /\p{M}/u.test(character));
const opens = remembered((character) => /[\p{Ps}\p{Pi}]/u.test(character));
const closes = remembered((character) => /[\p{Pe}\p{Pf}]/u.test(character));

/** Characters whose answers are kept: as many as a script without an alphabet has. */
const charactersKept = 1 << 14;

/** A question of single characters, each asked once: patterns of Unicode's properties are slow. */
function remembered<T>(ask: (character: string) => T): (codePoint: number) => T {
  const answers = new Map<number, T>();
  return (codePoint) => {
    let answer = answers.get(codePoint);
    if (answer === undefined) {
      answer = ask(String.fromCodePoint(codePoint));
      if (answers.size >= charactersKept) answers.clear();
      answers.set(codePoint, answer);
    }
    return answer;
  };
}

const known = new WeakMap<Faces, Roles>();

/** Gives the roles of a style sheet, whose faces these are: the same in every document. */
export function rolesOf(data: SheetData, faces: Faces): Roles {
  let roles = known.get(faces);
  if (!roles) {
    roles = readRoles(data, faces);
    known.set(faces, roles);
  }
  return roles;
}

function readRoles(data: SheetData, faces: Faces): Roles {
  const families = Object.entries(data.faces).map(([role, family]) => ({
    role,
    scripts: family.scripts ?? [],
    pattern: family.scripts ? new RegExp(`[${family.scripts.map((script) => `\\p{scx=${capital(script)}}`).join('')}]`, 'u') : null,
    common: family.common === undefined ? null : new RegExp(family.common, 'u'),
  }));
  const others = families.filter(({ role }) => role !== mainRole);
  const settings = new WeakMap<Setting, Map<string, Setting>>();
  // What a character asks for by itself: a role, or null if it takes its neighbours'.
  const askedBy = remembered((character) => {
    const served = others.find(({ pattern }) => pattern?.test(character))?.role;
    return served ?? (noScript.test(character) ? null : mainRole);
  });
  const commons = new Map(families.map(({ role, common }) => [role, remembered((character) => common?.test(character) ?? false)]));
  const shares = (role: string, codePoint: number) => commons.get(role)?.(codePoint) ?? false;

  return {
    isPlain: (text, own) => own === mainRole && plain.test(text),
    ofScript: (script) => others.find(({ scripts }) => scripts.includes(script))?.role ?? mainRole,
    choose(text, { levels, own, covers }) {
      const chosen: string[] = new Array(text.length).fill(mainRole);
      const open: string[] = [];
      let before: string | null = null;
      for (let at = 0; at < text.length; ) {
        const codePoint = text.codePointAt(at) ?? 0;
        const next = at + lengthOf(codePoint);
        let role = askedBy(codePoint);
        if (role !== null) before = role;
        else if (isMark(codePoint) && before !== null && at > 0) role = chosen[at - 1] ?? mainRole;
        else {
          // Punctuation of a right-to-left stretch is its script's; else that of the language, or of what stands beside it.
          const mine = own(at);
          const rtl = levels !== null && (levels[at] ?? 0) % 2 === 1;
          if (mine !== mainRole && levels !== null && !rtl) role = mainRole;
          else if (mine !== mainRole && shares(mine, codePoint)) role = mine;
          else if (opens(codePoint)) role = following(text, next, askedBy) ?? before;
          else if (closes(codePoint)) role = open.pop() ?? before;
          else role = before ?? following(text, next, askedBy);
          if (opens(codePoint)) open.push(role ?? mainRole);
          if (role === null || !shares(role, codePoint)) role = mainRole;
        }
        if (!covers(role, codePoint, at)) role = covering(role, codePoint, at, covers);
        for (let i = at; i < next; i++) chosen[i] = role;
        at = next;
      }
      return chosen;
    },
    setting(setting, role) {
      if (role === mainRole) return setting;
      let known = settings.get(setting);
      if (!known) {
        known = new Map();
        settings.set(setting, known);
      }
      let found = known.get(role);
      if (!found) {
        found = { ...setting, face: faces.sibling(setting.face, role) };
        known.set(role, found);
      }
      return found;
    },
  };

  /** The first role whose face has a character the chosen one lacks; the chosen one if none has. */
  function covering(role: string, codePoint: number, at: number, covers: Paragraph['covers']): string {
    return families.find((family) => family.role !== role && covers(family.role, codePoint, at))?.role ?? role;
  }
}

/** What the next character that asks for a role asks for; null if none does. */
function following(text: string, from: number, askedBy: (codePoint: number) => string | null): string | null {
  for (let at = from; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const role = askedBy(codePoint);
    if (role !== null) return role;
    at += lengthOf(codePoint);
  }
  return null;
}

/** UTF-16 units. */
function lengthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** As Unicode's property values are written: "Arab". */
function capital(script: string): string {
  return script.charAt(0).toUpperCase() + script.slice(1);
}
