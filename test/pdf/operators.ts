/**
 * Reads what a finished PDF file of ours draws, from its operators alone: texts, rules and pictures with their places in
 * points from the page's top left corner. Shares no code with the writer and knows nothing of its pages.
 */
import { type Bytes, type Dict, isDict, isList, isName, isOperator, isString, PdfFile, Reader, type Token, textOf } from './file.ts';

/** The marked content something is drawn in. */
export interface Mark {
  /** `Artifact` or a structure type. */
  readonly tag: string;
  /** Null for artifacts. */
  readonly id: number | null;
  /** As printed, of an artifact: `Pagination` or `Layout`. */
  readonly type: string | null;
  /** `Top` or `Bottom`, of pagination. */
  readonly attached: string | null;
}
interface Drawn {
  /** Null if it is drawn outside of any mark. */
  readonly mark: Mark | null;
}
export interface GlyphReading {
  readonly text: string;
  readonly x: number;
  /** Advance without displacements. */
  readonly width: number;
}
/** What one TJ shows. */
export interface TextReading extends Drawn {
  readonly text: string;
  /** Where the first glyph's pen stands. */
  readonly x: number;
  /** Of the line: the rise of raised text is apart. */
  readonly baseline: number;
  readonly rise: number;
  /** To behind the last glyph. */
  readonly width: number;
  readonly size: number;
  /** 1.03 is 103 %. */
  readonly scale: number;
  /** Points as drawn, added to every glyph. */
  readonly tracking: number;
  /** PostScript name without the subset's tag. */
  readonly font: string;
  readonly grey: number;
  readonly glyphs: readonly GlyphReading[];
}
export interface RuleReading extends Drawn {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly grey: number;
}
export interface PictureReading extends Drawn {
  readonly type: 'form' | 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of a form: the boxes of its closed outlines. */
  readonly outlines: readonly RuleReading[];
}
export interface PageReading {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly TextReading[];
  readonly rules: readonly RuleReading[];
  readonly pictures: readonly PictureReading[];
  /** What each picture paints of its box: a form's outlines, the whole of an image. */
  readonly boxes: readonly RuleReading[];
  /** Operators that paint outside of every mark. */
  readonly unmarked: readonly string[];
}

/** Reads all pages. */
export function readPages(bytes: Uint8Array): PageReading[] {
  const file = new PdfFile(bytes);
  return file.pages.map((page, index) => readContents(file, page, index + 1));
}

/** Reads one page; the first is 1. */
export function readPage(bytes: Uint8Array, number: number): PageReading {
  const file = new PdfFile(bytes);
  const page = file.pages[number - 1];
  if (!page) throw new Error(`no page ${number}`);
  return readContents(file, page, number);
}

/** A font as text operators need it. */
interface FontReading {
  readonly name: string;
  readonly widths: ReadonlyMap<number, number>;
  readonly characters: ReadonlyMap<number, string>;
}

