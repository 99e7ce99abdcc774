/**
 * Joins blocks to the paragraph engine: a block's inlines and its style in, lines out. Tells of characters without a
 * glyph and of lines that are too wide, at their place in the source.
 */
import type { Context } from '../backends/backend.ts';
import type { Faces } from '../style/faces.ts';
import type { Sheet, Style } from '../style/sheet.ts';
import type { Line, Piece, Setting } from '../text/line.ts';
import type { Missing, Rules } from '../text/paragraph.ts';
import { rolesOf } from '../text/roles.ts';
import type { Inline, Node, Path, Table, TextBlock } from '../tree/nodes.ts';
import { type StyledSpan, spansOf } from '../tree/words.ts';
import type { Extent } from './columns.ts';

/** Where the lines of a block may stand, points. */
export interface Column {
  readonly measure: number;
  /** Indent of the first line; the others have none. */
  readonly first: number;
}
export interface Setter {
  readonly context: Context;
  /** The lines of a block; one at least. */
  lines(block: TextBlock, style: Style, column: Column): readonly Line[];
  /** A block, or words that belong to a node, on one line as long as it gets. */
  oneLine(content: TextBlock | string, node: Node, style: Style): Line;
  /** How wide a block is at least and at most. Tells of nothing. */
  extent(block: TextBlock, style: Style): Extent;
  /** Tells that a node's line is wider than its room by some points. */
  overfull(text: string, node: Node, excess: number): void;
  /** Tells that blocks kept together are taller than a page. */
  tooTall(node: Node | null): void;
  /** Tells that a table has more columns than stand side by side. */
  tooWide(table: Table, most: number): void;
  /** Whether anything was told. */
  failed(): boolean;
}

/** Widest measure asked for, in points; a line set in it never breaks, and places in it are still exact. */
const endless = 1e6;

/** Settings by the style's name, and then by what else they depend on: a sum of the two below. */
type Settings = Map<string, Map<number, Setting>>;
const flags = { strong: 1, emphasis: 2, tight: 4, blue: 8 } as const;
const looks: Readonly<Record<StyledSpan['look'], number>> = { text: 0, 'organ-letter': 16, 'note-mark': 32, 'note-call': 48 };

const known = new WeakMap<Sheet, { readonly faces: Faces; readonly settings: Settings }>();

/** The settings of a sheet met so far: the same in every document, so that what is known of them is kept. */
function settingsOf(sheet: Sheet, faces: Faces): Settings {
  const before = known.get(sheet);
  if (before?.faces === faces) return before.settings;
  const settings: Settings = new Map();
  known.set(sheet, { faces, settings });
  return settings;
}

