/**
 * Notes of a table, read from the finished files of `cases/table-notes`: below their table, apart from the footnotes of the page, in
 * pages, structure, Word, web page and Akoma Ntoso.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkPdf } from '../../src/conformance/check.ts';
import { pageSchema } from '../../src/style/page.ts';
import { sheetSchema } from '../../src/style/sheet.ts';
import { readZip } from '../../src/verify/read-zip.ts';
import { elements, shown, value } from '../docx/reading.ts';
import { type PageReading, PdfFile, printStructure, readPages, readStructure } from '../pdf/operators.ts';
import { filesOf, lineOf, linesOf, near, root } from './reading.ts';

const data = (file: string) => parse(readFileSync(path.join(root, 'templates', file), 'utf8'));
const { margin } = pageSchema.parse(data('page.yaml'));
const { start = 0, label = 0 } = sheetSchema.parse(data('style.yaml')).styles['table-note'] ?? {};

let fileOf: (name: string) => Uint8Array;
beforeAll(async () => {
  fileOf = await filesOf('test/cases/table-notes', ['pdf', 'docx', 'html', 'akn', 'text']);
});
const textOf = (name: string): string => new TextDecoder().decode(fileOf(name));
function firstPage(): PageReading {
  const [page] = readPages(fileOf('en.pdf'));
  if (!page) throw new Error('no page');
  return page;
}

describe('a note of a table', () => {
  it('stands below its table and above what follows, its letter raised at the edge of the table', () => {
    const page = firstPage();
    const note = lineOf(page, 'A year of 366 nights');
    near(note.x, margin.start + start, 'text');
    const mark = linesOf(page).find(({ text, x }) => text.trim() === 'a' && Math.abs(x - margin.start - label) < 0.5);
    near(mark?.size ?? 0, 5.5, 'size of the letter');
    expect(page.texts.find(({ text, x }) => text.trim() === 'a' && x === mark?.x)?.rise).toBeGreaterThan(2);
    const order = [
      'South Cape',
      'A year of 366 nights',
      'Dark on three nights',
      'It came in April',
      'The log of the board',
      'From North Cape',
    ];
    const baselines = order.map((words) => lineOf(page, words).baseline);
    expect(baselines).toEqual(baselines.toSorted((one, other) => one - other));
    near(lineOf(page, 'It came in April').x, margin.start + start, 'a second paragraph');
  });

  it('is no part of the table in the structure, but a Note behind it, to which its call leads', () => {
    const bytes = fileOf('en.pdf');
    const print = printStructure(readStructure(bytes))
      .split('\n')
      .map((line) => line.trim());
    const at = print.findIndex((line) => line.includes('A year of 366 nights'));
    expect(print.slice(at - 3, at + 6)).toEqual([
      'Note',
      'Lbl',
      'Link a',
      'P A year of 366 nights.',
      'Note',
      'Lbl',
      'Link b',
      expect.stringMatching(/^P Dark on three nights/),
      'P It came in April.',
    ]);
    for (const language of ['en', 'ar', 'fr']) expect(checkPdf(fileOf(`${language}.pdf`))).toEqual([]);
  });

  it.each(['en', 'ar'])('leads back from its letter to its call, as footnotes do (%s)', (language) => {
    const file = new PdfFile(fileOf(`${language}.pdf`));
    const pages = file.list(file.dict(file.catalog.get('Pages')).get('Kids'));
    const links = pages.flatMap((page, index) =>
      (file.dict(page).has('Annots') ? file.list(file.dict(page).get('Annots')) : []).map((annotation) => {
        const entry = file.dict(annotation);
        const dest = file.list(entry.get('Dest'));
        return {
          page: index,
          said: file.text(entry.get('Contents')),
          top: file.number(file.list(entry.get('Rect'))[3]),
          to: {
            page: pages.findIndex((one) => (one as { ref: number }).ref === (dest[0] as { ref: number } | undefined)?.ref),
            top: dest[3],
          },
        };
      }),
    );
    const backToText = data(`languages/${language}.yaml`).phrases['back-to-text'];
    const backs = links.filter(({ said }) => said === backToText);
    const calls = links.filter(({ said }) => said !== backToText);
    expect(calls.length).toBeGreaterThan(6);
    // Each back link ends where a call begins, and each call has one.
    const places = (ends: readonly { readonly page: number; readonly top: unknown }[]) =>
      ends.map(({ page, top }) => `${page} ${top}`).sort();
    expect(places(backs.map(({ to }) => to))).toEqual(places(calls));
  });

  it('is a paragraph of Word below the table, kept with it, and no footnote', async () => {
    const parts = await readZip(fileOf('en.docx'), { entries: 100, entry: 10_000_000, total: 20_000_000 });
    const document = parts.get('word/document.xml')?.toString() ?? '';
    const [table = ''] = elements(document, 'w:tbl');
    const [note = '', , , next = ''] = elements(document.slice(document.indexOf(table) + table.length), 'w:p');
    expect([value(note, 'w:pStyle'), shown(note)]).toEqual(['TableNote', 'a\tA year of 366 nights.']);
    expect(value(next, 'w:pStyle')).not.toBe('TableNote');
    const last = elements(table, 'w:tr').at(-1) ?? '';
    expect(elements(last, 'w:keepNext')).toHaveLength(elements(last, 'w:p').length);
    expect(parts.get('word/footnotes.xml')?.toString()).not.toContain('A year of');
  });

  it('is lettered in the order of its calls, anew in every table', () => {
    const text = textOf('en.text');
    expect(text).toMatch(/Station +2023 {2}2024\[a\]/);
    expect(text).toMatch(
      /\[a\] A year[\s\S]*\[b\] Dark on three[\s\S]*\[1\] From North Cape[\s\S]*\[a\] Named after its cape\.[\s\S]*\[b\] Dark[\s\S]*\[a\] In the year 2024/,
    );
  });

  it('is referred to by the cells of a web page and of Akoma Ntoso', () => {
    expect(textOf('en.html')).toContain('<a href="#body.1.notes.0" id="body.1.notes.0-call" role="doc-noteref">a</a>');
    expect(textOf('en.html')).toContain('<p class="table-note" id="body.1.notes.0" role="doc-footnote">');
    const akn = textOf('en.akn');
    const referred = [...akn.matchAll(/<noteRef href="#([^"]+)"/g)].map(([, id]) => id);
    expect(referred).toHaveLength(4);
    for (const id of referred) expect(akn.split(`<authorialNote eId="${id}"`)).toHaveLength(2);
  });
});
