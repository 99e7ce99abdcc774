/**
 * Tells whether two PDF files are the same but for what is attached to them and what their metadata say of that: every object
 * that pages, structure and properties are made of, followed from the catalogue, streams unpacked.
 */
import { type Dict, isName, isOperator, isPointer, openPdf, type PdfFile, type PdfValue, Unreadable } from './pdf-file.ts';

/** Entries of the catalogue in which a file with attachments differs (ISO 19005-3, 6.8). */
const apart: ReadonlySet<string> = new Set(['AF', 'Names', 'Metadata']);
/** Objects within each other: a structure is as deep as the document's nesting. */
const deepest = 400;

/** Whether whoever has read one of the files has read the other; false also if one cannot be read. */
export function sameButAttachments(one: Uint8Array, other: Uint8Array): boolean {
  try {
    const [first, second] = [openPdf(one), openPdf(other)];
    const same = comparing(first, second);
    const entries = ({ catalog }: PdfFile): Dict => new Map([...catalog].filter(([key]) => !apart.has(key)));
    return same(entries(first), entries(second), 0) && same(first.information, second.information, 0);
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

/** Compares values of two files. A pair of objects that is being compared further up counts as the same. */
function comparing(first: PdfFile, second: PdfFile): (one: PdfValue, other: PdfValue, depth: number) => boolean {
  const met = new Set<string>();
  const same = (one: PdfValue, other: PdfValue, depth: number): boolean => {
    if (depth > deepest) throw new Unreadable('objects too deep');
    if (isPointer(one) || isPointer(other)) {
      if (!isPointer(one) || !isPointer(other)) return false;
      const pair = `${one.ref} ${other.ref}`;
      if (met.has(pair)) return true;
      met.add(pair);
      const [streamed, opposite] = [first.stream(one), second.stream(other)];
      if ((streamed === null) !== (opposite === null)) return false;
      if (streamed && opposite && Buffer.compare(streamed, opposite) !== 0) return false;
      return same(first.resolve(one), second.resolve(other), depth + 1);
    }
    if (one instanceof Map || other instanceof Map) {
      if (!(one instanceof Map && other instanceof Map) || one.size !== other.size) return false;
      return [...one].every(([key, value]) => other.has(key) && same(value, other.get(key) ?? null, depth + 1));
    }
    if (one instanceof Uint8Array || other instanceof Uint8Array)
      return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
    if (isName(one) || isName(other)) return isName(one) && isName(other) && one.name === other.name;
    if (Array.isArray(one) || Array.isArray(other))
      return (
        Array.isArray(one) &&
        Array.isArray(other) &&
        one.length === other.length &&
        one.every((value, index) => same(value, other[index], depth + 1))
      );
    return one === other && !isOperator(one);
  };
  return same;
}
