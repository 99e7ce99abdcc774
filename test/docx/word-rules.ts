/**
 * What Word is known to refuse or to "repair" in a file that the schemas let pass: each rule finds what breaks it, as the part and
 * what is wrong there. Numbers of sections are those of ECMA-376-1.
 */
import path from 'node:path';
import { elementsOf, type XmlElement } from '../../src/xml.ts';
import { childrenOf, named, openPackage, type Package, val, within } from './word-package.ts';

/** A fault of a rule: the part, and what is wrong. */
export type Found = readonly [part: string, what: string];

/** Parts that hold text of the document. */
const storyName = /^word\/(?:document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml$/;
/** The farthest that Word lets anything stand or stretch, in twips: 22 inches. */
const farthest = 31_680;
const largestId = 2 ** 31 - 1;

/** What each kind of relation leads to (ECMA-376-1, 11.3, and ECMA-376-2). */
const wordType = (name: string) => `application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml`;
const contentTypes: Readonly<Record<string, RegExp | string>> = {
  officeDocument: wordType('document.main'),
  styles: wordType('styles'),
  numbering: wordType('numbering'),
  footnotes: wordType('footnotes'),
  endnotes: wordType('endnotes'),
  settings: wordType('settings'),
  header: wordType('header'),
  footer: wordType('footer'),
  fontTable: wordType('fontTable'),
  comments: wordType('comments'),
  theme: 'application/vnd.openxmlformats-officedocument.theme+xml',
  'core-properties': 'application/vnd.openxmlformats-package.core-properties+xml',
  'extended-properties': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  'custom-properties': 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  image: /^image\/(?:png|jpeg|svg\+xml)$/,
};

/** The kind of relation an element names by an attribute. */
const namedKinds: Readonly<Record<string, string>> = {
  'w:headerReference': 'header',
  'w:footerReference': 'footer',
  'w:hyperlink': 'hyperlink',
  'a:blip': 'image',
  'asvg:svgBlip': 'image',
};

/** The rules by what they ask. */
export const rules: Readonly<Record<string, (file: Package) => readonly Found[]>> = {
  'relations have names of their own and lead to parts, or to addresses': (file) =>
    ['', ...file.parts.keys()].flatMap((part) => {
      const relations = file.relationsOf(part);
      const lost = relations.filter(({ external, target }) => (external ? !isAddress(target) : !file.names.includes(target)));
      return [
        ...lost.map(({ target }): Found => [part, target]),
        ...repeated(relations.map(({ id }) => id)).map((id): Found => [part, id]),
        ...relations
          .filter(({ kind, external }) => external !== (kind === 'hyperlink'))
          .map(({ id }): Found => [part, `${id} leads outside`]),
      ];
    }),

  'what names a relation names one of its part and kind, and every relation of a picture, link, head or foot is named': (file) =>
    stories(file).flatMap(([part, root]) => {
      const relations = file.relationsOf(part);
      const names = [...within(root)].flatMap((element) =>
        Object.entries(element.attributes).flatMap(([key, id]) => (key.startsWith('r:') ? [{ element: element.name, id }] : [])),
      );
      const wrong = names.filter(({ element, id }) => relations.find((relation) => relation.id === id)?.kind !== namedKinds[element]);
      const idle = relations.filter(({ kind, id }) => Object.values(namedKinds).includes(kind) && !names.some((name) => name.id === id));
      return [...wrong.map(({ element, id }): Found => [part, `${element} ${id}`]), ...idle.map(({ id }): Found => [part, id])];
    }),

  'every part has the content type of the relation that leads to it': (file) => {
    const types = elementsOf(file.part('[Content_Types].xml'));
    const typeOf = (name: string) =>
      (
        types.find(({ attributes }) => attributes.PartName === `/${name}`) ??
        types.find(({ attributes }) => attributes.Extension === path.posix.extname(name).slice(1))
      )?.attributes.ContentType ?? '';
    const led = ['', ...file.parts.keys()].flatMap((part) => file.relationsOf(part).filter(({ external }) => !external));
    const wrong = led.filter(({ kind, target }) => {
      const type = contentTypes[kind];
      return type instanceof RegExp ? !type.test(typeOf(target)) : type !== typeOf(target);
    });
    const overridden = types.flatMap(({ attributes: { PartName } }) => (PartName === undefined ? [] : [PartName.slice(1)]));
    const reached = new Set(led.map(({ target }) => target));
    const idle = file.names.filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml' && !reached.has(name));
    return [
      ...wrong.map(({ target }): Found => [target, typeOf(target)]),
      ...overridden.filter((name) => !file.names.includes(name)).map((name): Found => [name, 'typed, and not there']),
      ...[...repeated(overridden), ...idle].map((name): Found => [name, 'typed twice, or led to by nothing']),
    ];
  },

  'drawings are numbered each by its own number; so are bookmarks, which end where they begin': (file) => {
    const all = stories(file).flatMap(([part, root]) => [...within(root)].map((element) => [part, element] as const));
    const ids = (name: string, key: string) => all.flatMap(([, element]) => (element.name === name ? [element.attributes[key] ?? ''] : []));
    const drawings = ids('wp:docPr', 'id');
    const [starts, ends] = [ids('w:bookmarkStart', 'w:id'), ids('w:bookmarkEnd', 'w:id')];
    return [
      ...repeated(drawings).map((id): Found => ['drawings', id]),
      ...drawings.filter((id) => !(Number(id) >= 1 && Number(id) <= largestId)).map((id): Found => ['drawings', id]),
      ...[...repeated(starts), ...repeated(ids('w:bookmarkStart', 'w:name'))].map((id): Found => ['bookmarks', id]),
      ...(starts.sort().join() === ends.sort().join() ? [] : [['bookmarks', 'begin and do not end'] as const]),
    ];
  },

  'notes have both separators, which the settings name, and every note is called once by its number': (file) =>
    (['footnote', 'endnote'] as const).flatMap((kind) => {
      const part = `word/${kind}s.xml`;
      const notes = childrenOf(file.part(part), `w:${kind}`);
      const idsOf = (elements: readonly XmlElement[]) => elements.map(({ attributes }) => attributes['w:id'] ?? '');
      const separators = notes.filter(({ attributes }) => attributes['w:type'] !== undefined);
      const types = separators.map(({ attributes }) => attributes['w:type']);
      const told = idsOf(childrenOf(file.part('word/settings.xml'), `w:${kind}Pr`).flatMap((element) => childrenOf(element, `w:${kind}`)));
      const called = idsOf(named(file.part('word/document.xml'), `w:${kind}Reference`));
      const texts = idsOf(notes.filter((note) => !separators.includes(note)));
      return [
        ...(types.join() === 'separator,continuationSeparator' ? [] : [[part, `separators: ${types}`] as const]),
        ...(told.join() === idsOf(separators).join() ? [] : [['word/settings.xml', `separators: ${told}`] as const]),
        ...(called.join() === texts.join() ? [] : [[part, `${texts} called as ${called}`] as const]),
      ];
    }),

  'cells, heads, feet and notes end with a paragraph, the body with its section': (file) =>
    stories(file).flatMap(([part, root]) =>
      named(root, 'w:tc', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:body').flatMap((element): Found[] => {
        const ends = elementsOf(element).map(({ name }) => name);
        const section = element.name === 'w:body' ? ends.pop() : 'w:sectPr';
        return section === 'w:sectPr' && ends.at(-1) === 'w:p' ? [] : [[part, `${element.name} ends with ${ends.at(-1)}`]];
      }),
    ),

  'the cells of every row fill the columns of its table': (file) =>
    stories(file).flatMap(([part, root]) =>
      named(root, 'w:tbl').flatMap((table) => {
        const widths = childrenOf(table, 'w:tblGrid')
          .flatMap((grid) => childrenOf(grid, 'w:gridCol'))
          .map(({ attributes }) => Number(attributes['w:w']));
        return childrenOf(table, 'w:tr').flatMap((row): Found[] => {
          const own = childrenOf(row, 'w:trPr')[0];
          let column = Number(val(own, 'w:gridBefore') ?? 0);
          const cells = childrenOf(row, 'w:tc').flatMap((cell) => childrenOf(cell, 'w:tcPr'));
          const fits = cells.map((cell) => {
            const span = Number(val(cell, 'w:gridSpan') ?? 1);
            const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0);
            column += span;
            return Number(childrenOf(cell, 'w:tcW')[0]?.attributes['w:w']) === width;
          });
          column += Number(val(own, 'w:gridAfter') ?? 0);
          return fits.length > 0 && fits.every(Boolean) && column === widths.length ? [] : [[part, `a row of ${fits.length} cells`]];
        });
      }),
    ),

  'a section names one head and foot of a kind, and what makes Word heed the kind is said': (file) => {
    const sections = named(file.part('word/document.xml'), 'w:sectPr');
    const kinds = sections.map((section) =>
      childrenOf(section, 'w:headerReference', 'w:footerReference').map(({ name, attributes }) => `${name} ${attributes['w:type']}`),
    );
    const even = childrenOf(file.part('word/settings.xml'), 'w:evenAndOddHeaders').length > 0;
    return kinds.flatMap((kind, index): Found[] => {
      const first = childrenOf(sections[index] ?? file.part('word/document.xml'), 'w:titlePg').length > 0;
      const heeded = first === kind.some((one) => one.endsWith(' first')) && (even || !kind.some((one) => one.endsWith(' even')));
      return repeated(kind).length === 0 && heeded ? [] : [['word/document.xml', `section ${index + 1}: ${kind}`]];
    });
  },

  'styles that are named are there, of the right type; each has a name of its own, and none rests on itself': (file) => {
    const root = file.part('word/styles.xml');
    const styles = childrenOf(root, 'w:style');
    const byId = new Map(styles.map((style) => [style.attributes['w:styleId'] ?? '', style]));
    const types: Readonly<Record<string, string>> = { 'w:pStyle': 'paragraph', 'w:rStyle': 'character', 'w:tblStyle': 'table' };
    const lost = [...stories(file), ['word/styles.xml', root] as const].flatMap(([part, story]) =>
      named(story, ...Object.keys(types)).flatMap(({ name, attributes }): Found[] => {
        const id = attributes['w:val'] ?? '';
        return byId.get(id)?.attributes['w:type'] === types[name] ? [] : [[part, `${name} ${id}`]];
      }),
    );
    const wrong = styles.flatMap((style): Found[] => {
      const id = style.attributes['w:styleId'] ?? '';
      const sound = ['w:basedOn', 'w:next', 'w:link'].every((name) => byId.has(val(style, name) ?? id));
      let depth = 0;
      for (let at: XmlElement | undefined = style; at && depth <= styles.length; depth++) at = byId.get(val(at, 'w:basedOn') ?? '');
      return sound && depth <= styles.length ? [] : [['word/styles.xml', id]];
    });
    const names = styles.map((style) => (val(style, 'w:name') ?? '').toLowerCase());
    const defaults = styles.filter(({ attributes }) => attributes['w:default'] === '1' && attributes['w:type'] === 'paragraph');
    return [
      ...lost,
      ...wrong,
      ...[...repeated(names), ...repeated([...styles.map(({ attributes }) => attributes['w:styleId'] ?? '')])].map(
        (name): Found => ['word/styles.xml', name],
      ),
      ...(defaults.length === 1 && childrenOf(root, 'w:docDefaults').length === 1 ? [] : [['word/styles.xml', 'defaults'] as const]),
    ];
  },

  'lists that are named are there': (file) => {
    const root = file.part('word/numbering.xml');
    const idsOf = (name: string, key: string) => childrenOf(root, name).map(({ attributes }) => attributes[key] ?? '');
    const [lists, looks] = [idsOf('w:num', 'w:numId'), idsOf('w:abstractNum', 'w:abstractNumId')];
    const calls = [...file.parts].flatMap(([part, story]) =>
      named(story, 'w:numPr').map((element) => [part, val(element, 'w:numId') ?? ''] as const),
    );
    return [
      ...calls.filter(([, id]) => !lists.includes(id)),
      ...childrenOf(root, 'w:num').flatMap((list): Found[] =>
        looks.includes(val(list, 'w:abstractNumId') ?? '') ? [] : [['word/numbering.xml', 'no look']],
      ),
      ...[...repeated(lists), ...repeated(looks)].map((id): Found => ['word/numbering.xml', id]),
    ];
  },

  'blanks at either end of a text are kept': (file) =>
    stories(file).flatMap(([part, root]) =>
      named(root, 'w:t', 'w:instrText').flatMap(({ attributes, children }): Found[] => {
        const text = children.map((child) => (child.type === 'text' ? child.text : '')).join('');
        return /^\s|\s$|\s\s/.test(text) && attributes['xml:space'] !== 'preserve' ? [[part, text]] : [];
      }),
    ),

  'measures are whole numbers without a unit, and no farther than Word reaches': (file) =>
    [...file.parts].flatMap(([part, root]) =>
      [...within(root)].flatMap(({ name, attributes }) =>
        Object.entries(attributes).flatMap(([key, value]): Found[] => {
          if (!name.startsWith('w:') || !key.startsWith('w:') || !/^-?[\d.]+(?:pt|in|cm|mm|pc|pi|%)?$/.test(value)) return [];
          const isMeasure = measured.has(name);
          return /^-?\d+$/.test(value) && !(isMeasure && Math.abs(Number(value)) > farthest) ? [] : [[part, `${name} ${key} ${value}`]];
        }),
      ),
    ),

  'languages are tags of BCP 47': (file) =>
    [...file.parts].flatMap(([part, root]) =>
      named(root, 'w:lang', 'w:themeFontLang').flatMap(({ attributes }) =>
        Object.values(attributes).flatMap((tag): Found[] => (isLanguage(tag) ? [] : [[part, tag]])),
      ),
    ),

  'a field begins, parts and ends within its paragraph': (file) =>
    stories(file).flatMap(([part, root]) =>
      named(root, 'w:p').flatMap((paragraph): Found[] => {
        const steps = named(paragraph, 'w:fldChar').map(({ attributes }) => attributes['w:fldCharType']);
        return /^(?:begin,(?:separate,)?end(?:,|$))*$/.test(steps.join()) ? [] : [[part, steps.join()]];
      }),
    ),

  'a prefix that may be ignored is declared': (file) =>
    [...file.parts].flatMap(([part, { attributes }]) =>
      (attributes['mc:Ignorable'] ?? '')
        .split(' ')
        .filter((prefix) => prefix !== '' && attributes[`xmlns:${prefix}`] === undefined)
        .map((prefix): Found => [part, prefix]),
    ),
};

/** Elements whose figures are lengths. */
const measured = new Set([
  'w:ind',
  'w:spacing',
  'w:tab',
  'w:pgSz',
  'w:pgMar',
  'w:gridCol',
  'w:tcW',
  'w:tblW',
  'w:tblInd',
  'w:trHeight',
  'w:framePr',
  'w:wAfter',
]);

/** Every fault of a file by rule: rule, part, what. */
export function faultsOf(files: ReadonlyMap<string, Uint8Array>): readonly (readonly [rule: string, ...Found])[] {
  const file = openPackage(files);
  return Object.entries(rules).flatMap(([rule, find]) => find(file).map((found) => [rule, ...found] as const));
}

function stories(file: Package): readonly (readonly [string, XmlElement])[] {
  return [...file.parts].filter(([name]) => storyName.test(name));
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** An address as Word takes it: absolute, without characters that an address must write otherwise (RFC 3986, 2). */
function isAddress(target: string): boolean {
  return URL.canParse(target) && !/[\s<>"{}|\\^`]/.test(target) && !/%(?![\dA-Fa-f]{2})/.test(target);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
