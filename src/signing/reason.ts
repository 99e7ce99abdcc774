/**
 * The words a signature gives as its reason when its owner gives none: those of the house for the status that the file itself
 * states, in the file's language.
 */
import type { Language } from '../language/language.ts';
import { objectsOf, readRevisions, stringOf } from './revisions.ts';

const kinds = ['draft', 'sample', 'reproduction', 'reconstruction', 'official'] as const;

/** The reason; null if the file does not say what it is. Throws `Unreadable`. */
export function reasonFor(bytes: Uint8Array, languages: ReadonlyMap<string, Language>): string | null {
  const revisions = readRevisions(bytes);
  const objects = objectsOf(bytes, revisions);
  const words = (value: Parameters<typeof objects.resolve>[0]) => stringOf(objects.resolve(value)) ?? '';
  const language = languages.get(words(objects.dict(objects.root)?.get('Lang')));
  const subject = words(objects.dict(revisions.at(-1)?.trailer.get('Info'))?.get('Subject'));
  const kind = kinds.find((one) => saysPhrase(subject, language?.phrases[`property-${one}`]));
  return (kind && language?.phrases[`attests-${kind}`]) ?? null;
}

/** Whether a text begins with a phrase, whatever stands in the phrase's {places}. */
function saysPhrase(text: string, phrase: string | undefined): boolean {
  if (phrase === undefined) return false;
  const pattern = phrase.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.+')}`, 's').test(text);
}
