import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf } from '../../src/text/boxes.ts';
import { demeritsOf, lineExtent, type Measures } from '../../src/text/fill.ts';
import type { Line, Piece, Shape } from '../../src/text/line.ts';
import { chooseOptimalLines } from '../../src/text/lines-optimal.ts';
import { chooseWordLines } from '../../src/text/lines-word.ts';
import { setParagraph } from '../../src/text/paragraph.ts';
import { body, column, glyphsOf, hebrew, language, rules, settingOf } from './fixtures.ts';

const settings = [body, settingOf('paragraph', { italic: true }), settingOf('paragraph', { bold: true }), settingOf('special-note')];

/** Words as prose has them, hyphens, dashes and no-break spaces among them. */
const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zA-Z]{1,12}[,.]?$/) },
  fc.constantFrom('non-aligned', 'self-rule', '–', 'A/80/1–S/2025/2', '3 May', 'a\u00a0b', '“so”', 'anti\u2011x', 'x'.repeat(90)),
);
const prose = fc.array(word, { minLength: 1, maxLength: 80 }).map((words) => words.join(' '));
const pieces: fc.Arbitrary<Piece[]> = fc.array(
  fc
    .tuple(fc.oneof({ weight: 6, arbitrary: prose }, fc.constant('\n'), fc.constant('  ')), fc.constantFrom(...settings))
    .map(([text, setting]) => ({ text, setting, language: 'en' })),
  { maxLength: 6 },
);
const shape: fc.Arbitrary<Shape> = fc.record({
  measure: fc.integer({ min: 150, max: 400 }),
  first: fc.integer({ min: 0, max: 60 }),
  turnover: fc.integer({ min: 0, max: 60 }),
  align: fc.constantFrom('start', 'end', 'centre', 'justify'),
  chooser: fc.constantFrom('word', 'optimal'),
  breaksAtHyphens: fc.boolean(),
  linesKept: fc.boolean(),
});

/** What the lines leave of a text: null if they do not follow it, else the characters between them. */
function dropped(lines: readonly Line[], text: string): string | null {
  let at = 0;
  let left = '';
  for (const line of lines) {
    if (!text.startsWith(line.text, at)) return null;
    at += line.text.length;
    while (text[at] === ' ') left += text[at++];
    if (line.end === 'hand') left += text[at++] ?? '';
  }
  return at === text.length ? left : null;
}

describe('any paragraph', () => {
  it('is its lines joined, and nothing is lost between them but spaces and breaks by hand', () => {
    fc.assert(
      fc.property(pieces, shape, (all, how) => {
        const text = all.map((piece) => piece.text).join('');
        const lines = setParagraph(all, how, language, rules);
        const left = dropped(lines, text);
        expect(left).not.toBeNull();
        expect(left?.replaceAll(/[ \n]/g, '')).toBe('');
        expect(lines.filter((line) => line.end === 'paragraph')).toHaveLength(1);
      }),
    );
  });

  it('draws every character of its lines', () => {
    fc.assert(
      fc.property(pieces, shape, (all, how) => {
        for (const line of setParagraph(all, how, language, rules)) {
          expect(
            glyphsOf(line)
              .map((glyph) => glyph.text)
              .join(''),
          ).toBe(line.text);
        }
      }),
    );
  });

  it('has no line wider than its measure, unless it says so and cannot help it', () => {
    fc.assert(
      fc.property(pieces, shape, (all, how) => {
        for (const [i, line] of setParagraph(all, how, language, rules).entries()) {
          const measure = how.measure - (i === 0 ? how.first : how.turnover);
          expect(line.width).toBeLessThanOrEqual(measure + line.overfull + 0.001);
          if (line.overfull > 0 && !how.linesKept) {
            const alone = boxesOf([{ text: line.text, setting: body, language: 'en' }], how, language, rules);
            expect(alone.boxes).toHaveLength(1);
          }
        }
      }),
    );
  });

  it('places runs side by side, their widths those of their glyphs', () => {
    fc.assert(
      fc.property(pieces, shape, (all, how) => {
        for (const line of setParagraph(all, how, language, rules)) {
          let x = line.runs[0]?.x ?? 0;
          for (const { x: at, run } of line.runs) {
            expect(at).toBeCloseTo(x, 6);
            expect(run.glyphs.reduce((sum, glyph) => sum + glyph.advance, 0)).toBeCloseTo(run.width, 6);
            x += run.width;
          }
        }
      }),
    );
  });

  it('never has more demerits by total fit than by the measured rule', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 120, max: 400 }), fc.integer({ min: 0, max: 40 }), (all, other, indent) => {
        const { boxes } = boxesOf(all, { breaksAtHyphens: true }, language, rules);
        const measures: Measures = { first: other - indent, other, justified: true };
        const price = (ends: readonly number[]) =>
          ends.reduce((sum, end, i) => {
            const start = ends[i - 1] ?? 0;
            const last = end === boxes.length || boxes[end - 1]?.hand === true;
            const measure = i === 0 ? measures.first : measures.other;
            const parted = boxes[end - 1]?.parted ?? false;
            return sum + demeritsOf(lineExtent(boxes, start, end), measure, last, parted, rules.justification);
          }, 0);
        const optimal = price(chooseOptimalLines(boxes, measures, rules.justification));
        const word = price(chooseWordLines(boxes, measures, rules.justification));
        expect(optimal).toBeLessThanOrEqual(word * (1 + Number.EPSILON * boxes.length));
      }),
    );
  });
});

describe('any text at all', () => {
  it('is set without a fault, in either direction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, rtl) => {
        const lines = setParagraph([{ text, setting: body, language: 'en' }], column, rtl ? hebrew : language, rules);
        expect(lines.length).toBeGreaterThan(0);
        for (const glyph of lines.flatMap(glyphsOf)) expect(glyph.id).not.toBe(0);
      }),
    );
  });
});
