/**
 * A language as data: reads and checks one file of `templates/languages`. Adding a language is adding a file.
 */
import * as z from 'zod';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const phrase = z.string();

export const languageSchema = z.strictObject({
  language: field(z.string(), 'BCP 47 code; the file’s name.'),
  word: field(z.string(), 'The language’s code in Word, with a region.'),
  'word-script': field(
    z.enum(['latin', 'east-asian', 'complex']).optional(),
    'Which of Word’s three kinds of script the language is written in; latin unless said.',
  ),
  direction: field(z.enum(['ltr', 'rtl']), 'Direction of the script.'),
  script: field(z.string(), 'ISO 15924 code, in small letters, for shaping.'),
  letter: field(z.string(), 'The language’s letter after a job number.'),
  'file-letters': field(z.string(), 'The language’s letters in file names.'),
  names: field(z.record(z.string(), z.string()), 'Names of languages, by code, as the masthead prints them.'),
  months: field(z.array(z.string()).length(12), 'Names of the months.'),
  dates: field(
    z.strictObject({
      long: field(z.string(), 'A date in a title or masthead; {day} {month} {year}.'),
      job: field(z.string(), 'A date after the job number; {dd} {mm} {yy}.'),
    }),
    'Orders of dates.',
  ),
  ordinals: field(z.array(z.string()), 'Ordinals of sessions and years from the first, as they begin a line.'),
  join: field(
    z.strictObject({
      comma: field(z.string(), 'Between members but the last two.'),
      two: field(z.string(), 'Between two members.'),
      last: field(z.string(), 'Before the last of three and more.'),
    }),
    'How a list is said.',
  ),
  labels: field(
    z.strictObject({
      numbered: field(z.array(z.string()), 'List labels by depth: {1} figures, {a} letters, {i} roman figures.'),
      lettered: field(z.array(z.string()), 'Labels of a list that begins at (a), by depth.'),
      dash: field(z.string(), 'Label of a list by dashes.'),
      bullet: field(z.string(), 'Label of a list by bullets.'),
      heading: field(z.array(z.string()), 'Patterns of a heading’s own label, by level.'),
    }),
    'Labels of lists and headings.',
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
  'agenda-request': field(z.array(z.string()), 'Patterns of the sentence that names the agenda items; the first group holds their list.'),
  'agenda-item': field(z.string(), 'Pattern of one item in such a list.'),
  offices: field(
    z.record(
      z.string(),
      z.strictObject({
        sender: field(z.record(z.string(), phrase), 'In a title, by gender f, m or any; {state} is the State.'),
      }),
    ),
    'Offices of senders.',
  ),
  addressees: field(z.record(z.string(), phrase), 'Addressees in a title.'),
  organs: field(z.record(z.string(), phrase), 'Names of the organs.'),
  phrases: field(z.record(z.string(), phrase), 'Fixed phrases by name; {braces} are filled in.'),
});
export type Language = z.infer<typeof languageSchema>;
