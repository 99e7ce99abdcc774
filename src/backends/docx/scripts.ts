/**
 * Word's three kinds of script: Latin and its like, East Asian, and complex, the kind that runs from right to left. For each
 * a run has a face and a language (ECMA-376-1, 17.3.2.26 and 17.3.2.20), whichever of them its characters then ask for.
 */
import type { Language } from '../../language/language.ts';
import type { Sheet } from '../../style/sheet.ts';
import type { Context } from '../backend.ts';
import type { Attributes } from './xml.ts';

export type Kind = 'latin' | 'east-asian' | 'complex';

/** The kind of script a language is written in, by the face that serves its script. */
export function kindOf(language: Pick<Language, 'script' | 'direction'>, sheet: Sheet): Kind {
  const face = Object.values(sheet.data.faces).find((family) => family.scripts?.includes(language.script));
  return face?.['word-script'] ?? (language.direction === 'rtl' ? 'complex' : 'latin');
}

/** Attributes of `w:rFonts` that name a face for each kind. */
export function fontsOf({ sheet, language }: Pick<Context, 'sheet' | 'language'>): Attributes {
  const families = Object.values(sheet.data.faces);
  const text = sheet.data.faces.text?.word ?? null;
  const faceOf = (kind: Kind) => families.find((family) => family['word-script'] === kind)?.word ?? text;
  return {
    // Quotation marks and the like, which many scripts share, follow the document's.
    'w:hint': kindOf(language, sheet) === 'east-asian' ? 'eastAsia' : null,
    'w:ascii': text,
    'w:hAnsi': text,
    'w:eastAsia': faceOf('east-asian'),
    'w:cs': faceOf('complex'),
  };
}

/** Attributes of `w:lang` and its like that name a language for each kind: the document's for its own. */
export function languagesOf({ sheet, language, languages }: Pick<Context, 'sheet' | 'language' | 'languages'>): Attributes {
  const own = kindOf(language, sheet);
  // Latin words of a document in another script are most often in the language of its masthead.
  const known = [languages.get(language.masthead.language) ?? language, ...languages.values()];
  const wordOf = (kind: Kind) => (own === kind ? language : known.find((other) => kindOf(other, sheet) === kind))?.word ?? null;
  return { 'w:val': wordOf('latin'), 'w:eastAsia': wordOf('east-asian'), 'w:bidi': wordOf('complex') };
}

/** Whether Word is to part words at line ends. */
export function partsWords({ typesetting }: Pick<Language, 'typesetting'>): boolean {
  return typesetting?.hyphenation !== undefined;
}
