import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import type { SetGlyph } from '../../src/text/line.ts';
import type { TextBlock } from '../../src/tree/nodes.ts';
import { PdfFile, readFont, readPage } from './operators.ts';
import { block, bold, content, documentOf, italic, line, pageOf, regular, run, setting } from './sample.ts';

/** A document of one paragraph drawn as the runs given, each on a line of its own. */
async function drawn(runs: readonly ReturnType<typeof run>[], node: TextBlock = block('paragraph', 'any')): Promise<Uint8Array> {
  const items = runs.map((set, index) => line(content(node), 72 + index / 3, 100.123 + index * 12, set));
  return writePdf(documentOf([node]), [pageOf(1, items)]);
}

async function extracted(bytes: Uint8Array): Promise<string> {
  const parser = new PDFParse({ data: new Uint8Array(bytes) });
  try {
    return (await parser.getText({ pageJoiner: '' })).text.trim();
  } finally {
    await parser.destroy();
  }
}

describe('the text of a page', () => {
  it('comes out again with its spaces, dashes and quotes, in the order of drawing', async () => {
    const lines = ['The “first” line – of two', 'and the second, with (brackets) \\ and 50 %', 'Straße, œuvre, №\u00a05: «да»'];
    const bytes = await drawn(lines.map((text) => run(text, setting(regular, 10), { wider: 14 })));
    expect(readPage(bytes, 1).texts.map((text) => text.text)).toEqual(lines);
    // The independent reader prints a no-break space as a space.
    expect(await extracted(bytes)).toBe(lines.join('\n').replace('\u00a0', ' '));
  });

  it('stands where the layout put it, glyph by glyph, to a hundredth of a point', async () => {
    const looks = [
      setting(regular, 10),
      setting(bold, 20, { scale: 1.03 }),
      setting(regular, 10, { scale: 1.03, tracking: 0.2 }),
      setting(italic, 9.5, { scale: 0.97, tracking: -0.1 }),
      setting(bold, 41.5, { tracking: 1 / 3 }),
    ];
    const sets = looks.map((look) => run('A line that is made wider by seventeen points', look, { wider: 17 }));
    const page = readPage(await drawn(sets), 1);
    sets.forEach((set, index) => {
      const text = page.texts[index];
      let pen = 72 + index / 3;
      expect(Math.abs((text?.baseline ?? 0) - (100.123 + index * 12))).toBeLessThan(0.01);
      expect(text?.glyphs).toHaveLength(set.glyphs.length);
      set.glyphs.forEach((glyph, at) => {
        expect(Math.abs((text?.glyphs[at]?.x ?? 0) - pen), `glyph ${at} of line ${index}`).toBeLessThan(0.0125);
        pen += glyph.advance;
      });
    });
  });

  it('has no gap within a word that a reader takes for a space, however wide the kern', async () => {
    const look = setting(italic, 10);
    const plain = run('of ’em', look);
    // An italic f before an apostrophe is kerned apart by more than the tenth of the size that some readers take for a space.
    const kerned = (text: string, at: number, kern: number) => {
      const set = run(text, look);
      return {
        ...set,
        width: set.width + kern,
        glyphs: set.glyphs.map((glyph, i) => (i === at ? { ...glyph, advance: glyph.advance + kern } : glyph)),
      };
    };
    const [wide, narrow] = [kerned('chef’s', 3, 1.1), kerned('chef’s', 3, 0.5)];
    const bytes = await drawn([wide, narrow, plain]);
    expect(await extracted(bytes)).toBe('chef’s\nchef’s\nof ’em');
    const [one, other] = readPage(bytes, 1).texts;
    for (const [shown, kern] of [
      [one, 1.1],
      [other, 0.5],
    ] as const) {
      // The letter behind it stands where the layout has it, the wide kern as part of the f, the narrow one as a displacement.
      const [f, apostrophe] = shown?.glyphs.slice(3, 5) ?? [];
      const gap = (apostrophe?.x ?? 0) - (f?.x ?? 0) - (f?.width ?? 0);
      expect(Math.abs(gap - (kern > 1 ? 0 : kern))).toBeLessThan(0.01);
    }
  });

  it('says size, scale, tracking, rise and face as set, and black by saying nothing', async () => {
    const bytes = await drawn([
      run('raised', setting(bold, 7.5, { scale: 1.03, tracking: 0.2, rise: 3.25 })),
      run('plain', setting(italic, 10)),
    ]);
    const [raised, plain] = readPage(bytes, 1).texts;
    expect(raised).toMatchObject({ size: 7.5, scale: 1.03, rise: 3.25, font: 'Tinos-Bold', grey: 0 });
    expect(raised?.tracking).toBeCloseTo(0.2, 3);
    expect(plain).toMatchObject({ size: 10, scale: 1, tracking: 0, rise: 0, font: 'Tinos-Italic' });
  });

  it('gives one outline a code for each character it stands for', async () => {
    const bytes = await drawn([run('to\u00a0be or\u00a0not to-be anti\u2011be', setting(regular, 10))]);
    expect(readPage(bytes, 1).texts[0]?.text).toBe('to\u00a0be or\u00a0not to-be anti\u2011be');
  });

  it('draws a cluster once and carries its further characters behind it', async () => {
    const glyph = (character: string, advance: number, change: Partial<SetGlyph> = {}): SetGlyph => ({
      id: regular.glyphOf(character.codePointAt(0) ?? 0),
      advance,
      dx: 0,
      dy: 0,
      text: character,
      plain: -1,
      ...change,
    });
    // A letter with a mark set over it by offsets, and one glyph that stands for three characters.
    const glyphs = [glyph('x', 5), glyph('\u0301', 0, { dx: -2.5, dy: 1, text: '' }), glyph('…', 10, { text: '...' }), glyph('y', 5)];
    const first = glyphs[0] as SetGlyph;
    const set = { ...run('x', setting(regular, 10)), glyphs: [{ ...first, text: 'x\u0301' }, ...glyphs.slice(1)], width: 20 };
    const bytes = await drawn([set]);
    const text = readPage(bytes, 1).texts[0];
    expect(text?.text).toBe('x\u0301...y');
    expect(text?.glyphs.map((one) => one.width === 0)).toEqual([false, true, false, true, true, false]);
    expect(text?.glyphs.at(-1)?.x).toBeCloseTo(72 + 15, 2);
    expect((await extracted(bytes)).normalize('NFC')).toBe('x\u0301...y'.normalize('NFC'));
  });

  it('refuses a glyph the face lacks', async () => {
    await expect(drawn([run('漢', setting(regular, 10))])).rejects.toThrow('no glyph for 6f22');
  });
});

