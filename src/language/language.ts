/**
 * A language as data: reads and checks one file of `templates/languages`. Adding a language is adding a file.
 */
import * as z from 'zod';
import { pattern } from '../model/house-data.ts';
import { overrideFields } from '../style/overrides.ts';
import { concordSchema } from './concord.ts';
import { bracesIn } from './format.ts';
import { typesettingSchema } from './typesetting.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const phrase = z.string();
/** A text whose {braces} are filled in with the values named, and no others. */
const saying = (...names: string[]) =>
  z.string().refine((text) => bracesIn(text).every((name) => names.includes(name)), {
    params: { code: 'FIELD_VALUE', variant: 'braces', known: names.map((name) => `{${name}}`).join(', ') },
  });
const dateSaying = saying('day', 'month', 'year');

const languageCode = z.string().regex(/^[a-z]{3}$/);
const quotePair = z.tuple([z.string(), z.string()]);
const joints = z.strictObject({
  comma: field(z.string(), 'Between members but the last two.'),
  two: field(z.string(), 'Between two members.'),
  last: field(z.string(), 'Before the last of three and more.'),
});
/** A number without a word of its own is said by the greatest head not above it, and the rest by the same table. */
const ordinalTable = z.strictObject({
  to: field(z.int(), 'The greatest number this table can say.'),
  words: field(z.record(z.string(), z.string()), 'Ordinals by number.'),
  within: field(z.record(z.string(), z.string()).optional(), 'Ordinals that are others after or before a head, by number.'),
  heads: field(z.record(z.string(), saying('rest')), 'By number: what is said of it before or after the ordinal of the {rest}.'),
});

