/** What is sent and comes back untouched changes nothing: in the program's own documents, in every language and form. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk } from './harness.ts';

const content = path.resolve(import.meta.dirname, '../../../content');
const documents = readdirSync(content).map((name) => {
  const files = readdirSync(path.join(content, name)).filter((file) => file.endsWith('.yaml'));
  return { name, texts: Object.fromEntries(files.map((file) => [file, readFileSync(path.join(content, name, file), 'utf8')])) };
});
const versions = documents.flatMap(({ name, texts }) =>
  Object.keys(texts)
    .filter((file) => file !== 'letter.yaml')
    .map((file) => ({ document: name, language: path.basename(file, '.yaml') })),
);

describe('a version that comes back untouched', () => {
  it('is looked for in several languages', () => expect(versions.length).toBeGreaterThan(5));

  it.each(versions)('$document in $language leaves its catalogue as it was', async ({ document, language }) => {
    const texts = documents.find(({ name }) => name === document)?.texts ?? {};
    const { send, receive, read } = desk(texts);
    for (const options of [{ xliff: '1.2' }, { xliff: '2.1' }, { docx: true }] as const) {
      const sent = await send(language, { ...options, out: 'output' });
      expect(sent.exit, sent.said).toBe(0);
      const { exit, said } = await receive(sent.files);
      expect(exit, said).toBe(0);
      expect(said).toMatch(/: 0 taken, \d+ unchanged/);
      expect(read(`content/case/${language}.yaml`)).toBe(texts[`${language}.yaml`]);
    }
  });

  it('is sent as the same bytes each time', async () => {
    const texts = documents[0]?.texts ?? {};
    const language = versions.find(({ document }) => document === documents[0]?.name)?.language ?? '';
    const bytes = async () => {
      const { folder, send } = desk(texts);
      const { files } = await send(language, { xliff: '1.2', docx: true, tmx: true });
      return files.map((file) => [path.basename(file), readFileSync(path.join(folder, file)).toString('base64')]);
    };
    const first = await bytes();
    expect(first).toHaveLength(3);
    expect(await bytes()).toEqual(first);
  });
});
