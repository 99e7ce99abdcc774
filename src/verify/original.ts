/**
 * Compares a reproduction with the issued file it sets again: the same words on the same pages. Both files are read back by one reader.
 * Without meaning here: white space, which old files have within words too; where on their page heads, feet and what stands beside the
 * session block are read; and what one file draws and the other writes, such as an end rule, the sign for recycling or a bar code.
 */
import type { DocumentNode } from '../tree/nodes.ts';
import { furnitureOf, type TextUnit, textOf } from '../tree/words.ts';
import { compareText, type Difference, joinPages, takeFurnishings } from './compare.ts';
import { folioOf } from './parts.ts';
import { type Piece, pdfReading, piecesOfText, sayPieces, withoutHyphens } from './pieces.ts';
import { pagesAsRead } from './read-pages.ts';
import { readPdf } from './read-pdf.ts';

export interface Comparison {
  /** Of the reproduction and of the issued file. */
  readonly pages: readonly [number, number];
  /** Expected is what the issued file says; found, what the reproduction says. */
  readonly differences: readonly Difference[];
}

/** Bytes; a longer file is a scan. */
export const largestOriginal = 20_000_000;

/** Compares the PDF of a tree without its status mark with an issued one; null if that is no PDF or holds no text. */
export async function compareWithOriginal(made: Uint8Array, issued: Uint8Array, tree: DocumentNode): Promise<Comparison | null> {
  const [ours, theirs] = [await pagesOf(made, tree), await pagesOf(issued, tree)];
  if (!theirs?.some((page) => page.trim() !== '')) return null;
  if (!ours) throw new Error('a PDF of our own cannot be read');
  const apart = (pages: readonly string[]) => pages.map((text, index) => takeApart(text, index + 1, pages.length, tree));
  const [own, other] = [apart(ours), apart(theirs)];
  const pages = [ours.length, theirs.length] as const;
  // Pages that do not answer to one another differ in what stands on them: then only the words count.
  if (ours.length !== theirs.length) {
    const joined = (all: readonly Apart[]) => joinPages(all.map(({ rest }) => rest));
    return { pages, differences: withoutMoved(textBetween(joined(own), joined(other))) };
  }
  const differences = own.flatMap(({ rest, taken }, index) => {
    const page = other[index] ?? { rest: [], taken: [] };
    return [...furnishingsBetween(taken, page.taken, index + 1), ...textBetween(rest, page.rest)];
  });
  return { pages, differences };
}

/** Differences without what both files have, each at a place of its own. */
function withoutMoved(differences: readonly Difference[]): readonly Difference[] {
  const [expected, found] = [new Set(differences.map((one) => one.expected)), new Set(differences.map((one) => one.found))];
  return differences.filter((one) => !(one.expected === '' && expected.has(one.found)) && !(one.found === '' && found.has(one.expected)));
}

async function pagesOf(bytes: Uint8Array, tree: DocumentNode): Promise<readonly string[] | null> {
  const file = await readPdf(bytes);
  return file && pagesAsRead(file, bytes, tree);
}

/** A page without what may be read anywhere on it. */
interface Apart {
  readonly rest: readonly Piece[];
  readonly taken: readonly TextUnit[];
}

/** Parts of the first page, and parts of any page. */
const furnishing: ReadonlySet<TextUnit['part']> = new Set(['masthead', 'session-block', 'foot', 'special-notes']);
const signing: TextUnit['part'] = 'signature-block';
/** Read from the end of a page. */
const below: ReadonlySet<TextUnit['part']> = new Set(['foot', 'special-notes', signing]);
/** A line drawn with letters. */
const rule = /^_{4,}$/;

function takeApart(text: string, page: number, pages: number, tree: DocumentNode): Apart {
  const { symbols, job } = furnitureOf(tree);
  const all = textOf(tree);
  const signatures = all.filter(({ part }) => part === signing);
  const units =
    page === 1
      ? [...all.filter(({ part }) => furnishing.has(part)), ...signatures]
      : [...symbols, ...(job ? [job] : []), ...folioOf(`${page}/${pages}`).units, ...signatures];
  const codes = tree.children.flatMap((part) => (part.type === 'foot' ? part.children : []));
  const bars = codes.flatMap((child) => (child.type === 'bar-code' ? [`*${child.value}*`] : []));
  const pieces = piecesOfText(text, page, pdfReading).filter((piece) => !rule.test(piece.text) && !bars.includes(piece.text));
  const furnishings = units.map((unit) => ({ side: below.has(unit.part) ? ('foot' as const) : ('head' as const), units: [unit] }));
  const { rest, missing } = takeFurnishings(pieces, furnishings, pdfReading, 'page');
  return { rest, taken: furnishings.filter((one) => !missing.includes(one)).flatMap((one) => one.units) };
}

function furnishingsBetween(own: readonly TextUnit[], other: readonly TextUnit[], page: number): readonly Difference[] {
  const without = (units: readonly TextUnit[], others: readonly TextUnit[]) => {
    const left = others.map(({ text }) => text);
    return units.filter(({ type, text }) => {
      const at = left.indexOf(text);
      if (at >= 0) left.splice(at, 1);
      // Some files draw these words with their sign.
      return at < 0 && type !== 'recycle';
    });
  };
  const printed = ({ text }: TextUnit) => text.replace(/\s+/gu, ' ');
  const told = (unit: TextUnit, expected: string, found: string): Difference => ({ what: 'word', expected, found, page, at: unit.at });
  return [
    ...without(other, own).map((unit) => told(unit, printed(unit), '')),
    ...without(own, other).map((unit) => told(unit, '', printed(unit))),
  ];
}

function textBetween(own: readonly Piece[], other: readonly Piece[]): readonly Difference[] {
  const theirs = withoutHyphens(other, own);
  if (lettersOf(sayPieces(own)) === lettersOf(sayPieces(theirs))) return [];
  const ours = own.map((piece) => (piece.joined === 'no' ? { ...piece, joined: 'maybe' as const } : piece));
  return compareText(theirs, ours).filter(({ expected, found }) => lettersOf(expected) !== lettersOf(found));
}

/** No-break hyphens are hyphens, and letters drawn as one are letters. */
function lettersOf(text: string): string {
  return text
    .replace(/\s/gu, '')
    .replaceAll('\u2011', '-')
    .replace(/[\ufb00-\ufb06]/g, (one) => one.normalize('NFKC'));
}
