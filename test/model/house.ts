/**
 * The house's data and a source from text, for the tests of the model.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadHouse } from '../../src/house.ts';
import type { ModelData } from '../../src/model/house-data.ts';
import type { Model } from '../../src/model/model.ts';
import { validate } from '../../src/model/validate.ts';
import type { Problem } from '../../src/problem.ts';
import { reporterOf } from '../../src/reporter.ts';
import { readSource } from '../../src/source.ts';

let known: ModelData | null = null;

export async function houseData(): Promise<ModelData> {
  if (known) return known;
  const reporter = reporterOf('templates', false);
  const house = await loadHouse(null, reporter.report);
  if (!house) throw new Error(JSON.stringify(reporter.problems));
  known = house.model;
  return known;
}

export interface Checked {
  readonly model: Model | null;
  readonly problems: readonly Problem[];
}

/** Reads and checks a source given as text or bytes. */
export async function check(text: string | Uint8Array): Promise<Checked> {
  const folder = mkdtempSync(path.join(tmpdir(), 'circulate-model-'));
  try {
    const file = path.join(folder, 'letter.yaml');
    writeFileSync(file, text);
    const reporter = reporterOf('letter.yaml', false);
    const source = await readSource(file, 'letter.yaml', reporter.report);
    if (!source) return { model: null, problems: reporter.problems };
    reporter.locate(source);
    return { model: await validate(source, await houseData(), reporter.report), problems: reporter.problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A sound letter with the body given, each line indented as a literal block. */
export function letter(body: string, more = ''): string {
  return `type: letter
language: en
organs:
  - organ: security-council
    year: 75
letter:
  date: 2020-01-17
  from: [{ office: permanent-representative, of: XA }]
  to: [secretary-general]
${more}body: |
${body.replace(/^/gm, '  ')}
`;
}
