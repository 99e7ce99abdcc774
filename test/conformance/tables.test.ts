/** Our own tables broken on purpose: the check accepts them whole and refuses each damage. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { checkPdf } from '../../src/conformance/check.ts';
import { loadHouse } from '../../src/house.ts';
import { pagesOf, prepareDocument } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { dict, Editable, name } from './editable.ts';

let whole: Uint8Array;
beforeAll(async () => {
  const reporter = reporterOf('.', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error('no house');
  const folder = 'test/cases/tables';
  const asked = { house, emblem: null, formats: ['pdf' as const], pattern: '{slug}-{language}', verify: false, strict: false };
  const found = { file: `${folder}/letter.yaml`, folder, slug: 'tables' };
  const version = await prepareDocument(found, { ...asked, cwd: process.cwd() }, reporter);
  const pages = version && (await pagesOf(version));
  if (!pages) throw new Error(`no tables: ${JSON.stringify(reporter.problems)}`);
  whole = await writePdf(version.tree, pages, { compress: false, conformance: 2 });
});

const foundIn = (edit: (file: Editable) => unknown): readonly string[] => {
  const file = new Editable(whole);
  edit(file);
  return [...new Set(checkPdf(file.write()).map(({ rule }) => rule))].sort();
};

describe('a table of the text', () => {
  it('is right as it is written', () => {
    expect(foundIn(() => undefined)).toEqual([]);
  });

  it.each<[string, readonly string[], (file: Editable) => unknown]>([
    ['a heading without its scope', ['header-scope'], (file) => file.first('S', 'TH').delete('A')],
    ['a scope nobody knows', ['header-scope'], (file) => file.first('S', 'TH').set('A', dict({ O: name('Table'), Scope: name('All') }))],
    [
      'no headings at all',
      ['table-header'],
      (file) => {
        for (const { dict: cell } of file.having('S', 'TH')) {
          cell.set('S', name('TD'));
          cell.delete('A');
        }
      },
    ],
    ['a row without one of its cells', ['mark-unowned', 'table-regular'], (file) => file.list(file.first('S', 'TR').get('K')).pop()],
    ['a cell outside a row', ['nesting'], (file) => file.first('S', 'TR').set('S', name('TD'))],
    ['a title between the rows', ['nesting'], (file) => file.first('S', 'TBody').set('S', name('Caption'))],
  ])('is refused with %s', (_, rules, edit) => {
    expect(foundIn(edit)).toEqual(rules);
  });
});
