/**
 * Reads a tagged PDF through its structure: the marked content of each element in the order of the tree, the characters as
 * the fonts' maps give them, those marked as reversed the other way round (ISO 32000-1, 14.8.2.3.3). Nothing is guessed from
 * places on the page, so text of any direction comes as it was set. Null for files it cannot read.
 */
import { type Dict, isName, isOperator, openPdf, type PdfFile, type PdfValue, Reader, Unreadable } from './pdf-file.ts';

/** Gives the text of every page: what is decoration, and around it the content in the order of the structure. */
export function readStructure(bytes: Uint8Array): readonly string[] | null {
  try {
    const file = openPdf(bytes);
    const pages = pagesOf(file, file.catalog.get('Pages'), 0);
    const shown = pages.map((page) => contentOf(file, page));
    const order = orderOf(file, pages);
    return shown.map((marks, page) => textOf(marks, order[page] ?? []));
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError || isZlib(error)) return null;
    throw error;
  }
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

/** One marked-content sequence as it was shown; `id` is null for decoration. Lines end in `\n`. */
interface Mark {
  readonly id: number | null;
  text: string;
  /** Baselines of its first and last line. */
  first: number | null;
  last: number | null;
}
/** Marked content of an element; `block` tells elements apart that are no spans of one paragraph. */
interface Place {
  readonly id: number;
  readonly block: number;
}

const deepest = 64;

function pagesOf(file: PdfFile, node: PdfValue | undefined, depth: number): readonly Dict[] {
  const dict = file.dict(node);
  if (!dict || depth > deepest) return [];
  const kids = file.resolve(dict.get('Kids'));
  return Array.isArray(kids) ? kids.flatMap((kid: PdfValue) => pagesOf(file, kid, depth + 1)) : [dict];
}

/** The marked content of each page in the order of the structure. */
function orderOf(file: PdfFile, pages: readonly Dict[]): readonly (readonly Place[])[] {
  const order: Place[][] = pages.map(() => []);
  let blocks = 0;
  const visit = (value: PdfValue | undefined, page: Dict | null, block: number, depth: number): void => {
    if (depth > deepest) throw new Unreadable('a structure nested too deep');
    const resolved = file.resolve(value);
    if (typeof resolved === 'number') {
      if (page) order[pages.indexOf(page)]?.push({ id: resolved, block });
      return;
    }
    if (Array.isArray(resolved)) {
      for (const kid of resolved) visit(kid, page, block, depth + 1);
      return;
    }
    if (!(resolved instanceof Map)) return;
    const own = file.dict(resolved.get('Pg')) ?? page;
    if (resolved.has('MCID')) {
      visit(resolved.get('MCID'), own, block, depth + 1);
      return;
    }
    const tag = resolved.get('S');
    const isSpan = isName(tag) && tag.name === 'Span';
    visit(resolved.get('K'), own, isSpan ? block : ++blocks, depth + 1);
  };
  visit(file.catalog.get('StructTreeRoot'), null, 0, 0);
  return order;
}

function textOf(marks: readonly Mark[], order: readonly Place[]): string {
  const isContent = (mark: Mark) => mark.id !== null;
  const start = marks.findIndex(isContent);
  const end = marks.findLastIndex(isContent);
  const byId = new Map(marks.flatMap((mark) => (mark.id === null ? [] : [[mark.id, mark] as const])));
  let text = '';
  let before: { mark: Mark; block: number } | null = null;
  for (const { id, block } of order) {
    const mark = byId.get(id);
    if (!mark) continue;
    // Spans of one paragraph go on in the line, unless they stand on different ones.
    if (before && (before.block !== block || before.mark.last !== mark.first)) text += '\n';
    text += mark.text;
    before = { mark, block };
  }
  const decoration = (some: readonly Mark[]) => some.filter((mark) => !isContent(mark)).map((mark) => mark.text);
  const inside = start < 0 ? [] : decoration(marks.slice(start, end));
  return [...decoration(start < 0 ? marks : marks.slice(0, start)), ...inside, text, ...decoration(start < 0 ? [] : marks.slice(end))].join(
    '\n',
  );
}

