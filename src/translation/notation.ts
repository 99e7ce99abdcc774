/**
 * Inlines of the tree ↔ the text of a translation unit. Text is inline Markdown as in a body: `*…*`, `**…**`, `[…]{lang=xx}`,
 * `[…](address "title")` and `<address>`, `[^a]` for the call of a footnote, a backslash at a line's end for a break by hand. Fields that hold no Markdown in a source hold none here.
 */
import { type Ink, inlinesOf } from '../model/inlines.ts';
import { parseParagraphs } from '../model/mdast.ts';
import type { Report } from '../problem.ts';
import type { Segment } from '../source.ts';
import type { Inline, Link } from '../tree/nodes.ts';
import { isSaidBy, type StyledSpan, spansOf } from '../tree/words.ts';

export interface Parsed {
  readonly inlines: readonly Inline[];
  /** Printed text beside the unit's text, in the order of both. */
  readonly segments: readonly Segment[];
}
export interface ParseOptions {
  /** What problems and the inlines' `at` name: `<path>#<offset in the text>`. */
  readonly path: string;
  /** Every line end is a break (`lines: kept`). */
  readonly keepLines: boolean;
  /** Codes that `[…]{lang=xx}` may name. */
  readonly languages: readonly string[];
  /** What may be called; any footnote unless said, and its call says `[^a]`. */
  readonly notes?: Ink['notes'];
  readonly report: Report;
}

/** The call of a footnote as it is written. */
export const writtenCall = (name: string): string => `[^${name}]`;
const anyNote: Ink['notes'] = { call: (name, at) => ({ type: 'note-call', at, name, note: '', text: writtenCall(name) }) };

/** Reads a unit's Markdown. What it cannot hold is reported, and its text kept. */
export function parseInlines(text: string, options: ParseOptions): Parsed {
  const { path, keepLines, languages, notes = anyNote, report } = options;
  const ink: Ink = { path, source: text, base: 0, segments: [], printed: { text: '' }, languages, notes, report };
  const [first, second] = parseParagraphs(text);
  const inlines = first ? inlinesOf(first.children, keepLines, ink) : [];
  const start = second?.position?.start.offset;
  if (start !== undefined) report('UNIT_TEXT', { path, offset: start, length: text.trimEnd().length - start }, { variant: 'paragraphs' });
  return { inlines, segments: ink.segments };
}

/** Reads a unit that holds no Markdown: a backslash at a line's end breaks the line, other white space is folded. */
export function parsePlain(text: string, path: string): Parsed {
  const inlines: Inline[] = [];
  const segments: Segment[] = [];
  let printed = 0;
  for (const line of text.matchAll(/[^\n]+/g)) {
    const words = line[0].replace(/\\$/, '');
    const offset = line.index + words.length - words.trimStart().length;
    const folded = words.trim().replace(/[ \t\r]+/g, ' ');
    if (folded === '') continue;
    if (inlines.length > 0) {
      inlines.push({ type: 'break', at: `${path}#${line.index - 1}` });
      printed += 1;
    }
    inlines.push({ type: 'text', at: `${path}#${offset}`, text: folded });
    segments.push({ printed, offset, length: words.trim().length });
    printed += folded.length;
  }
  return { inlines, segments };
}

/** Writes inlines that hold no marks of style as plain text. */
export function plainOf(inlines: readonly Inline[]): string {
  return spansOf({ children: inlines })
    .map((span) => (span.text === '\n' ? '\\\n' : span.text))
    .join('');
}

/** Writes inlines in the one form that stands for them: `parseInlines` gives the same stretches again. */
export function serializeInlines(inlines: readonly Inline[]): string {
  const spans = spansOf({ children: inlines });
  if (spans.every(isUnmarked)) return unmarked(spans);
  const pieces = piecesOf(spans);
  const tokens = tokensOf(pieces, allStyles, '*');
  const text = joinedTokens(tokens);
  if (standFree(tokens) || readsAs(text, joined(pieces))) return text;
  // Marks of one sort beside each other, or between a letter and a bracket, as Chinese has them, need room.
  return joinedTokens(withReferences(tokensOf(pieces, allStyles, '_')));
}

