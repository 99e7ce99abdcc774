import { describe, expect, it } from 'vitest';
import { loadFaces, parseFace } from '../../src/style/faces.ts';
import { faces, sheet } from './fixtures.ts';

const regular = faces.face('text', false, false);

describe('faces', () => {
  it('opens a file for each of upright, bold, italic and bold italic', () => {
    const names = [
      faces.face('text', false, false),
      faces.face('text', true, false),
      faces.face('text', false, true),
      faces.face('text', true, true),
    ].map((face) => face.postscriptName);
    expect(names).toEqual(['Tinos-Regular', 'Tinos-Bold', 'Tinos-Italic', 'Tinos-BoldItalic']);
  });

  it('opens each file once a process', async () => {
    const again = await loadFaces(sheet.data);
    expect(again.face('text', false, false)).toBe(regular);
  });

  it('knows the metrics the file states', () => {
    // As OpenType tools print them for this file: head, hhea, OS/2 and hmtx.
    expect(regular.unitsPerEm).toBe(2048);
    expect([regular.ascent, regular.descent]).toEqual([1825, -443]);
    expect(regular.advanceOf(regular.glyphOf(0x20))).toBe(512);
    expect(regular.advanceOf(regular.glyphOf(0x2014))).toBe(2048);
    expect(faces.face('text', false, true).italicAngle).toBeLessThan(-10);
  });

  it('says 0 for a character the face lacks', () => {
    expect(regular.glyphOf(0x4e00)).toBe(0);
    expect(regular.glyphOf(0x2011)).toBeGreaterThan(0);
  });

  it('names the role or the table that is not there', () => {
    expect(() => faces.face('display', false, false)).toThrow('no faces for display');
    expect(() => parseFace('empty', new Uint8Array(12))).toThrow('font file empty has no table head');
  });
});
