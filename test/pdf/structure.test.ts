import { describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import type { Item } from '../../src/layout/frame.ts';
import type { Picture } from '../../src/layout/picture.ts';
import type { DocumentNode, Emblem, List, ListItem, Part, TextBlock } from '../../src/tree/nodes.ts';
import { readStructure as readBack } from '../../src/verify/read-structure.ts';
import { type Dict, isDict, isName, type Token } from './file.ts';
import { PdfFile, printStructure, readPages, readStructure } from './operators.ts';
import { artifact, block, bold, content, documentOf, italic, line, pageOf, regular, run, setting } from './sample.ts';

const look = setting(regular, 10);
const body = (...children: Extract<Part, { type: 'body' }>['children']): Part => ({ type: 'body', at: null, children });
/** Draws a block as one line. */
const say = (node: TextBlock, y: number, text = node.children.map((child) => ('text' in child ? child.text : '')).join('')): Item =>
  line(content(node), 72, y, run(text, look));

describe('the structure of a document', () => {
  it('follows the tree, whatever the order of drawing', async () => {
    const [title, first, second] = [block('title', 'A title'), block('paragraph', 'One.'), block('paragraph', 'Two.')];
    const tree = documentOf([title, body(first, second)]);
    const bytes = await writePdf(tree, [pageOf(1, [say(second, 300), say(title, 100), say(first, 200)])]);
    expect(printStructure(readStructure(bytes))).toBe(['Document', '  H1 A title', '  Sect', '    P One.', '    P Two.'].join('\n'));
  });

  it('puts a list into items of label and body', async () => {
    const texts = [block('paragraph', 'first'), block('paragraph', 'second')];
    const item = (label: string, text: TextBlock): ListItem => ({ type: 'list-item', at: null, label, children: [text] });
    const items = [item('(a)', texts[0] as TextBlock), item('(b)', texts[1] as TextBlock)];
    const list: List = { type: 'list', at: null, kind: 'lettered', depth: 1, children: items };
    const lines = items.flatMap((one, i) => [
      line(content(one), 72, 100 + i * 20, run(one.label, look)),
      say(texts[i] as TextBlock, 100 + i * 20),
    ]);
    const structure = readStructure(await writePdf(documentOf([body(list)]), [pageOf(1, lines)]));
    expect(printStructure(structure).split('\n').slice(2)).toEqual([
      '    L',
      '      LI',
      '        Lbl (a)',
      '        LBody',
      '          P first',
      '      LI',
      '        Lbl (b)',
      '        LBody',
      '          P second',
    ]);
    const found = find(structure, 'L')?.attributes?.get('ListNumbering');
    expect(isName(found) && found.name).toBe('LowerAlpha');
  });

  it.each([
    ['numbered', '1.', 'Decimal'],
    ['numbered', '١ -', 'Decimal'],
    ['numbered', '(i)', 'LowerRoman'],
    ['lettered', '(a)', 'LowerAlpha'],
    ['lettered', 'A.', 'UpperAlpha'],
    ['lettered', '(أ)', 'LowerAlpha'],
    ['lettered', 'б)', 'LowerAlpha'],
    ['dash', '–', 'None'],
    ['bullet', '•', 'Disc'],
  ] as const)('says how a list is numbered: %s %s', async (kind, label, numbering) => {
    const node = block('paragraph', 'first');
    const item: ListItem = { type: 'list-item', at: null, label, children: [node] };
    const list: List = { type: 'list', at: null, kind, depth: 1, children: [item] };
    const structure = readStructure(await writePdf(documentOf([body(list)]), [pageOf(1, [say(node, 100)])]));
    expect(find(structure, 'L')?.attributes).toEqual(
      new Map([
        ['O', { name: 'List' }],
        ['ListNumbering', { name: numbering }],
      ]),
    );
  });

  it('tags the mark that calls a note as a reference', async () => {
    const title: TextBlock = {
      ...block('title', 'A title'),
      children: [
        { type: 'text', at: null, text: 'A title' },
        { type: 'strong', at: null, children: [{ type: 'note-mark', at: null, text: '*' }] },
        { type: 'text', at: null, text: ' of two' },
      ],
    };
    const piece = (number: number, text: string, x: number) =>
      line(content(title), x, 100, { ...run(text, setting(regular, 10)), piece: number });
    const bytes = await writePdf(documentOf([title]), [pageOf(1, [piece(0, 'A title', 72), piece(1, '*', 110), piece(2, ' of two', 114)])]);
    expect(printStructure(readStructure(bytes))).toBe('Document\n  H1 A title of two\n    Reference\n      Lbl *');
    // In reading order, and in one line to our own reader.
    expect(readBack(bytes)?.join('')).toContain('A title* of two');
  });

  it('skips no level of heading', async () => {
    const types = ['title', 'heading-1', 'heading-3', 'heading-3', 'heading-2', 'heading-1'] as const;
    const headings = types.map((type) => block(type, type));
    const bytes = await writePdf(documentOf([headings[0] as TextBlock, body(...headings.slice(1))]), [
      pageOf(
        1,
        headings.map((one, i) => say(one, 100 + i * 20)),
      ),
    ]);
    expect(printStructure(readStructure(bytes)).match(/H\d [\w-]+/g)).toEqual([
      'H1 title',
      'H2 heading-1',
      'H3 heading-3',
      'H3 heading-3',
      'H3 heading-2',
      'H2 heading-1',
    ]);
  });

  it('begins at H1 without a title', async () => {
    const heading = block('heading-2', 'Only');
    const bytes = await writePdf(documentOf([body(heading)]), [pageOf(1, [say(heading, 100)])]);
    expect(printStructure(readStructure(bytes))).toContain('H1 Only');
  });

  it('sets a heading’s label apart, which stands apart in print too', async () => {
    const heading = block('heading-1', 'Lights', 'A.');
    const items = [line(content(heading), 100, 100, run('A.', look)), line(content(heading), 123, 100, run('Lights', look))];
    const bytes = await writePdf(documentOf([body(heading)]), [pageOf(1, items)]);
    expect(printStructure(readStructure(bytes))).toMatch(/H1 Lights\n +Lbl A\./);
  });

  it('keeps a paragraph over two pages in one element', async () => {
    const [one, two] = [block('paragraph', 'any'), block('paragraph', 'other')];
    const pages = [pageOf(1, [say(one, 700, 'begins here ')]), pageOf(2, [say(one, 100, 'and ends there'), say(two, 130, 'Next.')])];
    const structure = readStructure(await writePdf(documentOf([body(one, two)]), pages));
    expect(printStructure(structure)).toContain('P begins here and ends there');
    expect(find(structure, 'P')?.children.map((child) => 'page' in child && child.page)).toEqual([1, 2]);
  });

  it('sets words of another language apart, and only them', async () => {
    const node = block('paragraph', 'any');
    const items = [
      line(content(node), 72, 100, run('Done ', look)),
      line(content(node), 92, 100, run('mutatis ', setting(italic, 10), { language: 'la' })),
      line(content(node), 72, 112, run('mutatis', setting(italic, 10), { language: 'la' })),
      line(content(node), 110, 112, run(' here.', look)),
    ];
    const structure = readStructure(await writePdf(documentOf([body(node)]), [pageOf(1, items)]));
    expect(printStructure(structure)).toContain('    P Done  here.\n      Span mutatis mutatis');
    expect(find(structure, 'Span')?.language).toBe('la');
    expect(find(structure, 'P')?.language).toBeNull();
  });

  it('gives special notes names, labels and text', async () => {
    const notes = Array.from({ length: 11 }, (_, i) => block('special-note', `note ${i + 1}`, '*'.repeat(i + 1)));
    const items = notes.flatMap((note, i) => [
      line(content(note), 72, 100 + i * 12, run(note.label ?? '', look)),
      line(content(note), 90, 100 + i * 12, run(`note ${i + 1}`, look)),
    ]);
    const bytes = await writePdf(documentOf([{ type: 'special-notes', at: null, children: notes }]), [pageOf(1, items)]);
    const structure = readStructure(bytes);
    expect(printStructure(structure)).toContain('    Note\n      Lbl **\n      P note 2');
    const file = new PdfFile(bytes);
    const names = file
      .list(file.dict(file.dict(file.catalog.get('StructTreeRoot')).get('IDTree')).get('Names'))
      .filter((_, i) => i % 2 === 0);
    const ids = names.map((name) => file.text(name));
    expect(new Set(ids).size).toBe(11);
    expect(ids).toEqual([...ids].sort());
  });

  it('describes pictures in words and says where they are', async () => {
    const picture: Picture = { type: 'vector', width: 10, height: 10, outlines: [{ path: 'M0 0L10 0L10 10Z', grey: 0, rule: 'nonzero' }] };
    const emblem: Emblem = { type: 'emblem', at: null, alt: 'A laurel & a globe' };
    const tree = documentOf([{ type: 'masthead', at: null, children: [emblem] }]);
    const structure = readStructure(
      await writePdf(tree, [pageOf(1, [{ type: 'picture', owner: content(emblem), x: 72, y: 92, width: 50, height: 40, picture }])]),
    );
    const figure = find(structure, 'Figure');
    expect(figure?.alt).toBe('A laurel & a globe');
    expect(figure?.attributes?.get('BBox')).toEqual([72, 792 - 132, 122, 700]);
  });

  it('leaves out what is not drawn', async () => {
    const shown = block('paragraph', 'shown');
    const tree = documentOf([
      { type: 'masthead', at: null, children: [{ type: 'emblem', at: null, alt: 'none' }] },
      body(shown, { type: 'page-break', at: null }),
    ]);
    expect(printStructure(readStructure(await writePdf(tree, [pageOf(1, [say(shown, 100)])])))).toBe('Document\n  Sect\n    P shown');
  });

  it('marks all else as artifacts of their kind, in their order', async () => {
    const node = block('paragraph', 'Text.');
    const items: Item[] = [
      line(artifact('header'), 72, 40, run('A/1', setting(bold, 10))),
      say(node, 100),
      { type: 'rule', owner: artifact('layout'), x: 72, y: 110, width: 72, height: 0.25, grey: 0.5 },
      line(artifact('footer'), 72, 740, run('2/2', look)),
    ];
    const bytes = await writePdf(documentOf([body(node)]), [pageOf(1, items)]);
    const [page] = readPages(bytes);
    expect(page?.unmarked).toEqual([]);
    expect(page?.texts.map((text) => [text.text, text.mark?.tag, text.mark?.type, text.mark?.attached, text.grey])).toEqual([
      ['A/1', 'Artifact', 'Pagination', 'Top', 0],
      ['Text.', 'P', null, null, 0],
      ['2/2', 'Artifact', 'Pagination', 'Bottom', 0],
    ]);
    expect(page?.rules).toEqual([
      { x: 72, y: 110, width: 72, height: 0.25, grey: 0.5, mark: { tag: 'Artifact', id: null, type: 'Layout', attached: null } },
    ]);
  });

  it('refuses content whose node is not in the tree', async () => {
    const stray = block('paragraph', 'stray');
    await expect(writePdf(documentOf([body()]), [pageOf(1, [say(stray, 100)])])).rejects.toThrow('has no place in the structure');
  });
});

describe('the bookmarks', () => {
  it('name the title and the headings, nested, and lead to where they stand', async () => {
    const title: TextBlock = {
      ...block('title', ''),
      children: [
        { type: 'text', at: null, text: 'A title' },
        { type: 'break', at: null },
        { type: 'text', at: null, text: 'of two lines' },
        { type: 'note-mark', at: null, text: '*' },
      ],
    };
    const [one, two, below] = [
      block('heading-1', 'First – “part”', 'I.'),
      block('heading-1', 'Second', 'II.'),
      block('heading-2', 'Below'),
    ];
    const pages = [pageOf(1, [say(title, 100), say(one, 200)]), pageOf(2, [say(below, 110), say(two, 300)])];
    const file = new PdfFile(await writePdf(documentOf([title, body(one, below, two)]), pages));
    expect(bookmarks(file, file.dict(file.catalog.get('Outlines')))).toEqual([
      {
        title: 'A title of two lines',
        page: 1,
        top: 90,
        below: [
          { title: 'I. First – “part”', page: 1, top: 190, below: [{ title: 'Below', page: 2, top: 100, below: [] }] },
          { title: 'II. Second', page: 2, top: 290, below: [] },
        ],
      },
    ]);
    expect(file.name(file.catalog.get('PageMode'))).toBe('UseOutlines');
  });

  it('are left out where there is no heading', async () => {
    const node = block('paragraph', 'Text.');
    const file = new PdfFile(await writePdf(documentOf([body(node)]), [pageOf(1, [say(node, 100)])]));
    expect(file.catalog.has('Outlines')).toBe(false);
  });
});

interface Bookmark {
  readonly title: string;
  readonly page: number;
  readonly top: number;
  readonly below: readonly Bookmark[];
}

function bookmarks(file: PdfFile, parent: Dict): Bookmark[] {
  const kids = file.list(file.dict(file.catalog.get('Pages')).get('Kids')).map((page) => (page as { ref: number }).ref);
  const found: Bookmark[] = [];
  for (let next: Token | undefined = parent.get('First'); next !== undefined; ) {
    const entry = file.dict(next);
    const [page, kind, left, top, zoom] = file.list(entry.get('Dest'));
    expect([kind, left, zoom]).toEqual([{ name: 'XYZ' }, null, null]);
    found.push({
      title: file.text(entry.get('Title')),
      page: kids.indexOf((page as { ref: number }).ref) + 1,
      top: 792 - file.number(top),
      below: bookmarks(file, entry),
    });
    next = entry.get('Next');
  }
  return found;
}

type Structure = ReturnType<typeof readStructure>;
function find(element: Structure, tag: string): Structure | null {
  if (element.tag === tag) return element;
  for (const child of element.children) {
    const found = 'tag' in child ? find(child, tag) : null;
    if (found) return found;
  }
  return null;
}

describe('the catalogue', () => {
  const catalogue = async (change: Partial<DocumentNode>) => {
    const node = block('paragraph', 'Text.');
    const file = new PdfFile(await writePdf({ ...documentOf([body(node)]), ...change }, [pageOf(1, [say(node, 100)])]));
    return { file, catalog: file.catalog };
  };

  it('says language, direction and that the file is tagged', async () => {
    const { file, catalog } = await catalogue({ language: 'ar', direction: 'rtl' });
    expect(file.text(catalog.get('Lang'))).toBe('ar');
    expect(file.dict(catalog.get('MarkInfo')).get('Marked')).toBe(true);
    const preferences = file.dict(catalog.get('ViewerPreferences'));
    expect([preferences.get('DisplayDocTitle'), preferences.get('Direction')]).toEqual([true, { name: 'R2L' }]);
    const [page] = file.pages;
    expect([page?.get('Tabs'), page?.get('TrimBox'), page?.get('MediaBox')]).toEqual([{ name: 'S' }, [0, 0, 612, 792], [0, 0, 612, 792]]);
    expect(isDict(file.resolve(catalog.get('StructTreeRoot')))).toBe(true);
  });
});
