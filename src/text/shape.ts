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
  shape(word: string): Shaped;
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

/** Words kept for one manner, twice over: the working vocabulary of some letters, a few megabytes at most. */
const wordsKept = 2048;
/** Manners kept for one face: more than any house style has. */
const mannersKept = 64;

/** Letters whose kerning with a space is kept. */
const lettersKept = 512;
/** What a space is kerned with. */
const besideSpace = /[\p{L}\p{N}\p{P}]/u;
const loneSurrogate = /\p{Surrogate}/u;

const fonts = new WeakMap<Face, hb.Font>();
const shapers = new WeakMap<Face, Map<string, Shaper>>();
const buffer = new hb.Buffer();
const kerning = [[new hb.Feature('kern', 0)], [new hb.Feature('kern', 1)]] as const;

/** Gives the shaper of a manner; it remembers its words. */
export function shaperOf(manner: Manner): Shaper {
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

function makeShaper(manner: Manner): Shaper {
  const shaped = remember((word: string) => shape(word, manner), wordsKept);
  // A space stands apart from marks, halves of pairs and right-to-left letters.
  const kerns = (letter: string) => manner.kerned && !manner.rtl && besideSpace.test(letter);
  const gain = (letter: string, pair: string) => (kerns(letter) ? shaped(pair).width - shaped(letter).width - shaped(' ').width : 0);
  return {
    shape: shaped,
    kernBeforeSpace: remember((code) => gain(String.fromCharCode(code), `${String.fromCharCode(code)} `), lettersKept),
    kernAfterSpace: remember((code) => gain(String.fromCharCode(code), ` ${String.fromCharCode(code)}`), lettersKept),
  };
}

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

function shape(word: string, { setting, language, rtl, kerned }: Manner): Shaped {
  const { face, tracking } = setting;
  buffer.reset();
  buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_GRAPHEMES);
  // Controls without a look leave no glyph; their character joins the cluster before.
  buffer.setFlags(hb.BufferFlag.REMOVE_DEFAULT_IGNORABLES);
  buffer.addText(word);
  buffer.setDirection(rtl ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setLanguage(language);
  // Only the script is left to guess: that of the word's first letter.
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
    glyphs.push({ id: info.codepoint, advance, dx: position.xOffset * points, dy: position.yOffset * rise, text });
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
