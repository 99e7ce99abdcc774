import { afterEach, expect, test, vi } from 'vitest';
import { unzip } from '../../src/deflate.ts';
import type { RasterPicture } from '../../src/layout/picture.ts';
import { elementsOf, parseXml, type XmlElement } from '../../src/xml.ts';
import { block, contextOf, fileOf, letter, paragraphs, partsOf } from './fixtures.ts';
import { elements, margin, part, shown } from './reading.ts';

const zone = process.env.TZ;
afterEach(() => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('the same letter gives the same bytes in another zone, on another day, and after other letters', async () => {
  const tree = letter(paragraphs(3));
  process.env.TZ = 'Pacific/Kiritimati';
  const hour = new Date(0).getHours();
  const first = await fileOf(tree);
  await fileOf(letter(paragraphs(1)));
  process.env.TZ = 'America/Los_Angeles';
  expect(new Date(0).getHours()).not.toBe(hour);
  vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
  expect(Buffer.compare(Buffer.from(await fileOf(tree)), Buffer.from(first))).toBe(0);
});

test('the container’s dates are the first a container can tell', async () => {
  const bytes = Buffer.from(await fileOf(letter([])));
  // PKZIP, 4.3.7: local file header, date at 12; 0x21 is 1 January 1980.
  expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
  expect(bytes.readUInt16LE(10)).toBe(0);
  expect(bytes.readUInt16LE(12)).toBe(0x21);
});

test('properties are the tree’s', async () => {
  const core = part(await partsOf(letter([])), 'docProps/core.xml');
  const says = (name: string) => elements(core, name).map(shown).join('|');
  expect(says('dc:title')).toBe('Letter about <lighthouses> & fog');
  expect(says('dc:creator')).toBe('Permanent Mission of a State');
  expect(says('dc:subject')).toBe('Agenda item 1');
  expect(says('cp:keywords')).toBe('fog, light');
  expect(says('dc:identifier')).toBe('A/00/1');
  expect(says('dc:description')).toBe('Sample: not a real document');
  expect(says('dc:language')).toBe('en');
  expect(says('dcterms:created')).toBe('2020-01-17T00:00:00Z');
  expect(says('dcterms:modified')).toBe('2020-01-17T00:00:00Z');
});

test('every part is well-formed and every relation leads to a part', async () => {
  const parts = await partsOf(letter(paragraphs(1)));
  for (const [name, xml] of parts) {
    if (/\.(?:xml|rels)$/.test(name)) expect([name, parseXml(xml, { size: 1e7, depth: 100 }).type]).toEqual([name, 'element']);
  }
  for (const [name, xml] of parts) {
    if (!name.endsWith('.rels')) continue;
    const folder = name.replace(/_rels\/[^/]*$/, '');
    for (const [, target] of xml.matchAll(/ Target="([^"]*)"/g)) expect([...parts.keys()]).toContain(folder + target);
  }
});

/** Sequences of ECMA-376-1, as far as this program writes them: 17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69, 17.6.17, 17.7.4.17. */
const sequences: Readonly<Record<string, string>> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs suppressAutoHyphens spacing ind jc outlineLvl rPr sectPr',
  'w:rPr': 'rStyle rFonts b bCs i iCs noProof color spacing w kern position sz szCs vertAlign lang',
  'w:tblPr': 'tblW tblInd tblBorders tblLayout tblCellMar',
  'w:tcPr': 'tcW gridSpan tcBorders tcMar vAlign',
  'w:sectPr': 'headerReference footerReference type pgSz pgMar pgNumType titlePg docGrid',
  'w:style': 'name basedOn next qFormat pPr rPr tblPr tblStylePr',
  'w:settings': 'defaultTabStop doNotHyphenateCaps evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat themeFontLang',
};

test('properties stand in the order the standard demands', async () => {
  const parts = await partsOf(letter([...paragraphs(1), block('paragraph', 'Close', { tight: true })]));
  let checked = 0;
  const check = (element: XmlElement): void => {
    const sequence = sequences[element.name]?.split(' ');
    if (sequence) {
      const places = elementsOf(element).map((child) => sequence.indexOf(child.name.replace('w:', '')));
      const heads = (name: string) => name === 'headerReference' || name === 'footerReference';
      // Heads and feet come in any order, before everything else.
      const order = places.map((place) => (heads(sequence[place] ?? '') ? 0 : place));
      expect([element.name, ...elementsOf(element).map((child) => child.name), ...order]).toEqual([
        element.name,
        ...elementsOf(element).map((child) => child.name),
        ...[...order].sort((a, b) => a - b),
      ]);
      expect(places).not.toContain(-1);
      checked++;
    }
    for (const child of elementsOf(element)) check(child);
  };
  for (const [name, xml] of parts) {
    if (!/^word\/(document|styles|settings|footnotes|header\d|footer\d)\.xml$/.test(name)) continue;
    const root = parseXml(xml, { size: 1e7, depth: 100 });
    if (root.type === 'element') check(root);
  }
  expect(checked).toBeGreaterThan(100);
});

test('the user’s emblem stands in its box, undistorted', async () => {
  const emblem: RasterPicture = { type: 'raster', format: 'png', width: 10, height: 10, bytes: onePixel };
  const context = contextOf();
  const parts = await partsOf(letter([]), { ...context, pictures: { ...context.pictures, emblem } });
  const [extent = ''] = elements(margin(parts, 'header', 'first'), 'wp:extent');
  // A square in a box of 56.1 by 47 points is 47 points wide: 596,900 English metric units.
  expect(extent).toContain('cx="596900" cy="596900"');
  const png = [...unzip(await fileOf(letter([]), { ...context, pictures: { ...context.pictures, emblem } }))].filter(
    ([name, bytes]) => name.endsWith('.png') && Buffer.compare(Buffer.from(bytes), Buffer.from(onePixel)) === 0,
  );
  expect(png).toHaveLength(1);
});

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
