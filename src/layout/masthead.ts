/**
 * The masthead of page 1: every element at the place page.yaml gives it, whatever else is there.
 */
import type { Emblem, Masthead, TextBlock } from '../tree/nodes.ts';
import type { Item } from './frame.ts';
import type { Rectangle } from './picture.ts';
import { artifact, contentOf, fitted, lineAt, lineEndingAt, pictureAt, ruleAt, seenWidth } from './place.ts';
import type { Setter } from './setter.ts';

/** Which of the distribution block's baselines a block stands on. */
const distributionLines: Readonly<Record<string, number>> = {
  distribution: 0,
  'masthead-date': 1,
  'version-language': 2,
  'original-language': 3,
};

/** Places the masthead. */
export function mastheadItems(masthead: Masthead, setter: Setter): readonly Item[] {
  const place = setter.context.page.masthead;
  const right = place['thin-rule'].x + place['thin-rule'].width;
  const items: Item[] = [];
  let organs = 0;
  // Where the Organization's name ends: the symbol may reach as far.
  let nameEnd = place.organization.x;

  const addLine = (block: TextBlock, x: number, baseline: number, limit: number): number => {
    const line = setter.oneLine(block, block, setter.context.sheet.style(block.type));
    const end = x + seenWidth(line);
    if (end > limit) setter.overfull(line.text, block, end - limit);
    items.push(...lineAt(line, x, baseline, contentOf(block)));
    return end;
  };
  for (const child of masthead.children) {
    if (child.type === 'emblem') {
      items.push(...emblemItems(child, place.emblem, setter));
    } else if (child.type === 'organization') {
      nameEnd = addLine(child, place.organization.x, place.organization.baseline, right);
    } else if (child.type === 'symbol') {
      const line = setter.oneLine(child, child, setter.context.sheet.style(child.type));
      const excess = seenWidth(line) - (place.symbol.end - nameEnd);
      if (excess > 0) setter.overfull(line.text, child, excess);
      items.push(...lineEndingAt(line, place.symbol.end, place.symbol.baseline, contentOf(child)));
    } else if (child.type === 'organ') {
      const leading = setter.context.sheet.style(child.type).leading ?? 0;
      addLine(child, place.organs.x, place.organs.baseline + leading * organs, place.distribution.x);
      organs++;
    } else {
      const baseline = place.distribution.baselines[distributionLines[child.type] ?? -1];
      if (baseline === undefined) throw new Error(`no place in the masthead for ${child.type}`);
      addLine(child, place.distribution.x, baseline, right);
    }
  }
  items.push(ruleAt(place['thin-rule'], artifact('layout')), ruleAt(place['thick-rule'], artifact('layout')));
  return items;
}

/** The emblem, or an outline where it would stand. */
function emblemItems(emblem: Emblem, box: Rectangle, setter: Setter): readonly Item[] {
  const picture = setter.context.pictures.emblem;
  if (picture) return [pictureAt(picture, fitted(picture, box), contentOf(emblem))];
  const { x, y, width, height } = box;
  const line = setter.context.page.masthead['emblem-outline'];
  const sides = [
    { x, y, width, height: line },
    { x, y: y + height - line, width, height: line },
    { x, y, width: line, height },
    { x: x + width - line, y, width: line, height },
  ];
  return sides.map((side) => ruleAt(side, artifact('layout')));
}
