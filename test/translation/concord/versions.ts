/**
 * Versions to compare in tests: the clean set as units of each language.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type Language, languageSchema } from '../../../src/language/language.ts';
import type { Version } from '../../../src/translation/concord/concord.ts';
import type { RawUnit } from '../../../src/translation/concord/passage.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => parse(readFileSync(path.join(root, file), 'utf8'));

/** The languages of the house that the clean set is written in. */
export const codes: readonly string[] = ['en', 'fr', 'es', 'ru', 'ar', 'zh'];

const languages = new Map(codes.map((code) => [code, languageSchema.parse(read(`templates/languages/${code}.yaml`))]));
export function languageOf(code: string): Language {
  const language = languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  return language;
}

type Entry = Readonly<Record<string, string>>;
const sets: Readonly<Record<'clean' | 'idioms', Readonly<Record<string, Entry>>>> = {
  clean: read('test/translation/concord/clean.yaml'),
  idioms: read('test/translation/concord/idioms.yaml'),
};

/** The clean set in one language, or that of idioms. */
export function cleanVersion(code: string, set: keyof typeof sets = 'clean'): Version {
  const units = Object.entries(sets[set]).map(
    ([key, entry]): RawUnit => ({
      key,
      path: key,
      kind: entry.kind as RawUnit['kind'],
      label: entry.label ?? null,
      text: entry[code] ?? '',
    }),
  );
  return { language: languageOf(code), units };
}

/** One paragraph as a version. */
export function paragraph(code: string, text: string): Version {
  return { language: languageOf(code), units: [{ key: 'body.1', path: 'body.0', kind: 'paragraph', label: null, text }] };
}
