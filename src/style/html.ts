/**
 * The web page as data: reads and checks `templates/html.yaml`, what the screen asks beside the style sheet and the page.
 */
import * as z from 'zod';

const color = z.string().regex(/^#[0-9a-f]{6}$/);
/** A family's name as CSS takes it in quotation marks. */
const family = z.string().regex(/^[A-Za-z0-9 -]+$/);
const colors = (what: string) =>
  z
    .strictObject({
      paper: color.describe('Behind the text.'),
      desk: color.describe('Around the sheet.'),
      ink: color.describe('Text.'),
      quiet: color.describe('What the document says of its status.'),
      link: color.describe('Links.'),
      line: color.describe('Rules.'),
    })
    .describe(what);

export const htmlSchema = z.strictObject({
  stacks: z.record(z.string(), z.array(family).min(1)).describe('Families by the faces of the style sheet, the best first.'),
  colours: z
    .strictObject({ light: colors('Dark on light.'), dark: colors('Light on dark, where the reader asks for it.') })
    .describe('Colours.'),
  plate: color.describe('Behind pictures that keep their own colours.'),
  screen: z
    .strictObject({
      leading: z.number().describe('Leading of paragraphs at least, times their size.'),
      narrow: z.number().describe('Width of a window, in type sizes, below which there is one column.'),
      gutter: z.number().describe('Space beside the text in a narrow window, in type sizes.'),
      desk: z.number().describe('Space above and below the sheet in a wide window, in type sizes.'),
      smallest: z.number().describe('Smallest size of type on the screen, in type sizes.'),
      annex: z.number().describe('Space above an annex, in type sizes.'),
      plate: z.number().describe('Space around a picture on its plate, in type sizes.'),
    })
    .describe('What differs between screen and print.'),
  formats: z.record(z.string(), z.string()).describe('Names of formats in the index of versions.'),
});
export type HtmlData = z.infer<typeof htmlSchema>;
