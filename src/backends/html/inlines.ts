/**
 * Inlines to HTML: spans in other languages with their direction, what reads in its own direction isolated as in print
 * (UAX 9, isolates), and the marks of special notes as links.
 */
import { isolatedIn } from '../../text/itemize.ts';
import type { Inline, NoteCall } from '../../tree/nodes.ts';
import { type StyledSpan, spansOf } from '../../tree/words.ts';
import type { Context } from '../backend.ts';
import { element, escaped } from './markup.ts';
import { callId, footnoteCallId, type Notes, noteId } from './notes.ts';

/** As the tree looks, and a mark that stands in the line like any other character. */
type Look = StyledSpan['look'] | 'plain-mark';
type Span = Omit<StyledSpan, 'look'> & { readonly look: Look };
/** A stretch of text of one look, within one isolate or none. */
interface Stretch extends Span {
  /** What it is isolated in, with its neighbours of the same; null: in nothing. */
  readonly isolate: Isolation | null;
}
interface Isolation {
  /** Null for a part of the text in the document's own language. */
  readonly language: string | null;
  /** Null where it is the document's. */
  readonly direction: 'ltr' | 'rtl' | null;
}

/** How a block's text is written. */
interface Manner {
  /** Note marks stand in its plain text, as behind a symbol. */
  readonly marks: boolean;
  /** No line ends at a hyphen within a word. */
  readonly whole: boolean;
}

/** Writes the inlines of a block. */
export function inlinesOf(inlines: readonly Inline[], context: Context, notes: Notes, { marks, whole }: Manner): string {
  const spans = marks ? spansOf({ children: inlines }).flatMap((span) => withMarks(span, notes)) : spansOf({ children: inlines });
  const stretches = isolated(spans, context);
  let out = '';
  for (let start = 0, end = 0; start < stretches.length; start = end) {
    const link = stretches[start]?.link ?? null;
    for (end = start + 1; end < stretches.length && stretches[end]?.link === link; end++);
    const content = isolatesOf(stretches.slice(start, end), notes, whole);
    // The page it leads to need not know which document was read (HTML, 4.6.8).
    out += link === null ? content : element('a', { href: link.address, rel: 'external noreferrer', title: link.title }, content);
  }
  return out;
}

/** Writes stretches, those of one isolate within it. */
function isolatesOf(stretches: readonly Stretch[], notes: Notes, whole: boolean): string {
  let out = '';
  for (let start = 0, end = 0; start < stretches.length; start = end) {
    const isolate = stretches[start]?.isolate ?? null;
    for (end = start + 1; end < stretches.length && stretches[end]?.isolate === isolate; end++);
    const content = stretches
      .slice(start, end)
      .map((stretch) => stretchOf(stretch, notes, whole))
      .join('');
    if (isolate === null) out += content;
    else if (isolate.language === null) out += element('bdi', { dir: isolate.direction }, content);
    else out += element('span', { lang: isolate.language, dir: isolate.direction }, content);
  }
  return out;
}

/** Cuts the marks of notes out of a symbol's or a job line's text. */
function withMarks(span: StyledSpan, notes: Notes): readonly Span[] {
  if (span.look !== 'text' || notes.pattern === null) return [span];
  return span.text
    .split(notes.pattern)
    .map((text): Span => ({ ...span, text, look: notes.marks.has(text) ? 'plain-mark' : 'text' }))
    .filter(({ text }) => text !== '');
}

/** Cuts spans where an isolate begins or ends. */
function isolated(spans: readonly Span[], { language, languages }: Context): readonly Stretch[] {
  const own = language.language;
  const isolates = isolatedIn(
    spans.map(({ text, language: spoken }) => ({ text, language: spoken ?? own })),
    language,
  );
  const edges = isolates.flatMap(({ start, end }) => [start, end]);
  const text = spans.map((span) => span.text).join('');
  const islands = isolates.map(({ start, end }) => {
    const first = strong.exec(text.slice(start, end))?.[0] ?? '';
    return { start, end, isolation: { language: null, direction: rightToLeft.test(first) ? 'rtl' : 'ltr' } satisfies Isolation };
  });
  const stretches: Stretch[] = [];
  let before = 0;
  let last = null as Isolation | null;
  for (const span of spans) {
    const cuts = [...new Set([0, ...edges.map((edge) => edge - before).filter((at) => at > 0 && at < span.text.length), span.text.length])];
    for (const [index, start] of cuts.slice(0, -1).entries()) {
      const at = before + start;
      let isolate: Isolation | null = islands.find((island) => at >= island.start && at < island.end)?.isolation ?? null;
      if (span.language !== null) {
        const direction = languages.get(span.language)?.direction ?? 'ltr';
        const turned = direction === language.direction ? null : direction;
        isolate = last?.language === span.language ? last : { language: span.language, direction: turned };
      }
      stretches.push({ ...span, text: span.text.slice(start, cuts[index + 1]), isolate });
      last = isolate;
    }
    before += span.text.length;
  }
  return stretches;
}

/** The first letter that has a direction (UAX 9, P2). */
const strong = /\p{L}/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

const looks: { readonly [L in Look]: (text: string, notes: Notes, whole: boolean) => string } = {
  text: (text, _notes, whole) => (text === '\n' ? `${element('br')}\n` : whole ? wholeWords(text) : escaped(text)),
  'organ-letter': (text) => element('span', { class: 'organ-letter' }, escaped(text)),
  'note-mark': (text, notes) => element('sup', {}, noteLink(text, notes)),
  'plain-mark': (text, notes) => noteLink(text, notes),
  'note-call': (text) => element('sup', {}, escaped(text)),
};

/** A mark as a link to its note; one that calls none is text. */
function noteLink(text: string, notes: Notes): string {
  const number = notes.marks.get(text);
  if (number === undefined) return escaped(text);
  const id = callId(number, notes.call(number));
  return element('a', { href: `#${noteId(number)}`, id, role: 'doc-noteref' }, escaped(text));
}

/** The call of a footnote. */
function calledNote({ note, text }: NoteCall): string {
  return element('sup', {}, element('a', { href: `#${note}`, id: footnoteCallId(note), role: 'doc-noteref' }, escaped(text)));
}

/** Text whose words with hyphens are held together by the style. */
function wholeWords(text: string): string {
  return text
    .split(/([^\s-]+(?:-[^\s-]+)+)/)
    .map((part, index) => (index % 2 === 1 ? element('span', { class: 'whole' }, escaped(part)) : escaped(part)))
    .join('');
}

function stretchOf(stretch: Stretch, notes: Notes, whole: boolean): string {
  let content = stretch.call ? calledNote(stretch.call) : looks[stretch.look](stretch.text, notes, whole);
  if (stretch.text === '\n') return content;
  if (stretch.emphasis) content = element('em', {}, content);
  if (stretch.strong) content = element('strong', {}, content);
  return content;
}
