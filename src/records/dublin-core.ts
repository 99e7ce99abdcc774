/**
 * The Dublin Core record of a document in all its languages: properties of DCMI Metadata Terms in XML, in the container of
 * DCMI's "Guidelines for implementing Dublin Core in XML" (2003). The fifteen simple elements (`oai_dc`) have no words for
 * the letter's own date, for versions and for the session, so the terms stand in their own namespace.
 *
 * The record is of the document, whatever its language; so its versions are `hasVersion`, the inverse of `isVersionOf`.
 */
import { type Component, componentsOf } from '../backends/akn/iri.ts';
import type { House } from '../house.ts';
import { mainVersion, type RecordedVersion, type RecordMaker } from './record.ts';
import { type RecordsData, readRecordsData } from './records-data.ts';
import { nameOf, namesIn, saidOf, senderIn, sessionsOf, specialNotesOf, statusOf } from './said.ts';
import { type Element, element, xmlFile } from './xml.ts';

const namespaces = { 'xmlns:dcterms': 'http://purl.org/dc/terms/', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' };

export const dublinCore: RecordMaker = {
  name: 'dc',
  fileName: (document) => `${document}.dc.xml`,
  async render({ versions, house, report }) {
    const data = await readRecordsData(house, report);
    return data && xmlFile(element('metadata', namespaces, termsOf(versions, data, house)));
  },
};

/** The record's statements. A fact the document does not give is not stated. */
function termsOf(versions: readonly RecordedVersion[], data: RecordsData, house: House): readonly Element[] {
  const main = mainVersion(versions, data);
  if (!main) return [];
  const { tree } = main;
  const { facts } = tree;
  const own = house.languages.get(data.language);
  const names = namesIn(tree, house);
  const inOwn = (name: string, text: string | null | undefined) => said(name, text, data.language);
  const inMain = (name: string, text: string | null) => said(name, text, tree.language);
  return [
    facts.organs.map(({ symbol }) => plain('identifier', symbol)),
    names.isTemporary ? [] : [typed('identifier', names.work, 'URI')],
    versions.map((version) => said('title', version.tree.properties.title, version.tree.language)),
    facts.from.map((sender) => inOwn('creator', own && senderIn(sender, own))),
    facts.signatories.map((signatory) => plain('contributor', nameOf(signatory))),
    // The Organization publishes what it issued, and nothing else.
    [inOwn('publisher', facts.status === 'official' ? own?.phrases.organization : null)],
    [inOwn('type', data.types[tree.kind])],
    [typed('created', facts.letterDate, 'W3CDTF'), typed('issued', facts.issued, 'W3CDTF')],
    versions.map((version) => typed('language', version.tree.language, 'RFC4646')),
    versions.map((version) => said('description', statusOf(version.tree), version.tree.language)),
    specialNotesOf(tree).map((note) => inMain('description', note)),
    versions.flatMap(({ tree: { facts: its, language } }) =>
      its.organs.flatMap(({ agenda }) => agenda.map(({ title }) => said('subject', title, language))),
    ),
    sessionsOf(tree).map((session) => inMain('isPartOf', session)),
    names.isTemporary ? [] : versions.map((version) => typed('hasVersion', namesIn(version.tree, house).expression, 'URI')),
    versions.map(({ tree: { children, language } }) => said('tableOfContents', contentsOf(componentsOf(children)), language)),
    names.isTemporary
      ? []
      : withEnclosures(componentsOf(tree.children)).map(({ name }) => typed('hasPart', `${names.work}/!${name}`, 'URI')),
    versions.flatMap(({ files }) => Object.values(files).map((file) => plain('hasFormat', file))),
  ].flat(2);
}

/** Titles of annexes and enclosures, or what stands above them, in their order; null for none. */
function contentsOf(components: readonly Component[]): string | null {
  const titles = withEnclosures(components).flatMap(({ annex }) => saidOf(annex, 'annex-title', 'annex-heading', 'annex-label') ?? []);
  return titles.length === 0 ? null : titles.join('; ');
}

function withEnclosures(components: readonly Component[]): readonly Component[] {
  return components.flatMap((component) => [component, ...withEnclosures(component.enclosures)]);
}

function plain(name: string, text: string | null): readonly Element[] {
  return text === null || text === '' ? [] : [element(`dcterms:${name}`, {}, text)];
}

/** Words of a language. */
function said(name: string, text: string | null | undefined, language: string): readonly Element[] {
  return text === null || text === undefined || text === '' ? [] : [element(`dcterms:${name}`, { 'xml:lang': language }, text)];
}

/** A value of one of DCMI's syntaxes. */
function typed(name: string, value: string | null, syntax: string): readonly Element[] {
  return value === null ? [] : [element(`dcterms:${name}`, { 'xsi:type': `dcterms:${syntax}` }, value)];
}
