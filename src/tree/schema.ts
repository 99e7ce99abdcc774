/**
 * Which tag the markup of a template may hold, and what may stand inside it: one line a tag. Blocks made from the author's
 * Markdown never pass through markup.
 */

/** What a tag may contain: text and inlines, named tags in any number, or nothing. */
type Content = 'inlines' | 'nothing' | readonly string[];
interface TagRule {
  readonly content: Content;
  readonly attributes: readonly string[];
}

const line: TagRule = { content: 'inlines', attributes: ['at'] };
const inlines = ['strong', 'emphasis', 'span', 'organ-letter', 'note-mark', 'break'];

export const inlineTags: ReadonlySet<string> = new Set(inlines);

export const tags: Readonly<Record<string, TagRule>> = {
  document: {
    content: [
      'masthead',
      'session-block',
      'title',
      'blocks',
      'signature-block',
      'annex',
      'end-rule',
      'special-notes',
      'foot',
      'status-mark',
      'running-head',
    ],
    attributes: [],
  },
  masthead: {
    content: ['organization', 'symbol', 'emblem', 'organ', 'distribution', 'masthead-date', 'version-language', 'original-language'],
    attributes: ['at'],
  },
  organization: line,
  symbol: line,
  emblem: { content: 'nothing', attributes: ['alt'] },
  organ: line,
  distribution: line,
  'masthead-date': line,
  'version-language': line,
  'original-language': line,
  'session-block': { content: ['session-column'], attributes: ['at'] },
  'session-column': { content: ['session-organ', 'session-line', 'agenda-line', 'agenda-title'], attributes: ['at'] },
  'session-organ': line,
  'session-line': line,
  'agenda-line': line,
  'agenda-title': line,
  title: line,
  blocks: { content: 'nothing', attributes: ['at'] },
  'signature-block': { content: ['signature'], attributes: ['at'] },
  signature: { content: ['signature-line'], attributes: ['at', 'room'] },
  'signature-line': line,
  annex: {
    content: ['annex-heading', 'annex-label', 'annex-original', 'annex-title', 'blocks', 'signature-block'],
    attributes: ['at', 'kind'],
  },
  'annex-heading': line,
  'annex-label': line,
  'annex-original': line,
  'annex-title': line,
  'end-rule': { content: 'nothing', attributes: [] },
  'special-notes': { content: ['special-note'], attributes: [] },
  'special-note': { content: 'inlines', attributes: ['at', 'label'] },
  foot: { content: ['job-line', 'bar-code', 'recycle', 'recycle-sign', 'qr-code'], attributes: ['at'] },
  'job-line': line,
  'bar-code': { content: 'nothing', attributes: ['at', 'value', 'alt'] },
  recycle: line,
  'recycle-sign': { content: 'nothing', attributes: ['alt'] },
  'qr-code': { content: 'nothing', attributes: ['at', 'value', 'alt'] },
  'status-mark': line,
  'running-head': { content: ['running-symbol'], attributes: ['job'] },
  'running-symbol': line,
  strong: { content: 'inlines', attributes: ['at'] },
  emphasis: { content: 'inlines', attributes: ['at'] },
  span: { content: 'inlines', attributes: ['lang'] },
  'organ-letter': { content: 'inlines', attributes: [] },
  'note-mark': { content: 'inlines', attributes: [] },
  break: { content: 'nothing', attributes: [] },
};

/** Whether a tag, or text (null), may stand inside another. */
export function mayHold(parent: string, child: string | null): boolean {
  const content = tags[parent]?.content;
  if (content === 'inlines') return child === null || inlineTags.has(child);
  return child !== null && content !== undefined && content !== 'nothing' && content.includes(child);
}