describe('an embedded face', () => {
  const text = 'Éàü fi № — “The quick brown fox” 1234567890';
  const fontsOf = (file: PdfFile) => [...file.dict(file.dict(file.pages[0]?.get('Resources')).get('Font')).values()];

  it('is a subset under a tag of its own, the same for the same characters', async () => {
    const names = async (words: string) => {
      const file = new PdfFile(await drawn([run(words, setting(regular, 10)), run(words, setting(bold, 10))]));
      return fontsOf(file).map((font) => file.name(file.dict(font).get('BaseFont')));
    };
    const [one, again, other] = [await names(text), await names(text), await names(`${text}z`)];
    expect(one).toHaveLength(2);
    for (const name of one) expect(name).toMatch(/^[A-Z]{6}\+Tinos-(Regular|Bold)$/);
    expect(one[0]?.slice(0, 6)).not.toBe(one[1]?.slice(0, 6));
    expect(again).toEqual(one);
    expect(other[0]).not.toBe(one[0]);
  });

  it('maps each code to one character and tells the widths of the file inside', async () => {
    const file = new PdfFile(await drawn([run(`${text}\u{1f00}\u00a0`, setting(regular, 10))]));
    const [font] = fontsOf(file);
    const { widths, characters } = readFont(file, font);
    for (const character of characters.values()) expect([...character]).toHaveLength(1);
    expect(new Set(characters.values()).size).toBe(characters.size);
    const descendant = file.dict(file.list(file.dict(font).get('DescendantFonts'))[0]);
    const embedded = tablesOf(file.stream(file.dict(descendant.get('FontDescriptor')).get('FontFile2')).bytes);
    const { hmtx, head, maxp } = embedded;
    const perEm = head?.getUint16(18) ?? 0;
    expect(perEm).toBe(regular.unitsPerEm);
    for (const code of characters.keys()) {
      expect(code).toBeLessThan(maxp?.getUint16(4) ?? 0);
      expect(widths.get(code)).toBeCloseTo(((hmtx?.getUint16(code * 4) ?? 0) * 1000) / perEm, 2);
    }
  });

  it('keeps the outlines of the face, with the parts of composed letters', async () => {
    const file = new PdfFile(await drawn([run('Éaé', setting(regular, 10))]));
    const [font] = fontsOf(file);
    const descendant = file.dict(file.list(file.dict(font).get('DescendantFonts'))[0]);
    const bytes = file.stream(file.dict(descendant.get('FontDescriptor')).get('FontFile2')).bytes;
    const own = tablesOf(bytes);
    const whole = tablesOf(Buffer.from(regular.bytes));
    const boxes = ['É', 'a', 'é'].map((character) => boxOf(whole, regular.glyphOf(character.codePointAt(0) ?? 0)));
    expect([1, 2, 3].map((code) => boxOf(own, code))).toEqual(boxes);
    // Every component points at a glyph that is there.
    const count = own.maxp?.getUint16(4) ?? 0;
    for (let glyph = 0; glyph < count; glyph++) for (const part of partsOf(own, glyph)) expect(part).toBeLessThan(count);
    expect([1, 3].some((code) => partsOf(own, code).length > 0)).toBe(partsOf(whole, regular.glyphOf(0xc9)).length > 0);
  });

  it('adds up to the sums the format asks for', async () => {
    const file = new PdfFile(await drawn([run(text, setting(regular, 10))]));
    const [font] = fontsOf(file);
    const descendant = file.dict(file.list(file.dict(font).get('DescendantFonts'))[0]);
    const bytes = file.stream(file.dict(descendant.get('FontDescriptor')).get('FontFile2')).bytes;
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });
});

