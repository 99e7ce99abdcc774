/** The links of a real file keep the rules, in either colour, and each rule finds a link that does not. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { checkPdf } from '../../src/conformance/check.ts';
import { loadHouse } from '../../src/house.ts';
import { pagesOf, prepareVersions } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import { breakages } from './break.ts';
import { Editable } from './editable.ts';

const cwd = path.resolve(import.meta.dirname, '../..');
const files = new Map<string, Uint8Array>();
const of = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();

beforeAll(async () => {
  const reporter = reporterOf('.', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error('no house');
  const folder = 'test/cases/links-and-quotations';
  const found = { file: `${folder}/letter.yaml`, folder: path.join(cwd, folder), slug: 'links' };
  for (const links of ['black', 'blue'] as const) {
    const settings = { house, emblem: null, formats: ['pdf' as const], pattern: '{language}', verify: false, strict: false, cwd, links };
    for (const version of await prepareVersions(found, settings, reporter)) {
      const pages = await pagesOf(version);
      if (pages) files.set(`${version.language} ${links}`, await writePdf(version.tree, pages, { compress: false, conformance: 2 }));
    }
  }
}, 120_000);

describe('a file with links', () => {
  it.each(['en', 'fr', 'ar'].flatMap((language) => [`${language} black`, `${language} blue`]))('keeps the rules: %s', (name) => {
    expect(checkPdf(of(name))).toEqual([]);
  });

  it('draws in grey alone where links are black, and only the words of links in colour where they are blue', () => {
    const operators = (name: string) =>
      Buffer.from(of(name))
        .toString('latin1')
        .match(/^[\d. ]+ rg$/gm) ?? [];
    expect(operators('en black')).toEqual([]);
    expect(new Set(operators('en blue'))).toEqual(new Set(['0 0 1 rg']));
    const stretch = /0 0 1 rg\n((?:(?! rg\n| g\n)[\s\S])*?)(?:\n0 g\n|EMC)/g;
    const coloured = [...Buffer.from(of('en blue')).toString('latin1').matchAll(stretch)];
    expect(coloured.length).toBeGreaterThan(5);
  });

  it('leads from each annotation to its element and back, and prints every one', () => {
    const text = Buffer.from(of('en black')).toString('latin1');
    const annotations = [...text.matchAll(/(\d+) 0 obj\n<<\/Type \/Annot\n[\s\S]*?>>\nendobj/g)];
    expect(annotations).toHaveLength(9);
    for (const [dict, number] of annotations) {
      expect(dict).toContain('/Border [0 0 0]');
      expect(dict).toContain('/F 4');
      expect(text).toMatch(new RegExp(`<</Type /OBJR\\n/Pg \\d+ 0 R\\n/Obj ${number} 0 R`));
    }
  });
});

describe('the check of links', () => {
  const own = breakages.filter(({ base }) => base === 'link');
  it.each(own.map((breakage) => [breakage.what, breakage] as const))('finds %s', (_, { rule, also = [], edit }) => {
    const file = new Editable(of('en black'));
    edit(file);
    const found = checkPdf(file.write());
    expect([...new Set(found.map((finding) => finding.rule))].sort()).toEqual([rule, ...also].sort());
  });

  it('finds a link without its annotation', () => {
    const file = new Editable(of('en black'));
    const link = file.first('S', 'Link');
    link.set('K', [file.list(link.get('K'))[0] ?? null]);
    const rules = new Set(checkPdf(file.write()).map(({ rule }) => rule));
    expect(rules).toContain('link-structure');
  });
});
