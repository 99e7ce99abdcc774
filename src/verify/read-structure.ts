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

export function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

/** One marked-content sequence as it was shown; `id` is null for decoration. Lines end in `\n`. */
export interface Mark {
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

export function pagesOf(file: PdfFile, node: PdfValue | undefined, depth: number): readonly Dict[] {
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
    visit(resolved.get('K'), own, isInline(file, resolved) ? block : ++blocks, depth + 1);
  };
  visit(file.catalog.get('StructTreeRoot'), null, 0, 0);
  return order;
}

/** Whether an element stands in the line: a span, a link, the mark of a note. */
function isInline(file: PdfFile, element: Dict): boolean {
  const tag = element.get('S');
  if (!isName(tag)) return false;
  if (tag.name !== 'Lbl') return tag.name === 'Span' || tag.name === 'Link' || tag.name === 'Reference';
  const above = file.dict(element.get('P'))?.get('S');
  return isName(above) && above.name === 'Reference';
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

/** What is shown between two moves to a place of its own. */
interface Run {
  readonly mark: Mark;
  text: string;
  readonly y: number;
  readonly size: number;
  left: number;
  right: number;
}
/** A gap as part of the type size that nobody takes for the one between two letters: a tabulator's. */
const wideGap = 0.15;

/** Runs a page's content stream, gathering what its marks show. */
export function contentOf(file: PdfFile, page: Dict): readonly Mark[] {
  const contents = file.resolve(page.get('Contents'));
  const streams = Array.isArray(contents) ? contents : [page.get('Contents')];
  const fonts = fontsOf(file, page);
  const marks: Mark[] = [];
  const open: { readonly mark: Mark | null; readonly reversed: boolean }[] = [];
  const state = { font: null as Font | null, size: 0, stretch: 1, tracking: 0 };
  let [x, y, lineX, lineY] = [0, 0, 0, 0];
  let run: Run | null = null;
  let before: Run | null = null;
  const endRun = () => {
    if (!run) return;
    const { mark } = run;
    if (before && before.mark === mark) {
      const gap = Math.max(run.left - before.right, before.left - run.right);
      if (before.y !== run.y) mark.text += '\n';
      else if (gap > wideGap * run.size) mark.text += '\t';
    }
    mark.text += run.text;
    mark.first ??= run.y;
    mark.last = run.y;
    before = run;
    run = null;
  };
  const show = (values: readonly PdfValue[]) => {
    const mark = open.findLast((one) => one.mark)?.mark;
    const characters: string[] = [];
    let [left, right] = [x, x];
    for (const value of values) {
      if (typeof value === 'number') x -= (value / 1000) * state.size * state.stretch;
      if (!(value instanceof Uint8Array)) continue;
      for (const { character, width } of codesOf(value, state.font)) {
        characters.push(character);
        if (width > 0) left = Math.min(left, x);
        x += (width * state.size + state.tracking) * state.stretch;
        if (width > 0) right = Math.max(right, x);
      }
    }
    if (!mark) return;
    const text = (open.some((one) => one.reversed) ? characters.reverse() : characters).join('');
    run ??= { mark, text: '', y, size: state.size, left, right };
    run.text += text;
    run.left = Math.min(run.left, left);
    run.right = Math.max(run.right, right);
  };
  const place = (atX: number, atY: number) => {
    endRun();
    [lineX, lineY, x, y] = [atX, atY, atX, atY];
  };
  const operators: Readonly<Record<string, (operands: readonly PdfValue[]) => void>> = {
    BT: () => place(0, 0),
    ET: endRun,
    Tf: ([name, size]) => {
      state.font = isName(name) ? (fonts.get(name.name) ?? null) : null;
      state.size = Number(size);
    },
    Tz: ([percent]) => {
      state.stretch = Number(percent) / 100;
    },
    Tc: ([tracking]) => {
      state.tracking = Number(tracking);
    },
    Td: ([right, up]) => place(lineX + Number(right), lineY + Number(up)),
    Tm: (matrix) => place(Number(matrix[4]), Number(matrix[5])),
    Tj: (values) => show(values),
    TJ: ([values]) => show(Array.isArray(values) ? values : []),
    BMC: ([tag]) => open.push({ mark: null, reversed: isName(tag) && tag.name === 'ReversedChars' }),
    BDC: ([tag, properties]) => {
      endRun();
      const id = properties instanceof Map ? properties.get('MCID') : null;
      const isOwn = typeof id === 'number' || (isName(tag) && tag.name === 'Artifact');
      const mark: Mark | null = isOwn ? { id: typeof id === 'number' ? id : null, text: '', first: null, last: null } : null;
      if (mark) marks.push(mark);
      open.push({ mark, reversed: false });
    },
    EMC: () => {
      if (open.pop()?.mark) endRun();
    },
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

/** Text and width, in parts of the size, by two-byte code. */
interface Font {
  readonly characters: ReadonlyMap<number, string>;
  readonly widths: readonly number[];
}
/** Says nothing but the direction: no part of the text. */
const directionMarks = /[\u200e\u200f]/g;

function codesOf(codes: Uint8Array, font: Font | null): { readonly character: string; readonly width: number }[] {
  const shown: { character: string; width: number }[] = [];
  for (let at = 0; at + 1 < codes.length; at += 2) {
    const code = ((codes[at] ?? 0) << 8) | (codes[at + 1] ?? 0);
    const character = font?.characters.get(code);
    if (character === undefined) throw new Unreadable('a code without a character');
    shown.push({ character: character.replace(directionMarks, ''), width: font?.widths[code] ?? 0 });
  }
  return shown;
}

function fontsOf(file: PdfFile, page: Dict): ReadonlyMap<string, Font> {
  const fonts = file.dict(file.dict(page.get('Resources'))?.get('Font'));
  return new Map([...(fonts ?? [])].map(([name, value]) => [name, fontOf(file, file.dict(value))]));
}

/** Widths are those of `[0 [...]]`, the only form that is read (ISO 32000-1, 9.7.4.3). */
function fontOf(file: PdfFile, dict: Dict | null): Font {
  const descendants = file.resolve(dict?.get('DescendantFonts'));
  const widths = file.resolve(file.dict(Array.isArray(descendants) ? descendants[0] : null)?.get('W'));
  const [first, list] = Array.isArray(widths) ? widths.map((value: PdfValue) => file.resolve(value)) : [];
  if (first !== 0 || !Array.isArray(list)) throw new Unreadable('widths of another form');
  return {
    characters: mapOf(file.stream(dict?.get('ToUnicode'))),
    widths: list.map((width: PdfValue) => (typeof width === 'number' ? width / 1000 : 0)),
  };
}

/** Reads the single mappings of a character map (ISO 32000-1, 9.10.3). */
function mapOf(stream: Uint8Array | null): ReadonlyMap<number, string> {
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
