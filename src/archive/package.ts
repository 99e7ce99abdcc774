/**
 * The payload as an E-ARK package: representations with a METS file each, PREMIS, documentation and schemas, and the METS
 * file of the whole. Takes the files, gives all of them with their digests.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { OutputFile } from '../output.ts';
import { ownPath } from '../own.ts';
import { element, xmlFile } from '../records/xml.ts';
import { validateXml } from '../xsd.ts';
import { type Digested, digested, inOrder } from './bagit.ts';
import { type FileFormat, type Formats, formatOfName } from './formats.ts';
import { type Group, type Mets, metsFile } from './mets.ts';
import type { Packed } from './packed.ts';
import { type Event, premisFile } from './premis.ts';
import { places } from './settings.ts';

/** A file by its path below `data`. */
export interface Member extends OutputFile {
  /** By its name unless given. */
  readonly format?: FileFormat;
  readonly from?: readonly string[];
}
export interface Package {
  readonly name: string;
  readonly title: string;
  readonly members: readonly Member[];
  /** What was done and checked before packing. */
  readonly events: readonly Event[];
  readonly program: { readonly name: string; readonly version: string };
  readonly depositor: string;
  readonly rights: string | null;
  /** Of packing, ISO 8601; null if it was not given. */
  readonly instant: string | null;
  /** The document's own date, ISO 8601. */
  readonly date: string;
  /** Its versions, the source's first, and what each says of its status on every page; null if nothing. */
  readonly versions: readonly { readonly language: string; readonly mark: string | null }[];
  /** What `README.txt` says besides. */
  readonly said: Readonly<Record<string, string>>;
}

const representation = /^representations\/([^/]+)\//;
const within = (folder: string) => (file: Packed) => file.path.startsWith(`${folder}/`);

export interface Packaged {
  /** Everything below `data`, in order of the paths. */
  readonly files: readonly Digested[];
  /** Resolves when METS and PREMIS are seen to be valid; rejects if they are not, which is this program's fault. */
  readonly valid: Promise<void>;
}

/** Packs; whoever writes the files may begin, but has nothing to show until they are valid. */
export async function packageFiles(pack: Package, formats: Formats): Promise<Packaged> {
  const created = pack.instant ?? pack.date;
  const note = formats.package.dates[pack.instant === null ? 'none' : 'given'].replace('{date}', created);
  const packed = (member: Member): Packed => ({
    ...digested(member),
    format: member.format ?? formatOfName(member.path, formats),
    from: member.from ?? [],
  });
  const given = inOrder([...pack.members, ...(await schemas()), await readme(pack, note)].map(packed));
  const parts = partsOf(given).map((part) => {
    const bytes = describe(pack, formats.representations[part.name] ?? null, part.content);
    const path = `${places.representations}/${part.name}/metadata/descriptive/dc.xml`;
    return { ...part, about: packed({ path, bytes, format: formatNamed('DC', formats) }) };
  });
  const files = inOrder([...given, ...parts.map(({ about }) => about)]);
  const premis = packed({ path: 'metadata/preservation/premis.xml', bytes: premisOf(pack, files), format: formatNamed('PREMIS', formats) });
  const common = { ...formats.package, created, program: pack.program, depositor: pack.depositor };
  const described = parts.map(({ name, content, about }) => {
    const folder = `${places.representations}/${name}`;
    const group: Group = { use: 'Data', files: content, mets: null };
    const mets: Mets = { ...common, id: name, label: null, descriptive: [about], preservation: [], groups: [group], folder };
    return { name, mets: packed({ path: `${folder}/METS.xml`, bytes: metsFile(mets), format: formatNamed('METS', formats) }) };
  });
  const groups: readonly Group[] = [
    { use: 'Documentation', files: files.filter(within('documentation')), mets: null },
    { use: 'Schemas', files: files.filter(within('schemas')), mets: null },
    { use: places.original, files: files.filter(within(places.original)), mets: null },
    ...described.map(({ name, mets }) => ({ use: `Representations/${name}`, files: [mets], mets: mets.path })),
  ].filter((group) => group.files.length > 0);
  const preservation = [premis, ...files.filter(within('metadata/other'))];
  const descriptive = files.filter(within('metadata/descriptive'));
  const root = packed({
    path: 'METS.xml',
    bytes: metsFile({ ...common, id: pack.name, label: pack.title, descriptive, preservation, groups, folder: '' }),
  });
  const valid = insistOnSchemas([root, ...described.map(({ mets }) => mets), premis]);
  // It is told to whoever waits for it.
  valid.catch(() => undefined);
  return { files: inOrder([...files, premis, ...described.map(({ mets }) => mets), root]), valid };
}

