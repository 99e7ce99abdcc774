/**
 * Quotations, brackets, italics and bold, spans in other languages, links, notes, and the mark at the end.
 */

import { isSaidBy } from '../../tree/words.ts';
import { writtenCall } from '../notation.ts';
import type { UnitKind } from '../units.ts';
import { type Finding, type FindingCode, type Pair, type Reading, spotOf, textAt } from './finding.ts';
import { endOf, type Stretch } from './marks.ts';
import type { Look } from './passage.ts';

/** Compares the marks of one unit in two versions. */
export function checkMarks(pair: Pair): readonly Finding[] {
  return [checkPaired, checkQuotations, checkEmphasis, checkSpans, checkLinks, checkNotes, checkEnd].flatMap((check) => check(pair));
}

/** Marks without their counterpart, and marks of another language; not those the source has as well. */
function checkPaired(pair: Pair): readonly Finding[] {
  const { source, translation } = pair;
  const { alone, foreign } = translation.pairs;
  const unpaired = source.pairs.alone.length >= alone.length ? [] : alone;
  return [
    ...unpaired.map((place) => markFinding('CONCORD_PAIRED', pair, place, null)),
    ...foreign.map((place) => markFinding('CONCORD_QUOTATION', pair, place, 'foreign')),
  ];
}

function markFinding(code: FindingCode, { source, translation }: Pair, place: Stretch, variant: string | null): Finding {
  const value = textAt(translation, place);
  const quotes = translation.grammar.concord.quotes[0]?.join('…') ?? '';
  return {
    code,
    key: source.passage.key,
    values: [value],
    variant,
    words: { value, expected: quotes },
    source: spotOf(source),
    translation: spotOf(translation, place),
  };
}

/** As many quotations; a title in marks of its own may stand for one. */
function checkQuotations(pair: Pair): readonly Finding[] {
  const { source, translation } = pair;
  const range = ({ pairs }: Reading) => [pairs.quotations.length, pairs.quotations.length + pairs.titles.length] as const;
  const [least, most] = range(source);
  const [foundLeast, foundMost] = range(translation);
  if (foundMost >= least && foundLeast <= most) return [];
  // A lost mark is told once, by its partner.
  if (translation.pairs.alone.length > source.pairs.alone.length || translation.pairs.foreign.length > 0) return [];
  return [
    {
      code: 'CONCORD_QUOTATION',
      key: source.passage.key,
      values: [String(least)],
      variant: null,
      words: { expected: String(least), value: String(foundLeast) },
      source: spotOf(source, source.pairs.quotations[Math.min(foundLeast, least - 1)]),
      translation: spotOf(translation, translation.pairs.quotations[Math.min(least, foundLeast - 1)]),
    },
  ];
}

/** As many stretches of each style; a title in marks of its own may stand for italics. */
function checkEmphasis({ source, translation }: Pair): readonly Finding[] {
  const findings: Finding[] = [];
  for (const style of ['emphasis', 'strong'] as const) {
    const wanted = stretchesOf(source, style);
    const found = stretchesOf(translation, style);
    const titles = style === 'emphasis' ? translation.pairs.titles.length : 0;
    const ownTitles = style === 'emphasis' ? source.pairs.titles.length : 0;
    if (found.length + titles >= wanted.length && found.length <= wanted.length + ownTitles) continue;
    findings.push({
      code: 'CONCORD_EMPHASIS',
      key: source.passage.key,
      values: [String(wanted.length)],
      variant: style === 'strong' ? 'strong' : null,
      words: { expected: String(wanted.length), value: String(found.length) },
      source: spotOf(source, wanted[Math.min(found.length, wanted.length - 1)]),
      translation: spotOf(translation, found[Math.min(wanted.length, found.length - 1)]),
    });
  }
  return findings;
}

function stretchesOf({ passage }: Reading, style: 'emphasis' | 'strong'): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const look of passage.looks) {
    const last = stretches.at(-1);
    if (!look[style]) continue;
    if (last?.end === look.start) stretches[stretches.length - 1] = { start: last.start, end: look.end };
    else stretches.push(look);
  }
  return stretches;
}

