/**
 * Which Word style shows a block, and what of a block's look its Word style does not say. Several entries of the style
 * sheet may share one Word style; the first of them in the sheet's order defines it.
 */
import type { Face, Faces } from '../../style/faces.ts';
import type { PageData } from '../../style/page.ts';
import type { Sheet, Style } from '../../style/sheet.ts';

/** Word's own name for the look of a note's mark; Word makes notes by it. */
export const noteMarkStyle = { id: 'FootnoteReference', name: 'footnote reference' } as const;

/** What makes a Word style's name that of the same style with tight tracking. */
const tightSuffix = 'Tight';

/** The identifier of the Word style that shows a block. Throws for a container, which Word has no style for. */
export function wordStyle(sheet: Sheet, name: string, tight = false): string {
  const { word } = sheet.style(name);
  if (!word) throw new Error(`style sheet gives ${name} no Word style`);
  return tight ? word.id + tightSuffix : word.id;
}

/** The names of a Word style and of its tight sister. */
export function tightWord(word: { readonly id: string; readonly name: string }): { id: string; name: string } {
  return { id: word.id + tightSuffix, name: `${word.name} ${tightSuffix}` };
}

/** The entry that defines the Word style of this one. */
export function definingStyle(sheet: Sheet, style: Style): Style {
  const name = sheet.names.find((other) => sheet.style(other).word?.id === style.word?.id);
  return name === undefined ? style : sheet.style(name);
}

/**
 * How Word calls the way lines stand in the measure. It reads left and right as start and end, which change sides in paragraphs
 * read from right to left. Its names for justification by lengthened joints are left alone: LibreOffice, which lengthens joints
 * in any filled line, takes them for ragged ones.
 */
export const alignments = { start: 'left', end: 'right', centre: 'center', justify: 'both' } as const;

/** Width of the type area. */
export function measureOf(page: PageData): number {
  return page.page.width - page.margin.start - page.margin.end;
}

/** Where the text of a hanging block's first line begins, from the margin: null if its first line does not hang. */
export function hangOf(style: Style): number | null {
  if (style.labelEnd !== null) return 0;
  return style.label !== null && style.label < style.start ? style.label : null;
}

/** Parts of a line's height in points, above and below its baseline. */
export interface LineHeight {
  readonly above: number;
  readonly below: number;
}

/** How tall Word makes a line of a style: its exact leading, or what the face asks for. */
export function lineHeight(style: Style, sheet: Sheet, faces: Faces): LineHeight {
  if (style.leading !== null) return { above: style.leading * sheet.data.baseline, below: style.leading * (1 - sheet.data.baseline) };
  const face: Face = faces.face('text', style.bold, style.italic);
  const size = style.size / face.unitsPerEm;
  // The face's line gap stands above the letters: measured in A/80/604/Add.1, masthead and folios.
  return { above: (face.ascent + face.lineGap) * size, below: -face.descent * size };
}
