/**
 * Inline Markdown → inlines of the tree, keeping where every character came from. White space is folded to single spaces;
 * line ends become spaces, or breaks where the author's lines are kept.
 */
import { choiceValues } from '../issues.ts';
import type { Report } from '../problem.ts';
import type { Segment } from '../source.ts';
import type { Inline } from '../tree/nodes.ts';
import { spansOf } from '../tree/words.ts';
import { addressOf } from './addresses.ts';
import type { MarkdownInline, MarkdownNode } from './mdast.ts';
import type { NoteBook } from './notes.ts';

/** Everything printed from one scalar so far. */
export interface Ink {
  readonly path: string;
  readonly source: string;
  /** Where the Markdown being read begins in the source. */
  readonly base: number;
  /** The last one grows while what follows it is printed. */
  readonly segments: { -readonly [Key in keyof Segment]: Segment[Key] }[];
  readonly printed: { text: string };
  /** Codes a span's language may have. */
  readonly languages: readonly string[];
  /** Where footnotes are called from the text. */
  readonly notes: Pick<NoteBook, 'call'>;
  readonly report: Report;
}

/** Sentinels stand for marks of lists that were found to be text; none may stand in a source (they are noncharacters). */
const sentinels: Readonly<Record<string, string>> = { '\ufdd0': '.', '\ufdd1': ')', '\ufdd2': '-', '\ufdd3': '*', '\ufdd4': '+' };
const sentinelOf: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(sentinels).map(([one, mark]) => [mark, one]));

/** The sentinel that hides a mark. */
export function hidden(mark: string): string {
  return sentinelOf[mark] ?? mark;
}
/** Text with its hidden marks shown again. */
export function revealed(text: string): string {
  return text.replace(/[\ufdd0-\ufdd4]/g, (sentinel) => sentinels[sentinel] ?? sentinel);
}

export function offsetOf(node: MarkdownNode): number {
  return node.position?.start.offset ?? 0;
}
export function endOf(node: MarkdownNode): number {
  return node.position?.end.offset ?? 0;
}

/** Converts the inlines of one block. */
export function inlinesOf(nodes: readonly MarkdownInline[], keepLines: boolean, ink: Ink): readonly Inline[] {
  const inlines = insideOf(nodes, keepLines, ink);
  print('\n', null, ink);
  return inlines;
}

function insideOf(nodes: readonly MarkdownInline[], keepLines: boolean, ink: Ink): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) addInline(node, keepLines, ink, inlines);
  return inlines;
}

function addInline(node: MarkdownInline, keepLines: boolean, ink: Ink, into: Inline[]): void {
  if (node.type === 'text') {
    if (node.value.includes('](')) reportBroken(node.value, offsetOf(node), ink);
    addText(node.value, offsetOf(node), keepLines, ink, into);
    return;
  }
  const at = `${ink.path}#${ink.base + offsetOf(node)}`;
  const inside = () => ('children' in node ? insideOf(node.children as MarkdownInline[], keepLines, ink) : []);
  switch (node.type) {
    case 'emphasis':
    case 'strong':
      into.push({ type: node.type, at, children: inside() });
      break;
    case 'languageSpan':
      checkLanguage(node, ink);
      into.push({ type: 'span', at, language: node.lang, children: inside() });
      break;
    case 'footnoteReference':
      into.push(...called(node, at, ink));
      break;
    case 'link':
      into.push(...linkOf(node, at, inside(), ink));
      break;
    case 'break':
      // Trailing blanks are no line break; a backslash is.
      if (keepLines || ink.source[ink.base + offsetOf(node)] === '\\') into.push(broken(at, ink));
      else addText('\n', offsetOf(node), false, ink, into);
      break;
    default:
      ink.report(
        'BODY_CONSTRUCT',
        { path: ink.path, offset: ink.base + offsetOf(node), length: Math.max(endOf(node) - offsetOf(node), 1) },
        { variant: node.type },
      );
      into.push(...inside());
  }
}

/** A link whose address or words are no good is told, and its words kept. */
function linkOf(node: Extract<MarkdownInline, { type: 'link' }>, at: string, children: readonly Inline[], ink: Ink): readonly Inline[] {
  const written = revealed(node.url);
  const last = node.children.at(-1);
  // Behind the words stand "](", the address, a title.
  const start = last && ink.source.charAt(ink.base + offsetOf(node)) === '[' ? endOf(last) + 2 : offsetOf(node);
  const refuse = (variant: string) => {
    const place = { path: ink.path, offset: ink.base + start, length: Math.max(endOf(node) - start - (start > offsetOf(node) ? 1 : 0), 1) };
    ink.report('LINK_ADDRESS', place, { variant, value: written.slice(0, mostShown) });
    return children;
  };
  const read = addressOf(written);
  if (read.type === 'fault') return refuse(read.fault);
  const spans = spansOf({ children });
  if (spans.some(({ call }) => call !== null)) return refuse('call');
  if (spans.every(({ text }) => text.trim() === '')) return refuse('wordless');
  const title = revealed(node.title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return [{ type: 'link', at, address: read.address, title: title === '' ? null : title, children }];
}

/** Tells of what was meant for a link and is none: an address with a blank, a bracket left open. */
function reportBroken(value: string, start: number, ink: Ink): void {
  const offsets = alignedWith(value, ink.base + start, ink.source);
  for (const { index, 1: written = '' } of value.matchAll(/\]\(((?:https?:\/\/|mailto:)[^)\n]*)/gi)) {
    const offset = offsets[index + 2] ?? 0;
    if (!/(?:^|[^\\])\]\($/.test(ink.source.slice(Math.max(offset - 3, 0), offset))) continue;
    ink.report(
      'LINK_ADDRESS',
      { path: ink.path, offset, length: written.length },
      { variant: 'malformed', value: written.slice(0, mostShown) },
    );
  }
}

