/**
 * Versions of one document → where they do not say the same. Every unit is read in its own language into facts, marks and
 * words; the readings are compared, never the texts. Nothing here knows a language.
 */
import type { Language } from '../../language/language.ts';
import { checkDocument, type Read } from './check-document.ts';
import { checkFacts } from './check-facts.ts';
import { checkLanguage } from './check-language.ts';
import { checkMarks } from './check-marks.ts';
import { factsOf } from './facts.ts';
import type { Finding, Pair } from './finding.ts';
import { grammarOf } from './grammar.ts';
import { pairsOf } from './marks.ts';
import { passageOf, type RawUnit } from './passage.ts';

/** One language version as it is compared. */
export interface Version {
  readonly language: Language;
  readonly units: readonly RawUnit[];
}

/** Reads a version once, for all comparisons. */
export function readVersion({ language, units }: Version): Read {
  const grammar = grammarOf(language);
  const readings = units.map((unit) => {
    const passage = passageOf(unit);
    return [unit.key, { passage, grammar, facts: factsOf(passage.text, grammar), pairs: pairsOf(passage, grammar) }] as const;
  });
  return { grammar, readings: new Map(readings) };
}

/** Compares a translation with its source. `agenda` holds the masthead's items as the source writes them. */
export function compareVersions(source: Read, translation: Read, agenda: readonly string[]): readonly Finding[] {
  const pairs = [...source.readings].flatMap(([key, reading]): Pair[] => {
    const other = translation.readings.get(key);
    return other ? [{ source: reading, translation: other }] : [];
  });
  const findings = pairs.flatMap((pair) => {
    const language = checkLanguage(pair);
    // Of a text that is not translated at all, nothing else need be said.
    return language.some(({ variant }) => variant === 'whole') ? language : [...checkFacts(pair), ...checkMarks(pair), ...language];
  });
  return [...findings, ...checkDocument(source, translation, pairs, agenda)];
}

/** Marks what several translations say alike and the source does not: there the source may be wrong. */
export function suspectSource(versions: readonly (readonly Finding[])[]): readonly (readonly Finding[])[] {
  const name = ({ code, key, values }: Finding) => `${code} ${key} ${values.join(' ')}`;
  const counts = new Map<string, number>();
  for (const findings of versions) for (const one of new Set(findings.map(name))) counts.set(one, (counts.get(one) ?? 0) + 1);
  const suspect = (finding: Finding) =>
    versions.length > 1 && finding.values.length === 2 && counts.get(name(finding)) === versions.length && finding.variant === null;
  return versions.map((findings) => findings.map((finding) => (suspect(finding) ? { ...finding, variant: 'agreed' } : finding)));
}
