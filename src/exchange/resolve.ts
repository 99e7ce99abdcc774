/**
 * Codes as a file gives them back → inlines. What the plan knows by its number is what the plan says; a placeable that a tool
 * copied from the source is written as the target's language writes it.
 */
import { addressOf } from '../model/addresses.ts';
import type { Inline } from '../tree/nodes.ts';
import { addressOfStyle, browsed } from './coded.ts';
import type { ReadCoded, Spot } from './package.ts';
import { type Placeable, writtenIn } from './placeables.ts';
import type { Plan, Side } from './plan.ts';

export interface Resolving {
  readonly from: Side;
  readonly to: Side;
  readonly languages: ReadonlySet<string>;
}
/** What is wrong with a code: a variant of EXCHANGE_CODE, and its value. */
export type CodeReport = (spot: Spot, values: Readonly<Record<string, string>>) => void;

/** Without a plan the file's own words are taken: for a source that is no longer known. */
export function resolved(
  coded: readonly ReadCoded[],
  plan: Plan | null,
  known: Resolving,
  report: CodeReport,
): { readonly inlines: readonly Inline[] } {
  return { inlines: joined(coded).flatMap((piece) => inlineOf(piece, plan, known, report)) };
}

/** Pieces of one look as one: programs part a text where they like, within a date or a call too. Pairs with ids are the file's own. */
function joined(coded: readonly ReadCoded[]): readonly ReadCoded[] {
  const pieces: ReadCoded[] = [];
  for (const piece of coded) {
    const last = pieces.at(-1);
    if (last?.type === 'text' && piece.type === 'text') pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
    else if (last?.type === 'pair' && piece.type === 'pair' && last.id === '' && piece.id === '' && last.style === piece.style)
      pieces[pieces.length - 1] = { ...last, children: [...last.children, ...piece.children] };
    else pieces.push(piece);
  }
  return pieces;
}

function inlineOf(piece: ReadCoded, plan: Plan | null, known: Resolving, report: CodeReport): readonly Inline[] {
  const text = (words: string): readonly Inline[] => withCalls(words);
  if (piece.type === 'text') return text(piece.text.replace(/[ \t\r\n]+/g, ' '));
  const code = plan?.codes.get(piece.id) ?? null;
  if (piece.type === 'pair') {
    const children = resolved(piece.children, plan, known, report).inlines;
    const style = code?.type === 'pair' && (piece.style === null || piece.style === code.style) ? code.style : piece.style;
    const address = addressOfStyle(style ?? '');
    if (address !== null) return linked(address, code?.type === 'pair' ? code.style : null, children, piece, plan, report);
    return styled(style, children, piece, known, report);
  }
  if (piece.isBreak || (code?.type === 'break' && (piece.text ?? '').trim() === '')) return [{ type: 'break', at: null }];
  if (code?.type === 'placeable' && code.placeable.kind === 'note') return withCalls(code.placeable.text);
  if (code?.type === 'placeable') return text(placed(code.placeable, piece, known, report));
  if (piece.text !== null && plan === null) return text(piece.text);
  report(piece.at, { variant: 'unknown', value: piece.id });
  return [];
}

/** Text in which a file shows the calls of footnotes as they are written. */
function withCalls(words: string): readonly Inline[] {
  if (!words.includes('[^')) return [{ type: 'text', at: null, text: words }];
  return words
    .split(/(\[\^[^\s[\]\\]+\])/)
    .filter((part) => part !== '')
    .map((part, index): Inline => {
      const name = /^\[\^(.+)\]$/.exec(part)?.[1];
      if (name === undefined) return { type: 'text', at: null, text: part };
      return { type: 'note-call', at: null, name, note: `${index}`, text: part };
    });
}

function styled(
  style: string | null,
  children: readonly Inline[],
  piece: { readonly id: string; readonly at: Spot },
  known: Resolving,
  report: CodeReport,
): readonly Inline[] {
  if (style === 'strong' || style === 'emphasis') return [{ type: style, at: null, children }];
  const language = style?.startsWith('span:') ? style.slice('span:'.length) : null;
  if (language !== null && known.languages.has(language)) return [{ type: 'span', at: null, language, children }];
  report(piece.at, { variant: 'unknown', value: piece.id });
  return children;
}

/** A link leads where the source's does, or one of the translation sent; what it leads to is said by the catalogue alone. */
function linked(
  address: string,
  wanted: string | null,
  children: readonly Inline[],
  piece: { readonly id: string; readonly at: Spot },
  plan: Plan | null,
  report: CodeReport,
): readonly Inline[] {
  const same = [...(plan?.links ?? [])].find(([one]) => browsed(one) === browsed(address));
  if (same) return [{ type: 'link', at: null, address: same[0], title: same[1], children }];
  // Of a source that is no longer known, whole addresses are believed.
  if (plan === null && addressOf(address).type === 'address') return [{ type: 'link', at: null, address, title: null, children }];
  const [first] = plan?.links.keys() ?? [];
  const expected = addressOfStyle(wanted ?? '') ?? first ?? '';
  report(piece.at, expected === '' ? { variant: 'unknown', value: piece.id || address } : { variant: 'altered', value: address, expected });
  return children;
}

/** What stands for a placeable: the same value as the target's language writes it. */
function placed(
  placeable: Placeable,
  piece: Extract<ReadCoded, { readonly type: 'single' }>,
  known: Resolving,
  report: CodeReport,
): string {
  const own = writtenIn(placeable, known.from.language, known.to.language, known.to.names) ?? placeable.text;
  const given = (piece.text ?? '').trim();
  if (given === '' || given === placeable.text || given === own) return given === own ? given : own;
  const found = known.to.find(given);
  const same = found.length === 1 && found[0]?.kind === placeable.kind && found[0].value === placeable.value;
  if (same && found[0]?.text === given) return given;
  report(piece.at, { variant: 'altered', value: given, expected: own });
  return given;
}
