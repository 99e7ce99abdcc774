/**
 * Distances and places as measured in the documents of the Organization, on small trees in the real house style. Points;
 * measured values scatter by two tenths.
 */
import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/tree/nodes.ts';
import { body, document, linesIn, lineWith, pagesOf, paragraph, signatures, text } from './trees.ts';

const column = (...children: ReturnType<typeof text>[]) => ({ type: 'session-column', at: null, children }) as const;
const session = (...titles: string[]): Part => ({
  type: 'session-block',
  at: null,
  children: [
    column(
      text('session-organ', 'First organ'),
      text('session-line', 'Its session'),
      text('agenda-line', 'Its item'),
      ...titles.map((title) => text('agenda-title', title)),
    ),
    column(text('session-organ', 'Second organ'), text('session-line', 'Its year')),
  ],
});
const long =
  'Harbours, bridges and roads were looked at again in every district, and several members of the committee asked for a further report on the matter.';
const endRule: Part = { type: 'end-rule', at: null };
const lowerEdgeOfThickRule = 210.4;

describe('under the masthead', () => {
  it('the first session line stands 11.9 below the thick rule', async () => {
    const lines = linesIn(await pagesOf(document(session('Water'), text('title', 'Title'))));
    expect(lineWith(lines, 'First organ').baseline - lowerEdgeOfThickRule).toBeCloseTo(11.9, 1);
  });

  it('the title stands 13.1 below it where there is no session block', async () => {
    const lines = linesIn(await pagesOf(document(text('title', 'Title'), body(paragraph('Text')))));
    expect(lineWith(lines, 'Title').baseline - lowerEdgeOfThickRule).toBeCloseTo(13.1, 1);
  });
});

describe('the session block', () => {
  it('has its lines 12 apart, and a single title as close', async () => {
    const lines = linesIn(await pagesOf(document(session('Water'), text('title', 'Title'))));
    expect(lineWith(lines, 'Its session').baseline - lineWith(lines, 'First organ').baseline).toBeCloseTo(12, 5);
    expect(lineWith(lines, 'Its item').baseline - lineWith(lines, 'Its session').baseline).toBeCloseTo(12, 5);
    expect(lineWith(lines, 'Water').baseline - lineWith(lines, 'Its item').baseline).toBeCloseTo(12, 5);
  });

  it('has several titles 18 apart, and the first 18 below the line of their numbers', async () => {
    const lines = linesIn(await pagesOf(document(session('Water', 'Schools', 'Roads'), text('title', 'Title'))));
    expect(lineWith(lines, 'Water').baseline - lineWith(lines, 'Its item').baseline).toBeCloseTo(18, 5);
    expect(lineWith(lines, 'Schools').baseline - lineWith(lines, 'Water').baseline).toBeCloseTo(18, 5);
    expect(lineWith(lines, 'Roads').baseline - lineWith(lines, 'Schools').baseline).toBeCloseTo(18, 5);
  });

  it('ends 31.2 above the title', async () => {
    const lines = linesIn(await pagesOf(document(session('Water', 'Schools'), text('title', 'Title'))));
    expect(lineWith(lines, 'Title').baseline - lineWith(lines, 'Schools').baseline).toBeCloseTo(31.2, 1);
  });

  it('has the second organ beside the first, and is read one column after the other', async () => {
    const lines = linesIn(await pagesOf(document(session('Water'), text('title', 'Title'))));
    expect(lineWith(lines, 'First organ').x).toBeCloseTo(60, 5);
    expect(lineWith(lines, 'Second organ').x).toBeCloseTo(348.1, 5);
    expect(lineWith(lines, 'Second organ').baseline).toBe(lineWith(lines, 'First organ').baseline);
    expect(lineWith(lines, 'Its year').baseline).toBe(lineWith(lines, 'Its session').baseline);
    expect(lines.map((line) => line.text)).toEqual([
      'First organ',
      'Its session',
      'Its item',
      'Water',
      'Second organ',
      'Its year',
      'Title',
    ]);
  });

  it('keeps agenda titles within their measure', async () => {
    const lines = linesIn(await pagesOf(document(session(long, long), text('title', 'Title'))));
    const titles = lines.filter((line) => line.owner === 'agenda-title');
    expect(titles.length).toBeGreaterThan(4);
    for (const title of titles) expect(title.end).toBeLessThanOrEqual(60 + 275.9);
  });

  it('is followed by the title below its longer column, whichever that is', async () => {
    const block: Part = {
      type: 'session-block',
      at: null,
      children: [
        column(text('session-organ', 'Short')),
        column(text('session-organ', 'Long'), text('session-line', 'More'), text('agenda-line', 'Last')),
      ],
    };
    const lines = linesIn(await pagesOf(document(block, text('title', 'Title'))));
    expect(lineWith(lines, 'Title').baseline - lineWith(lines, 'Last').baseline).toBeCloseTo(31.2, 1);
    expect(lineWith(lines, 'Short').baseline).toBe(lineWith(lines, 'Long').baseline);
  });
});

