/**
 * Where everything stands, read from the operators of the finished PDF and held to the measured values (layout.md §3–6, §9,
 * §10) within half a point. Nothing of the layout's own objects is asked.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../pdf/operators.ts';
import { drop, type Line, lineOf, linesOf, near, pagesOf, root, ruleAt, tolerance } from './reading.ts';

let double: PageReading[];
let council: PageReading[];
let assembly: PageReading[];
beforeAll(async () => {
  [double, council, assembly] = await Promise.all([
    pagesOf('content/sample-letter'),
    pagesOf('test/cases/council'),
    pagesOf('test/cases/assembly-one-item'),
  ]);
});
const first = (pages: PageReading[]): PageReading => pages[0] as PageReading;

describe('the page', () => {
  it('is US Letter', () => {
    for (const page of double) expect([page.width, page.height]).toEqual([612, 792]);
  });
});

describe('the masthead', () => {
  it('sets the Organization’s name at its place', () => {
    const line = lineOf(first(double), 'United Nations');
    near(line.x, 123.35, 'x');
    near(line.baseline, 57.8, 'baseline');
    near(line.end, 206.4, 'end');
    near(line.size, 14, 'size');
  });

  it('sets the symbol flush right, the organs’ letters large', () => {
    const line = lineOf(first(double), 'A/80/');
    expect(line.text.trim()).toBe('A/80/99999*-S/2025/99999*');
    near(line.end, 552.1, 'end');
    near(line.baseline, 56.5, 'baseline');
    const sizes = first(double)
      .texts.filter((text) => Math.abs(text.baseline - 56.5) < 0.5 && text.x > 300)
      .map((text) => [text.text, text.size]);
    expect(sizes).toEqual([
      ['A', 20],
      ['/80/99999*-', 10],
      ['S', 20],
      ['/2025/99999*', 10],
    ]);
  });

  it('draws the thin and the thick rule', () => {
    const thin = ruleAt(first(double), 64.8);
    near(thin.x, 60, 'x');
    near(thin.x + thin.width, 552.6, 'end');
    near(thin.height, 0.5, 'thickness');
    const thick = ruleAt(first(double), 208.9);
    near(thick.x, 59.3, 'x');
    near(thick.x + thick.width, 551.9, 'end');
    near(thick.height, 1.5, 'thickness');
  });

  it('keeps the emblem’s place', () => {
    // The empty box that stands for the emblem: an outline of thin rules.
    const box = first(double).rules.filter(
      (rule) => rule.x >= 64 && rule.x + rule.width <= 121.5 && rule.y >= 70.5 && rule.y + rule.height <= 119,
    );
    near(Math.min(...box.map((rule) => rule.x)), 64.7, 'x');
    near(Math.max(...box.map((rule) => rule.x + rule.width)), 120.8, 'end');
    near(Math.min(...box.map((rule) => rule.y)), 71.3, 'y');
    near(Math.max(...box.map((rule) => rule.y + rule.height)), 118.3, 'foot');
  });

  it('stacks the organs’ names', () => {
    for (const [organ, baseline] of [
      ['General Assembly', 86.4],
      ['Security Council', 105.9],
    ] as const) {
      const line = lineOf(first(double), organ);
      near(line.x, 123.35, `${organ} x`);
      near(line.baseline, baseline, organ);
      near(line.size, 20, `${organ} size`);
    }
    near(lineOf(first(council), 'Security Council').baseline, 86.4, 'a single organ');
  });

  it('sets the distribution block', () => {
    for (const [words, baseline] of [
      ['Distr.: General', 86.7],
      ['10 March 2025', 98.4],
      ['Original: English', 122.4],
    ] as const) {
      const line = lineOf(first(double), words);
      near(line.x, 397, `${words} x`);
      near(line.baseline, baseline, words);
    }
    near(lineOf(first(council), 'English').baseline, 110.4, 'language of a translation');
    near(lineOf(first(council), 'Original: French').baseline, 122.4, 'original language of a translation');
  });
});

describe('the session block', () => {
  it('stands in two columns under the thick rule', () => {
    const page = first(double);
    const organs = linesOf(page).filter((line) => line.size === 10 && /^(General Assembly|Security Council)$/.test(line.text.trim()));
    expect(organs.map((line) => line.text.trim())).toEqual(['General Assembly', 'Security Council']);
    near(organs[0]?.x ?? 0, 60, 'first column');
    near(organs[1]?.x ?? 0, 348.1, 'second column');
    for (const line of organs) near(line.baseline, 210.4 + 11.9, line.text);
    near(lineOf(page, 'Eightieth session').baseline, 210.4 + 23.9, 'session');
    near(lineOf(page, 'Eightieth year').x, 348.1, 'year');
    near(lineOf(page, 'Agenda items').baseline, 210.4 + 35.9, 'agenda line');
  });

  it('sets several item titles apart, and none beyond its measure', () => {
    const page = first(double);
    near(drop(page, 'Agenda items', 'Sundials'), 18, 'agenda line to first title');
    near(drop(page, 'Sundials', 'Gardens and libraries'), 18, 'title to title');
    near(drop(page, 'Gardens and libraries', 'among public'), 12, 'lines of a title');
    for (const line of linesOf(page).filter((one) => one.x < 61 && one.baseline > 212 && one.baseline < 330))
      expect(line.end).toBeLessThanOrEqual(60 + 275.9 + tolerance);
  });

  it('sets a single item’s title close to its line', () => {
    near(drop(first(assembly), 'Agenda item 5', 'Lighthouses'), 12, 'agenda line to title');
  });

  it('leaves the name of one organ alone to the masthead', () => {
    const page = first(assembly);
    expect(
      linesOf(page)
        .filter((line) => line.text.trim() === 'General Assembly')
        .map(({ size }) => size),
    ).toEqual([20]);
    near(lineOf(page, 'Tenth emergency special session').baseline, 210.4 + 11.9, 'session');
  });
});

describe('title and body', () => {
  it('sets the title on the text’s measure after the session block', () => {
    const page = first(double);
    near(drop(page, 'among public', 'Identical letters'), 31.2, 'last agenda line to title');
    near(lineOf(page, 'Identical letters').x, 123.35, 'x');
    near(lineOf(page, 'Identical letters').size, 12, 'size');
    const title = linesOf(page).filter((line) => line.size === 12);
    expect(title.length).toBeGreaterThan(1);
    for (const [index, line] of title.entries())
      if (index > 0) near(line.baseline - (title[index - 1] as Line).baseline, 13.5, 'title lines');
    for (const line of title) expect(line.end).toBeLessThanOrEqual(488.65 + tolerance);
    near(lineOf(page, 'I have the honour').baseline - (title.at(-1) as Line).baseline, 24.3, 'title to body');
  });

  it('begins a Council letter under the thick rule', () => {
    near(lineOf(first(council), 'Letter dated').baseline, 210.4 + 13.1, 'title');
  });

  it('justifies the body between its edges', () => {
    const page = first(double);
    const body = linesOf(page).filter(
      (line) =>
        line.size > 9.9 &&
        line.size < 10.4 &&
        line.baseline > lineOf(page, 'I have the honour').baseline - 1 &&
        line.baseline < 710 &&
        line.x < 148,
    );
    near(lineOf(page, 'I have the honour').x, 147.1, 'first line');
    const full = body.filter((line) => line.end > 480);
    expect(full.length).toBeGreaterThan(10);
    for (const line of full) near(line.end, 488.65, `end of "${line.text}"`);
    for (const line of body)
      expect(
        [123.35, 147.1].some((x) => Math.abs(line.x - x) <= tolerance),
        `${line.x} begins "${line.text}"`,
      ).toBe(true);
  });

  it('sets paragraphs 18 points apart and lines 12', () => {
    const page = first(double);
    const beginnings = linesOf(page).filter((line) => Math.abs(line.x - 147.1) < 0.5 && line.size < 10.4);
    expect(beginnings.length).toBeGreaterThan(2);
    const body = linesOf(page).filter(
      (line) =>
        line.size > 9.9 &&
        line.x > 123 &&
        line.x < 148 &&
        line.baseline > lineOf(page, 'I have the honour').baseline - 1 &&
        line.baseline < 705,
    );
    const steps = new Set(
      body
        .slice(1)
        .map((line, index) => (line.baseline - (body[index] as Line).baseline).toFixed(1))
        .filter((step) => step !== '0.0'),
    );
    expect([...steps].sort()).toEqual(['12.0', '18.0']);
  });

  it('ends page 1 and begins page 2 at the measured lines', () => {
    const lowest = Math.max(
      ...linesOf(first(double))
        .filter((line) => line.x > 123 && line.x < 148 && line.baseline < 715)
        .map((line) => line.baseline),
    );
    expect(lowest).toBeLessThanOrEqual(703.8 + tolerance);
    expect(lowest).toBeGreaterThan(703.8 - 24);
    const top = linesOf(double[1] as PageReading).find((line) => line.baseline > 66 && line.size > 9.9);
    near(top?.baseline ?? 0, 84.5, 'first line of page 2');
  });
});

describe('lists and headings', () => {
  it('stand at the tab stops', () => {
    const lines = double.flatMap(linesOf);
    const at = (label: string) =>
      lines.filter((line) => line.text.trim() === label || line.text.startsWith(`${label} `)).map((line) => line.x);
    expect(at('1.').length).toBe(1);
    for (const x of at('1.')) near(x, 123.35, '1.');
    expect(at('(b)').length).toBe(1);
    for (const x of at('(b)')) near(x, 147.1, '(b)');
    const letterText = lines.find((line) => line.text.startsWith('The material of every part'));
    near(letterText?.x ?? 0, 170.9, 'text after (a)');
    const dash = lines.filter((line) => line.text.trim() === '–');
    expect(dash).toHaveLength(3);
    for (const line of dash) near(line.x, 138.9, 'dash');
    const heading = lines.find((line) => line.text.trim() === 'B.');
    near(heading?.end ?? 0, 111.1, 'heading number');
    near(lines.find((line) => line.text.startsWith('Further work'))?.x ?? 0, 123.35, 'heading');
  });
});

describe('the signature', () => {
  /** Lines flush right below the body: (Signed) Ada, her title, (Signed) Bruno, his two titles. */
  const signatures = () =>
    linesOf(first(council)).filter(
      (line) => line.baseline > lineOf(first(council), 'We should be grateful').baseline + 20 && line.baseline < 700,
    );

  it('stands flush right, 30 points under the body', () => {
    const lines = signatures();
    expect(lines.map((line) => line.text.trim())).toEqual([
      '(Signed) Ada Keeper',
      'Permanent Representative',
      '(Signed) Bruno Warden',
      'Ambassador',
      'Permanent Representative',
    ]);
    const lastOfBody = Math.max(
      ...linesOf(first(council))
        .filter((line) => line.x < 148 && line.x > 123 && line.baseline < (lines[0] as Line).baseline)
        .map((line) => line.baseline),
    );
    near((lines[0] as Line).baseline - lastOfBody, 30, 'body to signature');
    for (const line of lines) {
      expect(line.end, line.text).toBeGreaterThan(487.9 - tolerance);
      expect(line.end, line.text).toBeLessThan(488.65 + tolerance);
    }
    const steps = lines.slice(1).map((line, index) => line.baseline - (lines[index] as Line).baseline);
    for (const [index, step] of [12, 18, 12, 12].entries()) near(steps[index] ?? 0, step, `signature line ${index + 2}`);
  });

  it('is ended by the short rule', () => {
    const rule = ruleAt(first(council), (signatures().at(-1) as Line).baseline + 32.2);
    near(rule.x, 270.2, 'x');
    near(rule.x + rule.width, 342.2, 'end');
    near(rule.height, 0.25, 'thickness');
  });
});

