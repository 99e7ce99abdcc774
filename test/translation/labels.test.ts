/** Labels of a translated list are those the other language's own reading of the same body would give. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../src/house.ts';
import type { LabelData } from '../../src/model/house-data.ts';
import { blocksOf } from '../../src/model/markdown.ts';
import { relabelled } from '../../src/translation/labels.ts';
import type { Block } from '../../src/tree/nodes.ts';
import { house as readHouse } from '../language/house.ts';

const body = `1. one

   1. deep

      1. deeper
      2. deeper

   2. deep

2. two

   (a) letter

   (b) letter

      - dash
        - dash

between

3. goes on
4. goes on

(a) letter

(b) letter

   1. number

* bullet

::: keep
1. kept
:::
`;

let house: House;
beforeAll(async () => {
  house = await readHouse();
});

function read(labels: LabelData): readonly Block[] {
  return blocksOf(body, 'body', { labels, linesKept: false, languages: [] }, (...problem) => {
    throw new Error(JSON.stringify(problem));
  }).blocks;
}
function labelsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return block.children.flatMap((item) => [item.label, ...labelsIn(item.children)]);
    return block.type === 'keep' ? labelsIn(block.children) : [];
  });
}

describe('labels', () => {
  it('change from every language to every other', () => {
    const languages = [...house.languages.values()];
    expect(languages.length).toBeGreaterThan(5);
    for (const from of languages)
      for (const to of languages) {
        const translated = relabelled(read(from.labels), from.labels, to.labels, (block) => block.children);
        expect(labelsIn(translated), `${from.language} to ${to.language}`).toEqual(labelsIn(read(to.labels)));
      }
    expect(new Set(languages.map(({ labels }) => labelsIn(read(labels)).join(' '))).size).toBeGreaterThan(2);
  });
});
