import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setParagraph } from '../../src/text/paragraph.ts';
import { shaperOf } from '../../src/text/shape.ts';
import { body, column, glyphsOf, hebrew, language, missingIn, pieceOf, rules, setText, settingOf, textsOf, widthOf } from './fixtures.ts';

/** Advance of a letter as the style asks: 10 pt at 103 per cent, and 0.2 pt of tracking. */
function plain(letter: string): number {
  const { face, size, scale, tracking } = body;
  return (face.advanceOf(face.glyphOf(letter.codePointAt(0) ?? 0)) / face.unitsPerEm) * size * scale + tracking;
}

describe('shaping', () => {
  it('gives a letter its own advance, scaled and tracked', () => {
    const [o, n] = glyphsOf(setText('on')[0]);
    expect(o?.advance).toBeCloseTo(plain('o'), 6);
    expect(n?.advance).toBeCloseTo(10 * 1.03 * 0.5 + 0.2, 6);
  });

  it('kerns pairs, and spaces with the letters beside them', () => {
    const [a] = glyphsOf(setText('AV')[0]);
    expect(a?.advance).toBeLessThan(plain('A') - 1);
    const [, space] = glyphsOf(setText('a Ab')[0]);
    expect(space?.advance).toBeLessThan(plain(' ') - 0.5);
  });

  it('kerns neither below the house’s smallest size nor between two faces', () => {
    const small = { ...body, size: 6.5 };
    expect(widthOf('AV', small)).toBeCloseTo(widthOf('A', small) + widthOf('V', small) + small.tracking, 6);
    const bold = settingOf('paragraph', { bold: true });
    const [line] = setParagraph([pieceOf('A'), pieceOf('V', bold)], column, language, rules);
    expect(line?.runs[1]?.x).toBeCloseTo(plain('A'), 6);
  });

  it('lets a word change its face in the middle', () => {
    const italic = settingOf('paragraph', { italic: true });
    const lines = setParagraph([pieceOf('un'), pieceOf('think', italic), pieceOf('able')], column, language, rules);
    expect(textsOf(lines)).toEqual(['unthinkable']);
    expect(lines[0]?.runs.map(({ run }) => [run.piece, run.setting === italic])).toEqual([
      [0, false],
      [1, true],
      [2, false],
    ]);
  });

  it('sets words of a pairwise face letter by letter as the shaper sets them whole', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèçñüßœАВГДЖУФабвгджуф0123456789.,;:’“”«»()/&–—№fi'];
    const manners = [body, settingOf('paragraph', { bold: true }), settingOf('paragraph', { italic: true })];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 14 }), fc.constantFrom(...manners), (word, setting) => {
        const whole = { ...setting, face: { ...setting.face, pairwise: false } };
        const glyphs = (one: typeof setting) => shaperOf(one, language.language, false, true).shape(word.join(''));
        expect(setting.face.pairwise).toBe(true);
        const [pairs, shaped] = [glyphs(setting), glyphs(whole)];
        expect(pairs.width).toBeCloseTo(shaped.width, 9);
        expect(pairs.glyphs).toEqual(shaped.glyphs);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps a no-break space and a no-break hyphen what they are', () => {
    const glyphs = glyphsOf(setText('a\u00a0b\u2011c')[0]);
    expect(glyphs.map((glyph) => glyph.text)).toEqual(['a', '\u00a0', 'b', '\u2011', 'c']);
    expect(glyphs[1]?.id).toBe(body.face.glyphOf(0x20));
  });

  it('draws nothing for controls without a look, and does not miss them', () => {
    const text = 'a\u00adb\u200dc\u200bd';
    const glyphs = glyphsOf(setText(text)[0]);
    expect(glyphs).toHaveLength(4);
    expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
    expect(missingIn([pieceOf(text)])).toEqual([]);
  });

  it('tells of a character no face has, where it stands, and draws nothing for it', () => {
    const missing = missingIn([pieceOf('see '), pieceOf('x 大 y')]);
    expect(missing).toEqual([{ codePoint: 0x5927, piece: 1, offset: 2, face: 'tinos-regular', faceName: 'Tinos-Regular' }]);
    expect(glyphsOf(setText('大x')[0]).map((glyph) => glyph.text)).toEqual(['x']);
    expect(missingIn([pieceOf('\ud800')])).toHaveLength(1);
  });

  it('puts right-to-left words into visual order, figures among them from left to right', () => {
    const [line] = setParagraph([pieceOf('אב 12 גד')], column, hebrew, rules);
    expect(
      glyphsOf(line)
        .map((glyph) => glyph.text)
        .join(''),
    ).toBe('דג 12 בא');
    expect((line?.runs[0]?.x ?? 0) + (line?.width ?? 0)).toBeCloseTo(column.measure, 6);
  });
});
