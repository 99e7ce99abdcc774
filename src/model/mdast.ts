/**
 * The one door to micromark and mdast: Markdown with what a pasted letter must not trip over switched off, and
 * `[texte]{lang=fr}` switched on. Knows nothing of documents.
 */
import type { FootnoteDefinition, Heading, List, Nodes, Paragraph, Parent, PhrasingContent, Root, Text } from 'mdast';
import { fromMarkdown, type Extension as MdastExtension, type Options } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Code, Effects, Extension, State, Token, TokenizeContext } from 'micromark-util-types';
import { fillGaps, type ListLine, stretchesOf, withoutPlainWords } from './plain.ts';

/** Text in another language than its surroundings: `[texte]{lang=fr}`. */
export interface LanguageSpan extends Parent {
  type: 'languageSpan';
  lang: string;
  children: PhrasingContent[];
}

declare module 'mdast' {
  interface PhrasingContentMap {
    languageSpan: LanguageSpan;
  }
  interface RootContentMap {
    languageSpan: LanguageSpan;
  }
}
declare module 'micromark-util-types' {
  interface TokenTypeMap {
    languageSpan: 'languageSpan';
    languageSpanMarker: 'languageSpanMarker';
    languageSpanText: 'languageSpanText';
    languageSpanCode: 'languageSpanCode';
    noteCall: 'noteCall';
    noteCallMarker: 'noteCallMarker';
    noteCallName: 'noteCallName';
  }
}

export type MarkdownNode = Nodes;
export type MarkdownParagraph = Paragraph;
export type MarkdownInline = PhrasingContent;
export type MarkdownNote = FootnoteDefinition;

const off = ['codeIndented', 'codeText', 'htmlFlow', 'htmlText', 'setextUnderline', 'thematicBreak', 'definition'];

/**
 * Parses Markdown. A call of a footnote is one whether or not a note answers to it. Pictures are parsed so that they can be
 * refused by name.
 */
export function parseMarkdown(text: string): Root {
  const stretches = stretchesOf(text);
  const marked = stretches.filter(({ kind }) => kind === 'marked').map(({ start, end }) => text.slice(start, end));
  // At once: to begin a parser takes longer than to parse a word.
  const read = marked.length === 0 ? [] : parseMarked(marked.join(separator)).children;
  const root: Root = { type: 'root', children: [] };
  let [line, counted, next, base, baseLine] = [1, 0, 0, 0, 1];
  for (const { start, end, kind, lines } of stretches) {
    line += linesIn(text, counted, start);
    counted = start;
    if (kind !== 'marked') {
      if (kind === 'line') root.children.push(plainBlock(text.slice(start, end), line, start));
      else root.children.push(...plainLists(text, lines, line));
      continue;
    }
    const stop = base + end - start;
    for (let child = read[next]; child && (child.position?.start.offset ?? 0) < stop; child = read[++next])
      root.children.push(movedBy(child, start - base, line - baseLine));
    // The paragraph that stands for plain ones.
    next++;
    base = stop + separator.length;
    baseLine += linesIn(text, start, end) + linesIn(separator, 0, separator.length);
  }
  return root;
}

/** Stands between two stretches, as the plain paragraphs there do. */
const separator = 'x\n\n';

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** A paragraph or heading of one line that holds nothing but words. */
function plainBlock(written: string, line: number, offset: number): Paragraph | Heading {
  if (!written.startsWith('#')) return plainParagraph(written, line, 1, offset);
  const depth = written.indexOf(' ') as Heading['depth'];
  const { position, children } = plainParagraph(written.slice(depth + 1), line, depth + 2, offset + depth + 1);
  return { type: 'heading', depth, position: { start: { line, column: 1, offset }, end: position.end }, children };
}

type Placed<T extends Nodes> = T & { position: NonNullable<T['position']> };

function plainParagraph(value: string, line: number, column: number, offset: number): Placed<Paragraph> {
  const position = { start: { line, column, offset }, end: { line, column: column + value.length, offset: offset + value.length } };
  const text: Text = { type: 'text', value, position };
  return { type: 'paragraph', position, children: [text] };
}

