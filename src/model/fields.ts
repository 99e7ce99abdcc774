/**
 * The fields a document's source may have: what each means, an example, and the check it can make alone. Which of them a
 * type requires stands in the type's template; checks between fields are `validate`'s.
 */
import * as z from 'zod';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const text = z.string().refine((value) => value.trim() !== '', { params: { code: 'FIELD_VALUE', variant: 'blank' }, abort: true });

/** A day that the calendar has. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: '#DATE_INVALID', abort: true })
  .refine(isDay, { params: { code: 'DATE_INVALID' } });

/** Whether `2020-01-17` names a day of the calendar. */
export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const made = new Date(Date.UTC(year, month - 1, date));
  return year > 1000 && made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
}

const languageCode = z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, '#language');
const wholeNumber = z.int().min(1).max(9999);

const session = z.union([
  wholeNumber,
  z.strictObject({ special: field(wholeNumber, 'Number of a special session.') }),
  z.strictObject({ 'emergency-special': field(wholeNumber, 'Number of an emergency special session.') }),
]);
const itemNumber = z.string().regex(/^[1-9]\d{0,2}(?: ?\([a-z]{1,3}\))*$/, '#item');
const agendaItem = z.union([
  itemNumber,
  z.strictObject({
    item: field(itemNumber, 'The item’s number, in quotes.'),
    title: field(text, 'Its title as printed; needed where the session’s file does not know it. `\\` at a line’s end breaks the line.'),
  }),
]);
const organ = z.strictObject({
  organ: field(text, 'The organ, by its key in templates/organs.yaml.'),
  session: field(
    session.nullable().optional(),
    'The session, for an organ that counts by sessions: its number, or { special: … } or { emergency-special: … }.',
  ),
  year: field(wholeNumber.nullable().optional(), 'The ordinal of the year, for an organ that counts by years: calendar year less 1945.'),
  symbol: field(text.nullable().optional(), 'The symbol in this organ’s series, in quotes; null while it is not known.'),
  agenda: field(z.array(agendaItem).optional(), 'The agenda items, in order; each a number in quotes, or { item, title }.'),
});
const sender = z.strictObject({
  office: field(text, 'The sender’s office, by its key in the language’s file.'),
  of: field(z.string().nullable().optional(), 'The sender’s State, by its code in templates/states.yaml.'),
  gender: field(z.enum(['f', 'm']).nullable().optional(), 'For languages in which the office is said differently.'),
});
const addressee = z.union([
  text,
  z.strictObject({
    office: field(text, 'The addressee’s office, by its key in the language’s file.'),
    gender: field(z.enum(['f', 'm']), 'For languages in which the office is said differently.'),
  }),
]);
/** The members of `letter`, each of which can be read although another cannot. */
export const letterFields = {
  date: field(day, 'The date of the letter.'),
  from: field(z.array(sender).min(1), 'Who sends it.'),
  to: field(z.array(addressee).min(1), 'To whom, by keys in the language’s file, or { office, gender }.'),
  identical: field(z.boolean().optional(), 'True for identical letters, sent to each addressee under separate cover.'),
};
const letter = z.strictObject(letterFields);
const job = z.strictObject({
  number: field(z.string(), 'The job number, without the language’s letter.'),
  dates: field(z.array(day).optional(), 'The dates printed after it.'),
});
const signatory = z.strictObject({
  given: field(text, 'Given names.'),
  family: field(text, 'Family name.'),
  titles: field(z.array(text).optional(), 'Titles, one a line.'),
});
const signatories = z.array(signatory);
const enclosed = {
  title: field(text.nullable().optional(), 'Its title; null or left out for none. `\\` at a line’s end breaks the line.'),
  original: field(languageCode.nullable().optional(), 'The language it was drafted in, where that is to be printed.'),
  numbering: field(z.enum(['none', 'paragraphs']).optional(), 'Whether its paragraphs are numbered; none unless said.'),
  body: field(z.string(), 'Its text, as a literal block (|) of Markdown.'),
  signatories: field(signatories.optional(), 'Who signed it.'),
};
const annex = z.strictObject({
  ...enclosed,
  enclosures: field(z.array(z.strictObject(enclosed)).optional(), 'What is enclosed with it, each as an annex is written.'),
});
const note = z.strictObject({
  text: field(text, 'The note’s text.'),
  on: field(z.enum(['symbol', 'title']), 'What the asterisk stands after.'),
});
const official = z.strictObject({
  by: field(text, 'Who issues the document.'),
  on: field(day, 'The day it was issued.'),
});
const reproduces = z.strictObject({
  file: field(
    text.nullable().optional(),
    'The issued file, in the document’s folder; a PDF file is compared with the pages made, which have no mark if all is the same.',
  ),
  sha256: field(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/, '#digest')
      .nullable()
      .optional(),
    'The issued file’s SHA-256, in small letters.',
  ),
});

/** Every field by name, in the order authors write them. */
export const fields = {
  type: field(text, 'What kind of document this is: a file in templates/types.'),
  status: field(
    z.enum(['draft', 'sample', 'reproduction', 'official']).optional(),
    'What the document claims to be: draft (unless said), sample, reproduction, official.',
  ),
  language: field(languageCode, 'The language of this source.'),
  organs: field(z.array(organ).min(1), 'The organs it is submitted to, in the order of the masthead.'),
  distribution: field(z.enum(['general', 'limited', 'restricted']).optional(), 'Distribution: general unless said.'),
  issued: field(day.nullable().optional(), 'The date in the masthead; null while it is not known.'),
  job: field(job.nullable().optional(), 'Job number and its dates; null while not known.'),
  qr: field(
    z
      .string()
      .regex(/^https?:\/\/[^\s/]+\S*$/, '#address')
      .max(500)
      .nullable()
      .optional(),
    'The address in the QR code; null for none.',
  ),
  letter: field(letter, 'The letter’s date, senders and addressees: the title is made from them.'),
  title: field(
    text.nullable().optional(),
    'A title of your own instead of the one made from `letter`. `\\` at a line’s end breaks the line.',
  ),
  original: field(languageCode.optional(), 'The language the text was drafted in; the source’s own unless said.'),
  body: field(z.string(), 'The text, as a literal block (|) of Markdown, one blank line between paragraphs.'),
  linebreaks: field(
    z.enum(['word', 'optimal']).optional(),
    'How lines are broken: as a text processor does, or best for the whole paragraph.',
  ),
  lines: field(z.literal('kept').nullable().optional(), '`kept`: each line of the body is one printed line.'),
  signatories: field(signatories.optional(), 'Who signs.'),
  annexes: field(z.array(annex).optional(), 'Annexes, each on a new page, with their enclosures.'),
  notes: field(z.array(note).optional(), 'Special notes, called by asterisks.'),
  official: field(official.nullable().optional(), 'By whom and when an official document was issued.'),
  reproduces: field(reproduces.nullable().optional(), 'The issued document that a reproduction sets again.'),
} as const;
export type FieldName = keyof typeof fields;

export const documentSchema = z.strictObject(fields);
