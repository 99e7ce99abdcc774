/**
 * Writes XLIFF 1.2 (OASIS Standard, 1 February 2008; valid against its strict schema): one `trans-unit` a unit. Marks of style are
 * `g`, line ends `x`, and what must not be retyped `ph` with its text inside: every tool shows `ph` as a tag that it will not let
 * go, whereas `mrk` is an annotation that a tool may drop and often does.
 */
import { element, escaped } from '../backends/docx/xml.ts';
import { addressOfStyle, type Coded, type PairStyle } from './coded.ts';
import { noDigest, type Sent, type SentUnit, type State } from './package.ts';

export const namespace12 = 'urn:oasis:names:tc:xliff:document:1.2';
/** In `extradata`: the digest of the translation that was sent. */
export const sentMark = 'sent:';
/** Who wrote the notes that are ours, and come back unread. */
export const author = 'circulate';

const stateNames: Readonly<Record<State, string>> = { translated: 'translated', revised: 'signed-off', final: 'final' };
const staleState = 'needs-review-translation';

export function writeXliff12(sent: Sent): string {
  const tool = element('tool', { 'tool-id': author, 'tool-name': author });
  const body = element('body', {}, '\n', ...sent.units.map((unit) => `${unitElement(unit, sent)}\n`));
  const attributes = {
    original: `${sent.slug}/${fileName(sent.file)}`,
    'source-language': sent.from.language,
    'target-language': sent.to.language,
    datatype: 'plaintext',
    'tool-id': author,
  };
  const file = element('file', attributes, '\n', element('header', {}, tool), '\n', body, '\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('xliff', { version: '1.2', xmlns: namespace12 }, '\n', file, '\n')}\n`;
}

function fileName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function unitElement(unit: SentUnit, sent: Sent): string {
  const final = unit.target !== null && !unit.stale && unit.state === 'final';
  const attributes = {
    id: unit.key,
    resname: unit.key,
    restype: `x-${unit.kind}`,
    'xml:space': 'preserve',
    approved: final ? 'yes' : null,
    extradata: sentMark + (unit.targetDigest ?? noDigest),
  };
  const parts = [
    element('source', { 'xml:lang': sent.from.language }, contentOf(unit.source) || ' '),
    ...(unit.target === null
      ? []
      : [
          element(
            'target',
            { state: unit.stale ? staleState : stateNames[unit.state], 'xml:lang': sent.to.language },
            contentOf(unit.target) || ' ',
          ),
        ]),
    placeOf(unit, sent),
    ...unit.notes.map((note) => element('note', { from: author }, escaped(note))),
  ];
  return element('trans-unit', attributes, ...parts);
}

function placeOf(unit: SentUnit, sent: Sent): string {
  const context = (kind: string, value: string) => element('context', { 'context-type': kind }, escaped(value));
  const line = unit.line === null ? [] : [context('linenumber', String(unit.line))];
  return element('context-group', { purpose: 'location' }, context('sourcefile', sent.file), ...line);
}

function contentOf(coded: readonly Coded[]): string {
  return coded.map((one) => pieceOf(one)).join('');
}

function pieceOf(piece: Coded): string {
  switch (piece.type) {
    case 'text':
      return escaped(piece.text);
    case 'pair':
      // What stands for a link outside a tool is where it leads.
      return element(
        'g',
        { id: piece.id, ctype: pairName(piece.style), 'equiv-text': addressOfStyle(piece.style) },
        contentOf(piece.children),
      );
    case 'break':
      return element('x', { id: piece.id, ctype: 'lb', 'equiv-text': ' ' });
    case 'placeable': {
      const { kind, text } = piece.placeable;
      return element('ph', { id: piece.id, ctype: `x-${kind}`, 'equiv-text': text }, escaped(text));
    }
  }
}

/** The standard's own names where it has them. */
const pairNames: Readonly<Record<string, string>> = { strong: 'bold', emphasis: 'italic' };

function pairName(style: PairStyle): string {
  return addressOfStyle(style) === null ? (pairNames[style] ?? `x-${style.replace(':', '-')}`) : linkType;
}
const linkType = 'link';

/** The style that a `ctype` names, with the text it stands for; null for another's. */
export function pairStyle12(ctype: string, text: string | undefined): string | null {
  if (ctype === linkType) return text === undefined ? null : `link:${text}`;
  const own = Object.entries(pairNames).find(([, name]) => name === ctype)?.[0];
  if (own !== undefined) return own;
  return ctype.startsWith('x-span-') ? ctype.replace('x-span-', 'span:') : null;
}

/** What a `state` says of a target; null if it says nothing of ours. */
export function stateOf12(name: string, approved: boolean): State | 'none' | null {
  if (name === 'new' || name === 'needs-translation' || name === staleState) return 'none';
  const own = Object.entries(stateNames).find(([, other]) => other === name)?.[0] as State | undefined;
  return own === 'translated' && approved ? 'revised' : (own ?? (approved ? 'revised' : null));
}