/** The same spans in other languages; one in the translation's own language has no need of a mark. */
function checkSpans({ source, translation }: Pair): readonly Finding[] {
  const own = translation.grammar.code;
  const wanted = source.passage.looks.filter((look) => look.language !== null && look.language !== own);
  const found = translation.passage.looks.filter((look) => look.language !== null && look.language !== source.grammar.code);
  const said = (reading: Reading, look: Look) => `${look.language} ${textAt(reading, look).trim()}`;
  const left = found.map((look) => said(translation, look));
  const lost = wanted.filter((look) => {
    const at = left.indexOf(said(source, look));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return lost.map((look) => {
    const instead = found.find((one) => one.language === look.language && left.includes(said(translation, one)));
    return {
      code: 'CONCORD_SPAN',
      key: source.passage.key,
      values: [textAt(source, look)],
      variant: instead ? null : 'missing',
      words: { expected: textAt(source, look), value: instead ? textAt(translation, instead) : '', language: look.language ?? '' },
      source: spotOf(source, look),
      translation: spotOf(translation, instead),
    };
  });
}

/** The same addresses behind words, in any order; an address that is its own words is compared as text is. */
function checkLinks({ source, translation }: Pair): readonly Finding[] {
  const left = linksIn(translation);
  const lost = linksIn(source).filter(({ address }) => {
    const at = left.findIndex((link) => link.address === address);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  const pairs = Array.from({ length: Math.max(lost.length, left.length) }, (_, index) => [lost[index], left[index]] as const);
  return pairs.map(([expected, found]) => ({
    code: 'CONCORD_ADDRESS',
    key: source.passage.key,
    values: [expected, found].flatMap((link) => (link ? [link.address] : [])),
    variant: expected && found ? null : expected ? 'missing' : 'extra',
    words: { expected: expected?.address ?? '', value: (found ?? expected)?.address ?? '' },
    source: spotOf(source, expected),
    translation: spotOf(translation, found),
  }));
}

function linksIn(reading: Reading): (Stretch & { readonly address: string })[] {
  const links: (Stretch & { address: string })[] = [];
  for (const { start, end, address } of reading.passage.looks) {
    if (address === null) continue;
    const last = links.at(-1);
    if (last?.end === start && last.address === address) links[links.length - 1] = { start: last.start, end, address };
    else links.push({ start, end, address });
  }
  return links.filter((link) => !isSaidBy(link.address, textAt(reading, link)));
}

/** What calls a note: a footnote as it is written, which is no part of the text, or asterisks. */
interface Mark {
  readonly said: string;
  readonly start: number;
  readonly end: number;
}

/** The same calls of notes in the same order: those of footnotes are the author's names, which are the same in all languages. */
function checkNotes({ source, translation }: Pair): readonly Finding[] {
  const [wanted, found] = [marksOf(source), marksOf(translation)];
  const at = wanted.findIndex((mark, index) => found[index]?.said !== mark.said);
  const odd = at === -1 ? (found.length > wanted.length ? wanted.length : -1) : at;
  if (odd === -1) return [];
  const said = (list: readonly Mark[]) => list.map((mark) => mark.said).join(', ');
  return [
    {
      code: 'CONCORD_NOTE',
      key: source.passage.key,
      values: [wanted[odd]?.said ?? found[odd]?.said ?? ''],
      variant: null,
      words: { expected: said(wanted), value: said(found) },
      source: spotOf(source, wanted[odd]),
      translation: spotOf(translation, found[odd]),
    },
  ];
}

/** Of a footnote, the place is the last character before its call. */
function marksOf({ passage }: Reading): readonly Mark[] {
  const { text, calls } = passage;
  const asterisks = [...text.matchAll(/(?<=[\p{L}\p{P}])\*+(?!\p{L})/gu)].map(({ 0: said, index }) => ({
    said,
    start: index,
    end: index + said.length,
  }));
  const footnotes = calls.map(({ name, at }) => ({ said: writtenCall(name), start: Math.max(at - 1, 0), end: Math.max(at, 1) }));
  return [...asterisks, ...footnotes].sort((one, other) => one.end - other.end);
}

const ending: readonly UnitKind[] = ['paragraph', 'heading', 'footnote', 'note'];
/** How an item of a list ends differs from language to language; that it ends must not. */
const endsOfItems: readonly string[] = ['stop', 'semicolon', 'question'];

/** A mark of the same meaning at the end, or none in both. */
function checkEnd({ source, translation }: Pair): readonly Finding[] {
  if (!ending.includes(source.passage.kind)) return [];
  if ([source, translation].some(({ grammar }) => Object.keys(grammar.concord.ends).length === 0)) return [];
  const wanted = endOf(source.passage, source.grammar);
  const found = endOf(translation.passage, translation.grammar);
  if (wanted?.name === found?.name) return [];
  if (source.passage.label !== null && [wanted, found].every((end) => end && endsOfItems.includes(end.name))) return [];
  const last = ({ passage }: Reading) => ({ start: Math.max(passage.text.length - 1, 0), end: passage.text.length });
  const mark = translation.grammar.concord.ends[wanted?.name ?? '']?.charAt(0);
  return [
    {
      code: 'CONCORD_END',
      key: source.passage.key,
      values: [],
      variant: wanted ? (found ? null : 'missing') : 'extra',
      words: { expected: mark ?? '', value: found ? translation.passage.text.charAt(found.at) : '' },
      source: spotOf(source, last(source)),
      translation: spotOf(translation, last(translation)),
    },
  ];
}