const isUnmarked = (span: StyledSpan): boolean =>
  !span.strong && !span.emphasis && span.language === null && span.call === null && span.link === null;

/** Stretches of equal look as Markdown can say them: white space has the looks that both its neighbours have. */
export function canonicalSpans(inlines: readonly Inline[]): readonly StyledSpan[] {
  return joined(piecesOf(spansOf({ children: inlines })));
}

/** Words, white space and breaks, each a piece. */
function piecesOf(spans: readonly StyledSpan[]): readonly StyledSpan[] {
  const pieces = spans.flatMap((span): StyledSpan[] => {
    if (span.text === '\n') return [{ ...span, look: 'text' }];
    if (span.call !== null) return [{ ...span, text: writtenCall(span.call.name) }];
    const words = span.text.replace(/[ \t\r\n]+/g, ' ').match(/ |[^\S ]+|\S+/g) ?? [];
    return words.map((text) => ({ ...span, look: 'text', text }));
  });
  // Markdown drops blanks at the ends of lines and of the whole, and folds others.
  const unblanked = pieces.filter((piece, index) => {
    if (piece.text !== ' ') return true;
    const before = pieces[index - 1]?.text ?? '\n';
    const after = pieces.slice(index).find((other) => other.text !== ' ')?.text ?? '\n';
    return before !== '\n' && before !== ' ' && after !== '\n';
  });
  const first = unblanked.findIndex((piece) => piece.text !== '\n');
  const last = unblanked.findLastIndex((piece) => piece.text !== '\n');
  const kept = first === -1 ? [] : unblanked.slice(first, last + 1);
  let before: StyledSpan | undefined;
  return kept.map((piece, index) => {
    if (!isInked(piece)) return between(piece, before, kept.slice(index + 1).find(isInked));
    before = piece;
    return piece;
  });
}

/** Text without a mark, its blanks folded as Markdown folds them. */
function unmarked(spans: readonly StyledSpan[]): string {
  const text = spans.map((span) => span.text).join('');
  return escaped(
    text
      .replace(/[ \t\r]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/^[ \n]+|[ \n]+$/g, ''),
    false,
  );
}

const isInked = (piece: StyledSpan): boolean => /\S/.test(piece.text);

function joined(pieces: readonly StyledSpan[]): readonly StyledSpan[] {
  const spans: StyledSpan[] = [];
  for (const piece of pieces) {
    const last = spans.at(-1);
    if (last && piece.text !== '\n' && last.text !== '\n' && sameLook(last, piece))
      spans[spans.length - 1] = { ...last, text: last.text + piece.text };
    else spans.push(piece);
  }
  return spans;
}

function between(space: StyledSpan, before: StyledSpan | undefined, after: StyledSpan | undefined): StyledSpan {
  const both = (look: 'strong' | 'emphasis') => before?.[look] === true && after?.[look] === true;
  return {
    ...space,
    strong: both('strong'),
    emphasis: both('emphasis'),
    language: before && after && before.language === after.language ? before.language : null,
    link: before && after && sameLink(before.link, after.link) ? before.link : null,
  };
}

function sameLook(one: StyledSpan, other: StyledSpan): boolean {
  const alike = one.strong === other.strong && one.emphasis === other.emphasis && one.language === other.language;
  return alike && one.call?.name === other.call?.name && sameLink(one.link, other.link);
}

/** Whether two links lead to the same and say the same of it. */
function sameLink(one: Link | null, other: Link | null): boolean {
  return one === other || (one?.address === other?.address && one?.title === other?.title);
}

