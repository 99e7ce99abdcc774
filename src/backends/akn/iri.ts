/**
 * The names of a document in Akoma Ntoso for the United Nations (AKN4UN, part 1, "Naming convention"): work, expression,
 * manifestation and component. A document of several organs goes by its first symbol; the others are aliases.
 */
import type { ModelData } from '../../model/house-data.ts';
import type { Annex, DocumentNode, Part } from '../../tree/nodes.ts';

/** A number as an IRI holds it and as it is printed. */
export interface WorkNumber {
  readonly value: string;
  readonly shown: string;
  /** The actor of the organ whose number it is. */
  readonly actor: string;
}
/** The names of one version. */
export interface Names {
  /** `/akn/un/doc/communication/un-ga/2020-07-16/A-74-956`. */
  readonly work: string;
  /** Other names of the work: what each is, and its IRI. */
  readonly aliases: readonly { readonly kind: string; readonly iri: string }[];
  /** One for each symbol; a temporary one while there is none. */
  readonly numbers: readonly WorkNumber[];
  readonly isTemporary: boolean;
  /** Of this version: work and language, and a translation's date if it is known. */
  readonly expression: string;
  /** Its language, ISO 639-2 T. */
  readonly code: string;
  /** Of the version this one was translated from, with its language; null for the version the text was drafted in. */
  readonly translatedFrom: { readonly expression: string; readonly code: string } | null;
}

/** An annex or an enclosure with its own name in those of its work and version: `/!annex_1`, `eng@!annex_1/enclosure_1`. */
export interface Component {
  readonly name: string;
  readonly annex: Annex;
  /** Of an annex; none within an enclosure. */
  readonly enclosures: readonly Component[];
}

const jurisdiction = 'un';
/** Kinds of aliases. */
const second = 'secondSymbol';
const further = 'furtherSymbol';
const temporary = 'temporaryNumber';

/** Names a version; `codeOf` gives a language's code of ISO 639-2, T. */
export function namesOf(tree: DocumentNode, house: ModelData, codeOf: (language: string) => string): Names {
  const { facts } = tree;
  const subtype = house.types.get(tree.kind)?.akn?.subtype ?? null;
  const workOf = ({ actor, value }: Pick<WorkNumber, 'actor' | 'value'>) =>
    ['/akn', jurisdiction, 'doc', ...(subtype === null ? [] : [subtype]), actor, facts.letterDate, value].join('/');
  const actors = facts.organs.map(({ organ, symbol }) => ({ actor: house.organs.organs[organ]?.actor ?? organ, symbol }));
  const numbers = actors.flatMap(({ actor, symbol }) => (symbol === null ? [] : [{ value: numberIn(symbol), shown: symbol, actor }]));
  const stand = { value: `temporary-${facts.slug}`, shown: facts.slug, actor: numbers[0]?.actor ?? actors[0]?.actor ?? jurisdiction };
  const [first = stand, ...others] = numbers;
  const work = workOf(first);
  const expressionIn = (language: string) => `${work}/${codeOf(language)}@${language === facts.original ? '' : (facts.issued ?? '')}`;
  const from = tree.language !== facts.source ? facts.source : tree.language !== facts.original ? facts.original : null;
  return {
    work,
    aliases: [
      ...others.map((number, index) => ({ kind: index === 0 ? second : further, iri: workOf(number) })),
      ...(numbers.length === 0 ? [] : [{ kind: temporary, iri: workOf(stand) }]),
    ],
    numbers: numbers.length === 0 ? [stand] : numbers,
    isTemporary: numbers.length === 0,
    expression: expressionIn(tree.language),
    code: codeOf(tree.language),
    translatedFrom: from === null ? null : { expression: expressionIn(from), code: codeOf(from) },
  };
}

/** The annexes of a document in their order, each with its enclosures. */
export function componentsOf(parts: readonly Part[]): readonly Component[] {
  const components: (Component & { readonly enclosures: Component[] })[] = [];
  for (const annex of parts) {
    if (annex.type !== 'annex') continue;
    const last = components.at(-1);
    if (annex.kind === 'annex' || !last) components.push({ name: `annex_${components.length + 1}`, annex, enclosures: [] });
    else last.enclosures.push({ name: `${last.name}/enclosure_${last.enclosures.length + 1}`, annex, enclosures: [] });
  }
  return components;
}

/** "A/74/956" → "A-74-956"; a blank becomes a low line. */
function numberIn(symbol: string): string {
  return symbol.replaceAll('/', '-').replaceAll(' ', '_');
}