export function readFont(file: PdfFile, value: Token | undefined): FontReading {
  const font = file.dict(value);
  const descendant = file.dict(file.list(font.get('DescendantFonts'))[0]);
  const widths = new Map<number, number>();
  const entries = file.list(descendant.get('W'));
  for (let i = 0; i < entries.length; i += 2) {
    const first = file.number(entries[i]);
    for (const [k, width] of file.list(entries[i + 1]).entries()) widths.set(first + k, file.number(width));
  }
  const characters = new Map<number, string>();
  const map = file.stream(font.get('ToUnicode')).bytes.toString('latin1');
  for (const section of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of (section[1] ?? '').matchAll(/<([\da-f]+)>\s*<([\da-f]+)>/gi)) {
      characters.set(Number.parseInt(code, 16), Buffer.from(text, 'hex').swap16().toString('utf16le'));
    }
  }
  return { name: file.name(font.get('BaseFont')).replace(/^[A-Z]{6}\+/, ''), widths, characters };
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];
const apply = (m: Matrix, x: number, y: number): readonly [number, number] => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
const matrixOf = (numbers: readonly number[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
};

interface State {
  readonly matrix: Matrix;
  readonly font: FontReading | null;
  readonly size: number;
  readonly stretch: number;
  readonly tracking: number;
  readonly rise: number;
  readonly grey: number;
}
const initial: State = { matrix: identity, font: null, size: 0, stretch: 100, tracking: 0, rise: 0, grey: 0 };
const perEm = 1000;

function readContents(file: PdfFile, page: Dict, number: number): PageReading {
  const [left = 0, bottom = 0, right = 0, top = 0] = file.list(page.get('TrimBox')).map((side) => file.number(side));
  const fonts = new Map<string, FontReading>();
  const texts: TextReading[] = [];
  const rules: RuleReading[] = [];
  const pictures: PictureReading[] = [];
  const unmarked: string[] = [];
  const marks: Mark[] = [];

  const run = (stream: Token | undefined, resources: Dict, start: State, paint: (box: RuleReading, isRectangle: boolean) => void) => {
    const reader = new Reader(file.stream(stream).bytes.toString('latin1'));
    let state = start;
    const saved: State[] = [];
    let text: Matrix | null = null;
    let lineStart: Matrix = identity;
    let operands: Token[] = [];
    let points: (readonly [number, number])[] = [];
    let rectangles = 0;
    let subpaths: (readonly [number, number])[][] = [];
    const numbers = () => operands.map((operand) => file.number(operand));
    const boxOf = (corners: readonly (readonly [number, number])[]): RuleReading => {
      const xs = corners.map(([x]) => x - left);
      const ys = corners.map(([, y]) => top - y);
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, grey: state.grey, mark: marks.at(-1) ?? null };
    };
    const resource = (kind: string, name: Token | undefined) => file.dict(resources.get(kind)).get(isName(name) ? name.name : '');

    // Whether the characters that are shown stand in the order of their places, which is not that of their reading.
    let reversed = false;
    // What they are drawn in place of.
    let replaced: string | null = null;
    const show = (parts: readonly Token[]) => {
      if (!text || !state.font) throw new Error('text is shown outside of a text object or without a font');
      const { font, size, tracking } = state;
      const stretch = state.stretch / 100;
      const glyphs: GlyphReading[] = [];
      let pen = 0;
      let end = 0;
      for (const part of parts) {
        if (typeof part === 'number') pen -= (part / perEm) * size * stretch;
        for (const code of isString(part) ? codesOf(part) : []) {
          const width = ((font.widths.get(code) ?? 0) / perEm) * size * stretch;
          const character = font.characters.get(code);
          if (character === undefined) throw new Error(`code ${code} of ${font.name} stands for no character`);
          glyphs.push({ text: character, x: apply(times(text, state.matrix), pen, 0)[0] - left, width });
          pen += width + tracking * stretch;
          end = pen;
        }
      }
      const whole = times(text, state.matrix);
      const [x, y] = apply(whole, 0, 0);
      texts.push({
        text: replaced ?? (reversed ? glyphs.toReversed() : glyphs).map((glyph) => glyph.text).join(''),
        x: x - left,
        baseline: top - y,
        rise: state.rise,
        width: apply(whole, end, 0)[0] - x,
        size,
        scale: stretch,
        tracking: tracking * stretch,
        font: font.name,
        grey: state.grey,
        glyphs,
        mark: marks.at(-1) ?? null,
      });
      text = times([1, 0, 0, 1, pen, 0], text);
    };

    const handlers: Record<string, () => void> = {
      q: () => saved.push(state),
      Q: () => {
        const before = saved.pop();
        if (!before) throw new Error('Q without q');
        state = before;
      },
      cm: () => {
        state = { ...state, matrix: times(matrixOf(numbers()), state.matrix) };
      },
      g: () => {
        state = { ...state, grey: numbers()[0] ?? 0 };
      },
      BT: () => {
        if (text) throw new Error('BT within BT');
        text = identity;
        lineStart = identity;
      },
      ET: () => {
        text = null;
      },
      Tf: () => {
        const [name] = operands;
        const key = isName(name) ? name.name : '';
        let font = fonts.get(key);
        if (!font) {
          font = readFont(file, resource('Font', name));
          fonts.set(key, font);
        }
        state = { ...state, font, size: file.number(operands[1]) };
      },
      Tz: () => {
        state = { ...state, stretch: numbers()[0] ?? 100 };
      },
      Tc: () => {
        state = { ...state, tracking: numbers()[0] ?? 0 };
      },
      Ts: () => {
        state = { ...state, rise: numbers()[0] ?? 0 };
      },
      Td: () => {
        const [x = 0, y = 0] = numbers();
        lineStart = times([1, 0, 0, 1, x, y], lineStart);
        text = lineStart;
      },
      Tm: () => {
        lineStart = matrixOf(numbers());
        text = lineStart;
      },
      TJ: () => show(isList(operands[0]) ? operands[0] : []),
      Tj: () => show(operands),
      re: () => {
        const [x = 0, y = 0, width = 0, height = 0] = numbers();
        subpaths.push([apply(state.matrix, x, y), apply(state.matrix, x + width, y + height)]);
        rectangles++;
      },
      m: () => {
        const [x = 0, y = 0] = numbers();
        points = [apply(state.matrix, x, y)];
        subpaths.push(points);
      },
      l: () => {
        const [x = 0, y = 0] = numbers();
        points.push(apply(state.matrix, x, y));
      },
      c: () => {
        const at = numbers();
        for (let i = 0; i < at.length; i += 2) points.push(apply(state.matrix, at[i] ?? 0, at[i + 1] ?? 0));
      },
      h: () => undefined,
      f: () => {
        for (const corners of subpaths) paint(boxOf(corners), rectangles === subpaths.length);
        subpaths = [];
        rectangles = 0;
      },
      'f*': () => handlers.f?.(),
      BDC: () => {
        const [tag, properties] = operands;
        if (!isName(tag) || !isDict(properties)) throw new Error('a mark without a tag or properties');
        if (tag.name === 'Span' && properties.has('ActualText')) {
          if (!text || replaced !== null || marks.length === 0) throw new Error('text is replaced outside of a text object or within such');
          replaced = textOf(properties.get('ActualText'));
          return;
        }
        const id = properties.get('MCID');
        const type = properties.get('Type');
        const attached = properties.get('Attached');
        const side = isList(attached) ? attached[0] : undefined;
        marks.push({
          tag: tag.name,
          id: typeof id === 'number' ? id : null,
          type: isName(type) ? type.name : null,
          attached: isName(side) ? side.name : null,
        });
        if (marks.length > 1) throw new Error('a mark within a mark');
        if (text) throw new Error('a mark begins within a text object');
      },
      BMC: () => {
        const [tag] = operands;
        if (!isName(tag) || tag.name !== 'ReversedChars') throw new Error('a mark without properties');
        if (!text || reversed) throw new Error('reversed characters outside of a text object or within others');
        reversed = true;
      },
      EMC: () => {
        if (reversed || replaced !== null) {
          reversed = false;
          replaced = null;
          return;
        }
        if (text) throw new Error('a mark ends within a text object');
        if (!marks.pop()) throw new Error('EMC without BDC');
      },
      Do: () => {
        const reference = resource('XObject', operands[0]);
        const { dict } = file.stream(reference);
        const box = boxOf([apply(state.matrix, 0, 0), apply(state.matrix, 1, 1)]);
        const outlines: RuleReading[] = [];
        const isForm = file.name(dict.get('Subtype')) === 'Form';
        if (isForm) run(reference, dict, state, (outline) => outlines.push(outline));
        const { grey: _, ...place } = box;
        pictures.push({ ...place, type: isForm ? 'form' : 'image', outlines });
      },
    };
    for (let token = reader.next(); token !== undefined; token = reader.next()) {
      if (!isOperator(token)) {
        operands.push(token);
        continue;
      }
      const handler = handlers[token.operator];
      if (!handler) throw new Error(`an operator we never write: ${token.operator}`);
      if (marks.length === 0 && ['TJ', 'Tj', 'f', 'f*', 'Do'].includes(token.operator)) unmarked.push(token.operator);
      handler();
      operands = [];
    }
    if (saved.length > 0 || text) throw new Error('a content stream ends within q or BT');
  };

  run(page.get('Contents'), file.dict(page.get('Resources')), initial, (box, isRectangle) => {
    if (!isRectangle) throw new Error('a path that is not a rule stands outside of pictures');
    rules.push(box);
  });
  if (marks.length > 0) throw new Error('a page ends within a mark');
  return { number, width: right - left, height: top - bottom, texts, rules, pictures, boxes: pictures.map(painted), unmarked };
}

