/**
 * The shape of a View: every name a template may use. Needed to check templates, not to expand them.
 */
import * as z from 'zod';

const lines = z.array(z.string());
const text = z.string();
const signatories = z
  .array(
    z.strictObject({
      at: text,
      signed: text.nullable(),
      signedFirst: z.boolean(),
      titlesFirst: z.boolean(),
      given: text,
      between: text,
      beside: text,
      family: text,
      titles: z.array(z.strictObject({ at: text, text })),
    }),
  )
  .nullable();
/** Words in the language of the masthead's block; `language` is null where that is the document's own. */
const blockText = z.strictObject({ text, language: text.nullable() });
export const viewSchema = z.strictObject({
  statusMark: text.nullable(),
  organization: text,
  symbol: z.array(z.strictObject({ letter: text, rest: text })).nullable(),
  emblem: text,
  organs: z.array(z.strictObject({ name: text, at: text })),
  distribution: blockText,
  issued: blockText.nullable(),
  versionLanguage: blockText.nullable(),
  original: blockText.nullable(),
  columns: z
    .array(
      z.strictObject({
        at: text,
        organ: text.nullable(),
        line: text,
        agendaLine: text.nullable(),
        titles: z.array(z.strictObject({ at: text, lines })),
      }),
    )
    .nullable(),
  title: z.strictObject({ at: text, lines, mark: text.nullable() }),
  signatories,
  annexes: z
    .array(
      z.strictObject({
        at: text,
        kind: z.enum(['annex', 'enclosure']),
        /** "Annex to the letter dated …"; null where `label` says it. */
        heading: text.nullable(),
        label: text.nullable(),
        original: text.nullable(),
        title: z.strictObject({ at: text, lines }).nullable(),
        body: text,
        signatories,
      }),
    )
    .nullable(),
  notes: z.array(z.strictObject({ at: text, mark: text, text })).nullable(),
  jobLine: text.nullable(),
  barCode: z.strictObject({ value: text, alt: text }).nullable(),
  recycle: z.strictObject({ words: text, alt: text }),
  qrCode: z.strictObject({ value: text, alt: text }).nullable(),
  runningSymbols: z.array(z.strictObject({ at: text, text })).nullable(),
  runningJob: text.nullable(),
  /** Not printed by templates: what the outputs say of the document in their properties. */
  properties: z.strictObject({ title: text, author: text, subject: text, keywords: text, date: text, symbol: text.nullable() }),
});
export type View = z.infer<typeof viewSchema>;
