/**
 * What stands at fixed places below and above the text: the foot of page 1, special notes, the status mark, and what
 * repeats on later pages. The masthead has a file of its own.
 */
import type { Foot, RunningHead, SpecialNotes, TextBlock } from '../tree/nodes.ts';
import { barCodePicture, qrCodePicture } from './codes.ts';
import type { Item } from './frame.ts';
import { artifact, contentOf, fitted, lineAt, lineEndingAt, pictureAt, ruleAt, seenWidth } from './place.ts';
import type { Setter } from './setter.ts';

/** Page numbers are one-based; odd pages are rectos, whose outer side is the end side. */
const isRecto = (page: number): boolean => page % 2 === 1;

/** Places the foot of page 1. */
export async function footItems(foot: Foot, setter: Setter): Promise<readonly Item[]> {
  const { foot: place } = setter.context.page;
  const items: Item[] = [];
  // Where the job line ends: the words about recycling may begin no earlier.
  let jobEnd = place['job-line'].x;
  for (const child of foot.children) {
    const owner = contentOf(child);
    switch (child.type) {
      case 'bar-code':
        items.push(pictureAt(await barCodePicture(child.value), place['bar-code'], owner));
        break;
      case 'qr-code':
        items.push(pictureAt(await qrCodePicture(child.value), place['qr-code'], owner));
        break;
      case 'recycle-sign': {
        const sign = setter.context.pictures.recycleSign;
        items.push(pictureAt(sign, fitted(sign, place['recycle-sign']), owner));
        break;
      }
      default: {
        const line = setter.oneLine(child, child, setter.context.sheet.style(child.type));
        const width = seenWidth(line);
        if (child.type === 'recycle') {
          const excess = width - (place.recycle.end - jobEnd);
          if (excess > 0) setter.overfull(line.text, child, excess);
          items.push(...lineEndingAt(line, place.recycle.end, place.recycle.baseline, owner));
        } else {
          jobEnd = place['job-line'].x + width;
          const excess = jobEnd - place.recycle.end;
          if (excess > 0) setter.overfull(line.text, child, excess);
          items.push(...lineAt(line, place['job-line'].x, place['job-line'].baseline, owner));
        }
      }
    }
  }
  return items;
}

/** Special notes as set: their items with y from the top of the space they take, and that space. */
export interface SetNotes {
  readonly items: readonly Item[];
  /** Points, rule included; 0 without notes. */
  readonly height: number;
}

/** Sets the special notes: a rule, and below it each note with its mark hanging. */
export function setNotes(notes: SpecialNotes | null, setter: Setter): SetNotes {
  if (!notes || notes.children.length === 0) return { items: [], height: 0 };
  const { sheet, page } = setter.context;
  const { rule } = page['special-notes'];
  const items: Item[] = [];
  // The first baseline is a set distance below the rule.
  let top: number | null = null;
  for (const note of notes.children) {
    const style = sheet.style(note.type);
    const leading = style.leading ?? style.size;
    const rise = leading * sheet.data.baseline;
    top ??= rule.above - rise;
    const x = page.margin.start + style.start;
    const measure = page.page.width - page.margin.end - style.end - x;
    const lines = setter.lines(note, style, { measure, first: style.first });
    if (note.label !== null) {
      const label = setter.oneLine(note.label, note, style);
      items.push(...lineEndingAt(label, page.margin.start + (style.labelEnd ?? 0), top + rise, contentOf(note)));
    }
    for (const line of lines) {
      items.push(...lineAt(line, x, top + rise, contentOf(note)));
      top += leading;
    }
  }
  items.push(ruleAt({ x: rule.x, y: 0, width: rule.width, height: rule.height }, artifact('layout')));
  return { items, height: top ?? 0 };
}

/** The status mark, in the outer foot of a page. */
export function statusMark(mark: TextBlock, page: number, setter: Setter): readonly Item[] {
  const place = setter.context.page['status-mark'];
  const line = setter.oneLine(mark, mark, setter.context.sheet.style(mark.type));
  const excess = seenWidth(line) - (place.end - place.start);
  if (excess > 0 && page === 1) setter.overfull(line.text, mark, excess);
  const owner = contentOf(mark);
  return isRecto(page) ? lineEndingAt(line, place.end, place.baseline, owner) : lineAt(line, place.start, place.baseline, owner);
}

/** The head of a page after the first: symbols on the outer side, the last on the lowest baseline, and a rule. */
export function pageHead(head: RunningHead | null, page: number, setter: Setter): readonly Item[] {
  const place = setter.context.page['running-head'];
  const owner = artifact('header');
  const symbols = head?.symbols ?? [];
  const lines = symbols.flatMap((symbol, index) => {
    const line = setter.oneLine(symbol, symbol, setter.context.sheet.style(symbol.type));
    const baseline = place.baseline - place.distance * (symbols.length - 1 - index);
    return isRecto(page) ? lineEndingAt(line, place.end, baseline, owner) : lineAt(line, place.start, baseline, owner);
  });
  return [...lines, ruleAt(place.rule, owner)];
}

/** The foot of a page after the first: page number outside, job number inside. */
export function pageFoot(head: RunningHead | null, page: number, pages: number, setter: Setter): readonly Item[] {
  const { sheet, page: places } = setter.context;
  const owner = artifact('footer');
  const node = head ?? { type: 'running-head', at: null, symbols: [], job: null };
  const outside = (text: string, style: 'folio' | 'running-job', outer: boolean) => {
    const place = places[style];
    const line = setter.oneLine(text, node, sheet.style(style));
    return isRecto(page) === outer
      ? lineEndingAt(line, place.end, place.baseline, owner)
      : lineAt(line, place.start, place.baseline, owner);
  };
  const job = node.job === null ? [] : outside(node.job, 'running-job', false);
  return [...outside(`${page}/${pages}`, 'folio', true), ...job];
}
