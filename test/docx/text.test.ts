import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import type { Block, Inline, List, TextBlock } from '../../src/tree/nodes.ts';
import {
  block,
  body,
  contextOf,
  documentNode,
  emphasis,
  fileOf,
  letter,
  lineBreak,
  paragraphs,
  partsOf,
  strong,
  text,
} from './fixtures.ts';
import { attribute, attributes, elements, one, paragraphWith, part, shown, value } from './reading.ts';

const textOf = async (blocks: readonly Block[]) => part(await partsOf(documentNode([body(blocks)])), 'word/document.xml');
const spacing = (paragraph: string, side: 'before' | 'after') => {
  const [found] = elements(paragraph, 'w:spacing');
  const twips = found === undefined ? null : attribute(found, `w:${side}`);
  return twips === null ? null : Number(twips);
};
const whole = part(await partsOf(letter(paragraphs(3))), 'word/document.xml');

test('a paragraph of text begins with one tab and is one run', async () => {
  const xml = paragraphWith(await textOf([block('paragraph', [text('One stretch'), text(' of equal look')])]), 'stretch');
  expect(elements(xml, 'w:r')).toHaveLength(1);
  expect(shown(xml)).toBe('\tOne stretch of equal look');
});

test('a change of look begins a run, and equal neighbours are joined', async () => {
  const inlines = [text('a '), strong('b'), strong('c'), text(' '), emphasis('d'), text(' e')];
  const runs = elements(paragraphWith(await textOf([block('paragraph', inlines)]), 'bc'), 'w:r');
  expect(runs.map(shown)).toEqual(['\ta ', 'bc', ' ', 'd', ' e']);
  expect(runs.map((run) => run.includes('<w:b/>'))).toEqual([false, true, false, false, false]);
  expect(runs.map((run) => run.includes('<w:i/>'))).toEqual([false, false, false, true, false]);
});

test('breaks by hand stay within their run', async () => {
  const inlines = [text('first line'), lineBreak, text('second line')];
  const xml = paragraphWith(await textOf([block('paragraph', inlines, { linesKept: true })]), 'second');
  expect(elements(xml, 'w:r')).toHaveLength(1);
  expect(shown(xml)).toBe('\tfirst line\nsecond line');
});

test('a paragraph with a kept line too short to be stretched is ragged, since Word would stretch it', async () => {
  const long = 'The lamp was lit at six in the evening of every day and put out at six in the';
  const alignmentOf = async (first: string) => {
    const kept = block('paragraph', [text(first), lineBreak, text('morning')], { linesKept: true });
    return value(paragraphWith(await textOf([kept]), 'morning'), 'w:jc');
  };
  expect(await alignmentOf('Lamp House')).toBe('left');
  expect(await alignmentOf(long)).toBeNull();
});

test('the no-break hyphen has its element and the no-break space is itself', async () => {
  const xml = paragraphWith(await textOf([block('paragraph', 'anti\u2011fog on 1\u00a0May')]), 'May');
  expect(xml).toContain('anti</w:t><w:noBreakHyphen/><w:t');
  expect(xml).toContain('1\u00a0May');
});

test('a space at which our pages end no line does not break in Word either', async () => {
  const inlines = [text('On 5 May two  keepers – of 9'), strong(' lamps, item 7 – lit items'), text(' 8 and 9 ')];
  expect(shown(paragraphWith(await textOf([block('paragraph', inlines)]), 'lamps'))).toBe(
    '\tOn 5\u00a0May two  keepers\u00a0– of 9 lamps, item\u00a07\u00a0– lit items\u00a08 and 9 ',
  );
  const title = [block('title', 'The Security Council on fog')];
  expect(shown(paragraphWith(part(await partsOf(documentNode(title)), 'word/document.xml'), 'fog'))).toContain(
    'Security\u00a0Council on fog',
  );
});

test('text in another language says so on its run', async () => {
  const french: Block = block('paragraph', [text('the '), { type: 'span', at: null, language: 'fr', children: [text('phare')] }]);
  const runs = elements(paragraphWith(await textOf([french]), 'phare'), 'w:r');
  expect(runs.map((run) => value(run, 'w:lang'))).toEqual([null, 'fr']);
});

