/**
 * The bookmarks: the title and the headings, nested by level, each leading to where it stands (ISO 32000-1, 12.3.3).
 */
import { spansOf } from '../../tree/words.ts';
import { round } from './number.ts';
import { type Dictionary, type Objects, type Reference, text } from './objects.ts';
import type { Heading } from './tags.ts';

interface Entry {
  readonly title: string;
  readonly page: Reference;
  readonly top: number;
  readonly children: Entry[];
}

/** Writes the bookmarks of the headings that were drawn. */
export function writeOutline(objects: Objects, headings: readonly Heading[], pages: readonly Reference[]): void {
  const top: Entry[] = [];
  // The entries the next one may stand under, by level.
  const open: { readonly level: number; readonly children: Entry[] }[] = [{ level: 0, children: top }];
  for (const heading of headings) {
    const { place } = heading.element;
    const page = place ? pages[place.page] : undefined;
    if (!place || !page) continue;
    const entry: Entry = { title: titleOf(heading), page, top: place.top, children: [] };
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    open.at(-1)?.children.push(entry);
    open.push({ level: heading.level, children: entry.children });
  }
  if (top.length === 0) return;
  objects.outline.data = { Type: 'Outlines', ...writeEntries(objects, top, objects.outline) };
  objects.catalog.Outlines = objects.outline;
  objects.catalog.PageMode = 'UseOutlines';
}

/** Writes sibling entries and all below them; returns how their parent names them. All stand open. */
function writeEntries(objects: Objects, entries: readonly Entry[], parent: Reference): Dictionary {
  const references = entries.map(() => objects.reserve());
  entries.forEach((entry, index) => {
    const reference = references[index];
    if (!reference) return;
    const previous = references[index - 1];
    const next = references[index + 1];
    objects.end(reference, {
      Title: text(entry.title),
      Parent: parent,
      Dest: [entry.page, 'XYZ', null, round(entry.top), null],
      ...(previous ? { Prev: previous } : {}),
      ...(next ? { Next: next } : {}),
      ...(entry.children.length > 0 ? writeEntries(objects, entry.children, reference) : {}),
    });
  });
  const first = references[0];
  const last = references.at(-1);
  return first && last ? { First: first, Last: last, Count: countOf(entries) } : {};
}

function countOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + 1 + countOf(entry.children), 0);
}

/** The heading on one line, without the marks of notes. */
function titleOf({ node }: Heading): string {
  const words = spansOf(node)
    .filter((span) => span.look !== 'note-mark')
    .map((span) => span.text)
    .join('');
  return [node.label ?? '', words].join(' ').replace(/\s+/gu, ' ').trim();
}
