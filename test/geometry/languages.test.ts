/**
 * Where things stand in the languages whose first pages were measured: Spanish as in S/2023/664, Russian as in S/2024/228
 * (layout.md §12), read from the operators of the finished PDF. The letters are invented.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../pdf/operators.ts';
import { lineOf, linesOf, near, pagesOf, ruleAt } from './reading.ts';

const home = mkdtempSync(path.join(tmpdir(), 'circulate-languages-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Lays out a letter, by default of three pages and more: a Council letter in a language, translated from another. */
async function letterIn(
  language: string,
  original: string,
  titles: readonly string[],
  sentence: string,
  paragraphs = 12,
): Promise<PageReading[]> {
  mkdirSync(path.join(home, 'content', language), { recursive: true });
  const paragraph = `  ${sentence.repeat(30).trim()}\n`;
  const body = Array.from({ length: paragraphs }, () => paragraph).join('\n');
  writeFileSync(
    path.join(home, 'content', language, 'letter.yaml'),
    `type: letter
status: sample
language: ${language}
original: ${original}
organs: [{ organ: security-council, year: 79, symbol: S/2024/99999 }]
issued: 2024-03-11
job: { number: 00-00000, dates: [2024-03-18, 2024-03-18] }
qr: https://sample.invalid/xx/S/2024/99999
letter: { date: 2024-03-11, from: [{ office: permanent-representative, of: XA, gender: f }], to: [security-council-president] }
signatories: [{ given: Ada, family: Keeper, titles: [${titles.join(', ')}] }]
body: |
${body}`,
  );
  return pagesOf(`content/${language}`, home);
}

/** The pages of one letter: first, second (a verso) and third (a recto). */
interface Pages {
  readonly first: PageReading;
  readonly verso: PageReading;
  readonly recto: PageReading;
}
function threeOf([first, verso, recto]: readonly PageReading[]): Pages {
  if (!first || !verso || !recto) throw new Error('fewer than three pages');
  return { first, verso, recto };
}

/** A rule's right end, where pieces of it lie side by side. */
const endAt = (page: PageReading, y: number) => ruleAt(page, y).x + ruleAt(page, y).width;
const boxWith = (page: PageReading, x: number, y: number) => {
  const found = page.boxes.find((box) => Math.abs(box.x - x) <= 1 && Math.abs(box.y - y) <= 1);
  if (!found)
    throw new Error(`no picture at ${x} ${y} among ${page.boxes.map((box) => `${box.x.toFixed(1)} ${box.y.toFixed(1)}`).join(', ')}`);
  return found;
};
const emblemOf = (page: PageReading) =>
  page.rules.filter((rule) => rule.x > 61 && rule.x + rule.width < 122 && rule.y > 66 && rule.y + rule.height < 120);

