/**
 * A catalogue: one version of a document in another language, as the file `<language>.yaml` beside its source. What it may
 * say, read with the place of every value. Whether it fits the source is `merge`'s.
 */
import path from 'node:path';
import * as z from 'zod';
import { type Limits, readText, sourceLimits } from '../files.ts';
import { problemsOf } from '../issues.ts';
import { reportCharacters } from '../model/characters.ts';
import { checkReproduced } from '../model/claims.ts';
import { fields } from '../model/fields.ts';
import type { Report } from '../problem.ts';
import { type Keys, parseYaml, type YamlFile } from '../source.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);

export const unitStates = ['translated', 'revised', 'final', 'fuzzy'] as const;
/** `fuzzy`: taken from a similar text, by a machine; never official. */
export type UnitState = (typeof unitStates)[number];

const unit = z.strictObject({
  text: field(z.string(), 'The translation; empty while there is none. In a body `*…*`, `**…**` and `[…]{lang=xx}` as in the source.'),
  from: field(
    z
      .string()
      .regex(/^[0-9a-f]{8}$/, '#unit-digest')
      .nullable()
      .optional(),
    'The digest of the source’s text it was made from; written by the program.',
  ),
  source: field(z.string().nullable().optional(), 'The source’s text it was made from, to show what changed since.'),
  state: field(z.enum(unitStates).optional(), 'How far it is: translated (unless said), revised, final; fuzzy if a machine proposed it.'),
  by: field(z.string().nullable().optional(), 'Who brought it to that state.'),
  on: field(fields.issued, 'The day of that.'),
  note: field(z.string().nullable().optional(), 'What translators say of it, a line each.'),
});

const acceptance = z.strictObject({
  finding: field(z.string(), 'The code of what was found.'),
  unit: field(z.string(), 'The key of the unit it was found in.'),
  value: field(z.string().nullable().optional(), 'One of the values the finding names; without, all findings of the code in the unit.'),
  reason: field(z.string().regex(/\S/, '#blank'), 'Why it is right as it is.'),
});

export const catalogueSchema = z.strictObject({
  language: field(fields.language, 'The language of this version: the file’s name.'),
  status: field(z.enum(['unofficial', 'official']).optional(), 'unofficial (unless said) prints that it is.'),
  official: field(fields.official, 'By whom and when an official version was issued.'),
  symbols: field(
    z.array(z.string()).nullable().optional(),
    'The symbols are the same in all languages: null, or the very symbols of the source.',
  ),
  job: field(fields.job, 'Job number and its dates of this version; null while not known.'),
  qr: field(fields.qr, 'The address in this version’s QR code; null for none.'),
  reproduces: field(fields.reproduces, 'The issued file of this version, in its own language, that a reproduction sets again.'),
  accepted: field(z.array(acceptance).optional(), 'Deviations that are meant, each with its reason.'),
  units: field(z.record(z.string(), unit), 'Translations by key: title, agenda.37, body.1, signatories.1.family, notes.1.'),
});
export type RawCatalogue = z.infer<typeof catalogueSchema>;

export interface CatalogueUnit {
  /** Empty while it is not translated. */
  readonly text: string;
  readonly from: string | null;
  readonly source: string | null;
  readonly state: UnitState;
  readonly by: string | null;
  readonly on: string | null;
  /** Lines of translators; null without. */
  readonly note: string | null;
}
/** A deviation that somebody means; `value` null: all findings of the code in the unit. */
export interface Acceptance {
  readonly finding: string;
  readonly unit: string;
  readonly value: string | null;
  readonly reason: string;
}
export interface Catalogue {
  /** As messages print it. */
  readonly file: string;
  readonly language: string;
  readonly official: { readonly by: string; readonly on: string } | null;
  readonly isOfficial: boolean;
  readonly symbols: readonly string[] | null;
  readonly job: { readonly number: string; readonly dates: readonly string[] } | null;
  readonly qr: string | null;
  /** The issued file of this version; a translation is no copy of the one its source reproduces. */
  readonly reproduces: { readonly file: string | null; readonly sha256: string | null } | null;
  readonly accepted: readonly Acceptance[];
  /** In the file's order. */
  readonly units: ReadonlyMap<string, CatalogueUnit>;
  /** Places of its values, and its lines. */
  readonly yaml: YamlFile;
}

/** Translations hold every unit's text twice, and a unit for each paragraph. */
const limits: Limits = { ...sourceLimits, bytes: 8_000_000, members: 10_000 };

