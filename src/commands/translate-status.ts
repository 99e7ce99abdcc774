/**
 * `circulate translate status`: how far every translation is: what is missing, stale, proposed by a machine, and who brought
 * the rest where it is; each with its place, and what changed in the source word by word.
 */
import type { Io } from '../io.ts';
import { placeIn } from '../translation/catalogue.ts';
import { type Change, differenceOf, sayDifference } from '../translation/difference.ts';
import type { Standing } from '../translation/standing.ts';
import { type CommonOptions, finish, openSession } from './session.ts';
import { type Held, readTranslated } from './translate.ts';

export async function runTranslateStatus(paths: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const { session, language, problems: early } = await openSession(paths, options, io.cwd);
  if (!session) return finish(early, { translations: [] }, language, options, io);
  const { documents, problems } = await readTranslated(session, options.strict ?? false);
  const statuses = documents.flatMap(({ found, catalogues }) => catalogues.map((held) => statusOf(held, found.file)));
  const absent = documents.flatMap(({ found, absent: languages }) => languages.map((code) => ({ source: found.file, language: code })));
  if (options.json !== true) {
    for (const status of statuses) io.stdout(printed(status));
    for (const { found, absent: languages } of documents)
      if (languages.length > 0) io.stdout(`${found.file}: no translation into ${languages.join(', ')}\n`);
  }
  return finish([...early, ...problems], { translations: statuses, absent }, language, options, io);
}

export interface UnitStatus {
  readonly key: string;
  readonly standing: Standing['type'] | 'unknown';
  /** The key the catalogue has it under, if it moved; null otherwise. */
  readonly moved: string | null;
  readonly state: string | null;
  readonly by: string | null;
  readonly on: string | null;
  /** `file:line:column`, in the catalogue; of the nearest thing there is. */
  readonly place: string;
  /** What changed in the source since it was translated; null unless it is stale and the catalogue says from what. */
  readonly difference: readonly Change[] | null;
}
/** How far one translation is. */
export interface Status {
  readonly source: string;
  readonly file: string;
  readonly language: string;
  readonly official: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly units: readonly UnitStatus[];
}

/** Counts and places of one catalogue; `source` is its source's file. */
export function statusOf({ catalogue, standings }: Held, source: string): Status {
  const place = (key: string) => {
    const known = placeIn(catalogue.yaml, ['units', key], 'key');
    return 'range' in known ? `${known.file}:${known.range.start.line}:${known.range.start.column}` : known.file;
  };
  const known = standings.units
    .filter(({ type }) => type !== 'made')
    .map(
      ({ type, unit, key, entry }): UnitStatus => ({
        key: unit.key,
        standing: type,
        moved: key !== null && key !== unit.key ? key : null,
        state: entry?.state ?? null,
        by: entry?.by ?? null,
        on: entry?.on ?? null,
        place: place(key ?? unit.key),
        difference: type === 'stale' && entry?.source != null ? differenceOf(entry.source, unit.text) : null,
      }),
    );
  const unknown = standings.orphans.map((key): UnitStatus => {
    const entry = catalogue.units.get(key);
    const { state = null, by = null, on = null } = entry ?? {};
    return { key, standing: 'unknown', moved: null, state, by, on, place: place(key), difference: null };
  });
  const units = [...known, ...unknown];
  const count = (holds: (unit: UnitStatus) => boolean) => units.filter(holds).length;
  const counts = {
    units: known.length,
    ...Object.fromEntries(standingTypes.map((type) => [type, count((unit) => unit.standing === type)])),
    moved: count((unit) => unit.moved !== null),
    ...Object.fromEntries(states.map((state) => [state, count((unit) => unit.standing !== 'unknown' && unit.state === state)])),
  };
  return { source, file: catalogue.file, language: catalogue.language, official: catalogue.isOfficial, counts, units };
}

const standingTypes = ['current', 'missing', 'stale', 'fuzzy', 'unanchored', 'unknown'] as const;
const states = ['translated', 'revised', 'final'] as const;

function printed({ file, language, official, counts, units }: Status): string {
  const told = (names: readonly string[]) => names.flatMap((name) => (counts[name] ? [`${counts[name]} ${name}`] : []));
  const lines = [
    `${file}: ${language}${official ? ', official' : ''}: ${counts.units} units`,
    `  ${told([...standingTypes, 'moved']).join(', ')}`,
    ...hands(units).map((line) => `  ${line}`),
  ];
  for (const unit of units) {
    if (unit.standing === 'current' && unit.moved === null) continue;
    if (unit.standing === 'unanchored') continue;
    lines.push(`  ${unit.place}  ${unit.key}  ${unit.standing}${unit.moved === null ? '' : `, moved from ${unit.moved}`}`);
    if (unit.difference)
      lines.push(
        ...sayDifference(unit.difference)
          .split('\n')
          .map((line) => `      ${line}`),
      );
  }
  return `${lines.join('\n')}\n`;
}

/** Who brought how many units to which state, and when. */
function hands(units: readonly UnitStatus[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { standing, state, by, on } of units) {
    if (state === null || standing === 'unknown') continue;
    const hand = [state, ...(by === null ? [] : [`by ${by}`]), ...(on === null ? [] : [`on ${on}`])].join(' ');
    counts.set(hand, (counts.get(hand) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([hand, count]) => `${count} ${hand}`);
}
