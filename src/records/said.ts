/**
 * What a version says in its own words that records repeat: its status, special notes, sessions, and who sent it.
 */
import { type Names, namesOf } from '../backends/akn/iri.ts';
import type { House } from '../house.ts';
import { fill } from '../language/format.ts';
import type { Language } from '../language/language.ts';
import type { Sender, Signatory } from '../model/model.ts';
import type { Annex, DocumentNode, TextBlock } from '../tree/nodes.ts';
import { plainText } from '../tree/words.ts';

/** The names of a version in Akoma Ntoso, as its own file has them. */
export function namesIn(tree: DocumentNode, house: House): Names {
  return namesOf(tree, house.model, (language) => house.languages.get(language)?.codes.terminological ?? language);
}

/** The mark of a version that is not official, or who issued it; null if it says neither. */
export function statusOf({ facts, properties }: DocumentNode): string | null {
  const status = facts.statusMark ?? properties.subject;
  return status === '' ? null : status;
}

/** Without their marks. */
export function specialNotesOf(tree: DocumentNode): readonly string[] {
  return tree.children.flatMap((part) =>
    part.type === 'special-notes' ? part.children.map(({ children }) => onLine(plainText(children))) : [],
  );
}

/** Each organ's session or year: "General Assembly, Eightieth session". The column of one organ alone leaves its name to the masthead. */
export function sessionsOf(tree: DocumentNode): readonly string[] {
  const columns = tree.children.flatMap((part) => (part.type === 'session-block' ? part.children : []));
  const mastheads = tree.children.flatMap((part) => (part.type === 'masthead' ? part.children : []));
  const inMasthead = mastheads.filter((part): part is TextBlock => part.type === 'organ');
  return columns.map(({ children }, index) => {
    const organ = children.find(({ type }) => type === 'session-organ') ?? inMasthead[index];
    const line = children.find(({ type }) => type === 'session-line');
    return [organ, line].flatMap((part) => (part ? [onLine(plainText(part.children))] : [])).join(', ');
  });
}

/** What an annex or enclosure says of itself in the first of these blocks that it has, on one line; null without. */
export function saidOf({ children }: Annex, ...types: readonly TextBlock['type'][]): string | null {
  for (const type of types) {
    const block = children.find((child): child is TextBlock => child.type === type);
    if (block) return onLine(plainText(block.children));
  }
  return null;
}

/** A sender's office in the words of a title; null if the language has none. */
export function senderIn({ office, of, gender }: Sender, language: Language): string | null {
  const phrases = language.offices[office]?.sender;
  const phrase = phrases && ((gender === null ? undefined : phrases[gender]) ?? phrases.any);
  const state = of === null ? '' : language.states[of];
  return phrase === undefined || state === undefined ? null : fill(phrase, { state });
}

/** A person by family name first, as catalogues have it. */
export function nameOf({ given, family }: Pick<Signatory, 'given' | 'family'>): string {
  return [family, given].filter((name) => name !== '').join(', ');
}

function onLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
