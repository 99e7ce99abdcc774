/**
 * Measures how faithfully the engine breaks lines: `npm run fidelity -- FILE.jsonl` sets the paragraphs of real documents
 * again and counts the line ends it gets right. A tool for whoever changes the rules of breaking; no part of a build.
 *
 * Each line of the file is one paragraph: `lines`, the text of its printed lines; `runs`, the same as pairs of style
 * letters (b, i or none) and text; a word parted at a line's end ends there in a soft hyphen; `first_line_x`, where its first line begins, in points from the paper's edge.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type House, loadHouse } from './house.ts';
import type { Language } from './language/language.ts';
import type { Faces } from './style/faces.ts';
import type { Style } from './style/sheet.ts';
import { boxesOf } from './text/boxes.ts';
import { lineExtent, shrinksInto } from './text/fill.ts';
import type { Piece, Shape } from './text/line.ts';
import { endWordLine } from './text/lines-word.ts';
import { measureText, type Rules, setParagraph } from './text/paragraph.ts';

const recordSchema = z.looseObject({
  lines: z.array(z.string()).min(1),
  runs: z
    .array(z.array(z.tuple([z.string(), z.string()])))
    .optional()
    .catch(undefined),
  first_line_x: z.number().optional().catch(undefined),
});
type Sample = z.infer<typeof recordSchema>;

/** A paragraph of an original, ready to be set. */
interface Paragraph {
  readonly pieces: readonly Piece[];
  /** Where each printed line begins in the text, and the text's length. */
  readonly starts: readonly number[];
  readonly shape: Shape;
}
export interface Score {
  readonly right: number;
  readonly of: number;
}
export interface Fidelity {
  /** Breaks chosen right when each line begins where the original's began. */
  readonly breaks: Score;
  /** Paragraphs all of whose lines are right. */
  readonly paragraphs: Score;
  /** Lines equal to the original's when the engine breaks whole paragraphs. */
  readonly lines: Score;
  /** What was left out or read with doubt, and how often. */
  readonly notes: Readonly<Record<string, number>>;
}
/** What setting samples takes from the house. */
interface Setup {
  readonly house: Pick<House, 'sheet' | 'page'>;
  readonly faces: Faces;
  readonly language: Language;
  readonly rules: Rules;
  readonly note: (what: string) => void;
}

/** Ends a printed line that parts a word, in the place of the hyphen it was parted by. */
const softHyphen = '\u00ad';

/** Positions in originals scatter on the device's grid, and templates differ a little: points within which two are one. */
const tolerance = 1;

/** Sets every paragraph of a sample file again and counts. */
export async function measureFidelity(
  jsonl: string,
  house: Pick<House, 'sheet' | 'page' | 'faces'>,
  language: Language,
): Promise<Fidelity> {
  const notes: Record<string, number> = {};
  const note = (what: string) => {
    notes[what] = (notes[what] ?? 0) + 1;
  };
  const rules: Rules = {
    justification: house.sheet.data.justification,
    kernFrom: house.sheet.data['kern-from'],
    onMissing: () => note('characters without a glyph'),
  };
  const setup: Setup = { house, faces: await house.faces(), language, rules, note };
  const counts = { breaks: 0, breaksRight: 0, paragraphs: 0, paragraphsRight: 0, lines: 0, linesRight: 0 };
  for (const line of jsonl.split('\n')) {
    const sample = line.trim() === '' ? null : readSample(line, note);
    if (!sample) continue;
    const paragraph = paragraphOf(sample, setup);
    const right = breaksRight(paragraph, setup);
    const lines = linesRight(paragraph, setup);
    counts.breaks += paragraph.starts.length - 2;
    counts.breaksRight += right;
    counts.lines += paragraph.starts.length - 1;
    counts.linesRight += lines;
    counts.paragraphs++;
    if (lines === paragraph.starts.length - 1) counts.paragraphsRight++;
  }
  return {
    breaks: { right: counts.breaksRight, of: counts.breaks },
    paragraphs: { right: counts.paragraphsRight, of: counts.paragraphs },
    lines: { right: counts.linesRight, of: counts.lines },
    notes,
  };
}

function readSample(line: string, note: Setup['note']): Sample | null {
  try {
    const result = recordSchema.safeParse(JSON.parse(line));
    if (result.success && result.data.lines.some((text) => text.trim() !== '')) return result.data;
    note('records without lines, skipped');
  } catch {
    note('lines that are not JSON, skipped');
  }
  return null;
}

