/**
 * A unit's text as it is compared: printed characters only, blanks, figures and hyphens in one form, marks that only help
 * shaping left out; and for every character the place it has in the unit's own text.
 */
import type { Inline, Path } from '../../tree/nodes.ts';
import { spansOf } from '../../tree/words.ts';
import { parseInlines, parsePlain } from '../notation.ts';
import { isMarkdown, type UnitKind } from '../units.ts';

export interface Passage {
  /** As in the catalogue. */
  readonly key: string;
  readonly path: Path;
  readonly kind: UnitKind;
  /** Printed before the text by the house; null for none. */
  readonly label: string | null;
  readonly text: string;
  /** Stretches of one look, in order, without gaps. */
  readonly looks: readonly Look[];
  /** Calls of footnotes, in order, and the character before which each stands. */
  readonly calls: readonly { readonly name: string; readonly at: number }[];
  /** By character of `text`: offset in the unit's text; one more than there are characters. */
  readonly offsets: readonly number[];
  /** By character of `text`: offset among the printed characters; one more than there are characters. */
  readonly printed: readonly number[];
}
export interface Look {
  readonly start: number;
  readonly end: number;
  readonly emphasis: boolean;
  readonly strong: boolean;
  /** Of a span in another language; null outside one. */
  readonly language: string | null;
  /** Where a link leads; null outside one. */
  readonly address: string | null;
}
/** A unit as a version brings it. */
export interface RawUnit {
  readonly key: string;
  readonly path: Path;
  readonly kind: UnitKind;
  readonly label: string | null;
  readonly text: string;
}

/** Reads a unit's text. */
export function passageOf(unit: RawUnit): Passage {
  const { inlines, segments } = isMarkdown(unit.kind)
    ? parseInlines(unit.text, { path: unit.key, keepLines: false, languages: [], report: () => {} })
    : parsePlain(unit.text, unit.key);
  const looks: Look[] = [];
  const calls: { name: string; at: number }[] = [];
  const offsets: number[] = [];
  const printed: number[] = [];
  let text = '';
  let count = 0;
  for (const span of spansOf({ children: inlines as readonly Inline[] })) {
    const start = text.length;
    if (span.call !== null) {
      calls.push({ name: span.call.name, at: start });
      continue;
    }
    for (const character of span.text) {
      const folded = foldedCharacter(character);
      for (let unitOfCharacter = 0; unitOfCharacter < folded.length; unitOfCharacter += 1) {
        offsets.push(offsetThrough(segments, count));
        printed.push(count);
      }
      text += folded;
      count += character.length;
    }
    const { emphasis, strong, language } = span;
    if (text.length > start) looks.push({ start, end: text.length, emphasis, strong, language, address: span.link?.address ?? null });
  }
  offsets.push((offsets.at(-1) ?? -1) + 1);
  printed.push(count);
  return { key: unit.key, path: unit.path, kind: unit.kind, label: unit.label, text, looks, calls, offsets, printed };
}

/** Every digit as a European one, every blank as a space, every hyphen as one; nothing for what only shapes or directs. */
function foldedCharacter(character: string): string {
  if (/[\p{Mn}\p{Cf}\u0640]/u.test(character)) return '';
  if (/\s/.test(character)) return ' ';
  if (character === '\u2010' || character === '\u2011') return '-';
  if (/\p{Nd}/u.test(character)) return String(digitValue(character));
  return character;
}

/** Decimal digits stand in blocks of ten that begin at a zero (The Unicode Standard, 4.6). */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

function offsetThrough(
  segments: readonly { readonly printed: number; readonly offset: number; readonly length: number }[],
  at: number,
): number {
  let found = segments[0];
  for (const segment of segments) {
    if (segment.printed > at) break;
    found = segment;
  }
  return found ? found.offset + Math.max(Math.min(at - found.printed, found.length), 0) : at;
}