test('a language is noted as that of the kind of script it is written in', async () => {
  const context = contextOf();
  const spoken = (language: string, word: string, script: string) => [language, { ...context.language, language, word, script }] as const;
  const languages = new Map([spoken('xa', 'xa-XX', 'cyrl'), spoken('xb', 'xb-XX', 'hani'), spoken('xc', 'xc-XX', 'arab')]);
  const spans = ['xa', 'xb', 'xc'].map(
    (language): Inline => ({ type: 'span', at: null, language, children: [text(`words ${language} `)] }),
  );
  const parts = await partsOf(letter([block('paragraph', spans)]), { ...context, languages });
  const runs = elements(paragraphWith(part(parts, 'word/document.xml'), 'words'), 'w:r').slice(1);
  expect(runs.map((run) => attributes(run, 'w:lang'))).toEqual([{ 'w:val': 'xa-XX' }, { 'w:eastAsia': 'xb-XX' }, { 'w:bidi': 'xc-XX' }]);
});

test('tabs and line feeds within a source’s text are spaces, and marks of XML are text', async () => {
  const xml = paragraphWith(await textOf([block('paragraph', 'a\tb\nc < d & "e"')]), 'a b');
  expect(shown(xml)).toBe('\ta b c < d & "e"');
});

// ---- lists and headings ----

const list = (kind: List['kind'], depth: number, items: readonly (readonly [string, readonly Block[]])[]): List => ({
  type: 'list',
  at: null,
  kind,
  depth,
  children: items.map(([label, children]) => ({ type: 'list-item', at: null, label, children })),
});
const item = (words: string): TextBlock => block('paragraph', words);

test('numbered items are typed with tabs: label at its stop, text at the next, turnovers at the margin of the text', async () => {
  const deeper = list('numbered', 2, [['(a)', [item('letters'), list('numbered', 3, [['(i)', [item('romans')]]])]]]);
  const xml = await textOf([list('numbered', 1, [['1.', [item('figures'), deeper]]])]);
  for (const [words, expected] of [
    ['figures', '1.\tfigures'],
    ['letters', '\t(a)\tletters'],
    ['romans', '\t\t(i)\tromans'],
  ] as const) {
    const paragraph = paragraphWith(xml, words);
    expect(shown(paragraph)).toBe(expected);
    expect(value(paragraph, 'w:pStyle')).toBe('SingleTxt');
    expect(elements(paragraph, 'w:ind')).toHaveLength(0);
  }
});

test('"(a)" stands at its stop, within a numbered item or alone', async () => {
  const inner = list('lettered', 2, [['(a)', [item('within')]]]);
  const xml = await textOf([list('numbered', 1, [['1.', [item('around'), inner]]]), list('lettered', 1, [['(a)', [item('letters')]]])]);
  expect(shown(paragraphWith(xml, 'within'))).toBe('\t(a)\twithin');
  expect(shown(paragraphWith(xml, 'letters'))).toBe('\t(a)\tletters');
});

test('bullets and dashes hang', async () => {
  const parts = await partsOf(documentNode([body([list('bullet', 1, [['•', [item('lamp')]]]), list('dash', 2, [['–', [item('wick')]]])])]));
  const xml = part(parts, 'word/document.xml');
  expect(shown(paragraphWith(xml, 'lamp'))).toBe('•\tlamp');
  expect(value(paragraphWith(xml, 'lamp'), 'w:pStyle')).toBe('Bullet1');
  expect(shown(paragraphWith(xml, 'wick'))).toBe('–\twick');
  expect(value(paragraphWith(xml, 'wick'), 'w:pStyle')).toBe('Dash2');
});

test('further paragraphs of an item are paragraphs', async () => {
  const items = [
    list('numbered', 1, [['1.', [item('first'), item('second')]]]),
    list('bullet', 1, [['•', [item('third'), item('fourth')]]]),
  ];
  const xml = await textOf(items);
  expect(shown(paragraphWith(xml, 'second'))).toBe('\tsecond');
  expect(shown(paragraphWith(xml, 'fourth'))).toBe('\tfourth');
  expect(value(paragraphWith(xml, 'fourth'), 'w:pStyle')).toBe('Bullet1');
});

test('a heading’s label stands between two tabs; without one the tabs remain', async () => {
  const xml = await textOf([block('heading-1', 'Lamps', { label: 'I.' }), block('heading-2', 'Wicks')]);
  expect(shown(paragraphWith(xml, 'Lamps'))).toBe('\tI.\tLamps');
  expect(shown(paragraphWith(xml, 'Wicks'))).toBe('\t\tWicks');
});

// ---- gaps and keeps ----

