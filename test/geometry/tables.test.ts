/**
 * Where tables stand and what they are to a reader of the structure, read from the finished files of `cases/tables`; measures are
 * those of `templates/page.yaml`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkPdf } from '../../src/conformance/check.ts';
import { build } from '../../src/index.ts';
import { pageSchema } from '../../src/style/page.ts';
import { sheetSchema } from '../../src/style/sheet.ts';
import { readZip } from '../../src/verify/read-zip.ts';
import { attribute, elements, one, shown, value } from '../docx/reading.ts';
import { letter } from '../model/house.ts';
import { isName } from '../pdf/file.ts';
import { type ElementReading, type PageReading, printStructure, readPages, readStructure } from '../pdf/operators.ts';
import { filesOf, lineOf, linesOf, near, root } from './reading.ts';

const { page, margin, table } = pageSchema.parse(parse(readFileSync(path.join(root, 'templates/page.yaml'), 'utf8')));
/** The measure of the text. */
const [start, end] = [123.35, 488.65];

let fileOf: (name: string) => Uint8Array;
beforeAll(async () => {
  fileOf = await filesOf('test/cases/tables', ['pdf', 'docx']);
});
const pagesOf = (language: string): readonly PageReading[] => readPages(fileOf(`${language}.pdf`));
function pageOf(language: string, number: number): PageReading {
  const found = pagesOf(language)[number - 1];
  if (!found) throw new Error(`no page ${number}`);
  return found;
}
/** Rules as wide as the text, from the top. */
const rulesOf = (reading: PageReading) =>
  reading.rules.filter((rule) => Math.abs(rule.width - (end - start)) < 0.1).toSorted((one, other) => one.y - other.y);

describe('a table on its pages', () => {
  it('has its columns below each other, figures ending where their heading ends', () => {
    const reading = pageOf('en', 1);
    const both = lineOf(reading, 'Both');
    const [north, south] = ['North Cape', 'South Cape'].map(
      (name) =>
        linesOf(reading)
          .filter(({ text }) => text === name)
          .at(-1)?.end ?? 0,
    );
    const rows = linesOf(reading).filter(({ text }) => /^Week \d+$/.test(text));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      near(row.x, start, row.text);
      const [first, second, last, ...others] = linesOf(reading).filter(
        ({ baseline, text }) => baseline === row.baseline && text !== row.text,
      );
      expect(others).toEqual([]);
      near(first?.end ?? 0, north ?? 0, `${row.text}, first figure`);
      near(second?.end ?? 0, south ?? 0, `${row.text}, second figure`);
      // Centred below the heading.
      near(((last?.x ?? 0) + (last?.end ?? 0)) / 2, (both.x + both.end) / 2, `${row.text}, last figure`);
    }
  });

  it('has a rule above and below its headings and one at its end, as thick as the page says', () => {
    const [first, second] = [rulesOf(pageOf('en', 1)), rulesOf(pageOf('en', 2))];
    const { above, heading, end: last } = table.rules;
    expect(first.map(({ height }) => height)).toEqual([above, heading, last, above, heading]);
    expect(second.map(({ height }) => height)).toEqual([above, heading, last]);
    for (const rule of [...first, ...second]) {
      near(rule.x, start, 'rule’s start');
      expect(rule.mark?.tag).toBe('Artifact');
    }
  });

  it('says its headings again on the next page, as decoration, above the row that goes on', () => {
    const reading = pageOf('en', 2);
    const again = reading.texts.filter(({ text }) => /^(North Cape|South Cape|Both)$/.test(text));
    expect(again.map(({ mark }) => [mark?.tag, mark?.type])).toEqual(Array.from({ length: 3 }, () => ['Artifact', 'Pagination']));
    const [top, below] = rulesOf(reading);
    const first = linesOf(reading).find(({ text }) => text.startsWith('Week'));
    expect(again[0]?.baseline).toBeGreaterThan(top?.y ?? 0);
    expect(again[0]?.baseline).toBeLessThan(below?.y ?? 0);
    expect(first?.baseline).toBeGreaterThan(below?.y ?? 0);
    for (const { x, width, text } of again) {
      const on1 = pageOf('en', 1)
        .texts.filter((one) => one.text === text)
        .at(-1);
      near(x + width, (on1?.x ?? 0) + (on1?.width ?? 0), `${text} on both pages`);
    }
  });

  it('stands in a mirror in Arabic', () => {
    const reading = pageOf('ar', 2);
    const rules = rulesOf(reading);
    expect(rules).toHaveLength(3);
    const right = page.width - start;
    for (const rule of rules) near(rule.x + rule.width, right, 'rule’s start, at the right');
    const [, below = rules[0], last] = rules;
    const inRows = reading.texts.filter(({ baseline }) => baseline > (below?.y ?? 0) && baseline < (last?.y ?? 0));
    const rows = [...new Set(inRows.map(({ baseline }) => baseline))];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows)
      near(Math.max(...inRows.filter(({ baseline }) => baseline === row).map(({ x, width }) => x + width)), right, 'row');
    // What is flush with the end is flush left: all sevens of a column begin at one place.
    const sevens = new Set(inRows.filter(({ text }) => text.replace(/[\u200e\u200f]/g, '') === '7').map(({ x }) => x.toFixed(1)));
    expect(sevens.size).toBe(2);
  });
});

