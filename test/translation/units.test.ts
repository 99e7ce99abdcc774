/** Which texts of a document are translated, what their keys are, and what their digests depend on. */
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Model } from '../../src/model/model.ts';
import { parseYaml } from '../../src/source.ts';
import { catalogueOf } from '../../src/translation/catalogue.ts';
import { digestOf, unitsOf } from '../../src/translation/units.ts';
import { findCatalogues } from '../../src/translation/versions.ts';
import { changedCatalogue, newCatalogue } from '../../src/translation/write.ts';
import { modelFrom } from './documents.ts';

const body = `# I. First

One *two*
three.

1. Item

   within
2. Other
   - dash

::: keep
kept
:::
`;
let model: Model;
beforeAll(async () => {
  model = await modelFrom(body);
});

describe('the units of a table', () => {
  it('are its title and its cells, but for empty ones; what all languages write alike need not be translated', async () => {
    const table = await modelFrom(`::: table rows
Sums of *both* years
| Place | 2019 |
|---|--:|
| North\\ Cape | 1,204 |
| South | 12 |
| | – |
:::
`);
    const units = unitsOf(table).filter(({ key }) => key.startsWith('body.'));
    expect(units.map(({ key, path: at, kind, text, optional }) => [key, at, kind, text, optional])).toEqual([
      ['body.1.title', 'body.0.title', 'table-title', 'Sums of *both* years', false],
      ['body.1.1.1', 'body.0.0.0', 'cell', 'Place', false],
      ['body.1.1.2', 'body.0.0.1', 'cell', '2019', true],
      ['body.1.2.1', 'body.0.1.0', 'cell', 'North\\\nCape', false],
      ['body.1.2.2', 'body.0.1.1', 'cell', '1,204', false],
      ['body.1.3.1', 'body.0.2.0', 'cell', 'South', false],
      ['body.1.3.2', 'body.0.2.1', 'cell', '12', true],
      ['body.1.4.2', 'body.0.3.1', 'cell', '–', true],
    ]);
  });
});

describe('the units of a document', () => {
  it('are its texts in reading order, with keys that count from 1', () => {
    const units = unitsOf(model, { madeTitle: 'Letter dated today', knowsAgendaTitle: () => false });
    expect(units.map(({ key, path: at, kind, label, text }) => [key, at, kind, label, text])).toEqual([
      ['agenda.32', 'organs.0.agenda.0', 'agenda-title', null, 'Sundials'],
      ['agenda.72 (b)', 'organs.0.agenda.1', 'agenda-title', null, 'Hours\\\nand minutes'],
      ['title', 'letter', 'title', null, 'Letter dated today'],
      ['body.1', 'body.0', 'heading', 'I.', 'First'],
      ['body.2', 'body.1', 'paragraph', null, 'One *two* three.'],
      ['body.3.1.1', 'body.2.0.0', 'paragraph', '1.', 'Item'],
      ['body.3.1.2', 'body.2.0.1', 'paragraph', null, 'within'],
      ['body.3.2.1', 'body.2.1.0', 'paragraph', '2.', 'Other'],
      ['body.3.2.2.1.1', 'body.2.1.1.0.0', 'paragraph', '–', 'dash'],
      ['body.4.1', 'body.3.0', 'paragraph', null, 'kept'],
      ['signatories.1.given', 'signatories.0.given', 'given', null, 'Maria'],
      ['signatories.1.family', 'signatories.0.family', 'family', null, 'Sample'],
      ['signatories.1.titles.1', 'signatories.0.titles.0', 'signatory-title', null, 'Ambassador'],
      ['notes.1', 'notes.0', 'note', null, 'Reissued.'],
    ]);
    expect(units.filter((unit) => unit.optional).map((unit) => unit.key)).toEqual(['title']);
  });

  it('have digests that tell a changed text and nothing else', async () => {
    const digest = (of: Model, key: string) => unitsOf(of).find((unit) => unit.key === key)?.digest;
    const folded = await modelFrom(body.replace('*\nthree', '*   three'));
    const changed = await modelFrom(body.replace('three', 'four'));
    expect(digest(folded, 'body.2')).toBe(digest(model, 'body.2'));
    expect(digest(changed, 'body.2')).not.toBe(digest(model, 'body.2'));
    expect(digest(changed, 'body.1')).toBe(digest(model, 'body.1'));
    // printf 'é' (NFC) | sha256sum
    expect(digestOf('e\u0301')).toBe('4a99557e');
  });
});