describe('the foot of page 1', () => {
  it('sets job line, bar code, recycling words and QR code', () => {
    const page = first(double);
    const job = lineOf(page, '00-00000');
    expect(job.text.replace(/\s+/g, ' ').trim()).toBe('00-00000* (E) 120325');
    near(job.x, 65.4, 'job x');
    near(job.baseline, 747.6, 'job baseline');
    const [code, qr] = [page.boxes.find((box) => box.x < 100 && box.y > 740), page.boxes.find((box) => box.x > 490 && box.y > 700)];
    near(code?.x ?? 0, 65.4, 'bar code x');
    near((code?.x ?? 0) + (code?.width ?? 0), 166.6, 'bar code end');
    near(code?.height ?? 0, 12.5, 'bar code height');
    near(qr?.x ?? 0, 498.1, 'QR x');
    near(qr?.y ?? 0, 709.3, 'QR y');
    near(qr?.width ?? 0, 54.7, 'QR width');
    near(qr?.height ?? 0, 54.7, 'QR height');
    const words = lineOf(page, 'Please recycle');
    near(words.x, 417.2, 'recycle x');
    const sign = page.boxes.find((box) => box.x > 465 && box.x < 480 && box.y > 730);
    near((sign?.x ?? 0) + (sign?.width ?? 0), 490.2, 'recycling sign’s end');
    near(sign?.y ?? 0, 738.1, 'recycling sign’s top');
  });

  it('prints no page number', () => {
    expect(linesOf(first(double)).map((line) => line.text.trim())).not.toContain('1/2');
  });

  it('sets the special note over it', () => {
    const page = first(double);
    const note = lineOf(page, 'Set again for this exercise');
    near(note.x, 123.35, 'x');
    near(note.size, 8.5, 'size');
    const mark = linesOf(page).find((line) => line.text.trim() === '*' && Math.abs(line.baseline - note.baseline) < 0.5);
    near(mark?.end ?? 0, 119.8, 'mark');
    const rule = ruleAt(page, note.baseline - 11.8);
    near(rule.x, 110.8, 'rule');
    near(rule.width, 72, 'rule’s width');
    expect(note.baseline).toBeLessThanOrEqual(703.8 + tolerance);
  });
});

