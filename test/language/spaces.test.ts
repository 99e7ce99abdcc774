/** Spaces as a language prints them: typed ones that do not break, nothing added. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/language/language.ts';
import { printedSpaces } from '../../src/language/spaces.ts';
import type { DocumentNode, Inline } from '../../src/tree/nodes.ts';
import { plainText } from '../../src/tree/words.ts';
import { house } from '../pdf/languages.ts';
import { block, documentOf } from '../pdf/sample.ts';

const text = (value: string): Inline => ({ type: 'text', at: 'body#7', text: value });

function printed(children: readonly Inline[], language: string): string {
  const paragraph = { ...block('paragraph', ''), children };
  const tree: DocumentNode = { ...documentOf([{ type: 'body', at: null, children: [paragraph] }]), language };
  const [body] = printedSpaces(tree, house.languages).children;
  const [first] = body?.type === 'body' ? body.children : [];
  return first && first.type === 'paragraph' ? plainText(first.children) : '';
}

describe('French', () => {
  it('does not break before high marks and inside guillemets', () => {
    expect(printed([text('Il dit : « Venez ! » ; mais qui ?')], 'fr')).toBe(
      'Il dit\u00a0: «\u00a0Venez\u202f!\u00a0»\u202f; mais qui\u202f?',
    );
  });

  it('adds no space where none is typed', () => {
    expect(printed([text('Il dit: «Venez!»')], 'fr')).toBe('Il dit: «Venez!»');
  });

  it('holds in a span of its own only', () => {
    const span: Inline = { type: 'span', at: null, language: 'fr', children: [text('oui !')] };
    expect(printed([text('he said ! '), span], 'en')).toBe('he said ! oui\u202f!');
  });
});

it('keeps every character in its place', () => {
  for (const [code] of house.languages) expect(printed([text('a : b ; « c » ! d ?')], code)).toHaveLength('a : b ; « c » ! d ?'.length);
});

it('gives the same tree to languages without such rules', () => {
  const tree = documentOf([block('title', 'A title : and more')]);
  expect(printedSpaces(tree, new Map<string, Language>())).toBe(tree);
});
