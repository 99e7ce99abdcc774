/**
 * Collects problems: turns the places stages report into files, lines and columns while the source is at hand.
 */
import { type Code, codes, type Place, type Problem, type Range, type Report, type Severity } from './problem.ts';

/** What can resolve a path of a document's source: `Source` can. */
export interface Positions {
  readonly file: string;
  rangeOf(path: string, on: 'key' | 'value', offset?: number, length?: number): Range | null;
  line(number: number): string | null;
  /** Whose values stand in more than one file says where each does; null where it is not another file than `file`. */
  elsewhere?(path: string, on: 'key' | 'value', offset?: number, length?: number): Positioned | null;
}
/** A place in a file, and its line. */
export type Positioned = Pick<Problem, 'file' | 'range' | 'line'>;

export interface Reporter {
  readonly report: Report;
  readonly problems: readonly Problem[];
  /** Takes a problem that was found elsewhere, unless it has been told. */
  add(problem: Problem): void;
  /** Tells which source later paths belong to. */
  locate(positions: Positions): void;
  readonly failed: boolean;
}

/** Starts a collection for one document or file; `strict` turns warnings into errors. */
export function reporterOf(file: string, strict: boolean): Reporter {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  let positions: Positions | null = null;
  const add = (problem: Problem) => {
    const key = JSON.stringify(problem);
    if (seen.has(key)) return;
    seen.add(key);
    problems.push(problem);
  };
  const report = (code: Code, place: Place, values: Readonly<Record<string, string>> = {}, given?: Severity) => {
    const severity: Severity = strict ? 'error' : (given ?? codes[code][0]);
    add({ code, severity, values, ...resolve(place, file, positions) });
  };
  return {
    report,
    problems,
    add,
    locate(of) {
      positions = of;
    },
    get failed() {
      return problems.some((problem) => problem.severity === 'error');
    },
  };
}

function resolve(place: Place, file: string, positions: Positions | null): Positioned {
  if ('path' in place) {
    const other = positions?.elsewhere?.(place.path, place.on ?? 'value', place.offset, place.length);
    if (other) return other;
    const range = positions?.rangeOf(place.path, place.on ?? 'value', place.offset, place.length) ?? null;
    return { file: positions?.file ?? file, range, line: range ? (positions?.line(range.start.line) ?? null) : null };
  }
  const range = 'range' in place ? place.range : null;
  const known = range && positions && positions.file === place.file ? positions.line(range.start.line) : null;
  const line = ('line' in place ? place.line : null) ?? known;
  return { file: place.file, range, line };
}
