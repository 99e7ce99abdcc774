/** Small documents made in memory, for tests of translation. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadHouse } from '../../src/house.ts';
import type { Model } from '../../src/model/model.ts';
import { validate } from '../../src/model/validate.ts';
import { readSource } from '../../src/source.ts';

export const head = `type: letter
status: draft
language: en
organs:
  - organ: general-assembly
    session: 74
    agenda:
      - { item: "32", title: Sundials }
      - { item: "72 (b)", title: "Hours\\\\\\nand  minutes" }
letter:
  date: 2020-01-17
  from: [{ office: permanent-representative, of: XA }]
  to: [secretary-general]
signatories:
  - { given: Maria, family: Sample, titles: [Ambassador] }
notes: [{ text: Reissued., on: title }]
`;

export function sourceWith(body: string): string {
  return `${head}body: |\n${body
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')}`;
}

/** The model of a source whose body is given; throws for a mistake. */
export async function modelFrom(body: string): Promise<Model> {
  const house = await loadHouse(null, fail);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'circulate-units-'));
  try {
    const file = path.join(folder, 'letter.yaml');
    writeFileSync(file, sourceWith(body));
    const source = await readSource(file, 'letter.yaml', fail);
    const model = source && house ? await validate(source, house.model, fail) : null;
    if (!model) throw new Error('no model');
    return model;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fail(...problem: readonly unknown[]): never {
  throw new Error(JSON.stringify(problem));
}
