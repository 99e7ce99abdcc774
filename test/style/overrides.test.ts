/** What a language changes of the house style, and what it leaves. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadHouse } from '../../src/house.ts';
import { reporterOf } from '../../src/reporter.ts';

const templates = path.resolve(import.meta.dirname, '../../templates');
const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** The house with a seventh language: English under another code, with some lines more. */
async function houseWith(more: string) {
  const home = mkdtempSync(path.join(tmpdir(), 'circulate-style-'));
  homes.push(home);
  cpSync(templates, home, { recursive: true });
  const text = readFileSync(path.join(templates, 'languages/en.yaml'), 'utf8').replace(/^language: en$/m, 'language: xx');
  writeFileSync(path.join(home, 'languages/xx.yaml'), `${text}\n${more}\n`);
  const reporter = reporterOf('templates', false);
  const house = await loadHouse(home, reporter.report, { checked: new Map() });
  const language = house?.languages.get('xx');
  return { problems: reporter.problems, house, styles: house && language ? house.styleIn(language) : null };
}

describe('a language', () => {
  it('changes the values it names of page and styles, and no other', async () => {
    const { problems, house, styles } = await houseWith(
      [
        'page: { masthead: { symbol: { baseline: 59.5 }, distribution: { baselines: [1, 2, 3, 4] } } }',
        'base: { tracking: 0 }',
        'styles: { paragraph: { size: 11, leading: 18 }, organ: { scale: 100 } }',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    if (!house || !styles) throw new Error('no house');
    const { masthead } = styles.page;
    expect(masthead.symbol).toEqual({ ...house.page.masthead.symbol, baseline: 59.5 });
    expect(masthead.distribution).toEqual({ x: house.page.masthead.distribution.x, baselines: [1, 2, 3, 4] });
    expect({ ...styles.page, masthead: null }).toEqual({ ...house.page, masthead: null });

    const usual = house.sheet.style('paragraph');
    expect(styles.sheet.style('paragraph')).toEqual({ ...usual, size: 11, leading: 18, tracking: 0 });
    expect(styles.sheet.style('organ')).toEqual({ ...house.sheet.style('organ'), scale: 1 });
    expect(usual.tracking).toBeGreaterThan(0);
  });

  it('that changes nothing has the house’s own', async () => {
    const { house, styles } = await houseWith('');
    expect(styles?.page).toBe(house?.page);
    expect(styles?.sheet.data).toBe(house?.sheet.data);
  });

  it.each([
    ['page: { masthead: { symbl: { baseline: 1 } } }', 'FIELD_UNKNOWN'],
    ['page: { masthead: { symbol: { baseline: high } } }', 'FIELD_TYPE'],
    ['page: { masthead: { distribution: { baselines: [1, 2] } } }', 'FIELD_VALUE'],
    ['styles: { paragraf: { size: 11 } }', 'FIELD_UNKNOWN'],
    ['styles: { paragraph: { sise: 11 } }', 'FIELD_UNKNOWN'],
  ])('is refused what the house style lacks: %s', async (more, cause) => {
    const { problems, house } = await houseWith(more);
    expect(problems.map((problem) => [problem.code, problem.values.cause, problem.file])).toEqual([
      ['STYLE_INVALID', cause, 'templates/languages/xx.yaml'],
    ]);
    expect(house).toBeNull();
  });
});
