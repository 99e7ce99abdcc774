/**
 * Divides YAML text that cannot be read as a whole into its entries by indentation alone, so that a fault in one does not hide
 * those in the others. An entry is what a field's name or a dash begins, with all lines that belong to it.
 */

export interface Entry {
  /** Offsets in the whole text. */
  readonly start: number;
  readonly end: number;
}
/** An entry with what `judge` says of it. */
export interface Judged<T> extends Entry {
  readonly verdict: T;
}

/** How deep entries are looked into: titles of a signatory of an enclosure of an annex stand seven deep. */
const levels = 8;

/**
 * The smallest entries that are faulty by themselves. `judge` is given the text of one alone and says what is wrong with it; null
 * if nothing is. Where no part of a faulty entry is faulty by itself, the fault is the entry's.
 */
export function faultyEntries<T>(text: string, judge: (text: string) => T | null): readonly Judged<T>[] {
  return faultyWithin(text, { start: 0, end: text.length }, judge, levels);
}

function faultyWithin<T>(text: string, whole: Entry, judge: (text: string) => T | null, left: number): readonly Judged<T>[] {
  if (left === 0) return [];
  return entriesOf(text, whole).flatMap((entry) => {
    const verdict = judge(text.slice(entry.start, entry.end));
    if (verdict === null) return [];
    const inner = innerOf(text, entry);
    const parts = inner === null ? [] : faultyWithin(inner.text, inner, judge, left - 1);
    return parts.length > 0 ? parts : [{ ...entry, verdict }];
  });
}

/** The text with nothing left of some entries but the dashes they begin with, so that all else stands where it stood. */
export function withoutEntries(text: string, entries: readonly Entry[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of entries) {
    const dash = /^ *-(?=\s)/.exec(text.slice(start, end))?.[0] ?? '';
    parts.push(text.slice(from, start + dash.length), text.slice(start + dash.length, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** A line that begins an entry: its indentation, then a dash or a name with its colon. Names of fields hold no spaces, lines of text do. */
const beginning = /^( *)(-(?=\s|$)|(?:"[^"\n]*"|'[^'\n]*'|[^\s#"'-][^\s]*):(?=\s|$))/;

/** The entries that stand as far in as the first; none where lines stand less far in, so that nobody knows what belongs to what. */
function entriesOf(text: string, { start, end }: Entry): readonly Entry[] {
  const starts: number[] = [];
  let first: RegExpExecArray | null = null;
  for (let at = start; at < end; at = lineEnd(text, at, end)) {
    const line = text.slice(at, lineEnd(text, at, end));
    if (/^\s*(?:#|$)/.test(line)) continue;
    const found = beginning.exec(line);
    first ??= found;
    const indent = first?.[1];
    if (!first || indent === undefined || !line.startsWith(indent)) return [];
    // The list of a field may stand as far in as its name.
    if (found && found[1] === indent && (found[2] !== '-' || first[2] === '-')) starts.push(at);
  }
  return starts.map((at, index) => ({ start: at, end: starts[index + 1] ?? end }));
}

/** Where the entries within an entry may stand, in text of the same length; null if its value begins on its first line. */
function innerOf(text: string, { start, end }: Entry): ({ readonly text: string } & Entry) | null {
  const next = lineEnd(text, start, end);
  const first = text.slice(start, next);
  if (/^ *-\s/.test(first)) {
    const dash = start + first.indexOf('-');
    return { text: `${text.slice(0, dash)} ${text.slice(dash + 1)}`, start, end };
  }
  return /:\s*(?:#.*)?$/.test(first) ? { text, start: next, end } : null;
}

function lineEnd(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 || found >= end ? end : found + 1;
}