export const languageSchema = z.strictObject({
  language: field(z.string(), 'BCP 47 code; the file’s name.'),
  word: field(z.string(), 'The language’s code in Word, with a region.'),
  direction: field(z.enum(['ltr', 'rtl']), 'Direction of the script.'),
  script: field(z.string(), 'ISO 15924 code, in small letters, for shaping.'),
  letter: field(z.string(), 'The language’s letter after a job number.'),
  'file-letters': field(z.string(), 'The language’s letters in file names.'),
  codes: field(
    z.strictObject({
      terminological: field(languageCode, 'For document formats and IRIs: fra.'),
      bibliographic: field(languageCode, 'For catalogue records (MARC): fre.'),
    }),
    'The language’s two codes of three letters, ISO 639-2; alike for most languages.',
  ),
  'own-name': field(z.string(), 'The language’s name in the language itself.'),
  names: field(z.record(z.string(), z.string()), 'Names of languages, by code, as the line of the original language prints them.'),
  'names-in-annex': field(
    z.record(z.string(), z.string()).optional(),
    'Names of languages, by code, as {language} of `annex-original` asks for them; `names` unless given.',
  ),
  masthead: field(
    z.strictObject({
      language: field(z.string(), 'The language the block of distribution, date and languages is printed in: this one or another.'),
      version: field(z.string(), 'The line of that block that names this version’s language.'),
      date: field(dateSaying, 'The date in that block; {day} {month} {year}.'),
      months: field(z.array(z.string()).length(12), 'Names of the months in that date.'),
    }),
    'The block of distribution, date and languages in the masthead.',
  ),
  months: field(z.array(z.string()).length(12), 'Names of the months.'),
  days: field(z.record(z.string(), z.string()).optional(), 'Days of the month that are not said by their figure, by number.'),
  dates: field(
    z.strictObject({
      long: field(dateSaying, 'A date in a title or in the text; {day} {month} {year}.'),
      job: field(saying('dd', 'mm', 'yy'), 'A date after the job number; {dd} {mm} {yy}.'),
    }),
    'Orders of dates.',
  ),
  numbers: field(
    z.strictObject({
      digits: field(z.string().length(10), 'The ten digits from nought.'),
      group: field(z.string(), 'Between groups of three digits.'),
      decimal: field(z.string(), 'Before decimals.'),
    }),
    'Figures.',
  ),
  ordinals: field(
    z.record(z.string(), ordinalTable),
    'Ordinals of sessions and years by form (a gender, or the only form); phrases say {ordinal-<form>}.',
  ),
  join: field(joints, 'How a list of words is said.'),
  'join-items': field(joints, 'How a list of agenda items is said.'),
  quotes: field(
    z.strictObject({
      outer: field(quotePair, 'The first level.'),
      inner: field(quotePair, 'A quotation within another.'),
      others: field(z.array(quotePair).optional(), 'Further pairs, such as those of titles.'),
    }),
    'Quotation marks, opening and closing; a pair holds its spaces.',
  ),
  labels: field(
    z.strictObject({
      letters: field(z.array(z.string()).optional(), 'The letters {a} counts by, if not a to z.'),
      'sub-item': field(z.string(), 'What follows an agenda item’s number for its sub-item; {a} is the letter.'),
      numbered: field(z.array(z.string()), 'List labels by depth: {1} figures, {a} letters, {i} roman figures.'),
      lettered: field(z.array(z.string()), 'Labels of a list that begins at (a), by depth.'),
      dash: field(z.string(), 'Label of a list by dashes.'),
      bullet: field(z.string(), 'Label of a list by bullets.'),
      note: field(z.string(), 'The mark of a footnote in the main text: {1} figures, {a} letters.'),
      'annex-note': field(z.string(), 'The mark of a footnote in an annex.'),
      heading: field(z.array(pattern), 'Patterns of a heading’s own label, by level.'),
    }),
    'Labels of lists, footnotes and headings.',
  ),
  breaks: field(
    z.strictObject({
      after: field(z.string(), 'Characters within a word after which a line may end.'),
      'not-after': field(z.array(z.string()), 'Beginnings of words that keep their hyphen’s other side.'),
      'no-break': field(z.array(z.tuple([z.string(), z.string()])), 'Patterns before and after a space that does not break.'),
      'titles-together': field(z.array(z.string()), 'Words a title keeps on one line.'),
    }),
    'Where lines may not end.',
  ),
  typesetting: field(typesettingSchema.optional(), 'What the script asks of the setting of type.'),
  'agenda-request': field(z.array(pattern), 'Patterns of the sentence that names the agenda items; the first group holds their list.'),
  'agenda-item': field(pattern, 'Pattern of one item in such a list.'),
  offices: field(
    z.record(
      z.string(),
      z.strictObject({
        sender: field(z.record(z.string(), saying('state')), 'In a title, by gender f, m or any; {state} is the State.'),
      }),
    ),
    'Offices of senders.',
  ),
  addressees: field(
    z.record(z.string(), z.record(z.string(), phrase)),
    'Addressees in a title with the preposition it needs: as anybody, and as f or m where that is said differently.',
  ),
  states: field(
    z.record(z.string(), z.string()),
    'States by ISO 3166 code in the form {state} takes in a title, with article, preposition and case as the language needs.',
  ),
  designations: field(
    z
      .strictObject({
        'whole-words': field(z.boolean(), 'Whether a name ends where letters end; false for a script without spaces.'),
        names: field(z.record(z.string(), pattern), 'By the State’s code: a pattern of its other names.'),
      })
      .optional(),
    'Names of States in a text that are not the Organization’s: told to the author, never changed.',
  ),
  signature: field(
    z.strictObject({
      titles: field(z.enum(['before', 'after']), 'Whether the signatory’s titles stand before or after the name.'),
      signed: field(z.enum(['before', 'after']), 'Whether the phrase `signed` stands before or after the name.'),
      between: field(z.string(), 'Between given names and family name.'),
      beside: field(z.string(), 'Between the name and the phrase `signed` in its brackets.'),
    }),
    'The order of a signature.',
  ),
  organs: field(z.record(z.string(), phrase), 'Names of the organs.'),
  phrases: field(z.record(z.string(), phrase), 'Fixed phrases by name; {braces} are filled in.'),
  sources: field(
    z.record(z.string(), z.string()),
    'Where each word was read, by its place in this file (the nearest place above counts): a document’s symbol; UNVERIFIED; or own, for words no document prints.',
  ),
  ...overrideFields,
  concord: field(concordSchema.prefault({}), 'What comparing language versions needs to know.'),
});
export type Language = z.infer<typeof languageSchema>;
