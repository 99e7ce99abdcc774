/**
 * Word stretches every line an author ends in a justified paragraph. Finds the paragraphs where our own pages leave such a line as
 * short as it is, so that Word sets them ragged.
 */
import { openSetter } from '../../layout/setter.ts';
import { blocksAround, styleIn } from '../../style/around.ts';
import type { Style } from '../../style/sheet.ts';
import type { DocumentNode, TextBlock } from '../../tree/nodes.ts';
import type { Context } from '../backend.ts';
import { measureOf } from './looks.ts';

/** The justified paragraphs that hold a line too short to be stretched. */
export async function raggedIn(tree: DocumentNode, context: Context): Promise<ReadonlySet<TextBlock>> {
  const found = [...blocksAround(tree, context.sheet)].flatMap(({ block, around }) => {
    if (!('linesKept' in block) || !block.linesKept) return [];
    const style = styleIn(block, around, context.sheet);
    return style.align === 'justify' ? [{ block, style }] : [];
  });
  if (found.length === 0) return new Set();
  // What cannot be set is told by whoever makes pages.
  const setter = await openSetter({ ...context, report: () => undefined }, tree.linebreaks);
  const isRagged = ({ block, style }: Found): boolean => {
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
  readonly style: Style;
}
