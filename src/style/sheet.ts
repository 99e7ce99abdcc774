/**
 * The house style as data: reads and checks `templates/style.yaml`. Every length is in points, scale a fraction.
 */
import { z } from 'zod';

const points = z.number();
const word = z
  .strictObject({
    id: z
      .string()
      .describe('The Word style’s identifier.')
      .meta({ examples: ['SingleTxt'] }),
    name: z
      .string()
      .describe('The name Word shows.')
      .meta({ examples: ['__Single Txt'] }),
  })
  .describe('The Word style of the same look; a text processor knows it by this name.')
  .meta({ examples: [{ id: 'SingleTxt', name: '__Single Txt' }] });
const leading = z
  .union([points, z.literal('auto')])
  .describe('Distance of baselines in points, or auto: as the face asks; fixed places then come from page.yaml.')
  .meta({ examples: [12, 'auto'] });
const styleEntry = z.strictObject({
  word: word.optional(),
  'based-on': z
    .string()
    .optional()
    .describe('The entry whose Word style this one is based on.')
    .meta({ examples: ['paragraph'] }),
  inline: z
    .boolean()
    .optional()
    .describe('True for a look of characters within a line.')
    .meta({ examples: [true] }),
  size: points
    .optional()
    .describe('Type size in points.')
    .meta({ examples: [10] }),
  bold: z
    .boolean()
    .optional()
    .describe('Set in the bold face.')
    .meta({ examples: [true] }),
  italic: z
    .boolean()
    .optional()
    .describe('Set in the italic face.')
    .meta({ examples: [true] }),
  scale: z
    .number()
    .optional()
    .describe('Horizontal scale in per cent.')
    .meta({ examples: [103] }),
  tracking: points
    .optional()
    .describe('Points added to every letter’s width.')
    .meta({ examples: [0.2] }),
  leading: leading.optional(),
  align: z
    .enum(['start', 'end', 'centre', 'justify'])
    .optional()
    .describe('How lines stand in the measure.')
    .meta({ examples: ['justify'] }),
  start: points
    .optional()
    .describe('Indent of the measure from the start margin.')
    .meta({ examples: [63.35] }),
  end: points
    .optional()
    .describe('Indent of the measure from the end margin.')
    .meta({ examples: [63.35] }),
  first: points
    .optional()
    .describe('Where the first line’s text begins, from the measure’s start.')
    .meta({ examples: [23.75] }),
  label: points
    .optional()
    .describe('Where an item’s label begins, from the start margin.')
    .meta({ examples: [63.35] }),
  'label-end': points
    .optional()
    .describe('Where a label set flush right ends, from the start margin.')
    .meta({ examples: [51.1] }),
  before: points
    .optional()
    .describe('Gap above the block.')
    .meta({ examples: [12] }),
  after: points
    .optional()
    .describe('Gap below the block.')
    .meta({ examples: [6] }),
  lowered: points
    .optional()
    .describe('Points the text stands below its line, as Word’s position.')
    .meta({ examples: [2] }),
  'hyphen-breaks': z
    .boolean()
    .optional()
    .describe('False: no line ends at a hyphen within a word.')
    .meta({ examples: [false] }),
  outline: z
    .int()
    .optional()
    .describe('Heading level in bookmarks and Word’s outline, from 1.')
    .meta({ examples: [1] }),
  'keep-next': z
    .boolean()
    .optional()
    .describe('Stays on the page of what follows.')
    .meta({ examples: [true] }),
  'keep-lines': z
    .boolean()
    .optional()
    .describe('Never parted between two pages.')
    .meta({ examples: [true] }),
});

