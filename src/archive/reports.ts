/**
 * What was checked while a bag was made, as files for people and as events for PREMIS. Only checks of this run are told, and
 * only veraPDF's is called a validation of PDF: the program's own look at its files is an internal check.
 */
import { backends, isFormat } from '../backends/table.ts';
import type { Validation } from '../conformance/verapdf.ts';
import type { OutputFile } from '../output.ts';
import type { Built, Output } from '../pipeline.ts';
import type { Event } from './premis.ts';
import { placeOf } from './representations.ts';

export interface Reports {
  /** By their paths below `data`. */
  readonly files: readonly OutputFile[];
  readonly events: readonly Event[];
}
/** What veraPDF said of each PDF it judged; empty if it was not asked. */
export type Validations = ReadonlyMap<Output, Validation>;

const folder = 'metadata/other/reports';
const passed = 'success';

/** The checks every output passed before it was taken. */
export async function reportsOf({ outputs }: Built, validations: Validations): Promise<Reports> {
  const all = [compared(outputs), inspected(outputs), await ruled(outputs), validated(validations)].filter(
    ({ events }) => events.length > 0,
  );
  return { files: all.flatMap(({ files }) => files), events: all.flatMap(({ events }) => events) };
}

function compared(outputs: readonly Output[]): Reports {
  const files = outputs.flatMap((output) => (output.verdict === null ? [] : [{ path: placeOf(output), ...output.verdict }]));
  return {
    files: [
      json('text-comparison', {
        check:
          'Internal check: every file was reopened, by readers that share no code with its writers, and its text is that of its source.',
        outcome: passed,
        files,
      }),
    ],
    events: files.map(({ path, words }) => ({
      type: 'internal check',
      detail: 'Internal check: the file was reopened and its text compared with that of its source.',
      outcome: `${passed}: ${words} words compared, none different`,
      objects: [path],
    })),
  };
}

function inspected(outputs: readonly Output[]): Reports {
  const files = outputs.flatMap((output) => (output.identifiers ? [{ path: placeOf(output), identifiers: output.identifiers }] : []));
  return {
    files: [
      json('internal-check', {
        check:
          'Internal check: the structure of the finished PDF was looked at against what it says it conforms to. No independent validation.',
        outcome: passed,
        files,
      }),
    ],
    events: files.map(({ path, identifiers }) => ({
      type: 'internal check',
      detail: 'Internal check: structure of the finished PDF.',
      outcome: `${passed}: ${identifiers.join(', ')}`,
      objects: [path],
    })),
  };
}

/** Formats with a schema of their own were held against it while the versions were made. */
async function ruled(outputs: readonly Output[]): Promise<Reports> {
  const files: { readonly path: string }[] = [];
  for (const output of outputs) {
    const backend = isFormat(output.format) ? await backends[output.format]() : null;
    if (backend?.validate) files.push({ path: placeOf(output) });
  }
  const check = 'The file is valid against the XML Schema of its format, which lies in the bag; by xmllint.';
  return {
    files: [json('schemas', { check, outcome: passed, files })],
    events: files.map(({ path }) => ({ type: 'validation', detail: check, outcome: passed, objects: [path] })),
  };
}

function validated(validations: Validations): Reports {
  const files = [...validations].map(([output, { version, profiles }]) => ({ path: placeOf(output), version, profiles }));
  const name = 'veraPDF';
  return {
    files: [json('verapdf', { check: 'Validation of PDF by veraPDF: compliant with each profile named.', outcome: passed, files })],
    events: files.map(({ path, version, profiles }) => ({
      type: 'validation',
      detail: `Validation by ${name}.`,
      outcome: `${passed}: ${profiles.join(', ')}`,
      objects: [path],
      by: { name, type: 'software', version },
    })),
  };
}

function json(name: string, report: unknown): OutputFile {
  return { path: `${folder}/${name}.json`, bytes: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`) };
}
