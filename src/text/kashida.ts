/**
 * Lengthens the joints of words to fill a line (kashida). Where a joint may be lengthened, and which is the best, is the
 * language's to say; here stand only the facts of joining (Unicode, ArabicShaping.txt). The tatweels are drawn and not read:
 * they belong to the letter before them and stand for no character.
 */
import type { Typesetting } from '../language/typesetting.ts';
import type { Part } from './boxes.ts';
import type { SetGlyph } from './line.ts';
import type { Shaper } from './shape.ts';

type Kashida = NonNullable<Typesetting['kashida']>;

/** A joint of a part that may be lengthened. Mutable: grows tatweel by tatweel. */
interface Joint {
  readonly part: number;
  readonly word: string;
  /** UTF-16 units before the tatweels. */
  readonly offset: number;
  /** Place in the language's list; 0 is the best. */
  readonly rank: number;
  count: number;
  /** Points that each adds; null until asked. */
  unit: number | null;
}

const tatweel = '\u0640';
const lam = 0x0644;
/** Letters that do not join to the next one (Joining_Type R and U). */
const notLeft = /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5]/;
const alef = /[\u0622\u0623\u0625\u0627\u0671-\u0673\u0675]/;
const letter = /^\p{Script=Arabic}$/u;
const unjoined = 0x0621;
const mark = /\p{M}/u;
const marks = /\p{M}/gu;

/**
 * Lengthens joints of a line by no more than their share of what it lacks, points; parts as they are if there is none. A line
 * that lacks less than the width of a tatweel takes none.
 */
export function lengthened(parts: readonly Part[], lack: number, kashida: Kashida, shaperOf: (part: Part) => Shaper): readonly Part[] {
  const joints: Joint[] = [];
  let least = Number.POSITIVE_INFINITY;
  let stretch: Part['stretch'] | null = null;
  for (const [index, part] of parts.entries()) {
    if (part.stretch.level % 2 === 0 || part.room > 0) continue;
    const joint = bestJoint(index, wordOf(part), kashida);
    if (!joint) continue;
    joints.push(joint);
    if (part.stretch !== stretch) least = Math.min(least, shaperOf(part).shape(tatweel).width);
    stretch = part.stretch;
  }
  // The best joints first; among equals those that stand apart from one another.
  const spread = (index: number) => (index * 13) % 21;
  joints.sort((one, other) => one.rank - other.rank || spread(one.part) - spread(other.part));

  let room = lack * kashida.share;
  for (let grew = true; grew; ) {
    grew = false;
    for (const joint of joints) {
      if (room < least) break;
      const part = parts[joint.part];
      if (!part) continue;
      joint.unit ??= unitAt(joint, shaperOf(part));
      const { unit, count } = joint;
      if (unit <= 0 || unit > room || (count + 1) * unit > kashida.longest * part.stretch.setting.size) continue;
      joint.count++;
      room -= unit;
      grew = true;
    }
  }
  const longer = joints.filter(({ count }) => count > 0);
  if (longer.length === 0) return parts;
  const changed = [...parts];
  for (const joint of longer) {
    const part = parts[joint.part];
    if (part) changed[joint.part] = lengthen(part, joint, shaperOf(part));
  }
  return changed;
}

/** A part's characters: its glyphs stand in visual order, from the last. */
function wordOf({ glyphs }: Part): string {
  let word = '';
  for (let at = glyphs.length - 1; at >= 0; at--) word += glyphs[at]?.text ?? '';
  return word;
}

/** Of the joints of the best rank, the last. */
function bestJoint(part: number, word: string, kashida: Kashida): Joint | null {
  const plain = mark.test(word) ? word.replace(marks, '') : word;
  const joins = jointsOf(plain);
  if (joins.length === 0) return null;
  for (const [rank, pattern] of patternsOf(kashida).entries()) {
    const last = joins.findLast((at) => {
      pattern.lastIndex = at;
      return pattern.test(plain);
    });
    if (last !== undefined) return { part, word, offset: plain === word ? last : offsetOf(word, last), rank, count: 0, unit: null };
  }
  return null;
}

/** The places between the letters of a word without marks that are joints. */
function jointsOf(plain: string): readonly number[] {
  const joins: number[] = [];
  let last = joiningOf(plain.charCodeAt(0));
  for (let at = 1; at < plain.length; at++) {
    const next = joiningOf(plain.charCodeAt(at));
    const isLamAlef = (last & isLam) !== 0 && (next & isAlef) !== 0;
    if ((last & joinsLeft) !== 0 && (next & joinsRight) !== 0 && !isLamAlef) joins.push(at);
    last = next;
  }
  return joins;
}

const joinsLeft = 1;
const joinsRight = 2;
const isLam = 4;
const isAlef = 8;
const known = 16;
/** What is known of the letters up to the end of the Arabic block, as flags; found when first asked. */
const joining = new Uint8Array(0x700);

function joiningOf(code: number): number {
  const before = joining[code] ?? known;
  if (before !== 0) return before;
  const character = String.fromCharCode(code);
  let flags = known;
  if (letter.test(character)) {
    if (!notLeft.test(character)) flags |= joinsLeft;
    if (code !== unjoined) flags |= joinsRight;
    if (code === lam) flags |= isLam;
    if (alef.test(character)) flags |= isAlef;
  }
  joining[code] = flags;
  return flags;
}

/** Where a letter of a word stands, by its number among the characters that are no marks. */
function offsetOf(word: string, place: number): number {
  let at = 0;
  for (let left = place; at < word.length; at++) {
    if (mark.test(word.charAt(at))) continue;
    if (left === 0) break;
    left--;
  }
  return at;
}

const compiled = new WeakMap<Kashida, readonly RegExp[]>();

/** Places that the language names, the best first, as matches without length at their `lastIndex`. */
function patternsOf(kashida: Kashida): readonly RegExp[] {
  let patterns = compiled.get(kashida);
  if (!patterns) {
    patterns = kashida.points.map(([left, right]) => new RegExp(`(?<=${left})(?=${right})`, 'uy'));
    compiled.set(kashida, patterns);
  }
  return patterns;
}

const withTatweels = (word: string, offset: number, count: number) => word.slice(0, offset) + tatweel.repeat(count) + word.slice(offset);

/** Points a word gains by one tatweel at a joint. */
function unitAt({ word, offset }: Joint, shaper: Shaper): number {
  return shaper.shape(withTatweels(word, offset, 1)).width - shaper.shape(word).width;
}

/** Shapes a word with its tatweels, since letters change their forms beside them, and takes their characters out again. */
function lengthen(part: Part, { word, offset, count }: Joint, shaper: Shaper): Part {
  const { glyphs, width } = shaper.shape(withTatweels(word, offset, count));
  const read = [...glyphs];
  let start = 0;
  for (let at = glyphs.length - 1; at >= 0; at--) {
    const glyph = glyphs[at] as SetGlyph;
    const text = glyph.text.slice(0, Math.max(0, offset - start)) + glyph.text.slice(Math.max(0, offset + count - start));
    if (text !== glyph.text) read[at] = { ...glyph, text, plain: -1 };
    start += glyph.text.length;
  }
  return { ...part, glyphs: read, width };
}
