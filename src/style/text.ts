/**
 * Plain text as data: reads and checks `templates/text.yaml`.
 */
import * as z from 'zod';

export const textSchema = z.strictObject({
  width: z.int().min(20).describe('Columns of a line at most.'),
  indent: z.int().min(1).describe('Columns before a list inside a list.'),
});
export type TextData = z.infer<typeof textSchema>;