describe('title and body', () => {
  const tree = () => document(text('title', `Letter about ${long}`), body(paragraph(long), paragraph('Second paragraph')));

  it('title lines are 13.5 apart and begin at 123.35', async () => {
    const title = linesIn(await pagesOf(tree())).filter((line) => line.owner === 'title');
    expect(title.length).toBeGreaterThan(1);
    expect((title[1]?.baseline ?? 0) - (title[0]?.baseline ?? 0)).toBeCloseTo(13.5, 5);
    for (const line of title) expect(line.x).toBeCloseTo(123.35, 2);
  });

  it('the first line of the body stands 24.3 below the title', async () => {
    const lines = linesIn(await pagesOf(tree()));
    const title = lines.filter((line) => line.owner === 'title');
    expect(lineWith(lines, 'Harbours').baseline - (title.at(-1)?.baseline ?? 0)).toBeCloseTo(24.3, 1);
  });

  it('paragraphs begin at 147.1, turn over at 123.35, are filled to 488.65, and stand 18 apart', async () => {
    const lines = linesIn(await pagesOf(tree())).filter((line) => line.owner === 'paragraph');
    const [first, second] = lines;
    expect(first?.x).toBeCloseTo(147.1, 2);
    expect(second?.x).toBeCloseTo(123.35, 2);
    expect(first?.end).toBeCloseTo(488.65, 0);
    expect((second?.baseline ?? 0) - (first?.baseline ?? 0)).toBeCloseTo(12, 5);
    expect((lines.at(-1)?.baseline ?? 0) - (lines.at(-2)?.baseline ?? 0)).toBeCloseTo(18, 5);
  });
});

describe('signatures', () => {
  const tree = () =>
    document(body(paragraph('Last words')), signatures(['(Signed) First', 'Office'], ['(Signed) Second', 'Another']), endRule);

  it('begin 30 below the body, have lines 12 apart and signatories 18', async () => {
    const lines = linesIn(await pagesOf(tree()));
    expect(lineWith(lines, '(Signed) First').baseline - lineWith(lines, 'Last words').baseline).toBeCloseTo(30, 1);
    expect(lineWith(lines, 'Office').baseline - lineWith(lines, '(Signed) First').baseline).toBeCloseTo(12, 5);
    expect(lineWith(lines, '(Signed) Second').baseline - lineWith(lines, 'Office').baseline).toBeCloseTo(18, 5);
  });

  it('are flush right, tracking seen as in the originals', async () => {
    for (const line of linesIn(await pagesOf(tree())).filter(({ owner }) => owner === 'signature-line')) {
      expect(line.end).toBeGreaterThan(487.9);
      expect(line.end).toBeLessThan(488.66);
    }
  });

  it('are closed by a rule 32.2 below the last line', async () => {
    const pages = await pagesOf(tree());
    const rule = pages[0]?.items.find((item) => item.type === 'rule' && item.width === 72);
    expect(rule).toMatchObject({ x: 270.2, width: 72, height: 0.25, owner: { type: 'artifact', kind: 'layout' } });
    expect((rule?.type === 'rule' ? rule.y : 0) - lineWith(linesIn(pages), 'Another').baseline).toBeCloseTo(32.2, 5);
  });
});

