/** Every file is valid against the schemas of OASIS, as libxml2 judges (compiled to WebAssembly). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { desk, letter } from './harness.ts';

const folder = path.resolve(import.meta.dirname, '../schemas');
const schema = (fileName: string) => ({ fileName, contents: readFileSync(path.join(folder, fileName), 'utf8') });

/** The schemas name where the one of the XML namespace stands; here it stands beside them. */
const beside = (one: { fileName: string; contents: string }) => ({
  ...one,
  contents: one.contents
    .replace('http://www.w3.org/2001/xml.xsd', 'xml.xsd')
    .replace('informativeCopiesOf3rdPartySchemas/w3c/xml.xsd', 'xml.xsd'),
});
/** Core and metadata at once: a schema that only imports both. */
const both = {
  fileName: 'both.xsd',
  contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="xliff-core-2.1.xsd"/>
    <xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="xliff-metadata-2.1.xsd"/></xs:schema>`,
};
const schemas = {
  '1.2': { schema: [beside(schema('xliff-core-1.2-strict.xsd'))], preload: [schema('xml.xsd')] },
  '2.1': { schema: [both], preload: [beside(schema('xliff-core-2.1.xsd')), schema('xliff-metadata-2.1.xsd'), schema('xml.xsd')] },
} as const;

async function errorsIn(xml: string, version: keyof typeof schemas): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'file.xlf', contents: xml }], ...schemas[version] });
  return errors.map((error) => error.message);
}

describe.each(['1.2', '2.1'] as const)('XLIFF %s', (version) => {
  it('is valid without a translation, and with one in every state', async () => {
    const { send, read, receive, change } = desk({ 'letter.yaml': letter });
    const first = (await send('fr', { xliff: version })).files[0] ?? '';
    expect(await errorsIn(read(first), version)).toEqual([]);

    // Every unit translated by itself, in capitals where that is text.
    const target = version === '1.2' ? '<target state="translated">$1</target>' : '<target>$1</target>';
    change(first, /(?<=<source[^>]*>)(.*?)<\/source>/, `$1</source>${target}`);
    if (version === '2.1') change(first, 'state="initial"', 'state="translated"');
    const { exit, said } = await receive([first]);
    expect(exit, said).toBe(0);
    const states = { 'signatories.1.given': 'revised', 'signatories.1.family': 'final', 'body.1': 'fuzzy' };
    for (const [key, state] of Object.entries(states))
      change('content/case/fr.yaml', new RegExp(`( ${key}:[^]*?state: )\\w+`), `$1${state}`);
    const second = (await send('fr', { xliff: version })).files[0] ?? '';
    expect(read(second)).toContain(version === '1.2' ? 'state="final"' : 'state="reviewed"');
    expect(await errorsIn(read(second), version)).toEqual([]);
  });

  it('would not be valid with a state of our own', async () => {
    const { send, read } = desk({ 'letter.yaml': letter });
    const text = read((await send('fr', { xliff: version })).files[0] ?? '');
    const wrong =
      version === '1.2'
        ? text.replace('</source>', '</source><target state="revised">x</target>')
        : text.replace('state="initial"', 'state="revised"');
    expect(await errorsIn(wrong, version)).not.toEqual([]);
  });
});