/** The lists that plain lines make; `line` is that of the first. */
function plainLists(text: string, lines: readonly ListLine[], line: number): readonly List[] {
  const lists: List[] = [];
  for (const [index, { start, end, words, begins }] of lines.entries()) {
    const at = line + 2 * index;
    const paragraph = plainParagraph(text.slice(words, end), at, 1 + words - start, words);
    const position = { start: { line: at, column: 1, offset: start }, end: paragraph.position.end };
    if (begins) {
      const number = Number.parseInt(text.slice(start, words), 10);
      const ordered = !Number.isNaN(number);
      if (lists.at(-1)?.ordered !== ordered)
        lists.push({ type: 'list', ordered, start: ordered ? number : null, spread: false, position, children: [] });
      lists.at(-1)?.children.push({ type: 'listItem', spread: false, checked: null, position, children: [] });
    }
    const list = lists.at(-1);
    const item = list?.children.at(-1);
    if (!list || !item) continue;
    item.children.push(paragraph);
    // Blank lines part whatever there is more than one of.
    list.spread = list.children.length > 1;
    item.spread = item.children.length > 1;
    for (const node of [list, item]) if (node.position) node.position = { start: node.position.start, end: position.end };
  }
  return lists;
}

/** Moves a node read from the middle of a text to its place. */
function movedBy<T extends Nodes>(node: T, offset: number, lines: number): T {
  if (offset === 0) return node;
  const { position } = node;
  if (position) {
    for (const point of [position.start, position.end]) {
      point.offset = (point.offset ?? 0) + offset;
      point.line += lines;
    }
  }
  if ('children' in node) for (const child of node.children) movedBy(child, offset, lines);
  return node;
}

/** Parses all of a text, plain or not. */
export function parseMarked(text: string): Root {
  const { text: shorter, gaps } = withoutPlainWords(text);
  // A table has a row of dashes with bars or colons between them; without, every line need not be tried as its head.
  const root = fromMarkdown(shorter, optionsFor(/\||:-|-:/.test(shorter), shorter.includes('[^')));
  if (gaps.length > 0) fillGaps(root, gaps);
  return root;
}

/** What the parser is told of texts with and without tables and footnotes, each made once. */
const known = new Map<string, Options>();

function optionsFor(tables: boolean, notes: boolean): Options {
  const kind = `${tables} ${notes}`;
  let options = known.get(kind);
  if (!options) {
    options = {
      extensions: [{ disable: { null: off } }, ...(tables ? [gfmTable()] : []), languageSpan, ...(notes ? notesOf(true) : [])],
      mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), spanFromMarkdown, callFromMarkdown],
    };
    known.set(kind, options);
  }
  return options;
}

/** Constructs of blocks that no Markdown of ours has switched off already. */
const blocks = ['blockQuote', 'codeFenced', 'headingAtx', 'list', 'labelStartImage'];

/** Parses text in which nothing begins a block of its own kind: paragraphs alone, by blank lines. */
export function parseParagraphs(text: string): readonly Paragraph[] {
  const root = fromMarkdown(text, {
    extensions: [{ disable: { null: [...off, ...blocks] } }, languageSpan, ...(text.includes('[^') ? notesOf(false) : [])],
    mdastExtensions: [spanFromMarkdown, callFromMarkdown],
  });
  return root.children.filter((child) => child.type === 'paragraph');
}

const leftBracket = 0x5b;
const rightBracket = 0x5d;
const circumflex = 0x5e;
const leftBrace = 0x7b;
const rightBrace = 0x7d;
const backslash = 0x5c;
/** After `]`: this, a language's code, `}`. */
const attribute = '{lang=';
/** Characters between the brackets; a bracket left open must not cost the whole text. */
const longest = 10_000;
/** Brackets within brackets, for the same reason. */
const deepest = 32;

/** Characters of a footnote's name. */
const longestName = 60;

const languageSpan: Extension = { text: { [leftBracket]: { name: 'languageSpan', tokenize } } };
/** The last tells micromark's brackets to leave `[^` alone, as its own extension of footnotes does. */
const noteCall = { text: { [leftBracket]: { name: 'noteCall', tokenize: tokenizeCall } }, _hiddenFootnoteSupport: {} } as Extension;

/**
 * Footnotes of a text that has any. Definitions are GFM's. A call is our own: GFM takes one without a definition for text, and looks for
 * definitions in what is parsed at once, which is a stretch of a body.
 */
function notesOf(defined: boolean): readonly Extension[] {
  const { document } = gfmFootnote();
  return [...(defined && document ? [{ document }] : []), noteCall];
}

