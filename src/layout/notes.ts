/**
 * Footnotes: sets each, and hangs it on the line that calls it, so that pagination takes both to one page. Draws the separator.
 */
import type { Body, Note, Path, TextBlock } from '../tree/nodes.ts';
import { spansOf } from '../tree/words.ts';
import type { Item } from './frame.ts';
import { prices } from './paginate.ts';
import { artifact, contentOf, lineAt, lineEndingAt, readOn, ruleAt } from './place.ts';
import type { Setter } from './setter.ts';
import type { LineBox, Stack } from './stack.ts';

/** Hangs the notes of a body on the lines, from `first` on, that call them. */
export function addNotes(body: Body, stack: Stack, first: number, setter: Setter): void {
  const set = new Map<Path | null, readonly LineBox[]>();
  for (const block of body.children) {
    if (block.type === 'notes') for (const note of block.children) set.set(note.at, linesOf(note, setter));
  }
  if (set.size === 0) return;
  const calls = callFinder();
  for (let index = first; index < stack.boxes.length; index++) {
    const box = stack.boxes[index];
    const notes = box ? calls(box).map((path) => set.get(path) ?? []) : [];
    if (box && notes.some((lines) => lines.length > 0)) stack.boxes[index] = { ...box, notes };
  }
}

/** Finds the paths of the notes that a line calls: by the pieces its runs were made from. */
function callFinder(): (box: LineBox) => readonly Path[] {
  const known = new Map<unknown, readonly (Path | null)[]>();
  const pathsOf = (node: { readonly type: string }) => {
    const found = known.get(node) ?? ('children' in node ? spansOf(node as TextBlock).map(({ call }) => call?.note ?? null) : []);
    known.set(node, found);
    return found;
  };
  return ({ items }) =>
    items.flatMap((item) => {
      if (item.type !== 'run' || item.owner.type !== 'content' || item.run.setting.rise <= 0) return [];
      return pathsOf(item.owner.node)[item.run.piece] ?? [];
    });
}

/** The lines of a note: its number, raised, ends where the sheet has labels end. */
function linesOf(note: Note, setter: Setter): readonly LineBox[] {
  const { sheet, page } = setter.context;
  return note.children.flatMap((block, at) => {
    const style = sheet.style(block.type);
    const x = page.margin.start + style.start;
    const measure = page.page.width - page.margin.end - style.end - x;
    const height = style.leading ?? style.size;
    const baseline = height * sheet.data.baseline;
    return setter.lines(block, style, { measure, first: style.first }).map((line, index): LineBox => {
      const label = at === 0 && index === 0 ? labelOf(note, page.margin.start + (style.labelEnd ?? 0), baseline, setter) : [];
      const items = [...label, ...lineAt(line, x, baseline, contentOf(block))];
      return { height, gap: 0, price: prices.free, items, baseline, block, keep: null };
    });
  });
}

function labelOf(note: Note, end: number, baseline: number, setter: Setter): readonly Item[] {
  const line = setter.oneLine(note.label, note, setter.context.sheet.style('note-label'));
  return readOn(lineEndingAt(line, end, baseline, contentOf(note)));
}

/** The rule above the first note of a page, whose line begins at `top`. */
export function separatorAt(top: number, setter: Setter): Item {
  const { sheet, page } = setter.context;
  const { x, width, height, above } = page.notes.separator;
  const style = sheet.style('note-text');
  const baseline = top + (style.leading ?? style.size) * sheet.data.baseline;
  return ruleAt({ x, y: baseline - above, width, height }, artifact('layout'));
}
