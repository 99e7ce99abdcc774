/**
 * Special notes and footnotes as Word's footnotes: a mark, a tab, the text. Word counts the footnotes of the main text itself; an
 * annex counts anew and by letters, which Word could only in a section of its own, so there the mark is the text's. The mark is all that stands before the tab, as Word
 * writes it, so that LibreOffice knows it for the mark and does not show it twice.
 */
import { Paragraph, TabStopType } from 'docx';
import { twips } from '../../style/units.ts';
import type { Note, TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { noteMarkStyle, wordStyle } from './looks.ts';
import { isCounted, type Piece, piecesOf, plainPiece, runsOf } from './runs.ts';

/** Makes the paragraph of a note; its first line begins where the mark must, to end where the sheet has labels end. */
export function noteParagraph(note: TextBlock, context: Context): Paragraph {
  const mark = note.label ?? '';
  return markedParagraph(note, mark, { ...plainPiece(mark), style: noteMarkStyle.id }, context);
}

/** The paragraphs of a footnote. */
export function footnoteParagraphs({ at, label, children }: Note, context: Context): readonly Paragraph[] {
  const mark: Piece = {
    ...plainPiece(label),
    style: noteMarkStyle.id,
    mark: isCounted(at ?? '', label) ? 'counted-label' : 'symbols',
  };
  return children.map((block, index) => (index === 0 ? markedParagraph(block, label, mark, context) : furtherParagraph(block, context)));
}

/** Stands below the text of the first. */
function furtherParagraph(block: TextBlock, context: Context): Paragraph {
  const { sheet } = context;
  return new Paragraph({
    style: wordStyle(sheet, block.type, block.tight),
    indent: { left: twips(sheet.style(block.type).start), hanging: 0 },
    children: runsOf(piecesOf(block, context, new Map()), context),
  });
}

function markedParagraph(note: TextBlock, mark: string, piece: Piece, context: Context): Paragraph {
  const { sheet } = context;
  const style = sheet.style(note.type);
  const labelEnd = style.labelEnd ?? style.start;
  const markStart = labelEnd - markWidth(mark, note, context);
  return new Paragraph({
    style: wordStyle(sheet, note.type, note.tight),
    // The stop that sets labels flush right would take the tab after the mark.
    ...(style.labelEnd === null ? {} : { tabStops: [{ type: TabStopType.CLEAR, position: twips(style.labelEnd) }] }),
    indent: { left: twips(style.start), hanging: twips(style.start - markStart) },
    children: runsOf([piece, plainPiece('\t'), ...piecesOf(note, context, new Map())], context),
  });
}

function markWidth(mark: string, note: TextBlock, { sheet, faces }: Context): number {
  const style = sheet.style(note.type);
  const face = faces.face('text', style.bold, style.italic);
  const size = style.size * sheet.data.superscript.size;
  const advances = [...mark].map((character) => face.advanceOf(face.glyphOf(character.codePointAt(0) ?? 0)) / face.unitsPerEm);
  return advances.reduce((sum, advance) => sum + advance * size * style.scale + style.tracking, 0);
}
