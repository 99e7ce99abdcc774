/** Word files of a language read from right to left, of one in an East Asian script, and of words of such languages in others. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Context } from '../../src/backends/backend.ts';
import { languageSchema } from '../../src/language/language.ts';
import type { Block, DocumentNode, Inline, Part } from '../../src/tree/nodes.ts';
import { readDocx } from '../../src/verify/read-docx.ts';
import { block, body, contextOf, documentNode, emphasis, fileOf, letter, pageData, partsOf, strong, text } from './fixtures.ts';
import { attribute, attributes, elements, margin, one, paragraphWith, part, shown, styleOf, value } from './reading.ts';

const read = (code: string) =>
  languageSchema.parse(parse(readFileSync(new URL(`../../templates/languages/${code}.yaml`, import.meta.url), 'utf8')));
const [arabic, chinese, english] = ['ar', 'zh', 'en'].map(read);
if (!arabic || !chinese || !english) throw new Error('no languages');
const languages = new Map([arabic, chinese, english].map((language) => [language.language, language]));
const inLanguage = (language: typeof english): Context => contextOf({ language, languages });
const span = (language: string, words: string): Inline => ({ type: 'span', at: null, language, children: [text(words)] });

const words = 'اجتمع الحراس في 8 آذار/مارس 2025 (انظر A/80/999) ثم افترقوا.';
/** As Word has them: a day stays with its month. */
const held = words.replace('8 ', '8\u00a0');
const tree = (blocks: readonly Block[]): DocumentNode => letter(blocks, { language: 'ar', direction: 'rtl' });
const blocks: readonly Block[] = [
  block('paragraph', words),
  block('paragraph', [text('كلمة '), strong('غليظة'), text(' و'), emphasis('مائلة'), text(' و'), span('en', 'a lighthouse, 2 miles off')]),
  {
    type: 'list',
    at: null,
    kind: 'numbered',
    depth: 1,
    children: [{ type: 'list-item', at: null, label: '1 -', children: [block('paragraph', 'بند')] }],
  },
];
const contentParts = (parts: ReadonlyMap<string, string>) =>
  [...parts].filter(([name]) => /^word\/(?:document|footnotes|header\d+|footer\d+)\.xml$/.test(name)).map(([, xml]) => xml);

