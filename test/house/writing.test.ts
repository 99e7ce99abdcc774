/** `docs/writing.md` tells of all an author may write, and what it shows is what the program takes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { build } from '../../src/index.ts';
import { directiveNames } from '../../src/model/directives.ts';
import { root, scratch } from '../command.ts';

const folders = scratch();
afterAll(folders.remove);
const guide = readFileSync(path.join(root, 'docs/writing.md'), 'utf8');

describe('the guide to writing', () => {
  it('names every field of a document and every directive', () => {
    const schema = JSON.parse(readFileSync(path.join(root, 'schema/document.schema.json'), 'utf8'));
    const fields: string[] = Object.keys(schema.properties);
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter((name) => !guide.includes(`\`${name}\``) && !guide.includes(`\`${name}:`))).toEqual([]);
    expect(directiveNames.filter((name) => !guide.includes(`::: ${name}`))).toEqual([]);
  });

  it('shows text that makes a letter as it stands', async () => {
    const shown = [...guide.matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
    const body = [...shown, 'The end.'].join('\n').replace(/^(?=.)/gm, '  ');
    const cwd = folders.folder();
    mkdirSync(path.join(cwd, 'content/guide'), { recursive: true });
    const organs = 'organs:\n  - { organ: security-council, year: 80, symbol: null }\n';
    const letter =
      'letter:\n  date: 2025-09-17\n  from: [{ office: permanent-representative, of: XA }]\n  to: [security-council-president]\n';
    writeFileSync(path.join(cwd, 'content/guide/letter.yaml'), `type: letter\nlanguage: en\n${organs}${letter}body: |\n${body}\n`);
    const { documents, problems } = await build([], { cwd, format: ['pdf', 'text'], verify: true });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const text = Buffer.from(documents[0]?.outputs.find(({ format }) => format === 'text')?.bytes ?? []).toString('utf8');
    expect(text).toContain('1.  Numbered paragraphs begin at 1.');
    expect(text).toContain('(a) An entry labelled (a), not 1.');
    expect(text).toContain('Permanent Mission of Sample\n1 River Street\n');
  });
});
