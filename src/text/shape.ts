/**
 * The one door to HarfBuzz: a word of one setting in, its glyphs out, in points and visual order. Words are kept in a
 * bounded cache. Importing this file starts HarfBuzz (its module awaits itself), so import it late; then all is synchronous.
 */
import * as hb from 'harfbuzzjs';
import type { Face } from '../style/faces.ts';
import type { SetGlyph, Setting } from './line.ts';

/** A shaped word. */
export interface Shaped {
  readonly glyphs: readonly SetGlyph[];
  /** Sum of advances, points. */
  readonly width: number;
  /** Offsets in the word of characters the face lacks; they have no glyph. */
  readonly missing: readonly number[];
}
/** Shapes words of one manner, and knows how its spaces kern with the letters beside them, in points. */
export interface Shaper {
  /** Shapes the word of a text that stands from `start` to before `end`; without them, all of it. */
  shape(text: string, start?: number, end?: number): Shaped;
  kernBeforeSpace(code: number): number;
  kernAfterSpace(code: number): number;
}

/** Everything beside the characters that a word's glyphs depend on. */
export interface Manner {
  readonly setting: Setting;
  /** BCP 47. */
  readonly language: string;
  readonly rtl: boolean;
  readonly kerned: boolean;
}

/** Pairs of characters kept for one manner; a letter has some six hundred. */
const pairsKept = 1 << 14;
/** Characters kept of one script, a word's end among them: a letter has some hundred. */
const charactersKept = 256;
/** Characters whose glyph depends on the next one at most, in a face that is so throughout. */
const alone = /^[\p{L}\p{N}\p{P}\p{S}]+$/u;
const none: readonly number[] = [];

/** Words kept for one manner, twice over: the working vocabulary of some letters, a few megabytes at most. */
const wordsKept = 2048;
/** Languages kept for one setting: more than a document is written in. */
const languagesKept = 8;
/** Manners kept for one face: more than any house style has. */
const mannersKept = 64;

/** Letters whose kerning with a space is kept. */
const lettersKept = 512;
/** What a space is kerned with. */
const besideSpace = /[\p{L}\p{N}\p{P}]/u;
const loneSurrogate = /\p{Surrogate}/u;

const fonts = new WeakMap<Face, hb.Font>();
const shapers = new WeakMap<Face, Map<string, Shaper>>();
/** Shapers by setting, then by language, direction and kerning: a house has few settings, and asks for every stretch. */
const ofSettings = new WeakMap<Setting, Map<string, (Shaper | undefined)[]>>();
const buffer = new hb.Buffer();
const kerning = [[new hb.Feature('kern', 0)], [new hb.Feature('kern', 1)]] as const;

/** Gives the shaper of a manner; it remembers its words. */
export function shaperOf(setting: Setting, language: string, rtl: boolean, kerned: boolean): Shaper {
  let languages = ofSettings.get(setting);
  if (!languages) {
    languages = new Map();
    ofSettings.set(setting, languages);
  }
  let known = languages.get(language);
  if (!known) {
    if (languages.size >= languagesKept) languages.clear();
    known = [undefined, undefined, undefined, undefined];
    languages.set(language, known);
  }
  const index = (rtl ? 2 : 0) + (kerned ? 1 : 0);
  const shaper = known[index] ?? sharedShaper({ setting, language, rtl, kerned });
  known[index] = shaper;
  return shaper;
}

/** Settings that differ in nothing a glyph depends on have one shaper. */
function sharedShaper(manner: Manner): Shaper {
  const { setting, language, rtl, kerned } = manner;
  let known = shapers.get(setting.face);
  if (!known) {
    known = new Map();
    shapers.set(setting.face, known);
  }
  const key = `${setting.size} ${setting.scale} ${setting.tracking} ${rtl ? 'rtl' : 'ltr'} ${kerned ? 'kerned' : ''} ${language}`;
  let shaper = known.get(key);
  if (!shaper) {
    if (known.size >= mannersKept) known.clear();
    shaper = makeShaper(manner);
    known.set(key, shaper);
  }
  return shaper;
}

/** The same glyph, its advance changed. */
export function widened({ id, advance, dx, dy, text, plain }: SetGlyph, extra: number): SetGlyph {
  return { id, advance: advance + extra, dx, dy, text, plain };
}