describe('a document read from right to left', () => {
  let parts: ReadonlyMap<string, string>;
  let document: string;
  beforeAll(async () => {
    parts = await partsOf(tree(blocks), inLanguage(arabic));
    document = part(parts, 'word/document.xml');
  });

  it('says so of every section, in its place before the grid', () => {
    const sections = elements(document, 'w:sectPr');
    expect(sections).toHaveLength(2);
    for (const section of sections) expect(section).toMatch(/<w:bidi\/><w:docGrid/);
  });

  it('says of every paragraph which way it reads, once and in its place', () => {
    const order = ['w:pStyle', 'w:keepNext', 'w:framePr', 'w:tabs', 'w:bidi', 'w:spacing', 'w:ind', 'w:jc', 'w:rPr', 'w:sectPr'];
    for (const xml of contentParts(parts)) {
      for (const properties of elements(xml, 'w:pPr')) {
        const found = order.filter((name) => properties.includes(`<${name}`)).map((name) => properties.indexOf(`<${name}`));
        expect(elements(properties.replace(/<w:sectPr.*<\/w:sectPr>/s, ''), 'w:bidi'), properties).toHaveLength(1);
        expect(found).toEqual([...found].sort((a, b) => a - b));
      }
      expect(elements(xml, 'w:p').filter((paragraph) => !paragraph.includes('<w:pPr>') && shown(paragraph) !== '')).toEqual([]);
    }
    const normal = one(styleOf(part(parts, 'word/styles.xml'), 'Normal'), 'w:pPr');
    expect(normal).toMatch(/<w:suppressAutoHyphens\/><w:bidi\/><w:spacing/);
  });

  it('leaves to the left-to-right what is only that: the block in another language, symbols, job numbers, folios, and what holds pictures', () => {
    const masthead: Part = {
      type: 'masthead',
      at: null,
      children: [block('symbol', 'A/80/999'), block('distribution', [span('en', 'Distr.: General')])],
    };
    return partsOf(documentNode([masthead], { language: 'ar', direction: 'rtl' }), inLanguage(arabic)).then((made) => {
      const distribution = paragraphWith(margin(made, 'header', 'first'), 'Distr.');
      expect(value(distribution, 'w:bidi')).toBe('false');
      // On the side where the block begins.
      expect(value(distribution, 'w:jc')).toBe('right');
      const symbol = paragraphWith(margin(made, 'header', 'first'), 'A/80/999');
      expect([value(symbol, 'w:bidi'), value(symbol, 'w:jc')]).toEqual(['false', 'left']);
      const job = paragraphWith(margin(parts, 'footer', 'first'), '00-00000');
      expect([value(job, 'w:bidi'), value(job, 'w:jc')]).toEqual(['false', 'right']);
      expect(attributes(job, 'w:ind')).toEqual({ 'w:right': '108' });
      expect(elements(job, 'w:r')).toHaveLength(1);
      const folios = ['default', 'even'].map((kind) =>
        elements(margin(parts, 'footer', kind), 'w:p').find((paragraph) => paragraph.includes('NUMPAGES')),
      );
      expect(folios.map((folio) => [value(folio ?? '', 'w:bidi'), value(folio ?? '', 'w:jc')])).toEqual([
        ['false', 'left'],
        ['false', 'right'],
      ]);
      const holder = elements(margin(parts, 'footer', 'first'), 'w:p').find((paragraph) => paragraph.includes('<wp:anchor'));
      expect(value(holder ?? '', 'w:bidi')).toBe('false');
    });
  });

  it('says so of every table', () => {
    const tables = contentParts(parts).flatMap((xml) => elements(xml, 'w:tbl'));
    expect(tables).toHaveLength(11);
    for (const table of tables) expect(elements(table, 'w:bidiVisual')).toHaveLength(1);
  });

  it('says so of the runs that are, and not of figures and symbols; the text keeps its order', () => {
    const runs = elements(paragraphWith(document, 'اجتمع'), 'w:r');
    expect(runs.map((run) => [shown(run), run.includes('<w:rtl/>')])).toEqual([
      ['\tاجتمع الحراس في ', true],
      ['8', false],
      ['\u00a0آذار/مارس ', true],
      ['2025', false],
      [' (انظر ', true],
      ['A/80/999', false],
      [') ثم افترقوا.', true],
    ]);
    expect(runs.map(shown).join('')).toBe(`\t${held}`);
  });

  it('keeps a foreign span whole, in its language and direction', () => {
    const runs = elements(paragraphWith(document, 'lighthouse'), 'w:r');
    const foreign = runs.filter((run) => run.includes('<w:lang'));
    expect(foreign.map(shown)).toEqual(['a lighthouse, 2 miles off']);
    expect(attributes(foreign[0] ?? '', 'w:lang')).toEqual({ 'w:val': 'en-GB' });
    expect(foreign[0]).not.toContain('<w:rtl/>');
  });

  it('sets bold and italics in the form that complex scripts heed', () => {
    const runs = elements(paragraphWith(document, 'غليظة'), 'w:r');
    expect(runs.find((run) => shown(run) === 'غليظة')).toMatch(/<w:b\/><w:bCs\/>.*<w:rtl\/>/);
    expect(runs.find((run) => shown(run) === 'مائلة')).toMatch(/<w:i\/><w:iCs\/>.*<w:rtl\/>/);
    for (const style of elements(part(parts, 'word/styles.xml'), 'w:style')) {
      for (const name of ['b', 'i']) expect(style.includes(`<w:${name}/>`), style).toBe(style.includes(`<w:${name}Cs/>`));
      expect(value(style, 'w:szCs')).toBe(value(style, 'w:sz'));
    }
  });

  it('names a face and a language for each kind of script', () => {
    const styles = part(parts, 'word/styles.xml');
    for (const place of [one(styles, 'w:docDefaults'), styleOf(styles, 'Normal')]) {
      expect(attributes(place, 'w:lang')).toEqual({ 'w:val': 'en-GB', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' });
      expect(attributes(place, 'w:rFonts')).toEqual({
        'w:ascii': 'Times New Roman',
        'w:hAnsi': 'Times New Roman',
        'w:eastAsia': 'SimSun',
        'w:cs': 'Simplified Arabic',
      });
    }
    expect(attributes(part(parts, 'word/settings.xml'), 'w:themeFontLang')).toMatchObject({ 'w:bidi': 'ar-SA' });
  });

  it('has everything at a fixed place where its mirror has it', () => {
    const emu = 12700;
    const offsets = (xml: string) => elements(xml, 'wp:positionH').map((found) => Number(/(-?\d+)<\/wp:posOffset>/.exec(found)?.[1]) / emu);
    const from = ({ x, width }: { x: number; width: number }) => pageData.page.width - x - width;
    const { foot } = pageData;
    expect(offsets(margin(parts, 'footer', 'first')).map(Math.round)).toEqual(
      [from(foot['bar-code']), from(foot['recycle-sign']), from(foot['qr-code'])].map(Math.round),
    );
    expect(offsets(document).map(Math.round)).toEqual([Math.round(from(pageData['end-rule']))]);
  });

  it('ends lines at the start side by the words that Word reads as start and end', () => {
    const signature = styleOf(part(parts, 'word/styles.xml'), 'SignatureLine');
    expect(value(signature, 'w:jc')).toBe('right');
    expect(attributes(signature, 'w:ind')).toEqual({ 'w:left': '1267', 'w:right': '1267' });
  });

  it('is read back word for word', async () => {
    const found = await readDocx(await fileOf(tree(blocks), inLanguage(arabic)));
    expect(found?.body.map((paragraph) => paragraph.trim())).toContain(held);
    expect(found?.body.map((paragraph) => paragraph.trim())).toContain('كلمة غليظة ومائلة وa lighthouse, 2 miles off');
    expect(found?.notes.join('')).toContain('Reissued because of fog.');
  });
});

describe('a document in an East Asian script', () => {
  const content: readonly Part[] = [body([block('paragraph', '守塔人于2025年3月集会（见A/80/999）。')])];

  it('says the language and the face of its kind, and has its marks compressed', async () => {
    const parts = await partsOf(documentNode(content, { language: 'zh' }), inLanguage(chinese));
    const normal = styleOf(part(parts, 'word/styles.xml'), 'Normal');
    expect(attributes(normal, 'w:lang')).toEqual({ 'w:val': 'en-GB', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' });
    expect(attributes(normal, 'w:rFonts')).toMatchObject({ 'w:hint': 'eastAsia', 'w:eastAsia': 'SimSun', 'w:ascii': 'Times New Roman' });
    expect(value(part(parts, 'word/settings.xml'), 'w:characterSpacingControl')).toBe('compressPunctuation');
    expect(part(parts, 'word/document.xml')).not.toContain('<w:bidi/>');
    expect(elements(paragraphWith(part(parts, 'word/document.xml'), '守塔人'), 'w:r')).toHaveLength(1);
    for (const name of ['w:autoSpaceDE', 'w:autoSpaceDN', 'w:overflowPunct']) expect(value(normal, name)).toBe('0');
    expect(normal).toContain('<w:topLinePunct/>');
  });
});

describe('marks that many scripts share', () => {
  const hints = async (context: Context, spans: readonly Inline[]) => {
    const parts = await partsOf(documentNode([body([block('paragraph', spans)])]), context);
    return elements(paragraphWith(part(parts, 'word/document.xml'), '“'), 'w:r').map((run) => {
      const fonts = elements(run, 'w:rFonts')[0];
      return fonts === undefined ? null : attribute(fonts, 'w:hint');
    });
  };

  it('are those of the language around them', async () => {
    expect(await hints(inLanguage(english), [text('“a” '), span('zh', '“日”'), text(' “b”')])).toEqual([null, 'eastAsia', null]);
    expect(await hints(inLanguage(chinese), [text('“日”'), span('en', '“a”'), text('“晷”')])).toEqual([null, 'default', null]);
  });
});

describe('a document read from left to right', () => {
  it('says of words from right to left, figures among them included, that they are', async () => {
    const content = [body([block('paragraph', [text('The words '), span('ar', 'في 8 آذار'), text(' stand (here).')])])];
    const parts = await partsOf(documentNode(content), inLanguage(english));
    const runs = elements(paragraphWith(part(parts, 'word/document.xml'), 'words'), 'w:r');
    expect(runs.map((run) => [shown(run), run.includes('<w:rtl/>'), value(run, 'w:lang') === null])).toEqual([
      ['\tThe words ', false, true],
      ['في 8 آذار', true, false],
      [' stand (here).', false, true],
    ]);
    expect(attribute(one(runs[1] ?? '', 'w:lang'), 'w:bidi')).toBe('ar-SA');
    // Tracking would part joined letters.
    expect(runs.map((run) => value(run, 'w:spacing'))).toEqual([null, '0', null]);
    for (const xml of contentParts(parts)) expect(xml).not.toMatch(/<w:bidi\/>|<w:bidiVisual/);
  });
});
