/**
 * What only shows when the units stand side by side: units without counterpart, one text twice, a length out of proportion,
 * signatories that changed places, the request's agenda items.
 */
import { type Finding, type Pair, type Reading, spotOf, textAt } from './finding.ts';
import type { Grammar } from './grammar.ts';

/** A version's readings by key, in order. */
export interface Read {
  readonly grammar: Grammar;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** Compares two versions as wholes. `agenda` holds the masthead's items: "72 (b)". */
export function checkDocument(source: Read, translation: Read, pairs: readonly Pair[], agenda: readonly string[]): readonly Finding[] {
  return [
    ...checkUnits(source, translation),
    ...checkRepeated(pairs),
    ...checkLengths(pairs),
    ...checkSignatories(pairs),
    ...pairs.flatMap((pair) => checkRequest(pair, agenda)),
  ];
}

function checkUnits(source: Read, translation: Read): readonly Finding[] {
  const only = (one: Read, other: Read) => [...one.readings].filter(([key]) => !other.readings.has(key));
  const common = { code: 'CONCORD_UNIT', values: [] } as const;
  return [
    ...only(source, translation).map(([key, reading]): Finding => {
      return { ...common, key, variant: null, words: { value: key }, source: spotOf(reading), translation: null };
    }),
    ...only(translation, source).map(([key, reading]): Finding => {
      return { ...common, key, variant: 'extra', words: { value: key }, source: null, translation: spotOf(reading) };
    }),
  ];
}

/** One text for two units whose sources differ: a paste too many. */
function checkRepeated(pairs: readonly Pair[]): readonly Finding[] {
  const first = new Map<string, Pair>();
  const findings: Finding[] = [];
  for (const pair of pairs.filter(({ source }) => source.passage.kind === 'paragraph')) {
    const { text } = pair.translation.passage;
    const before = first.get(text);
    if (before === undefined) first.set(text, pair);
    else if (before.source.passage.text !== pair.source.passage.text && /\p{L}/u.test(text))
      findings.push({
        code: 'CONCORD_REPEATED',
        key: pair.source.passage.key,
        values: [],
        variant: null,
        words: { value: before.source.passage.key },
        source: spotOf(pair.source),
        translation: spotOf(pair.translation),
      });
  }
  return findings;
}

/** Letters, as many as English would need, below which a text's length tells nothing. */
const shortest = 40;
/** Units that must be there before their own middle is a better measure than the languages'. */
const fewest = 5;
/** Shares of the expected length, in per cent: suspect by itself, and suspect where a sentence is missing or too many. */
const wide = [55, 180] as const;
/** For texts of so few letters: a phrase more makes half as much again. */
const short = { letters: 120, wide: [55, 225] } as const;
const narrow = [75, 135] as const;

function checkLengths(pairs: readonly Pair[]): readonly Finding[] {
  const long = pairs.filter(({ source }) => letters(source) >= shortest * source.grammar.concord.volume);
  const ratio = ({ source, translation }: Pair) => letters(translation) / letters(source);
  const middle = long.map(ratio).sort((one, other) => one - other)[Math.floor(long.length / 2)];
  return long.flatMap((pair): readonly Finding[] => {
    const { source, translation } = pair;
    const expected =
      middle !== undefined && long.length >= fewest ? middle : translation.grammar.concord.volume / source.grammar.concord.volume;
    const percent = Math.round((100 * ratio(pair)) / expected);
    const [wanted, found] = [sentences(source), sentences(translation)];
    const uneven = (wanted > found && percent < narrow[0]) || (wanted < found && percent > narrow[1]);
    const [least, most] = letters(source) < short.letters * source.grammar.concord.volume ? short.wide : wide;
    if (percent >= least && percent <= most && !uneven) return [];
    return [
      {
        code: 'CONCORD_LENGTH',
        key: source.passage.key,
        values: [],
        variant: percent < 100 ? null : 'long',
        words: { value: String(percent), expected: String(wanted), found: String(found) },
        source: spotOf(source),
        translation: spotOf(translation),
      },
    ];
  });
}

/** Letters of words; symbols and addresses are as long in every language. */
function letters({ passage, facts }: Reading): number {
  const taken = new Uint8Array(passage.text.length);
  for (const { kind, start, end } of facts) if (kind === 'symbol' || kind === 'address') taken.fill(1, start, end);
  return [...passage.text.matchAll(/\p{L}/gu)].filter(({ index }) => taken[index] === 0).length;
}

/** Ends of sentences: after a stop of the Latin kind comes no small letter. */
function sentences({ passage, grammar }: Reading): number {
  const marks = ['stop', 'question', 'exclamation'].map((name) => grammar.concord.ends[name] ?? '').join('');
  const ends = [...passage.text.matchAll(/[.!?](?=[\p{P}\p{S}]*(?:$| [^\p{Ll}]))|[^\x00-\x7f]/gu)].filter(([mark]) => marks.includes(mark));
  return Math.max(ends.length, 1);
}

/** Two signatories' family names, each written more like the other's than like its own. */
function checkSignatories(pairs: readonly Pair[]): readonly Finding[] {
  const families = pairs.filter(({ source }) => source.passage.kind === 'family');
  const alike = (one: Pair, other: Pair) => likeness(sounds(one.source), sounds(other.translation));
  const findings: Finding[] = [];
  for (const [index, pair] of families.entries()) {
    for (const other of families.slice(index + 1)) {
      const sounded = [pair.translation, other.translation].every((reading) => sounds(reading) !== '');
      if (!sounded || alike(pair, other) + alike(other, pair) <= alike(pair, pair) + alike(other, other)) continue;
      findings.push({
        code: 'CONCORD_SIGNATORY',
        key: other.source.passage.key,
        values: [],
        variant: null,
        words: { expected: other.source.passage.text, value: other.translation.passage.text },
        source: spotOf(other.source),
        translation: spotOf(other.translation),
      });
    }
  }
  return findings;
}

/** A name in Latin consonants, as near as the language's data tells. */
function sounds({ passage, grammar }: Reading): string {
  const { sounds: letters } = grammar.concord.words;
  return [...passage.text.normalize('NFD').toLowerCase()]
    .map((letter) => letters[letter] ?? (/[a-z]/.test(letter) ? letter : ''))
    .join('')
    .replace(/[aeiouyhw]/g, '');
}

/** Share of letter pairs that two words have in common (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const pairsOf = (word: string) => [...` ${word} `].slice(1).map((letter, index) => ` ${word} `.charAt(index) + letter);
  const left = pairsOf(other);
  const total = pairsOf(one).length + left.length;
  const common = pairsOf(one).filter((pair) => {
    const at = left.indexOf(pair);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
  return (2 * common.length) / total;
}

/** The sentence that names the agenda items: the same items in the same order as in the source, or as in the masthead. */
function checkRequest({ source, translation }: Pair, agenda: readonly string[]): readonly Finding[] {
  const wanted = requestOf(source);
  const found = requestOf(translation);
  const own = found?.items.map((item) => plainItem(item, translation.grammar)) ?? [];
  const expected = wanted
    ? wanted.items.map((item) => plainItem(item, source.grammar))
    : agenda.map((item) => plainItem(item, source.grammar));
  // Which items there are, the figures tell; here it is their order.
  const sameItems = own.length === expected.length && own.every((item) => expected.includes(item));
  if (!found || !sameItems || own.every((item, index) => item === expected[index])) return [];
  return [
    {
      code: 'CONCORD_ITEM',
      key: source.passage.key,
      values: [],
      variant: 'order',
      words: { expected: (wanted?.items ?? agenda).join(', '), value: found.items.join(', ') },
      source: spotOf(source, wanted ?? undefined),
      translation: spotOf(translation, found),
    },
  ];
}

function requestOf(reading: Reading): { readonly items: readonly string[]; readonly start: number; readonly end: number } | null {
  for (const form of reading.grammar.requests) {
    for (const match of reading.passage.text.matchAll(form)) {
      const list = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(list);
      const place = { start, end: start + list.length };
      const items = [...textAt(reading, place).matchAll(reading.grammar.requestItem)].map(([item]) => item);
      if (items.length > 0) return { items, ...place };
    }
  }
  return null;
}

/** "72 (b)" in one form for every language. */
function plainItem(item: string, { subLetters }: Grammar): string {
  return item.replace(/[()\s]/g, '').replace(/\p{L}/gu, (letter) => {
    const place = subLetters.indexOf(letter);
    return place === -1 ? letter : String.fromCodePoint(0x61 + place);
  });
}