test('no paragraph is empty but those that end a section or stand above a table', () => {
  const flow = whole.replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, '<w:tbl/>');
  const empty = elements(flow, 'w:p').filter((paragraph) => shown(paragraph) === '');
  expect(empty).toHaveLength(2);
  expect(empty[0]).toContain('<w:sectPr>');
  // Together with the masthead's own end they are as high as the gap above the type area, 2.4 points.
  for (const paragraph of empty) expect(Number(attribute(one(paragraph, 'w:spacing'), 'w:line'))).toBeLessThan(20);
});

test('a gap stands whole after the paragraph above it, so that adding or comparing spacings gives the same', () => {
  const lines = elements(whole.replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, ''), 'w:p').filter((paragraph) => shown(paragraph) !== '');
  const [title, ...rest] = lines;
  expect(spacing(title ?? '', 'after')).toBe(240);
  for (const paragraph of rest) expect(spacing(paragraph, 'before') ?? 0).toBe(0);
  // 6 points after every paragraph and 12 before the signature: layout.md, section 2.
  expect(spacing(paragraphWith(whole, 'Paragraph 3'), 'after')).toBe(360);
  expect(elements(paragraphWith(whole, 'Paragraph 2'), 'w:spacing')).toHaveLength(0);
});

test('the session block’s gap stands before the title, since a table has none after it', () => {
  expect(spacing(paragraphWith(whole, 'Letter dated'), 'before')).toBe(360);
});

test('two organs stand in two columns, agenda titles on a measure of their own', () => {
  const table = one(whole, 'w:tbl');
  expect(elements(table, 'w:gridCol').map((column) => Number(attribute(column, 'w:w')))).toEqual([5762, 4078]);
  const columns = elements(table, 'w:tc').map((cell) => elements(cell, 'w:p').map(shown));
  expect(columns).toEqual([
    ['General Assembly', 'Seventy-ninth session', 'Agenda items\u00a01 and 2', 'Lights along the coast and\ntheir keepers', 'Fog signals'],
    ['Security Council', 'Eightieth year'],
  ]);
  // 288.1 points of the column less 275.9.
  expect(attribute(one(paragraphWith(table, 'Fog'), 'w:ind'), 'w:right')).toBe('244');
  expect(spacing(paragraphWith(table, 'Agenda items'), 'after')).toBe(120);
  expect(spacing(paragraphWith(table, 'Lights'), 'after')).toBe(120);
});

test('one organ’s session block is paragraphs, and a single title follows its line directly', async () => {
  const column = {
    type: 'session-column',
    at: null,
    children: [block('agenda-line', 'Agenda item 1'), block('agenda-title', 'Fog')],
  } as const;
  const xml = part(
    await partsOf(documentNode([{ type: 'session-block', at: null, children: [column] }, block('title', 'Letter')])),
    'word/document.xml',
  );
  expect(elements(xml, 'w:tbl')).toHaveLength(0);
  expect(spacing(paragraphWith(xml, 'Agenda'), 'after')).toBeNull();
  expect(spacing(paragraphWith(xml, 'Fog'), 'after')).toBe(360);
});

test('a page break by hand is the next paragraph’s', async () => {
  const xml = await textOf([item('before'), { type: 'page-break', at: null }, item('after')]);
  expect(paragraphWith(xml, 'after')).toContain('<w:pageBreakBefore/>');
  expect(elements(xml, 'w:p').filter((paragraph) => shown(paragraph) !== '')).toHaveLength(2);
});