function makeShaper(manner: Manner): Shaper {
  const whole = remember((word: string) => shape(word, manner), wordsKept);
  const byPairs = manner.setting.face.pairwise && !manner.rtl ? pairShaper(manner) : null;
  const shaped = (text: string, start = 0, end = text.length) => byPairs?.(text, start, end) ?? whole(text.slice(start, end));
  // A space stands apart from marks, halves of pairs and right-to-left letters.
  const kerns = (letter: string) => manner.kerned && !manner.rtl && besideSpace.test(letter);
  const gain = (letter: string, pair: string) => (kerns(letter) ? shaped(pair).width - shaped(letter).width - shaped(' ').width : 0);
  return {
    shape: shaped,
    kernBeforeSpace: rememberByCode((code) => gain(String.fromCharCode(code), `${String.fromCharCode(code)} `)),
    kernAfterSpace: rememberByCode((code) => gain(String.fromCharCode(code), ` ${String.fromCharCode(code)}`)),
  };
}

/** What is known of the pairs of one script. */
interface Pairs {
  /** Each character's number among those met, from 1; 0 for the others, and for a word's end. */
  readonly numbers: Uint8Array;
  /** How many characters were met. */
  met: number;
  /** By the number of the first character, in rows, and that of the next: a place among the glyphs, from 1, or one of the two below. */
  readonly places: Int16Array;
}
/** What stands for a pair not met before, and for one that must be shaped with the rest of its word. */
const unmet = 0;
const notAlone = -1;

/**
 * Shapes words of a face in which no glyph depends on more than the next character: HarfBuzz is asked once for each pair and
 * the glyphs are shared, since few words of a letter come twice but all its pairs do. Gives null for a word that holds
 * anything else, or letters of two scripts.
 */
function pairShaper(manner: Manner): (text: string, start: number, end: number) => Shaped | null {
  const known: (Pairs | undefined)[] = scripts.map(() => undefined);
  const learnt: SetGlyph[] = [];
  // Advances stand apart, since adding them up is most of the work.
  const advances = new Float64Array(pairsKept);
  const glyphOf = (code: number, next: number, script: number): SetGlyph | null => {
    const pair = next === 0 ? String.fromCharCode(code) : String.fromCharCode(code, next);
    if (!alone.test(pair)) return null;
    const { glyphs, missing } = shape(pair, manner, scripts[script]?.tag ?? null);
    const [glyph] = glyphs;
    const settled = missing.length === 0 && glyphs.length === pair.length && glyphs.every(({ dx, dy }) => dx === 0 && dy === 0);
    return settled && glyph ? glyph : null;
  };
  const learn = (code: number, next: number, script: number, pairs: Pairs): number => {
    const { numbers, places } = pairs;
    for (const own of [code, next]) if (own !== 0 && numbers[own] === 0) numbers[own] = ++pairs.met;
    const glyph = glyphOf(code, next, script);
    const place = glyph ? learnt.push(glyph) : notAlone;
    if (glyph) advances[place - 1] = glyph.advance;
    places[(numbers[code] ?? 0) * charactersKept + (numbers[next] ?? 0)] = place;
    return place;
  };
  return (text, start, end) => {
    const first = scriptOfCode(text.charCodeAt(start));
    const script = first === 0 ? scriptIn(text, start, end) : first;
    const length = end - start;
    if (script < 0 || length >= charactersKept) return null;
    let pairs = known[script];
    if (pairs && (pairs.met + 1 + length > charactersKept || learnt.length + length > pairsKept)) {
      // The glyphs are those of every script: all are forgotten.
      known.fill(undefined);
      learnt.length = 0;
      pairs = undefined;
    }
    if (!pairs) {
      pairs = { numbers: new Uint8Array(scriptOf.length), met: 0, places: new Int16Array(charactersKept * charactersKept) };
      known[script] = pairs;
    }
    const { numbers, places } = pairs;
    const glyphs = new Array<SetGlyph>(length);
    let width = 0;
    let code = text.charCodeAt(start);
    let row = (numbers[code] ?? 0) * charactersKept;
    for (let at = 0; at < length; at++) {
      const next = at + 1 < length ? text.charCodeAt(start + at + 1) : 0;
      const number = numbers[next] ?? 0;
      // The row of a character not met is empty, and so is the column.
      let place = next === 0 || number !== 0 ? (places[row + number] ?? unmet) : unmet;
      if (place === unmet) {
        // What is met is of this script or of all: only a word with something else in it is looked through.
        if (scriptIn(text, start, end) !== script) return null;
        place = learn(code, next, script, pairs);
      }
      if (place === notAlone) return null;
      glyphs[at] = learnt[place - 1] as SetGlyph;
      width += advances[place - 1] ?? 0;
      code = next;
      row = (numbers[next] ?? 0) * charactersKept;
    }
    return { glyphs, width, missing: none };
  };
}

/** Index into `scripts` of the one a word's letters are of: kerning differs between scripts. -1: of several, or of others. */
function scriptIn(text: string, start: number, end: number): number {
  let script = 0;
  for (let at = start; at < end; at++) {
    const own = scriptOfCode(text.charCodeAt(at));
    if (own === 0 || own === script) continue;
    if (script !== 0) return -1;
    script = own;
  }
  return script;
}

