/**
 * The paragraph engine: styled text in, set lines out. Draws nothing and knows no page. Importing it loads the shaper,
 * so the layout imports it late; after that everything here is synchronous.
 */
import type { Language } from '../language/language.ts';
import { type Box, boxesOf, type Part, type Rules, shaperFor } from './boxes.ts';
import { lineExtent, type Measures } from './fill.ts';
import { type ScriptFilling, setLine } from './justify.ts';
import { lengthened } from './kashida.ts';
import type { Line, Piece, Setting, Shape } from './line.ts';
import { chooseOptimalLines } from './lines-optimal.ts';
import { chooseWordLines } from './lines-word.ts';

export type { Missing, Rules } from './boxes.ts';

/** Sets a paragraph. It has one line at least, however little text. */
export function setParagraph(pieces: readonly Piece[], shape: Shape, language: Language, rules: Rules): Line[] {
  // Itemize and shape: glyphs of one face and direction, gathered between the chances of a line's end.
  const { boxes, text } = boxesOf(pieces, shape, language, rules);

  // Choose where lines end.
  const ends = chooseLines(boxes, shape, rules);

  // Justify and place.
  const script = scriptFilling(pieces, language, rules);
  return ends.map((end, i) => {
    const start = ends[i - 1] ?? 0;
    const reason = boxes[end - 1]?.hand ? 'hand' : end === boxes.length ? 'paragraph' : 'engine';
    return setLine({ start, end, first: i === 0, reason }, boxes, text, pieces, shape, language.direction, rules.justification, script);
  });
}

/** How the language's script fills lines, if not by spaces alone. */
function scriptFilling(pieces: readonly Piece[], { typesetting }: Language, rules: Rules): ScriptFilling | null {
  const { letters = null, kashida = null } = typesetting ?? {};
  if (!letters && !kashida) return null;
  const shaperOf = ({ stretch }: Part) => shaperFor(pieces[stretch.piece] as Piece, stretch, rules);
  return { letters, lengthen: kashida && ((parts, lack) => lengthened(parts, lack, kashida, shaperOf)) };
}

/** Chooses the box before which each line ends. */
function chooseLines(boxes: readonly Box[], shape: Shape, rules: Rules): number[] {
  if (shape.linesKept) return handEnds(boxes);
  const justified = shape.align === 'justify';
  const measures: Measures = { first: shape.measure - shape.first, other: shape.measure - shape.turnover, justified };
  // Ragged lines are filled as far as they go, whoever chooses.
  const choose = justified && shape.chooser === 'optimal' ? chooseOptimalLines : chooseWordLines;
  return choose(boxes, measures, rules.justification);
}

/** The box before which each line ends that the author ended, and the last. */
function handEnds(boxes: readonly Box[]): number[] {
  const ends: number[] = [];
  for (let end = 1; end <= boxes.length; end++) if (end === boxes.length || boxes[end - 1]?.hand) ends.push(end);
  return ends;
}

/** Says how wide text of one setting is on one line, points, its last letter's tracking included. */
export function measureText(text: string, setting: Setting, language: Language, rules: Rules): number {
  const pieces = [{ text, setting, language: language.language }];
  const { boxes } = boxesOf(pieces, { breaksAtHyphens: false }, language, rules);
  return lineExtent(boxes, 0, boxes.length).width + (boxes.at(-1)?.gap.width ?? 0);
}
