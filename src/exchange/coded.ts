/**
 * A unit's text as exchange formats hold it: text with codes. Pairs stand for marks of style and spans of a language, breaks for
 * line ends by hand, placeables for what a translator must not retype. Codes are numbered from 1 through the source; a code of
 * the target has the number of the source's code it answers to, or a number beyond.
 */
import { writtenCall } from '../translation/notation.ts';
import type { Inline } from '../tree/nodes.ts';
import type { Finder, Placeable } from './placeables.ts';

/** `span:fr` is text in French, `link:https://…` words that lead there. */
export type PairStyle = 'strong' | 'emphasis' | `span:${string}` | `link:${string}`;

const linkName = 'link:';
/** The address of a link's style; null for another style. */
export function addressOfStyle(style: string): string | null {
  return style.startsWith(linkName) ? style.slice(linkName.length) : null;
}

export type Coded =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'pair'; readonly id: string; readonly style: PairStyle; readonly children: readonly Coded[] }
  | { readonly type: 'break'; readonly id: string }
  | { readonly type: 'placeable'; readonly id: string; readonly placeable: Placeable };
export type Code = Exclude<Coded, { readonly type: 'text' }>;

/** What a code is, whatever its number: codes of source and target with equal names answer to each other. */
export function nameOf(code: Code): string {
  switch (code.type) {
    case 'pair':
      return code.style;
    case 'break':
      return 'break';
    case 'placeable':
      return `${code.placeable.kind}:${code.placeable.value}`;
  }
}

/** Finds the codes of a text; `number` gives each its id, and says of a placeable that it is none (null). */
export function codedOf(inlines: readonly Inline[], find: Finder, number: (name: string) => string | null): readonly Coded[] {
  return inlines.flatMap((inline): readonly Coded[] => {
    switch (inline.type) {
      case 'text':
        return codedText(inline.text, find, number);
      case 'break':
        return [{ type: 'break', id: number('break') ?? '' }];
      case 'note-call':
        return [codedCall(inline.name, number)];
      case 'strong':
      case 'emphasis':
      case 'span':
      case 'link': {
        const style = styleOf(inline);
        const id = number(style) ?? '';
        return [{ type: 'pair', id, style, children: codedOf(inline.children, find, number) }];
      }
      default:
        throw new Error(`a translated text holds no ${inline.type}`);
    }
  });
}

/** A call is carried over; one that the source does not have is text. */
function codedCall(name: string, number: (name: string) => string | null): Coded {
  const text = writtenCall(name);
  const id = number(`note:${name}`);
  return id === null ? { type: 'text', text } : { type: 'placeable', id, placeable: { kind: 'note', value: name, text } };
}

function styleOf(inline: Extract<Inline, { readonly type: 'strong' | 'emphasis' | 'span' | 'link' }>): PairStyle {
  if (inline.type === 'span') return `span:${inline.language}`;
  return inline.type === 'link' ? `${linkName}${inline.address}` : inline.type;
}

function codedText(text: string, find: Finder, number: (name: string) => string | null): readonly Coded[] {
  const pieces: Coded[] = [];
  let from = 0;
  for (const { start, end, ...placeable } of find(text)) {
    const id = number(`${placeable.kind}:${placeable.value}`);
    if (id === null) continue;
    if (start > from) pieces.push({ type: 'text', text: text.slice(from, start) });
    pieces.push({ type: 'placeable', id, placeable });
    from = end;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

/** A text as it comes back untouched: nobody sends what links lead to, and text processors write addresses as browsers do. */
export function asReturned(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.map((inline): Inline => {
    if (!('children' in inline)) return inline;
    const children = asReturned(inline.children);
    return inline.type === 'link' ? { ...inline, address: browsed(inline.address), title: null, children } : { ...inline, children };
  });
}

/** An address as browsers write it: "https://example.org" with a stroke at its end. */
export function browsed(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}

/** Every code, in order, those inside a pair after it. */
export function codesIn(coded: readonly Coded[]): readonly Code[] {
  return coded.flatMap((piece): readonly Code[] => {
    if (piece.type === 'text') return [];
    return piece.type === 'pair' ? [piece, ...codesIn(piece.children)] : [piece];
  });
}
