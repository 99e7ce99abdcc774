import { describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { PdfFile, readPage, readStructure } from './operators.ts';
import { block, content, documentOf, line, pageOf, regular, run, setting } from './sample.ts';

const node = block('paragraph', 'Some words.');
const tree = documentOf([{ type: 'body', at: null, children: [node] }]);
const page = pageOf(1, [line(content(node), 72, 100, run('Some words.', setting(regular, 10)))]);
const cropMarks = { distance: 9, length: 18, thickness: 0.5 };
const written = (paper?: { bleed: number; cropMarks: typeof cropMarks | null }) =>
  writePdf(tree, [page], paper ? { conformance: 2, paper } : { conformance: 2 });
const boxesOf = (bytes: Uint8Array) => {
  const [first] = new PdfFile(bytes).pages;
  return Object.fromEntries(['MediaBox', 'CropBox', 'BleedBox', 'TrimBox'].map((name) => [name, first?.get(name)]));
};

describe('a page for the printer', () => {
  it('is the page alone unless more is asked for', async () => {
    expect(boxesOf(await written())).toEqual({ MediaBox: [0, 0, 612, 792], TrimBox: [0, 0, 612, 792] });
  });

  it('stays where it is when paper is added beyond it', async () => {
    const bytes = await written({ bleed: 9, cropMarks: null });
    expect(boxesOf(bytes)).toEqual({ MediaBox: [-9, -9, 621, 801], BleedBox: [-9, -9, 621, 801], TrimBox: [0, 0, 612, 792] });
    expect(readPage(bytes, 1)).toEqual(readPage(await written(), 1));
  });

  it('has two hairlines at each corner, clear of what is cut off, that no reader takes for content', async () => {
    const bytes = await written({ bleed: 12, cropMarks });
    expect(boxesOf(bytes)).toEqual({ MediaBox: [-30, -30, 642, 822], BleedBox: [-12, -12, 624, 804], TrimBox: [0, 0, 612, 792] });
    const { rules, texts, unmarked } = readPage(bytes, 1);
    expect(unmarked).toEqual([]);
    expect(texts).toEqual(readPage(await written(), 1).texts);
    const mark = { tag: 'Artifact', id: null, type: 'Page', attached: null };
    const lying = [0, 792].flatMap((y) => [-30, 624].map((x) => ({ x, y: y - 0.25, width: 18, height: 0.5, grey: 0, mark })));
    const standing = [0, 612].flatMap((x) => [-30, 804].map((y) => ({ x: x - 0.25, y, width: 0.5, height: 18, grey: 0, mark })));
    expect(rules).toEqual([...lying, ...standing]);
    expect(readStructure(bytes)).toEqual(readStructure(await written()));
  });

  it('has its marks at their usual distance where no paper is added', async () => {
    const bytes = await written({ bleed: 0, cropMarks });
    expect(boxesOf(bytes)).toEqual({ MediaBox: [-27, -27, 639, 819], TrimBox: [0, 0, 612, 792] });
    expect(Math.min(...readPage(bytes, 1).rules.map(({ x }) => x))).toBe(-27);
  });
});
