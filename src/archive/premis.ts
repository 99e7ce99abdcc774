/**
 * PREMIS 3 (Library of Congress, 2016): what each file is, where it came from and what was done and checked, by whom. Every
 * statement comes from this run; an instant that nobody gave is written as unspecified (EDTF, ISO 8601-2: XXXX-XX-XX).
 */
import { type Element, element, xmlFile } from '../records/xml.ts';
import type { Packed } from './packed.ts';

/** What was done in this run, to some files, by the program. */
export interface Event {
  /**
   * A term of the PREMIS event type vocabulary (id.loc.gov/vocabulary/preservation/eventType); the last is our own: a look at a
   * file by the program that made it is no validation.
   */
  readonly type: 'creation' | 'message digest calculation' | 'validation' | 'internal check';
  readonly detail: string;
  /** Null where there is nothing to succeed or fail. */
  readonly outcome: string | null;
  /** Paths below `data`. */
  readonly objects: readonly string[];
  /** Who did it, if it was not the program. */
  readonly by?: Agent;
}
export interface Agent {
  readonly name: string;
  readonly type: 'software' | 'organization';
  readonly version: string | null;
}
export interface Preserved {
  readonly files: readonly Packed[];
  readonly events: readonly Event[];
  readonly program: Agent;
  readonly depositor: Agent;
  /** The depositor's statement; null if none was made. */
  readonly rights: string | null;
  /** ISO 8601; null if no time of packing was given. */
  readonly instant: string | null;
}

const namespace = 'http://www.loc.gov/premis/v3';
const unspecified = 'XXXX-XX-XX';
/** The vocabulary's codes; null for what it does not have. */
const typesOfEvents: Readonly<Record<Event['type'], string | null>> = {
  creation: 'cre',
  'message digest calculation': 'mes',
  validation: 'val',
  'internal check': null,
};

export function premisFile({ files, events, program, depositor, rights, instant }: Preserved): Uint8Array {
  const others = events.flatMap(({ by }) => (by ? [by] : []));
  const agents = [...new Map([program, depositor, ...others].map((agent) => [idOfAgent(agent), agent])).values()];
  return xmlFile(
    element('premis', { xmlns: namespace, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', version: '3.0' }, [
      ...files.map(objectOf),
      ...events.map((event, index) => eventOf(event, index, program, instant)),
      ...agents.map(agentOf),
      ...(rights === null ? [] : [rightsOf(rights, depositor)]),
    ]),
  );
}

function objectOf({ path, bytes, sha512, sha256, format, from }: Packed): Element {
  const fixity = (algorithm: string, digest: string) =>
    element('fixity', {}, [said('messageDigestAlgorithm', algorithm), said('messageDigest', digest)]);
  return element('object', { 'xsi:type': 'file' }, [
    identifier('object', 'path', path),
    element('objectCharacteristics', {}, [
      said('compositionLevel', '0'),
      fixity('SHA-512', sha512),
      fixity('SHA-256', sha256),
      said('size', String(bytes.length)),
      element('format', {}, [
        element('formatDesignation', {}, [said('formatName', format.name), ...optional('formatVersion', format.version)]),
        ...(format.puid === null
          ? []
          : [element('formatRegistry', {}, [said('formatRegistryName', 'PRONOM'), said('formatRegistryKey', format.puid)])]),
      ]),
    ]),
    said('originalName', path.slice(path.lastIndexOf('/') + 1)),
    ...(from.length === 0
      ? []
      : [
          element('relationship', {}, [
            said('relationshipType', 'derivation'),
            said('relationshipSubType', 'has source'),
            ...from.map((source) => identifier('relatedObject', 'path', source)),
          ]),
        ]),
  ]);
}

function eventOf({ type, detail, outcome, objects, by }: Event, index: number, program: Agent, instant: string | null): Element {
  const agent = by ?? program;
  const code = typesOfEvents[type];
  return element('event', {}, [
    identifier('event', 'local', `event-${index + 1}`),
    element('eventType', code === null ? {} : { valueURI: `http://id.loc.gov/vocabulary/preservation/eventType/${code}` }, type),
    said('eventDateTime', instant ?? unspecified),
    element('eventDetailInformation', {}, [said('eventDetail', detail)]),
    ...(outcome === null ? [] : [element('eventOutcomeInformation', {}, [said('eventOutcome', outcome)])]),
    element('linkingAgentIdentifier', {}, [
      ...pair('linkingAgent', 'local', idOfAgent(agent)),
      said('linkingAgentRole', 'executing program'),
    ]),
    ...objects.map((path) => identifier('linkingObject', 'path', path)),
  ]);
}

function agentOf(agent: Agent): Element {
  return element('agent', {}, [
    identifier('agent', 'local', idOfAgent(agent)),
    said('agentName', agent.name),
    said('agentType', agent.type),
    ...optional('agentVersion', agent.version),
  ]);
}

function rightsOf(rights: string, depositor: Agent): Element {
  return element('rights', {}, [
    element('rightsStatement', {}, [
      identifier('rightsStatement', 'local', 'rights-1'),
      said('rightsBasis', 'other'),
      element('otherRightsInformation', {}, [said('otherRightsBasis', 'statement of the depositor'), said('otherRightsNote', rights)]),
      element('linkingAgentIdentifier', {}, pair('linkingAgent', 'local', idOfAgent(depositor))),
    ]),
  ]);
}

function idOfAgent({ type, name, version }: Agent): string {
  return version === null ? `${type}: ${name}` : `${type}: ${name} ${version}`;
}

function identifier(of: string, type: string, value: string): Element {
  return element(`${of}Identifier`, {}, pair(of, type, value));
}

function pair(of: string, type: string, value: string): readonly Element[] {
  return [said(`${of}IdentifierType`, type), said(`${of}IdentifierValue`, value)];
}

function said(name: string, text: string): Element {
  return element(name, {}, text);
}

function optional(name: string, text: string | null): readonly Element[] {
  return text === null ? [] : [said(name, text)];
}
