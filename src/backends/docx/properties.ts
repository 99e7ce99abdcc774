/**
 * Writes what the document says of itself, and the settings Word opens it with. No clock: dates are the document's.
 */
import { twips } from '../../style/units.ts';
import type { Properties } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { kindOf, languagesOf, partsWords } from './scripts.ts';
import { declaration, element, escaped, valued, wordPart } from './xml.ts';

/** Writes `docProps/core.xml`. `language` is BCP 47; `description` says what the document is if it is not official. */
export function corePart(properties: Properties, language: string, description: string): string {
  const text = (name: string, value: string) => (value === '' ? '' : element(name, {}, escaped(value)));
  const instant = (name: string) => element(name, { 'xsi:type': 'dcterms:W3CDTF' }, escaped(properties.date));
  return (
    declaration +
    element(
      'cp:coreProperties',
      {
        'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      text('dc:title', properties.title),
      text('dc:subject', properties.subject),
      text('dc:creator', properties.author),
      text('cp:keywords', properties.keywords),
      text('dc:description', description),
      text('dc:identifier', properties.symbol ?? ''),
      text('dc:language', language),
      text('cp:lastModifiedBy', properties.author),
      element('cp:revision', {}, '1'),
      instant('dcterms:created'),
      instant('dcterms:modified'),
    )
  );
}

/** Word 2013's rules and later, with the settings of the Organization's own files. */
const compatibility = {
  compatibilityMode: 15,
  overrideTableStyleFontSizeAndJustification: 1,
  enableOpenTypeFeatures: 1,
  doNotFlipMirrorIndents: 1,
  differentiateMultirowTableHeaders: 1,
  useWord2013TrackBottomHyphenation: 0,
} as const;
const compatibilityUri = 'http://schemas.microsoft.com/office/word';

/** Numbers Word gives to what parts notes from text; the parts of notes hold them. */
const separators = [-1, 0];
const noteSettings = ['footnote', 'endnote'].map((note) =>
  element(`w:${note}Pr`, {}, ...separators.map((id) => element(`w:${note}`, { 'w:id': id }))),
);

/** Writes the `word/settings.xml` of a file that asks for nothing but what every Word file needs. */
export function plainSettings(): string {
  const { compatibilityMode } = compatibility;
  return wordPart('w:settings', ...noteSettings, compatible({ compatibilityMode }));
}

/** Writes `word/settings.xml`, its elements in the order of ECMA-376-1, 17.15.1.78. */
export function settingsPart(context: Context): string {
  const { page, sheet, language } = context;
  // Full-width marks lose half their width where they meet.
  const compress = kindOf(language, sheet) === 'east-asian';
  return wordPart(
    'w:settings',
    valued('w:defaultTabStop', twips(page['default-tab'])),
    ...(partsWords(language) ? [element('w:autoHyphenation')] : []),
    element('w:doNotHyphenateCaps'),
    element('w:evenAndOddHeaders'),
    valued('w:characterSpacingControl', compress ? 'compressPunctuation' : 'doNotCompress'),
    ...noteSettings,
    compatible(compatibility),
    element('w:themeFontLang', languagesOf(context)),
  );
}

function compatible(settings: Readonly<Record<string, number>>): string {
  const setting = ([name, value]: [string, number]) =>
    element('w:compatSetting', { 'w:name': name, 'w:uri': compatibilityUri, 'w:val': value });
  return element('w:compat', {}, ...Object.entries(settings).map(setting));
}