describe('later pages', () => {
  it('carry the symbols above a rule, at the left of an even page', () => {
    const page = double[1] as PageReading;
    const symbols = linesOf(page).filter((line) => line.baseline < 64);
    expect(symbols.map((line) => line.text.trim())).toEqual(['A/80/99999', 'S/2025/99999']);
    near(symbols[0]?.baseline ?? 0, 49.2, 'first symbol');
    near(symbols[1]?.baseline ?? 0, 59, 'second symbol');
    for (const line of symbols) {
      near(line.x, 60, 'x');
      near(line.size, 8.5, 'size');
    }
    const rule = ruleAt(page, 64.8);
    near(rule.x, 59.3, 'rule');
    near(rule.x + rule.width, 552.1, 'rule’s end');
    near(rule.height, 0.25, 'thickness');
  });

  it('carry the folio outside and the job number inside', () => {
    const page = double[1] as PageReading;
    const folio = lineOf(page, '2/2');
    near(folio.x, 60, 'folio');
    near(folio.baseline, 755.3, 'folio baseline');
    const job = lineOf(page, '00-00000');
    near(job.end, 552, 'job number');
    near(job.baseline, 753.8, 'job baseline');
    near(job.size, 7, 'job size');
  });
});

describe('the status', () => {
  it('stands on every page outside the type area', () => {
    for (const page of double) {
      const mark = lineOf(page, 'Sample: not a document');
      near(mark.size, 7, 'size');
      expect(mark.baseline).toBeGreaterThan(764);
    }
  });
});