describe('a table in the structure', () => {
  it('is a title, a group of headings and one of rows, each cell what it is', () => {
    const print = printStructure(readStructure(fileOf('en.pdf'))).split('\n');
    const found = print.findIndex((line) => line.includes('Caption Nights on which'));
    expect(print.slice(found - 1, found + 16).map((line) => line.trim())).toEqual([
      'Table',
      'Caption Nights on which each lamp was lit, and the oil it took',
      'THead',
      'TR',
      'TH',
      'P Station',
      'TH',
      'P Nights lit',
      'TH',
      'P Oil (litres)',
      'TH',
      'P Remarks',
      'TBody',
      'TR',
      'TH',
      'P North Cape',
      'TD',
    ]);
  });

  it('says of each heading whether it names a column or a row, and keeps the place of empty cells', () => {
    for (const language of ['en', 'ar', 'fr', 'zh']) {
      const tables = all(readStructure(fileOf(`${language}.pdf`)), 'Table');
      const scopes = tables.map((one) =>
        all(one, 'TR').map((row) =>
          row.children
            .filter((child): child is ElementReading => typeof child === 'object' && 'children' in child)
            .map((cell) => {
              const scope = cell.attributes?.get('Scope');
              return isName(scope) ? scope.name.charAt(0) : cell.tag;
            })
            .join(' '),
        ),
      );
      expect(scopes[0]).toEqual(['C C', 'TD TD', 'TD TD']);
      expect(scopes[1]).toEqual(['TD C C C', ...Array.from({ length: 30 }, () => 'R TD TD TD')]);
      expect(scopes[2]).toEqual(['C C C C', ...Array.from({ length: 4 }, () => 'R TD TD TD')]);
      expect(checkPdf(fileOf(`${language}.pdf`))).toEqual([]);
    }
  });
});

describe('a table in Word', () => {
  it.each(['en', 'ar', 'zh'])('has the columns of the page, a row that repeats and rows that are not parted: %s', async (language) => {
    const parts = await readZip(fileOf(`${language}.docx`), { entries: 100, entry: 10_000_000, total: 20_000_000 });
    const document = parts.get('word/document.xml')?.toString() ?? '';
    const tables = elements(document, 'w:tbl');
    expect(tables).toHaveLength(3);
    for (const one of tables) {
      expect(elements(one, 'w:tblHeader')).toHaveLength(1);
      const rows = elements(one, 'w:tr');
      expect(elements(one, 'w:cantSplit')).toHaveLength(rows.length);
      expect(elements(one, 'w:bidiVisual')).toHaveLength(language === 'ar' ? 1 : 0);
      expect(value(one, 'w:tblStyle')).toBe('LetterTable');
      const widths = elements(one, 'w:gridCol').map((column) => Number(attribute(column, 'w:w')));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(Math.round((end - start) * 20));
      for (const row of rows) expect(elements(row, 'w:tcW').map((cell) => Number(attribute(cell, 'w:w')))).toEqual(widths);
    }
    if (language !== 'en') return;
    // The second column begins where its text does on the page.
    const [first] = elements(one(document, 'w:tbl'), 'w:gridCol');
    near(start + Number(attribute(first ?? '', 'w:w')) / 20, lineOf(pageOf('en', 1), 'Keeper').x, 'second column');
    expect(shown(elements(tables[2] ?? '', 'w:tr')[2] ?? '')).toContain('for want of a wick:\n3, 4 and 5\u00a0April');
    expect(margin.start).toBe(60);
  });
});