/** Joins the printed lines to a paragraph, its label taken off, and finds the column it was set in. */
function paragraphOf(sample: Sample, setup: Setup): Paragraph {
  const { house, faces, language, note } = setup;
  const body = house.sheet.style('paragraph');
  const setting = (letters: string): Piece['setting'] => {
    if (/[^bi]/.test(letters)) note('runs of unknown style, read by their letters b and i');
    const face = faces.face('text', letters.includes('b'), letters.includes('i'));
    return { face, size: body.size, scale: body.scale, tracking: body.tracking, rise: 0 };
  };
  const printed = linesOf(sample, note);
  const label = /^(?:\d+\.|\([a-z]+\)|[^\p{L}\p{N}\s(“‘"'[])\s+(?=\S)/u.exec(printed[0]?.map((run) => run.text).join('') ?? '')?.[0] ?? '';

  const pieces: Piece[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const [i, runs] of printed.entries()) {
    starts.push(length);
    let skip = i === 0 ? label.length : 0;
    for (const [k, run] of runs.entries()) {
      let text = run.text.slice(skip);
      skip = Math.max(0, skip - run.text.length);
      if (text.endsWith(softHyphen)) text = text.slice(0, -1);
      else if (k === runs.length - 1 && i < printed.length - 1 && !partsWord(runs.map((each) => each.text).join(''), language)) text += ' ';
      if (text !== '') pieces.push({ text, setting: setting(run.letters), language: language.language });
      length += text.length;
    }
  }
  starts.push(length);

  const margin = house.page.margin.start;
  const x = sample.first_line_x === undefined ? body.start + body.first : sample.first_line_x - margin;
  if (sample.first_line_x === undefined) note('paragraphs without first_line_x, read as body text');
  const shape = shapeOf(x, label.trim(), setting(''), setup);
  return { pieces, starts, shape: hangs(pieces, starts, shape, body.first, setup) ? { ...shape, turnover: shape.first } : shape };
}

/** The runs of each printed line, white space at its ends taken off; plain text if the runs say something else. */
function linesOf(sample: Sample, note: Setup['note']): { letters: string; text: string }[][] {
  const printed = sample.lines.map((line) => line.trim()).filter((line) => line !== '');
  const runs = (sample.runs ?? []).map((line) => line.map(([letters, text]) => ({ letters, text })));
  const trimmed = runs.map((line) =>
    line.map(({ letters, text }, i) => ({
      letters,
      text: i === line.length - 1 ? (i === 0 ? text.trim() : text.trimEnd()) : i === 0 ? text.trimStart() : text,
    })),
  );
  const same = trimmed.length === printed.length && trimmed.every((line, i) => line.map((run) => run.text).join('') === printed[i]);
  if (same) return trimmed;
  note('paragraphs whose runs are missing or differ from their lines, read as roman');
  return printed.map((text) => [{ letters: '', text }]);
}

/** Says whether a printed line ends within a word: at a hyphen or dash that no space goes before. */
function partsWord(line: string, language: Language): boolean {
  const last = line.at(-1) ?? ' ';
  return language.breaks.after.includes(last) && /\S.$/su.test(line);
}

/** The column of a paragraph whose label, or text, begins at `x` from the margin. */
function shapeOf(x: number, label: string, setting: Piece['setting'], setup: Setup): Shape {
  const { sheet, page } = setup.house;
  const body = sheet.style('paragraph');
  const width = page.page.width - page.margin.start - page.margin.end;
  const shape = { align: 'justify', chooser: 'word', breaksAtHyphens: true, turnover: 0 } as const;
  const columnOf = (style: Style, first: number): Shape => ({ ...shape, measure: width - style.start - style.end, first });
  if (label !== '') {
    // After a label stands a tab.
    const labelEnd = x + measureText(label, setting, setup.language, setup.rules);
    const tab = sheet.data.tabs.find((stop) => stop > labelEnd) ?? labelEnd;
    const item = sheet.names.map((name) => sheet.style(name)).find((style) => style.label !== null && near(style.label, x));
    if (!item) setup.note('labels at no list’s place');
    return columnOf(item ?? body, tab - (item ?? body).start);
  }
  if (near(x, body.start + body.first)) return columnOf(body, body.first);
  if (near(x, body.start)) return columnOf(body, 0);
  setup.note('paragraphs that begin at no known place, read as indented');
  return columnOf(body, x - body.start);
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < tolerance;
}

/** Lines that must agree before a paragraph is taken to hang. */
const witnesses = 3;

/** Says whether turnovers seem to stand below a deeper first line: none of several full ones needs the whole column. */
function hangs(pieces: readonly Piece[], starts: readonly number[], shape: Shape, usual: number, setup: Setup): boolean {
  if (shape.first <= usual || starts.length - 3 < witnesses) return false;
  return starts.slice(1, -1).every((start, i) => {
    const { boxes } = boxesOf(slicePieces(pieces, start, starts[i + 2]), shape, setup.language, setup.rules);
    return shrinksInto(lineExtent(boxes, 0, boxes.length), shape.measure - shape.first, setup.rules.justification);
  });
}

/** Counts the lines that, begun where the original's begin, end where they end; the last has no choice. */
function breaksRight({ pieces, starts, shape }: Paragraph, { language, rules }: Setup): number {
  let right = 0;
  for (const [i, start] of starts.slice(0, -2).entries()) {
    const { boxes } = boxesOf(slicePieces(pieces, start), shape, language, rules);
    const measure = shape.measure - (i === 0 ? shape.first : shape.turnover);
    const end = boxes[endWordLine(boxes, 0, measure, true, rules.justification)];
    if (end && start + end.start === starts[i + 1]) right++;
  }
  return right;
}

/** Counts the lines of the paragraph, set as a whole, that begin and end where the original's do. */
function linesRight({ pieces, starts, shape }: Paragraph, { language, rules }: Setup): number {
  const text = pieces.map((piece) => piece.text).join('');
  const original = new Set(starts.slice(1).map((end, i) => text.slice(starts[i], end).trimEnd() + starts[i]));
  let at = 0;
  let right = 0;
  for (const line of setParagraph(pieces, shape, language, rules)) {
    if (original.has(line.text + at)) right++;
    at += line.text.length;
    while (text[at] === ' ') at++;
  }
  return right;
}

/** The part of the pieces' text from `start` to before `end`. */
function slicePieces(pieces: readonly Piece[], start: number, end = Number.POSITIVE_INFINITY): Piece[] {
  const sliced: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const text = piece.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') sliced.push({ ...piece, text });
    at += piece.text.length;
  }
  return sliced;
}

/** Prints the three figures and what was left out. */
export function printFidelity({ breaks, paragraphs, lines, notes }: Fidelity): string {
  const row = (name: string, { right, of }: Score, how: string) => {
    const percent = of === 0 ? '–' : `${((100 * right) / of).toFixed(2)} %`;
    return `${name.padEnd(12)}${percent.padStart(9)}  ${`${right} of ${of}`.padEnd(16)}${how}`;
  };
  return [
    row('breaks', breaks, 'each line begun where the original’s began'),
    row('paragraphs', paragraphs, 'every line equal'),
    row('lines', lines, 'the engine running freely'),
    ...Object.entries(notes).map(([what, count]) => `note: ${count} ${what}`),
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, language: { type: 'string' }, least: { type: 'string' } },
  });
  const file = positionals[0];
  if (!file || positionals.length > 1)
    throw new Error('usage: fidelity [--json] [--language CODE] [--least BREAKS,PARAGRAPHS,LINES] FILE.jsonl');
  const house = await loadHouse(null, (code, _place, given) => {
    throw new Error(`${code} ${JSON.stringify(given ?? {})}`);
  });
  const codes = house ? [...house.languages.keys()] : [];
  const code = values.language ?? (codes.length === 1 ? codes[0] : undefined);
  const language = code === undefined ? undefined : house?.languages.get(code);
  if (!house || !language) throw new Error(`name the language of the samples: --language ${codes.join(', ')}`);
  const fidelity = await measureFidelity(await readFile(file, 'utf8'), house, language);
  process.stdout.write(values.json ? `${JSON.stringify(fidelity, null, 2)}\n` : printFidelity(fidelity));
  const bars = values.least?.split(',').map(Number) ?? [];
  const missed = [fidelity.breaks, fidelity.paragraphs, fidelity.lines].filter(
    ({ right, of }, index) => right < ((bars[index] ?? 0) / 100) * of,
  );
  if (missed.length > 0) {
    process.stderr.write(`less than ${values.least} per cent\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url.endsWith('/fidelity.js') && process.argv[1].endsWith('fidelity.js')) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