function tokenizeCall(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let size = 0;
  return start;

  function start(code: Code): State | undefined {
    effects.enter('noteCall');
    effects.enter('noteCallMarker');
    effects.consume(code);
    return caret;
  }
  function caret(code: Code): State | undefined {
    if (code !== circumflex) return nok(code);
    effects.consume(code);
    effects.exit('noteCallMarker');
    return begin;
  }
  function begin(code: Code): State | undefined {
    if (!isNameCharacter(code)) return nok(code);
    effects.enter('noteCallName');
    return name(code);
  }
  function name(code: Code): State | undefined {
    if (isNameCharacter(code) && size < longestName) {
      size += 1;
      effects.consume(code);
      return name;
    }
    if (code !== rightBracket) return nok(code);
    effects.exit('noteCallName');
    effects.enter('noteCallMarker');
    effects.consume(code);
    effects.exit('noteCallMarker');
    effects.exit('noteCall');
    return ok;
  }
}

const callFromMarkdown: MdastExtension = {
  enter: {
    noteCall(token) {
      this.enter({ type: 'footnoteReference', identifier: '', label: '' }, token);
    },
  },
  exit: {
    noteCallName(token) {
      const call = this.stack.at(-1);
      if (call?.type === 'footnoteReference') call.label = this.sliceSerialize(token);
    },
    noteCall(token) {
      this.exit(token);
    },
  },
};

const isLineEnd = (code: Code): boolean => code !== null && code < -2;
const isNameCharacter = (code: Code): boolean =>
  code !== null && code > 0x20 && code !== leftBracket && code !== rightBracket && code !== backslash;
const isCodeCharacter = (code: Code): boolean =>
  code !== null && ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x2d);

function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let open = 0;
  let size = 0;
  let matched = 0;
  let previous: Token | undefined;
  return start;

  function start(code: Code): State | undefined {
    effects.enter('languageSpan');
    effects.enter('languageSpanMarker');
    effects.consume(code);
    effects.exit('languageSpanMarker');
    return begin;
  }
  function begin(code: Code): State | undefined {
    if (code === rightBracket || code === null) return nok(code);
    effects.enter('languageSpanText');
    return chunk(code);
  }
  function chunk(code: Code): State | undefined {
    if (code === null) return nok(code);
    // A line end just before the bracket has closed the last piece.
    if (code === rightBracket && open === 0) return close(code);
    const token = effects.enter('chunkText', { _contentTypeTextTrailing: true, contentType: 'text', ...(previous ? { previous } : {}) });
    if (previous) previous.next = token;
    previous = token;
    return inside(code);
  }
  function inside(code: Code): State | undefined {
    size += 1;
    if (code === null || size > longest || open > deepest) return nok(code);
    if (code === leftBracket) open += 1;
    if (code === rightBracket) {
      if (open === 0) {
        effects.exit('chunkText');
        return close(code);
      }
      open -= 1;
    }
    effects.consume(code);
    if (isLineEnd(code)) {
      effects.exit('chunkText');
      return chunk;
    }
    return code === backslash ? escaped : inside;
  }
  function close(code: Code): State | undefined {
    effects.exit('languageSpanText');
    effects.enter('languageSpanMarker');
    effects.consume(code);
    return afterText;
  }
  function escaped(code: Code): State | undefined {
    if (code !== leftBracket && code !== rightBracket && code !== backslash) return inside(code);
    effects.consume(code);
    return inside;
  }
  function afterText(code: Code): State | undefined {
    if (matched === 0 && code !== leftBrace) return nok(code);
    if (code !== attribute.charCodeAt(matched)) return nok(code);
    effects.consume(code);
    matched += 1;
    if (matched < attribute.length) return afterText;
    effects.exit('languageSpanMarker');
    return beforeCode;
  }
  function beforeCode(code: Code): State | undefined {
    if (!isCodeCharacter(code)) return nok(code);
    effects.enter('languageSpanCode');
    effects.consume(code);
    return inCode;
  }
  function inCode(code: Code): State | undefined {
    if (isCodeCharacter(code)) {
      effects.consume(code);
      return inCode;
    }
    if (code !== rightBrace) return nok(code);
    effects.exit('languageSpanCode');
    effects.enter('languageSpanMarker');
    effects.consume(code);
    effects.exit('languageSpanMarker');
    effects.exit('languageSpan');
    return ok;
  }
}

const spanFromMarkdown: MdastExtension = {
  canContainEols: ['languageSpan'],
  enter: {
    languageSpan(token) {
      this.enter({ type: 'languageSpan', lang: '', children: [] }, token);
    },
  },
  exit: {
    languageSpanCode(token) {
      const span = this.stack.at(-1);
      if (span?.type === 'languageSpan') span.lang = this.sliceSerialize(token);
    },
    languageSpan(token) {
      this.exit(token);
    },
  },
};
