/**
 * The JSON-LD record of a document in all its languages: schema.org and DCMI Metadata Terms, with the IRIs of Akoma Ntoso for
 * the work and its versions. The context stands in the file, so that no reader needs a network. IRIs begin with a slash, as the
 * naming convention of AKN4UN has them: they are resolved against whoever serves the documents.
 */
import { type Component, componentsOf } from '../backends/akn/iri.ts';
import { mainComponent } from '../backends/akn/meta.ts';
import type { House } from '../house.ts';
import type { DocumentNode } from '../tree/nodes.ts';
import { mediaTypeOf, referenceTo } from './media.ts';
import { mainVersion, type RecordedVersion, type RecordMaker } from './record.ts';
import { type RecordsData, readRecordsData } from './records-data.ts';
import { nameOf, namesIn, saidOf, senderIn, sessionsOf, specialNotesOf, statusOf } from './said.ts';

/** Names of this file, each with its meaning. Texts are by language. */
const inLanguages = (id: string) => ({ '@id': id, '@container': '@language' });
const pointing = (id: string) => ({ '@id': id, '@type': '@id' });
const day = (id: string) => ({ '@id': id, '@type': 'http://www.w3.org/2001/XMLSchema#date' });
const context = {
  '@version': 1.1,
  schema: 'https://schema.org/',
  dcterms: 'http://purl.org/dc/terms/',
  identifier: 'schema:identifier',
  alias: pointing('schema:sameAs'),
  kind: inLanguages('dcterms:type'),
  name: inLanguages('schema:name'),
  title: inLanguages('dcterms:title'),
  status: 'schema:creativeWorkStatus',
  statusMark: inLanguages('dcterms:description'),
  note: inLanguages('schema:comment'),
  created: day('dcterms:created'),
  issued: day('dcterms:issued'),
  sender: 'schema:sender',
  signatory: 'schema:contributor',
  givenName: 'schema:givenName',
  familyName: 'schema:familyName',
  publisher: 'schema:publisher',
  about: 'schema:about',
  partOf: inLanguages('dcterms:isPartOf'),
  version: 'schema:workExample',
  language: 'schema:inLanguage',
  translationOf: pointing('schema:translationOfWork'),
  part: pointing('schema:hasPart'),
  address: pointing('schema:url'),
  file: 'schema:encoding',
  contentUrl: pointing('schema:contentUrl'),
  mediaType: 'schema:encodingFormat',
};

export const jsonld: RecordMaker = {
  name: 'jsonld',
  fileName: (document) => `${document}.jsonld`,
  async render({ versions, house, report }) {
    const data = await readRecordsData(house, report);
    const main = data && mainVersion(versions, data);
    return (
      main && new TextEncoder().encode(`${JSON.stringify({ '@context': context, ...workOf(versions, main, data, house) }, null, 2)}\n`)
    );
  },
};

/** An object without what is absent: null, and lists and objects with nothing in them. */
function present(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isAbsent = (value: unknown) =>
    value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isAbsent(value)));
}

/** The document, whatever its language. A temporary name is nobody's identifier, and is told as what it is by its form. */
function workOf(
  versions: readonly RecordedVersion[],
  main: RecordedVersion,
  data: RecordsData,
  house: House,
): Readonly<Record<string, unknown>> {
  const { tree } = main;
  const { facts } = tree;
  const names = namesIn(tree, house);
  const own = house.languages.get(data.language);
  const inOwn = (text: string | null | undefined) => (text ? { [data.language]: text } : null);
  const byLanguage = (textOf: (tree: DocumentNode) => string | null) =>
    present(Object.fromEntries(versions.map((version) => [version.tree.language, textOf(version.tree)])));
  const publisher = facts.status === 'official' ? own?.phrases.organization : undefined;
  return present({
    '@id': names.work,
    '@type': 'schema:Message',
    identifier: facts.organs.flatMap(({ symbol }) => symbol ?? []),
    alias: names.aliases.map(({ iri }) => iri).filter((iri) => iri !== names.work),
    kind: inOwn(data.types[tree.kind]),
    title: byLanguage(({ properties }) => properties.title),
    status: facts.status,
    created: facts.letterDate,
    issued: facts.issued,
    sender: facts.from.flatMap((sender) => {
      const name = inOwn(own && senderIn(sender, own));
      return name ? [{ '@type': 'schema:Organization', name }] : [];
    }),
    signatory: facts.signatories.map((signatory) =>
      present({
        '@type': 'schema:Person',
        identifier: nameOf(signatory),
        givenName: signatory.given || null,
        familyName: signatory.family || null,
      }),
    ),
    publisher: publisher === undefined ? null : { '@type': 'schema:Organization', name: { [data.language]: publisher } },
    about: facts.organs.flatMap((organ, place) =>
      organ.agenda.map(({ item }, index) => ({
        '@type': 'schema:Thing',
        identifier: item,
        name: byLanguage((one) => one.facts.organs[place]?.agenda[index]?.title ?? null),
        partOf: { [tree.language]: organ.name },
      })),
    ),
    partOf: sessionsOf(tree).length === 0 ? null : { [tree.language]: sessionsOf(tree) },
    version: versions.map((version) => versionOf(version, house)),
  });
}

/** One language's version, with the files made of it in the same run. */
function versionOf({ tree, files }: RecordedVersion, house: House): Readonly<Record<string, unknown>> {
  const { language, facts, properties } = tree;
  const names = namesIn(tree, house);
  const status = statusOf(tree);
  const notes = specialNotesOf(tree);
  return present({
    '@id': names.expression,
    '@type': 'schema:Message',
    language,
    title: { [language]: properties.title },
    status: facts.unofficial ? [facts.status, 'unofficial-translation'] : facts.status,
    statusMark: status === null ? null : { [language]: status },
    note: notes.length === 0 ? null : { [language]: notes },
    translationOf: names.translatedFrom?.expression ?? null,
    part: partsOf(names.expression, tree),
    address: facts.address,
    file: Object.entries(files).map(([format, name]) =>
      present({ '@type': 'schema:MediaObject', contentUrl: referenceTo(name), mediaType: mediaTypeOf(format) }),
    ),
  });
}

/** The text of a version, alone or with its annexes, each with its enclosures: by the names of Akoma Ntoso's components. */
function partsOf(expression: string, { language, children }: DocumentNode): unknown {
  const main = `${expression}!${mainComponent}`;
  const partOf = ({ name, annex, enclosures }: Component): Readonly<Record<string, unknown>> => {
    const inLanguage = (text: string | null) => (text === null ? null : { [language]: text });
    return present({
      '@id': `${expression}!${name}`,
      '@type': 'schema:CreativeWork',
      name: inLanguage(saidOf(annex, 'annex-heading', 'annex-label')),
      title: inLanguage(saidOf(annex, 'annex-title')),
      part: enclosures.map(partOf),
    });
  };
  const components = componentsOf(children);
  return components.length === 0 ? main : [main, ...components.map(partOf)];
}
