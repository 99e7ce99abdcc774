import { describe, expect, it } from 'vitest';
import { setParagraph } from '../../src/text/paragraph.ts';
import { body, column, glyphsOf, language, pieceOf, rules, setText, settingOf, sheet, textsOf, widthOf } from './fixtures.ts';

const { shrink, ratio } = rules.justification;
const space = 10 * 1.03 * 0.25 + 0.2;

describe('lines chosen as the originals’ text processor does', () => {
  it('take a word that overflows if no space shrinks by more than a quarter', () => {
    const natural = widthOf('meadow meadow meadow');
    const most = 2 * shrink * space;
    const text = 'meadow meadow meadow meadow';
    expect(textsOf(setText(text, { measure: natural - most + 0.01 }))[0]).toBe('meadow meadow meadow');
    expect(textsOf(setText(text, { measure: natural - most - 0.01 }))[0]).toBe('meadow meadow');
  });

  it('leave a short word out if the line without it stretches little', () => {
    const line = 'a a a a a a a a a a';
    // The gain of leaving out “ i”: its letter, a space and the tracking between.
    const gain = widthOf(`${line} i`) - widthOf(line);
    // Nine spaces stretch by (gain - over) / 9, ten shrink by over / 10; they are even at this overflow:
    const even = gain / (1 + (9 * ratio) / 10);
    expect(textsOf(setText(`${line} i am`, { measure: widthOf(`${line} i`) - even + 0.01 }))[0]).toBe(`${line} i`);
    expect(textsOf(setText(`${line} i am`, { measure: widthOf(`${line} i`) - even - 0.01 }))[0]).toBe(line);
  });

  it('fill the measure exactly, the last line excepted', () => {
    const lines = setText('The committee met on many days and heard every speaker who had asked for the floor. '.repeat(6));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines.slice(0, -1)) {
      expect(line.width).toBeCloseTo(column.measure, 6);
      // Whoever adds up what is drawn finds the measure, and the last letter's tracking beyond it.
      const drawn = glyphsOf(line).reduce((sum, glyph) => sum + glyph.advance, 0);
      expect(drawn).toBeCloseTo(column.measure + body.tracking, 6);
    }
    expect(lines.at(-1)?.width).toBeCloseTo(widthOf(lines.at(-1)?.text ?? ''), 6);
    expect(lines.at(-1)?.end).toBe('paragraph');
  });

  it('stretch no-break spaces like others', () => {
    const [line] = setText(`one\u00a0two three ${'four'.repeat(30)}`);
    const spaces = glyphsOf(line).filter((glyph) => /\s/.test(glyph.text));
    expect(spaces.map((glyph) => glyph.text)).toEqual(['\u00a0', ' ']);
    expect(spaces[0]?.advance).toBeCloseTo(spaces[1]?.advance ?? 0, 6);
  });

  it('begin the first line at its indent and the others at theirs', () => {
    const lines = setText('word '.repeat(60), { first: 23.75, turnover: 5 });
    expect(lines[0]?.indent).toBe(23.75);
    expect(lines[1]?.indent).toBe(5);
    expect(lines[0]?.width).toBeCloseTo(365.3 - 23.75, 6);
    expect(lines[1]?.runs[0]?.x).toBe(5);
  });

  it('are one box long, and overfull, if a box is wider than the measure', () => {
    const long = 'x'.repeat(100);
    const lines = setText(`a ${long} b`);
    expect(textsOf(lines)).toEqual(['a', long, 'b']);
    expect(lines[1]?.overfull).toBeCloseTo(widthOf(long) - column.measure, 6);
    expect(lines[0]?.overfull).toBe(0);
  });

  it('follow tracking: a tight paragraph holds more', () => {
    const text = 'Wells and roads were what the members spoke of, at length, and then, though not all of them, of schools. '.repeat(60);
    const tight = { ...body, tracking: body.tracking + sheet.data.justification.tight };
    expect(setText(text, {}, tight).length).toBeLessThan(setText(text).length);
  });
});

describe('ragged lines', () => {
  const title = settingOf('title');
  const text = 'Letter from the Chair of the Working Party addressed to the Vice-President of the Upper House';

  it('take what fits and shrink nothing', () => {
    const lines = setText(text, { align: 'start', breaksAtHyphens: false, measure: 200 }, title);
    for (const line of lines) {
      expect(line.width).toBeCloseTo(widthOf(line.text, title), 6);
      expect(line.width).toBeLessThanOrEqual(200);
    }
  });

  it('break no word and no phrase of a title', () => {
    for (let measure = 120; measure < 420; measure += 3) {
      const lines = textsOf(setText(text, { align: 'start', breaksAtHyphens: false, measure }, title));
      expect(lines.join(' ')).toBe(text);
      expect(lines.some((line) => line.endsWith('Upper') || line.endsWith('-'))).toBe(false);
    }
  });

  it('stand flush right with their last letter’s tracking, or centred', () => {
    const [right] = setText('Chair', { align: 'end' });
    expect((right?.runs[0]?.x ?? 0) + (right?.runs[0]?.run.width ?? 0)).toBeCloseTo(column.measure, 6);
    const [centred] = setText('Chair', { align: 'centre' });
    expect(2 * (centred?.runs[0]?.x ?? 0) + (centred?.runs[0]?.run.width ?? 0)).toBeCloseTo(column.measure, 6);
  });
});

describe('lines the author ends', () => {
  const pieces = ['The first line is here,', '\n', 'the second is here too,', '\n', 'the end.'].map((text) => pieceOf(text));

  it('stay natural in a justified paragraph', () => {
    const lines = setParagraph(pieces, column, language, rules);
    expect(lines.map((line) => line.end)).toEqual(['hand', 'hand', 'paragraph']);
    for (const line of lines) expect(line.width).toBeCloseTo(widthOf(line.text), 6);
  });

  it('are filled if the paragraph keeps its lines, all but the last', () => {
    const lines = setParagraph(pieces, { ...column, measure: 130, linesKept: true }, language, rules);
    expect(textsOf(lines)).toEqual(['The first line is here,', 'the second is here too,', 'the end.']);
    expect(lines[0]?.width).toBeCloseTo(130, 6);
    expect(lines[2]?.width).toBeCloseTo(widthOf('the end.'), 6);
  });

  it('are left as short as they are where they take up too little of the measure', () => {
    const natural = widthOf('The first line is here,');
    const widthIn = (measure: number) => setParagraph(pieces, { ...column, measure, linesKept: true }, language, rules)[0]?.width;
    const most = natural / rules.justification['kept-fill'];
    expect(widthIn(most - 1)).toBeCloseTo(most - 1, 6);
    expect(widthIn(most + 1)).toBeCloseTo(natural, 6);
  });

  it('are overfull if even the tightest spaces do not help', () => {
    const kept = [pieceOf('The first line is here,'), pieceOf('\n'), pieceOf('the end.')];
    const least = widthOf('The first line is here,') - 4 * space * rules.justification['kept-shrink'];
    const [fitting] = setParagraph(kept, { ...column, measure: least + 0.01, linesKept: true }, language, rules);
    expect(fitting?.overfull).toBe(0);
    const [overfull] = setParagraph(kept, { ...column, measure: least - 2, linesKept: true }, language, rules);
    expect(overfull?.overfull).toBeCloseTo(2, 6);
  });

  it('may be empty', () => {
    expect(textsOf(setText('one\n\ntwo'))).toEqual(['one', '', 'two']);
    expect(textsOf(setText(''))).toEqual(['']);
    expect(textsOf(setParagraph([], column, language, rules))).toEqual(['']);
  });
});
