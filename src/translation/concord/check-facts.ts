/**
 * Figures, dates, symbols, addresses and sub-items: each that one version surely says, the other must say as often.
 */
import type { Fact, FactKind } from './fact.ts';
import { type Finding, type FindingCode, type Pair, spotOf, textAt } from './finding.ts';

const codeOf: Readonly<Record<FactKind, FindingCode>> = {
  figure: 'CONCORD_FIGURE',
  percent: 'CONCORD_FIGURE',
  date: 'CONCORD_DATE',
  time: 'CONCORD_DATE',
  symbol: 'CONCORD_SYMBOL',
  address: 'CONCORD_ADDRESS',
  item: 'CONCORD_ITEM',
};

/** Compares what two readings of one unit say. */
export function checkFacts(pair: Pair): readonly Finding[] {
  const { source, translation } = pair;
  const [missing, extra] = withoutYearsElsewhere(
    unanswered(source.facts, translation.facts),
    unanswered(translation.facts, source.facts),
    [...source.facts, ...translation.facts].filter(({ kind }) => kind === 'date'),
  );
  return couples(missing, extra).map(([expected, found]) => {
    const lookalike = expected && !found ? lookalikeOf(expected, pair.translation.facts) : null;
    return lookalike ? { ...factFinding(pair, expected, lookalike), variant: 'lookalike' } : factFinding(pair, expected, found);
  });
}

/** The symbol in letters that only look right. */
function lookalikeOf({ kind, value }: Fact, facts: readonly Fact[]): Fact | null {
  const rest = (symbol: string) => symbol.slice(symbol.indexOf('/'));
  return (kind === 'symbol' && facts.find((one) => one.kind === kind && !one.sure && rest(one.value) === rest(value))) || null;
}

/** Sure facts that the other version says less often. */
function unanswered(own: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const left = new Map<string, number>();
  for (const fact of others) left.set(name(fact), (left.get(name(fact)) ?? 0) + 1);
  for (const fact of own.filter(({ sure }) => sure)) left.set(name(fact), (left.get(name(fact)) ?? 0) - 1);
  const wanting: Fact[] = [];
  for (const fact of own.filter(({ sure }) => sure).toReversed()) {
    const balance = left.get(name(fact)) ?? 0;
    if (balance >= 0) continue;
    left.set(name(fact), balance + 1);
    wanting.unshift(fact);
  }
  return wanting;
}

/**
 * Of two dates one language gives the year with the first, another with the second: "2024年7月29日至8月4日", "29 July to 4 August
 * 2024". A day without a year is the day of a year if both versions say that year.
 */
function withoutYearsElsewhere(
  missing: readonly Fact[],
  extra: readonly Fact[],
  dates: readonly Fact[],
): readonly [readonly Fact[], readonly Fact[]] {
  const yearOf = ({ value }: Fact) => /^\d{4}/.exec(value)?.[0] ?? null;
  const isSaidTwice = (year: string) => dates.filter((date) => yearOf(date) === year).length > 1;
  const isSameDay = (one: Fact, other: Fact) => {
    const year = yearOf(one);
    return year !== null && one.kind === 'date' && other.value === `--${one.value.slice(5)}` && isSaidTwice(year);
  };
  const left = [...extra];
  const wanting = missing.filter((fact) => {
    const at = left.findIndex((other) => isSameDay(fact, other) || isSameDay(other, fact));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [wanting, left];
}

/** What one version lacks beside what it says instead: the same kind first, in order. */
function couples(missing: readonly Fact[], extra: readonly Fact[]): readonly (readonly [Fact | null, Fact | null])[] {
  const free = [...extra];
  const coupled = new Map<Fact, Fact>();
  for (const sameKind of [true, false]) {
    for (const fact of missing.filter((one) => !coupled.has(one))) {
      const at = free.findIndex((other) => !sameKind || other.kind === fact.kind);
      const [partner] = at === -1 ? [] : free.splice(at, 1);
      if (partner) coupled.set(fact, partner);
    }
  }
  return [...missing.map((fact) => [fact, coupled.get(fact) ?? null] as const), ...free.map((fact) => [null, fact] as const)];
}

function factFinding({ source, translation }: Pair, expected: Fact | null, found: Fact | null): Finding {
  const kind = (expected ?? found)?.kind ?? 'figure';
  return {
    code: codeOf[kind],
    key: source.passage.key,
    values: [expected, found].flatMap((fact) => (fact ? [fact.value] : [])),
    variant: expected && found ? null : expected ? 'missing' : 'extra',
    words: {
      ...(expected ? { expected: textAt(source, expected), value: textAt(source, expected) } : {}),
      ...(found ? { value: textAt(translation, found) } : {}),
    },
    source: spotOf(source, expected ?? undefined),
    translation: spotOf(translation, found ?? undefined),
  };
}

function name({ kind, value }: Fact): string {
  return `${kind} ${value}`;
}
