/**
 * Cuts a body at its `:::` lines into stretches of Markdown and the directives around them.
 */

import { choiceValues } from '../issues.ts';
import type { Report } from '../problem.ts';

/** What an author's hand may ask for. */
export const directiveNames = ['keep', 'page-break', 'tight', 'centre', 'lines', 'letterlist', 'table', 'table rows'] as const;
export type DirectiveName = (typeof directiveNames)[number];

export type Region =
  | { readonly type: 'markdown'; readonly start: number; readonly end: number }
  | {
      readonly type: 'directive';
      readonly name: DirectiveName;
      readonly start: number;
      readonly end: number;
      readonly children: readonly Region[];
    };

const fence = /^([ \t>]*):{3,}[ \t]*(.*?)[ \t]*$/;
const deepest = 16;

interface Open {
  /** Null for the body itself and for an unknown name, whose content is still checked. */
  readonly name: DirectiveName | null;
  readonly start: number;
  readonly lineLength: number;
  readonly children: Region[];
}

/** Reads the regions of a text; unknown, unclosed and misplaced directives are reported. */
export function regionsOf(text: string, path: string, report: Report): readonly Region[] {
  if (!text.includes(':::')) return text.trim() === '' ? [] : [{ type: 'markdown', start: 0, end: text.length }];
  const root: Open = { name: null, start: 0, lineLength: 0, children: [] };
  const open: Open[] = [root];
  const inner = () => open.at(-1) ?? root;
  let from = 0;
  const cut = (end: number) => {
    if (text.slice(from, end).trim() !== '') inner().children.push({ type: 'markdown', start: from, end });
  };
  const close = (end: number) => {
    const done = open.pop() ?? root;
    if (done.name) inner().children.push({ type: 'directive', name: done.name, start: done.start, end, children: done.children });
    else inner().children.push(...done.children);
  };
  const complain = (offset: number, length: number, values: Record<string, string>) =>
    report('BODY_DIRECTIVE', { path, offset, length }, values);
  let afterBreak = false;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, end);
    const match = line.startsWith(':') || /^[ \t>]+:::/.test(line) ? fence.exec(line) : null;
    if (match) {
      const [, indent = '', words = ''] = match;
      const offset = at + indent.length;
      const length = line.trim().length;
      cut(at);
      const name = directiveNames.find((known) => known === words) ?? null;
      if (indent !== '') complain(offset, length, { name: words, variant: 'indented' });
      else if (words === '') {
        if (open.length > 1) close(end);
        else if (!afterBreak) complain(offset, length, { name: '', variant: 'closing' });
      } else if (name === 'page-break') {
        inner().children.push({ type: 'directive', name, start: offset, end, children: [] });
      } else if (open.length > deepest) {
        complain(offset, length, { name: words, variant: 'deep' });
      } else {
        if (!name) complain(at + line.indexOf(words), words.length, choiceValues(words, words, directiveNames));
        open.push({ name, start: offset, lineLength: length, children: [] });
      }
      afterBreak = name === 'page-break';
      from = Math.min(end + 1, text.length);
    } else if (line.trim() !== '') afterBreak = false;
    at = end + 1;
  }
  cut(text.length);
  while (open.length > 1) {
    const left = inner();
    if (left.name) complain(left.start, left.lineLength, { name: left.name, variant: 'unclosed' });
    close(text.length);
  }
  return root.children;
}
