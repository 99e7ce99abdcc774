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

/** A joint of a part that may be lengthened. */
interface Joint {
  readonly part: number;
  readonly word: string;
  /** UTF-16 units before the tatweels. */
  readonly offset: number;
  /** Place in the language's list; 0 is the best. */
  readonly rank: number;
  /** Width of one tatweel there, points. */
  readonly unit: number;
}

const tatweel = '\u0640';
const lam = '\u0644';
/** Letters that do not join to the next one (Joining_Type R and U). */
const notLeft = /[\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5]/;
const alef = /[\u0622\u0623\u0625\u0627\u0671-\u0673\u0675]/;
const letter = /^\p{Script=Arabic}$/u;
const unjoined = /\u0621/;
const mark = /\p{M}/u;

/** Lengthens joints of a line by no more than their share of what it lacks, points; parts as they are if there is none. */
export function lengthened(parts: readonly Part[], lack: number, kashida: Kashida, shaperOf: (part: Part) => Shaper): readonly Part[] {
  const joints: Joint[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.stretch.level % 2 === 0 || part.room > 0) continue;
    const joint = bestJoint(index, wordOf(part), kashida, shaperOf(part));
    if (joint) joints.push(joint);
  }
  // The best joints first; among equals those that stand apart from one another.
  const spread = (index: number) => (index * 13) % 21;
  joints.sort((one, other) => one.rank - other.rank || spread(one.part) - spread(other.part));

  const counts = new Map<Joint, number>();
  let room = lack * kashida.share;
  for (let grew = true; grew; ) {
    grew = false;
    for (const joint of joints) {
      const count = counts.get(joint) ?? 0;
      const size = parts[joint.part]?.stretch.setting.size ?? 0;
      if (joint.unit > room || (count + 1) * joint.unit > kashida.longest * size) continue;
      counts.set(joint, count + 1);
      room -= joint.unit;
      grew = true;
    }
  }
  if (counts.size === 0) return parts;
  const changed = [...parts];
  for (const [joint, count] of counts) {
    const part = parts[joint.part];
    if (part) changed[joint.part] = lengthen(part, joint, count, shaperOf(part));
  }
  return changed;
}

/** A part's characters: its glyphs stand in visual order, from the last. */
function wordOf(part: Part): string {
  return part.glyphs
    .toReversed()
    .map((glyph) => glyph.text)
    .join('');
}

function bestJoint(part: number, word: string, kashida: Kashida, shaper: Shaper): Joint | null {
  let best: { offset: number; rank: number } | null = null;
  for (let at = 1; at < word.length; at++) {
    if (mark.test(word.charAt(at))) continue;
    const before = word.slice(0, at);
    const after = word.slice(at);
    if (!joins(before, after)) continue;
    const rank = rankOf(before, after, kashida);
    if (rank >= 0 && (best === null || rank <= best.rank)) best = { offset: at, rank };
  }
  if (!best) return null;
  const unit = shaper.shape(withTatweels(word, best.offset, 1)).width - shaper.shape(word).width;
  return unit > 0 ? { part, word, ...best, unit } : null;
}

/** Whether the last letter before joins the first one after, and the two are no ligature. */
function joins(before: string, after: string): boolean {
  const last = before.replace(/\p{M}+$/u, '').at(-1) ?? '';
  const next = after.charAt(0);
  if (!letter.test(last) || !letter.test(next) || notLeft.test(last) || unjoined.test(next)) return false;
  return !(last === lam && alef.test(next));
}

function rankOf(before: string, after: string, kashida: Kashida): number {
  const plain = [before, after].map((text) => text.replace(/\p{M}/gu, ''));
  return patternsOf(kashida).findIndex(({ left, right }) => left.test(plain[0] ?? '') && right.test(plain[1] ?? ''));
}

const compiled = new WeakMap<Kashida, readonly { readonly left: RegExp; readonly right: RegExp }[]>();

function patternsOf(kashida: Kashida): readonly { readonly left: RegExp; readonly right: RegExp }[] {
  let patterns = compiled.get(kashida);
  if (!patterns) {
    patterns = kashida.points.map(([left, right]) => ({ left: new RegExp(`(?:${left})$`, 'u'), right: new RegExp(`^(?:${right})`, 'u') }));
    compiled.set(kashida, patterns);
  }
  return patterns;
}

const withTatweels = (word: string, offset: number, count: number) => word.slice(0, offset) + tatweel.repeat(count) + word.slice(offset);

/** Shapes a word with its tatweels, since letters change their forms beside them, and takes their characters out again. */
function lengthen(part: Part, { word, offset }: Joint, count: number, shaper: Shaper): Part {
  const { glyphs, width } = shaper.shape(withTatweels(word, offset, count));
  let at = 0;
  const read = glyphs.toReversed().map((glyph): SetGlyph => {
    const start = at;
    at += glyph.text.length;
    const text = Array.from(glyph.text, (unit, index) => (start + index >= offset && start + index < offset + count ? '' : unit)).join('');
    return text === glyph.text ? glyph : { ...glyph, text, plain: -1 };
  });
  return { ...part, glyphs: read.reverse(), width };
}
