/**
 * What comparing language versions needs to know of a language: how it writes figures, numbers, dates, quotations and the ends
 * of sentences. The `concord` section of a language's file. Everything may be left out: a language that says less is compared
 * less closely. Patterns are regular expressions; a blank in one stands for any blank, broken or not.
 */
import * as z from 'zod';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const pattern = z.string();
const byValue = z.record(z.string(), pattern).default({});
const pairs = z.array(z.tuple([z.string(), z.string()]));

export const concordSchema = z.strictObject({
  letters: field(pattern.default(''), 'One letter of the language’s script, as a class.'),
  volume: field(z.number().positive().default(1), 'Length of a text, with English as 1.'),
  words: field(
    z
      .strictObject({
        function: field(z.array(z.string()).default([]), 'Words that every longer sentence has, and that no other language shares.'),
        'may-repeat': field(z.array(z.string()).default([]), 'Words that may rightly stand twice.'),
        repeated: field(pattern.default(''), 'What stands twice by mistake, for a script without blanks between words.'),
        sounds: field(z.record(z.string(), z.string()).default({}), 'Latin letters for the letters of names, to tell names apart.'),
      })
      .prefault({}),
    'Words by what they tell.',
  ),
  figures: field(
    z
      .strictObject({
        grouping: field(z.string().default(' \u00A0\u202F'), 'Characters between groups of three figures.'),
        decimal: field(z.string().default('.'), 'The decimal point.'),
        'last-group-first': field(
          z.boolean().default(false),
          'Whether groups may stand in the order in which a line from right to left shows them: "000 350" for 350 000.',
        ),
        percent: field(z.array(pattern).default(['{n} ?%']), 'A percentage; {n} is the number, in figures or words.'),
        roman: field(z.array(pattern).default([]), 'Where a Roman figure is a number; the group `roman` holds it.'),
        decades: field(z.array(pattern).default([]), 'A decade by its century: the groups `century` and `decade` hold figures or words.'),
        range: field(pattern.default(''), 'What stands between two numbers of which the second names the unit of both: "5 to 8 million".'),
        centuries: field(byValue, 'What a century is called without its number, by its number: "the last century".'),
      })
      .prefault({}),
    'Numbers in figures.',
  ),
  numbers: field(
    z
      .strictObject({
        sure: field(byValue, 'Words that are a number, by value.'),
        perhaps: field(byValue, 'Words that may be a number or something else, by value.'),
        multipliers: field(byValue, 'Words after a number that multiply it, from a thousand.'),
        fractions: field(byValue, 'Fractions in words, by value: "3/4".'),
        pair: field(pattern.default(''), 'A word whose form may say that there are two.'),
        none: field(z.array(pattern).default([]), 'Expressions that hold a number’s word and are no number.'),
        before: field(pattern.default(''), 'What may be joined to the beginning of a word.'),
        and: field(pattern.default(''), 'The word, or the joined beginning, that adds a smaller number.'),
        'and-tens': field(z.boolean().default(false), 'Whether it stands between tens and units as well.'),
        'units-first': field(z.boolean().default(false), 'Whether units stand before tens.'),
        numerals: field(
          z
            .strictObject({
              digits: field(z.record(z.string(), z.number()), 'Numerals from 0 to 9.'),
              units: field(z.record(z.string(), z.number()), 'Numerals that multiply.'),
              sure: field(pattern, 'What makes a single numeral a number for sure, by what stands round it.'),
            })
            .nullable()
            .default(null),
          'Numerals of a script that has them beside figures; null for none.',
        ),
      })
      .prefault({}),
    'Numbers in words.',
  ),
  dates: field(
    z
      .strictObject({
        forms: field(z.array(pattern).default([]), 'Dates with {days}, {month} and {year}, the fullest first.'),
        day: field(pattern.default('\\d{1,2}'), 'A day in a date.'),
        join: field(pattern.default('[-–—]'), 'What stands between two days of one month, or between two dates of one year.'),
        months: field(z.array(pattern).default([]), 'Months in all their forms; the names of `months` without.'),
        times: field(
          z
            .array(
              z.strictObject({
                form: field(pattern, 'The groups `hour` and `minute` hold the figures.'),
                add: field(z.number().default(0), 'Hours to add to those before twelve.'),
              }),
            )
            .default([]),
          'Hours and minutes of the day.',
        ),
      })
      .prefault({}),
    'Dates and times.',
  ),
  'sub-item': field(pattern.default(''), 'A sub-item of an agenda; the groups `item` and `letter` hold its parts.'),
  quotes: field(pairs.default([]), 'Quotation marks, the outer first.'),
  'inner-quotes': field(z.string().default(''), 'Opening marks that may only stand within another quotation.'),
  'not-quotations': field(z.array(pattern).default([]), 'What stands in quotation marks and quotes nobody, where others use none.'),
  titles: field(pairs.default([]), 'Marks round titles, where others write italics or quotation marks.'),
  'other-quotes': field(z.string().default(''), 'Quotation marks that the language does not use.'),
  brackets: field(
    pairs.default([
      ['(', ')'],
      ['[', ']'],
    ]),
    'Brackets.',
  ),
  ends: field(z.record(z.string(), z.string()).default({}), 'Marks that end a text, by what they mean; the same names in every language.'),
});
export type Concord = z.infer<typeof concordSchema>;
