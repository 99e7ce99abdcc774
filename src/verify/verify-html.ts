/**
 * Verifies a web page: every word in reading order, every picture in words, what it says of itself, and that it needs nothing
 * beside it. Problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`.
 */
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { picturesOf, textOf } from '../tree/words.ts';
import { compareText, type Difference, takeFurnishings } from './compare.ts';
import { linksIn } from './links.ts';
import { missed, partsOf, propertiesIn, unreadable, type Verdict, verdict } from './parts.ts';
import { piecesOfText, piecesOfUnit, type Reading } from './pieces.ts';
import { readHtml } from './read-html.ts';

const name = 'HTML';
const reading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: false };

export async function verifyHtml(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const file = readHtml(bytes);
  if (!file) return unreadable(fileName, name, report);
  // The status is said before anything else.
  const marks = partsOf(tree).marks.map((mark) => ({ ...mark, side: 'head' as const }));
  const { rest, missing } = takeFurnishings(piecesOfText(file.text, null, reading), marks, reading);
  const expected = textOf(tree).flatMap((unit) => piecesOfUnit(unit, reading));
  const of = (what: Difference['what'], wanted: string, found: string): Difference => ({
    what,
    expected: wanted,
    found,
    page: null,
    at: null,
  });
  return verdict(
    expected,
    null,
    [
      ...missing.map((mark) => missed(mark, null)),
      ...compareText(expected, rest),
      ...propertiesIn(file, tree),
      ...(file.direction === tree.direction ? [] : [of('direction', tree.direction, file.direction)]),
      ...picturesOf(tree)
        .filter(({ alt }) => !file.alternatives.includes(alt))
        .map(({ alt, at }) => ({ ...of('alternative', alt, ''), at })),
      ...linksIn(file.links, tree),
      ...file.reaches.map((reach) => of('reach', '', reach)),
    ],
    fileName,
    name,
    report,
  );
}
