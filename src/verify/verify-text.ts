/**
 * Verifies a plain text: every word and what every picture says, in reading order, the status first and last, and the form
 * of the file. Problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`.
 */
import type { Report } from '../problem.ts';
import { bracketed } from '../tree/calls.ts';
import type { DocumentNode, Part } from '../tree/nodes.ts';
import { spelledOut, type TextUnit, textOf } from '../tree/words.ts';
import { compareText, takeFurnishings } from './compare.ts';
import { missed, partsOf, unreadable, type Verdict, verdict } from './parts.ts';
import { piecesOfText, piecesOfUnit, type Reading } from './pieces.ts';

const name = 'TXT';
const reading: Reading = { losesFormatCharacters: false, endsLines: true, holdsTitles: false };

export async function verifyText(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const text = readText(bytes);
  if (text === null) return unreadable(fileName, name, report);
  const { marks } = partsOf(tree);
  const above = takeFurnishings(
    piecesOfText(text, null, reading),
    marks.map((mark) => ({ ...mark, side: 'head' })),
    reading,
  );
  const below = takeFurnishings(above.rest, marks, reading);
  const said = spelledOut(bracketed(tree));
  const expected = said.children.flatMap((part) => withPictures(part, said)).flatMap((unit) => piecesOfUnit(unit, reading));
  const missing = [...above.missing, ...below.missing].map((mark) => missed(mark, null));
  return verdict(expected, null, [...missing, ...compareText(expected, below.rest)], fileName, name, report);
}

/** UTF-8 without a byte order mark, lines that end with a line feed, no other control characters; null for anything else. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.endsWith('\n') && !/[\0-\x09\x0b-\x1f\ufeff]/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** The text of a part with what its pictures say where they stand. */
function withPictures(part: Part, tree: DocumentNode): readonly TextUnit[] {
  if (part.type !== 'masthead' && part.type !== 'foot') return textOf({ ...tree, children: [part] });
  return part.children.flatMap((child): readonly TextUnit[] => {
    if ('alt' in child) return [{ type: child.type, part: part.type, at: child.at, text: `[${child.alt}]` }];
    return textOf({ ...tree, children: [child] }).map((unit) => ({ ...unit, part: part.type }));
  });
}