function readsAs(text: string, spans: readonly StyledSpan[]): boolean {
  const { inlines } = parseInlines(text, { path: '', keepLines: false, languages: [], report: () => {} });
  const read = canonicalSpans(inlines);
  const same = (one: StyledSpan, other: StyledSpan | undefined) => other?.text === one.text && sameLook(one, other);
  return read.length === spans.length && spans.every((span, index) => same(span, read[index]));
}

// ---- writing ----

type Style = 'link' | 'language' | 'strong' | 'emphasis';
const allStyles: readonly Style[] = ['link', 'language', 'strong', 'emphasis'];

/** Marks are pieces of their own, so that what stands beside them can be seen. */
type Token = { readonly type: 'text'; readonly text: string } | { readonly type: 'open' | 'close'; readonly text: string };

function joinedTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

/** Whether every mark stands between a word and something that is none, so that it cannot be read otherwise. */
function standFree(tokens: readonly Token[]): boolean {
  return tokens.every((token, index) => {
    if (token.type === 'text') return true;
    const [inner, outer] = token.type === 'open' ? [tokens[index + 1], tokens[index - 1]] : [tokens[index - 1], tokens[index + 1]];
    const [innerEnd, outerEnd] = token.type === 'open' ? (['start', 'end'] as const) : (['end', 'start'] as const);
    const alone = inner?.type === 'text' && (outer === undefined || outer.type === 'text');
    return alone && kindOf(inner.text, innerEnd) === 'letter' && kindOf(outer?.text ?? '', outerEnd) !== 'letter';
  });
}

/** Opens the style that reaches farthest first; a word is emphasized by the mark given. */
function tokensOf(spans: readonly StyledSpan[], styles: readonly Style[], emphasis: '*' | '_'): readonly Token[] {
  const tokens: Token[] = [];
  for (let from = 0; from < spans.length; ) {
    const [style, reach] = farthest(spans, from, styles);
    if (style === null) {
      const stretch = unstyled(spans, from, styles);
      const inBrackets = !styles.includes('language') || !styles.includes('link');
      tokens.push({ type: 'text', text: written(stretch, inBrackets) });
      from += stretch.length;
      continue;
    }
    const inner = tokensOf(
      spans.slice(from, from + reach),
      styles.filter((one) => one !== style),
      emphasis,
    );
    const link = spans[from]?.link ?? null;
    if (style === 'link' && link) tokens.push(...linkTokens(link, spans.slice(from, from + reach), inner));
    else if (style === 'language') tokens.push(...bracketed(inner, `{lang=${spans[from]?.language}}`));
    else {
      const mark = style === 'strong' ? '**' : emphasis;
      tokens.push({ type: 'open', text: mark }, ...inner, { type: 'close', text: mark });
    }
    from += reach;
  }
  return tokens;
}

function bracketed(inner: readonly Token[], behind: string): readonly Token[] {
  // Behind a bracket this would call a footnote.
  const before = inner[0]?.text.startsWith('^') ? '\\' : '';
  return [{ type: 'text', text: `[${before}` }, ...inner, { type: 'text', text: `]${behind}` }];
}

/** An address that is its own words stands in angle brackets. */
function linkTokens({ address, title }: Link, spans: readonly StyledSpan[], inner: readonly Token[]): readonly Token[] {
  const words = spans.map((span) => span.text).join('');
  const isPlain = spans.every((span) => isUnmarked({ ...span, link: null }));
  if (title === null && isPlain && isSaidBy(address, words) && bareAddress.test(words)) return [{ type: 'text', text: `<${words}>` }];
  const target = /[()]/.test(address) ? `<${quoted(address)}>` : quoted(address);
  return bracketed(inner, `(${target}${title === null ? '' : ` "${quoted(title)}"`})`);
}

/** What stands in angle brackets as an address of either kind (CommonMark 0.31, 6.5). */
const bareAddress = /^(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*|[\w.+-]+@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)$/;

