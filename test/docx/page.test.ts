import { expect, test } from 'vitest';
import { block, documentNode, letter, pageData, paragraphs, partsOf } from './fixtures.ts';
import { attribute, attributes, elements, margin, one, part, shown, value } from './reading.ts';

const parts = await partsOf(letter(paragraphs(2)));
const text = part(parts, 'word/document.xml');
const sections = elements(text, 'w:sectPr');

test('the page is US Letter with the Organization’s margins; page 1 ends higher than later pages', () => {
  const same = { 'w:top': '1440', 'w:right': '1200', 'w:left': '1200', 'w:header': '432', 'w:footer': '504', 'w:gutter': '0' };
  expect(sections.map((section) => attributes(section, 'w:pgMar'))).toEqual([
    { ...same, 'w:bottom': '1728' },
    { ...same, 'w:bottom': '1152' },
  ]);
  for (const section of sections) expect(attributes(section, 'w:pgSz')).toMatchObject({ 'w:w': '12240', 'w:h': '15840' });
});

test('the second section is continuous, and both sections name the heads and feet of later pages', () => {
  const [first = '', second = ''] = sections;
  expect(first).toContain('<w:titlePg/>');
  expect(second).not.toContain('<w:titlePg/>');
  expect(value(second, 'w:type')).toBe('continuous');
  const kinds = (section: string) => elements(section, 'w:(?:header|footer)Reference').map((found) => attribute(found, 'w:type'));
  const later = ['default', 'default', 'even', 'even'];
  expect(kinds(first).sort()).toEqual([...later, 'first', 'first']);
  expect(kinds(second).sort()).toEqual(later);
});

test('heads and feet of later pages are the same in both sections, each a part of its own', () => {
  const named = (section: string, kind: string) =>
    elements(section, 'w:(?:header|footer)Reference')
      .filter((found) => attribute(found, 'w:type') === kind)
      .map((found) => attribute(found, 'r:id') ?? '');
  const relations = elements(part(parts, 'word/_rels/document.xml.rels'), 'Relationship');
  const target = (id: string) => `word/${attribute(relations.find((found) => attribute(found, 'Id') === id) ?? '', 'Target')}`;
  for (const kind of ['default', 'even']) {
    const [ofFirst = [], ofSecond = []] = sections.map((section) => named(section, kind).map(target));
    expect(ofFirst.filter((name) => ofSecond.includes(name))).toEqual([]);
    expect(ofFirst.map((name) => shown(part(parts, name)))).toEqual(ofSecond.map((name) => shown(part(parts, name))));
  }
});

test('even and odd heads differ, tab stops are 475 apart, and Word 2013’s rules hold', () => {
  const settings = part(parts, 'word/settings.xml');
  expect(settings).toContain('<w:evenAndOddHeaders/>');
  expect(value(settings, 'w:defaultTabStop')).toBe('475');
  const mode = elements(settings, 'w:compatSetting').find((setting) => attribute(setting, 'w:name') === 'compatibilityMode');
  expect(attribute(mode ?? '', 'w:val')).toBe('15');
});

// ---- masthead: layout.md, section 3 ----

const masthead = margin(parts, 'header', 'first');
const rows = elements(masthead, 'w:tr');

test('the masthead is a fixed table of 9850 with the Organization’s columns and exact rows', () => {
  expect(attributes(masthead, 'w:tblW')).toEqual({ 'w:type': 'dxa', 'w:w': '9850' });
  expect(attribute(one(masthead, 'w:tblLayout'), 'w:type')).toBe('fixed');
  expect(elements(masthead, 'w:gridCol').map((column) => attribute(column, 'w:w'))).toEqual([
    '1267',
    '1872',
    '245',
    '3110',
    '245',
    '3096',
    '15',
  ]);
  expect(elements(masthead, 'w:trHeight').map((height) => [attribute(height, 'w:val'), attribute(height, 'w:hRule')])).toEqual([
    ['864', 'exact'],
    ['2880', 'exact'],
  ]);
  for (const edge of elements(one(masthead, 'w:tblCellMar'), 'w:(?:left|right)')) expect(attribute(edge, 'w:w')).toBe('0');
});

