/**
 * The Word back end: document tree and house style in, a DOCX file out. Word breaks lines and pages itself; this program
 * hands it named styles, one page set-up and the text.
 */
import { zip } from '../../deflate.ts';
import type { Backend } from '../backend.ts';
import { documentOf } from './document.ts';
import { packed } from './patch.ts';

export const docx: Backend = {
  name: 'docx',
  extension: 'docx',
  async render(tree, context) {
    return zip(packed(await documentOf(tree, context), tree, context));
  },
};