describe('a catalogue', () => {
  const text =
    '# by hand\nlanguage: fr # of this file\nunits:\n  body.2: { text: "Un", from: 0a1b2c3d }\n  # last\n  body.1:\n    text: Titre\n';

  it('is read with the place of each character', () => {
    const problems: unknown[] = [];
    const read = catalogueOf(text, 'content/x/fr.yaml', (...problem) => problems.push(problem));
    expect(problems).toEqual([]);
    expect([...(read?.units ?? [])]).toEqual([
      ['body.2', { text: 'Un', from: '0a1b2c3d', source: null, state: 'translated', by: null, on: null, note: null }],
      ['body.1', { text: 'Titre', from: null, source: null, state: 'translated', by: null, on: null, note: null }],
    ]);
    expect(read?.yaml.rangeAt(['units', 'body.1', 'text'], 'value', 2, 1)?.start).toEqual({ line: 7, column: 13 });
  });

  it('keeps its comments and its order when units change', () => {
    const changed = changedCatalogue(text, {
      set: new Map([['body.2', { text: 'Deux', from: '11111111', source: 'Two' }]]),
      rename: new Map([
        ['body.1', 'body.2'],
        ['body.2', 'body.1'],
      ]),
    });
    // Changes of values come last, by the new names.
    expect(changed).toBe(
      '# by hand\nlanguage: fr # of this file\nunits:\n  body.1: { text: "Un", from: 0a1b2c3d }\n  # last\n  body.2:\n    text: Deux\n    from: "11111111"\n    source: Two\n',
    );
    expect(changedCatalogue(text, {})).toBe(text);
  });

  it('begins with every unit that must be given', () => {
    const made = newCatalogue('fr', unitsOf(model, { madeTitle: 'Letter', knowsAgendaTitle: () => false }), '../schema.json');
    const data = parseYaml(made, 'fr.yaml', () => {})?.data as { units: Record<string, { text: string; source: string }> };
    expect(Object.keys(data.units)).toContain('body.3.2.2.1.1');
    expect(Object.keys(data.units)).not.toContain('title');
    expect(data.units['agenda.72 (b)']).toMatchObject({ text: '', source: 'Hours\\\nand minutes' });
  });

  it('takes a digest that looks like a number for what it is', () => {
    const read = catalogueOf(
      'language: fr\nunits:\n  body.1: { text: a, from: 04120935 }\n  body.2:\n    from: 12e45678\n    text: b\n',
      'fr.yaml',
      (...problem) => {
        throw new Error(JSON.stringify(problem));
      },
    );
    expect([...(read?.units.values() ?? [])].map((unit) => unit.from)).toEqual(['04120935', '12e45678']);
  });

  it('must have the language of its name', () => {
    const codes: string[] = [];
    expect(catalogueOf(text, 'content/x/es.yaml', (code) => codes.push(code))).toBeNull();
    expect(codes).toEqual(['CATALOGUE_LANGUAGE']);
  });
});

describe('the catalogues of a folder', () => {
  it('are found by the languages of the house, in their order', async () => {
    const folder = path.join(import.meta.dirname, '../../templates/languages');
    const problems: unknown[] = [];
    const found = findCatalogues(folder, 'content/x/letter.yaml', ['xx', 'en'], (code, place) => problems.push([code, place]));
    expect(found).toEqual([{ language: 'en', file: path.join(folder, 'en.yaml'), shown: 'content/x/en.yaml' }]);
  });
});

describe('any catalogue at all', () => {
  it('gives problems, never an exception', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.constantFrom('fr', 'body.1', '__proto__', 'constructor', '0a1b2c3d'),
      fc.integer(),
      fc.constant(null),
    );
    const key = fc.constantFrom(
      'language',
      'status',
      'units',
      'job',
      'body.1',
      '__proto__',
      'constructor',
      'text',
      'from',
      'state',
      'on',
      '#',
    );
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 6 }), (data) => {
        const text = stringify({ language: 'fr', units: {}, ...data });
        const codes: string[] = [];
        const read = catalogueOf(text, 'fr.yaml', (code) => codes.push(code));
        expect(read !== null || codes.length > 0).toBe(true);
        if (!read) return;
        const changed = changedCatalogue(text, { set: new Map([...read.units.keys()].map((one) => [one, { by: 'x' }])) });
        const again = catalogueOf(changed, 'fr.yaml', () => {});
        expect([...(again?.units ?? [])]).toEqual([...read.units].map(([one, unit]) => [one, { ...unit, by: 'x' }]));
      }),
      { numRuns: 300 },
    );
  });
});
