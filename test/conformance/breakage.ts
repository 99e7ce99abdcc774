/**
 * What a file broken on purpose is: a good file with one rule broken. `rule` is what our check must find, and nothing else but `also`;
 * `verapdf` is the rule of veraPDF's profile that must fail, by clause and test; null: no rule of that profile looks at it, only ours.
 */
import type { Rule } from '../../src/conformance/finding.ts';
import { type Dict, isRef, type Token } from '../pdf/file.ts';
import { dict, type Editable, name, ref, string } from './editable.ts';

export interface Breakage {
  readonly what: string;
  /** The good file it starts from; `plain` unless said. */
  readonly base?: Base;
  readonly rule: Rule;
  readonly also?: readonly Rule[];
  readonly verapdf: readonly [profile: 'archive' | 'access', clause: string, test: number] | null;
  readonly edit: (file: Editable) => unknown;
}
export type Base = 'plain' | 'link' | 'table' | 'attached';

/** What makes the other good files of the plain one. */
export const bases: Readonly<Record<Base, (file: Editable) => void>> = {
  plain: () => undefined,
  // The first paragraph of the body becomes a link to an address.
  link: (file) => {
    const { number, dict: paragraph } = firstParagraph(file);
    const next = Number(file.root.get('ParentTreeNextKey'));
    const annotation = file.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Link'),
        Rect: [100, 100, 200, 120],
        F: 4,
        Contents: string('Sample address'),
        StructParent: next,
        A: dict({ S: name('URI'), URI: string('https://sample.invalid/') }),
      }),
    );
    const link = file.add(
      dict({ S: name('Link'), P: ref(number), K: [dict({ Type: name('OBJR'), Obj: annotation, Pg: paragraph.get('Pg') ?? null })] }),
    );
    file.list(paragraph.get('K')).push(link);
    file.dict(paragraph.get('Pg')).set('Annots', [annotation]);
    file.list(file.dict(file.root.get('ParentTree')).get('Nums')).push(next, link);
    file.root.set('ParentTreeNextKey', next + 1);
  },
  // A list becomes a table: each item a row, its label the header of its text.
  table: (file) => {
    const list = file.having('S', 'L').find(({ dict: one }) => itemsOf(file, one).every((item) => partsOf(file, item).length === 2));
    if (!list) throw new Error('no list of labelled items');
    list.dict.set('S', name('Table'));
    list.dict.delete('A');
    for (const item of itemsOf(file, list.dict)) {
      item.set('S', name('TR'));
      const [label, text] = partsOf(file, item);
      label?.set('S', name('TH'));
      label?.set('A', dict({ O: name('Table'), Scope: name('Row') }));
      text?.set('S', name('TD'));
    }
  },
  attached: (file) => {
    const kind = { Type: name('EmbeddedFile'), Subtype: name('text/plain'), Params: dict({ Size: 5 }) };
    const stream = file.add(dict(kind), 'Words');
    const entries = { Type: name('Filespec'), F: string('words.txt'), UF: string('words.txt'), AFRelationship: name('Source') };
    const specification = file.add(dict({ ...entries, Desc: string('Words'), EF: dict({ F: stream, UF: stream }) }));
    file.catalog.set('Names', dict({ EmbeddedFiles: dict({ Names: [string('words.txt'), specification] }) }));
    file.catalog.set('AF', [specification]);
    file.metadata('<pdfaid:part>2<', '<pdfaid:part>3<');
  },
};

export function itemsOf(file: Editable, list: Dict): readonly Dict[] {
  return file.list(list.get('K')).map((item) => file.dict(item));
}
export function partsOf(file: Editable, item: Dict): readonly Dict[] {
  return file.list(item.get('K')).flatMap((part) => (isRef(part) ? [file.dict(part)] : []));
}
export function firstParagraph(file: Editable): { readonly number: number; readonly dict: Dict } {
  const found = file
    .having('S', 'P')
    .find(({ dict: one }) => one.get('Pg') !== undefined && file.list(one.get('K')).every((kid) => typeof kid === 'number'));
  if (!found) throw new Error('no paragraph');
  return found;
}
/** An action of a kind. */
export const action = (kind: string, entries: Readonly<Record<string, Token>> = {}) => dict({ S: name(kind), ...entries });

/** The form of a picture. */
export function formOf(file: Editable): Dict {
  return file.first('Subtype', 'Form');
}
