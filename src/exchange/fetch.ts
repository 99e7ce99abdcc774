/**
 * Opens a file that came back: tells XLIFF from Word by its first bytes and reads it. Sizes are limited before anything is read.
 */
import { readFileSync, statSync } from 'node:fs';
import { reasonOf } from '../output.ts';
import type { Place, Report } from '../problem.ts';
import type { Returned, Spot } from './package.ts';
import { readColumns } from './read-columns.ts';
import { readXliff } from './read-xliff.ts';

export interface Fetched {
  readonly documents: readonly Returned[];
  /** A place in the file, with its line, as problems tell it. */
  place(spot: Spot): Place;
}

/** Bytes of the largest file that is opened. */
const largest = 50_000_000;

/** Reads a file; null after reporting. `name` is the file as messages name it. */
export async function fetchFile(file: string, name: string, report: Report): Promise<Fetched | null> {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(file);
    if (size > largest) {
      report('EXCHANGE_SYNTAX', { file: name }, { variant: 'size', detail: String(size) });
      return null;
    }
    bytes = readFileSync(file);
  } catch (error) {
    report('FILE_UNREADABLE', { file: name }, { value: name, reason: reasonOf(error) });
    return null;
  }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const text = isZip ? '' : textOf(bytes);
  if (text === null) {
    report('FILE_ENCODING', { file: name }, {});
    return null;
  }
  const place = placesIn(text, name);
  const read = isZip ? await readColumns(bytes) : readXliff(text);
  if ('type' in read) {
    report('EXCHANGE_SYNTAX', place(read.at), { variant: read.variant, detail: read.detail });
    return null;
  }
  return { documents: read, place };
}

/** A file may be one line: what is longer than this is not shown. Characters. */
const longestLine = 20_000;

/** XML in UTF-8, or in UTF-16 with its mark, as some programs save it. */
function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function placesIn(text: string, name: string): (spot: Spot) => Place {
  let lines: readonly string[] | null = null;
  return (spot) => {
    if (spot === null) return { file: name };
    lines ??= text.split(/\r\n|\r|\n/);
    const line = lines[spot.start.line - 1] ?? '';
    return { file: name, range: spot, line: line.length > longestLine ? null : line };
  };
}