/** Characters of an address in a message. */
const mostShown = 80;

/** The code stands at the span's end, before its brace. */
function checkLanguage(node: Extract<MarkdownInline, { type: 'languageSpan' }>, ink: Ink): void {
  const { lang } = node;
  if (ink.languages.includes(lang)) return;
  const offset = ink.base + endOf(node) - lang.length - 1;
  ink.report('LANGUAGE_UNKNOWN', { path: ink.path, offset, length: lang.length }, choiceValues('lang', lang, ink.languages));
}

/** The call of a footnote; its mark is no text of the source. */
function called(node: Extract<MarkdownInline, { type: 'footnoteReference' }>, at: string, ink: Ink): readonly Inline[] {
  const offset = ink.base + offsetOf(node);
  const call = ink.notes.call(node.label ?? '', at, { offset, length: endOf(node) - offsetOf(node) });
  return call === null ? [] : [call];
}

function broken(at: string, ink: Ink): Inline {
  print('\n', null, ink);
  return { type: 'break', at };
}

/** White space that is folded, and hidden marks. */
const changing = /[\t\n\ufdd0-\ufdd4]| {2}/;

/** Where each character of a text node stands in the source. */
type Offsets = (index: number) => number;

/** One text node: a tree text for each printed line. */
function addText(value: string, start: number, keepLines: boolean, ink: Ink, into: Inline[]): void {
  const first = ink.base + start;
  const verbatim = ink.source.startsWith(value, first);
  if (verbatim && !changing.test(value)) {
    print(value, first, ink);
    if (value !== '') into.push({ type: 'text', at: `${ink.path}#${first}`, text: value });
    return;
  }
  const aligned = verbatim ? [] : alignedWith(value, first, ink.source);
  const offsetOfCharacter: Offsets = verbatim ? (index) => first + index : (index) => aligned[index] ?? 0;
  const lines = keepLines ? value.split('\n') : [value];
  let from = 0;
  for (const [index, line] of lines.entries()) {
    if (index > 0) into.push(broken(`${ink.path}#${offsetOfCharacter(from - 1)}`, ink));
    const text = foldedLine(line, from, offsetOfCharacter, verbatim, ink);
    if (text !== '') into.push({ type: 'text', at: `${ink.path}#${offsetOfCharacter(from)}`, text });
    from += line.length + 1;
  }
}

/** Folds white space and records where the rest stands in the source. */
function foldedLine(line: string, from: number, offsets: Offsets, verbatim: boolean, ink: Ink): string {
  const text = revealed(line.replace(/ [ \t\n]+|[\t\n][ \t\n]*/g, ' '));
  // Nothing folded, nothing hidden: one stretch.
  if (verbatim && text.length === line.length) {
    print(text, offsets(from), ink);
    return text;
  }
  let read = 0;
  for (let index = 0; index < text.length; index += 1) {
    print(text.charAt(index), offsets(from + read), ink);
    read += 1;
    if (text.charAt(index) === ' ') while (read < line.length && ' \t\n'.includes(line.charAt(read))) read += 1;
  }
  return text;
}

/** Adds a printed stretch that stands in the source as it is; one without an offset is no text of the source. */
function print(text: string, offset: number | null, ink: Ink): void {
  if (offset !== null && text !== '') {
    const last = ink.segments.at(-1);
    if (last && last.printed + last.length === ink.printed.text.length && last.offset + last.length === offset) last.length += text.length;
    else ink.segments.push({ printed: ink.printed.text.length, offset, length: text.length });
  }
  ink.printed.text += text;
}

/** The source's offset of each character of a text node: escapes, references and line ends are longer there. */
export function alignedWith(value: string, start: number, source: string): readonly number[] {
  const offsets: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index += 1) {
    const character = revealed(value.charAt(index));
    if (character === '\n') {
      while (/[ \t]/.test(source.charAt(at))) at += 1;
      offsets.push(at);
      at += 1;
      at += marginOf(source.slice(at, at + widestMargin), value.charAt(index + 1)).length;
    } else if (source.charAt(at) === '\\' && source.charAt(at + 1) === character && character !== '\\') {
      offsets.push(at + 1);
      at += 2;
    } else if (character === '\\' && source.startsWith('\\\\', at)) {
      offsets.push(at);
      at += 2;
    } else if (source.charAt(at) === '&' && (character !== '&' || /^&(?:#0*38|#[xX]0*26|amp);/.test(source.slice(at, at + 12)))) {
      offsets.push(at);
      at += /^&[#\w]+;/.exec(source.slice(at, at + 40))?.[0].length ?? 1;
      if (/[\ud800-\udbff]/.test(character)) {
        index += 1;
        offsets.push(at - 1);
      }
    } else {
      offsets.push(at);
      if (source.charAt(at) === character) at += 1;
    }
  }
  return offsets;
}

/** Characters looked at before a line's text. */
const widestMargin = 200;

/** What stands before a line's text: blanks, and the marks of quotations unless the text itself begins with such a mark. */
function marginOf(line: string, next: string): string {
  const [blanks = ''] = /^[ \t]*/.exec(line) ?? [];
  const [marks] = /^(?:[ \t]*>)+[ \t]*/.exec(line) ?? [];
  if (marks === undefined) return blanks;
  const isText = revealed(next) === '>' && !/^(?:\\>|&(?:gt|#0*62|#x0*3e);)/i.test(line.slice(marks.length));
  return isText ? blanks : marks;
}
