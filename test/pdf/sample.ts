/**
 * Trees and pages made by hand for the tests of the PDF writer: no layout, a glyph for every character, the real faces.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Item, Owner, Page, RunItem } from '../../src/layout/frame.ts';
import { type Face, parseFace } from '../../src/style/faces.ts';
import type { SetGlyph, SetRun, Setting } from '../../src/text/line.ts';
import type { DocumentNode, Node, Part, TextBlock, TextBlockType } from '../../src/tree/nodes.ts';
import { facts } from '../facts.ts';

const folder = '@expo-google-fonts/tinos';
const open = async (key: string, file: string): Promise<Face> =>
  parseFace(key, await readFile(createRequire(import.meta.url).resolve(`${folder}/${file}`)));
export const regular = await open('regular', '400Regular/Tinos_400Regular.ttf');
export const bold = await open('bold', '700Bold/Tinos_700Bold.ttf');
export const italic = await open('italic', '400Regular_Italic/Tinos_400Regular_Italic.ttf');

export const setting = (face: Face, size: number, change: Partial<Setting> = {}): Setting => ({
  face,
  size,
  scale: 1,
  tracking: 0,
  rise: 0,
  ...change,
});

/** Sets text on one line without kerning; `wider` points are shared among its spaces. */
export function run(text: string, look: Setting, { language = 'en', wider = 0 } = {}): SetRun {
  const spaces = text.split(' ').length - 1;
  const glyphs = Array.from(text, (character): SetGlyph => {
    const id = look.face.glyphOf(character.codePointAt(0) ?? 0);
    const own = (look.face.advanceOf(id) / look.face.unitsPerEm) * look.size * look.scale + look.tracking;
    return {
      id,
      advance: own + (character === ' ' && spaces > 0 ? wider / spaces : 0),
      dx: 0,
      dy: 0,
      text: character,
      plain: character.length === 1 ? character.charCodeAt(0) : -1,
    };
  });
  return { setting: look, language, piece: 0, glyphs, width: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) };
}

export const content = (node: Node): Owner => ({ type: 'content', node });
export const artifact = (kind: 'header' | 'footer' | 'layout'): Owner => ({ type: 'artifact', kind });
export const line = (owner: Owner, x: number, baseline: number, set: SetRun): RunItem => ({ type: 'run', owner, x, baseline, run: set });

/** A block of plain text. */
export function block(type: TextBlockType, text: string, label: string | null = null): TextBlock {
  return { type, at: null, children: [{ type: 'text', at: null, text }], label, tight: false, linesKept: false };
}

/** A document of the parts given, about nothing. */
export function documentOf(children: readonly Part[], change: Partial<DocumentNode['properties']> = {}): DocumentNode {
  const properties = {
    title: 'A title',
    author: 'An author',
    subject: '',
    keywords: '',
    date: '2020-01-17T00:00:00Z',
    symbol: null,
    ...change,
  };
  return { type: 'document', at: null, kind: 'letter', language: 'en', direction: 'ltr', linebreaks: 'word', properties, facts, children };
}

export const pageOf = (number: number, items: readonly Item[]): Page => ({ number, width: 612, height: 792, items });
