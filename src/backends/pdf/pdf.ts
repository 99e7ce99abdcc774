/**
 * The PDF back end: lays the tree out and writes the pages, always as PDF/A-2a or -3a and PDF/UA-1.
 */
import { layOut } from '../../layout/layout.ts';
import type { Backend } from '../backend.ts';
import { writePdf } from './write.ts';

export const pdf: Backend = {
  name: 'pdf',
  extension: 'pdf',
  render: async (tree, context) => {
    const pages = await layOut(tree, context);
    if (!pages) return null;
    const { pdf: wishes, page, placed } = context;
    if (!wishes) return writePdf(tree, pages, { conformance: 2, placed });
    const { conformance, attachments, bleed, cropMarks } = wishes;
    const { bleed: usual, 'crop-marks': marks } = page.printing;
    const paper = { bleed: bleed ?? usual, cropMarks: cropMarks ? marks : null };
    return writePdf(tree, pages, { conformance, attachments, paper, placed });
  },
};
