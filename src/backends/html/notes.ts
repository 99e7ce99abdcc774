/**
 * The special notes of a page: which marks call them, and where each was called, so that links lead there and back.
 */
import type { DocumentNode, Path } from '../../tree/nodes.ts';

export interface Notes {
  /** Numbers, from 1, by mark. */
  readonly marks: ReadonlyMap<string, number>;
  /** Finds a mark in plain text, which is split by it; null without notes. */
  readonly pattern: RegExp | null;
  /** Counts a call of a note: how many there were before. */
  call(number: number): number;
  /** Whether a note was called. */
  isCalled(number: number): boolean;
}

/** Gathers the notes of a document. */
export function notesOf(tree: DocumentNode): Notes {
  const labels = tree.children.flatMap((part) => (part.type === 'special-notes' ? part.children.map((note) => note.label) : []));
  const marks = new Map(labels.flatMap((label, index) => (label === null ? [] : [[label, index + 1] as const])));
  // Two asterisks are not one and one.
  const longestFirst = [...marks.keys()].sort((one, other) => other.length - one.length);
  const calls = new Map<number, number>();
  return {
    marks,
    pattern: marks.size === 0 ? null : new RegExp(`(${longestFirst.map(literal).join('|')})`),
    call(number) {
      const before = calls.get(number) ?? 0;
      calls.set(number, before + 1);
      return before;
    },
    isCalled: (number) => calls.has(number),
  };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

export const noteId = (number: number): string => `note-${number}`;
export const callId = (number: number, call: number): string => `note-${number}-call-${call + 1}`;
/** A footnote's own path names it. */
export const footnoteCallId = (note: Path): string => `${note}-call`;