function scriptOfCode(code: number): number {
  return code < scriptOf.length ? (scriptOf[code] ?? -1) : -1;
}

/** Scripts set by pairs, with their ISO 15924 codes; the first is that of characters common to all. */
const scripts: readonly { readonly tag: string | null; readonly test: RegExp }[] = [
  { tag: null, test: /[\p{Script=Common}\p{Script=Inherited}]/u },
  { tag: 'Latn', test: /\p{Script=Latin}/u },
  { tag: 'Grek', test: /\p{Script=Greek}/u },
  { tag: 'Cyrl', test: /\p{Script=Cyrillic}/u },
];
/** Script of every character up to the letter-like signs, as an index into `scripts`; -1 for others. */
const scriptOf = Int8Array.from({ length: 0x2150 }, (_, code) => scripts.findIndex(({ test }) => test.test(String.fromCharCode(code))));

/**
 * Keeps the results of the last calls: a full generation becomes the old one, and what is asked of the old is kept.
 * Invariant: at most `2 × cap` results are held.
 */
function remember<K, T>(make: (key: K) => T, cap: number): (key: K) => T {
  let young = new Map<K, T>();
  let old = new Map<K, T>();
  return (key) => {
    let value = young.get(key);
    if (value === undefined) {
      value = old.get(key) ?? make(key);
      if (young.size >= cap) {
        old = young;
        young = new Map();
      }
      young.set(key, value);
    }
    return value;
  };
}

/** Keeps what was last made of characters, by their UTF-16 units: of those that share a place, the one asked last. */
function rememberByCode(make: (code: number) => number): (code: number) => number {
  const codes = new Int32Array(lettersKept).fill(-1);
  const values = new Float64Array(lettersKept);
  return (code) => {
    const place = code % lettersKept;
    if (codes[place] !== code) {
      values[place] = make(code);
      codes[place] = code;
    }
    return values[place] ?? 0;
  };
}

function shape(word: string, { setting, language, rtl, kerned }: Manner, script: string | null = null): Shaped {
  const { face, tracking } = setting;
  buffer.reset();
  buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_GRAPHEMES);
  // Controls without a look leave no glyph; their character joins the cluster before.
  buffer.setFlags(hb.BufferFlag.REMOVE_DEFAULT_IGNORABLES);
  buffer.addText(word);
  buffer.setDirection(rtl ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setLanguage(language);
  // What is left to guess is the script, if not given: that of the word's first letter.
  if (script !== null) buffer.setScript(script);
  buffer.guessSegmentProperties();
  hb.shape(fontOf(face), buffer, [...kerning[kerned ? 1 : 0]]);
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  const points = (setting.size * setting.scale) / face.unitsPerEm;
  const rise = setting.size / face.unitsPerEm;

  const glyphs: SetGlyph[] = [];
  const missing: number[] = [];
  const texts = clusterTexts(word, infos);
  let width = 0;
  for (const [i, info] of infos.entries()) {
    const position = positions[i];
    const text = texts[i] ?? '';
    if (!position) continue;
    // HarfBuzz would draw half a surrogate pair as a replacement character.
    if (info.codepoint === 0 || loneSurrogate.test(text)) {
      missing.push(info.cluster);
      continue;
    }
    // Marks and invisible controls have no width of their own, and take no tracking.
    const advance = position.xAdvance === 0 ? 0 : position.xAdvance * points + tracking;
    const dx = position.xOffset * points;
    const dy = position.yOffset * rise;
    const plain = text.length === 1 && dx === 0 && dy === 0 ? text.charCodeAt(0) : -1;
    glyphs.push({ id: info.codepoint, advance, dx, dy, text, plain });
    width += advance;
  }
  return { glyphs, width, missing };
}

/** The text of each glyph: its cluster's for the glyph logically first, none for the others. */
function clusterTexts(word: string, infos: readonly hb.GlyphInfo[]): readonly string[] {
  const texts = infos.map(() => '');
  const rtl = (infos[0]?.cluster ?? 0) > (infos.at(-1)?.cluster ?? 0);
  // Logical order: clusters rise along the line in left-to-right text and fall in right-to-left text.
  let end = word.length;
  for (let k = infos.length - 1; k >= 0; k--) {
    const i = rtl ? infos.length - 1 - k : k;
    const cluster = infos[i]?.cluster ?? 0;
    const previous = infos[rtl ? i + 1 : i - 1]?.cluster;
    if (previous === cluster) continue;
    texts[i] = word.slice(cluster, end);
    end = cluster;
  }
  return texts;
}

function fontOf(face: Face): hb.Font {
  let font = fonts.get(face);
  if (!font) {
    font = new hb.Font(new hb.Face(new hb.Blob(face.bytes)));
    fonts.set(face, font);
  }
  return font;
}
