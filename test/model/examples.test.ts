/**
 * Reads `test/examples/*.txt`: prose, a line of three grave accents, a body, a line holding a dot, the tree it becomes, a closing
 * line of grave accents.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelData } from '../../src/model/house-data.ts';
import { blocksOf } from '../../src/model/markdown.ts';
import type { Block, Inline } from '../../src/tree/nodes.ts';
import { houseData } from './house.ts';

const folder = path.join(import.meta.dirname, '../examples');
let labels: LabelData;
const languages = ['en', 'fr'];
beforeAll(async () => {
  const language = (await houseData()).languages.get('en');
  if (!language) throw new Error('no language');
  labels = language.labels;
});

/** Every text of a body and where it begins in its source. */
function textsOf(body: string): readonly { readonly text: string; readonly offset: number }[] {
  const texts: { text: string; offset: number }[] = [];
  const visit = (node: Block | Inline): void => {
    if (node.type === 'text') texts.push({ text: node.text, offset: Number(node.at?.split('#')[1]) });
    else if ('children' in node) for (const child of node.children) visit(child as Block | Inline);
  };
  for (const block of blocksOf(body, 'body', { labels, linesKept: false, languages }, () => undefined).blocks) visit(block);
  return texts;
}

describe('spans of another language', () => {
  const words = fc.constantFrom('the keepers of the registers met again and again', 'é à ü', 'a', 'b c', '[sic]', 'two\nlines');
  const span = fc.tuple(words, words).map(([one, other]) => `[${one} *${other}* ${one}]{lang=fr}`);
  const text = fc.array(fc.oneof(words, span), { minLength: 1, maxLength: 8 }).map((parts) => `Text ${parts.join(' ')}.`);

  it('lose no text, and know where each word stands', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        const body = paragraphs.join('\n\n');
        const texts = textsOf(body);
        for (const { text, offset } of texts) expect(body.slice(offset, offset + text.length).replaceAll('\n', ' ')).toBe(text);
        const bare = body
          .replace(/\{lang=fr\}|\[(?!sic)|(?<!sic)\]|\*/g, '')
          .replaceAll('\n\n', '')
          .replaceAll('\n', ' ');
        expect(texts.map((one) => one.text).join('')).toBe(bare);
      }),
      { numRuns: 200 },
    );
  });
});

/** Blocks as an indented picture; breaks are shown as "/" and faults at the end with their words' place. */
function picture(body: string): string {
  const faults: string[] = [];
  const { blocks } = blocksOf(body, 'body', { labels, linesKept: false, languages }, (code, place, values) => {
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
    case 'quote':
      return [block.type, ...under(block.children.flatMap((child) => blockLines(child)))];
    case 'table':
      return [
        'table',
        ...under(
          block.children.flatMap((part) => {
            if (part.type !== 'table-row') return [`title: ${part.children.map(inlineText).join('')}`];
            const cells = part.children.map(({ header, align, children: [text] }) => {
              const words = text.children.map(inlineText).join('');
              return `${header === null ? '' : `<${header}> `}${align === 'start' ? '' : `${align}: `}${words}`;
            });
            return [cells.join(' | ')];
          }),
        ),
      ];
    case 'page-break':
      return ['page-break'];
    case 'notes':
      return block.children.flatMap((note) => [
        `note ${note.name} ${note.label}`,
        ...under(note.children.flatMap((child) => blockLines(child))),
      ]);
    default: {
      const marks = `${block.label === null ? '' : ` [${block.label}]`}${block.tight ? ' tight' : ''}${block.linesKept ? ' lines' : ''}`;
      return [`${block.type}${marks}: ${block.children.map(inlineText).join('')}`];
    }
  }
}

function inlineText(inline: Inline): string {
  if (inline.type === 'text') return inline.text;
  if (inline.type === 'break') return ' / ';
  if (inline.type === 'note-call') return `{call ${inline.name} ${inline.text}}`;
  const inside = 'children' in inline ? inline.children.map(inlineText).join('') : '';
  if (inline.type === 'link') return `{${inline.address}${inline.title === null ? '' : ` "${inline.title}"`} ${inside}}`;
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
