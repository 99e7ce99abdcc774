/** Breaks what is drawn: colours, marks, fonts, annotations, pages. */
import type { Dict, Token } from '../pdf/file.ts';
import { action, type Breakage, formOf } from './breakage.ts';
import { dict, type Editable, name, string } from './editable.ts';

export const ofContent: readonly Breakage[] = [
  // ---- colour ----
  {
    what: 'no output intent',
    rule: 'device-color',
    verapdf: ['archive', '6.2.4.3', 4],
    edit: (file) => file.catalog.delete('OutputIntents'),
  },
  {
    what: 'colours without an output intent',
    rule: 'device-color',
    verapdf: ['archive', '6.2.4.3', 2],
    edit: (file) => {
      file.catalog.delete('OutputIntents');
      paint(file, '0 0 0 rg');
    },
  },
  { what: 'colours of print', rule: 'device-color', verapdf: ['archive', '6.2.4.3', 3], edit: (file) => paint(file, '0 0 0 1 k') },
  {
    what: 'an output intent of a scanner',
    rule: 'output-intent',
    also: ['device-color'],
    verapdf: ['archive', '6.2.3', 1],
    edit: (file) =>
      file.stream(
        file.dict(file.list(file.catalog.get('OutputIntents'))[0]).get('DestOutputProfile'),
        (profile) => `${profile.slice(0, 12)}scnr${profile.slice(16)}`,
      ),
  },
  {
    what: 'a transfer function',
    rule: 'graphics-state',
    verapdf: ['archive', '6.2.5', 1],
    edit: (file) => state(file, { TR: name('Identity') }),
  },
  {
    what: 'an unknown rendering intent',
    rule: 'rendering-intent',
    verapdf: ['archive', '6.2.6', 1],
    edit: (file) => paint(file, '/Vivid ri'),
  },
  {
    what: 'an unknown blend mode',
    rule: 'transparency',
    verapdf: ['archive', '6.2.10', 1],
    edit: (file) => state(file, { BM: name('Glow') }),
  },
  {
    what: 'something see-through without a space to blend in',
    rule: 'transparency',
    also: ['device-color'],
    verapdf: ['archive', '6.2.10', 2],
    edit: (file) => {
      file.catalog.delete('OutputIntents');
      state(file, { ca: 0.5 });
    },
  },
  {
    what: 'a form that stands for another file',
    rule: 'external-object',
    verapdf: ['archive', '6.2.9', 2],
    edit: (file) => formOf(file).set('Ref', dict({ F: string('other'), Page: 0 })),
  },
  // ---- content ----
  {
    what: 'states nested too deep',
    rule: 'state-nesting',
    verapdf: ['archive', '6.1.13', 8],
    edit: (file) => paint(file, `${'q '.repeat(29)}${'Q '.repeat(29)}`),
  },
  { what: 'an operator that is none', rule: 'operator', verapdf: ['archive', '6.2.2', 1], edit: (file) => paint(file, 'dance') },
  {
    what: 'content without a mark',
    rule: 'content-unmarked',
    also: ['mark-number', 'parent-tree'],
    verapdf: ['access', '7.1', 3],
    edit: (file) => file.content(0, (content) => content.replace(/\/P <<\s*\/MCID 5\s*>> BDC/, '/P BMC')),
  },
  {
    what: 'an artifact inside content',
    rule: 'artifact-in-tagged',
    verapdf: ['access', '7.1', 1],
    edit: (file) =>
      file.content(0, (content) => content.replace(/(\/P <<\s*\/MCID 5\s*>> BDC)\n/, '$1\n/Artifact BMC\n0 0 1 1 re f\nEMC\n')),
  },
  {
    what: 'content inside an artifact',
    rule: 'tagged-in-artifact',
    verapdf: ['access', '7.1', 2],
    edit: (file) =>
      file.content(0, (content) => content.replace(/(\/P <<\s*\/MCID 5\s*>> BDC\n[\s\S]*?\nEMC\n)/, '/Artifact BMC\n$1EMC\n')),
  },
  // ---- fonts ----
  {
    what: 'a font that is not embedded',
    rule: 'font-embedded',
    verapdf: ['archive', '6.2.11.4.1', 1],
    edit: (file) => fontOf(file).descriptor.delete('FontFile2'),
  },
  {
    what: 'a code without a glyph',
    rule: 'glyph-missing',
    verapdf: ['archive', '6.2.11.4.1', 2],
    edit: (file) => {
      file.stream(fontOf(file).font.get('ToUnicode'), (map) => map.replace('endcmap', '1 beginbfchar\n<fff0><0041>\nendbfchar\nendcmap'));
      showFirst(file, 'fff0');
    },
  },
  {
    what: 'no map from codes to glyphs',
    rule: 'glyph-map',
    verapdf: ['archive', '6.2.11.3.2', 1],
    edit: (file) => fontOf(file).descendant.delete('CIDToGIDMap'),
  },
  {
    what: 'a set of glyphs that lacks some',
    rule: 'glyph-set',
    verapdf: ['archive', '6.2.11.4.2', 2],
    edit: (file) => fontOf(file).descriptor.set('CIDSet', file.add(dict({}), '\x80')),
  },
  {
    what: 'a width that is not the glyph’s',
    rule: 'glyph-width',
    verapdf: ['archive', '6.2.11.5', 1],
    edit: (file) => {
      const widths = file.list(file.list(fontOf(file).descendant.get('W'))[1]);
      for (let at = 1; at < widths.length; at++) widths[at] = Number(widths[at]) + 40;
    },
  },
  {
    what: 'codes without characters',
    rule: 'code-unmapped',
    verapdf: ['archive', '6.2.11.7.2', 1],
    edit: (file) =>
      file.stream(fontOf(file).font.get('ToUnicode'), (map) =>
        map.replace(/<[\da-f]{4}>\s*<[\da-f]+>\n/gi, '').replace(/\d+ beginbfchar\s*endbfchar\n?/g, ''),
      ),
  },
  { what: 'characters that are nothing', rule: 'code-value', verapdf: ['archive', '6.2.11.7.2', 2], edit: (file) => mapTo(file, '0000') },
  {
    what: 'characters that are byte order marks',
    rule: 'code-value',
    verapdf: ['access', '7.21.7', 2],
    edit: (file) => mapTo(file, 'feff'),
  },
  { what: 'characters of private use', rule: 'code-private', verapdf: ['archive', '6.2.11.7.3', 1], edit: (file) => mapTo(file, 'e000') },
  {
    what: 'a glyph that stands for none',
    rule: 'notdef',
    also: ['code-unmapped'],
    verapdf: ['archive', '6.2.11.8', 1],
    edit: (file) => showFirst(file, '0000'),
  },
  // ---- annotations and actions ----
  {
    what: 'a film',
    base: 'link',
    rule: 'annotation-type',
    also: ['annotation-appearance', 'annotation-structure'],
    verapdf: ['archive', '6.3.1', 1],
    edit: (file) => file.first('Subtype', 'Link').set('Subtype', name('Movie')),
  },
  {
    what: 'an annotation without flags',
    base: 'link',
    rule: 'annotation-flags',
    verapdf: ['archive', '6.3.2', 1],
    edit: (file) => file.first('Subtype', 'Link').delete('F'),
  },
  {
    what: 'a hidden annotation',
    base: 'link',
    rule: 'annotation-flags',
    verapdf: ['archive', '6.3.2', 2],
    edit: (file) => file.first('Subtype', 'Link').set('F', 6),
  },
  {
    what: 'a link outside the structure',
    base: 'link',
    rule: 'link-structure',
    also: ['parent-tree'],
    verapdf: ['access', '7.18.5', 1],
    edit: (file) => file.first('Subtype', 'Link').delete('StructParent'),
  },
  {
    what: 'a link without words',
    base: 'link',
    rule: 'link-contents',
    verapdf: ['access', '7.18.5', 2],
    edit: (file) => file.first('Subtype', 'Link').delete('Contents'),
  },
  {
    what: 'a page with annotations and no order of tabs',
    base: 'link',
    rule: 'tab-order',
    verapdf: ['access', '7.18.3', 1],
    edit: (file) => file.page().delete('Tabs'),
  },
  {
    what: 'a link that starts a program',
    base: 'link',
    rule: 'action-forbidden',
    verapdf: ['archive', '6.5.1', 1],
    edit: (file) => file.first('Subtype', 'Link').set('A', action('Launch', { F: string('other') })),
  },
  {
    what: 'a script',
    rule: 'action-forbidden',
    verapdf: ['archive', '6.5.1', 1],
    edit: (file) => file.catalog.set('OpenAction', action('JavaScript', { JS: string('1') })),
  },
  {
    what: 'a script among the names',
    rule: 'action-forbidden',
    verapdf: null,
    edit: (file) =>
      file.catalog.set('Names', dict({ JavaScript: dict({ Names: [string('a'), action('JavaScript', { JS: string('1') })] }) })),
  },
  {
    what: 'actions of the document',
    rule: 'additional-actions',
    verapdf: ['archive', '6.5.2', 1],
    edit: (file) => file.catalog.set('AA', dict({ WC: action('Named', { N: name('NextPage') }) })),
  },
  {
    what: 'actions of a page',
    rule: 'additional-actions',
    verapdf: ['archive', '6.5.2', 2],
    edit: (file) => file.page().set('AA', dict({ O: action('Named', { N: name('NextPage') }) })),
  },
  {
    what: 'a form made anew by the reader',
    rule: 'form-fields',
    verapdf: ['archive', '6.4.1', 3],
    edit: (file) => file.catalog.set('AcroForm', dict({ Fields: [], NeedAppearances: true })),
  },
  {
    what: 'layers without a name',
    rule: 'optional-content',
    verapdf: ['archive', '6.9', 1],
    edit: (file) => file.catalog.set('OCProperties', dict({ OCGs: [], D: dict({ Order: [] }) })),
  },
  {
    what: 'other presentations',
    rule: 'alternate-presentations',
    verapdf: ['archive', '6.10', 1],
    edit: (file) => file.catalog.set('Names', dict({ AlternatePresentations: dict({ Names: [] }) })),
  },
  {
    what: 'requirements',
    rule: 'requirements',
    verapdf: ['archive', '6.11', 1],
    edit: (file) => file.catalog.set('Requirements', [dict({ Type: name('Requirement'), S: name('EnableJavaScripts') })]),
  },
  // ---- pages ----
  {
    what: 'a page trimmed outside its sheet',
    rule: 'page-boxes',
    verapdf: null,
    edit: (file) => file.page().set('TrimBox', [-10, 0, 612, 792]),
  },
  {
    what: 'a page of no size',
    rule: 'page-boxes',
    verapdf: ['archive', '6.1.13', 11],
    edit: (file) => file.page().set('MediaBox', [0, 0, 20000, 792]),
  },
];