/** Loads the paragraph engine, and gives the setter of one document. */
export async function openSetter(context: Context, chooser: 'word' | 'optimal'): Promise<Setter> {
  const { setParagraph } = await import('../text/paragraph.ts');
  const { sheet, faces, language, report } = context;
  const { superscript, justification } = sheet.data;
  const settings = settingsOf(sheet, faces);
  const scripts = { roles: rolesOf(sheet.data, faces), scriptOf: (code: string) => context.languages.get(code)?.script ?? language.script };
  let failed = false;

  function settingOf(style: Style, span: Pick<StyledSpan, 'strong' | 'emphasis' | 'look' | 'link'>, tight: boolean): Setting {
    const isBlue = span.link !== null && context.links === 'blue';
    const look =
      looks[span.look] +
      (span.strong ? flags.strong : 0) +
      (span.emphasis ? flags.emphasis : 0) +
      (tight ? flags.tight : 0) +
      (isBlue ? flags.blue : 0);
    let ofStyle = settings.get(style.name);
    if (!ofStyle) {
      ofStyle = new Map();
      settings.set(style.name, ofStyle);
    }
    const known = ofStyle.get(look);
    if (known) return known;
    // Emphasis within italics is upright.
    const face = faces.face('text', style.bold || span.strong, style.italic !== span.emphasis);
    const raised = span.look === 'note-mark' || span.look === 'note-call';
    const size = span.look === 'text' || raised ? style.size : sheet.style(span.look).size;
    const setting = {
      face,
      size: raised ? size * superscript.size : size,
      scale: style.scale,
      tracking: style.tracking + (tight ? justification.tight : 0),
      // Of a look of characters within a line, as a label's; a block that is lowered has its place on the page.
      rise: raised ? superscript.rise : style.inline ? -style.lowered : 0,
      ...(isBlue ? { color: componentsOf(sheet.style('link').color) } : {}),
    };
    ofStyle.set(look, setting);
    return setting;
  }

  function piecesOf(block: TextBlock, style: Style): readonly Piece[] {
    return spansOf(block).map((span) => ({
      text: span.text,
      setting: settingOf(style, span, block.tight),
      language: span.language ?? language.language,
      within: span.link,
    }));
  }

  function rulesFor(node: Node, pieces: readonly Piece[]): Rules {
    let told: Set<number> | null = null;
    return {
      justification,
      kernFrom: sheet.data['kern-from'],
      scripts,
      onMissing: (missing) => {
        failed = true;
        // Once is enough to find the others.
        told ??= new Set();
        if (told.has(missing.codePoint)) return;
        told.add(missing.codePoint);
        const index = pieces.slice(0, missing.piece).reduce((sum, piece) => sum + piece.text.length, 0) + missing.offset;
        const { at, offset } = placeIn(node, index);
        const character = String.fromCodePoint(missing.codePoint);
        const place = { path: at ?? '', length: character.length };
        report('GLYPH_MISSING', offset === null ? place : { ...place, offset }, valuesOf(missing, character));
      },
    };
  }

  function set(
    node: Node,
    pieces: readonly Piece[],
    { breaksAtHyphens }: Style,
    align: Style['align'],
    column: Column,
    linesKept: boolean,
    rules = rulesFor(node, pieces),
  ): readonly Line[] {
    const { measure, first } = column;
    const shape = { measure, first, turnover: 0, align, chooser, breaksAtHyphens, linesKept };
    return setParagraph(pieces, shape, language, rules);
  }

  const overfull = (text: string, node: Node, excess: number) => {
    failed = true;
    const inBlock = 'children' in node ? spansOf(node as TextBlock).map((span) => span.text) : [];
    const { at, offset } = placeIn(node, Math.max(0, inBlock.join('').indexOf(text)));
    const place = { path: at ?? '', length: text.length };
    const isCell = node.type === 'table-heading' || node.type === 'table-text';
    const variant = held.test(text) ? { variant: 'held' } : isCell ? { variant: 'cell' } : {};
    report('LINE_OVERFULL', offset === null ? { path: place.path } : { ...place, offset }, { text, points: excess.toFixed(1), ...variant });
  };

  return {
    context,
    lines(block, style, column) {
      const lines = set(block, piecesOf(block, style), style, style.align, column, block.linesKept);
      for (const line of lines) if (line.overfull > 0) overfull(line.text, block, line.overfull);
      return lines;
    },
    oneLine(content, node, style) {
      const plain = { strong: false, emphasis: false, look: 'text', link: null } as const;
      const pieces =
        typeof content === 'string'
          ? [{ text: content, setting: settingOf(style, plain, false), language: language.language }]
          : piecesOf(content, style);
      return firstOf(set(node, pieces, style, 'start', { measure: endless, first: 0 }, true));
    },
    extent(block, style) {
      const pieces = piecesOf(block, style);
      if (pieces.length === 0) return { least: 0, most: 0 };
      const rules: Rules = { ...rulesFor(block, pieces), onMissing: () => {} };
      const widest = (measure: number, linesKept: boolean) =>
        Math.max(...set(block, pieces, style, 'start', { measure, first: 0 }, linesKept, rules).map((line) => line.width));
      return { least: widest(0, false), most: widest(endless, true) };
    },
    overfull,
    tooWide(table, most) {
      failed = true;
      const columns = table.children.findLast((child) => child.type === 'table-row')?.children.length ?? 0;
      report('TABLE_TOO_WIDE', { path: table.at ?? '' }, { count: String(columns), limit: String(most) });
    },
    tooTall(node) {
      failed = true;
      const variant = node?.type === 'table-text' || node?.type === 'table-heading' ? { variant: 'row' } : {};
      report('KEEP_TOO_TALL', { path: node?.at?.split('#')[0] ?? '' }, variant);
    },
    failed: () => failed,
  };
}

/** Six hexadecimal digits as three numbers from 0 to 1. */
function componentsOf(color: string | null): readonly number[] {
  return [0, 2, 4].map((at) => Number.parseInt((color ?? '000000').slice(at, at + 2), 16) / 0xff);
}

/** More no-break spaces than the house's own rules put between two words. */
const held = /(?:\u00a0[^\u00a0]+){3}/u;

function firstOf(lines: readonly Line[]): Line {
  const [line] = lines;
  if (!line) throw new Error('paragraph without a line');
  return line;
}

function valuesOf(missing: Missing, character: string): Readonly<Record<string, string>> {
  return {
    character,
    code: `U+${missing.codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    face: missing.faceName,
    ...(/\p{Co}/u.test(character) ? { variant: 'private' } : {}),
  };
}

/** The source of the character at an index of a block's text: a path, and the offset in its scalar if the path tells. */
function placeIn(node: Node, index: number): { at: Path | null; offset: number | null } {
  let rest = index;
  let found: { at: Path | null; within: number } | null = null;
  const visit = (inline: Inline): void => {
    if (found) return;
    if ('children' in inline) {
      for (const child of inline.children) visit(child);
      return;
    }
    const length = inline.type === 'break' ? 1 : inline.text.length;
    if (rest < length) found = { at: inline.at, within: rest };
    rest -= length;
  };
  if ('children' in node) for (const child of node.children) visit(child as Inline);
  const { at, within } = (found as { at: Path | null; within: number } | null) ?? { at: null, within: 0 };
  const [path, start] = (at ?? node.at ?? '').split('#');
  return { at: path ?? null, offset: start === undefined ? null : Number(start) + within };
}
