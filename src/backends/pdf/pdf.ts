/**
 * The PDF back end: lays the tree out and writes the pages, always as PDF/A-2a or -3a and PDF/UA-1.
 */

import type { Page } from '../../layout/frame.ts';
import { layOut } from '../../layout/layout.ts';
import type { DocumentNode } from '../../tree/nodes.ts';
import type { Backend, Context } from '../backend.ts';
import { writePdf } from './write.ts';

export const pdf: Backend = {
  name: 'pdf',
  extension: 'pdf',
  render: async (tree, context) => {
    const pages = await laidOut(tree, context);
    if (!pages) return null;
    const { pdf: wishes, page, placed } = context;
    const backToText = context.language.phrases['back-to-text'];
    if (!wishes) return writePdf(tree, pages, { conformance: 2, backToText, placed });
    const { conformance, attachments, bleed, cropMarks } = wishes;
    const { bleed: usual, 'crop-marks': marks } = page.printing;
    const paper = { bleed: bleed ?? usual, cropMarks: cropMarks ? marks : null };
    return writePdf(tree, pages, { conformance, attachments, backToText, paper, placed });
  },
};

/** What was laid out last of a tree, and with what. */
interface Laid extends Pick<Context, (typeof laysOut)[number]> {
  readonly pages: readonly Page[];
}
/** All that pages depend on but the tree. */
const laysOut = ['sheet', 'page', 'faces', 'language', 'languages', 'pictures'] as const;
/** A version that is mailed and preserved is the same pages twice; kept no longer than its tree, and only where more than pages is asked. */
const known = new WeakMap<DocumentNode, Laid>();

async function laidOut(tree: DocumentNode, context: Context): Promise<readonly Page[] | null> {
  const before = known.get(tree);
  if (before && laysOut.every((key) => before[key] === context[key])) return before.pages;
  const pages = await layOut(tree, context);
  const { sheet, page, faces, language, languages, pictures } = context;
  if (pages && context.pdf) known.set(tree, { sheet, page, faces, language, languages, pictures, pages });
  return pages;
}