test('each row fills the columns: name and symbol above, emblem, organs and distribution below', () => {
  const spans = rows.map((row) => elements(row, 'w:tc').map((cell) => Number(value(cell, 'w:gridSpan') ?? 1)));
  expect(spans).toEqual([
    [1, 1, 1, 4],
    [1, 3, 1, 1],
  ]);
  expect(value(rows[1] ?? '', 'w:gridAfter')).toBe('1');
  const texts = rows.map((row) => elements(row, 'w:tc').map((cell) => elements(cell, 'w:p').map(shown)));
  expect(texts).toEqual([
    [[''], ['United Nations'], [''], ['A/00/1-S/0000/1']],
    [[''], ['General Assembly', 'Security Council'], [''], ['Distr.: General', '10\u00a0January 2025', 'Original: English']],
  ]);
});

test('a thin rule parts the rows and a thick one closes them', () => {
  const [upper = '', lower = ''] = rows;
  for (const cell of elements(upper, 'w:tc')) {
    expect(attribute(one(one(cell, 'w:tcBorders'), 'w:bottom'), 'w:sz')).toBe('4');
    expect(value(cell, 'w:vAlign')).toBe('bottom');
  }
  for (const cell of elements(lower, 'w:tc')) expect(attribute(one(one(cell, 'w:tcBorders'), 'w:bottom'), 'w:sz')).toBe('12');
});

test('the organs’ letters are set by their style and the symbol is lowered by four half-points', () => {
  const runs = elements(elements(rows[0] ?? '', 'w:tc')[3] ?? '', 'w:r');
  expect(runs.map((run) => [shown(run), value(run, 'w:rStyle')])).toEqual([
    ['A', 'OrganLetter'],
    ['/00/1-', null],
    ['S', 'OrganLetter'],
    ['/0000/1', null],
  ]);
  for (const run of runs) expect(value(run, 'w:position')).toBe('-4');
});

test('a line missing from the distribution leaves its place empty', async () => {
  const [head, ...rest] = letter([]).children;
  if (head?.type !== 'masthead') throw new Error('no masthead');
  const extra = block('version-language', 'Spanish');
  const before = async (children: typeof head.children) => {
    const xml = margin(await partsOf(documentNode([{ ...head, children }, ...rest])), 'header', 'first');
    const last = elements(xml, 'w:p').find((paragraph) => shown(paragraph).startsWith('Original'));
    return Number(attribute(one(last ?? '', 'w:spacing'), 'w:before'));
  };
  // One line of 10-point type at its face's own height, 11.5 points, and the half-point between the lines.
  expect((await before(head.children)) - (await before([...head.children, extra]))).toBeCloseTo(240, -1);
});

// ---- heads and feet: layout.md, sections 9 and 10 ----

test('symbols stand outside over a fine rule: at the left on even pages, at the right on odd ones', () => {
  for (const [kind, cell, alignment] of [
    ['even', 0, null],
    ['default', 1, 'right'],
  ] as const) {
    const head = margin(parts, 'header', kind);
    expect(elements(head, 'w:gridCol').map((column) => attribute(column, 'w:w'))).toEqual(['4920', '4920']);
    expect(attribute(one(head, 'w:trHeight'), 'w:val')).toBe('864');
    expect(attribute(one(one(head, 'w:tblBorders'), 'w:bottom'), 'w:sz')).toBe('2');
    const found = elements(elements(head, 'w:tc')[cell] ?? '', 'w:p');
    expect(found.map(shown)).toEqual(['A/00/1', 'S/0000/1']);
    for (const paragraph of found) {
      expect(value(paragraph, 'w:pStyle')).toBe('Header');
      expect(value(paragraph, 'w:jc')).toBe(alignment);
    }
    expect(shown(elements(head, 'w:tc')[1 - cell] ?? '')).toBe('');
  }
});