function partsOf(files: readonly Packed[]): readonly { readonly name: string; readonly content: readonly Packed[] }[] {
  const names = new Set(files.flatMap((file) => representation.exec(file.path)?.[1] ?? []));
  return [...names].map((name) => ({ name, content: files.filter(within(`representations/${name}`)) }));
}

/** What a representation is, in Dublin Core: each says of itself that it is made, and from what. */
function describe({ name, title, versions }: Package, says: string | null, files: readonly Packed[]): Uint8Array {
  const sources = [...new Set(files.flatMap((file) => file.from))].sort();
  const said = (term: string, text: string, language?: string) =>
    element(`dc:${term}`, language === undefined ? {} : { 'xml:lang': language }, text);
  return xmlFile(
    element('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
      said('identifier', name),
      said('title', title),
      ...versions.map(({ language }) => said('language', language)),
      ...(says === null ? [] : [said('description', says)]),
      ...versions.flatMap(({ language, mark }) => (mark === null ? [] : [said('description', mark, language)])),
      ...[...new Set(files.map((file) => file.format.mime))].sort().map((mime) => said('format', mime)),
      ...sources.map((path) => said('source', path)),
    ]),
  );
}

function premisOf({ events, program, depositor, rights, instant }: Package, files: readonly Packed[]): Uint8Array {
  const made = files.filter((file) => file.from[0]?.startsWith(`${places.source}/`));
  const all: readonly Event[] = [
    {
      type: 'creation',
      detail: 'Made from its sources, with the house style among them.',
      outcome: null,
      objects: made.map((file) => file.path),
    },
    { type: 'message digest calculation', detail: 'SHA-512 and SHA-256.', outcome: null, objects: files.map((file) => file.path) },
    ...events,
  ];
  return premisFile({
    files,
    events: all,
    program: { ...program, type: 'software' },
    depositor: { name: depositor, type: 'organization', version: null },
    rights,
    instant,
  });
}

/** XML of a metadata standard by the name METS knows it by (MDTYPE). */
function formatNamed(metadata: string, formats: Formats): FileFormat {
  return { ...formatOfName('x.xml', formats), metadata };
}

/** Every schema that XML files of the package are written by, and where they come from. */
async function schemas(): Promise<readonly Member[]> {
  const names = (await readdir(ownPath('schema/xml'))).sort();
  return Promise.all(names.map(async (name) => ({ path: `schemas/${name}`, bytes: await readFile(ownPath(`schema/xml/${name}`)) })));
}

/** Characters before what `README.txt` says of the document. */
const column = 17;

async function readme({ title, program, depositor, versions, said }: Package, dates: string): Promise<Member> {
  const text = await readFile(ownPath('templates/archive/README.txt'), 'utf8');
  // One below the other, as each stands on the pages of its language.
  const marks = versions.map(({ language, mark }) => `${language}: ${mark ?? '-'}`).join(`\n${' '.repeat(column)}`);
  const languages = versions.map(({ language }) => language).join(', ');
  const values: Readonly<Record<string, string>> = {
    ...said,
    title,
    depositor,
    dates,
    marks,
    languages,
    program: `${program.name} ${program.version}`,
  };
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { path: 'documentation/README.txt', bytes: new TextEncoder().encode(filled) };
}

/** What we write is valid, or this program is at fault. */
async function insistOnSchemas(files: readonly Packed[]): Promise<void> {
  const [fault] = await validateXml(
    files.map(({ path, bytes }) => ({ name: path, bytes })),
    ['mets', 'csip', 'premis'],
  );
  if (fault) throw new Error(`${fault.file}:${fault.line ?? ''} ${fault.message}`);
}
