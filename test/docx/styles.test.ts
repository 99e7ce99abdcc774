import { expect, test } from 'vitest';
import { sheetOf } from '../../src/style/sheet.ts';
import { block, body, contextOf, documentNode, letter, paragraphs, partsOf, sheetData } from './fixtures.ts';
import { attribute, attributes, elements, one, paragraphWith, part, styleOf, value } from './reading.ts';

const parts = await partsOf(letter(paragraphs(2)));
const styles = part(parts, 'word/styles.xml');

/** Values as the Organization's own files state them: layout.md, section 2. Half-points, per cent, twentieths of a point. */
const table = [
  // id, name, size, scale, tracking, exact leading
  ['SingleTxt', '__Single Txt', 20, 103, 4, 240],
  ['HCh', '_ H _Ch', 28, 103, -2, 300],
  ['H1', '_ H_1', 24, 103, 4, 270],
  ['H23', '_ H_2/3', 20, 103, 2, 240],
  ['H4', '_ H_4', 20, 103, 3, 240],
  ['H56', '_ H_5/6', 20, 103, 4, 240],
  ['TitleH1', 'Title_H1', 24, 103, 4, 270],
  ['Session', 'Session', 20, 103, 2, 240],
  ['AgendaItemNormal', 'Agenda_Item_Normal', 20, 103, 4, 240],
  ['AgendaTitleH2', 'Agenda_Title_H2', 20, 103, 4, 240],
  ['XLarge', 'XLarge', 40, 98, -4, 390],
  ['Publication', 'Publication', 20, 103, 4, 'auto'],
  ['Original', 'Original', 20, 103, 4, 'auto'],
  ['ReleaseDate', 'ReleaseDate', 20, 103, 4, 'auto'],
  ['Header', 'header', 17, 100, 0, 'auto'],
  ['Footer', 'footer', 17, 103, 0, 'auto'],
  ['FootnoteText', 'footnote text', 17, 103, 5, 210],
  ['Bullet1', 'Bullet 1', 20, 103, 4, 240],
  ['MastheadOrganization', 'Masthead Organization', 28, 96, 2, 'auto'],
] as const;

test.each(table)('style %s, shown as "%s", has size %i, scale %i, tracking %i, leading %s', (id, name, size, scale, tracking, leading) => {
  const style = styleOf(styles, id);
  expect(value(style, 'w:name')).toBe(name);
  expect(value(style, 'w:sz')).toBe(String(size));
  expect(value(style, 'w:w')).toBe(String(scale));
  expect(value(one(style, 'w:rPr'), 'w:spacing')).toBe(String(tracking));
  const spacing = attributes(one(style, 'w:pPr'), 'w:spacing');
  expect(spacing['w:lineRule']).toBe(leading === 'auto' ? 'auto' : 'exact');
  expect(spacing['w:line']).toBe(leading === 'auto' ? '240' : String(leading));
});

test('every paragraph style but the base kerns from 7 points', () => {
  const custom = elements(styles, 'w:style').filter(
    (style) => attribute(style, 'w:type') === 'paragraph' && attribute(style, 'w:default') === null,
  );
  expect(custom.length).toBeGreaterThan(20);
  for (const style of custom) expect(value(style, 'w:kern')).toBe('14');
  expect(value(styleOf(styles, 'Normal'), 'w:kern')).toBeNull();
});

test('the base is 10 points at 103 per cent on exactly 12, tracked, without hyphenation', () => {
  const normal = styleOf(styles, 'Normal');
  expect(attribute(normal, 'w:default')).toBe('1');
  expect(value(normal, 'w:sz')).toBe('20');
  expect(value(normal, 'w:w')).toBe('103');
  expect(value(one(normal, 'w:rPr'), 'w:spacing')).toBe('4');
  expect(attributes(one(normal, 'w:pPr'), 'w:spacing')).toEqual({ 'w:after': '0', 'w:line': '240', 'w:lineRule': 'exact' });
  expect(normal).toContain('<w:suppressAutoHyphens/>');
  expect(normal).toContain('<w:widowControl/>');
  expect(value(normal, 'w:lang')).toBe('en-GB');
});

