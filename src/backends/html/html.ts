/**
 * The HTML back end: document tree and house style in, one page out that needs nothing beside it. No script, no address that
 * is fetched; a policy says so to the browser. The page is well-formed XML too.
 */
import type { DocumentNode } from '../../tree/nodes.ts';
import type { Backend, Context } from '../backend.ts';
import { blocksOf, type Written } from './blocks.ts';
import { headOf } from './head.ts';
import { element, group } from './markup.ts';
import { printRules } from './print.ts';
import { sheetRules } from './rules.ts';

export const html: Backend = {
  name: 'html',
  extension: 'html',
  async render(tree, context) {
    return new TextEncoder().encode(pageOf(tree, await blocksOf(tree, context), context));
  },
};

function pageOf(tree: DocumentNode, { masthead, main, foot, statusMark }: Written, context: Context): string {
  const style = `\n${sheetRules(context)}${printRules(tree, context)}`;
  return document(tree, [
    headOf(tree, style),
    group('body', { class: tree.kind }, [
      // What the document is not is said first.
      group('header', {}, [...(statusMark === null ? [] : [statusMark]), ...masthead]),
      group('main', {}, main),
      ...(foot.length === 0 ? [] : [group('footer', {}, foot)]),
    ]),
  ]);
}

/** A whole HTML document in a language. */
export function document({ language, direction }: Pick<DocumentNode, 'language' | 'direction'>, parts: readonly string[]): string {
  const root = { xmlns: 'http://www.w3.org/1999/xhtml', lang: language, dir: direction };
  return `<!doctype html>\n${element('html', root, '\n', ...parts.map((part) => `${part}\n`))}\n`;
}