describe('a table in a quotation', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'circulate-tables-'));
  const { styles } = sheetSchema.parse(parse(readFileSync(path.join(root, 'templates/style.yaml'), 'utf8')));
  /** How far a quotation stands in from the text around it. */
  const inset = (side: 'start' | 'end') => (styles.quote?.[side] ?? 0) - (styles.paragraph?.[side] ?? 0);
  const made = new Map<string, Uint8Array>();
  beforeAll(async () => {
    mkdirSync(path.join(home, 'content/quoted'), { recursive: true });
    const rows = ['| Station | Keeper |', '|---|--:|', '| North Cape | A. Wick |'];
    const quoted = [
      'The keepers are these:',
      '',
      ...['::: table', 'Keepers of the coast', '', ...rows, ':::'],
      '',
      ...rows.map((row) => `> ${row}`),
    ];
    const twice = rows.map((row) => `> > ${row}`);
    writeFileSync(path.join(home, 'content/quoted/letter.yaml'), letter([...quoted, '', 'And so again:', '', ...twice].join('\n')));
    const { documents, problems } = await build(['content/quoted'], { cwd: home, format: ['pdf', 'docx'], verify: true });
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    for (const { format, bytes } of documents.flatMap(({ outputs }) => outputs)) made.set(format, bytes);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('is set in on its page as the quotation is, and so far again in one within it', () => {
    const [reading] = readPages(made.get('pdf') ?? new Uint8Array());
    if (!reading) throw new Error('no page');
    const stations = linesOf(reading).filter(({ text }) => text === 'Station');
    const keepers = linesOf(reading).filter(({ text }) => text === 'Keeper');
    for (const [depth, place] of [0, 1, 2].entries()) {
      near(stations[depth]?.x ?? 0, start + place * inset('start'), `start of table ${depth}`);
      near(keepers[depth]?.end ?? 0, end - place * inset('end'), `end of table ${depth}`);
      const width = end - start - place * (inset('start') + inset('end'));
      const rules = reading.rules.filter(
        (rule) => Math.abs(rule.x - start - place * inset('start')) < 0.1 && Math.abs(rule.width - width) < 0.1,
      );
      expect(rules, `rules of table ${depth}`).toHaveLength(3);
    }
  });

  it('is set in in Word, on a measure as much narrower', async () => {
    const parts = await readZip(made.get('docx') ?? new Uint8Array(), { entries: 100, entry: 10_000_000, total: 20_000_000 });
    const tables = elements(parts.get('word/document.xml')?.toString() ?? '', 'w:tbl');
    const margins = (styles.table?.start ?? 0) * 20;
    expect(tables.map((one) => Number(attribute(elements(one, 'w:tblInd')[0] ?? '', 'w:w')) - margins)).toEqual(
      [0, 1, 2].map((place) => Math.round(place * inset('start') * 20)),
    );
    const widths = tables.map((one) => elements(one, 'w:gridCol').reduce((sum, column) => sum + Number(attribute(column, 'w:w')), 0));
    expect(widths.map((width) => Math.round((widths[0] ?? 0) - width))).toEqual(
      [0, 1, 2].map((place) => Math.round(place * (inset('start') + inset('end')) * 20)),
    );
  });
});

function all(element: ElementReading, tag: string): readonly ElementReading[] {
  return element.children.flatMap((child) =>
    typeof child === 'object' && 'children' in child ? (child.tag === tag ? [child] : all(child, tag)) : [],
  );
}
