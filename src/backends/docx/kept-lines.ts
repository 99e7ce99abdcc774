/**
 * Word stretches every line an author ends in a justified paragraph. Finds the paragraphs where our own pages leave such a line as
 * short as it is, so that Word sets them ragged.
 */
import { openSetter } from '../../layout/setter.ts';
import { type Around, inList, inQuote, outside, styleIn } from '../../style/around.ts';
import type { Sheet } from '../../style/sheet.ts';
import type { Block, DocumentNode, Part, TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { measureOf } from './looks.ts';

/** The justified paragraphs that hold a line too short to be stretched. */
export async function raggedIn(tree: DocumentNode, context: Context): Promise<ReadonlySet<TextBlock>> {
  const found = tree.children.flatMap((part) => keptIn(part, outside, context.sheet));
  if (found.length === 0) return new Set();
  // What cannot be set is told by whoever makes pages.
  const setter = await openSetter({ ...context, report: () => undefined }, tree.linebreaks);
  const isRagged = ({ block, around }: Found): boolean => {
    const style = styleIn(block, around, context.sheet);
    const measure = measureOf(context.page) - style.start - style.end;
    const lines = setter.lines(block, style, { measure, first: style.first });
    return lines.some(({ end, indent, width }) => end === 'hand' && indent + width < measure - slack);
  };
  return new Set(found.filter(isRagged).map(({ block }) => block));
}

/** Points by which a line that is stretched may miss its measure. */
const slack = 1;

interface Found {
  readonly block: TextBlock;
  readonly around: Around;
}

/** Paragraphs whose lines are the author's, and what they stand in. */
function keptIn(node: Part | Block, around: Around, sheet: Sheet): readonly Found[] {
  const each = (nodes: readonly (Part | Block)[], within: Around) => nodes.flatMap((child) => keptIn(child, within, sheet));
  switch (node.type) {
    case 'list':
      return node.children.flatMap((item) => each(item.children, inList(node, around, sheet)));
    case 'quote':
      return each(node.children, inQuote(around, sheet));
    case 'annex':
    case 'body':
    case 'keep':
      return each(node.children, around);
    default: {
      const isKept = 'linesKept' in node && node.linesKept && styleIn(node, around, sheet).align === 'justify';
      return isKept ? [{ block: node, around }] : [];
    }
  }
}
