/** A table whose headings take several lines goes on over pages, and every file of it is still found to say what the source says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { build } from '../../src/index.ts';
import { root, scratch } from '../command.ts';

const folders = scratch();
afterAll(folders.remove);

const rows = Array.from(
  { length: 60 },
  (_, at) => `  | Well ${at + 1} | A. Wick | May | The rope was wetted before it was let down, and the depth read twice |`,
);
const source = `type: letter
status: draft
language: en
organs:
  - { organ: security-council, year: 80, symbol: null }
letter:
  date: 2025-09-17
  from: [{ office: permanent-representative, of: XA, gender: f }]
  to: [security-council-president]
body: |
  | Well | Keeper of the well and of its rope | Month | Remarks |
  |---|---|---|---|
${rows.join('\n')}
`;

describe('headings of several lines', () => {
  it('are read cell by cell on every page that repeats them', async () => {
    const cwd = folders.folder();
    mkdirSync(path.join(cwd, 'content/wells'), { recursive: true });
    writeFileSync(path.join(cwd, 'content/wells/letter.yaml'), source);
    const { documents, problems } = await build([], { cwd, templates: path.join(root, 'templates'), format: ['pdf'], verify: true });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(documents[0]?.outputs[0]?.verdict?.pages).toBeGreaterThan(2);
  });
});
