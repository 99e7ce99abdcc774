/** What the text of a letter becomes in Akoma Ntoso. */
import { describe, expect, it } from 'vitest';
import type { Annex, Body, TextBlock } from '../../src/tree/nodes.ts';
import { readAkn } from '../../src/verify/read-akn.ts';
import {
  all,
  assembly,
  block,
  body,
  council,
  faultsOfAll,
  heading,
  inside,
  item,
  letter,
  lineBreak,
  masthead,
  notes,
  paragraph,
  text,
  write,
} from './trees.ts';

describe('the text', () => {
  it('keeps what would be markup as text', async () => {
    const file = await write(letter([body(paragraph('5 < 6 & "7" > ]]> &amp; <p>'))]));
    expect(inside(file, 'mainBody')).toEqual(['<p eId="p_1">5 &lt; 6 &amp; &quot;7&quot; &gt; ]]&gt; &amp;amp; &lt;p&gt;</p>']);
    expect(all(file, 'p')[0]?.children).toEqual([{ type: 'text', text: '5 < 6 & "7" > ]]> &amp; <p>' }]);
  });

  it('shows bold, italic, another language and breaks, within each other', async () => {
    const strong = {
      type: 'strong' as const,
      at: null,
      children: [text('bold '), { type: 'emphasis' as const, at: null, children: [text('both')] }],
    };
    const span = { type: 'span' as const, at: null, language: 'fr', children: [text('cadran')] };
    const file = await write(letter([body(paragraph([text('plain '), strong, lineBreak, span]))]));
    expect(inside(file, 'mainBody')).toEqual([
      '<p eId="p_1">plain <b>bold </b><b><i>both</i></b><br/><span xml:lang="fr">cadran</span></p>',
    ]);
  });

  it('opens a section at a heading and closes it at the next of its level or above', async () => {
    const file = await write(
      letter([
        body(
          paragraph('before'),
          heading(1, 'One', 'I.'),
          paragraph('in one'),
          heading(2, 'One A'),
          paragraph('in one A'),
          heading(3, 'One A 1'),
          heading(2, 'One B'),
          heading(1, 'Two', 'II.'),
          paragraph('in two'),
        ),
      ]),
    );
    expect(all(file, 'section').map(({ attributes }) => [attributes.eId, attributes.class])).toEqual([
      ['sec_1', 'heading-1'],
      ['sec_1__sec_1', 'heading-2'],
      ['sec_1__sec_1__sec_1', 'heading-3'],
      ['sec_1__sec_2', 'heading-2'],
      ['sec_2', 'heading-1'],
    ]);
    expect(inside(file, 'section').slice(0, 5)).toEqual([
      '<num>I.</num>',
      '<heading>One</heading>',
      '<intro>',
      '<p eId="sec_1__p_1">in one</p>',
      '</intro>',
    ]);
    expect([all(file, 'intro').length, all(file, 'content').length]).toEqual([2, 1]);
  });

  it('keeps the labels of lists at any depth, and lists in lists', async () => {
    const inner = { type: 'list' as const, at: null, kind: 'lettered' as const, depth: 1, children: [item('(a)', paragraph('deep'))] };
    const list = {
      type: 'list' as const,
      at: null,
      kind: 'numbered' as const,
      depth: 1,
      children: [item('1.', paragraph('one'), inner), item('2.')],
    };
    const file = await write(letter([body({ type: 'keep', at: null, children: [list] }, { type: 'page-break', at: null })]));
    expect(all(file, 'num').map(({ children }) => children[0])).toEqual(
      ['1.', '(a)', '2.'].map((label) => ({ type: 'text', text: label })),
    );
    expect(all(file, 'item').map(({ attributes }) => attributes.eId)).toEqual([
      'list_1__item_1',
      'list_1__item_1__list_1__item_1',
      'list_1__item_2',
    ]);
  });

  it('is an empty paragraph where there is none', async () => {
    expect(inside(await write(letter([])), 'mainBody')).toEqual(['<p/>']);
  });

  it('gives every element an id of its own', async () => {
    const list = { type: 'list' as const, at: null, kind: 'dash' as const, depth: 1, children: [item('–', paragraph('x'))] };
    const { xml } = await write(letter([body(heading(1, 'A'), list, list, heading(1, 'B'), list)]));
    const ids = [...xml.matchAll(/eId="([^"]*)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(8);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('special notes', () => {
  const symbol = block('symbol', [text('A'), text('/74/1*-'), text('S'), text('/2020/1*')]);
  const facts = { organs: [assembly, council] };

  it('stand where their mark calls them first, and are pointed to after that', async () => {
    const file = await write(letter([masthead(symbol), body(), notes(block('special-note', 'Set again.', { label: '*' }))], facts));
    expect(inside(file, 'coverPage')).toEqual([
      '<p><docNumber refersTo="#symbol">A/74/1</docNumber><authorialNote eId="note_1" marker="*" placement="bottom"><p>Set again.</p></authorialNote>-<docNumber refersTo="#symbol">S/2020/1</docNumber><noteRef href="#note_1" marker="*" placement="bottom"/></p>',
    ]);
  });

  it('are told apart in a run of marks', async () => {
    const title = block('title', [text('Letter'), { type: 'note-mark', at: null, text: '***' }]);
    const both = notes(block('special-note', 'One.', { label: '*' }), block('special-note', 'Two.', { label: '**' }));
    const file = await write(letter([title, body(), both]));
    expect(all(file, 'authorialNote').map(({ attributes }) => attributes.marker)).toEqual(['*', '**']);
  });

  it('stand at the end if nothing calls them, and a mark that calls none is raised text', async () => {
    const title = block('title', [text('Letter'), { type: 'note-mark', at: null, text: '†' }]);
    const file = await write(letter([title, body(), notes(block('special-note', 'One.', { label: '*' }))]));
    expect(inside(file, 'preface')).toEqual(['<p><docTitle eId="title_1">Letter<sup>†</sup></docTitle></p>']);
    expect(inside(file, 'conclusions')).toEqual(['<p eId="p_1" class="special-note">* One.</p>']);
  });
});

describe('signatures', () => {
  const signatories = [{ given: 'Maria', family: 'Sample', titles: ['Ambassador'] }];
  const lines = [
    block('signature-line', [text('(Signed) Maria '), { type: 'strong', at: null, children: [text('Sample')] }]),
    block('signature-line', 'Ambassador'),
  ];
  const signed = (room: boolean) => ({
    type: 'signature-block' as const,
    at: null,
    children: [{ type: 'signature' as const, at: null, room, children: lines }],
  });

  it('name the person and the role, declared in the references', async () => {
    const file = await write(letter([body(), signed(false)], { signatories }));
    expect(inside(file, 'conclusions')).toEqual([
      '<p><signature eId="signature_1">(Signed) <person refersTo="#signatory_1" as="#signatory_1-role_1">Maria <b>Sample</b></person><br/><role refersTo="#signatory_1-role_1">Ambassador</role></signature></p>',
    ]);
    expect(all(file, 'TLCPerson').map(({ attributes }) => attributes.showAs)).toEqual(['Maria Sample']);
  });

  it('are none while nobody has signed', async () => {
    const file = await write(letter([body(), signed(true)], { signatories }));
    expect(all(file, 'signature')).toEqual([]);
    expect(inside(file, 'conclusions')[0]).toMatch(/^<p><inline name="signatory">/);
  });

  it('keep their words where the facts know no such person', async () => {
    const file = await write(letter([body(), signed(false)]));
    expect(all(file, 'person')).toEqual([]);
    expect(inside(file, 'conclusions')[0]).toContain('(Signed) Maria <b>Sample</b><br/>Ambassador');
  });
});

describe('annexes', () => {
  const annex = (kind: 'annex' | 'enclosure', name: string, ...more: readonly (TextBlock | Body)[]): Annex => ({
    type: 'annex',
    at: null,
    kind,
    children: [
      block('annex-heading', name),
      ...more,
      { type: 'body', at: null, children: [heading(1, 'List', 'I.'), paragraph(`Of ${name}.`)] },
    ],
  });
  const parts = [
    body(paragraph('See the annexes.')),
    annex('annex', 'Annex I', block('annex-label', 'Label'), block('annex-original', 'Original: French'), block('annex-title', 'Clocks')),
    annex('enclosure', 'Enclosure'),
    annex('annex', 'Annex II'),
  ];

  it('are components with names of their own, enclosures within their annex', async () => {
    const file = await write(letter(parts));
    const works = all(file, 'FRBRWork').map((work) => all({ root: work }, 'FRBRthis')[0]?.attributes.value);
    expect(works.map((one) => one?.replace('/akn/un/doc/communication/un-ga/2020-01-17/A-74-1/', ''))).toEqual([
      '!main',
      '!annex_1',
      '!annex_1/enclosure_1',
      '!annex_2',
    ]);
    expect(all(file, 'doc').map(({ attributes }) => attributes.name)).toEqual(['officialLetter', 'annex', 'enclosure', 'annex']);
  });

  it('have ids apart from the letter’s and each other’s', async () => {
    const file = await write(letter(parts));
    expect(all(file, 'attachment').map(({ attributes }) => attributes.eId)).toEqual(['att_1', 'att_1__att_1', 'att_2']);
    expect(all(file, 'section').map(({ attributes }) => attributes.eId)).toEqual(['att_1__sec_1', 'att_1__att_1__sec_1', 'att_2__sec_1']);
  });

  it('begin with their heading, then say their original language and title', async () => {
    const file = await write(letter(parts));
    expect(all(file, 'attachment')[0]?.children.flatMap((child) => (child.type === 'element' ? [child.name] : []))).toEqual([
      'heading',
      'subheading',
      'doc',
    ]);
    expect(inside(file, 'preface')).toEqual([
      '<p><inline name="originalLanguage">Original: French</inline></p>',
      '<p><docTitle eId="att_1__title_1">Clocks</docTitle></p>',
    ]);
  });

  it('are read back in their place', async () => {
    const { text: lines, symbols } = readAkn(new TextEncoder().encode((await write(letter(parts))).xml)) ?? { text: [], symbols: [] };
    expect(symbols).toEqual(['A/74/1']);
    expect(lines).toEqual([
      'See the annexes.',
      ...['Annex I', 'Label', 'Original: French', 'Clocks', 'I. List', 'Of Annex I.'],
      ...['Enclosure', 'I. List', 'Of Enclosure.'],
      ...['Annex II', 'I. List', 'Of Annex II.'],
    ]);
  });
});

it('makes files that are valid against the schema, all of the above', async () => {
  expect(await faultsOfAll()).toEqual([]);
});
