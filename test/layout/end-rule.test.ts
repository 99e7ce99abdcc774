/** The rule that ends a document keeps off the foot of every page and off the text, in the PDF and in the Word file. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../src/backends/table.ts';
import { unzip } from '../../src/deflate.ts';
import type { Page } from '../../src/layout/frame.ts';
import { pagesOf as pagesOfVersion, prepareVersions, type Version } from '../../src/pipeline.ts';
import { reporterOf } from '../../src/reporter.ts';
import type { Block, Part } from '../../src/tree/nodes.ts';
import { root } from '../command.ts';
import { house as readHouse } from '../language/house.ts';
import { body, document, linesIn, linesOf, ownerOf, pagesOf, signatures } from './trees.ts';

const endRule: Part = { type: 'end-rule', at: null };
const pageBreak: Block = { type: 'page-break', at: null };
/** As measured in the originals, and where the foot begins; points. */
const measured = { below: 32.2, foot: 747 };

const rulesOn = (page: Page | undefined) => (page?.items ?? []).filter((item) => item.type === 'rule' && Math.abs(item.width - 72) < 0.01);
const lastBaseline = (pages: readonly Page[], number: number) =>
  Math.max(
    ...linesIn(pages).flatMap(({ page, owner, baseline }) =>
      page === number && !/header|footer|status-mark/.test(owner) ? [baseline] : [],
    ),
  );

describe('the end rule', () => {
  it('hangs as far below the last line as measured, or as near as the foot asks for', async () => {
    const distances: number[] = [];
    for (const count of [1, 20, 52, 53, 54, 55]) {
      const pages = await pagesOf(document(body(linesOf(2, 'First'), pageBreak, linesOf(count, 'Text')), endRule));
      expect(pages).toHaveLength(2);
      const [rule, another] = rulesOn(pages[1]);
      if (rule?.type !== 'rule') throw new Error('no rule');
      expect(another).toBeUndefined();
      const baseline = lastBaseline(pages, 2);
      expect(rule.y).toBeLessThan(measured.foot - 4);
      distances.push(Math.round((rule.y - baseline) * 100) / 100);
    }
    expect(distances).toEqual([32.2, 32.2, 32.2, 32.2, 21.5, 9.5]);
  });

  it('stands on the page of the last signature, wherever that comes to stand', async () => {
    for (let count = 35; count < 45; count++) {
      const signed = signatures(['(Signed) Somebody', 'Office']);
      const pages = await pagesOf(document(body(linesOf(count, 'Text')), signed, endRule));
      expect(pages.map((page) => rulesOn(page).length)).toEqual(pages.map((_, index) => (index === pages.length - 1 ? 1 : 0)));
    }
  });
});

describe('the sample, in every language', { timeout: 60_000 }, () => {
  let versions: readonly Version[];
  beforeAll(async () => {
    const house = await readHouse();
    const settings = { house, emblem: null, formats: [], pattern: '{symbol}', verify: false, strict: false, cwd: root } as const;
    const found = { file: 'content/sample-letter/letter.yaml', folder: path.join(root, 'content/sample-letter'), slug: 'sample-letter' };
    versions = await prepareVersions(found, settings, reporterOf(found.file, false));
  });

  it('ends with a rule that touches neither the text nor the foot', async () => {
    expect(versions).toHaveLength(6);
    for (const version of versions) {
      const pages = (await pagesOfVersion(version)) ?? [];
      const last = pages.at(-1);
      const [rule] = rulesOn(last);
      if (!last || rule?.type !== 'rule') throw new Error(`no rule in ${version.language}`);
      const isFoot = (owner: string) => owner === 'footer' || owner === 'status-mark';
      const runs = last.items.flatMap((item) =>
        item.type === 'run' ? [{ owner: ownerOf(item), baseline: item.baseline, size: item.run.setting.size }] : [],
      );
      const text = Math.max(...runs.filter(({ owner }) => !isFoot(owner)).map(({ baseline }) => baseline));
      // Capitals and figures are lower than seven tenths of their size.
      const foot = Math.min(...runs.filter(({ owner }) => isFoot(owner)).map(({ baseline, size }) => baseline - 0.7 * size));
      expect([version.language, rule.y - text >= 9, foot - rule.y >= 4]).toEqual([version.language, true, true]);
    }
  });

  it('has the rule of the Word file where it hangs on our pages, whether these were made before or not', async () => {
    const docx = await backends.docx();
    const distances: number[] = [];
    for (const version of versions) {
      const bytes = await docx.render(version.tree, version.context);
      const xml = new TextDecoder().decode(unzip(bytes ?? new Uint8Array()).get('word/document.xml'));
      const [, offset] = /<wp:positionV relativeFrom="line"><wp:posOffset>(\d+)</.exec(xml) ?? [];
      const pages = (await pagesOfVersion(version)) ?? [];
      const [rule] = rulesOn(pages.at(-1));
      if (rule?.type !== 'rule') throw new Error(`no rule in ${version.language}`);
      const below = rule.y - lastBaseline(pages, pages.length);
      const { sheet } = version.context;
      const above = sheet.data.baseline * (sheet.style('paragraph').leading ?? 0);
      expect([version.language, Math.abs(Math.round((Number(offset) / 12_700 - above - below) * 10))]).toEqual([version.language, 0]);
      distances.push(below);
      expect(await docx.render(version.tree, version.context)).toEqual(bytes);
    }
    expect(Math.min(...distances)).toBeLessThan(measured.below - 1);
  });
});
