/**
 * The fields a document's source may have: what each means, an example, and the check it can make alone. Which of them a
 * type requires stands in the type's template; checks between fields are `validate`'s.
 */
import { z } from 'zod';

const ex = <T extends z.ZodType>(schema: T, what: string, ...examples: readonly unknown[]) =>
  schema.describe(what).meta({ examples: [...examples] });
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
  z.strictObject({ special: ex(wholeNumber, 'Number of a special session.', 31) }),
  z.strictObject({ 'emergency-special': ex(wholeNumber, 'Number of an emergency special session.', 10) }),
]);
const itemNumber = z.string().regex(/^[1-9]\d{0,2}(?: ?\([a-z]{1,3}\))*$/, '#item');
const agendaItem = z.union([
  itemNumber,
  z.strictObject({
    item: ex(itemNumber, 'The item’s number, in quotes.', '72 (b)'),
    title: ex(
      text,
      'Its title as printed; needed where the session’s file does not know it. `\\` at a line’s end breaks the line.',
      'The rule of law',
    ),
  }),
]);
const organ = z.strictObject({
  organ: ex(text, 'The organ, by its key in templates/organs.yaml.', 'general-assembly'),
  session: ex(
    session.nullable().optional(),
    'The session, for an organ that counts by sessions: its number, or { special: … } or { emergency-special: … }.',
    74,
    { 'emergency-special': 10 },
  ),
  year: ex(wholeNumber.nullable().optional(), 'The ordinal of the year, for an organ that counts by years: calendar year less 1945.', 75),
  symbol: ex(text.nullable().optional(), 'The symbol in this organ’s series, in quotes; null while it is not known.', 'A/79/758'),
  agenda: ex(z.array(agendaItem).optional(), 'The agenda items, in order; each a number in quotes, or { item, title }.', ['32', '37']),
});
const sender = z.strictObject({
  office: ex(text, 'The sender’s office, by its key in the language’s file.', 'permanent-representative'),
  of: ex(z.string().nullable().optional(), 'The sender’s State, by its code in templates/states.yaml.', 'AZ'),
  gender: ex(z.enum(['f', 'm']).nullable().optional(), 'For languages in which the office is said differently.', 'f'),
});
/** The members of `letter`, each of which can be read although another cannot. */
export const letterFields = {
  date: ex(day, 'The date of the letter.', '2020-01-17'),
  from: ex(z.array(sender).min(1), 'Who sends it.', [{ office: 'permanent-representative', of: 'AZ', gender: 'm' }]),
  to: ex(z.array(text).min(1), 'To whom, by keys in the language’s file.', ['secretary-general']),
  identical: ex(z.boolean().optional(), 'True for identical letters, sent to each addressee under separate cover.', true),
};
const letter = z.strictObject(letterFields);
const job = z.strictObject({
  number: ex(z.string(), 'The job number, without the language’s letter.', '20-00123'),
  dates: ex(z.array(day).optional(), 'The dates printed after it.', ['2020-01-21']),
});
const signatory = z.strictObject({
  given: ex(text, 'Given names.', 'Maria'),
  family: ex(text, 'Family name.', 'Sample'),
  titles: ex(z.array(text).optional(), 'Titles, one a line.', ['Ambassador', 'Permanent Representative']),
});
const note = z.strictObject({
  text: ex(text, 'The note’s text.', 'Reissued for technical reasons on 25 April 2025.'),
  on: ex(z.enum(['symbol', 'title']), 'What the asterisk stands after.', 'symbol'),
});
const official = z.strictObject({
  by: ex(text, 'Who issues the document.', 'Office of the owner'),
  on: ex(day, 'The day it was issued.', '2020-01-21'),
});
const reproduces = z.strictObject({
  file: ex(text.nullable().optional(), 'The issued file, in the document’s folder.', 'original/letter.pdf'),
  sha256: ex(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/, '#digest')
      .nullable()
      .optional(),
    'The issued file’s SHA-256, in small letters.',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ),
});

/** Every field by name, in the order authors write them. */
export const fields = {
  type: ex(text, 'What kind of document this is: a file in templates/types.', 'letter'),
  status: ex(
    z.enum(['draft', 'sample', 'reproduction', 'official']).optional(),
    'What the document claims to be: draft (unless said), sample, reproduction, official.',
    'draft',
  ),
  language: ex(languageCode, 'The language of this source.', 'en'),
  organs: ex(z.array(organ).min(1), 'The organs it is submitted to, in the order of the masthead.', [
    { organ: 'security-council', year: 75, symbol: null },
  ]),
  distribution: ex(z.enum(['general', 'limited', 'restricted']).optional(), 'Distribution: general unless said.', 'general'),
  issued: ex(day.nullable().optional(), 'The date in the masthead; null while it is not known.', '2020-01-21'),
  job: ex(job.nullable().optional(), 'Job number and its dates; null while not known.', { number: '20-00123', dates: ['2020-01-21'] }),
  qr: ex(
    z
      .string()
      .regex(/^https?:\/\/[^\s/]+\S*$/, '#address')
      .max(500)
      .nullable()
      .optional(),
    'The address in the QR code; null for none.',
    'https://sample.invalid/A/79/1',
  ),
  letter: ex(letter, 'The letter’s date, senders and addressees: the title is made from them.', {
    date: '2020-01-17',
    from: [{ office: 'permanent-representative', of: 'AZ' }],
    to: ['secretary-general'],
  }),
  title: ex(
    text.nullable().optional(),
    'A title of your own instead of the one made from `letter`. `\\` at a line’s end breaks the line.',
    'Note by the Secretariat',
  ),
  original: ex(languageCode.optional(), 'The language the text was drafted in; the source’s own unless said.', 'en'),
  body: ex(z.string(), 'The text, as a literal block (|) of Markdown, one blank line between paragraphs.', 'I have the honour to …'),
  linebreaks: ex(
    z.enum(['word', 'optimal']).optional(),
    'How lines are broken: as a text processor does, or best for the whole paragraph.',
    'word',
  ),
  lines: ex(z.literal('kept').nullable().optional(), '`kept`: each line of the body is one printed line.', 'kept'),
  signatories: ex(z.array(signatory).optional(), 'Who signs.', [{ given: 'Maria', family: 'Sample', titles: ['Ambassador'] }]),
  notes: ex(z.array(note).optional(), 'Special notes, called by asterisks.', [
    { text: 'Reissued for technical reasons on 25 April 2025.', on: 'symbol' },
  ]),
  official: ex(official.nullable().optional(), 'By whom and when an official document was issued.', {
    by: 'Office of the owner',
    on: '2020-01-21',
  }),
  reproduces: ex(reproduces.nullable().optional(), 'The issued document that a reproduction sets again.', { file: 'original/letter.pdf' }),
} as const;
export type FieldName = keyof typeof fields;

export const documentSchema = z.strictObject(fields);
