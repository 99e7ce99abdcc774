/**
 * The output intent: which colours the device colours of a file are, as PDF/A asks (ISO 19005-2, 6.2.3). It is sRGB, by the
 * profile sRGB2014 that comes with pdfkit; its owner, the International Color Consortium, lets it be copied, embedded and sold
 * without restriction as long as it is not altered.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Objects, type Stream, text } from './objects.ts';

/** As the profile's registry names it. */
const condition = 'sRGB IEC61966-2.1';
const registry = 'http://www.color.org';
const components = 3;

/** The profile's stream, compressed and not: read and compressed once in a process. */
const streams = new Map<boolean, Promise<Stream>>();

/** Writes the intent and names it in the catalogue. */
export async function writeOutputIntent(objects: Objects): Promise<void> {
  let profile = streams.get(objects.compresses);
  if (!profile) {
    profile = readProfile().then((bytes) => objects.streamOf(bytes));
    streams.set(objects.compresses, profile);
  }
  const { dictionary, bytes } = await profile;
  const intent = objects.add({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: text(condition),
    RegistryName: text(registry),
    Info: text(condition),
    DestOutputProfile: objects.addPlainStream({ N: components, ...dictionary }, bytes),
  });
  objects.catalog.OutputIntents = [intent];
}

/** pdfkit keeps it beside its code, under the name of the profile it replaced. */
function readProfile(): Promise<Uint8Array> {
  const library = createRequire(import.meta.url).resolve('pdfkit');
  return readFile(path.join(path.dirname(library), 'data/sRGB_IEC61966_2_1.icc'));
}