export const sheetSchema = z.strictObject({
  baseline: z
    .number()
    .describe('Part of the leading above the baseline.')
    .meta({ examples: [0.8] }),
  'kern-from': points.describe('Smallest size at which pairs are kerned.').meta({ examples: [7] }),
  faces: z
    .record(
      z.string(),
      z.strictObject({
        regular: z
          .string()
          .describe('Key of the upright file.')
          .meta({ examples: ['tinos-regular'] }),
        bold: z
          .string()
          .describe('Key of the bold file.')
          .meta({ examples: ['tinos-bold'] }),
        italic: z
          .string()
          .describe('Key of the italic file.')
          .meta({ examples: ['tinos-italic'] }),
        'bold-italic': z
          .string()
          .describe('Key of the bold italic file.')
          .meta({ examples: ['tinos-bold-italic'] }),
        word: z
          .string()
          .describe('The face’s name in Word.')
          .meta({ examples: ['Times New Roman'] }),
      }),
    )
    .describe('Families by role; `text` is the one for everything not said otherwise.')
    .meta({
      examples: [
        {
          text: {
            regular: 'tinos-regular',
            bold: 'tinos-bold',
            italic: 'tinos-italic',
            'bold-italic': 'tinos-bold-italic',
            word: 'Times New Roman',
          },
        },
      ],
    }),
  files: z
    .record(z.string(), z.string())
    .describe('Font files by key, as installed packages name them.')
    .meta({ examples: [{ 'tinos-regular': '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf' }] }),
  justification: z
    .strictObject({
      shrink: z
        .number()
        .describe('Part of its width a space may lose.')
        .meta({ examples: [0.25] }),
      ratio: z
        .number()
        .describe('How many times the stretch must exceed the shrink.')
        .meta({ examples: [2] }),
      'space-floor': z.number().describe('The narrowest a space becomes, as part of the type size.').meta({ examples: [0.155] }),
      'kept-shrink': z
        .number()
        .describe('Part of its width a space may lose in a line the author keeps as the original has it.')
        .meta({ examples: [0.45] }),
      stretch: z
        .number()
        .describe('Part of its width a space may gain in a line that still looks well; total fit only.')
        .meta({ examples: [0.5] }),
      tight: points.describe('Tracking of a tight paragraph, added to its own.').meta({ examples: [-0.1] }),
    })
    .describe('How lines are filled.')
    .meta({ examples: [{ shrink: 0.25, ratio: 2, 'space-floor': 0.155, 'kept-shrink': 0.45, stretch: 0.5, tight: -0.1 }] }),
  superscript: z
    .strictObject({
      size: z
        .number()
        .describe('Part of the text’s size.')
        .meta({ examples: [0.65] }),
      rise: points.describe('Points above the baseline.').meta({ examples: [3.5] }),
    })
    .describe('Raised marks.')
    .meta({ examples: [{ size: 0.65, rise: 3.5 }] }),
  orphans: z
    .int()
    .describe('Fewest lines at a page’s foot.')
    .meta({ examples: [2] }),
  widows: z
    .int()
    .describe('Fewest lines at a page’s head.')
    .meta({ examples: [2] }),
  tabs: z
    .array(points)
    .describe('Tab stops of the body, from the start margin.')
    .meta({ examples: [[63.35, 87.1]] }),
  base: z
    .strictObject({
      word,
      size: points.describe('Type size.').meta({ examples: [10] }),
      scale: z
        .number()
        .describe('Horizontal scale in per cent.')
        .meta({ examples: [103] }),
      tracking: points.describe('Points added to every letter.').meta({ examples: [0.2] }),
      leading: points.describe('Distance of baselines.').meta({ examples: [12] }),
    })
    .describe('What every style begins from.')
    .meta({ examples: [{ word: { id: 'Normal', name: 'Normal' }, size: 10, scale: 103, tracking: 0.2, leading: 12 }] }),
  styles: z
    .record(z.string(), styleEntry)
    .describe('One entry a block or container, by the name it has in the tree.')
    .meta({ examples: [{ title: { size: 12, bold: true } }] }),
});
export type SheetData = z.infer<typeof sheetSchema>;

/** One block's look, every value filled. */
export interface Style {
  readonly name: string;
  readonly word: { readonly id: string; readonly name: string } | null;
  readonly basedOn: string | null;
  readonly inline: boolean;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** A fraction: 1.03. */
  readonly scale: number;
  readonly tracking: number;
  /** Points, or null: as the face asks. */
  readonly leading: number | null;
  readonly align: 'start' | 'end' | 'centre' | 'justify';
  /** Indents of the measure from the margins. */
  readonly start: number;
  readonly end: number;
  /** First line's text, from the measure's start. */
  readonly first: number;
  /** Label's start, and end if set flush right, from the start margin; null without. */
  readonly label: number | null;
  readonly labelEnd: number | null;
  readonly before: number;
  readonly after: number;
  readonly lowered: number;
  readonly breaksAtHyphens: boolean;
  /** From 1; null if it is no heading. */
  readonly outline: number | null;
  readonly keepsWithNext: boolean;
  readonly keepsLines: boolean;
}

export interface Sheet {
  readonly data: SheetData;
  /** The style of a block, container or inline; throws for a name the sheet lacks, which `load` has checked. */
  style(name: string): Style;
  readonly names: readonly string[];
}

/** Fills every style from the base. */
export function sheetOf(data: SheetData): Sheet {
  const styles = new Map<string, Style>();
  for (const [name, entry] of Object.entries(data.styles)) {
    styles.set(name, {
      name,
      word: entry.word ?? null,
      basedOn: entry['based-on'] ?? null,
      inline: entry.inline ?? false,
      size: entry.size ?? data.base.size,
      bold: entry.bold ?? false,
      italic: entry.italic ?? false,
      scale: (entry.scale ?? data.base.scale) / 100,
      tracking: entry.tracking ?? data.base.tracking,
      leading: entry.leading === 'auto' ? null : (entry.leading ?? data.base.leading),
      align: entry.align ?? 'start',
      start: entry.start ?? 0,
      end: entry.end ?? 0,
      first: entry.first ?? 0,
      label: entry.label ?? null,
      labelEnd: entry['label-end'] ?? null,
      before: entry.before ?? 0,
      after: entry.after ?? 0,
      lowered: entry.lowered ?? 0,
      breaksAtHyphens: entry['hyphen-breaks'] ?? true,
      outline: entry.outline ?? null,
      keepsWithNext: entry['keep-next'] ?? false,
      keepsLines: entry['keep-lines'] ?? false,
    });
  }
  return {
    data,
    names: [...styles.keys()],
    style(name) {
      const style = styles.get(name);
      if (!style) throw new Error(`style sheet has no entry ${name}`);
      return style;
    },
  };
}
