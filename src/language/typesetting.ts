/**
 * How a language is set in type: what its script asks of directions, line ends, spaces and justification. Every part may be
 * left out.
 */
import * as z from 'zod';

const pattern = z.string().refine(
  (text) => {
    try {
      new RegExp(text, 'u');
      return true;
    } catch {
      return false;
    }
  },
  { params: { variant: 'pattern' } },
);
const between = z.tuple([pattern, pattern]);

export const typesettingSchema = z.strictObject({
  isolates: z
    .array(pattern)
    .optional()
    .describe('Patterns of text that reads in its own direction among letters of the other: symbols, figures, foreign names.'),
  together: z.array(pattern).optional().describe('Patterns of text no line ends within.'),
  spaces: z
    .array(
      z.strictObject({
        between: between.describe('Patterns of what stands before and after a typed space.'),
        as: z.string().length(1).describe('The space printed for it.'),
      }),
    )
    .optional()
    .describe('Typed spaces that are printed as others: those that do not break.'),
  hyphenation: z
    .strictObject({
      // The module is run: data, which may come from a stranger's archive, must not name any other.
      patterns: z
        .string()
        .regex(/^hyphen\/patterns\/[\w-]+\.js$/)
        .describe('The module of Liang’s patterns in the package `hyphen`, as in hyphen/patterns/en-gb.js.'),
      before: z.int().describe('Fewest letters before a hyphen.'),
      after: z.int().describe('Fewest letters after it.'),
      ratio: z.number().describe('How many times the stretch must exceed the shrink for a part of a word to be taken by shrinking.'),
    })
    .optional()
    .describe('Words parted at a line’s end; without, none is.'),
  kashida: z
    .strictObject({
      points: z.array(between).describe('What stands before and after a joint that may be lengthened, the best first.'),
      share: z.number().describe('Part of what a line lacks that its joints take; its spaces take the rest.'),
      longest: z.number().describe('The most a joint gains, as part of the type size.'),
    })
    .optional()
    .describe('Justification by lengthened joints.'),
  letters: z
    .strictObject({
      gap: z.number().describe('The most a gap between two letters gains, as part of the type size.'),
      opening: z.string().describe('Full-width marks whose first half is blank.'),
      closing: z.string().describe('Full-width marks whose second half is blank.'),
    })
    .optional()
    .describe(
      'Justification between letters, for scripts without spaces; blank halves of marks are dropped where marks meet and at a line’s ends.',
    ),
});
export type Typesetting = z.infer<typeof typesettingSchema>;