function painted(picture: PictureReading): RuleReading {
  const boxes = picture.outlines.length > 0 ? picture.outlines : [picture];
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const end = Math.max(...boxes.map((box) => box.x + box.width));
  const foot = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: end - x, height: foot - y, grey: 0, mark: picture.mark };
}

/** Two-byte codes. */
function codesOf({ bytes }: Bytes): number[] {
  return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.charCodeAt(i * 2) * 256 + bytes.charCodeAt(i * 2 + 1));
}

/** An element of the structure tree with the text drawn for it. */
export interface ElementReading {
  readonly tag: string;
  readonly alt: string | null;
  readonly language: string | null;
  readonly id: string | null;
  readonly attributes: Dict | null;
  readonly children: readonly (ElementReading | { readonly page: number; readonly id: number; readonly text: string })[];
}

/** Reads the structure tree, and checks on the way that parents, marks and the parent tree agree. */
export function readStructure(bytes: Uint8Array): ElementReading {
  const file = new PdfFile(bytes);
  const pages = readPages(bytes);
  const references = file.list(file.dict(file.catalog.get('Pages')).get('Kids')).map((page) => (page as { ref: number }).ref);
  const root = file.catalog.get('StructTreeRoot');
  const numbers = file.list(file.dict(file.dict(root).get('ParentTree')).get('Nums'));
  const owners = references.map((_, page) => {
    const key = file.number(file.pages[page]?.get('StructParents'));
    const at = numbers.findIndex((entry, i) => i % 2 === 0 && entry === key);
    return file.list(numbers[at + 1]).map((owner) => (owner as { ref: number }).ref);
  });
  const seen = new Set<string>();
  const read = (value: Token, parent: number): ElementReading => {
    const { ref } = value as { ref: number };
    const dict = file.dict(value);
    if ((dict.get('P') as { ref: number }).ref !== parent) throw new Error('an element names another parent');
    const ownPage = dict.get('Pg') as { ref: number } | undefined;
    const content = (pageRef: number | undefined, id: number) => {
      const page = references.indexOf(pageRef ?? -1);
      if (owners[page]?.[id] !== ref) throw new Error(`mark ${id} of page ${page + 1} is not in the parent tree under its element`);
      if (seen.has(`${page}.${id}`)) throw new Error(`mark ${id} of page ${page + 1} is claimed twice`);
      seen.add(`${page}.${id}`);
      const texts = pages[page]?.texts.filter((text) => text.mark?.id === id) ?? [];
      for (const text of texts)
        if (text.mark?.tag !== file.name(dict.get('S'))) throw new Error('a mark and its element are of different tags');
      return { page: page + 1, id, text: texts.map((text) => text.text).join('') };
    };
    const optional = (key: string) => (dict.has(key) ? file.text(dict.get(key)) : null);
    return {
      tag: file.name(dict.get('S')),
      alt: optional('Alt'),
      language: optional('Lang'),
      id: optional('ID'),
      attributes: dict.has('A') ? file.dict(dict.get('A')) : null,
      children: file.list(dict.get('K')).flatMap((child): ElementReading['children'] => {
        if (typeof child === 'number') return [content(ownPage?.ref, child)];
        // An annotation is no content.
        if (isDict(child))
          return child.has('Obj') ? [] : [content((child.get('Pg') as { ref: number }).ref, file.number(child.get('MCID')))];
        return [read(child, ref)];
      }),
    };
  };
  const [document] = file.list(file.dict(root).get('K'));
  if (document === undefined) throw new Error('no structure');
  const tree = read(document, (root as { ref: number }).ref);
  for (const page of pages) {
    const marked = [...page.texts, ...page.rules, ...page.pictures].flatMap(({ mark }) => (mark?.id == null ? [] : [mark.id]));
    for (const id of marked)
      if (!seen.has(`${page.number - 1}.${id}`)) throw new Error(`mark ${id} of page ${page.number} is in no element`);
  }
  return tree;
}

/** The structure as lines: two spaces a level, tag, text. */
export function printStructure(element: ElementReading, indent = ''): string {
  const lines: string[] = [];
  let text = '';
  for (const child of element.children) {
    if ('tag' in child) lines.push(printStructure(child, `${indent}  `));
    else text += child.text;
  }
  return [`${indent}${element.tag}${text === '' ? '' : ` ${text}`}`, ...lines].join('\n');
}

export { PdfFile, textOf };
