/**
 * A language as data: reads and checks one file of `templates/languages`. Adding a language is adding a file.
 */
import { z } from 'zod';

const ex = <T extends z.ZodType>(schema: T, what: string, example: unknown) => schema.describe(what).meta({ examples: [example] });
const phrase = z.string();

export const languageSchema = z.strictObject({
  language: ex(z.string(), 'BCP 47 code; the file’s name.', 'en'),
  word: ex(z.string(), 'The language’s code in Word, with a region.', 'en-GB'),
  direction: ex(z.enum(['ltr', 'rtl']), 'Direction of the script.', 'ltr'),
  script: ex(z.string(), 'ISO 15924 code, in small letters, for shaping.', 'latn'),
  letter: ex(z.string(), 'The language’s letter after a job number.', 'E'),
  'file-letters': ex(z.string(), 'The language’s letters in file names.', 'EN'),
  names: ex(z.record(z.string(), z.string()), 'Names of languages, by code, as the masthead prints them.', { en: 'English' }),
  months: ex(z.array(z.string()).length(12), 'Names of the months.', ['January']),
  dates: ex(
    z.strictObject({
      long: ex(z.string(), 'A date in a title or masthead; {day} {month} {year}.', '{day} {month} {year}'),
      job: ex(z.string(), 'A date after the job number; {dd} {mm} {yy}.', '{dd}{mm}{yy}'),
    }),
    'Orders of dates.',
    { long: '{day} {month} {year}', job: '{dd}{mm}{yy}' },
  ),
  ordinals: ex(z.array(z.string()), 'Ordinals of sessions and years from the first, as they begin a line.', ['First']),
  join: ex(
    z.strictObject({
      comma: ex(z.string(), 'Between members but the last two.', ', '),
      two: ex(z.string(), 'Between two members.', ' and '),
      last: ex(z.string(), 'Before the last of three and more.', ' and '),
    }),
    'How a list is said.',
    { comma: ', ', two: ' and ', last: ' and ' },
  ),
  labels: ex(
    z.strictObject({
      numbered: ex(z.array(z.string()), 'List labels by depth: {1} figures, {a} letters, {i} roman figures.', ['{1}.', '({a})', '({i})']),
      lettered: ex(z.array(z.string()), 'Labels of a list that begins at (a), by depth.', ['({a})', '({i})']),
      dash: ex(z.string(), 'Label of a list by dashes.', '–'),
      bullet: ex(z.string(), 'Label of a list by bullets.', '•'),
      heading: ex(z.array(z.string()), 'Patterns of a heading’s own label, by level.', ['[IVXLC]+\\.']),
    }),
    'Labels of lists and headings.',
    {},
  ),
  breaks: ex(
    z.strictObject({
      after: ex(z.string(), 'Characters within a word after which a line may end.', '-–—'),
      'not-after': ex(z.array(z.string()), 'Beginnings of words that keep their hyphen’s other side.', ['non-']),
      'no-break': ex(z.array(z.tuple([z.string(), z.string()])), 'Patterns before and after a space that does not break.', [
        ['\\d', 'January'],
      ]),
      'titles-together': ex(z.array(z.string()), 'Words a title keeps on one line.', ['Security Council']),
    }),
    'Where lines may not end.',
    {},
  ),
  'agenda-request': ex(z.array(z.string()), 'Patterns of the sentence that names the agenda items; the first group holds their list.', [
    'under agenda items? (.+)',
  ]),
  'agenda-item': ex(z.string(), 'Pattern of one item in such a list.', '\\d+(?: \\([a-z]\\))?'),
  offices: ex(
    z.record(
      z.string(),
      z.strictObject({
        sender: ex(z.record(z.string(), phrase), 'In a title, by gender f, m or any; {state} is the State.', {
          any: 'the Permanent Representative of {state} to the United Nations',
        }),
      }),
    ),
    'Offices of senders.',
    { 'permanent-representative': { sender: { any: 'the Permanent Representative of {state} to the United Nations' } } },
  ),
  addressees: ex(z.record(z.string(), phrase), 'Addressees in a title.', { 'secretary-general': 'the Secretary-General' }),
  organs: ex(z.record(z.string(), phrase), 'Names of the organs.', { 'general-assembly': 'General Assembly' }),
  phrases: ex(z.record(z.string(), phrase), 'Fixed phrases by name; {braces} are filled in.', { recycle: 'Please recycle' }),
});
export type Language = z.infer<typeof languageSchema>;
