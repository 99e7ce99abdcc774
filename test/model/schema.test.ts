import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { schemaNames, schemaText } from '../../src/commands/schema.ts';

const root = path.join(import.meta.dirname, '../..');

interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

const texts = new Map<string, string>();
for (const name of schemaNames) texts.set(name, (await schemaText(name)) ?? '');

describe.each(schemaNames)('the schema of %s', (name) => {
  const schema = JSON.parse(texts.get(name) ?? '') as Schema;

  it('is the committed one', () => {
    const file = path.join(root, `schema/${name}.schema.json`);
    if (process.env.UPDATE === '1' && !process.env.CI) writeFileSync(file, texts.get(name) ?? '');
    expect(readFileSync(file, 'utf8')).toBe(texts.get(name));
  });

  it('describes every field, with an example', () => {
    const poor: string[] = [];
    const look = (at: string, part: Schema): void => {
      for (const [field, inner] of Object.entries(part.properties ?? {})) {
        if (!inner.description?.trim() || !inner.examples || inner.examples.length === 0) poor.push(`${at}.${field}`);
        look(`${at}.${field}`, inner);
      }
      for (const inner of [part.items, ...(part.anyOf ?? []), part.additionalProperties]) if (typeof inner === 'object') look(at, inner);
    };
    look(name, schema);
    expect(poor).toEqual([]);
  });
});

describe('every YAML file', () => {
  const folders = ['templates', 'content', 'test/cases'].filter((folder) => existsSync(path.join(root, folder)));
  const files = ['circulate.config.yaml', ...folders.flatMap((folder) => yamlFiles(folder))];
  const first = (file: string) => readFileSync(path.join(root, file), 'utf8').split('\n')[0] ?? '';
  const schemaOf = (file: string) =>
    path.resolve(path.dirname(path.join(root, file)), /^# yaml-language-server: \$schema=(\S+)$/.exec(first(file))?.[1] ?? 'none');
  let checkers: ReadonlyMap<string, z.ZodType>;
  beforeAll(() => {
    checkers = new Map(schemaNames.map((name) => [name, z.fromJSONSchema(JSON.parse(texts.get(name) ?? ''))]));
  });

  it.each(files)('%s names its schema and keeps to it', (file) => {
    const schema = schemaOf(file);
    expect(existsSync(schema) ? path.relative(root, schema) : `${file} names no schema`).toMatch(/^schema\/\w+\.schema\.json$/);
    const checker = checkers.get(path.basename(schema, '.schema.json'));
    expect(checker?.safeParse(parse(readFileSync(path.join(root, file), 'utf8'))).error?.issues).toBeUndefined();
    expect(checker?.safeParse({ 'no-such-field': 1 }).success).toBe(false);
  });

  it('is found', () => expect(files.length).toBeGreaterThan(6));
});

function yamlFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.join(folder, file))
    .sort();
}
