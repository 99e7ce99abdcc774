/**
 * Words at the ends of lines, for whoever joins what the structure holds without a look at the page (ISO 32000-1, 14.8.2.5
 * and 14.8.2.2.3): the text of each element is the text of its node.
 */
import { describe, expect, it } from 'vitest';
import { writePdf } from '../../src/backends/pdf/write.ts';
import { layOut } from '../../src/layout/layout.ts';
import type { TextBlock } from '../../src/tree/nodes.ts';
import { corpus, house, setParagraphs } from './languages.ts';
import { type ElementReading, readPages, readStructure } from './operators.ts';
import { block, documentOf } from './sample.ts';

/** The text of an element with all below it, joined as it is. */
function textOf(element: ElementReading): string {
  return element.children.map((child) => ('tag' in child ? textOf(child) : child.text)).join('');
}
function elements(element: ElementReading, tag: string): ElementReading[] {
  if (element.tag === tag) return [element];
  return element.children.flatMap((child) => ('tag' in child ? elements(child, tag) : []));
}
const marks = /[\u200e\u200f]/g;
const plain = (text: string) => text.replace(marks, '').normalize('NFC').trim();

describe.each([
  ['french', 'fr'],
  ['russian', 'ru'],
  ['arabic', 'ar'],
  ['chinese', 'zh'],
])('%s', (name, code) => {
  it('has the words of every paragraph over its line ends', async () => {
    const paragraphs = corpus(name).filter((text) => !/\n/.test(text));
    const { bytes } = await setParagraphs(paragraphs, code);
    const found = elements(readStructure(bytes), 'P').map((element) => plain(textOf(element).replaceAll('\u00ad', '')));
    expect(found).toEqual(paragraphs.map(plain));
  });
});

it('tells a hyphen that parts a word from the word’s own', async () => {
  const { bytes } = await setParagraphs(corpus('russian'), 'ru');
  const shown = readPages(bytes).flatMap(({ texts }) => texts);
  const parting = shown.filter(({ text }) => text === '\u00ad');
  expect(parting.length).toBeGreaterThan(5);
  // Each is drawn as a hyphen, the last of its line.
  for (const hyphen of parting) {
    expect(hyphen.glyphs.map(({ text }) => text)).toEqual(['-']);
    const beside = shown.filter((other) => other !== hyphen && other.baseline === hyphen.baseline && other.x > hyphen.x);
    expect(beside).toEqual([]);
  }
});

async function headed(code: string, label: string, words: string) {
  const language = house.languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  const heading: TextBlock = { ...block('heading-1', words), label };
  const tree = { ...documentOf([{ type: 'body', at: null, children: [heading] }]), language: code, direction: language.direction };
  const pages = await layOut(tree, {
    ...house.styleIn(language),
    faces: await house.faces(),
    language,
    languages: house.languages,
    pictures: { emblem: null, recycleSign: house.recycleSign },
    report: (...problem: unknown[]) => expect.unreachable(JSON.stringify(problem)),
  });
  return writePdf(tree, pages ?? []);
}

it.each([
  ['en', 'A.', 'Gardens'],
  ['ar', 'ألف -', 'الحدائق'],
])('parts a heading’s label from its words: %s', async (code, label, words) => {
  const [heading] = elements(readStructure(await headed(code, label, words)), 'H1');
  expect(heading && plain(textOf(heading))).toBe(plain(`${label} ${words}`));
});
