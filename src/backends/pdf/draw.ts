/**
 * Draws finished pages: hands every item to the pen in the order given, inside the mark of the element or the artifact it
 * belongs to. Places nothing and decides nothing.
 */
import type { Item, Owner, Page, RunItem } from '../../layout/frame.ts';
import type { Picture } from '../../layout/picture.ts';
import type { Pen } from './pen.ts';
import type { Box, Element, Tags } from './tags.ts';

/** What artifacts of a kind are marked with (ISO 32000-1, 14.8.2.2). */
const artifacts: Readonly<Record<Extract<Owner, { type: 'artifact' }>['kind'], string>> = {
  header: '<</Type/Pagination/Subtype/Header/Attached[/Top]>>',
  footer: '<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>',
  layout: '<</Type/Layout>>',
  page: '<</Type/Page>>',
};

/** Draws one page, and behind it what stands beside it on the paper; `index` counts from 0. */
export function drawPage(
  page: Page,
  beside: readonly Item[],
  index: number,
  pen: Pen,
  tags: Tags,
  nameOf: (picture: Picture) => string,
): void {
  let open: Element | string | null = null;
  for (const item of beside.length === 0 ? page.items : [...page.items, ...beside]) {
    if (item.type === 'run' && item.run.glyphs.length === 0) continue;
    const owner = ownerOf(item, page, index, tags);
    if (owner !== open) {
      if (open !== null) pen.endMark();
      if (typeof owner === 'string') pen.beginMark('Artifact', owner);
      else pen.beginMark(owner.tag, `<</MCID ${tags.mark(owner, index)}>>`);
      open = owner;
    }
    if (item.type === 'run') {
      pen.run(item.run, item.x, item.baseline);
      if (item.owner.type === 'content' && typeof owner !== 'string')
        tags.cover(owner, item.owner.node, item.run, index, lineBoxOf(item, page.height));
    } else if (item.type === 'rule') pen.rectangle(item.x, item.y, item.width, item.height, item.grey);
    else pen.picture(nameOf(item.picture), item.x, item.y, item.width, item.height);
  }
  if (open !== null) pen.endMark();
}

/** The element an item belongs to, or the properties of the artifact it is. */
function ownerOf(item: Item, page: Page, index: number, tags: Tags): Element | string {
  if (item.owner.type === 'artifact') return artifacts[item.owner.kind];
  const { node } = item.owner;
  tags.locate(node, index, boxOf(item, page.height));
  return tags.elementOf(node, item.type === 'run' ? item.run : null);
}

/** Around an item, from the page's bottom left corner; of a run, around its type size above the baseline. */
function boxOf(item: Item, height: number): Box {
  const box =
    item.type === 'run'
      ? { x: item.x, y: item.baseline - item.run.setting.size, width: item.run.width, height: item.run.setting.size }
      : item;
  return { left: item.x, bottom: height - box.y - box.height, right: item.x + box.width, top: height - box.y };
}

/** Around the letters of a run: as high as its type size, parted at the baseline as the face parts ascent and descent. */
function lineBoxOf({ x, baseline, run }: RunItem, height: number): Box {
  const { size, face, rise } = run.setting;
  const below = (size * face.descent) / (face.descent - face.ascent);
  const bottom = height - baseline + rise - below;
  return { left: x, bottom, right: x + run.width, top: bottom + size };
}
