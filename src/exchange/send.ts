/**
 * A document's units and a catalogue → what is sent to a translator. Units that the house has words for are sent only where the
 * catalogue has words of its own.
 */
import type { Positions } from '../reporter.ts';
import type { Standing } from '../translation/standing.ts';
import { digestOf, type Unit } from '../translation/units.ts';
import { isName, type Original, parseUnit } from './document.ts';
import type { Sent, SentUnit } from './package.ts';
import { writtenIn } from './placeables.ts';
import { type Plan, planOf, type Side } from './plan.ts';

export function sentOf(
  original: Original,
  units: readonly Unit[],
  translations: ReadonlyMap<string, Standing>,
  from: Side,
  to: Side,
  languages: readonly string[],
): Sent {
  const wanted = units.filter((unit) => !unit.optional || translations.has(unit.key));
  return {
    slug: original.found.slug,
    file: original.found.file,
    from: from.language,
    to: to.language,
    units: wanted.map((unit) => sentUnit(unit, translations.get(unit.key) ?? null, original.version.positions, from, to, languages)),
  };
}

function sentUnit(
  unit: Unit,
  standing: Standing | null,
  positions: Positions,
  from: Side,
  to: Side,
  languages: readonly string[],
): SentUnit {
  const entry = standing?.entry ?? null;
  const stale = standing?.type === 'stale';
  const fuzzy = entry?.state === 'fuzzy';
  const plan = planOf(
    {
      source: parseUnit(unit.text, unit, languages),
      target: entry && parseUnit(entry.text, unit, languages),
      fresh: entry !== null && !stale,
      linesKept: unit.linesKept,
      isName: isName(unit),
    },
    from,
    to,
  );
  return {
    key: unit.key,
    kind: unit.kind,
    notes: [...placeOf(unit), ...formsOf(plan, from, to), ...(entry?.note?.split('\n') ?? [])],
    line: positions.rangeOf(unit.path, 'value')?.start.line ?? null,
    source: plan.source,
    target: plan.target,
    state: entry === null || entry.state === 'fuzzy' ? 'translated' : entry.state,
    stale: stale || fuzzy,
    targetDigest: entry && digestOf(entry.text),
  };
}

function placeOf(unit: Unit): readonly string[] {
  return [unit.label === null ? unit.kind : `${unit.kind} ${unit.label}`];
}

/** How codes are written in the translation, where they are not written as in the source. */
function formsOf(plan: Plan, from: Side, to: Side): readonly string[] {
  return [...plan.codes.values()].flatMap((code) => {
    if (code.type !== 'placeable') return [];
    const own = writtenIn(code.placeable, from.language, to.language, to.names);
    return own === null || own === code.placeable.text ? [] : [`${code.placeable.text} → ${own}`];
  });
}