describe('Russian', () => {
  let pages: Pages;
  beforeAll(async () => {
    const sentence = 'Флюгер на крыше старой мельницы повернулся вслед за утренним ветром. ';
    pages = threeOf(await letterIn('ru', 'en', ['Посол', 'Постоянный представитель'], sentence));
  });

  it('begins the Organization’s name at the margin, and lowers the symbol', () => {
    const name = lineOf(pages.first, 'Организация Объединенных Наций');
    near(name.x, 60, 'x');
    near(name.baseline, 57.8, 'baseline');
    near(name.end, 267.1, 'end');
    const symbol = lineOf(pages.first, 'S/2024/99999');
    near(symbol.end, 552.8, 'symbol’s end');
    near(symbol.baseline, 59.5, 'symbol');
    near(lineOf(pages.first, 'Совет Безопасности').x, 123.4, 'organ');
    near(lineOf(pages.first, 'Совет Безопасности').baseline, 86.4, 'organ');
    near(lineOf(pages.first, 'Совет Безопасности').end, 296.7, 'organ’s end');
  });

  it('sets the distribution block in English on its own baselines', () => {
    for (const [words, baseline] of [
      ['Distr.: General', 86.9],
      ['11 March 2024', 98.9],
      ['Russian', 110.9],
      ['Original: English', 122.9],
    ] as const) {
      near(lineOf(pages.first, words).x, 397, `${words} x`);
      near(lineOf(pages.first, words).baseline, baseline, words);
    }
  });

  it('draws longer rules, and the emblem’s box a little higher', () => {
    near(ruleAt(pages.first, 64.8).x, 60, 'thin rule');
    near(endAt(pages.first, 64.8), 553.3, 'thin rule’s end');
    near(endAt(pages.first, 208.9), 552.6, 'thick rule’s end');
    near(Math.min(...emblemOf(pages.first).map((rule) => rule.x)), 63.6, 'emblem x');
    near(Math.min(...emblemOf(pages.first).map((rule) => rule.y)), 69.9, 'emblem y');
  });

  it('keeps title, body and signature where all languages have them', () => {
    const [first, ...title] = linesOf(pages.first).filter((line) => line.size === 12);
    near(first?.x ?? 0, 123.4, 'title x');
    near(first?.baseline ?? 0, 223.3, 'title');
    near((title.at(-1)?.baseline ?? 0) - (first?.baseline ?? 0), 13.5 * title.length, 'title lines');
    const body = lineOf(pages.first, 'Флюгер');
    near(body.x, 147.1, 'first line');
    near(body.baseline - (title.at(-1)?.baseline ?? 0), 24.5, 'title to body');
  });

  it('sets the foot of page 1', () => {
    const job = lineOf(pages.first, '00-00000');
    near(job.x, 65.4, 'job line');
    near(job.baseline, 745.1, 'job line');
    const sign = boxWith(pages.first, 479.1, 735.3);
    near(sign.x + sign.width, 497.1, 'end of the recycling sign');
    const words = lineOf(pages.first, 'Просьба');
    expect(words.end).toBeLessThan(479.1);
    expect(words.x).toBeGreaterThan(209.3);
    near(boxWith(pages.first, 498.8, 710.2).width, 54.7, 'QR code');
    near(boxWith(pages.first, 65.4, 747.6).x, 65.4, 'bar code');
  });

  it('has rules and numbers reach further on later pages', () => {
    for (const page of [pages.verso, pages.recto]) near(endAt(page, 64.8), 557.7, 'rule’s end');
    near(lineOf(pages.verso, 'S/2024/99999').x, 60, 'symbol on a verso');
    near(lineOf(pages.recto, 'S/2024/99999').end, 557.2, 'symbol on a recto');
    near(lineOf(pages.recto, 'S/2024/99999').baseline, 59, 'symbol');
    near(lineOf(pages.verso, '2/').x, 60, 'folio on a verso');
    near(lineOf(pages.recto, '3/').end, 563, 'folio on a recto');
    near(lineOf(pages.recto, '3/').baseline, 755.3, 'folio');
    near(lineOf(pages.verso, '00-00000').end, 562.8, 'job number on a verso');
    near(lineOf(pages.recto, '00-00000').x, 60, 'job number on a recto');
    near(lineOf(pages.recto, '00-00000').baseline, 755.5, 'job number');
  });
});

describe('Spanish', () => {
  let pages: Pages;
  beforeAll(async () => {
    const sentence = 'La veleta del tejado del viejo molino giró con el viento de la mañana. ';
    pages = threeOf(await letterIn('es', 'en', ['Embajadora y', 'Representante Permanente'], sentence));
  });

  it('sets the masthead', () => {
    const name = lineOf(pages.first, 'Naciones Unidas');
    near(name.x, 123.4, 'name');
    near(name.baseline, 57.9, 'name');
    near(name.end, 215.8, 'name’s end');
    near(lineOf(pages.first, 'S/2024/99999').end, 552.8, 'symbol’s end');
    near(lineOf(pages.first, 'S/2024/99999').baseline, 56.4, 'symbol');
    near(lineOf(pages.first, 'Consejo de Seguridad').baseline, 86.4, 'organ');
    for (const [words, baseline] of [
      ['Distr. general', 86.7],
      ['11 de marzo de 2024', 98.2],
      ['Español', 109.9],
      ['Original: inglés', 121.7],
    ] as const) {
      near(lineOf(pages.first, words).x, 397.1, `${words} x`);
      near(lineOf(pages.first, words).baseline, baseline, words);
    }
    near(endAt(pages.first, 64.8), 554.1, 'thin rule’s end');
    near(endAt(pages.first, 208.9), 554.1, 'thick rule’s end');
  });

  it('keeps title and body where all languages have them', () => {
    const title = linesOf(pages.first).filter((line) => line.size === 12);
    near(title[0]?.baseline ?? 0, 223.5, 'title');
    const body = lineOf(pages.first, 'La veleta');
    near(body.x, 147.2, 'first line');
    near(body.baseline - (title.at(-1)?.baseline ?? 0), 24.5, 'title to body');
  });

  it('sets the foot of page 1 from the margin on', () => {
    near(lineOf(pages.first, '00-00000').x, 60, 'job line');
    near(lineOf(pages.first, '00-00000').baseline, 747.6, 'job line');
    near(boxWith(pages.first, 60, 749.5).x, 60, 'bar code');
    const sign = boxWith(pages.first, 473.3, 738.1);
    near(sign.x + sign.width, 491.3, 'end of the recycling sign');
    near(boxWith(pages.first, 498.5, 709.8).width, 54.7, 'QR code');
  });

  it('sets later pages', () => {
    near(endAt(pages.verso, 64.8), 552.2, 'rule’s end');
    near(lineOf(pages.verso, 'S/2024/99999').x, 60, 'symbol');
    near(lineOf(pages.verso, '2/').baseline, 755.3, 'folio');
    near(lineOf(pages.verso, '00-00000').end, 552.3, 'job number');
    near(lineOf(pages.verso, '00-00000').baseline, 755.7, 'job number');
  });
});

