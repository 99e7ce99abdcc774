/** Lines as other scripts fill them: Arabic by lengthened joints, Chinese between letters; line ends and blank halves of marks. */
import { describe, expect, it } from 'vitest';
import type { Line, Piece, SetGlyph } from '../../src/text/line.ts';
import { setParagraph } from '../../src/text/paragraph.ts';
import { rolesOf } from '../../src/text/roles.ts';
import { corpus, house } from '../pdf/languages.ts';

const faces = await house.faces();

function languageOf(code: string) {
  const language = house.languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  return language;
}

/** Sets a paragraph in the look the house gives body text of a language. */
function set(text: string, code: string, measure = 365.3): readonly Line[] {
  const language = languageOf(code);
  const { sheet } = house.styleIn(language);
  const style = sheet.style('paragraph');
  const setting = { face: faces.face('text', false, false), size: style.size, scale: style.scale, tracking: style.tracking, rise: 0 };
  const pieces: Piece[] = [{ text, setting, language: code }];
  const scripts = { roles: rolesOf(sheet.data, faces), scriptOf: (one: string) => house.languages.get(one)?.script ?? '' };
  const rules = { justification: sheet.data.justification, kernFrom: sheet.data['kern-from'], scripts };
  const shape = { measure, first: 0, turnover: 0, align: 'justify' as const, chooser: 'word' as const, breaksAtHyphens: true };
  return setParagraph(pieces, shape, language, rules);
}

const glyphsOf = (line: Line): readonly SetGlyph[] => line.runs.flatMap(({ run }) => run.glyphs);
const widthOf = (line: Line) => line.runs.reduce((sum, { run }) => sum + run.width, 0);
const tatweel = '\u0640';

describe('Arabic', () => {
  const paragraphs = corpus('arabic');
  const lines = paragraphs.flatMap((text) => set(text, 'ar'));

  it('is set without losing, doubling or adding a character', () => {
    for (const [index, text] of paragraphs.entries()) {
      const own = set(text, 'ar');
      const read = own.map((line) => line.text).join('');
      expect(read.replaceAll(' ', ''), `paragraph ${index}`).toBe(text.replaceAll(' ', ''));
      for (const line of own) {
        const drawn = glyphsOf(line)
          .flatMap((glyph) => [...glyph.text])
          .sort();
        expect(drawn.join('')).toBe([...line.text].sort().join(''));
      }
    }
  });

  it('shows a grouped figure alike, whichever group was typed first', () => {
    const seen = (figure: string) =>
      set(`بلغ العدد ${figure} مصباح`, 'ar')
        .flatMap(glyphsOf)
        .map(({ text }) => text)
        .join('')
        .match(/[\d ,]*\d/)?.[0]
        .trim();
    for (const [one, other] of [
      ['350 000', '000 350'],
      ['18 600', '600 18'],
      ['1 234,5', '234,5 1'],
      ['18 350 000', '000 350 18'],
    ] as const)
      expect([seen(one), seen(other)]).toEqual([one, one]);
    expect(seen('12 345 678')).toBe('12 345 678');
  });

  it('fills its lines to the measure', () => {
    const filled = lines.filter((line) => line.end === 'engine');
    expect(filled.length).toBeGreaterThan(100);
    for (const line of filled) expect(line.width).toBeCloseTo(365.3, 1);
    for (const line of filled) expect(widthOf(line)).toBeCloseTo(line.width, 1);
  });

  it('lengthens joints in most of them, and none in a last line', () => {
    // Marks have no advance; a tatweel has one and stands for nothing.
    const lengthened = (line: Line) => glyphsOf(line).some(({ text, advance }) => text === '' && advance > 0);
    const filled = lines.filter((line) => line.end === 'engine');
    expect(filled.filter(lengthened).length).toBeGreaterThan(filled.length / 2);
    for (const line of lines.filter(({ end }) => end !== 'engine')) {
      const [alone] = set(line.text, 'ar', Number.MAX_SAFE_INTEGER);
      expect(glyphsOf(line)).toHaveLength(glyphsOf(alone as Line).length);
    }
  });

  it('lengthens no joint within lam-alef, behind a letter that does not join, or in a Latin word', () => {
    const [first] = set('لا لا لا دار وزر LATIN WORDS لا لا ورد دار لا لا لا زاد لا', 'ar', 150);
    expect(glyphsOf(first as Line).filter(({ text }) => text === '')).toEqual([]);
    expect(first?.end).toBe('engine');
  });

  it('keeps a tatweel of the author', () => {
    const [line] = set('الســلام عليكم', 'ar');
    expect(line?.text).toContain(tatweel + tatweel);
    const drawn = glyphsOf(line as Line).map((glyph) => glyph.text);
    expect(drawn.join('').split(tatweel)).toHaveLength(3);
  });

  it('leaves the name of God in its own form, however much a line lacks', () => {
    const shapes = (text: string, measure: number) => {
      const drawn = glyphsOf(set(text, 'ar', measure)[0] as Line);
      return drawn.filter(({ text: one }) => 'اله'.includes(one)).map(({ id, advance }) => `${id} ${advance.toFixed(3)}`);
    };
    const text = 'الله والله بالله لله';
    const free = shapes(text, 365.3);
    for (const measure of [75, 78, 81, 84]) expect(shapes(`${text} والسكينة والطمأنينة`, measure), `${measure}`).toEqual(free);
  });

  it('reads a symbol, a date in figures and a foreign name in their own direction', () => {
    const visual = (text: string) =>
      glyphsOf(set(text, 'ar')[0] as Line)
        .map((glyph) => glyph.text)
        .join('');
    expect(visual('الوثيقة A/80/L.12 (2025) هنا')).toContain('A/80/L.12 (2025)');
    expect(visual('في 5/12/2024 أو 2024-12-05 كان')).toContain('5/12/2024');
    expect(visual('في 17 January 2020 كان')).toContain('17 January 2020');
    expect(visual('بلغ 450 000 وحدة')).toContain('450 000');
    expect(visual('السيد John F. Smith هنا')).toContain('John F. Smith');
  });
});

