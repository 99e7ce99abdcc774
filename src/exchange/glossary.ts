/**
 * The glossary: words of the house in several languages (`templates/glossary.yaml`), read, checked, and made into what finds them
 * in a text. Knows no language; which words bend and how is the file's to say.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { reasonOf } from '../output.ts';
import type { Report } from '../problem.ts';
import { checkYaml } from '../source.ts';

const field = <T extends z.ZodType>(schema: T, what: string): T => schema.describe(what);
const pattern = z.string().refine(isPattern, { params: { variant: 'pattern' } });

const term = z.strictObject({
  term: field(z.record(z.string(), z.string()), 'The term by language, as the house writes it. A language left out is not checked.'),
  forms: field(
    z.record(z.string(), z.array(pattern)).optional(),
    'Its other forms by language, as regular expressions: inflections, short names. The term itself is always one.',
  ),
  source: field(z.string(), 'Where it was read, or UNVERIFIED.'),
  note: field(z.string().nullable().optional(), 'What a translator should know, printed with a finding.'),
});
export const glossarySchema = z.strictObject({ terms: field(z.array(term), 'The terms.') });

export interface Term {
  /** By language. */
  readonly words: Readonly<Record<string, string>>;
  readonly note: string | null;
  /** Whether a text in a language has the term in any form; null if the glossary does not know it in that language. */
  stands(text: string, language: string): boolean | null;
}

export const glossaryName = 'glossary.yaml';

/** Reads the glossary of a templates folder; null after reporting. */
export async function readGlossary(folder: string, report: Report): Promise<readonly Term[] | null> {
  const shown = `templates/${glossaryName}`;
  const text = await readFile(path.join(folder, glossaryName), 'utf8').catch((error: unknown) => {
    report('FILE_UNREADABLE', { file: shown }, { value: shown, reason: reasonOf(error) });
    return null;
  });
  const data = text === null ? null : checkYaml(text, shown, glossarySchema, report);
  return data === null ? null : data.terms.map(termOf);
}

function termOf({ term: words, forms, note }: z.infer<typeof term>): Term {
  const finders = new Map(Object.entries(words).map(([language, word]) => [language, finderOf(word, forms?.[language] ?? [])]));
  return { words, note: note ?? null, stands: (text, language) => finders.get(language)?.test(plainWords(text)) ?? null };
}

/** Finds the word in any of its forms, whole; in a script without spaces a word has no edge. */
function finderOf(word: string, forms: readonly string[]): RegExp {
  const all = [plainWords(word).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), ...forms.map(plainWords)].map((form) => `(?:${form})`).join('|');
  const hasEdges = !/^\p{Script=Han}/u.test(word);
  return new RegExp(hasEdges ? `(?<![\\p{L}\\p{N}])(?:${all})(?![\\p{L}\\p{N}])` : all, 'iu');
}

/** One kind of space, composed letters, no marks that a writer may leave out: vowel signs and lengthening. */
function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\u0640\u064b-\u0652\u200b-\u200f\u2060-\u2069]/gu, '');
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}
