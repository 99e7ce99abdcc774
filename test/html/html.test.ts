import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sheetOf } from '../../src/style/sheet.ts';
import type { DocumentNode, Inline } from '../../src/tree/nodes.ts';
import { parseXml } from '../../src/xml.ts';
import { block, body, documentNode, letter, paragraphs, text } from '../docx/fixtures.ts';
import { contextIn, decoded, house, made, written } from './pages.ts';

const update = process.env.UPDATE === '1' && process.env.CI === undefined;

/** The page without its style, which follows the house's. */
const withoutStyle = (page: string) => page.replace(/<style>[\s\S]*<\/style>/, '<style/>').replace(/sha256-[^']*/, 'sha256-…');
const styleOf = (page: string) => /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
const page = async (tree: DocumentNode, code = 'en') => written('html', tree, await contextIn(code));
const span = (language: string, ...children: readonly Inline[]): Inline => ({ type: 'span', at: null, language, children });
const bodyOf = (html: string) => html.slice(html.indexOf('<body'));

describe('the page of a sample', () => {
  const pages = new Map<string, string>();
  beforeAll(async () => {
    for (const output of await made('content/sample-letter', ['html'], { languages: ['en', 'ar', 'zh'], records: ['index'] }))
      pages.set(output.language ?? 'index', decoded(output.bytes));
  }, 60_000);

  it.each(['en', 'ar', 'index'])('is as it was looked at: %s', (name) => {
    const file = path.join(import.meta.dirname, `expected/sample-${name}.html`);
    const found = withoutStyle(pages.get(name) ?? '');
    if (update || (!existsSync(file) && process.env.CI === undefined)) writeFileSync(file, found);
    expect(found).toBe(readFileSync(file, 'utf8'));
  });

  it.each(['en', 'ar', 'zh', 'index'])('is XML to whoever reads it so, and asks for nothing but its own style: %s', (name) => {
    const html = pages.get(name) ?? '';
    expect(html.startsWith('<!doctype html>\n')).toBe(true);
    expect(parseXml(html.replace('<!doctype html>\n', ''), { size: 1_000_000, depth: 50 }).type).toBe('element');
    const digest = createHash('sha256').update(styleOf(html)).digest('base64');
    expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${digest}';`);
    expect(html).not.toMatch(/<script|<iframe|\son\w+=|\sstyle=|url\(|@import/);
  });

  it('says its status first, in the head and to search engines', () => {
    const html = pages.get('en') ?? '';
    expect(bodyOf(html)).toMatch(
      /^<body class="letter">\n<header>\n<p class="status-mark">Sample: not a document of the United Nations<\/p>/,
    );
    expect(html).toContain('<meta name="description" content="Sample: not a document of the United Nations"/>');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(styleOf(html)).toContain('@bottom-center { content: "Sample: not a document of the United Nations"');
  });

  it('gives the language and direction of the page, and of what is written in another', () => {
    const html = pages.get('ar') ?? '';
    expect(html).toContain('lang="ar" dir="rtl"');
    expect(html).toContain('<p class="distribution"><span lang="en" dir="ltr">Distr.: General</span></p>');
  });

  it('isolates symbols, grouped figures and job numbers among Arabic, as in print', () => {
    const html = pages.get('ar') ?? '';
    expect(html).toContain('<bdi dir="ltr">1\u00a0318</bdi>');
    expect(html).toMatch(/<p class="symbol"><bdi dir="ltr"><span class="organ-letter">A<\/span>\/80\/99999/);
    expect(html).toMatch(/<p class="job-line"><bdi dir="ltr">00-00000/);
  });

  it('leads from every mark of a note to the note, and from the note to its first mark', () => {
    const html = pages.get('en') ?? '';
    const calls = [...html.matchAll(/<a href="#note-1" id="(note-1-call-\d)" role="doc-noteref">\*<\/a>/g)].map((match) => match[1]);
    expect(calls).toEqual(['note-1-call-1', 'note-1-call-2', 'note-1-call-3']);
    expect(html).toContain(
      '<p class="special-note" id="note-1" role="doc-footnote"><span class="label"><a href="#note-1-call-1" role="doc-backlink">*</a>',
    );
  });

  it('prints labels of lists as text', () => {
    const html = pages.get('en') ?? '';
    expect(html).toContain('<li id="body.3.0">\n<p class="paragraph"><span class="label">1.</span> Each dial');
    expect(html).toContain('<p class="paragraph"><span class="label">(a)</span> The material');
    expect(styleOf(html)).toContain('ol, ul { list-style: "" }');
  });

  it('shows each picture with its words, codes on a light plate', () => {
    const html = pages.get('en') ?? '';
    const pictures = {
      emblem: 'Place of the emblem of the United Nations',
      'bar-code': 'Bar code of job number 00-00000',
      'qr-code': 'QR code of https://sample.invalid/en/A/80/99999',
      'recycle-sign': 'Recycling sign',
    };
    for (const [name, alt] of Object.entries(pictures))
      expect(html).toMatch(
        new RegExp(`class="${name}" role="img" aria-labelledby="${name}-title"[^>]*><title id="${name}-title">${alt}</title>`),
      );
    expect(html).toContain('<span class="plate"><svg xmlns="http://www.w3.org/2000/svg" class="bar-code"');
  });

  it('links every version from the index under its own name, in its own direction', () => {
    const html = pages.get('index') ?? '';
    expect(html).toContain('<section class="version" lang="ar" dir="rtl" aria-labelledby="ar-name">\n<h2 id="ar-name">العربية</h2>');
    expect(html).toContain(
      '<a href="./A_80_99999-S_2025_99999-ZH.html" hreflang="zh" type="text/html" id="zh-html" aria-labelledby="zh-html zh-name">HTML</a>',
    );
    expect(html).toContain('<link rel="alternate" href="./A_80_99999-S_2025_99999-AR.html" hreflang="ar" type="text/html"/>');
  });

  it('is the same in another time zone and place', async () => {
    const before = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const [again] = await made('content/sample-letter', ['html'], { languages: ['en'] });
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(decoded(again?.bytes)).toBe(pages.get('en'));
  });
});

describe('a page', () => {
  it('skips no level of heading, whichever of its own the document uses', async () => {
    const levels = ['heading-2', 'heading-4', 'heading-4', 'heading-3', 'heading-1', 'heading-5'] as const;
    const html = await page(documentNode([block('title', 'A letter'), body(levels.map((level) => block(level, level)))]));
    expect([...html.matchAll(/<(h\d) class="([\w-]+)"/g)].map((match) => `${match[1]} ${match[2]}`)).toEqual([
      'h1 title',
      'h2 heading-2',
      'h3 heading-4',
      'h3 heading-4',
      'h3 heading-3',
      'h2 heading-1',
      'h3 heading-5',
    ]);
  });

  it('keeps a span of one language whole where its look changes, so that it reads in one direction', async () => {
    const arabic = span('ar', text('أول '), { type: 'strong', at: null, children: [text('ثان')] });
    const html = await page(documentNode([body([block('paragraph', [text('Say '), arabic, text('.')])])]));
    expect(html).toContain('Say <span lang="ar" dir="rtl">أول <strong>ثان</strong></span>.');
  });

  it('marks a span of the same direction by its language alone', async () => {
    const html = await page(documentNode([body([block('paragraph', [span('fr', text('Bonjour'))])])]));
    expect(html).toContain('<span lang="fr">Bonjour</span>');
  });

  it('says nothing of what the document does not give', async () => {
    const properties = { title: 'A letter', author: '', subject: '', keywords: '', date: '2020-01-17T00:00:00Z', symbol: null };
    const html = await page(documentNode([block('title', 'A letter')], { properties }));
    expect(html).not.toMatch(/name="(?:author|keywords|description|robots|DCTERMS\.(?:creator|issued|identifier))"/);
    expect(bodyOf(html)).not.toMatch(/class=""|<footer|status-mark/);
  });

  it('tells two asterisks from one twice', async () => {
    const notes = {
      type: 'special-notes' as const,
      at: null,
      children: ['*', '**'].map((label) => block('special-note', 'Note', { label })),
    };
    const html = await page(documentNode([block('job-line', '1** and 2*'), notes]));
    expect(html).toContain('1<a href="#note-2" id="note-2-call-1" role="doc-noteref">**</a> and 2<a href="#note-1"');
  });

  it('keeps a symbol that holds the signs of style sheets within its style', async () => {
    const head = { type: 'running-head' as const, at: null, symbols: [block('running-symbol', '"; } </style><b>&\\')], job: null };
    const html = await page(documentNode([block('title', 'A letter'), head]));
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(styleOf(html)).toContain('content: "\\22 ; } \\3c /style\\3e \\3c b\\3e \\26 \\5c "');
  });

  it('shows a raster emblem as data', async () => {
    const emblem = { type: 'raster' as const, format: 'png' as const, width: 2, height: 1, bytes: Uint8Array.of(1, 2, 3) };
    const context = await contextIn('en', { pictures: { emblem, recycleSign: house.recycleSign } });
    expect(await written('html', letter(paragraphs(1)), context)).toContain('src="data:image/png;base64,AQID" alt="Place of the emblem"');
  });

  it('holds together the words that a title prints with a hyphen, and no others', async () => {
    const html = await page(documentNode([block('title', 'To the Secretary-General'), body([block('paragraph', 'A well-known lamp')])]));
    expect(html).toContain('To the <span class="whole">Secretary-General</span></h1>');
    expect(html).toContain('>A well-known lamp</p>');
  });

  it('parts the title and the original language of an annex from the heading above, as print does', async () => {
    const style = styleOf(await written('html', letter(paragraphs(1)), await contextIn('en')));
    const { size } = house.sheet.data.base;
    for (const name of ['annex-original', 'annex-title'])
      expect(style).toContain(`.${name} { padding-block-start: ${house.sheet.style(name).before / size}rem }`);
  });

  it('follows the house style: a gap, a size, the page, each changed in its one place', async () => {
    const { data } = house.sheet;
    const { body: gap = {}, title = {} } = data.styles;
    const changed = sheetOf({ ...data, styles: { ...data.styles, body: { ...gap, before: 30 }, title: { ...title, size: 13 } } });
    const width = { ...house.page, page: { width: 600, height: 800 } };
    const style = styleOf(await written('html', letter(paragraphs(1)), await contextIn('en', { sheet: changed, page: width })));
    expect(style).toContain('.body { padding-block-start: 3rem }');
    expect(style).toContain('.title { font-size: 1.3rem;');
    expect(style).toContain('@page { size: 600pt 800pt;');
  });
});
