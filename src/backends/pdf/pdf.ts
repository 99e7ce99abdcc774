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
    return pages && writePdf(tree, pages, context.pdf ?? { conformance: 2 });
  },
};
