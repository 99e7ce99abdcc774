/**
 * The sample letter in six languages: valid, read back, the English one as it was looked at. `UPDATE=1` rewrites that file;
 * never in CI.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { akn } from '../../src/backends/akn/akn.ts';
import { type Built, buildDocument } from '../../src/pipeline.ts';
import type { Problem } from '../../src/problem.ts';
import { verifyAkn } from '../../src/verify/verify-akn.ts';
import { validateXml } from '../../src/xsd.ts';
import { house } from '../language/house.ts';
import { assembly, block, body, contextFor, letter, masthead, notes, paragraph, text } from './trees.ts';

const root = path.resolve(import.meta.dirname, '../..');
const update = process.env.UPDATE === '1';
if (update && process.env.CI !== undefined) throw new Error('golden files are not rewritten in CI');

async function build(folder: string): Promise<Built> {
  const found = { file: `${folder}/letter.yaml`, folder, slug: path.basename(folder) };
  const pattern = '{symbol}-{language}';
  const settings = { house: await house(), emblem: null, formats: ['akn'] as const, pattern, verify: true, strict: false, cwd: root };
  return buildDocument(found, settings);
}

let built: Built;
beforeAll(async () => {
  built = await build('content/sample-letter');
});

it('a letter with annexes and an enclosure is made and verified with all of them', async () => {
  const { problems, outputs } = await build('test/cases/annexes');
  expect(problems).toEqual([]);
  expect(outputs.map(({ language }) => language)).toEqual(['en', 'fr']);
  for (const { bytes } of outputs) expect(new TextDecoder().decode(bytes).match(/<attachment /g)).toHaveLength(3);
});

describe('the sample letter', () => {
  it('is made and verified in six languages', () => {
    expect(built.problems).toEqual([]);
    expect(built.outputs.map(({ language }) => language).sort()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
    for (const { verdict } of built.outputs) expect(verdict?.words).toBeGreaterThan(500);
  });

  it('is valid in every language', async () => {
    const files = built.outputs.map(({ fileName, bytes }) => ({ name: fileName, bytes }));
    expect(await validateXml(files, ['akn'])).toEqual([]);
  });

  it('is the same work in every language, and another expression in each', () => {
    const uris = built.outputs.map(({ bytes }) =>
      [...new TextDecoder().decode(bytes).matchAll(/<FRBRuri value="([^"]*)"/g)].map((match) => match[1]),
    );
    expect(new Set(uris.map(([work]) => work)).size).toBe(1);
    expect(new Set(uris.map(([, expression]) => expression)).size).toBe(6);
  });

  it('is in English as it was looked at', () => {
    const file = path.join(import.meta.dirname, 'sample-en.xml');
    const text = new TextDecoder().decode(built.outputs.find(({ language }) => language === 'en')?.bytes);
    if (update) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

describe('verification', () => {
  const tree = letter([body(paragraph('The keepers of 12 sundials met.'))], { organs: [assembly] });
  const judge = async (change: (xml: string) => string) => {
    const bytes = await akn.render(tree, await contextFor('en'));
    const told: Pick<Problem, 'code' | 'values'>[] = [];
    const changed = new TextEncoder().encode(change(new TextDecoder().decode(bytes ?? new Uint8Array())));
    const { ok } = await verifyAkn(changed, tree, 'letter.xml', (code, _, values = {}) => told.push({ code, values }));
    return { ok, told: told.map(({ code, values }) => [code, values.what ?? '', values.found ?? '']) };
  };

  it('accepts what the back end makes', async () => {
    expect(await judge((xml) => xml)).toEqual({ ok: true, told: [] });
  });

  it('takes notes in whichever order they are called, and such as are not', async () => {
    const symbol = block('symbol', 'A/74/1**');
    const title = block('title', [text('Letter'), { type: 'note-mark', at: null, text: '*' }]);
    const three = ['*', '**', '***'].map((label) => block('special-note', `Note ${label.length}.`, { label }));
    const noted = { ...letter([masthead(symbol), title, body(), notes(...three)]), properties: { ...tree.properties, title: 'Letter' } };
    const bytes = (await akn.render(noted, await contextFor('en'))) ?? new Uint8Array();
    const told: unknown[] = [];
    expect((await verifyAkn(bytes, noted, 'letter.xml', (...problem) => told.push(problem))).ok, JSON.stringify(told)).toBe(true);
  });

  it.each([
    ['a word', (xml: string) => xml.replace('keepers', 'owners'), ['TEXT_DIFFERS', 'word', 'owners']],
    ['a number', (xml: string) => xml.replace('12 sundials', '13 sundials'), ['TEXT_DIFFERS', 'number', '13']],
    ['a symbol', (xml: string) => xml.replace('showAs="A/74/1"', 'showAs="A/74/2"'), ['TEXT_DIFFERS', 'symbol', 'A/74/2']],
    ['the language', (xml: string) => xml.replace('xml:lang="en"', 'xml:lang="fr"'), ['TEXT_DIFFERS', 'language', 'fr']],
    ['the root', (xml: string) => xml.replaceAll('akomaNtoso', 'other'), ['OUTPUT_UNREADABLE', '', '']],
    ['its end', (xml: string) => xml.slice(0, -20), ['OUTPUT_UNREADABLE', '', '']],
    ['a document type', (xml: string) => xml.replace('?>', '?><!DOCTYPE akomaNtoso>'), ['OUTPUT_UNREADABLE', '', '']],
  ])('finds a file in which %s was changed', async (_, change, expected) => {
    const { ok, told } = await judge(change);
    expect(ok).toBe(false);
    expect(told).toContainEqual(expected);
  });
});
