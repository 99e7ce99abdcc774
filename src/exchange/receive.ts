/**
 * What came back from a translator → changes of a catalogue. Every unit is judged by the plan it was sent by, made again; a unit
 * that does not fit is reported with its place, and nothing that nobody touched is changed.
 */
import { nearest } from '../nearest.ts';
import type { Code, Place, Report, Severity } from '../problem.ts';
import type { CatalogueUnit } from '../translation/catalogue.ts';
import { plainOf, serializeInlines } from '../translation/notation.ts';
import type { Standing } from '../translation/standing.ts';
import { digestOf, isMarkdown, type Unit } from '../translation/units.ts';
import type { Inline } from '../tree/nodes.ts';
import { addressOfStyle, asReturned, codedOf, codesIn, nameOf } from './coded.ts';
import { sayDifference } from './difference.ts';
import { isName } from './document.ts';
import { type ReturnedUnit, type Spot, type State, states } from './package.ts';
import { countsOf, planOf, type Side, take } from './plan.ts';
import { resolved } from './resolve.ts';

/** What the document and its catalogue say now. */
export interface Known {
  readonly units: readonly Unit[];
  /** By the units they belong to. */
  readonly translations: ReadonlyMap<string, Standing>;
  readonly from: Side;
  readonly to: Side;
  /** Deviations accepted in the catalogue: by unit, the values. */
  readonly accepts: (finding: string, unit: string, value: string) => boolean;
  /** Codes of languages a span may be in. */
  readonly languages: ReadonlySet<string>;
  parse(text: string, unit: Unit): readonly Inline[];
}
export interface ReceiveOptions {
  /** Who translated, and the day: for units that change. */
  readonly by: string | null;
  readonly on: string | null;
  /** Takes translations of an older source, as stale. */
  readonly stale: boolean;
}
export interface Received {
  readonly changes: ReadonlyMap<string, Partial<CatalogueUnit>>;
  /** Units by what became of them. */
  readonly taken: number;
  readonly unchanged: number;
  /** Sent back without a translation. */
  readonly left: number;
}
type Places = (spot: Spot) => Place;

export function receive(
  returned: readonly ReturnedUnit[],
  known: Known,
  options: ReceiveOptions,
  places: Places,
  report: Report,
): Received {
  const byKey = new Map(known.units.map((unit) => [unit.key, unit]));
  const seen = new Set<string>();
  const changes = new Map<string, Partial<CatalogueUnit>>();
  let unchanged = 0;
  let left = 0;
  for (const one of returned) {
    const unit = byKey.get(one.key);
    if (!unit || seen.has(one.key)) {
      const near = unit ? null : nearest(one.key, [...byKey.keys()]);
      const variant = unit ? { variant: 'twice' } : near === null ? {} : { variant: 'near', nearest: near };
      report('EXCHANGE_UNIT', places(one.at), { unit: one.key, ...variant });
      continue;
    }
    seen.add(one.key);
    const outcome = receiveUnit(one, unit, known, options, (code, spot, values, severity) =>
      report(code, places(spot ?? one.at), { unit: unit.key, ...values }, severity),
    );
    if (outcome === null) continue;
    if (outcome === 'left') left += 1;
    else if (Object.keys(outcome).length === 0) unchanged += 1;
    else changes.set(unit.key, outcome);
  }
  return { changes, taken: changes.size, unchanged, left };
}

type UnitReport = (code: Code, spot: Spot, values: Readonly<Record<string, string>>, severity?: Severity) => void;

