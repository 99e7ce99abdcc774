/**
 * Decides how a unit is sent to a translator and what must come back: numbers the codes of its text, finds their answers in the
 * translation there is, and lists the codes that no translation may lose. The same plan is made again when a file comes back, so
 * that nothing a tool did to a code is believed.
 */
import type { Language } from '../language/language.ts';
import type { Inline } from '../tree/nodes.ts';
import { addressOfStyle, type Code, type Coded, codedOf, codesIn, nameOf } from './coded.ts';
import { type Finder, finderOf, type Name, type Placeable, writtenIn } from './placeables.ts';

/** A language of the exchange, its names of persons and what finds placeables in its texts. */
export interface Side {
  readonly language: Language;
  readonly names: readonly Name[];
  readonly find: Finder;
}
export function sideOf(language: Language, names: readonly Name[]): Side {
  return { language, names, find: finderOf(language, names) };
}

export interface Plan {
  readonly source: readonly Coded[];
  /** Null without a translation. */
  readonly target: readonly Coded[] | null;
  /** The source's codes by number. */
  readonly codes: ReadonlyMap<string, Code>;
  /** Codes a translation must hold; equal ones as often as they stand here. */
  readonly required: readonly Code[];
  /** Addresses of the source and of the translation there is, with what the translation says they lead to. */
  readonly links: ReadonlyMap<string, string | null>;
}
export interface Planned {
  readonly source: readonly Inline[];
  readonly target: readonly Inline[] | null;
  /** The translation was made from this source: what it left out on purpose may stay out. */
  readonly fresh: boolean;
  /** Line ends belong to the text. */
  readonly linesKept: boolean;
  /** The text is a person's name: it is translated, not carried over. */
  readonly isName: boolean;
}

export function planOf(unit: Planned, given: Side, wanted: Side): Plan {
  const [from, to] = unit.isName ? [withoutNames(given), withoutNames(wanted)] : [given, wanted];
  const held = unit.target && unit.fresh ? countsOf(unit.target, to.find) : null;
  const source = numbered(unit.source, from, to, held);
  const codes = codesIn(source);
  const target = unit.target && answering(unit.target, codes, to);
  const mayGo = (code: Code) => (code.type === 'break' && !unit.linesKept) || nameOf(code) === `span:${to.language.language}`;
  const required = codes.filter((code) => !mayGo(code));
  return {
    source,
    target,
    codes: new Map(codes.map((code) => [code.id, code])),
    links: new Map([...addressesIn(unit.source).map(([address]) => [address, null] as const), ...addressesIn(unit.target ?? [])]),
    required: held === null ? required : required.filter((code) => take(held, nameOf(code))),
  };
}

function addressesIn(inlines: readonly Inline[]): readonly (readonly [address: string, title: string | null])[] {
  return inlines.flatMap((inline) => [
    ...(inline.type === 'link' ? [[inline.address, inline.title] as const] : []),
    ...('children' in inline ? addressesIn(inline.children) : []),
  ]);
}

function withoutNames(side: Side): Side {
  return { ...side, find: (text) => side.find(text).filter((found) => found.kind !== 'name') };
}

/** How often each code stands in a text, by name. */
export function countsOf(inlines: readonly Inline[], find: Finder): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codesIn(codedOf(inlines, find, () => ''))) counts.set(nameOf(code), (counts.get(nameOf(code)) ?? 0) + 1);
  return counts;
}

/** Takes one away; false if none is left. */
export function take(counts: Map<string, number>, name: string): boolean {
  const left = counts.get(name) ?? 0;
  counts.set(name, left - 1);
  return left > 0;
}

/**
 * The source with its codes numbered. A placeable whose form in the other language nobody knows is left to the translator, and
 * so is one that a fresh translation says in words.
 */
function numbered(inlines: readonly Inline[], from: Side, to: Side, held: ReadonlyMap<string, number> | null): readonly Coded[] {
  const left = held && new Map(held);
  let count = 0;
  const isPlaceable = (placeable: Placeable) => {
    if (writtenIn(placeable, from.language, to.language, to.names) === null) return false;
    return left === null || take(left, `${placeable.kind}:${placeable.value}`);
  };
  const find: Finder = (text) => from.find(text).filter(isPlaceable);
  return codedOf(inlines, find, () => {
    count += 1;
    return String(count);
  });
}

/** The target with the numbers of the source's codes; further marks of style have numbers beyond, further placeables are text. */
function answering(inlines: readonly Inline[], codes: readonly Code[], to: Side): readonly Coded[] {
  const waiting = new Map<string, string[]>();
  for (const code of codes) waiting.set(nameOf(code), [...(waiting.get(nameOf(code)) ?? []), code.id]);
  let last = codes.length;
  return codedOf(inlines, to.find, (name) => {
    const id = waiting.get(name)?.shift();
    if (id !== undefined) return id;
    if (name.includes(':') && !name.startsWith('span:') && addressOfStyle(name) === null) return null;
    last += 1;
    return String(last);
  });
}
