/**
 * The text of a block → Akoma Ntoso's inlines: bold, italic, other languages, breaks, the notes its marks call, and stretches
 * of it that are something, such as a symbol or a person.
 */
import type { Inline, Link, Note, NoteCall, Path, TextBlock } from '../../tree/nodes.ts';
import { type StyledSpan, spansOf } from '../../tree/words.ts';
import { escaped, type Inlines, inline } from './xml.ts';

/** A stretch of a block's text, in UTF-16 units, and what it becomes; stretches do not overlap and stand in order. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  mark(content: Inlines): Inlines;
}

/** The special notes of a document by the marks that call them. */
export interface Notes {
  /** What stands in the text for a mark, of one note or several; null if it calls none. */
  called(mark: string): Inlines | null;
  /** Notes no mark has called so far. */
  left(): readonly TextBlock[];
  readonly labels: readonly string[];
  /** A footnote, by its path. */
  footnote(path: Path): Note | null;
  /** Before the ids of footnotes: that of the component. */
  readonly prefix: string;
  /** The id of a note that stands below the table that is being written; null for another. */
  inTable(path: Path): string | null;
}

/** Writes the text of a block. */
export function inlinesOf(text: { readonly children: readonly Inline[] }, notes: Notes, stretches: readonly Stretch[] = []): Inlines {
  let out = '';
  let open: { readonly stretch: Stretch; content: string } | null = null;
  let link: Link | null = null;
  let linked = '';
  const follow = (next: Link | null) => {
    if (next === link) return;
    // Where words lead on the Web; `ref` is for documents that are Akoma Ntoso too.
    if (link) out += inline('a', { href: link.address, class: link.type, title: link.title }, linked);
    link = next;
    linked = '';
  };
  for (const { span, stretch } of cutAt(spansOf(text), stretches)) {
    follow(span.link);
    if (span.link) {
      // Only the author's text has links, and none of the stretches that are something else.
      linked += spanOf(span, notes);
      continue;
    }
    if (open && open.stretch !== stretch) {
      out += open.stretch.mark(open.content);
      open = null;
    }
    const content = spanOf(span, notes);
    if (!stretch) out += content;
    else if (open) open.content += content;
    else open = { stretch, content };
  }
  follow(null);
  return open ? out + open.stretch.mark(open.content) : out;
}

/** Cuts spans where stretches begin and end. */
function cutAt(spans: readonly StyledSpan[], stretches: readonly Stretch[]): readonly { span: StyledSpan; stretch: Stretch | null }[] {
  const ends = stretches.flatMap(({ start, end }) => [start, end]);
  let at = 0;
  return spans.flatMap((span) => {
    const from = at;
    at += span.text.length;
    const cuts = [from, ...ends.filter((end) => end > from && end < at), at];
    return cuts.slice(0, -1).map((cut, index) => ({
      span: { ...span, text: span.text.slice(cut - from, (cuts[index + 1] ?? at) - from) },
      stretch: stretches.find(({ start, end }) => start <= cut && cut < end) ?? null,
    }));
  });
}

function spanOf({ text, strong, emphasis, language, look, call }: StyledSpan, notes: Notes): Inlines {
  if (text === '\n') return inline('br', {});
  let content = call
    ? footnoteOf(call, notes)
    : look === 'note-mark'
      ? (notes.called(text) ?? inline('sup', {}, escaped(text)))
      : escaped(text);
  if (emphasis) content = inline('i', {}, content);
  if (strong) content = inline('b', {}, content);
  return language === null ? content : inline('span', { 'xml:lang': language }, content);
}

/** A footnote stands where it is called. Its number in its body names it in its component. */
function footnoteOf(call: NoteCall, notes: Notes): Inlines {
  const below = notes.inTable(call.note);
  if (below !== null) return inline('noteRef', { href: `#${below}`, marker: call.text });
  const note = notes.footnote(call.note);
  const id = `${notes.prefix}footnote_${Number(call.note.slice(call.note.lastIndexOf('.') + 1)) + 1}`;
  const paragraphs = (note?.children ?? []).map((block) => inline('p', { class: block.type }, inlinesOf(block, notes)));
  return inline('authorialNote', { eId: id, marker: call.text, placement: 'bottom' }, paragraphs.join(''));
}

/** The notes of a document; the first mark of each becomes the note, later ones point to it. */
export function notesOf(blocks: readonly TextBlock[], footnotes: readonly Note[], prefix: string): Notes {
  const labels = blocks.flatMap(({ label }) => (label === null ? [] : [label]));
  const done = new Set<TextBlock>();
  const idOf = (note: TextBlock) => `${prefix}note_${blocks.indexOf(note) + 1}`;
  const byPath = new Map(footnotes.map((note) => [note.at, note]));
  const notes: Notes = {
    labels,
    prefix,
    footnote: (path) => byPath.get(path) ?? null,
    inTable: () => null,
    called(mark) {
      const found = labelsIn(mark, labels)?.map((label) => blocks.find((note) => note.label === label));
      if (!found) return null;
      return found
        .map((note) => {
          if (!note) return '';
          const common = { marker: note.label, placement: 'bottom' };
          if (done.has(note)) return inline('noteRef', { href: `#${idOf(note)}`, ...common });
          done.add(note);
          return inline('authorialNote', { eId: idOf(note), ...common }, inline('p', {}, inlinesOf(note, notes)));
        })
        .join('');
    },
    left: () => blocks.filter((note) => !done.has(note)),
  };
  return notes;
}

/** The labels a run of marks is made of, in their order: "***" of "*" and "**"; null if it is no such run. */
function labelsIn(mark: string, labels: readonly string[]): readonly string[] | null {
  if (mark === '') return [];
  for (const [index, label] of labels.entries()) {
    const rest = mark.startsWith(label) ? labelsIn(mark.slice(label.length), labels.slice(index + 1)) : null;
    if (rest) return [label, ...rest];
  }
  return null;
}

/** The longest beginning of a text that is a run of marks. */
export function marksBefore(text: string, { labels }: Notes): string {
  for (let length = labels.join('').length; length > 0; length--) if (labelsIn(text.slice(0, length), labels)) return text.slice(0, length);
  return '';
}

/** Stretches at the first place of each text, in their order; texts that do not stand there are left out. */
export function stretchesOf(
  text: string,
  sought: readonly { readonly text: string; mark(content: Inlines): Inlines }[],
): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { text: one, mark } of sought) {
    const start = one === '' ? -1 : evenSpaces(text).indexOf(evenSpaces(one), found.at(-1)?.end ?? 0);
    if (start >= 0) found.push({ start, end: start + one.length, mark });
  }
  return found;
}

/** A text with its no-break spaces as plain ones: the house sets those, and facts do not have them. Places stay the same. */
export function evenSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