describe('Chinese', () => {
  const paragraphs = corpus('chinese');
  const lines = paragraphs.flatMap((text) => set(text, 'zh'));
  const { letters } = languageOf('zh').typesetting ?? {};
  const opening = letters?.opening ?? '';
  const closing = letters?.closing ?? '';

  it('begins no line with a closing mark and ends none with an opening one', () => {
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.map((line) => line.text.charAt(0)).filter((mark) => closing.includes(mark))).toEqual([]);
    expect(lines.map((line) => line.text.at(-1) ?? '').filter((mark) => opening.includes(mark))).toEqual([]);
  });

  it('loses no character at a line’s end', () => {
    for (const text of paragraphs) {
      const joined = set(text, 'zh')
        .map((line) => line.text)
        .join('');
      expect(joined.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  it('opens no gap as far as a space, and none within a Latin word', () => {
    const size = 10.5;
    const natural = new Map<string, number>();
    for (const glyph of glyphsOf(set('日晷是', 'zh')[0] as Line)) natural.set(glyph.text, glyph.advance);
    const gaps = lines.filter((line) => line.end === 'engine').flatMap((line) => glyphsOf(line).filter(({ text }) => natural.has(text)));
    for (const glyph of gaps) expect(glyph.advance - (natural.get(glyph.text) ?? 0)).toBeLessThan(size / 10);
    const [narrow] = set('一二三四五六七八Mentha九十甲乙丙丁', 'zh', 150);
    const latin = glyphsOf(narrow as Line).filter(({ text }) => /[a-z]/.test(text));
    const free = glyphsOf(set('Mentha', 'zh')[0] as Line).filter(({ text }) => /[a-z]/.test(text));
    expect(latin.map(({ advance }) => advance)).toEqual(free.map(({ advance }) => advance));
  });

  it('sets two marks that meet one and a half squares wide, and lets the last one’s blank half hang', () => {
    const width = (text: string) => widthOf(set(text, 'zh')[0] as Line);
    const square = width('日');
    expect(width('日）。日')).toBeCloseTo(3.5 * square, 2);
    expect(width('日”《日')).toBeCloseTo(3.5 * square, 2);
    const [line] = set('日日日日日日日日日，日日日日日日日日日日', 'zh', 9.5 * square + 0.01);
    expect(line?.text).toBe('日日日日日日日日日，');
  });

  it('takes the blank of an opening mark at a line’s head, and there only', () => {
    const square = widthOf(set('日', 'zh')[0] as Line);
    const inked = (text: string) => glyphsOf(set(text, 'zh')[0] as Line).find((glyph) => '“《'.includes(glyph.text));
    for (const mark of '“《') {
      expect(widthOf(set(`${mark}日日`, 'zh')[0] as Line), mark).toBeCloseTo(2.5 * square, 2);
      expect(widthOf(set(`日${mark}日`, 'zh')[0] as Line), mark).toBeCloseTo(3 * square, 2);
      expect((inked(`日${mark}日`)?.dx ?? 0) - (inked(`${mark}日日`)?.dx ?? 0), mark).toBeCloseTo(square / 2, 2);
    }
    // What the head of a line gives, a further letter takes.
    const ends = (measure: number) => set('日日日日“月月月月月月', 'zh', measure * square + 0.01).map((line) => line.text);
    expect(ends(4.5)).toEqual(['日日日日', '“月月月月', '月月']);
    expect(ends(5)).toEqual(['日日日日', '“月月月月', '月月']);
    expect(ends(6)).toEqual(['日日日日“月', '月月月月月']);
  });

  it('keeps the groups of a figure as close as they are, however much a line lacks', () => {
    const gapIn = (text: string) => glyphsOf(set(text, 'zh', 150)[0] as Line).find((glyph) => glyph.text === ' ')?.advance ?? 0;
    const natural = gapIn('共1 250页');
    const [line] = set('共1 250页，见https://example.org/register', 'zh', 150);
    expect(line?.text).toBe('共1 250页，见');
    expect(gapIn('共1 250页，见https://example.org/register')).toBeCloseTo(natural, 3);
  });

  it('keeps a figure and its unit together, without a space', () => {
    const text = '甲乙丙丁戊己庚辛壬2025年12月31日';
    for (let measure = 80; measure < 200; measure += 7) {
      const ends = set(text, 'zh', measure).map((line) => line.text);
      expect(ends.join('')).toBe(text);
      expect(ends.filter((one) => /\d$/.test(one) || /^[年月日]/.test(one))).toEqual([]);
    }
  });
});
