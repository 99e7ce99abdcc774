/** Which translation belongs to which unit after the source has changed, and what an update makes of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/translation/catalogue.ts';
import { differenceOf } from '../../src/translation/difference.ts';
import { standingsOf } from '../../src/translation/standing.ts';
import { digestOf, type Unit } from '../../src/translation/units.ts';
import { isEmpty, type UpdateOptions, updateOf } from '../../src/translation/update.ts';
import { changedCatalogue } from '../../src/translation/write.ts';

const unit = (key: string, text: string): Unit => ({
  key,
  path: key,
  kind: 'paragraph',
  label: null,
  linesKept: false,
  text,
  digest: digestOf(text),
  optional: false,
});
const body = (...texts: readonly string[]) => texts.map((text, index) => unit(`body.${index + 1}`, text));
const entry = (key: string, source: string, text = `t(${source})`) =>
  `  ${key}: { text: "${text}", from: "${digestOf(source)}", source: "${source}" }\n`;
const catalogueWith = (...entries: readonly string[]) => {
  const text = `# kept\nlanguage: fr\nunits:\n${entries.join('') || '  {}\n'}`;
  const catalogue = catalogueOf(text, 'fr.yaml', (...problem) => {
    throw new Error(JSON.stringify(problem));
  });
  if (!catalogue) throw new Error('no catalogue');
  return { text, catalogue };
};
const standing = (units: readonly Unit[], ...entries: readonly string[]) => {
  const found = standingsOf(units, catalogueWith(...entries).catalogue);
  return [found.units.map(({ type, key }) => [type, key]), found.orphans];
};
const none: UpdateOptions = { fuzzy: false, anchor: false, accept: [] };

/** Updates until nothing changes, which must be at once. */
function updated(units: readonly Unit[], entries: readonly string[], options = none) {
  const before = catalogueWith(...entries);
  const update = updateOf(standingsOf(units, before.catalogue), before.catalogue, options);
  const text = changedCatalogue(before.text, update.changes);
  const after = catalogueOf(text, 'fr.yaml', (...problem) => {
    throw new Error(JSON.stringify(problem));
  });
  if (!after) throw new Error('no catalogue');
  expect(isEmpty(updateOf(standingsOf(units, after), after, none))).toBe(true);
  expect(text.startsWith('# kept\n')).toBe(true);
  return { update, catalogue: after };
}

describe('a unit', () => {
  it('keeps its translation while its text is the same', () => {
    expect(standing(body('one', 'two'), entry('body.1', 'one'), entry('body.2', 'two'))).toEqual([
      [
        ['current', 'body.1'],
        ['current', 'body.2'],
      ],
      [],
    ]);
  });

  it('takes its translation with it when it moves', () => {
    expect(standing(body('new', 'one', 'two'), entry('body.1', 'one'), entry('body.2', 'two'))).toEqual([
      [
        ['missing', null],
        ['current', 'body.1'],
        ['current', 'body.2'],
      ],
      [],
    ]);
  });

  it('is stale when its text changed, even if it moved as well', () => {
    expect(standing(body('new', 'one two four'), entry('body.1', 'one two three'))).toEqual([
      [
        ['missing', null],
        ['stale', 'body.1'],
      ],
      [],
    ]);
    expect(standing(body('something else altogether'), entry('body.1', 'one two three'))).toEqual([[['stale', 'body.1']], []]);
  });

  it('does not lend its translation to a unit of another kind', () => {
    expect(standing([unit('title', 'one')], entry('body.1', 'one'))).toEqual([[['missing', null]], ['body.1']]);
    expect(standing([unit('signatories.1.given', 'Li')], entry('signatories.1.family', 'Li'))).toEqual([
      [['missing', null]],
      ['signatories.1.family'],
    ]);
  });

  it('keeps its own translation where several have the same text', () => {
    expect(standing(body('same', 'same'), entry('body.1', 'same', 'a'), entry('body.2', 'same', 'b'))).toEqual([
      [
        ['current', 'body.1'],
        ['current', 'body.2'],
      ],
      [],
    ]);
  });
});

describe('an update', () => {
  it('gives moved units their new keys, in their place, and the new one a place', () => {
    const { update, catalogue } = updated(body('new', 'one', 'two'), [entry('body.1', 'one'), entry('body.2', 'two')]);
    expect(update.moved).toEqual([
      { from: 'body.1', to: 'body.2' },
      { from: 'body.2', to: 'body.3' },
    ]);
    expect([...catalogue.units].map(([key, { text, source }]) => [key, text, source])).toEqual([
      ['body.1', '', 'new'],
      ['body.2', 't(one)', 'one'],
      ['body.3', 't(two)', 'two'],
    ]);
  });

  it('loses no translation, whatever happened to the source', () => {
    const texts = fc.array(fc.constantFrom('one', 'two two', 'three three three', 'four', 'one two', 'two three three'), { maxLength: 6 });
    fc.assert(
      fc.property(texts, texts, (old, now) => {
        const entries = old.map((text, index) => entry(`body.${index + 1}`, text, `t${index}`));
        const { catalogue } = updated(body(...now), entries);
        const kept = [...catalogue.units.values()].map(({ text }) => text).filter((text) => text !== '');
        expect(kept.toSorted()).toEqual(old.map((_, index) => `t${index}`).toSorted());
      }),
      { numRuns: 200 },
    );
  });

  it('anchors and accepts only when told to', () => {
    const entries = ['  body.1: { text: un }\n', entry('body.2', 'two', 'deux')];
    const units = body('one', 'three');
    expect(updated(units, entries).catalogue.units.get('body.1')?.from).toBeNull();
    expect(updated(units, entries, { ...none, anchor: true }).catalogue.units.get('body.1')?.from).toBe(digestOf('one'));
    expect(updated(units, entries, { ...none, accept: ['body.2'] }).catalogue.units.get('body.2')).toMatchObject({
      text: 'deux',
      from: digestOf('three'),
      source: 'three',
    });
  });

  it('proposes the translation of the text most alike, marked so, and only when asked', () => {
    const entries = [entry('body.1', 'one two three', 'un deux trois'), entry('body.2', 'one two six', 'un deux six')];
    const units = body('one two three', 'one two six', 'one two five six');
    expect(updated(units, entries).catalogue.units.get('body.3')?.text).toBe('');
    expect(updated(units, entries, { ...none, fuzzy: true }).catalogue.units.get('body.3')).toMatchObject({
      text: 'un deux six',
      state: 'fuzzy',
      from: digestOf('one two five six'),
    });
  });
});

describe('a difference', () => {
  it('is told word by word', () => {
    expect(differenceOf('The two States met in 2019.', 'The three States met in 2020.')).toEqual([
      { type: 'same', text: 'The ' },
      { type: 'removed', text: 'two' },
      { type: 'added', text: 'three' },
      { type: 'same', text: ' States met in ' },
      { type: 'removed', text: '2019' },
      { type: 'added', text: '2020' },
      { type: 'same', text: '.' },
    ]);
  });

  it('holds both texts whole', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '  ', '.', '文', '\n'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = differenceOf(before, after);
        const side = (without: 'added' | 'removed') =>
          changes
            .filter((change) => change.type !== without)
            .map((change) => change.text)
            .join('');
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }),
    );
  });
});
