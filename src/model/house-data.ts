/**
 * What validation takes from the house, and the schemas of the files it stands in: organs and their symbols, States,
 * agenda titles by session, and what each document type requires. Nothing here knows an organ, a State or a language.
 */
import * as z from 'zod';
import type { Designations } from './designations.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
/** A regular expression, read with the flag u. */
export const pattern = z.string().refine((text) => isPattern(text), { params: { code: 'FIELD_VALUE', variant: 'pattern' } });

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
  session: field(sessionKind.optional(), 'The kind of session these symbols count by.'),
  head: field(pattern, 'What stands between the root and the number; the group `session` or `year` holds the figure.'),
});
const organ = z.strictObject({
  root: field(z.string(), 'The letter its symbols begin with.'),
  actor: field(z.string().regex(/^[a-z][a-z0-9-]*$/), 'Its name in the IRIs of Akoma Ntoso (AKN4UN).'),
  order: field(z.int(), 'Its place in a masthead that names several.'),
  counts: field(z.enum(['session', 'year']), 'Whether its documents count by sessions or by years.'),
  offset: field(z.int(), 'Year that precedes the first session or year: the seventy-fifth year is 1945 + 75.'),
  symbols: field(z.array(symbolForm).min(1), 'The forms its symbols take.'),
});

export const organsSchema = z.strictObject({
  joiner: field(z.string(), 'Written between symbols of one document.'),
  joiners: field(z.string(), 'Every character read as such a joiner.'),
  organs: field(z.record(z.string(), organ), 'Organs by key.'),
  number: field(pattern, 'The serial number within a symbol.'),
  part: field(pattern, 'A part of a document, after the number.'),
  suffix: field(pattern, 'One suffix: addendum, corrigendum, revision.'),
  lookalikes: field(
    z.record(z.string(), z.strictObject({ like: field(z.string(), 'What it looks like.'), name: field(z.string(), 'Its name.') })),
    'Characters of other alphabets that look like those of symbols.',
  ),
  job: field(
    z.strictObject({
      pattern: field(pattern, 'The form of job numbers.'),
      sample: field(z.string(), 'The job number of samples.'),
    }),
    'Job numbers.',
  ),
  hosts: field(z.array(z.string()), 'Hosts of real documents, with all below them: no sample may point there.'),
});

export const statesSchema = z.strictObject({
  states: field(
    z.record(
      z.string(),
      z.strictObject({
        'alpha-3': field(
          z
            .string()
            .regex(/^[A-Z]{3}$/)
            .optional(),
          'The code of three letters, ISO 3166-1; an invented State has none.',
        ),
        invented: field(z.boolean().optional(), 'True for a State that does not exist, for samples and drafts.'),
      }),
    ),
    'States by ISO 3166 code; each language’s file says their names.',
  ),
});

export const sessionSchema = z.strictObject({
  organ: field(z.string(), 'A key of organs.yaml.'),
  session: field(z.int(), 'The session’s number.'),
  kind: field(sessionKind.optional(), 'The kind of session; regular unless said.'),
  items: field(
    z.record(
      z.string(),
      z.record(
        z.string(),
        z.strictObject({
          title: field(z.string(), 'As printed.'),
          source: field(z.string(), 'The document it was read in, or UNVERIFIED.'),
        }),
      ),
    ),
    'Agenda titles by item and language.',
  ),
});

const names = z.array(z.string());
/** Front matter of a document type. */
export const typeSchema = z.strictObject({
  fields: field(
    z.strictObject({
      required: field(names, 'Fields a document of this type must have.'),
      allowed: field(names, 'Fields it may have.'),
      forbidden: field(names, 'Fields it must not have.'),
    }),
    'The fields of documents of this type.',
  ),
  akn: field(
    z
      .strictObject({
        name: field(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/), 'The name of such a document: `doc/@name`.'),
        subtype: field(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/), 'Its class: `FRBRsubtype`, and part of its IRI.'),
        called: field(z.string(), 'What its publication is called.'),
      })
      .optional(),
    'What Akoma Ntoso calls documents of this type (AKN4UN, part 1, "Document classes").',
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
  readonly akn?: { readonly name: string; readonly subtype: string; readonly called: string } | undefined;
}

/** What validation asks of a language; `Language` has it. */
export interface LanguageData {
  readonly direction: 'ltr' | 'rtl';
  readonly names: Readonly<Record<string, string>>;
  readonly labels: LabelData;
  readonly 'agenda-request': readonly string[];
  readonly 'agenda-item': string;
  readonly offices: Readonly<Record<string, { readonly sender: Readonly<Record<string, string>> }>>;
  readonly states: Readonly<Record<string, string>>;
  readonly designations?: Designations | undefined;
  readonly addressees: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
export interface LabelData {
  readonly letters?: readonly string[] | undefined;
  readonly 'sub-item': string;
  readonly numbered: readonly string[];
  readonly lettered: readonly string[];
  readonly dash: string;
  readonly bullet: string;
  readonly note: string;
  readonly 'annex-note': string;
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