describe('labels', () => {
  const item = (label: string, content: string) => ({ type: 'list-item', at: null, label, children: [paragraph(content)] }) as const;
  const list = (kind: 'numbered' | 'dash' | 'bullet' | 'lettered', depth: number, ...items: ReturnType<typeof item>[]) =>
    ({ type: 'list', at: null, kind, depth, children: items }) as const;

  it.each([
    ['numbered', 1, '1.', 123.35, 147.1, 123.35],
    ['numbered', 2, '(a)', 147.1, 170.9, 123.35],
    ['lettered', 1, '(a)', 147.1, 170.9, 123.35],
    ['numbered', 3, '(i)', 170.9, 194.65, 123.35],
    ['bullet', 1, '•', 140.4, 147.1, 147.1],
    ['dash', 1, '–', 138.9, 147.1, 147.1],
    ['dash', 2, '–', 158.3, 170.9, 170.9],
  ] as const)('%s items of depth %i have "%s" at %f, text at %f, turnovers at %f', async (kind, depth, label, labelX, textX, turnover) => {
    const lines = linesIn(await pagesOf(document(body(list(kind, depth, item(label, long))))));
    expect(lines[0]).toMatchObject({ text: label, owner: 'list-item' });
    expect(lines[0]?.x).toBeCloseTo(labelX, 1);
    expect(lines[1]?.x).toBeCloseTo(textX, 1);
    expect(lines[1]?.baseline).toBe(lines[0]?.baseline);
    expect(lines[2]?.x).toBeCloseTo(turnover, 1);
  });

  it('of lettered items within numbered ones stand where those of a list of letters alone do', async () => {
    const inner = list('lettered', 2, item('(a)', 'Within a numbered item'));
    const outer = { ...item('1.', 'A numbered item'), children: [paragraph('A numbered item'), inner] };
    const lines = linesIn(await pagesOf(document(body({ type: 'list', at: null, kind: 'numbered', depth: 1, children: [outer] }))));
    expect(lineWith(lines, '(a)').x).toBeCloseTo(147.1, 1);
    expect(lineWith(lines, 'Within').x).toBeCloseTo(170.9, 1);
  });

  it('longer than their room push the text to the next tab stop', async () => {
    const lines = linesIn(await pagesOf(document(body(list('numbered', 1, item('1234567.', long))))));
    expect(lines[1]?.x).toBeCloseTo(170.9, 1);
  });

  it('of headings end at 111.1, with the heading at 123.35', async () => {
    const lines = linesIn(await pagesOf(document(body(text('heading-2', 'Roads', 'IV.'), paragraph('Text')))));
    expect(lines[0]?.text).toBe('IV.');
    expect(lines[0]?.end).toBeCloseTo(111.1, 2);
    expect(lineWith(lines, 'Roads').x).toBeCloseTo(123.35, 2);
  });
});

describe('special notes', () => {
  it('stand at the foot of page 1 under a rule, with the mark hanging', async () => {
    const notes: Part = {
      type: 'special-notes',
      at: null,
      children: [text('special-note', `Note one: ${long} ${long}`, '*'), text('special-note', 'Note two', '**')],
    };
    const pages = await pagesOf(document(body(...Array.from({ length: 60 }, (_, index) => paragraph(`Paragraph ${index}`))), notes));
    const lines = linesIn(pages);
    const note = lineWith(lines, 'Note one');
    expect(note.page).toBe(1);
    expect(note.x).toBeCloseTo(123.35, 2);
    expect(lines.find((line) => line.text === '*')?.end).toBeCloseTo(119.8, 0);
    expect(lineWith(lines, 'Note two').baseline).toBeCloseTo(703.5, 1);
    const rule = pages[0]?.items.find((item) => item.type === 'rule' && item.width === 72);
    expect(rule).toMatchObject({ x: 110.8, width: 72, height: 0.25 });
    expect(note.baseline - (rule?.type === 'rule' ? rule.y : 0)).toBeCloseTo(11.8, 5);
    const lowest = Math.max(...lines.filter((line) => line.page === 1 && line.owner === 'paragraph').map((line) => line.baseline));
    expect(lowest).toBeLessThan(note.baseline - 11.8);
  });
});
