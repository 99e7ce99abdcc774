/**
 * What `meta` says of a document: its names as work, expression and manifestation, its publication, who made it official, and
 * what its text refers to (AKN4UN, part 1, "Metadata"). Nothing is said for which there is no fact: no keywords, no date of
 * publication while the masthead has none, and no author of a version nobody issued but whoever prepared it.
 */
import type { Facts } from '../../tree/facts.ts';
import { marksReference, organizationReference, organReference, statusReference } from './cover.ts';
import type { Writing } from './writing.ts';
import { type Attributes, type Block, block, escaped } from './xml.ts';

const format = 'xml';

/** `component` is "main" or "annex_1"; only the main one declares references and the like. */
export function metaOf(component: string, writing: Writing): Block {
  const { references } = writing;
  const source = generatorReference(writing);
  const identification = identificationOf(component, source, writing);
  if (component !== mainComponent) return block('meta', {}, [identification]);
  const publication = publicationOf(writing);
  const workflow = workflowOf(source, writing);
  // Every version says what it is, also where nothing is printed of it.
  marksReference(writing);
  return block('meta', {}, [identification, ...publication, ...workflow, block('references', { source }, references.declared())]);
}

export const mainComponent = 'main';

function identificationOf(component: string, source: string, writing: Writing): Block {
  const { names, tree, house } = writing;
  const { facts } = tree;
  const { work, expression } = names;
  const firstOrgan = facts.organs.find(({ symbol }) => symbol !== null) ?? facts.organs[0];
  const author = firstOrgan ? organReference(firstOrgan, writing) : organizationReference(writing);
  const subtype = house.types.get(tree.kind)?.akn?.subtype;
  const official = facts.status === 'official';
  const version = versionDate(facts);
  const editor = editorReference(writing);
  return block('identification', { source }, [
    block('FRBRWork', {}, [
      value('FRBRthis', `${work}/!${component}`),
      value('FRBRuri', work),
      ...names.aliases.map(({ kind, iri }) => value('FRBRalias', iri, { name: kind })),
      block('FRBRdate', { date: facts.letterDate, name: 'generation' }),
      block('FRBRauthor', { href: author }),
      value('FRBRcountry', 'un'),
      ...(subtype === undefined ? [] : [value('FRBRsubtype', subtype)]),
      ...names.numbers.map((number) =>
        value('FRBRnumber', number.value, { refersTo: names.isTemporary ? temporaryReference(writing) : null, showAs: number.shown }),
      ),
      value('FRBRauthoritative', String(official)),
    ]),
    block('FRBRExpression', {}, [
      value('FRBRthis', `${expression}!${component}`),
      value('FRBRuri', expression),
      block('FRBRdate', version),
      block('FRBRauthor', { href: editor }),
      ...originalOf(facts),
      value('FRBRauthoritative', String(official && !facts.unofficial)),
      ...masterOf(writing),
      block('FRBRlanguage', { language: names.code }),
      ...translationOf(editor, writing),
    ]),
    block('FRBRManifestation', {}, [
      value('FRBRthis', `${expression}!${component}.${format}`),
      value('FRBRuri', `${expression}.${format}`),
      block('FRBRdate', version),
      block('FRBRauthor', { href: source }),
      value('FRBRformat', format),
    ]),
  ]);
}

/** The masthead's date, which is no publication's while the document is a draft; the letter's while there is none. */
function versionDate({ issued, status, letterDate }: Facts): Attributes {
  if (issued === null) return { date: letterDate, name: 'generation' };
  return { date: issued, name: status === 'draft' ? 'masthead' : 'publication' };
}

function masterOf({ names }: Writing): readonly Block[] {
  return names.translatedFrom === null
    ? []
    : [block('FRBRmasterExpression', { href: names.translatedFrom.expression, showAs: names.translatedFrom.expression })];
}

function translationOf(by: string, { names, tree }: Writing): readonly Block[] {
  const from = names.translatedFrom;
  if (from === null) return [];
  const authoritative = String(tree.facts.status === 'official' && !tree.facts.unofficial);
  return [block('FRBRtranslation', { href: from.expression, fromLanguage: from.code, authoritative, by })];
}

/** The issued file a reproduction was set from, by its digest (RFC 6920). */
function originalOf({ reproduces }: Facts): readonly Block[] {
  const digest = reproduces?.sha256 ?? null;
  if (digest === null) return [];
  const name = `ni:///sha-256;${Buffer.from(digest, 'hex').toString('base64url')}`;
  return [block('preservation', {}, [block('dcterms:isFormatOf', { 'xmlns:dcterms': 'http://purl.org/dc/terms/' }, escaped(name))])];
}

function publicationOf({ tree, house, names }: Writing): readonly Block[] {
  const { issued, status } = tree.facts;
  const called = house.types.get(tree.kind)?.akn?.called ?? tree.kind;
  const number = names.isTemporary ? null : (names.numbers[0]?.value ?? null);
  return issued === null || status === 'draft' ? [] : [block('publication', { date: issued, name: called, showAs: called, number })];
}

/** The step by which a document became official. */
function workflowOf(source: string, writing: Writing): readonly Block[] {
  const { official } = writing.tree.facts;
  if (official === null) return [];
  const by = writing.references.to({ type: 'organization', id: 'issuer', place: 'circulate/issuer', shown: official.by });
  return [block('workflow', { source }, [block('step', { date: official.on, by, outcome: statusReference(writing) })])];
}

function value(name: string, text: string, more: Attributes = {}): Block {
  return block(name, { value: text, ...more });
}

// ---- who and what is meant ----

function generatorReference({ references }: Writing): string {
  return references.to({ type: 'organization', id: 'generator', place: 'circulate/generator', shown: 'circulate' });
}

/** The Organization edits what it issues; of other versions the source does not say who prepared them. */
function editorReference(writing: Writing): string {
  const { status, unofficial } = writing.tree.facts;
  if (status === 'official' && !unofficial) return organizationReference(writing);
  return writing.references.to({ type: 'role', id: 'preparer', place: 'circulate/preparer', shown: 'preparer of this version' });
}

function temporaryReference({ references }: Writing): string {
  const shown = 'temporary number of a document without a symbol';
  return references.to({ type: 'concept', id: 'temporaryNumber', place: 'circulate/temporaryNumber', shown });
}
