/**
 * Prints what the stages make, for golden files and `check --to`: the markup, the tree as indented text, the pages as lines
 * with baselines, the document as plain text.
 */
import type { Page } from '../layout/frame.ts';
import type { DocumentNode, Inline, Node } from './nodes.ts';
import { plainText, textOf } from './words.ts';

/** Markup without the blank lines a template's conditions leave. */
export function printMarkup(markup: string): string {
  return `${markup
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')}\n`;
}

/** One node a line, inlines in place; paths after `@`. */
export function printTree(tree: DocumentNode): string {
  const out: string[] = [];
  const visit = (node: Node, depth: number) => {
    const details = Object.entries(node)
      .filter(
        ([key, value]) => !['type', 'at', 'children', 'symbols', 'properties', 'facts'].includes(key) && value !== null && value !== false,
      )
      .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
      .join('');
    const at = node.at === null ? '' : ` @${node.at}`;
    const children: readonly Node[] = 'children' in node ? node.children : 'symbols' in node ? node.symbols : [];
    const inline = children.every(isInline) && children.length > 0;
    out.push(
      `${'  '.repeat(depth)}${node.type}${at}${details}${inline ? `: ${children.map((child) => printInline(child as Inline)).join('')}` : ''}`,
    );
    if (!inline) for (const child of children) visit(child, depth + 1);
  };
  visit(tree, 0);
  return `${out.join('\n')}\n`;
}

const inlineTypes = new Set(['text', 'break', 'strong', 'emphasis', 'span', 'link', 'organ-letter', 'note-mark', 'note-call']);
const isInline = (node: Node): boolean => inlineTypes.has(node.type);

function printInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return '⏎';
    case 'note-mark':
      return `[note-mark ${inline.text}]`;
    case 'note-call':
      return `[note-call ${inline.name} ${inline.text}]`;
    case 'span':
      return `[span ${inline.language} ${inline.children.map(printInline).join('')}]`;
    case 'link':
      return `[link ${inline.address}${inline.title === null ? '' : ` ${JSON.stringify(inline.title)}`} ${inline.children.map(printInline).join('')}]`;
    default:
      return `[${inline.type} ${inline.children.map(printInline).join('')}]`;
  }
}

const hundredth = (value: number) => (Math.round(value * 100) / 100).toFixed(2);

/** Every line of every page with its baseline, left edge and where its text came from. */
export function printPages(pages: readonly Page[]): string {
  const out: string[] = [];
  for (const page of pages) {
    out.push(`page ${page.number}`);
    let last = '';
    for (const item of page.items) {
      const owner =
        item.owner.type === 'content'
          ? `${item.owner.node.type}${item.owner.node.at === null ? '' : ` @${item.owner.node.at}`}`
          : item.owner.kind;
      if (item.type === 'run') {
        const text = item.run.glyphs.map((glyph) => glyph.text).join('');
        const place = `${hundredth(item.baseline)} ${owner}`;
        if (place === last) out[out.length - 1] += text;
        else out.push(`  ${hundredth(item.baseline)} ${hundredth(item.x)} ${owner}: ${text}`);
        last = place;
      } else {
        out.push(`  ${item.type} ${[item.x, item.y, item.width, item.height].map(hundredth).join(' ')} ${owner}`);
        last = '';
      }
    }
  }
  return `${out.join('\n')}\n`;
}

/** The document as a reader hears it: one block a line. */
export function printText(tree: DocumentNode): string {
  return `${textOf(tree)
    .map((unit) => unit.text)
    .join('\n')}\n`;
}

export { plainText };
