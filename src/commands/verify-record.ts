/**
 * Records under `circulate verify`: files that describe a document or a package and hold no version of it. Alone they cannot be
 * compared with anything; with the bag that holds them they are verified.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '../documents.ts';
import type { Problem } from '../problem.ts';
import { reporterOf } from '../reporter.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { schemaOf } from '../xsd.ts';

/** METS of a large package has a few hundred kilobytes. */
const limits = { size: 32 * 2 ** 20, depth: 50 };
const dublinCore = /^http:\/\/purl\.org\/dc\//;

/** Files that may be versions of a document, and what is told of those that are records. */
export async function withoutRecords(
  given: readonly string[],
  cwd: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly Problem[] }> {
  const reporter = reporterOf('.', false);
  const files: string[] = [];
  for (const one of given) {
    const file = path.resolve(cwd, one);
    const kind = await recordIn(file);
    if (kind === null) files.push(one);
    else reporter.report('CHOICE_UNKNOWN', { file: shown(file, cwd) }, { value: one, 'what-type': kind, variant: 'record' });
  }
  return { files, problems: reporter.problems };
}

/** What kind of record a file is, as the words of messages name it; null if it is none, or cannot be read. */
async function recordIn(file: string): Promise<string | null> {
  const extension = path.extname(file);
  if (extension !== '.jsonld' && extension !== '.xml') return null;
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  if (extension === '.jsonld') return 'type-jsonld';
  const root = parseXml(text, limits);
  return root.type === 'fault' ? null : kindOf(root);
}

/** By the namespace of the root; that of Dublin Core has none, and its members have. */
function kindOf({ name, attributes }: XmlElement): string | null {
  const [prefix] = name.includes(':') ? name.split(':') : [];
  const schema = schemaOf(attributes[prefix === undefined ? 'xmlns' : `xmlns:${prefix}`] ?? '');
  if (schema !== null && schema in kinds) return kinds[schema] ?? null;
  return schema === null && Object.values(attributes).some((value) => dublinCore.test(value)) ? 'type-dublin-core' : null;
}

const kinds: Readonly<Record<string, string>> = { marc: 'type-marc', mets: 'type-mets', premis: 'type-premis' };