/** An address or a title with its escapes. */
function quoted(text: string): string {
  return text.replace(/["\\<>]/g, '\\$&').replace(/&(?=#\d+;|#[xX][\da-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)/g, '\\&');
}

/** Text with its marks escaped, and calls as they are. */
function written(spans: readonly StyledSpan[], inBrackets: boolean): string {
  let before = '';
  let text = '';
  for (const span of spans) {
    if (span.call === null) text += span.text;
    else {
      before += escaped(text, inBrackets) + span.text;
      text = '';
    }
  }
  return before + escaped(text, inBrackets);
}

/** A stretch neither begins nor ends with white space: a mark beside it would be text. */
function farthest(spans: readonly StyledSpan[], from: number, styles: readonly Style[]): readonly [Style | null, number] {
  const first = spans[from];
  let found: readonly [Style | null, number] = [null, 0];
  if (!first || !isInked(first)) return found;
  for (const style of styles) {
    const value = first[style];
    if (value === null || value === false) continue;
    const isSame = (span: StyledSpan | undefined) =>
      style === 'link' ? sameLink(span?.link ?? null, first.link) : span?.[style] === value;
    let end = from;
    while (end < spans.length && isSame(spans[end])) end += 1;
    const reach = spans.slice(from, end).findLastIndex(isInked) + 1;
    if (reach > found[1]) found = [style, reach];
  }
  return found;
}

/** The pieces from here to where a style opens. */
function unstyled(spans: readonly StyledSpan[], from: number, styles: readonly Style[]): readonly StyledSpan[] {
  let end = from + 1;
  while (end < spans.length && farthest(spans, end, styles)[0] === null) end += 1;
  return spans.slice(from, end);
}

/** A backslash before what Markdown would read as a mark. */
function escaped(text: string, inBrackets: boolean): string {
  return text
    .replace(/[\\*]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(inBrackets ? /[[\]]/g : /\](?=[({])|\[(?=\^)/g, '\\$&')
    .replace(/&(?=#\d+;|#[xX][\da-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)/g, '\\&')
    .replace(/<(?=[A-Za-z/!?]|[^\s<>@]+@)/g, '\\<')
    .replaceAll('\n', '\\\n');
}

/**
 * CommonMark 0.31, 6.2: a mark opens or closes only by what stands beside it, and a reference counts as punctuation. One
 * reference may call for another, so that passes go on until none does.
 */
function withReferences(tokens: readonly Token[]): readonly Token[] {
  const texts = tokens.map((token) => token.text);
  let settled = false;
  while (!settled) {
    settled = true;
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'text') continue;
      const opens = token.type === 'open';
      const outer = opens ? index - 1 : index + 1;
      const inside = kindOf(texts[opens ? index + 1 : index - 1] ?? '', opens ? 'start' : 'end');
      const outside = texts[outer] ?? '';
      // An underscore opens and closes at the edge of a word only.
      if ((inside === 'letter' && token.text !== '_') || kindOf(outside, opens ? 'end' : 'start') !== 'letter') continue;
      texts[outer] = referred(outside, opens ? 'end' : 'start');
      settled = false;
    }
  }
  return tokens.map((token, index) => ({ ...token, text: texts[index] ?? '' }));
}

type End = 'start' | 'end';

function kindOf(text: string, end: End): 'space' | 'punctuation' | 'letter' {
  const [character] = (end === 'start' ? /^[\s\S]/u : /[\s\S]$/u).exec(text) ?? [''];
  if (character === '' || /\s/u.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) && character.length === 1 ? 'punctuation' : 'letter';
}

/** Beside a reference an underscore no longer stands within a word. */
function referred(text: string, end: End): string {
  const reference = (character: string) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
  return end === 'start'
    ? text.replace(/^([\s\S])(_?)/u, (_, first, mark) => `${reference(first)}${mark && '\\_'}`)
    : text.replace(/((?<!\\)_)?([\s\S])$/u, (_, mark, last) => `${mark ? '\\_' : ''}${reference(last)}`);
}
