/**
 * Reads `test/examples/*.txt`: prose, a line of three grave accents, a body, a line holding a dot, the tree it becomes, a closing
 * line of grave accents.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelData } from '../../src/model/house-data.ts';
import { blocksOf } from '../../src/model/markdown.ts';
import type { Block, Inline } from '../../src/tree/nodes.ts';
import { houseData } from './house.ts';

const folder = path.join(import.meta.dirname, '../examples');
let labels: LabelData;
beforeAll(async () => {
  const language = (await houseData()).languages.get('en');
  if (!language) throw new Error('no language');
  labels = language.labels;
});

/** Blocks as an indented picture; breaks are shown as "/" and faults at the end with their words' place. */
function picture(body: string): string {
  const faults: string[] = [];
  const { blocks } = blocksOf(body, 'body', { labels, linesKept: false }, (code, place, values) => {
    const { offset = 0, length = 0 } = place as { offset?: number; length?: number };
    faults.push(`! ${code}${values?.variant ? ` ${values.variant}` : ''} "${body.slice(offset, offset + length).split('\n')[0]}"`);
  });
  return [...blocks.flatMap((block) => blockLines(block)), ...faults].join('\n');
}

function blockLines(block: Block): string[] {
  const under = (lines: string[]) => lines.map((line) => `  ${line}`);
  switch (block.type) {
    case 'list':
      return [
        `${block.kind} ${block.depth}`,
        ...under(block.children.flatMap((item) => [item.label, ...under(item.children.flatMap((child) => blockLines(child)))])),
      ];
    case 'keep':
      return ['keep', ...under(block.children.flatMap((child) => blockLines(child)))];
    case 'page-break':
      return ['page-break'];
    default: {
      const marks = `${block.label === null ? '' : ` [${block.label}]`}${block.tight ? ' tight' : ''}${block.linesKept ? ' lines' : ''}`;
      return [`${block.type}${marks}: ${block.children.map(inlineText).join('')}`];
    }
  }
}

function inlineText(inline: Inline): string {
  if (inline.type === 'text') return inline.text;
  if (inline.type === 'break') return ' / ';
  const inside = 'children' in inline ? inline.children.map(inlineText).join('') : '';
  return inline.type === 'span' ? `{${inline.language} ${inside}}` : `{${inline.type} ${inside}}`;
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const examples = [...text.matchAll(/([^\n]+)\n+`{3,}\n([\s\S]*?)\n\.\n([\s\S]*?)\n`{3,}(?=\n|$)/g)];
  describe(file, () => {
    it.each(examples.map(([, prose = '', body = '', tree = '']) => [prose, body, tree]))('%s', (_, body, tree) => {
      expect(picture(body)).toBe(tree);
    });
    it('holds examples', () => expect(examples.length).toBeGreaterThan(3));
  });
}
