/**
 * What the text of a document refers to: organizations, persons, roles and concepts, each declared once in `meta`
 * (AKN4UN, part 1, "References") and named from the text by its id.
 */
import { type Block, block } from './xml.ts';

export interface Reference {
  readonly type: 'organization' | 'person' | 'role' | 'concept';
  /** Unique in the document. */
  readonly id: string;
  /** Below `/akn/ontology/<type>/`. */
  readonly place: string;
  readonly shown: string;
}
export interface References {
  /** Declares it, unless it is, and gives what an attribute names it by: "#un-ga". */
  to(reference: Reference): string;
  /** In the order they were first named. */
  declared(): readonly Block[];
}

const names: Readonly<Record<Reference['type'], string>> = {
  organization: 'TLCOrganization',
  person: 'TLCPerson',
  role: 'TLCRole',
  concept: 'TLCConcept',
};

export function references(): References {
  const known = new Map<string, Reference>();
  return {
    to(reference) {
      if (!known.has(reference.id)) known.set(reference.id, reference);
      return `#${reference.id}`;
    },
    declared: () =>
      [...known.values()].map(({ type, id, place, shown }) =>
        block(names[type], { eId: id, href: `/akn/ontology/${type}/${place}`, showAs: shown }),
      ),
  };
}

/** Ids of elements, "sec_1__list_2": counted by type within what holds them, "sec_1__" (AKN4UN, part 1, "Identifiers"). */
export function counter(): (within: string, type: string) => string {
  const counts = new Map<string, number>();
  return (within, type) => {
    const stem = `${within}${type}`;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return `${stem}_${count}`;
  };
}
