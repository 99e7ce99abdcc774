/**
 * What validation takes from the house, and the schemas of the files it stands in: organs and their symbols, States,
 * agenda titles by session, and what each document type requires. Nothing here knows an organ, a State or a language.
 */
import { z } from 'zod';

const ex = <T extends z.ZodType>(schema: T, what: string, example: unknown) => schema.describe(what).meta({ examples: [example] });
const pattern = z.string().refine((text) => isPattern(text), { params: { variant: 'pattern' } });

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

const sessionKind = z.enum(['regular', 'special', 'emergency-special']);
const symbolForm = z.strictObject({
  session: ex(sessionKind.optional(), 'The kind of session these symbols count by.', 'regular'),
  head: ex(
    pattern,
    'What stands between the root and the number; the group `session` or `year` holds the figure.',
    '(?<session>[1-9]\\d{1,2})',
  ),
});
const organ = z.strictObject({
  root: ex(z.string(), 'The letter its symbols begin with.', 'A'),
  order: ex(z.int(), 'Its place in a masthead that names several.', 1),
  counts: ex(z.enum(['session', 'year']), 'Whether its documents count by sessions or by years.', 'session'),
  offset: ex(z.int(), 'Year that precedes the first session or year: the seventy-fifth year is 1945 + 75.', 1945),
  symbols: ex(z.array(symbolForm).min(1), 'The forms its symbols take.', [{ session: 'regular', head: '(?<session>[1-9]\\d{1,2})' }]),
});

export const organsSchema = z.strictObject({
  joiner: ex(z.string(), 'Written between symbols of one document.', '-'),
  joiners: ex(z.string(), 'Every character read as such a joiner.', '-‐‑–−'),
  organs: ex(z.record(z.string(), organ), 'Organs by key.', {
    'security-council': { root: 'S', order: 2, counts: 'year', offset: 1945, symbols: [{ head: '(?<year>(?:19|20)\\d{2})' }] },
  }),
  number: ex(pattern, 'The serial number within a symbol.', '[1-9]\\d*'),
  part: ex(pattern, 'A part of a document, after the number.', ' ?\\(Part ?[IVXL]+\\)'),
  suffix: ex(pattern, 'One suffix: addendum, corrigendum, revision.', '(?:Add|Amend|Corr|Rev)\\.[1-9]\\d*'),
  lookalikes: ex(
    z.record(
      z.string(),
      z.strictObject({ like: ex(z.string(), 'What it looks like.', 'A'), name: ex(z.string(), 'Its name.', 'Cyrillic capital letter A') }),
    ),
    'Characters of other alphabets that look like those of symbols.',
    { А: { like: 'A', name: 'Cyrillic capital letter A' } },
  ),
  job: ex(
    z.strictObject({
      pattern: ex(pattern, 'The form of job numbers.', '\\d{2}-\\d{5}'),
      sample: ex(z.string(), 'The job number of samples.', '00-00000'),
    }),
    'Job numbers.',
    { pattern: '\\d{2}-\\d{5}', sample: '00-00000' },
  ),
  hosts: ex(z.array(z.string()), 'Hosts of real documents, with all below them: no sample may point there.', ['undocs.org']),
});

export const statesSchema = z.strictObject({
  source: ex(z.string(), 'Where the forms were read, or UNVERIFIED.', 'UNVERIFIED'),
  states: ex(
    z.record(
      z.string(),
      z.strictObject({
        title: ex(z.string(), 'As it stands in a title, with its article.', 'the Sudan'),
        invented: ex(z.boolean().optional(), 'True for a State that does not exist, for samples and drafts.', true),
      }),
    ),
    'States by ISO 3166 code.',
    { SD: { title: 'the Sudan' } },
  ),
});

export const sessionSchema = z.strictObject({
  organ: ex(z.string(), 'A key of organs.yaml.', 'general-assembly'),
  session: ex(z.int(), 'The session’s number.', 74),
  kind: ex(sessionKind.optional(), 'The kind of session; regular unless said.', 'regular'),
  items: ex(
    z.record(
      z.string(),
      z.record(
        z.string(),
        z.strictObject({
          title: ex(z.string(), 'As printed.', 'Prevention of armed conflict'),
          source: ex(z.string(), 'The document it was read in, or UNVERIFIED.', 'A/74/956'),
        }),
      ),
    ),
    'Agenda titles by item and language.',
    {},
  ),
});

const names = z.array(z.string());
/** Front matter of a document type. */
export const typeSchema = z.strictObject({
  fields: ex(
    z.strictObject({
      required: ex(names, 'Fields a document of this type must have.', ['letter', 'body']),
      allowed: ex(names, 'Fields it may have.', ['notes']),
      forbidden: ex(names, 'Fields it must not have.', ['signatories']),
    }),
    'The fields of documents of this type.',
    { required: ['letter'], allowed: ['notes'], forbidden: [] },
  ),
});

export const houseSchemas = { organs: organsSchema, states: statesSchema, session: sessionSchema, type: typeSchema };

export type Organs = z.infer<typeof organsSchema>;
export type Organ = Organs['organs'][string];
export type States = z.infer<typeof statesSchema>;
export type SessionTitles = z.infer<typeof sessionSchema>;

export interface TypeRules {
  readonly name: string;
  readonly required: readonly string[];
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}

/** What validation asks of a language; `Language` has it. */
export interface LanguageData {
  readonly direction: 'ltr' | 'rtl';
  readonly names: Readonly<Record<string, string>>;
  readonly labels: LabelData;
  readonly 'agenda-request': readonly string[];
  readonly 'agenda-item': string;
  readonly offices: Readonly<Record<string, { readonly sender: Readonly<Record<string, string>> }>>;
  readonly addressees: Readonly<Record<string, string>>;
}
export interface LabelData {
  readonly numbered: readonly string[];
  readonly lettered: readonly string[];
  readonly dash: string;
  readonly bullet: string;
  readonly heading: readonly string[];
}

export interface ModelData {
  readonly organs: Organs;
  readonly states: States;
  readonly types: ReadonlyMap<string, TypeRules>;
  readonly languages: ReadonlyMap<string, LanguageData>;
  /** By file name: `a-74`. */
  readonly sessions: ReadonlyMap<string, SessionTitles>;
}
