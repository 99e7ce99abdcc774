import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import type { Block, TextBlock } from '../../src/tree/nodes.ts';
import { type Graft, parseMarkup } from '../../src/tree/parse.ts';
import { printTree } from '../../src/tree/print.ts';
import { plainText } from '../../src/tree/words.ts';
import { facts } from '../facts.ts';

const paragraph: Block = {
  type: 'paragraph',
  at: 'body.0',
  children: [{ type: 'text', at: null, text: 'Fog.' }],
  label: null,
  tight: false,
  linesKept: false,
};
const graft: Graft = {
  file: 'types/letter.hbs',
  kind: 'letter',
  language: 'xx',
  direction: 'ltr',
  linebreaks: 'word',
  properties: { title: '', author: '', subject: '', keywords: '', date: '2025-01-01T00:00:00Z', symbol: null },
  facts,
  blocks: { body: [paragraph] },
};

function parse(markup: string) {
  const problems: { code: string; values: unknown }[] = [];
  const tree = parseMarkup(markup, graft, (code, _place, values) => problems.push({ code, values }));
  return { tree, problems };
}

describe('markup', () => {
  it('becomes a tree, with the author’s blocks grafted where the template says', () => {
    const { tree } = parse('<document>\n  <title at="letter">A letter\n    about fog</title>\n  <blocks at="body"/>\n</document>');
    expect(tree && printTree(tree)).toBe(
      'document kind="letter" language="xx" direction="ltr" linebreaks="word"\n  title @letter: A letter about fog\n  body @body\n    paragraph @body.0: Fog.\n',
    );
  });

  it('keeps breaks by hand and drops the space around them', () => {
    const { tree } = parse('<document><title>One <break/> two</title></document>');
    const title = tree?.children[0] as TextBlock;
    expect(title.children).toMatchObject([{ text: 'One' }, { type: 'break' }, { text: 'two' }]);
  });

  it.each([
    ['a tag it does not know', '<document><colour/></document>', 'colour'],
    ['a tag in the wrong place', '<document><title><organ>x</organ></title></document>', 'organ'],
    ['text between blocks', '<document>stray</document>', 'stray'],
    ['an attribute it does not know', '<document><title size="3">x</title></document>', 'size'],
  ])('is refused for %s', (_, markup, tag) => {
    const { tree, problems } = parse(markup);
    expect(tree).toBeNull();
    expect(problems).toMatchObject([{ code: 'TAG_NOT_ALLOWED', values: { tag } }]);
  });

  it('is refused for a document type, an entity or a tag left open', () => {
    for (const markup of ['<!DOCTYPE x><document/>', '<document>&x;</document>', '<document><title></document>']) {
      expect(parse(markup).problems).toMatchObject([{ code: 'TEMPLATE_SYNTAX' }]);
    }
  });

  it('carries any text a template prints', () => {
    const print = Handlebars.compile('<document><title>{{text}}</title></document>');
    // XML has no place for control characters, which validation refuses in a source.
    const words = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim());
    fc.assert(
      fc.property(words, (text) => {
        const title = parse(print({ text })).tree?.children[0] as TextBlock;
        expect(plainText(title.children)).toBe(text);
      }),
    );
  });
});
