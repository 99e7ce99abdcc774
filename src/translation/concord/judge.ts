/**
 * All language versions of a document → findings with both their places, those that a catalogue accepts among them. Texts come
 * from the catalogues; for units that the house words itself, from the version as it is printed.
 */
import type { Language } from '../../language/language.ts';
import type { Range, Report, Severity } from '../../problem.ts';
import type { Positions } from '../../reporter.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Standing, Standings } from '../standing.ts';
import type { Unit } from '../units.ts';
import { accept } from './accept.ts';
import type { Read } from './check-document.ts';
import { compareVersions, readVersion, suspectSource } from './concord.ts';
import type { Finding, Spot } from './finding.ts';

export interface Original {
  readonly language: Language;
  readonly positions: Positions;
  /** The masthead's items: "72 (b)". */
  readonly agenda: readonly string[];
}
export interface Translated {
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly standings: Standings;
  /** The units as they are printed, with what the house says by itself. */
  readonly printed: readonly Unit[];
}

export interface Located {
  readonly file: string;
  /** Null if it is the whole file, or words of the house. */
  readonly range: Range | null;
  readonly line: string | null;
}
/** A finding in one translation. */
export interface Judgement {
  readonly language: string;
  readonly finding: Finding;
  readonly source: Located | null;
  readonly translation: Located;
  /** Why it is accepted; null if it is not. */
  readonly reason: string | null;
  /** What the finding's message names. */
  readonly words: Readonly<Record<string, string>>;
}
export interface Verdict {
  readonly judgements: readonly Judgement[];
  /** Acceptances that nothing needs any more. */
  readonly unused: readonly { readonly place: Located; readonly finding: string; readonly unit: string }[];
  /** Figures, dates, symbols and the like that the source surely says. */
  readonly facts: number;
  readonly units: number;
}

/** Compares every translation with the original. */
export function judge(original: Original, translations: readonly Translated[]): Verdict {
  const units = translations[0]?.standings.units.map(({ unit }) => unit) ?? [];
  const source = readVersion({ language: original.language, units });
  const reads = translations.map((one) =>
    readVersion({ language: one.language, units: one.standings.units.flatMap((standing) => textOf(standing, one)) }),
  );
  const findings = suspectSource(reads.map((read) => compareVersions(source, read, original.agenda)));
  const verdicts = translations.map((one, index) => {
    const { open, accepted, unused } = accept(findings[index] ?? [], one.catalogue.accepted);
    const say = (finding: Finding, reason: string | null) => judgementOf(finding, reason, original, one, source, reads[index] ?? source);
    return {
      judgements: [...open.map((finding) => say(finding, null)), ...accepted.map(({ finding, reason }) => say(finding, reason))],
      unused: unused.map((at) => ({
        place: placeIn(one.catalogue, ['accepted', at]),
        finding: one.catalogue.accepted[at]?.finding ?? '',
        unit: one.catalogue.accepted[at]?.unit ?? '',
      })),
    };
  });
  return {
    judgements: verdicts.flatMap(({ judgements }) => judgements),
    unused: verdicts.flatMap(({ unused }) => unused),
    facts: [...source.readings.values()].reduce((sum, { facts }) => sum + facts.filter(({ sure }) => sure).length, 0),
    units: units.length,
  };
}

/** Tells what is not accepted. `severity` stands for the codes' own, where it is given; `missing` says whether to tell missing units. */
export function reportVerdict(
  { judgements, unused }: Verdict,
  report: Report,
  severityOf: (language: string) => Severity | undefined,
  missing: boolean,
): void {
  for (const { finding, reason, language, translation, words } of judgements) {
    if (reason !== null || (finding.code === 'CONCORD_UNIT' && !missing)) continue;
    report(finding.code, placeOf(translation), words, severityOf(language));
  }
  for (const { place, finding, unit } of unused) report('CONCORD_ACCEPTANCE', placeOf(place), { value: finding, unit });
}

function placeOf({ file, range, line }: Located) {
  return range ? { file, range, line } : { file };
}

/** A unit's text in a translation; none if it is missing. */
function textOf({ unit, entry }: Standing, { printed }: Translated): readonly Unit[] {
  const text = entry?.text ?? (unit.optional ? printed.find(({ key }) => key === unit.key)?.text : undefined);
  return text === undefined ? [] : [{ ...unit, text }];
}

function judgementOf(
  finding: Finding,
  reason: string | null,
  original: Original,
  translated: Translated,
  source: Read,
  read: Read,
): Judgement {
  const { catalogue, language, standings } = translated;
  const from = finding.source && sourcePlace(finding.source, source, original.positions);
  const standing = standings.units.find(({ unit }) => unit.key === finding.key);
  const to = translationPlace(finding.translation, standing, read, catalogue);
  return {
    language: language.language,
    finding,
    source: from,
    translation: to,
    reason,
    words: {
      ...finding.words,
      ...(finding.variant === null ? {} : { variant: finding.variant }),
      language: finding.words.language ?? language.language,
      source: from ? shown(from) : original.positions.file,
      context: finding.source ? contextOf(finding.source, source) : '',
      accept: acceptanceOf(finding),
    },
  };
}

function sourcePlace(spot: Spot, { readings }: Read, positions: Positions): Located {
  const passage = readings.get(spot.key)?.passage;
  const whole = !passage || (spot.start === 0 && spot.end === passage.text.length);
  const [start, end] = [passage?.printed[spot.start] ?? 0, passage?.printed[spot.end] ?? 0];
  const path = passage?.path ?? '';
  const range = whole ? positions.rangeOf(path, 'value') : positions.rangeOf(path, 'value', start, Math.max(end - start, 1));
  return { file: positions.file, range, line: range ? positions.line(range.start.line) : null };
}

function translationPlace(spot: Spot | null, standing: Standing | undefined, { readings }: Read, catalogue: Catalogue): Located {
  if (!standing || standing.key === null) return { file: catalogue.file, range: null, line: null };
  const passage = readings.get(spot?.key ?? '')?.passage;
  const keys = ['units', standing.key, 'text'];
  if (!spot || !passage || (spot.start === 0 && spot.end === passage.text.length)) return placeIn(catalogue, keys);
  const [start, last] = [passage.offsets[spot.start] ?? 0, passage.offsets[Math.max(spot.end - 1, spot.start)] ?? 0];
  return placeIn(catalogue, keys, start, Math.max(last + 1 - start, 1));
}

function placeIn({ yaml }: Catalogue, keys: readonly (string | number)[], offset?: number, length?: number): Located {
  const range = yaml.rangeAt(keys, 'value', offset, length);
  return { file: yaml.file, range, line: range ? yaml.line(range.start.line) : null };
}

/** As an editor opens it: "content/my-letter/letter.yaml:12:3". */
export function shown({ file, range }: Located): string {
  return range ? `${file}:${range.start.line}:${range.start.column}` : file;
}

/** Characters shown on either side of a place. */
const around = 24;

function contextOf({ key, start, end }: Spot, { readings }: Read): string {
  const text = readings.get(key)?.passage.text ?? '';
  const [from, to] = [Math.max(start - around, 0), Math.min(end + around, start + 4 * around, text.length)];
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`;
}

/** The entry that accepts a finding, as it is written in a catalogue. */
function acceptanceOf({ code, key, values: [value] }: Finding): string {
  const said = value === undefined ? '' : ` value: ${JSON.stringify(value)},`;
  return `{ finding: ${code}, unit: ${/^[\w.]+$/.test(key) ? key : JSON.stringify(key)},${said} reason: … }`;
}
