/**
 * Text that was left in the source's language, words in letters of two scripts, and words that stand twice.
 */

import type { UnitKind } from '../units.ts';
import { type Finding, type FindingCode, type Pair, type Reading, spotOf, textAt } from './finding.ts';
import type { Stretch } from './marks.ts';

/** Looks for slips of language in one unit's translation. */
export function checkLanguage(pair: Pair): readonly Finding[] {
  return [...checkLeft(pair), ...checkMixed(pair), ...checkDoubled(pair)];
}

const names: readonly UnitKind[] = ['given', 'family'];

function checkLeft(pair: Pair): readonly Finding[] {
  const { source, translation } = pair;
  if (names.includes(source.passage.kind)) return [];
  const own = words(source).filter((word) => !isMarked(source, word));
  const known = new Set(own.map((word) => textAt(source, word).toLowerCase()));
  const sameScript = source.grammar.concord.letters === translation.grammar.concord.letters;
  if (isCopied(pair, sameScript)) return [finding('CONCORD_UNTRANSLATED', pair, whole(translation), 'whole')];
  const found = words(translation).filter((word) => !isForeignSpan(translation, word) && !isFact(translation, word));
  const runs = runsOf(
    found.filter((word) => known.has(textAt(translation, word).toLowerCase())),
    translation.passage.text,
  );
  const left = sameScript ? runs.filter((run) => hasOwnWords(pair, run)) : runs.filter((run) => isForeign(pair, run));
  return left.map((run) => {
    const place = { start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 };
    const start = source.passage.text.indexOf(textAt(translation, place));
    const from = start === -1 ? undefined : { start, end: start + place.end - place.start };
    return { ...finding('CONCORD_UNTRANSLATED', pair, place, null), source: spotOf(source, from) };
  });
}

/** The same text in both versions; in one script a word may be the same in two languages, in any a row of capitals. */
function isCopied({ source, translation }: Pair, sameScript: boolean): boolean {
  const { text, kind } = source.passage;
  const count = words(source).length;
  if (text !== translation.passage.text || count === 0 || text === text.toUpperCase()) return false;
  return !sameScript || count > 1 || kind === 'signatory-title';
}

/** In one script: a word that only the source's language has, or a row of the source's words. */
function hasOwnWords({ source, translation }: Pair, run: readonly Stretch[]): boolean {
  const own = source.grammar.concord.words.function;
  const others = translation.grammar.concord.words.function;
  const said = run.map((word) => textAt(translation, word));
  // A single letter is a word of many languages: "il y a" is no Spanish.
  if (said.some((word) => word.length > 1 && own.includes(word) && !others.includes(word))) return true;
  return said.some((_, index) => isCopiedRow(source, said.slice(index, index + row), others));
}

/** Words of a row that are no accident: as many, in the source's order, not all names, not all shared by both languages. */
const row = 3;

function isCopiedRow(source: Reading, said: readonly string[], others: readonly string[]): boolean {
  const telling = said.filter((word) => word.length > 2 && !others.includes(word));
  return said.length === row && telling.length > 1 && telling.some((word) => word === word.toLowerCase()) && inOrder(source, said);
}

function inOrder(source: Reading, said: readonly string[]): boolean {
  return source.passage.text.toLowerCase().includes(said.join(' ').toLowerCase());
}

/** In another script: small letters, or several names that no bracket explains. */
function isForeign({ source, translation }: Pair, run: readonly Stretch[]): boolean {
  const said = run.map((word) => textAt(translation, word));
  const caseless = said.every((word) => word.toLowerCase() === word.toUpperCase());
  if (caseless) return said.join('').length > 1;
  if (said.some((word) => word.length > 2 && word === word.toLowerCase())) return true;
  if (said.some((word) => source.grammar.concord.words.function.includes(word.toLowerCase()))) return true;
  const [first] = run;
  const bracketed = /[([（]$/.test(translation.passage.text.slice(0, first?.start ?? 0).trimEnd());
  return !bracketed && said.filter((word) => word.length > 2 && word !== word.toUpperCase()).length > 1;
}

/** Words in the source's script, in a reading of either version. */
function words({ passage, grammar }: Reading): readonly Stretch[] {
  const form = grammar.letter ? /\p{L}+/gu : /[^\s\p{P}\p{S}\d]+/gu;
  return [...passage.text.matchAll(form)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Rows of neighbouring words. */
function runsOf(found: readonly Stretch[], text: string): readonly (readonly Stretch[])[] {
  const runs: Stretch[][] = [];
  for (const word of found) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && /^[\s'’,-]*$/.test(text.slice(before.end, word.start))) last.push(word);
    else runs.push([word]);
  }
  return runs;
}

/** In italics, in marks of a title or in a span of its own: a title or a term that may stay. */
function isMarked(reading: Reading, { start, end }: Stretch): boolean {
  const within = (stretch: Stretch) => stretch.start <= start && stretch.end >= end;
  const { passage, pairs } = reading;
  return isForeignSpan(reading, { start, end }) || passage.looks.some((look) => look.emphasis && within(look)) || pairs.titles.some(within);
}

function isForeignSpan({ passage }: Reading, { start, end }: Stretch): boolean {
  return passage.looks.some((look) => look.language !== null && look.start <= start && look.end >= end);
}

function isFact({ facts }: Reading, { start, end }: Stretch): boolean {
  return facts.some((fact) => (fact.kind === 'symbol' || fact.kind === 'address') && fact.start <= start && fact.end >= end);
}

/** One word in letters of two scripts: a letter that only looks right. Scripts without blanks stand beside others rightly. */
function checkMixed(pair: Pair): readonly Finding[] {
  const { translation } = pair;
  const { letter, concord } = translation.grammar;
  if (!letter || concord.numbers.numerals) return [];
  const mixed = words(translation).filter((word) => {
    const own = textAt(translation, word).match(letter)?.length ?? 0;
    return own > 0 && own < [...textAt(translation, word)].length && !isFact(translation, word);
  });
  return mixed.map((word) => finding('CONCORD_UNTRANSLATED', pair, word, 'mixed'));
}

/** A word twice in a row, if the source has none. */
function checkDoubled(pair: Pair): readonly Finding[] {
  const { translation, source } = pair;
  const { words: data, numbers } = translation.grammar.concord;
  const form = numbers.numerals ? data.repeated : String.raw`(?<![\p{L}\p{M}])(\p{L}+) +\1(?![\p{L}\p{M}])`;
  if (form === '' || /(?<!\p{L})(\p{L}+) +\1(?!\p{L})/iu.test(source.passage.text)) return [];
  const twice = [...translation.passage.text.matchAll(new RegExp(form, 'giu'))];
  return twice
    .filter((match) => !data['may-repeat'].includes((match[1] ?? '').toLowerCase()))
    .map((match) => finding('CONCORD_DOUBLED', pair, { start: match.index, end: match.index + match[0].length }, null));
}

function finding(code: FindingCode, { source, translation }: Pair, place: Stretch, variant: string | null): Finding {
  const value = textAt(translation, place);
  return {
    code,
    key: source.passage.key,
    values: variant === 'whole' ? [] : [value],
    variant,
    words: { value },
    source: spotOf(source),
    translation: spotOf(translation, place),
  };
}

function whole({ passage }: Reading): Stretch {
  return { start: 0, end: passage.text.length };
}
