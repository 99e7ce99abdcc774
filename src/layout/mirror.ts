/**
 * Pages that are read from right to left. The layout counts every x from the page's start edge, whichever that is; here are
 * the two ends of that: lines come in counted from the start edge, and finished pages are turned round. Codes, pictures and
 * lines of text keep their own look; only where they stand is mirrored.
 */
import type { Line } from '../text/line.ts';
import type { Item } from './frame.ts';
import type { Setter } from './setter.ts';

/** A setter whose lines say of each run how far it stands from the start edge of the measure: its right edge from the right. */
export function fromStart(setter: Setter): Setter {
  if (setter.context.language.direction === 'ltr') return setter;
  return {
    ...setter,
    lines: (block, style, column) => setter.lines(block, style, column).map(turned),
    oneLine: (content, node, style) => turned(setter.oneLine(content, node, style)),
  };
}

/** Counts from the line's own edges, since the measure may be endless. */
function turned(line: Line): Line {
  // The left edge of the line is the end of its reading.
  const left = Math.min(...line.runs.map(({ x }) => x));
  const end = line.indent + line.width;
  return { ...line, runs: line.runs.map(({ x, run }) => ({ x: end - (x - left) - run.width, run })) };
}

/** An item whose x was counted from the page's right edge. */
export function mirrored(item: Item, pageWidth: number): Item {
  const width = item.type === 'run' ? item.run.width : item.width;
  return { ...item, x: pageWidth - item.x - width };
}
