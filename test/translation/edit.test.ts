/** A file that people write is changed where it must be and nowhere else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editYaml } from '../../src/edit.ts';

const file = `# top
language: fr

units:
  body.1: { text: Un, from: 0a1b2c3d } # first
  # about two
  body.2: # second
    text: >-
      folded
      text here
    from: "12345678"

  body.3:
    text: |
      literal
    by: 'x'
`;
const long = 'a long line with a: colon and # hash, "quotes" and \\\na second line that is long enough to be more than sixty characters';

describe('an edit', () => {
  it('changes a value in its place', () => {
    expect(editYaml(file, [{ type: 'set', keys: ['units', 'body.2', 'from'], value: '0a0b0c0d' }])).toBe(
      file.replace('"12345678"', '0a0b0c0d'),
    );
    expect(editYaml(file, [{ type: 'set', keys: ['units', 'body.1', 'text'], value: 'Deux: trois' }])).toBe(
      file.replace('text: Un', 'text: "Deux: trois"'),
    );
    expect(editYaml(file, [{ type: 'set', keys: ['units', 'body.3', 'text'], value: long }])).toBe(
      file.replace('|\n      literal\n', `|-\n      ${long.replace('\n', '\n      ')}\n`),
    );
  });

  it('adds a member behind the others of its group', () => {
    expect(
      editYaml(file, [
        { type: 'set', keys: ['units', 'body.1', 'source'], value: 'One' },
        { type: 'set', keys: ['units', 'body.2', 'source'], value: 'Two' },
        { type: 'set', keys: ['units', 'body.3', 'source'], value: 'Three' },
      ]),
    ).toBe(
      file
        .replace('from: 0a1b2c3d }', 'from: 0a1b2c3d, source: "One" }')
        .replace('"12345678"\n', '"12345678"\n    source: Two\n')
        .replace("'x'\n", "'x'\n    source: Three\n"),
    );
  });

  it('puts new groups behind others, in order, and lets keys change places', () => {
    const value = { text: '', from: '1e234567' };
    expect(
      editYaml(file, [
        { type: 'rename', keys: ['units', 'body.1'], name: 'body.2' },
        { type: 'rename', keys: ['units', 'body.2'], name: 'body.4' },
        { type: 'insert', keys: ['units', 'body.0'], value, after: null },
        { type: 'insert', keys: ['units', 'body.1'], value, after: 'body.0' },
        { type: 'insert', keys: ['units', 'body.5'], value, after: 'body.3' },
      ]),
    ).toBe(
      file
        .replace('body.2: # second', 'body.4: # second')
        .replace('  body.1: {', '  body.0:\n    text: ""\n    from: "1e234567"\n  body.1:\n    text: ""\n    from: "1e234567"\n  body.2: {')
        .concat('  body.5:\n    text: ""\n    from: "1e234567"\n'),
    );
  });

  it('removes a group with its lines, and leaves the comments of others', () => {
    expect(editYaml(file, [{ type: 'remove', keys: ['units', 'body.1'] }])).toBe(
      file.replace('  body.1: { text: Un, from: 0a1b2c3d } # first\n', ''),
    );
  });

  it('says what was asked for, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab :#\'"{}[],&*!|>-?%@`\\\n\té中 \u00a0'), maxLength: 90 });
    const member = fc.constantFrom('text', 'from', 'source', 'by');
    const edits = fc.uniqueArray(fc.tuple(fc.constantFrom('body.1', 'body.2', 'body.3', 'body.9'), member, text), {
      maxLength: 6,
      selector: ([key, name]) => `${key} ${name}`,
    });
    fc.assert(
      fc.property(edits, (some) => {
        const expected = structuredClone(parse(file));
        for (const [key, name, value] of some) {
          expected.units[key] ??= {};
          expected.units[key][name] = value;
        }
        const edited = editYaml(
          file,
          some.map(([key, name, value]) => ({ type: 'set', keys: ['units', key, name], value })),
        );
        expect(parse(edited)).toEqual(expected);
        expect(edited).toContain('# about two');
      }),
      { numRuns: 500 },
    );
  });
});