test('kept blocks keep their lines and all but the last keep with the next', async () => {
  const xml = await textOf([{ type: 'keep', at: null, children: [item('one'), item('two')] }, item('three')]);
  const says = ['one', 'two', 'three'].map((words) => {
    const paragraph = paragraphWith(xml, words);
    return [paragraph.includes('<w:keepNext/>'), paragraph.includes('<w:keepLines/>')];
  });
  expect(says).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test('the paragraph before the signature stays with it, and the rule hangs from its last line', () => {
  expect(paragraphWith(whole, 'Paragraph 3')).toContain('<w:keepNext/>');
  const last = paragraphWith(whole, 'Keeper of the Northern Light');
  const lastLine = elements(whole, 'w:p').at(-1) ?? '';
  expect(last).not.toBe('');
  const rule = one(lastLine, 'wp:anchor');
  const [x, y] = elements(rule, 'wp:posOffset').map((offset) => Number(offset.replaceAll(/<[^>]+>/g, '')) / 12700);
  expect(attribute(one(rule, 'wp:extent'), 'cx')).toBe(String(72 * 12700));
  expect(x).toBeCloseTo(270.2, 1);
  // A baseline stands 9.6 points below the top of its line of 12, the rule 32.2 below the baseline.
  expect(y).toBeCloseTo(41.8, 1);
});

test('an unsigned letter leaves room above the name', async () => {
  const signed = letter(paragraphs(1));
  const unsigned = {
    ...signed,
    children: signed.children.map((child) =>
      child.type === 'signature-block' ? { ...child, children: child.children.map((one) => ({ ...one, room: true })) } : child,
    ),
  };
  const gap = async (tree: typeof signed) =>
    spacing(paragraphWith(part(await partsOf(tree), 'word/document.xml'), 'Paragraph 1'), 'after') ?? 0;
  expect(await gap(unsigned)).toBeGreaterThan(await gap(signed));
});

test('no line of a title ends at a hyphen; those of the text may', async () => {
  const xml = part(
    await partsOf(documentNode([block('title', 'Letter to the Keeper-General'), body([item('A half-lit lamp')])])),
    'word/document.xml',
  );
  expect(paragraphWith(xml, 'Letter')).toContain('Keeper</w:t><w:noBreakHyphen/><w:t');
  expect(shown(paragraphWith(xml, 'lamp'))).toBe('\tA half-lit lamp');
});

// ---- notes ----

test('a special note is a footnote called by its own mark', async () => {
  const parts = await partsOf(letter(paragraphs(1)));
  const call = one(paragraphWith(part(parts, 'word/document.xml'), 'Letter dated'), 'w:footnoteReference');
  expect(attribute(call, 'w:customMarkFollows')).toBe('1');
  expect(paragraphWith(part(parts, 'word/document.xml'), 'Letter dated')).toContain(`${call}<w:t xml:space="preserve">*</w:t>`);
  const note = elements(part(parts, 'word/footnotes.xml'), 'w:footnote').find(
    (found) => attribute(found, 'w:id') === attribute(call, 'w:id'),
  );
  expect(shown(note ?? '')).toBe('*\tReissued because of fog.');
  expect(value(note ?? '', 'w:pStyle')).toBe('FootnoteText');
});

test('a note that no mark of the text calls stands above the foot of page 1', async () => {
  const tree = letter(paragraphs(1));
  const parts = await partsOf({
    ...tree,
    children: tree.children.map((child) => (child.type === 'title' ? block('title', 'Letter') : child)),
  });
  expect(part(parts, 'word/footnotes.xml')).not.toContain('Reissued');
  expect([...parts].filter(([name, xml]) => name.startsWith('word/footer') && xml.includes('Reissued because of fog.'))).toHaveLength(1);
});

test('with a note that the head of page 1 calls, all notes stand above its foot, in their order', async () => {
  const tree = letter(paragraphs(1));
  const notes = [['*', 'Reissued because of fog.'] as const, ['**', 'Issued without editing.'] as const];
  const parts = await partsOf({
    ...tree,
    children: tree.children.map((child) => {
      if (child.type === 'title') return block('title', [text('Letter'), { type: 'note-mark', at: null, text: '**' }]);
      if (child.type !== 'special-notes') return child;
      return { ...child, children: notes.map(([label, words]) => block('special-note', words, { label })) };
    }),
  });
  expect(shown(paragraphWith(part(parts, 'word/document.xml'), 'Letter'))).toBe('\t\tLetter**');
  expect(part(parts, 'word/document.xml')).not.toContain('w:footnoteReference');
  const feet = [...parts].filter(([name, xml]) => name.startsWith('word/footer') && xml.includes('Reissued')).map(([, xml]) => xml);
  expect(feet).toHaveLength(1);
  expect(feet[0]?.indexOf('Reissued')).toBeLessThan(feet[0]?.indexOf('Issued without') ?? 0);
});

test('a reader that shares nothing with the writer finds the words in order', async () => {
  const { value: words } = await mammoth.extractRawText({ buffer: Buffer.from(await fileOf(letter(paragraphs(2)))) });
  const spaced = words.replaceAll('\u00a0', ' ');
  const order = [
    'General Assembly',
    'Agenda items 1 and 2',
    'Fog signals',
    'Security Council',
    'Letter dated 9 January',
    'Paragraph 1',
    'Paragraph 2',
    '(Signed) Ada Keeper',
  ];
  const places = order.map((piece) => spaced.indexOf(piece));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
