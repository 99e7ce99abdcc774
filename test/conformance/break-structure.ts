/** Breaks the tagged document. */
import { type Breakage, firstParagraph, itemsOf } from './breakage.ts';
import { dict, type Editable, name, string } from './editable.ts';

export const ofStructure: readonly Breakage[] = [
  // ---- the tagged document ----
  {
    what: 'no mark of being tagged',
    rule: 'marked',
    verapdf: ['archive', '6.7.2.2', 1],
    edit: (file) => file.catalog.delete('MarkInfo'),
  },
  {
    what: 'suspects',
    rule: 'suspects',
    verapdf: ['access', '7.1', 4],
    edit: (file) => file.dict(file.catalog.get('MarkInfo')).set('Suspects', true),
  },
  {
    what: 'a title that is not shown',
    rule: 'display-title',
    verapdf: ['access', '7.1', 10],
    edit: (file) => file.dict(file.catalog.get('ViewerPreferences')).set('DisplayDocTitle', false),
  },
  {
    what: 'no structure',
    rule: 'structure-missing',
    verapdf: ['archive', '6.7.3.3', 1],
    edit: (file) => file.catalog.delete('StructTreeRoot'),
  },
  {
    what: 'an element without its parent',
    rule: 'structure-parent',
    // veraPDF takes what stands below it for untagged.
    verapdf: ['access', '7.1', 3],
    edit: (file) => file.first('S', 'Sect').delete('P'),
  },
  {
    what: 'a structure type nobody knows',
    rule: 'structure-type',
    verapdf: ['archive', '6.7.3.4', 1],
    edit: (file) => firstParagraph(file).dict.set('S', name('Stanza')),
  },
  {
    what: 'structure types mapped in a circle',
    rule: 'role-map',
    verapdf: ['archive', '6.7.3.4', 2],
    edit: (file) => {
      firstParagraph(file).dict.set('S', name('Stanza'));
      file.root.set('RoleMap', dict({ Stanza: name('Verse'), Verse: name('Stanza') }));
    },
  },
  {
    what: 'a standard structure type mapped to another',
    rule: 'role-map',
    verapdf: ['access', '7.1', 7],
    edit: (file) => file.root.set('RoleMap', dict({ P: name('Span') })),
  },
  { what: 'no language', rule: 'document-language', verapdf: ['access', '7.2', 34], edit: (file) => file.catalog.delete('Lang') },
  {
    what: 'a language that is none',
    rule: 'language-tag',
    verapdf: ['archive', '6.7.4', 1],
    edit: (file) => language(file, 'English (UK)'),
  },
  {
    what: 'marked content in a language that is none',
    rule: 'language-tag',
    verapdf: null,
    edit: (file) =>
      file.content(0, (content) =>
        content.replace(/(\/P <<\s*\/MCID 5\s*>> BDC)\n([\s\S]*?)\nEMC\n/, '$1\n/Span <</Lang (two words)>> BDC\n$2\nEMC\nEMC\n'),
      ),
  },
  {
    what: 'a mark that nobody owns',
    rule: 'mark-unowned',
    verapdf: ['access', '7.1', 3],
    edit: (file) => {
      const found = firstParagraph(file);
      const owners = file.list(file.list(file.dict(file.root.get('ParentTree')).get('Nums'))[1]);
      for (const id of file.list(found.dict.get('K'))) owners[Number(id)] = null;
      found.dict.set('K', []);
    },
  },
  {
    what: 'a parent tree that leads elsewhere',
    rule: 'parent-tree',
    verapdf: null,
    edit: (file) => {
      const numbers = file.list(file.dict(file.root.get('ParentTree')).get('Nums'));
      const owners = file.list(numbers[1]);
      [owners[0], owners[8]] = [owners[8] ?? null, owners[0] ?? null];
    },
  },
  {
    what: 'a heading two levels below the one before',
    rule: 'heading-level',
    verapdf: ['access', '7.4.2', 1],
    edit: (file) => {
      for (const { dict: one } of file.having('S', 'H2')) one.set('S', name('H3'));
    },
  },
  {
    what: 'a document whose first heading is not the highest',
    rule: 'heading-level',
    verapdf: ['access', '7.4.2', 1],
    edit: (file) => file.first('S', 'H1').set('S', name('H2')),
  },
  {
    what: 'headings with and without levels',
    rule: 'heading-mixed',
    verapdf: ['access', '7.4.4', 3],
    edit: (file) => file.first('S', 'H2').set('S', name('H')),
  },
  {
    what: 'a figure without words',
    rule: 'figure-text',
    verapdf: ['access', '7.3', 1],
    edit: (file) => file.first('S', 'Figure').delete('Alt'),
  },
  { what: 'a figure without its box', rule: 'figure-box', verapdf: null, edit: (file) => file.first('S', 'Figure').delete('A') },
  {
    what: 'a note without an identifier',
    rule: 'note-identifier',
    also: ['identifier-tree'],
    verapdf: ['access', '7.9', 1],
    edit: (file) => file.first('S', 'Note').delete('ID'),
  },
  {
    what: 'two notes with one identifier',
    rule: 'note-identifier',
    also: ['identifier-tree'],
    verapdf: ['access', '7.9', 2],
    edit: (file) => {
      const note = file.first('S', 'Note');
      const { dict: found } = firstParagraph(file);
      found.set('S', name('Note'));
      found.set('ID', note.get('ID') ?? null);
    },
  },
  {
    what: 'an item outside a list',
    rule: 'nesting',
    verapdf: ['access', '7.2', 17],
    edit: (file) => firstParagraph(file).dict.set('S', name('LI')),
  },
  {
    what: 'a list of paragraphs',
    rule: 'nesting',
    verapdf: ['access', '7.2', 19],
    edit: (file) => {
      const [item] = itemsOf(file, file.first('S', 'L'));
      item?.set('S', name('P'));
    },
  },
  {
    what: 'the body of an item outside an item',
    rule: 'nesting',
    verapdf: ['access', '7.2', 18],
    edit: (file) => firstParagraph(file).dict.set('S', name('LBody')),
  },
  {
    what: 'a list of labels that does not say how it is numbered',
    rule: 'list-numbering',
    verapdf: null,
    edit: (file) => file.first('S', 'L').delete('A'),
  },
  // ---- tables ----
  {
    what: 'a header that names neither row nor column',
    base: 'table',
    rule: 'header-scope',
    verapdf: ['access', '7.5', 1],
    edit: (file) => {
      for (const { dict: one } of file.having('S', 'TH')) one.delete('A');
    },
  },
  {
    what: 'a row longer than the others',
    base: 'table',
    rule: 'table-regular',
    verapdf: ['access', '7.2', 43],
    edit: (file) => file.first('S', 'TD').set('A', dict({ O: name('Table'), ColSpan: 2 })),
  },
  {
    what: 'a paragraph among the rows of a table',
    base: 'table',
    rule: 'nesting',
    also: ['table-regular'],
    verapdf: ['access', '7.2', 3],
    edit: (file) => file.first('S', 'TR').set('S', name('P')),
  },
];

function language(file: Editable, tag: string): void {
  firstParagraph(file).dict.set('Lang', string(tag));
}