/** The changes of one unit: none if it came back as it is, null after reporting. */
function receiveUnit(
  one: ReturnedUnit,
  unit: Unit,
  known: Known,
  options: ReceiveOptions,
  report: UnitReport,
): Partial<CatalogueUnit> | 'left' | null {
  const standing = known.translations.get(unit.key);
  const existing = standing?.entry ?? null;
  const source = known.parse(unit.text, unit);
  const fresh = existing !== null && standing?.type !== 'stale';
  const target = existing ? known.parse(existing.text, unit) : null;
  const plan = planOf({ source, target, fresh, linesKept: unit.linesKept, isName: isName(unit) }, known.from, known.to);

  const write = (inlines: readonly Inline[]) => (isMarkdown(unit.kind) ? serializeInlines(inlines) : plainOf(inlines)).trim();
  const notes = noteChange(one, existing);
  if (one.target === null) return Object.keys(notes).length > 0 && existing ? notes : 'left';

  const sourceThen = one.source === null ? unit.text : write(asReturned(resolved(one.source, null, known, () => {}).inlines));
  const isOld = one.source !== null && !sameText(sourceThen, write(asReturned(source)));

  let sound = true;
  const read = resolved(one.target, isOld ? null : plan, known, (spot, values) => {
    sound = false;
    report('EXCHANGE_CODE', spot, values);
  });
  if (!sound) return null;
  if (
    !isMarkdown(unit.kind) &&
    codesIn(
      codedOf(
        read.inlines,
        () => [],
        () => '',
      ),
    ).some((code) => code.type === 'pair')
  ) {
    report('EXCHANGE_CODE', one.at, { variant: 'plain', value: unit.key });
    return null;
  }
  const text = write(read.inlines);
  if (existing && target && sameText(text, write(isOld ? asReturned(target) : target)))
    return { ...stateChange(one, existing, fresh || isOld, unit, options), ...notes };
  if (text === '' || (one.state === 'none' && sameText(text, write(source)))) return 'left';

  if (isOld && !options.stale) {
    report('EXCHANGE_STALE', one.at, { difference: sayDifference(sourceThen, write(asReturned(source))) });
    return null;
  }
  if (existing && one.targetDigest !== null && one.targetDigest !== digestOf(existing.text)) {
    report('EXCHANGE_CONFLICT', one.at, { value: existing.text, expected: text });
    return null;
  }
  if (!isOld) {
    const held = countsOf(read.inlines, known.to.find);
    const missing = plan.required.filter((code) => !take(held, nameOf(code)));
    for (const code of missing) {
      const address = code.type === 'pair' ? addressOfStyle(code.style) : null;
      const value = code.type === 'placeable' ? code.placeable.text : (address ?? (code.type === 'pair' ? code.style : code.type));
      if (known.accepts('EXCHANGE_CODE', unit.key, value)) continue;
      sound = false;
      report('EXCHANGE_CODE', one.at, code.type === 'placeable' || address !== null ? { value } : { value, variant: 'style-missing' });
    }
    if (!sound) return null;
  }
  // A line end of the source may come back as the end of a paragraph.
  if (one.paragraphs.length > 0 && breaksIn(read.inlines) !== breaksIn(source)) {
    const [first = ''] = one.paragraphs;
    const value = first.length > shownLength ? `${first.slice(0, shownLength)}…` : first;
    report('EXCHANGE_CODE', one.at, { value, count: String(one.paragraphs.length + 1), variant: 'paragraphs' }, 'warning');
  }
  const made = isOld ? { from: digestOf(sourceThen), source: sourceThen } : { from: unit.digest, source: unit.text };
  const state: State = one.state === null || one.state === 'none' ? 'translated' : one.state;
  return { text, ...made, state, by: options.by, on: options.on, ...notes };
}

/** Characters of a paragraph's beginning that a message quotes. */
const shownLength = 40;

const breaksIn = (inlines: readonly Inline[]): number =>
  inlines.reduce((sum, inline) => sum + (inline.type === 'break' ? 1 : 'children' in inline ? breaksIn(inline.children) : 0), 0);

/**
 * The text is as it was: a state may rise, and a stale translation that somebody calls done is of the new source, if that is
 * what the file showed; `fresh` is true if there is nothing to bring up to date.
 */
function stateChange(
  one: ReturnedUnit,
  existing: CatalogueUnit,
  fresh: boolean,
  unit: Unit,
  options: ReceiveOptions,
): Partial<CatalogueUnit> {
  if (one.state === null || one.state === 'none') return {};
  const rank = (state: string) => states.indexOf(state as State);
  const rises = rank(one.state) > rank(existing.state);
  if (fresh && !rises) return {};
  return {
    ...(fresh ? {} : { from: unit.digest, source: unit.text }),
    ...(rises || existing.state === 'fuzzy' ? { state: one.state } : {}),
    by: options.by,
    on: options.on,
  };
}

/** Notes of translators, each once, after those there are. */
function noteChange(one: ReturnedUnit, given: CatalogueUnit | null): Partial<CatalogueUnit> {
  const before = given?.note ?? null;
  const lines = before === null ? [] : before.split('\n');
  const added = one.notes.filter((note) => !lines.includes(note));
  return added.length === 0 ? {} : { note: [...lines, ...new Set(added)].join('\n') };
}

/** Equal but for white space and composition. */
function sameText(one: string, other: string): boolean {
  const folded = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[ \t\r\n]+/g, ' ')
      .trim();
  return folded(one) === folded(other);
}
