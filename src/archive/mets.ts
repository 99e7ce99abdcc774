/**
 * METS 1.12 by the E-ARK Common Specification for Information Packages 2.1 (CSIP; numbers in brackets are its requirements):
 * one file for the package and one for each representation.
 */
import { type Element, element, xmlFile } from '../records/xml.ts';
import type { FileFormat } from './formats.ts';
import type { Packed } from './packed.ts';

export interface Mets {
  /** The package's, or the representation's name [CSIP1]. */
  readonly id: string;
  /** Words of the vocabularies [CSIP2, CSIP4]. */
  readonly type: string;
  readonly content: string;
  /** ISO 8601 [CSIP7]; what it is, `README.txt` says. */
  readonly created: string;
  readonly program: { readonly name: string; readonly version: string };
  readonly depositor: string;
  /** What people call the package; null for a representation. */
  readonly label: string | null;
  readonly descriptive: readonly Packed[];
  /** PREMIS first, then reports. */
  readonly preservation: readonly Packed[];
  /** Groups of files, each by what it is used as. */
  readonly groups: readonly Group[];
  /** Where the METS file itself lies, below `data`: files are named from there. */
  readonly folder: string;
}
export interface Group {
  /** Documentation, Schemas, Representations/NAME, or another [CSIP64]. */
  readonly use: string;
  readonly files: readonly Packed[];
  /** The METS file among `files`, for a representation of a package [CSIP109]. */
  readonly mets: string | null;
}

const profile = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml';
const namespaces = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
};

export function metsFile(mets: Mets): Uint8Array {
  const ids = idsOf(mets);
  const root = element(
    'mets',
    {
      ...namespaces,
      OBJID: mets.id,
      ...(mets.label === null ? {} : { LABEL: mets.label }),
      TYPE: mets.type,
      ...other(mets.content),
      PROFILE: profile,
    },
    [
      header(mets),
      ...mets.descriptive.map((file, index) =>
        element('dmdSec', { ID: `dmd-${index + 1}`, CREATED: mets.created, STATUS: 'CURRENT' }, [metadataAt(file, mets)]),
      ),
      ...(mets.preservation.length === 0
        ? []
        : [
            element(
              'amdSec',
              { ID: 'amd' },
              mets.preservation.map((file, index) =>
                element('digiprovMD', { ID: `prov-${index + 1}`, STATUS: 'CURRENT' }, [metadataAt(file, mets)]),
              ),
            ),
          ]),
      element(
        'fileSec',
        { ID: 'files' },
        mets.groups.map((group, index) => groupOf(group, index, ids, mets)),
      ),
      structure(mets),
    ],
  );
  return xmlFile(root);
}

/**
 * [CSIP117, CSIP7 to CSIP16]. The package is whole, with all that preserving it needs: an AIP. Whoever hands it over is no CREATOR, a
 * part that CSIP12 leaves to software.
 */
function header({ created, program, depositor }: Mets): Element {
  return element('metsHdr', { CREATEDATE: created, LASTMODDATE: created, 'csip:OAISPACKAGETYPE': 'AIP' }, [
    element('agent', { ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, [
      element('name', {}, program.name),
      element('note', { 'csip:NOTETYPE': 'SOFTWARE VERSION' }, program.version),
    ]),
    element('agent', { ROLE: 'OTHER', OTHERROLE: 'SUBMITTER', TYPE: 'ORGANIZATION' }, [element('name', {}, depositor)]),
  ]);
}

/** [CSIP21 to CSIP30, CSIP35 to CSIP44]. */
function metadataAt(file: Packed, mets: Mets): Element {
  const type = file.format.metadata ?? 'OTHER';
  return element(
    'mdRef',
    {
      LOCTYPE: 'URL',
      'xlink:type': 'simple',
      'xlink:href': hrefOf(file, mets),
      MDTYPE: type,
      ...(type === 'OTHER' ? { OTHERMDTYPE: file.format.name } : {}),
      ...measures(file, mets),
    },
    [],
  );
}

/** [CSIP60 to CSIP79]. */
function groupOf({ use, files }: Group, index: number, ids: Ids, mets: Mets): Element {
  return element(
    'fileGrp',
    { ID: groupId(index), USE: use, ...other(mets.content) },
    files.map((file) =>
      element('file', { ID: ids.get(file.path) ?? '', ...measures(file, mets) }, [
        element('FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(file, mets) }, []),
      ]),
    ),
  );
}

/** [CSIP80 to CSIP112]. */
function structure(mets: Mets): Element {
  const sections = (files: readonly unknown[], name: string) => files.map((_, index) => `${name}-${index + 1}`).join(' ');
  const metadata = {
    ...(mets.preservation.length === 0 ? {} : { ADMID: sections(mets.preservation, 'prov') }),
    ...(mets.descriptive.length === 0 ? {} : { DMDID: sections(mets.descriptive, 'dmd') }),
  };
  return element('structMap', { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' }, [
    element('div', { ID: 'div-root', LABEL: mets.id }, [
      element('div', { ID: 'div-metadata', LABEL: 'Metadata', ...metadata }, []),
      ...mets.groups.flatMap((group, index) => (group.mets === null ? [division(group, index)] : [])),
      ...representations(mets),
    ]),
  ]);
}

function division({ use }: Group, index: number): Element {
  return element('div', { ID: `div-${index + 1}`, LABEL: use }, [pointer(index)]);
}

function pointer(index: number): Element {
  return element('fptr', { FILEID: groupId(index) }, []);
}

/** Each representation by its own METS file, in one division. */
function representations(mets: Mets): readonly Element[] {
  const each = mets.groups.flatMap((group, index) => {
    const pointed = group.files.find((file) => file.path === group.mets);
    if (!pointed) return [];
    const place = { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': hrefOf(pointed, mets), 'xlink:title': groupId(index) };
    return [{ index, division: element('div', { ID: `div-${index + 1}`, LABEL: group.use }, [element('mptr', place, [])]) }];
  });
  if (each.length === 0) return [];
  const content = [...each.map(({ index }) => pointer(index)), ...each.map((one) => one.division)];
  return [element('div', { ID: 'div-representations', LABEL: 'Representations' }, content)];
}

type Ids = ReadonlyMap<string, string>;

/** XML ids of files, by their paths [AIP9: they begin with ID]. */
function idsOf({ groups }: Mets): Ids {
  const files = groups.flatMap((group) => group.files);
  return new Map(files.map((file, index) => [file.path, `ID-file-${index + 1}`]));
}

function groupId(index: number): string {
  return `group-${index + 1}`;
}

/** The content is of no type that CSIP knows [CSIP3, CSIP5]. */
function other(content: string): Readonly<Record<string, string>> {
  return { 'csip:CONTENTINFORMATIONTYPE': 'OTHER', 'csip:OTHERCONTENTINFORMATIONTYPE': content };
}

function measures({ bytes, sha512, format }: Packed, { created }: Mets): Readonly<Record<string, string>> {
  return { MIMETYPE: mimeOf(format), SIZE: String(bytes.length), CREATED: created, CHECKSUM: sha512, CHECKSUMTYPE: 'SHA-512' };
}

/** Without parameters. */
function mimeOf({ mime }: FileFormat): string {
  return mime;
}

/** A path is a URL only with its signs encoded (RFC 3986). */
function hrefOf({ path }: Packed, { folder }: Mets): string {
  const relative = folder === '' ? path : path.slice(folder.length + 1);
  return relative.split('/').map(encodeURIComponent).join('/');
}
