/**
 * The house style as data: reads and checks `templates/style.yaml`. Every length is in points, scale a fraction.
 */

import * as z from 'zod';
import type { List } from '../tree/nodes.ts';

const points = z.number();
const word = z
  .strictObject({
    id: z.string().describe('The Word style’s identifier.'),
    name: z.string().describe('The name Word shows.'),
  })
  .describe('The Word style of the same look; a text processor knows it by this name.');
const leading = z
  .union([points, z.literal('auto')])
  .describe('Distance of baselines in points, or auto: as the face asks; fixed places then come from page.yaml.');
export const styleEntry = z.strictObject({
  word: word.optional(),
  'based-on': z.string().optional().describe('The entry whose Word style this one is based on.'),
  inline: z.boolean().optional().describe('True for a look of characters within a line.'),
  size: points.optional().describe('Type size in points.'),
  bold: z.boolean().optional().describe('Set in the bold face.'),
  italic: z.boolean().optional().describe('Set in the italic face.'),
  scale: z.number().optional().describe('Horizontal scale in per cent.'),
  tracking: points.optional().describe('Points added to every letter’s width.'),
  leading: leading.optional(),
  align: z.enum(['start', 'end', 'centre', 'justify']).optional().describe('How lines stand in the measure.'),
  start: points.optional().describe('Indent of the measure from the start margin.'),
  end: points.optional().describe('Indent of the measure from the end margin.'),
  first: points.optional().describe('Where the first line’s text begins, from the measure’s start.'),
  label: points.optional().describe('Where an item’s label begins, from the start margin.'),
  'label-end': points.optional().describe('Where a label set flush right ends, from the start margin.'),
  before: points.optional().describe('Gap above the block.'),
  'below-text': points.optional().describe('Gap above the block besides where it stands below text, not below a heading or a title.'),
  after: points.optional().describe('Gap below the block.'),
  color: z
    .string()
    .regex(/^[0-9A-F]{6}$/)
    .optional()
    .describe('Colour of the letters in six hexadecimal digits, red, green and blue; black unless said. Only a link has one.'),
  lowered: points.optional().describe('Points the text stands below its line, as Word’s position.'),
  'hyphen-breaks': z.boolean().optional().describe('False: no line ends at a hyphen within a word.'),
  outline: z.int().optional().describe('Heading level in bookmarks and Word’s outline, from 1.'),
  'keep-next': z.boolean().optional().describe('Stays on the page of what follows.'),
  'keep-lines': z.boolean().optional().describe('Never parted between two pages.'),
});

export const sheetSchema = z.strictObject({
  baseline: z.number().describe('Part of the leading above the baseline.'),
  'kern-from': points.describe('Smallest size at which pairs are kerned.'),
  faces: z
    .record(
      z.string(),
      z.strictObject({
        regular: z.string().describe('Key of the upright file.'),
        bold: z.string().describe('Key of the bold file.'),
        italic: z.string().describe('Key of the italic file.'),
        'bold-italic': z.string().describe('Key of the bold italic file.'),
        word: z.string().describe('The face’s name in Word.'),
        'word-script': z
          .enum(['latin', 'east-asian', 'complex'])
          .optional()
          .describe('Which of Word’s three kinds of script its scripts belong to; latin unless said.'),
        scripts: z.array(z.string()).optional().describe('ISO 15924 codes of the scripts it serves, in small letters.'),
        common: z
          .string()
          .optional()
          .describe('Pattern of the characters of no script, such as punctuation, that it draws beside those of its scripts.'),
      }),
    )
    .describe('Families by role; `text` is the one for everything not said otherwise.'),
  files: z.record(z.string(), z.string()).describe('Font files by key, as installed packages name them.'),
  pairwise: z
    .array(z.string())
    .describe('Files in which a letter’s look and width depend on the next letter at most: they are set in less time.'),
  justification: z
    .strictObject({
      shrink: z.number().describe('Part of its width a space may lose.'),
      ratio: z.number().describe('How many times the stretch must exceed the shrink.'),
      'space-floor': z.number().describe('The narrowest a space becomes, as part of the type size.'),
      'kept-shrink': z.number().describe('Part of its width a space may lose in a line the author keeps as the original has it.'),
      'kept-fill': z.number().describe('Part of the measure a line the author keeps must take up to be stretched to all of it.'),
      stretch: z.number().describe('Part of its width a space may gain in a line that still looks well; total fit only.'),
      tight: points.describe('Tracking of a tight paragraph, added to its own.'),
    })
    .describe('How lines are filled.'),
  superscript: z
    .strictObject({
      size: z.number().describe('Part of the text’s size.'),
      rise: points.describe('Points above the baseline.'),
    })
    .describe('Raised marks.'),
  orphans: z.int().describe('Fewest lines at a page’s foot.'),
  widows: z.int().describe('Fewest lines at a page’s head.'),
  tabs: z.array(points).describe('Tab stops of the body, from the start margin.'),
  base: z
    .strictObject({
      word,
      size: points.describe('Type size.'),
      scale: z.number().describe('Horizontal scale in per cent.'),
      tracking: points.describe('Points added to every letter.'),
      leading: points.describe('Distance of baselines.'),
    })
    .describe('What every style begins from.'),
  styles: z.record(z.string(), styleEntry).describe('One entry a block or container, by the name it has in the tree.'),
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
  /** Gap besides, below what does not keep with the next. */
  readonly belowText: number;
  readonly after: number;
  readonly lowered: number;
  /** Six hexadecimal digits, red, green and blue; null: black. */
  readonly color: string | null;
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
      belowText: entry['below-text'] ?? 0,
      after: entry.after ?? 0,
      lowered: entry.lowered ?? 0,
      color: entry.color ?? null,
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

/** The style of a list's items; lists deeper than the sheet knows look like the deepest it knows. */
export function itemStyle(kind: List['kind'], depth: number, sheet: Sheet): Style {
  for (let known = depth; known > 1; known--) {
    const name = `item-${kind}-${known}`;
    if (sheet.names.includes(name)) return sheet.style(name);
  }
  return sheet.style(`item-${kind}-1`);
}
