/**
 * The page as data: reads and checks `templates/page.yaml`. Points from the top left corner of the trimmed page; in a
 * document set from right to left every x is mirrored by whoever lays out.
 */
import { z } from 'zod';

const n = (what: string, example: number) =>
  z
    .number()
    .describe(what)
    .meta({ examples: [example] });
const box = (what: string) =>
  z
    .strictObject({ x: n('Left edge.', 60), y: n('Upper edge.', 64.8), width: n('Width.', 492.6), height: n('Height.', 0.5) })
    .describe(what)
    .meta({ examples: [{ x: 60, y: 64.8, width: 492.6, height: 0.5 }] });
const spot = (what: string) =>
  z
    .strictObject({ x: n('Left edge.', 123.35), baseline: n('Baseline.', 57.8) })
    .describe(what)
    .meta({ examples: [{ x: 123.35, baseline: 57.8 }] });
const flush = (what: string) =>
  z
    .strictObject({ end: n('Right edge.', 552.1), baseline: n('Baseline.', 56.5) })
    .describe(what)
    .meta({ examples: [{ end: 552.1, baseline: 56.5 }] });
const outer = (what: string) =>
  z
    .strictObject({
      start: n('Left edge where it stands at the left.', 60),
      end: n('Right edge where it stands at the right.', 552),
      baseline: n('Baseline.', 755.3),
    })
    .describe(what)
    .meta({ examples: [{ start: 60, end: 552, baseline: 755.3 }] });
const group = <T extends z.core.$ZodShape>(what: string, shape: T, example: unknown) =>
  z
    .strictObject(shape)
    .describe(what)
    .meta({ examples: [example] });

export const pageSchema = z.strictObject({
  page: group('Trim size.', { width: n('Width.', 612), height: n('Height.', 792) }, { width: 612, height: 792 }),
  margin: group(
    'Margins, and how far head and foot stand from the edges.',
    {
      top: n('Top.', 72),
      start: n('Start side.', 60),
      end: n('End side.', 60),
      header: n('Head from the upper edge.', 21.6),
      footer: n('Foot from the lower edge.', 25.2),
    },
    { top: 72, start: 60, end: 60, header: 21.6, footer: 25.2 },
  ),
  bottom: group(
    'Lowest edge of the type area, from the page’s foot.',
    { first: n('First page.', 86.4), later: n('Other pages.', 57.6), overhang: n('How far a line may still pass it.', 0.6) },
    { first: 86.4, later: 57.6, overhang: 0.6 },
  ),
  top: group('Top of the type area.', { first: n('First page.', 212.7), later: n('Other pages.', 74.9) }, { first: 212.7, later: 74.9 }),
  'default-tab': n('Distance of default tab stops.', 23.75),
  masthead: group(
    'The head of page 1.',
    {
      organization: spot('The Organization’s name.'),
      symbol: flush('The symbol.'),
      'thin-rule': box('Rule under name and symbol.'),
      emblem: box('Place of the emblem.'),
      'emblem-outline': n('Thickness of the box drawn where no emblem is given.', 0.25),
      organs: spot('First organ’s name; others follow by the style’s leading.'),
      distribution: group(
        'Distribution, date, language and original.',
        {
          x: n('Left edge.', 397),
          baselines: z
            .array(z.number())
            .length(4)
            .describe('Four baselines.')
            .meta({ examples: [[86.7, 98.4, 110.4, 122.4]] }),
        },
        { x: 397, baselines: [86.7, 98.4, 110.4, 122.4] },
      ),
      name: n('Width of the name’s column in Word’s table.', 93.6),
      gutter: n('Width of the gutters in Word’s table.', 12.25),
      'thick-rule': box('Rule that closes the masthead.'),
    },
    {},
  ),
  session: group(
    'The block under the masthead.',
    { 'second-column': n('Left edge of the second organ’s column.', 348.1), 'agenda-measure': n('Measure of agenda titles.', 275.9) },
    { 'second-column': 348.1, 'agenda-measure': 275.9 },
  ),
  'end-rule': group(
    'The rule that ends a document.',
    { x: n('Left edge.', 270.2), width: n('Width.', 72), height: n('Thickness.', 0.25), below: n('From the last baseline.', 32.2) },
    { x: 270.2, width: 72, height: 0.25, below: 32.2 },
  ),
  'special-notes': group(
    'Asterisk notes at the foot of page 1.',
    {
      rule: group(
        'Rule above them.',
        { x: n('Left edge.', 110.8), width: n('Width.', 72), height: n('Thickness.', 0.25), above: n('Above the first baseline.', 11.8) },
        { x: 110.8, width: 72, height: 0.25, above: 11.8 },
      ),
    },
    { rule: { x: 110.8, width: 72, height: 0.25, above: 11.8 } },
  ),
  'running-head': group(
    'Symbols at the head of later pages.',
    {
      baseline: n('Baseline of the last symbol.', 59),
      distance: n('Distance of baselines.', 9.8),
      rule: box('Rule under them.'),
      start: n('Left edge on versos.', 60),
      end: n('Right edge on rectos.', 552.1),
    },
    {},
  ),
  folio: outer('Page number, outside.'),
  'running-job': outer('Job number, inside.'),
  foot: group(
    'The foot of page 1.',
    {
      'job-line': spot('Job number, language letter, dates.'),
      'bar-code': box('Bar code of the job number.'),
      recycle: flush('The words beside the sign.'),
      'recycle-sign': box('The sign.'),
      'qr-code': box('QR code.'),
    },
    {},
  ),
  'status-mark': outer('What the document is, if not official.'),
});
export type PageData = z.infer<typeof pageSchema>;