test('page number and number of pages are fields outside, the job number stands inside', () => {
  for (const [kind, cell] of [
    ['even', 0],
    ['default', 1],
  ] as const) {
    const cells = elements(margin(parts, 'footer', kind), 'w:tc');
    const outside = cells[cell] ?? '';
    expect(elements(outside, 'w:instrText').map((field) => field.replaceAll(/<[^>]+>/g, '').trim())).toEqual(['PAGE', 'NUMPAGES']);
    expect(shown(outside)).toBe('/');
    expect(value(outside, 'w:pStyle')).toBe('Footer');
    expect(shown(cells[1 - cell] ?? '')).toBe('00-00000');
  }
});

test('the foot of page 1 has job line and recycling words, and its pictures stand where the page says', () => {
  const foot = margin(parts, 'footer', 'first');
  expect(elements(foot, 'w:tc').map(shown)).toEqual(['00-00000 (E)    170125', 'Please recycle']);
  expect(foot).not.toContain('PAGE');
  const places = elements(foot, 'wp:anchor').map((anchor) => [
    attribute(one(anchor, 'wp:docPr'), 'descr'),
    ...elements(anchor, 'wp:posOffset').map((offset) => Number(offset.replaceAll(/<[^>]+>/g, '')) / 12700),
    Number(attribute(one(anchor, 'wp:extent'), 'cx')) / 12700,
    Number(attribute(one(anchor, 'wp:extent'), 'cy')) / 12700,
  ]);
  const at = (place: keyof typeof pageData.foot & ('bar-code' | 'recycle-sign' | 'qr-code')) => {
    const { x, y, width, height } = pageData.foot[place];
    return [x, y, width, height].map((points) => expect.closeTo(points, 1));
  };
  expect(places).toEqual([
    ['Bar code of job number 00-00000', ...at('bar-code')],
    ['Recycling sign', ...at('recycle-sign')],
    ['QR code', ...at('qr-code')],
  ]);
});

test('the status mark stands in the foot of every page, in its small style, at the outer edge', () => {
  for (const [kind, alignment] of [
    ['first', 'right'],
    ['default', 'right'],
    ['even', null],
  ] as const) {
    const [mark = ''] = elements(margin(parts, 'footer', kind), 'w:p');
    expect(shown(mark)).toBe('Sample: not a real document');
    expect(value(mark, 'w:pStyle')).toBe('StatusMark');
    expect(value(mark, 'w:jc')).toBe(alignment);
    expect(attributes(mark, 'w:framePr')).toMatchObject({ 'w:vAnchor': 'page', 'w:hAnchor': 'page', 'w:x': '1200' });
  }
});

test('every picture has alternative text and a number of its own, and an SVG comes with a PNG', () => {
  const drawings = [...parts].flatMap(([name, xml]) => (/^word\/(document|header|footer)/.test(name) ? elements(xml, 'wp:docPr') : []));
  const pictures = drawings.filter((drawing) => attribute(drawing, 'descr') !== null);
  expect(pictures.map((picture) => attribute(picture, 'descr'))).toEqual(
    expect.arrayContaining(['Place of the emblem', 'Bar code of job number 00-00000', 'Recycling sign', 'QR code']),
  );
  expect(new Set(drawings.map((drawing) => attribute(drawing, 'id'))).size).toBe(drawings.length);
  const media = [...parts.keys()].filter((name) => name.startsWith('word/media/'));
  const names = (extension: string) =>
    media
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length))
      .sort();
  expect(names('.svg')).toEqual(names('.png'));
  // Bar code, sign and QR code; the empty box is a drawing of Word's own.
  expect(names('.svg')).toHaveLength(3);
});