/** Reads a catalogue; null after reporting. `rtl` tells whether a language runs from right to left. */
export async function readCatalogue(
  file: string,
  shown: string,
  report: Report,
  rtl: (language: string) => boolean = () => true,
): Promise<Catalogue | null> {
  const text = await readText(file, shown, report, limits);
  const catalogue = text === null ? null : catalogueOf(text, shown, report, rtl);
  if (!catalogue) return null;
  const isHeld = await checkReproduced(catalogue.reproduces, path.dirname(file), (code, place, values) =>
    report(code, 'path' in place ? placeIn(catalogue.yaml, place.path.split('.')) : place, values),
  );
  return isHeld ? catalogue : null;
}

/** Reads a catalogue's text; null after reporting. */
export function catalogueOf(
  text: string,
  shown: string,
  report: Report,
  rtl: (language: string) => boolean = () => true,
): Catalogue | null {
  const yaml = parseYaml(text, shown, report, limits);
  if (!yaml) return null;
  const at = (keys: Keys, on: 'key' | 'value' = 'value', offset?: number, length?: number) => placeIn(yaml, keys, on, offset, length);
  if (typeof yaml.data !== 'object' || yaml.data === null || Array.isArray(yaml.data)) {
    const found = Array.isArray(yaml.data) ? 'type-list' : 'type-text';
    report('FIELD_TYPE', at([]), { name: '', 'expected-type': 'type-map', 'found-type': found, variant: 'document' });
    return null;
  }
  const written = withDigests(yaml.data as Record<string, unknown>, yaml);
  const result = catalogueSchema.safeParse(written);
  if (!result.success) {
    for (const fault of problemsOf(result.error.issues, written, catalogueSchema))
      report(fault.code, at(fault.path, fault.on), fault.values);
    return null;
  }
  const { data } = result;
  let sound = true;
  const named = path.basename(shown).replace(/\.yaml$/, '');
  if (data.language !== named) {
    report('CATALOGUE_LANGUAGE', at(['language']), { value: data.language, name: named });
    sound = false;
  }
  if (data.status === 'official' && !data.official) {
    report('STATUS_OFFICIAL_UNSIGNED', at(['status']), {});
    sound = false;
  }
  if (data.status !== 'official' && data.reproduces) {
    report('FIELD_FORBIDDEN', at(['reproduces'], 'key'), { name: 'reproduces', variant: 'unofficial' });
    sound = false;
  }
  const count: Report = (...problem) => {
    sound = false;
    report(...problem);
  };
  for (const [key, { text: words }] of Object.entries(data.units))
    checkCharacters(words, ['units', key, 'text'], yaml, rtl(data.language), count);
  return sound ? modelled(data, yaml) : null;
}

/** A digest without quotation marks may look like a number, such as 04120935 or 12e45678: it is read as it is written. */
function withDigests(data: Readonly<Record<string, unknown>>, yaml: YamlFile): unknown {
  if (!isGroup(data.units)) return data;
  const units = Object.entries(data.units).map(([key, raw]): [string, unknown] => {
    const range = isGroup(raw) && typeof raw.from === 'number' ? yaml.rangeAt(['units', key, 'from'], 'value') : null;
    const line = range && yaml.line(range.start.line);
    return [key, isGroup(raw) && range && line ? { ...raw, from: line.slice(range.start.column - 1, range.end.column - 1) } : raw];
  });
  return { ...data, units: Object.fromEntries(units) };
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value of a catalogue stands, as a problem's place. */
export function placeIn(yaml: YamlFile, keys: Keys, on: 'key' | 'value' = 'value', offset?: number, length?: number) {
  const range = yaml.rangeAt(keys, on, offset, length);
  return range ? { file: yaml.file, range, line: yaml.line(range.start.line) } : { file: yaml.file };
}

function checkCharacters(text: string, keys: Keys, yaml: YamlFile, rtl: boolean, report: Report): void {
  reportCharacters(text, '', rtl, (code, place, values) => {
    const { offset, length } = 'path' in place ? place : {};
    report(code, placeIn(yaml, keys, 'value', offset, length), values);
  });
}

function modelled(data: RawCatalogue, yaml: YamlFile): Catalogue {
  const units = Object.entries(data.units).map(([key, raw]): [string, CatalogueUnit] => [
    key,
    {
      text: raw.text,
      from: raw.from ?? null,
      source: raw.source ?? null,
      state: raw.state ?? 'translated',
      by: raw.by || null,
      on: raw.on ?? null,
      note: raw.note || null,
    },
  ]);
  return {
    file: yaml.file,
    language: data.language,
    official: data.official ?? null,
    isOfficial: data.status === 'official',
    symbols: data.symbols ?? null,
    job: data.job ? { number: data.job.number, dates: data.job.dates ?? [] } : null,
    qr: data.qr ?? null,
    reproduces: data.reproduces ? { file: data.reproduces.file ?? null, sha256: data.reproduces.sha256 ?? null } : null,
    accepted: (data.accepted ?? []).map((one) => ({ ...one, value: one.value ?? null })),
    units: new Map(units),
    yaml,
  };
}
