/**
 * Proves that a finished file of Akoma Ntoso says what the tree says, as `verify.ts` does for formats with pages.
 */
import type { Report } from '../problem.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { furnitureOf, textOf } from '../tree/words.ts';
import { compareText } from './compare.ts';
import { picturesIn, propertiesIn, unreadable, type Verdict, verdict } from './parts.ts';
import { piecesOfText, piecesOfUnit, type Reading } from './pieces.ts';
import { readAkn } from './read-akn.ts';

const format = 'Akoma Ntoso';
const reading: Reading = { losesFormatCharacters: false, endsLines: false, holdsTitles: false };

/** Verifies Akoma Ntoso; problems are reported as `TEXT_DIFFERS` and `OUTPUT_UNREADABLE`. */
export async function verifyAkn(bytes: Uint8Array, tree: DocumentNode, fileName: string, report: Report): Promise<Verdict> {
  const file = readAkn(bytes);
  if (!file) return unreadable(fileName, format, report);
  // The status and the foot stand on the cover page; a note is read where its mark calls it, and by itself at the end.
  const units = textOf(tree);
  const cover = units.filter(({ part }) => part === 'masthead' || part === 'foot');
  const placeOf = (note: string) => units.findIndex(({ part, text }) => part === 'special-notes' && markOf(text) === markOf(note));
  const called = file.notes.map(placeOf);
  const notes = units.filter((_, place) => called.includes(place));
  const text = units.filter((unit) => !cover.includes(unit) && !notes.includes(unit));
  const expected = [...furnitureOf(tree).statusMarks, ...cover, ...text, ...notes].flatMap((unit) => piecesOfUnit(unit, reading));
  // The order of their marks is that of the calls; the tree's is that of the list.
  const noted = file.notes.toSorted((one, other) => placeOf(one) - placeOf(other));
  const found = [...file.text, ...noted].flatMap((one) => piecesOfText(one, null, reading));
  const symbols = tree.facts.organs.flatMap(({ symbol }) => (symbol === null ? [] : [symbol]));
  const differences = [
    ...compareText(expected, found),
    ...propertiesIn({ ...file, author: tree.properties.author }, tree),
    ...picturesIn(file.alternatives, tree),
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