describe('a long letter', () => {
  let long: PageReading[];
  let full: PageReading[];
  const home = mkdtempSync(path.join(tmpdir(), 'circulate-geometry-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  beforeAll(async () => {
    // The body of the same letter replaced by one paragraph that fills pages without a gap.
    const source = readFileSync(path.join(root, 'test/cases/long/letter.yaml'), 'utf8');
    const paragraph = `  ${'The vane on the roof of the mill turned with the wind of the morning. '.repeat(220).trim()}\n`;
    mkdirSync(path.join(home, 'content/full'), { recursive: true });
    writeFileSync(path.join(home, 'content/full/letter.yaml'), `${source.slice(0, source.indexOf('body: |\n'))}body: |\n${paragraph}`);
    [long, full] = await Promise.all([pagesOf('test/cases/long'), pagesOf('content/full', home)]);
  });
  const pageOf = (pages: PageReading[], number: number): PageReading => {
    const page = pages[number - 1];
    if (!page) throw new Error(`no page ${number}`);
    return page;
  };
  /** Lines of the type area, of a page that carries a running head. */
  const area = (page: PageReading) => linesOf(page).filter((line) => line.baseline > 66 && line.baseline < 740 && line.text.trim() !== '');
  const baselines = (page: PageReading) => [...new Set(area(page).map((line) => line.baseline.toFixed(1)))].map(Number);

  it('has four pages', () => {
    expect(long).toHaveLength(4);
  });

  it('carries its one symbol at the outer edge of each later page, over the rule', () => {
    for (const number of [2, 3, 4]) {
      const page = pageOf(long, number);
      const heads = linesOf(page).filter((line) => line.baseline < 64);
      expect(heads.map((line) => line.text.trim())).toEqual(['A/80/99996']);
      const [symbol] = heads as [Line];
      near(symbol.baseline, 59, `symbol of page ${number}`);
      near(symbol.size, 8.5, 'size');
      if (number % 2 === 1) near(symbol.end, 552.1, `end on page ${number}`);
      else near(symbol.x, 60, `beginning on page ${number}`);
      expect(page.texts.find((text) => text.text.includes('99996'))?.font).toMatch(/bold/i);
      const rule = ruleAt(page, 64.8);
      near(rule.x, 59.3, 'rule');
      near(rule.x + rule.width, 552.1, 'rule’s end');
    }
  });

  it('carries folio and job number at opposite edges, changing sides from page to page', () => {
    for (const number of [2, 3, 4]) {
      const [folio, job] = [lineOf(pageOf(long, number), `${number}/4`), lineOf(pageOf(long, number), '00-00000')];
      near(folio.baseline, 755.3, 'folio baseline');
      near(job.baseline, 753.8, 'job baseline');
      near(folio.size, 8.5, 'folio size');
      near(job.size, 7, 'job size');
      if (number % 2 === 1) {
        near(folio.end, 552, `folio’s end on page ${number}`);
        near(job.x, 60, `job number on page ${number}`);
      } else {
        near(folio.x, 60, `folio on page ${number}`);
        near(job.end, 552, `job number’s end on page ${number}`);
      }
    }
  });

  it('fills later pages with 55 lines from 84.5 to 732.5', () => {
    for (const number of [2, 3]) {
      const lines = baselines(pageOf(full, number));
      expect(lines).toHaveLength(55);
      near(lines[0] ?? 0, 84.5, 'first line');
      near(lines.at(-1) ?? 0, 732.5, 'last line');
    }
    const body = linesOf(first(full)).filter((line) => Math.abs(line.x - 123.35) < tolerance && line.baseline > 330 && line.baseline < 730);
    const lowest = Math.max(...body.map((line) => line.baseline));
    expect(lowest).toBeGreaterThan(703.8 - 12);
    expect(lowest).toBeLessThanOrEqual(703.8 + tolerance);
  });

  it('never sets a line of the type area lower than 732.5', () => {
    for (const number of [2, 3, 4]) for (const line of baselines(pageOf(long, number))) expect(line).toBeLessThanOrEqual(732.5 + tolerance);
  });

  it('takes a line over to the next page rather than leave a paragraph’s last alone', () => {
    const [third, fourth] = [baselines(pageOf(long, 3)), baselines(pageOf(long, 4))];
    // A line more had room on page 3.
    expect(third.at(-1) ?? 0).toBeLessThanOrEqual(732.5 - 12 + tolerance);
    expect(third.at(-1) ?? 0).toBeGreaterThan(732.5 - 24);
    near(fourth[0] ?? 0, 84.5, 'first line of page 4');
    near((fourth[1] ?? 0) - (fourth[0] ?? 0), 12, 'second line of the same paragraph');
    expect((fourth[2] ?? 0) - (fourth[1] ?? 0)).toBeGreaterThan(12 + tolerance);
    // Nor does a paragraph’s first line, which is indented, end a page alone.
    const last = area(pageOf(long, 3)).reduce((lowest, line) => (line.baseline > lowest.baseline ? line : lowest));
    near(last.x, 123.35, 'last line of page 3');
  });

  it('sets headings apart from text by twelve or six points more, and once from each other', () => {
    // Larger ones have two empty lines of six points on each side, smaller ones one (A/80/604/Add.1).
    near(drop(pageOf(long, 2), 'described here', 'Condition'), 24, 'text to a smaller heading');
    near(drop(pageOf(long, 1), 'Kinds', 'Of all vanes'), 18, 'smaller heading to text');
    near(drop(pageOf(long, 2), 'spindle and not', 'Windmills'), 31.2, 'text to a larger heading');
    near(drop(pageOf(long, 2), 'Windmills', 'The survey counted'), 24.3, 'larger heading to text');
    near(drop(pageOf(long, 3), 'Next steps', 'Common register'), 25.8, 'heading to heading');
  });

  it('ends every heading’s number at 111.1 and begins its text at 123.35', () => {
    const lines = long.flatMap(linesOf);
    const headings = [
      ['I.', 'Findings', 14, /bold/i],
      ['A.', 'Vanes', 12, /bold/i],
      ['1.', 'Kinds', 10, /bold/i],
      ['2.', 'Condition', 10, /bold/i],
      ['(a)', 'Causes', 10, /italic/i],
      ['(i)', 'Rust', 10, /regular|tinos$/i],
      ['(ii)', 'Paint', 10, /regular|tinos$/i],
      ['B.', 'Windmills', 12, /bold/i],
      ['II.', 'Names of the winds', 14, /bold/i],
      ['III.', 'Next steps', 14, /bold/i],
    ] as const;
    for (const [number, words, size, face] of headings) {
      const text = lines.find((line) => line.text.trim() === words);
      near(text?.x ?? 0, 123.35, words);
      near(text?.size ?? 0, size, `size of ${words}`);
      const label = lines.find(
        (line) => line.text.trim() === number && Math.abs(line.baseline - (text?.baseline ?? 0)) < 0.05 && line.end < 123,
      );
      near(label?.end ?? 0, 111.1, `number of ${words}`);
      expect(long.flatMap((page) => page.texts).find((run) => run.text.trim() === words)?.font, words).toMatch(face);
    }
  });

  it('sets lists within lists at their stops', () => {
    const lines = long.flatMap(linesOf);
    const at = (beginning: string) => lines.find((line) => line.text.startsWith(beginning))?.x ?? 0;
    near(at('Cocks, which'), 147.1, 'text of a numbered item');
    near(at('Tails of one sheet'), 170.9, 'text of a lettered item in it');
    near(at('Feathers riveted'), 194.7, 'text of a third level');
    near(at('That a mill'), 147.1, 'text of a dash');
    near(at('How to read the sky'), 170.9, 'text of a dash in a dash');
    near(at('Most of them tell'), 147.1, 'text of a bullet');
    near(at('A cold wind'), 170.9, 'text of a bullet in a bullet');
    const labels = (label: string) => lines.filter((line) => line.text.trim() === label).map((line) => line.x);
    for (const [index, x] of [138.9, 138.9, 158.3, 158.3, 138.9].entries()) near(labels('–')[index] ?? 0, x, `dash ${index + 1}`);
    const bullets = labels('•');
    expect(bullets).toHaveLength(5);
    for (const index of [0, 1, 4]) near(bullets[index] ?? 0, 140.4, `bullet ${index + 1}`);
  });
});
