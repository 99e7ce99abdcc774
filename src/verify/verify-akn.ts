/**
 * Proves that a finished file of Akoma Ntoso says what the tree says, as `verify.ts` does for formats with pages.
 */
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { furnitureOf, type TextUnit, textOf } from '../tree/words.ts';
import { compareText } from './compare.ts';
import { linksIn } from './links.ts';
import { picturesIn, propertiesIn, unreadable, type Verdict, verdict } from './parts.ts';
import { piecesOfText, piecesOfUnit, type Reading } from './pieces.ts';
import { readAkn } from './read-akn.ts';

const format = 'Akoma Ntoso';
const reading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: false };

/** Verifies Akoma Ntoso; problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`. */
export async function verifyAkn(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const file = readAkn(bytes);
  if (!file) return unreadable(fileName, format, report);
  // The status and the foot stand on the cover page; notes are read by themselves, in the order of the tree.
  const units = textOf(tree);
  const isCover = ({ part }: TextUnit) => part === 'masthead' || part === 'foot';
  const notes = units.filter(({ part }) => part === 'special-notes');
  const footnotes = units.filter(({ type }) => type === 'note-text');
  const text = units.filter((unit) => !isCover(unit) && !notes.includes(unit) && !footnotes.includes(unit));
  const expected = [...furnitureOf(tree).statusMarks, ...units.filter(isCover), ...text, ...notes, ...footnotes].flatMap((unit) =>
    piecesOfUnit(unit, reading),
  );
  const placeOf = (note: string) => notes.findIndex((unit) => markOf(unit.text) === markOf(note));
  const noted = file.notes.toSorted((one, other) => placeOf(one) - placeOf(other));
  const found = [...file.text, ...noted, ...file.footnotes].flatMap((one) => piecesOfText(one, null, reading));
  const symbols = tree.facts.organs.flatMap(({ symbol }) => (symbol === null ? [] : [symbol]));
  const differences = [
    ...compareText(expected, found),
    ...propertiesIn({ ...file, author: tree.properties.author }, tree),
    ...picturesIn(file.alternatives, tree),
    ...linksIn(file.links, tree),
    ...(symbols.join() === file.symbols.join()
      ? []
      : [{ what: 'symbol' as const, expected: symbols.join(', '), found: file.symbols.join(', '), page: null, at: null }]),
  ];
  return verdict(expected, null, differences, fileName, format, report);
}

/** The mark before the text of a note. */
function markOf(note: string): string {
  return note.slice(0, note.indexOf(' '));
}
