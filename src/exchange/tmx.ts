/**
 * Writes TMX 1.4b (LISA OSCAR, 2005): a translation memory of one pair of languages, a `tu` for each unit that has both. Marks of
 * style are `bpt` and `ept`, line ends and calls of footnotes `ph`; placeables are plain text, since memories find figures and symbols themselves.
 */
import { element, escaped } from '../backends/docx/xml.ts';
import type { Inline } from '../tree/nodes.ts';

export interface MemoryUnit {
  readonly key: string;
  readonly from: readonly Inline[];
  readonly to: readonly Inline[];
}
export interface Memory {
  /** The document's name. */
  readonly slug: string;
  /** BCP 47. */
  readonly from: string;
  readonly to: string;
  /** The version of the program. */
  readonly version: string;
  readonly units: readonly MemoryUnit[];
}

export function writeTmx(memory: Memory): string {
  const head = element('header', {
    creationtool: 'circulate',
    creationtoolversion: memory.version,
    segtype: 'paragraph',
    'o-tmf': 'circulate',
    // The language of notes and other words of the program in the file; there are none.
    adminlang: memory.from,
    srclang: memory.from,
    datatype: 'plaintext',
  });
  const units = memory.units.map((unit) => {
    const variants = [variant(memory.from, unit.from), variant(memory.to, unit.to)];
    return `${element('tu', { tuid: `${memory.slug}#${unit.key}` }, ...variants)}\n`;
  });
  const body = element('body', {}, '\n', ...units);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('tmx', { version: '1.4' }, '\n', head, '\n', body, '\n')}\n`;
}

function variant(language: string, inlines: readonly Inline[]): string {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return element('tuv', { 'xml:lang': language }, element('seg', {}, segmentOf(inlines, next)));
}

function segmentOf(inlines: readonly Inline[], next: () => number): string {
  return inlines.map((one) => pieceOf(one, next)).join('');
}

function pieceOf(inline: Inline, next: () => number): string {
  switch (inline.type) {
    case 'text':
      return escaped(inline.text);
    case 'break':
      return element('ph', { x: next(), type: 'lb' }, '\\');
    case 'note-call':
      return element('ph', { x: next(), type: 'fnote' }, escaped(`[^${inline.name}]`));
    case 'strong':
      return paired('bold', '**', '**', inline.children, next);
    case 'emphasis':
      return paired('italic', '*', '*', inline.children, next);
    case 'span':
      return paired(`lang-${inline.language}`, '[', `]{lang=${inline.language}}`, inline.children, next);
    case 'link':
      return paired('link', '[', `](${inline.address})`, inline.children, next);
    default:
      throw new Error(`a translated text holds no ${inline.type}`);
  }
}

/** The marks themselves are the native code. */
function paired(type: string, open: string, close: string, children: readonly Inline[], next: () => number): string {
  const number = next();
  return (
    element('bpt', { i: number, x: number, type }, escaped(open)) +
    segmentOf(children, next) +
    element('ept', { i: number }, escaped(close))
  );
}