test('the defaults name the face for every script and kern as the Organization’s files do', () => {
  const defaults = one(styles, 'w:docDefaults');
  expect(attributes(defaults, 'w:rFonts')).toMatchObject({
    'w:ascii': 'Times New Roman',
    'w:hAnsi': 'Times New Roman',
    'w:cs': 'Simplified Arabic',
  });
  expect(value(defaults, 'w:kern')).toBe('2');
});

test('body text is justified between indents of 1267 with the Organization’s tab stops', () => {
  const style = styleOf(styles, 'SingleTxt');
  expect(attributes(style, 'w:ind')).toEqual({ 'w:left': '1267', 'w:right': '1267' });
  expect(value(style, 'w:jc')).toBe('both');
  expect(attributes(one(style, 'w:pPr'), 'w:spacing')['w:after']).toBe('120');
  const stops = elements(style, 'w:tab').map((stop) => [attribute(stop, 'w:val'), Number(attribute(stop, 'w:pos'))]);
  expect(stops).toEqual([1267, 1742, 2218, 2693, 3182, 3658, 4133, 4622, 5098, 5573, 6048].map((position) => ['left', position]));
});

test('the title hangs by 1267 behind a right stop at 1022', () => {
  const style = styleOf(styles, 'TitleH1');
  expect(attributes(style, 'w:ind')).toEqual({ 'w:left': '1267', 'w:right': '1267', 'w:hanging': '1267' });
  const [label, first] = elements(style, 'w:tab');
  expect([attribute(label ?? '', 'w:val'), attribute(label ?? '', 'w:pos')]).toEqual(['right', '1022']);
  expect([attribute(first ?? '', 'w:val'), attribute(first ?? '', 'w:pos')]).toEqual(['left', '1267']);
});

test('titles and headings have outline levels, keep with the next block, and are followed by body text', () => {
  const levels = ['TitleH1', 'HCh', 'H1', 'H23', 'H4', 'H56'].map((id) => value(styleOf(styles, id), 'w:outlineLvl'));
  expect(levels).toEqual(['0', '1', '2', '3', '4', '5']);
  for (const id of ['TitleH1', 'HCh', 'H1']) {
    const style = styleOf(styles, id);
    expect(style).toContain('<w:keepNext/><w:keepLines/>');
    expect(value(style, 'w:next')).toBe('SingleTxt');
  }
});

test('the organ’s letter is a character style that says nothing but its size', () => {
  const style = styleOf(styles, 'OrganLetter');
  expect(attribute(style, 'w:type')).toBe('character');
  expect(one(style, 'w:rPr')).toBe('<w:rPr><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr>');
});

test('no two styles share an identifier', () => {
  const ids = elements(styles, 'w:style').map((style) => attribute(style, 'w:styleId'));
  expect(new Set(ids).size).toBe(ids.length);
});

test('no run states scale or tracking; styles do', () => {
  for (const [name, xml] of parts) {
    if (!/^word\/(document|header\d|footer\d|footnotes)/.test(name)) continue;
    for (const run of elements(xml, 'w:r')) expect(run).not.toMatch(/<w:w |<w:spacing |<w:kern |<w:sz /);
  }
});

test('a tight paragraph has a style of its own, tracked tighter, and only then the style exists', async () => {
  expect(styles).not.toContain('SingleTxtTight');
  const tight = await partsOf(documentNode([body([block('paragraph', 'Set closely', { tight: true })])]));
  expect(value(paragraphWith(part(tight, 'word/document.xml'), 'Set closely'), 'w:pStyle')).toBe('SingleTxtTight');
  const style = styleOf(part(tight, 'word/styles.xml'), 'SingleTxtTight');
  expect(value(style, 'w:basedOn')).toBe('SingleTxt');
  // The style's own 0.2 points less 0.1.
  expect(value(one(style, 'w:rPr'), 'w:spacing')).toBe('2');
});

test('one size changed in the style sheet changes that style alone', async () => {
  const changed = { ...sheetData, styles: { ...sheetData.styles, title: { ...sheetData.styles.title, size: 13 } } };
  const other = part(await partsOf(letter(paragraphs(2)), contextOf({ sheet: sheetOf(changed) })), 'word/styles.xml');
  expect(value(styleOf(other, 'TitleH1'), 'w:sz')).toBe('26');
  const rest = (xml: string) => elements(xml, 'w:style').filter((style) => attribute(style, 'w:styleId') !== 'TitleH1');
  expect(rest(other)).toEqual(rest(styles));
});