/** Runs a page's content stream, gathering what its marks show. */
function contentOf(file: PdfFile, page: Dict): readonly Mark[] {
  const contents = file.resolve(page.get('Contents'));
  const streams = Array.isArray(contents) ? contents : [page.get('Contents')];
  const fonts = fontsOf(file, page);
  const marks: Mark[] = [];
  const open: { readonly mark: Mark | null; readonly reversed: boolean }[] = [];
  let font: CharacterMap | null = null;
  let y = 0;
  let lineY = 0;
  const show = (values: readonly PdfValue[]) => {
    const mark = open.findLast((one) => one.mark)?.mark;
    if (!mark) return;
    const reversed = open.some((one) => one.reversed);
    if (mark.last !== null && mark.last !== y) mark.text += '\n';
    const characters = values.flatMap((value) => (value instanceof Uint8Array ? charactersOf(value, font) : []));
    mark.text += (reversed ? characters.reverse() : characters).join('');
    mark.first ??= y;
    mark.last = y;
  };
  const operators: Readonly<Record<string, (operands: readonly PdfValue[]) => void>> = {
    BT: () => {
      lineY = 0;
      y = 0;
    },
    Tf: ([name]) => {
      font = isName(name) ? (fonts.get(name.name) ?? null) : null;
    },
    Td: ([, down]) => {
      lineY += Number(down);
      y = lineY;
    },
    Tm: (matrix) => {
      lineY = Number(matrix[5]);
      y = lineY;
    },
    Tj: (values) => show(values),
    TJ: ([values]) => show(Array.isArray(values) ? values : []),
    BMC: ([tag]) => open.push({ mark: null, reversed: isName(tag) && tag.name === 'ReversedChars' }),
    BDC: ([tag, properties]) => {
      const id = properties instanceof Map ? properties.get('MCID') : null;
      const isOwn = typeof id === 'number' || (isName(tag) && tag.name === 'Artifact');
      const mark: Mark | null = isOwn ? { id: typeof id === 'number' ? id : null, text: '', first: null, last: null } : null;
      if (mark) marks.push(mark);
      open.push({ mark, reversed: false });
    },
    EMC: () => open.pop(),
  };
  for (const stream of streams) {
    const bytes = file.stream(stream);
    if (!bytes) continue;
    const reader = new Reader(bytes);
    let operands: PdfValue[] = [];
    while (!reader.ended) {
      const value = reader.value();
      if (!isOperator(value)) {
        operands.push(value);
        continue;
      }
      if (Object.hasOwn(operators, value.operator)) operators[value.operator]?.(operands);
      operands = [];
    }
  }
  return marks;
}

/** Text by two-byte code. */
type CharacterMap = ReadonlyMap<number, string>;
/** Says nothing but the direction: no part of the text. */
const directionMarks = /[\u200e\u200f]/g;

function charactersOf(codes: Uint8Array, map: CharacterMap | null): string[] {
  const characters: string[] = [];
  for (let at = 0; at + 1 < codes.length; at += 2) {
    const character = map?.get(((codes[at] ?? 0) << 8) | (codes[at + 1] ?? 0));
    if (character === undefined) throw new Unreadable('a code without a character');
    characters.push(character.replace(directionMarks, ''));
  }
  return characters;
}

function fontsOf(file: PdfFile, page: Dict): ReadonlyMap<string, CharacterMap> {
  const fonts = file.dict(file.dict(page.get('Resources'))?.get('Font'));
  const maps = new Map<string, CharacterMap>();
  for (const [name, value] of fonts ?? []) maps.set(name, mapOf(file.stream(file.dict(value)?.get('ToUnicode'))));
  return maps;
}

/** Reads the single mappings of a character map (ISO 32000-1, 9.10.3). */
function mapOf(stream: Uint8Array | null): CharacterMap {
  if (!stream) throw new Unreadable('a font without a character map');
  const map = new Map<number, string>();
  const text = Buffer.from(stream).toString('latin1');
  for (const section of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const pair of (section[1] ?? '').matchAll(/<([\da-fA-F]{4})>\s*<([\da-fA-F]+)>/g)) {
      const units = Buffer.from(pair[2] ?? '', 'hex');
      map.set(Number.parseInt(pair[1] ?? '', 16), units.swap16().toString('utf16le'));
    }
  }
  if (text.includes('beginbfrange')) throw new Unreadable('a character map of ranges');
  return map;
}