describe('a signature', () => {
  it.each([
    ['ru', '(Подпись) Ada Keeper', ['Посол', 'Постоянный представитель']],
    ['es', '(Firmado) Ada Keeper', ['Embajadora y', 'Representante Permanente']],
  ])('stands flush right in %s, its lines 12 points apart', async (language, name, titles) => {
    const [page] = await letterIn(language, 'en', titles, 'xo ', 1);
    if (!page) throw new Error('no page');
    const lines = [name, ...titles].map((words) => lineOf(page, words));
    for (const line of lines) near(line.end, 488.4, line.text);
    expect(lines.slice(1).map((line, index) => Math.round((line.baseline - (lines[index]?.baseline ?? 0)) * 10))).toEqual([120, 120]);
  });
});

/** No first page in Arabic was found: this holds only that ours is the house's in a mirror. */
describe('Arabic', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = threeOf(await letterIn('ar', 'en', ['سفيرة', 'الممثلة الدائمة'], 'دارت دوارة الريح فوق سطح الطاحونة مع نسيم الصباح. '));
  });
  const mirrored = (x: number) => 612 - x;

  it('sets masthead and foot from right to left, and codes as they are', () => {
    const symbol = lineOf(pages.first, 'S/2024/99999');
    near(symbol.x, mirrored(552.1), 'symbol');
    near(symbol.baseline, 56.5, 'symbol');
    for (const words of ['Distr.: General', '11 March 2024', 'Arabic', 'Original: English'])
      near(lineOf(pages.first, words).end, mirrored(397), words);
    near(ruleAt(pages.first, 64.8).x, mirrored(552.6), 'thin rule');
    near(
      Math.max(...pages.first.rules.filter((rule) => rule.y < 120 && rule.width < 60).map((rule) => rule.x + rule.width)),
      mirrored(64.7),
      'emblem',
    );
    near(lineOf(pages.first, '00-00000').end, mirrored(65.4), 'job line');
    near(boxWith(pages.first, mirrored(498.1 + 54.7), 709.3).width, 54.7, 'QR code');
    expect(boxWith(pages.first, mirrored(65.4 + 101.9), 749.5).width).toBeGreaterThan(100);
  });

  it('carries symbols and folios at the outer edge of later pages, which is the other one', () => {
    near(lineOf(pages.verso, 'S/2024/99999').end, mirrored(60), 'symbol on a verso');
    near(lineOf(pages.recto, 'S/2024/99999').x, mirrored(552.1), 'symbol on a recto');
    near(lineOf(pages.verso, '2/').end, mirrored(60), 'folio on a verso');
    near(lineOf(pages.recto, '3/').x, mirrored(552), 'folio on a recto');
    near(lineOf(pages.recto, '00-00000').end, mirrored(60), 'job number on a recto');
  });

  it('sets lines 18 points apart between the edges of the measure', () => {
    const body = pages.verso.texts.filter((one) => one.baseline > 70 && one.baseline < 730);
    const baselines = [...new Set(body.map((one) => one.baseline.toFixed(1)))].map(Number);
    for (const [index, baseline] of baselines.slice(1).entries())
      expect(
        [18, 24].some((step) => Math.abs(baseline - (baselines[index] ?? 0) - step) < 0.1),
        `line ${index + 2}`,
      ).toBe(true);
    near(Math.min(...body.map((one) => one.x)), mirrored(488.65), 'left edge');
    near(Math.max(...body.map((one) => one.x + one.width)), mirrored(123.35), 'right edge');
  });
});
