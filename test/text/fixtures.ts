/** What the tests of the paragraph engine share: the house's faces and rules, and a language of their own. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Language } from '../../src/language/language.ts';
import { loadFaces } from '../../src/style/faces.ts';
import { sheetOf, sheetSchema } from '../../src/style/sheet.ts';
import type { Line, Piece, Setting, Shape } from '../../src/text/line.ts';
import { type Missing, measureText, type Rules, setParagraph } from '../../src/text/paragraph.ts';

export const sheet = sheetOf(sheetSchema.parse(parse(readFileSync(new URL('../../templates/style.yaml', import.meta.url), 'utf8'))));
export const faces = await loadFaces(sheet.data);

export const breaks: Language['breaks'] = {
  after: '-–—',
  'not-after': ['non-'],
  'no-break': [
    ['\\d', 'May'],
    ['Mr\\.', '\\S'],
    ['', '[–—]'],
  ],
  'titles-together': ['Upper House'],
};
/** The engine reads a language's code, direction and breaks, and nothing else of it. */
export const language = { language: 'en', direction: 'ltr', breaks } as Language;
export const hebrew = { language: 'he', direction: 'rtl', breaks } as Language;

export const rules: Rules = { justification: sheet.data.justification, kernFrom: sheet.data['kern-from'] };

/** The setting of a style of the house. */
export function settingOf(name: string, look: { bold?: boolean; italic?: boolean } = {}): Setting {
  const style = sheet.style(name);
  const face = faces.face('text', look.bold ?? style.bold, look.italic ?? style.italic);
  return { face, size: style.size, scale: style.scale, tracking: style.tracking, rise: 0 };
}
export const body = settingOf('paragraph');

export function pieceOf(text: string, setting: Setting = body): Piece {
  return { text, setting, language: 'en' };
}

export const column: Shape = { measure: 365.3, first: 0, turnover: 0, align: 'justify', chooser: 'word', breaksAtHyphens: true };

/** Sets plain body text. */
export function setText(text: string, shape: Partial<Shape> = {}, setting: Setting = body): Line[] {
  return setParagraph([pieceOf(text, setting)], { ...column, ...shape }, language, rules);
}
export function textsOf(lines: readonly Line[]): string[] {
  return lines.map((line) => line.text);
}
/** Natural width of plain text as a line measures it: the tracking of its last letter hangs. */
export function widthOf(text: string, setting: Setting = body): number {
  return measureText(text, setting, language, rules) - setting.tracking;
}
/** Sets text and gathers what the faces lack. */
export function missingIn(pieces: readonly Piece[]): Missing[] {
  const missing: Missing[] = [];
  setParagraph(pieces, column, language, { ...rules, onMissing: (each) => missing.push(each) });
  return missing;
}
/** All glyphs of a line, in visual order. */
export function glyphsOf(line: Line | undefined) {
  return line?.runs.flatMap(({ run }) => run.glyphs) ?? [];
}
