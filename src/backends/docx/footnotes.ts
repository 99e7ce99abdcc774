/**
 * Special notes as Word's footnotes: a mark of its own, a tab, the text. The mark is all that stands before the tab, as Word
 * writes it, so that LibreOffice knows it for the mark and does not show it twice.
 */
import { Paragraph, TabStopType } from 'docx';
import { twips } from '../../style/units.ts';
import type { TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { noteMarkStyle, wordStyle } from './looks.ts';
import { piecesOf, plainPiece, runsOf } from './runs.ts';

/** Makes the paragraph of a note; its first line begins where the mark must, to end where the sheet has labels end. */
export function noteParagraph(note: TextBlock, context: Context): Paragraph {
  const { sheet } = context;
  const style = sheet.style(note.type);
  const mark = note.label ?? '';
  const labelEnd = style.labelEnd ?? style.start;
  const markStart = labelEnd - markWidth(mark, note, context);
  return new Paragraph({
    style: wordStyle(sheet, note.type, note.tight),
    // The stop that sets labels flush right would take the tab after the mark.
    ...(style.labelEnd === null ? {} : { tabStops: [{ type: TabStopType.CLEAR, position: twips(style.labelEnd) }] }),
    indent: { left: twips(style.start), hanging: twips(style.start - markStart) },
    children: runsOf(
      [{ ...plainPiece(mark), style: noteMarkStyle.id }, plainPiece('\t'), ...piecesOf(note.children, context, new Map())],
      context,
    ),
  });
}

function markWidth(mark: string, note: TextBlock, { sheet, faces }: Context): number {
  const style = sheet.style(note.type);
  const face = faces.face('text', style.bold, style.italic);
  const size = style.size * sheet.data.superscript.size;
  const advances = [...mark].map((character) => face.advanceOf(face.glyphOf(character.codePointAt(0) ?? 0)) / face.unitsPerEm);
  return advances.reduce((sum, advance) => sum + advance * size * style.scale + style.tracking, 0);
}