type Tables = Readonly<Record<string, DataView>>;

function tablesOf(bytes: Buffer): Tables {
  const tables: Record<string, DataView> = {};
  for (let entry = 12; entry < 12 + bytes.readUInt16BE(4) * 16; entry += 16) {
    const [offset, length] = [bytes.readUInt32BE(entry + 8), bytes.readUInt32BE(entry + 12)];
    tables[bytes.toString('latin1', entry, entry + 4)] = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
  }
  return tables;
}

function startOf({ head, loca }: Tables, glyph: number): number {
  return head?.getInt16(50) === 1 ? (loca?.getUint32(glyph * 4) ?? 0) : (loca?.getUint16(glyph * 2) ?? 0) * 2;
}

function boxOf(tables: Tables, glyph: number): number[] {
  const start = startOf(tables, glyph);
  return [2, 4, 6, 8].map((at) => tables.glyf?.getInt16(start + at) ?? 0);
}

function partsOf(tables: Tables, glyph: number): number[] {
  const start = startOf(tables, glyph);
  const view = tables.glyf;
  if (!view || startOf(tables, glyph + 1) === start || view.getInt16(start) >= 0) return [];
  const parts: number[] = [];
  for (let at = start + 10; ; ) {
    const flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0);
    if (!(flags & 32)) return parts;
  }
}
