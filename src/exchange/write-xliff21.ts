/**
 * Writes XLIFF 2.1 (OASIS Standard, 13 February 2018): one `unit` of one segment a unit. Marks of style are `pc`, line ends and what
 * must not be retyped `ph` that may be neither copied nor deleted, with its text among the unit's original data; the digest of
 * what was sent stands in the metadata module, which tools must keep.
 */
import { element, escaped } from '../backends/docx/xml.ts';
import { addressOfStyle, type Code, type Coded, codesIn, type PairStyle } from './coded.ts';
import { noDigest, type Sent, type SentUnit, type State } from './package.ts';
import { author } from './write-xliff12.ts';

export const namespace2 = 'urn:oasis:names:tc:xliff:document:2.0';
export const metadataNamespace = 'urn:oasis:names:tc:xliff:metadata:2.0';
/** The metadata's type that holds the digest of the translation that was sent. */
export const sentMeta = 'sent';
const staleState = `${author}:stale`;

const stateNames: Readonly<Record<State, string>> = { translated: 'translated', revised: 'reviewed', final: 'final' };

export function writeXliff21(sent: Sent): string {
  const file = element(
    'file',
    {
      id: 'f1',
      original: `${sent.slug}/${sent.file.slice(sent.file.lastIndexOf('/') + 1)}`,
      canResegment: 'no',
      srcDir: sent.from.direction,
      trgDir: sent.to.direction,
    },
    '\n',
    ...sent.units.map((unit) => `${unitElement(unit, sent)}\n`),
  );
  const root = {
    version: '2.1',
    xmlns: namespace2,
    'xmlns:mda': metadataNamespace,
    srcLang: sent.from.language,
    trgLang: sent.to.language,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('xliff', root, '\n', file, '\n')}\n`;
}

function unitElement(unit: SentUnit, sent: Sent): string {
  const data = dataOf(unit);
  const notes = [`${sent.file}${unit.line === null ? '' : `:${unit.line}`}`, ...unit.notes];
  const stale = unit.target !== null && unit.stale;
  const segment = element(
    'segment',
    { id: 's1', state: unit.target === null || stale ? 'initial' : stateNames[unit.state], subState: stale ? staleState : null },
    element('source', { 'xml:space': 'preserve' }, contentOf(unit.source, data) || ' '),
    unit.target === null ? '' : element('target', { 'xml:space': 'preserve' }, contentOf(unit.target, data) || ' '),
  );
  return element(
    'unit',
    { id: idOf(unit.key), name: unit.key, type: `${author}:${unit.kind}` },
    metadata(unit.targetDigest ?? noDigest),
    element('notes', {}, ...notes.map((note) => element('note', { category: author }, escaped(note)))),
    data.size === 0 ? '' : element('originalData', {}, ...[...data].map(([text, id]) => element('data', { id }, escaped(text)))),
    segment,
  );
}

function metadata(digest: string): string {
  const meta = element('mda:meta', { type: sentMeta }, digest);
  return element('mda:metadata', {}, element('mda:metaGroup', { category: author }, meta));
}

/** A key as a name token: what may not stand in one is written by its number. */
export function idOf(key: string): string {
  return `u.${key.replace(/[^\p{L}\p{N}.-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)}`;
}

/** Texts of placeables and addresses of links, each once, with the numbers of their data. */
function dataOf(unit: SentUnit): ReadonlyMap<string, string> {
  const original = (code: Code): string | null =>
    code.type === 'placeable' ? code.placeable.text : code.type === 'pair' ? addressOfStyle(code.style) : null;
  const texts = [...codesIn(unit.source), ...codesIn(unit.target ?? [])].flatMap((code) => original(code) ?? []);
  return new Map([...new Set(texts)].map((text, index) => [text, `d${index + 1}`]));
}

/** The standard's own names where it has them. */
const pairNames: Readonly<Record<string, string>> = { strong: 'xlf:b', emphasis: 'xlf:i' };
const breakName = 'xlf:lb';
const linkType = `${author}:link`;
/** For codes a tool must let alone. */
const fixed = { canCopy: 'no', canDelete: 'no' };

function contentOf(coded: readonly Coded[], data: ReadonlyMap<string, string>): string {
  return coded.map((one) => pieceOf(one, data)).join('');
}

function pieceOf(piece: Coded, data: ReadonlyMap<string, string>): string {
  switch (piece.type) {
    case 'text':
      return escaped(piece.text);
    case 'pair': {
      const content = contentOf(piece.children, data);
      const address = addressOfStyle(piece.style);
      if (address !== null) {
        const shown = { dispStart: address, dataRefStart: data.get(address) ?? null };
        return element('pc', { id: piece.id, type: 'link', subType: linkType, ...fixed, ...shown }, content);
      }
      const type = piece.style in pairNames ? 'fmt' : 'other';
      return element('pc', { id: piece.id, type, subType: pairName(piece.style) }, content);
    }
    case 'break':
      return element('ph', { id: piece.id, type: 'fmt', subType: breakName, equiv: ' ' });
    case 'placeable': {
      const { kind, text } = piece.placeable;
      const shown = { equiv: text, disp: text, dataRef: data.get(text) ?? null };
      return element('ph', { id: piece.id, type: 'other', subType: `${author}:${kind}`, ...fixed, ...shown });
    }
  }
}

function pairName(style: PairStyle): string {
  return pairNames[style] ?? `${author}:${style.replace(':', '-')}`;
}

/** The style that a `subType` names, with the code's original data; null for another's. */
export function pairStyle2(subType: string, data: string | undefined): string | null {
  if (subType === linkType) return data === undefined ? null : `link:${data}`;
  const own = Object.entries(pairNames).find(([, name]) => name === subType)?.[0];
  if (own !== undefined) return own;
  return subType.startsWith(`${author}:span-`) ? subType.replace(`${author}:span-`, 'span:') : null;
}
export function isBreak2(subType: string): boolean {
  return subType === breakName;
}

/** What `state` and `subState` say of a target. */
export function stateOf2(name: string, subState: string): State | 'none' | null {
  if (subState === staleState || name === 'initial') return 'none';
  return (Object.entries(stateNames).find(([, other]) => other === name)?.[0] as State | undefined) ?? null;
}
