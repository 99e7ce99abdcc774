/**
 * The text of a PDF's pages in the order in which it is read. Extractors guess the order of text that runs from right to left; the
 * structure of a file that has one tells it.
 */
import type { DocumentNode } from '../tree/nodes.ts';
import { textOf } from '../tree/words.ts';
import type { PdfText } from './read-pdf.ts';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

function runsRightToLeft(tree: DocumentNode): boolean {
  return tree.direction === 'rtl' || textOf(tree).some(({ text }) => rightToLeft.test(text));
}

/** The pages of a file that should say what a tree says. */
export async function pagesAsRead(file: PdfText, bytes: Uint8Array, tree: DocumentNode): Promise<readonly string[]> {
  if (!runsRightToLeft(tree)) return file.pages;
  return (await import('./read-structure.ts')).readStructure(bytes) ?? file.pages;
}
