/**
 * The language files as data: each says the same things, every word has its source, and the page of unverified words is the one
 * the files make.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { entrySections, sourceOf, unverifiedPage, wordSections, wordsOf } from '../../scripts/unverified.js';
import type { Language } from '../../src/language/language.ts';
import { house } from './house.ts';

const root = path.resolve(import.meta.dirname, '../..');
const codes = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];
let languages: ReadonlyMap<string, Language>;
let states: readonly string[];
beforeAll(async () => {
  const { languages: found, model } = await house();
  languages = found;
  states = Object.keys(model.states.states);
});
const languageOf = (code: string): Language => {
  const language = languages.get(code);
  if (!language) throw new Error(`no language ${code}`);
  return language;
};

it('the official languages are there', () => expect([...languages.keys()].sort()).toEqual(codes));

describe.each(codes)('%s', (code) => {
  it.each(['phrases', 'offices', 'addressees', 'organs'] as const)('has every one of the %s, and no other', (section) => {
    expect(Object.keys(languageOf(code)[section]).sort()).toEqual(Object.keys(languageOf('en')[section]).sort());
  });

  it('fills the same places in each phrase', () => {
    const places = (phrase: string) =>
      [...phrase.matchAll(/\{[\w-]+\}/g)].map(([name]) => name.replace(/^\{ordinal-.*/, '{ordinal}').replace('{roman}', '{number}')).sort();
    const phrases = languageOf(code).phrases;
    // The heading of an annex is made of the title's words in either way: those, or the title itself.
    const composed = (key: string) => key.startsWith('annex-to-');
    for (const [key, phrase] of Object.entries(languageOf('en').phrases).filter(([key]) => !composed(key)))
      expect([key, places(phrases[key] ?? '')]).toEqual([key, places(phrase)]);
  });

  it.each(['sample', 'reproduction', 'reconstruction'])('calls a %s the same on its pages and in its properties', (kind) => {
    const { phrases } = languageOf(code);
    const [noun = ''] = (phrases[`property-${kind}`] ?? '').split(/\s?[:：]/);
    expect(noun).not.toBe('');
    expect(phrases[`status-${kind}`]).toContain(noun);
  });

  it('asks for no form of an ordinal that it lacks', () => {
    const { phrases, ordinals } = languageOf(code);
    const forms = Object.values(phrases).flatMap((phrase) => [...phrase.matchAll(/\{ordinal-([\w-]+)\}/g)].map((match) => match[1] ?? ''));
    expect(forms.length).toBeGreaterThan(3);
    expect(new Set(forms)).toEqual(new Set(Object.keys(ordinals)));
  });

  it('speaks of each office in both genders', () => {
    for (const [office, { sender }] of Object.entries(languageOf(code).offices))
      expect([office, 'any' in sender ? ['any'] : ['f', 'm']]).toEqual([office, Object.keys(sender).sort()]);
  });

  it('names every language, month and letter', () => {
    const { names, months, masthead, labels } = languageOf(code);
    expect(Object.keys(names).sort()).toEqual(codes);
    expect(new Set(months).size).toBe(12);
    expect(new Set(masthead.months).size).toBe(12);
    expect(new Set(labels.letters ?? []).size).toBe(labels.letters?.length ?? 0);
  });

  it('names every State, or leaves its name to the author', () => {
    const known = Object.keys(languageOf(code).states);
    expect(known.filter((state) => !states.includes(state))).toEqual([]);
    // Forms of which nothing is known for certain.
    const left: Readonly<Record<string, readonly string[]>> = { fr: ['OM'], ru: ['MV'] };
    expect(states.filter((state) => !known.includes(state))).toEqual(left[code] ?? []);
    expect(new Set(Object.values(languageOf(code).states)).size).toBe(known.length);
  });

  it('gives a source to every word, one by one where they were read one by one', () => {
    const language = languageOf(code);
    const words = wordsOf(language);
    expect(words.length).toBeGreaterThan(300);
    const without = words.filter(({ place }) => {
      const found = sourceOf(place, language.sources);
      const [section = ''] = place.split('.');
      return !found || found.source.trim() === '' || (entrySections.includes(section) && found.at === section);
    });
    expect(without).toEqual([]);
  });

  it('gives no source to words it lacks', () => {
    const language = languageOf(code) as unknown as Readonly<Record<string, unknown>>;
    const at = (place: string) =>
      place
        .split('.')
        .reduce<unknown>(
          (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
          language,
        );
    const lost = Object.keys(languageOf(code).sources).filter((place) => at(place) === undefined);
    // Of a page that follows the house's there is nothing in the file but the source.
    expect(lost.filter((place) => wordSections.includes(place.split('.')[0] ?? ''))).toEqual([]);
  });

  it('writes nothing in the letters of another language', () => {
    const { phrases, organs, offices, states: own } = languageOf(code);
    const texts = [...Object.entries(phrases), ...Object.entries(organs), ...Object.entries(own)];
    for (const [key, { sender }] of Object.entries(offices)) for (const text of Object.values(sender)) texts.push([key, text]);
    for (const [key, forms] of Object.entries(languageOf(code).addressees))
      for (const text of Object.values(forms)) texts.push([key, text]);
    const script = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u }[code] ?? /\p{Script=Latin}/u;
    // The masthead's block is in English where the file says so; QR is written as such; what stands in braces is filled in.
    const inBlock = languageOf(code).masthead.language === code ? /^$/ : /^(?:distribution-|original$)/;
    const bare = texts
      .filter(([key]) => !inBlock.test(key))
      .map(([key, text]) => [key, text.replace(/\{[^}]*\}|QR/g, '').replace(/[^\p{L}]/gu, '')] as const);
    expect(bare.filter(([, letters]) => [...letters].some((letter) => !script.test(letter)))).toEqual([]);
  });
});

it('the page of unverified words is the one the files make', () => {
  // If this fails: npm run unverified.
  expect(readFileSync(path.join(root, 'docs/unverified.md'), 'utf8') === unverifiedPage(root) ? 'current' : 'run npm run unverified').toBe(
    'current',
  );
});

it('that page lists a doubtful word and no word that was read', () => {
  const page = unverifiedPage(root);
  expect(page).toContain('| phrases.signed | توقيع |');
  expect(page).not.toContain('phrases.signed | Signé');
  expect(page).toContain('| 37 | fr | La situation dans les territoires azerbaïdjanais occupés |');
  expect(page).not.toContain('Положение на оккупированных территориях Азербайджана');
});