/** A font as text is shown in on the first page: its dictionaries. */
function fontOf(file: Editable): { readonly font: Dict; readonly descendant: Dict; readonly descriptor: Dict } {
  const fonts = file.dict(file.dict(file.page().get('Resources')).get('Font'));
  const font = file.dict([...fonts.values()][0]);
  const descendant = file.dict(file.list(font.get('DescendantFonts'))[0]);
  return { font, descendant, descriptor: file.dict(descendant.get('FontDescriptor')) };
}
/** Has the first text of the first page show a code instead of its own first. */
function showFirst(file: Editable, code: string): void {
  file.content(0, (content) => content.replace('[(', `[<${code}>(`));
}
/** A code that some text of the first page shows in its first font. */
function mapTo(file: Editable, characters: string): void {
  file.stream(fontOf(file).font.get('ToUnicode'), (map) => map.replace(/(<[\da-f]{4}>)\s*<[\da-f]+>/gi, `$1<${characters}>`));
}
function paint(file: Editable, operators: string): void {
  file.content(0, (content) => content.replace(/BDC\n/, `BDC\n${operators}\n`));
}
function state(file: Editable, entries: Readonly<Record<string, Token>>): void {
  file.dict(file.page().get('Resources')).set('ExtGState', dict({ S1: dict(entries) }));
  paint(file, '/S1 gs');
}
