/**
 * The page as data: reads and checks `templates/page.yaml`. Points from the top left corner of the trimmed page; in a
 * document set from right to left every x is mirrored by whoever lays out.
 */
import * as z from 'zod';

const n = (what: string) => z.number().describe(what);
const box = (what: string) =>
  z.strictObject({ x: n('Left edge.'), y: n('Upper edge.'), width: n('Width.'), height: n('Height.') }).describe(what);
const spot = (what: string) => z.strictObject({ x: n('Left edge.'), baseline: n('Baseline.') }).describe(what);
const flush = (what: string) => z.strictObject({ end: n('Right edge.'), baseline: n('Baseline.') }).describe(what);
const outer = (what: string) =>
  z
    .strictObject({
      start: n('Left edge where it stands at the left.'),
      end: n('Right edge where it stands at the right.'),
      baseline: n('Baseline.'),
    })
    .describe(what);
const group = <T extends z.core.$ZodShape>(what: string, shape: T) => z.strictObject(shape).describe(what);

export const pageSchema = z.strictObject({
  page: group('Trim size.', { width: n('Width.'), height: n('Height.') }),
  margin: group('Margins, and how far head and foot stand from the edges.', {
    top: n('Top.'),
    start: n('Start side.'),
    end: n('End side.'),
    header: n('Head from the upper edge.'),
    footer: n('Foot from the lower edge.'),
  }),
  bottom: group('Lowest edge of the type area, from the page’s foot.', {
    first: n('First page.'),
    later: n('Other pages.'),
    overhang: n('How far a line may still pass it.'),
  }),
  top: group('Top of the type area.', { first: n('First page.'), later: n('Other pages.') }),
  'default-tab': n('Distance of default tab stops.'),
  masthead: group('The head of page 1.', {
    organization: spot('The Organization’s name.'),
    symbol: flush('The symbol.'),
    'thin-rule': box('Rule under name and symbol.'),
    emblem: box('Place of the emblem.'),
    'emblem-outline': n('Thickness of the box drawn where no emblem is given.'),
    organs: spot('First organ’s name; others follow by the style’s leading.'),
    distribution: group('Distribution, date, language and original.', {
      x: n('Left edge.'),
      baselines: z.array(z.number()).length(4).describe('Four baselines.'),
    }),
    name: n('Width of the name’s column in Word’s table.'),
    gutter: n('Width of the gutters in Word’s table.'),
    'thick-rule': box('Rule that closes the masthead.'),
  }),
  session: group('The block under the masthead.', {
    'second-column': n('Left edge of the second organ’s column.'),
    'agenda-measure': n('Measure of agenda titles.'),
  }),
  table: group('Tables in the text.', {
    gap: n('Between two columns.'),
    least: n('Width that every column has at least.'),
    whole: n('A column that needs no more than this has every cell on one line, if the others have room for their words.'),
    rules: group('Thickness of the rules across a table.', {
      above: n('Above the headings.'),
      heading: n('Below the headings.'),
      end: n('Below the last row.'),
    }),
  }),
  'end-rule': group('The rule that ends a document.', {
    x: n('Left edge.'),
    width: n('Width.'),
    height: n('Thickness.'),
    below: n('From the last baseline.'),
    overhang: n('How far it may pass the type area; nearer to the last line then.'),
  }),
  'special-notes': group('Asterisk notes at the foot of page 1.', {
    rule: group('Rule above them.', {
      x: n('Left edge.'),
      width: n('Width.'),
      height: n('Thickness.'),
      above: n('Above the first baseline.'),
    }),
  }),
  notes: group('Footnotes at the foot of their page.', {
    separator: group('Rule above them.', {
      x: n('Left edge.'),
      width: n('Width.'),
      height: n('Thickness.'),
      above: n('Above the first baseline.'),
    }),
    distance: n('Between the text and the first note.'),
    blank: n('A page is not left emptier than this to keep a note whole.'),
  }),
  'running-head': group('Symbols at the head of later pages.', {
    baseline: n('Baseline of the last symbol.'),
    distance: n('Distance of baselines.'),
    rule: box('Rule under them.'),
    start: n('Left edge on versos.'),
    end: n('Right edge on rectos.'),
  }),
  folio: outer('Page number, outside.'),
  'running-job': outer('Job number, inside.'),
  foot: group('The foot of page 1.', {
    'job-line': spot('Job number, language letter, dates.'),
    'bar-code': box('Bar code of the job number.'),
    recycle: flush('The words beside the sign.'),
    'recycle-sign': box('The sign.'),
    'qr-code': box('QR code.'),
    divide: n('Where the columns of Word’s table meet.'),
  }),
  'status-mark': outer('What the document is, if not official.'),
  printing: group('What a printer may ask for beside the page.', {
    bleed: n('Paper beyond the page, cut off after printing, if no other measure is asked for.'),
    'crop-marks': group('Marks at the corners that show where to cut.', {
      distance: n('From the page’s edge; more where the paper beyond it reaches further.'),
      length: n('Length.'),
      thickness: n('Thickness.'),
    }),
  }),
});
export type PageData = z.infer<typeof pageSchema>;
