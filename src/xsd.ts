/**
 * Validates XML against the schemas that lie under `schema/xml`: the one door to libxml2 (xmllint, as WebAssembly). Each call
 * is one worker with a memory of its own and no network. Nearly all of a call's time goes into reading the schemas, so that many
 * files of several formats in one call take hardly longer than one.
 */
import { readFile } from 'node:fs/promises';
import { ownPath } from './own.ts';

/** An XML file as it is to be written, by the name that faults tell it by. */
export interface XmlFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export interface SchemaFault {
  /** The file's name; several files may share one. */
  readonly file: string;
  /** Place of the file in the list. */
  readonly index: number;
  /** One-based; null where the fault is the whole file's. */
  readonly line: number | null;
  /** In libxml2's words, English, names without their namespaces. */
  readonly message: string;
}

interface Schema {
  /** Under `schema/xml`. */
  readonly file: string;
  readonly namespace: string;
  /** Schemas it imports, by name. */
  readonly needs?: readonly string[];
}

/** What a file may be validated against. A schema's own import of another is answered by the copy here, whatever address it names. */
const known = {
  xml: { file: 'xml.xsd', namespace: 'http://www.w3.org/XML/1998/namespace' },
  akn: { file: 'akomantoso30.xsd', namespace: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0', needs: ['xml'] },
  marc: { file: 'MARC21slim.xsd', namespace: 'http://www.loc.gov/MARC21/slim' },
  xlink: { file: 'xlink.xsd', namespace: 'http://www.w3.org/1999/xlink' },
  mets: { file: 'mets.xsd', namespace: 'http://www.loc.gov/METS/', needs: ['xlink'] },
  csip: { file: 'DILCISExtensionMETS.xsd', namespace: 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS' },
  premis: { file: 'premis-v3-0.xsd', namespace: 'http://www.loc.gov/premis/v3' },
} as const satisfies Record<string, Schema>;
export type SchemaName = keyof typeof known;

/** The schema of a namespace; null if none is here. */
export function schemaOf(namespace: string): SchemaName | null {
  const names = Object.keys(known) as SchemaName[];
  return names.find((name) => known[name].namespace === namespace) ?? null;
}

/** WebAssembly pages of 64 KiB: 32 MiB to begin with, 512 MiB at most. */
const memory = { initial: 512, most: 8192 };
/** Exits of xmllint: valid; not well-formed; not valid. Others tell that it could not judge. */
const judged: readonly unknown[] = [1, 3, 4];

/**
 * Validates files against schemas, together; returns what is wrong, in the order of the files. A file is valid only if the
 * validator says so of it: one that could not be judged, for want of memory, is a fault as well. Throws if a schema is unsound.
 */
export async function validateXml(files: readonly XmlFile[], names: readonly SchemaName[]): Promise<readonly SchemaFault[]> {
  if (files.length === 0) return [];
  const schemas = withNeeds(names);
  const [{ validateXML }, ...texts] = await Promise.all([
    import('xmllint-wasm'),
    ...schemas.map(({ file }) => readFile(ownPath(`schema/xml/${file}`))),
  ]);
  const output = await validateXML({
    xml: files.map(({ bytes }, index) => ({ fileName: `${index}.xml`, contents: bytes })),
    schema: [{ fileName: 'all.xsd', contents: importing(schemas) }],
    preload: schemas.map(({ file }, index) => ({ fileName: file, contents: texts[index] ?? '' })),
    initialMemoryPages: memory.initial,
    maxMemoryPages: memory.most,
  }).then(
    ({ rawOutput }) => rawOutput,
    (error: Error & { code?: unknown }) => {
      if (error.code !== undefined && judged.includes(error.code)) return error.message;
      if (/out of memory|abort|could not allocate/i.test(error.message)) return '';
      throw error;
    },
  );
  return faultsIn(output, files);
}

/** Schemas by name with those they import before them. */
function withNeeds(names: readonly string[]): readonly Schema[] {
  const found = new Map<string, Schema>();
  const add = (name: string) => {
    const schema = (known as Readonly<Record<string, Schema>>)[name];
    if (!schema || found.has(name)) return;
    for (const need of schema.needs ?? []) add(need);
    found.set(name, schema);
  };
  for (const name of names) add(name);
  return [...found.values()];
}

/** A schema that only imports others: of a namespace that is known already libxml2 looks up no other copy. */
function importing(schemas: readonly Schema[]): string {
  const imports = schemas.map(({ file, namespace }) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`);
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`;
}

/** Reads what xmllint says: a verdict on each file, and lines "0.xml:3: Schemas validity error : …" for those that fail. */
function faultsIn(output: string, files: readonly XmlFile[]): readonly SchemaFault[] {
  const lines = output.split('\n');
  return files.flatMap(({ name: file }, index): readonly SchemaFault[] => {
    if (lines.includes(`${index}.xml validates`)) return [];
    const faults = lines.flatMap((line): readonly SchemaFault[] => {
      const [, own, number, text = ''] = /^(\d+)\.xml:(\d+): (.*)$/.exec(line) ?? [];
      return own === String(index) ? [{ file, index, line: Number(number), message: plain(text) }] : [];
    });
    return faults.length > 0 ? faults : [{ file, index, line: null, message: 'the validator could not judge it' }];
  });
}

/** "Schemas validity error : Element '{http://…}doc': …" → "Element 'doc': …". */
const plain = (message: string): string =>
  message
    .replace(/^[A-Za-z]+(?: validity)?(?: error)? : /, '')
    .replace(/\{[^{}]*\}/g, '')
    .trim();
