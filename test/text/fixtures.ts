/** What the tests of the paragraph engine share: the house's faces and rules, and a language of their own. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadFaces } from '../../src/style/faces.ts';
import { sheetOf, sheetSchema } from '../../src/style/sheet.ts';

export const sheet = sheetOf(sheetSchema.parse(parse(readFileSync(new URL('../../templates/style.yaml', import.meta.url), 'utf8'))));
export const faces = await loadFaces(sheet.data);
